//! Which part of the window asked for something, so that the answer goes there.

use crate::worker::office::Ask;

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    Restore,
    Enter,
    Look,
    Sticks,
    Folder,
    Plan,
    Merge,
    Notice,
    People,
    Alike,
    Person,
    Decide,
    Leaving,
    Certificates,
    Certificate,
    CertificateChange,
    Reports,
    Found,
    Stations,
    StationChange,
    Keys,
    KeysChange,
    Records,
    Back,
}

impl Part {
    pub(super) fn of(ask: &Ask) -> Self {
        match ask {
            Ask::Start | Ask::Lock => Self::Start,
            Ask::Restore { .. } => Self::Restore,
            Ask::Make(_) | Ask::Enter { .. } => Self::Enter,
            Ask::KeepLook(_) => Self::Look,
            Ask::Sticks | Ask::WatchSticks { .. } => Self::Sticks,
            Ask::Folder { .. } => Self::Folder,
            Ask::Read { .. } | Ask::DropPlan => Self::Plan,
            Ask::Merge => Self::Merge,
            Ask::CopyNotice { .. } => Self::Notice,
            Ask::People { .. } => Self::People,
            Ask::Alike => Self::Alike,
            Ask::FindPeople { .. } => Self::Found,
            Ask::Person { .. } => Self::Person,
            Ask::Decide { .. } => Self::Decide,
            Ask::Destinations | Ask::Transfer { .. } | Ask::Packet { .. } => Self::Leaving,
            Ask::Certificates { .. } => Self::Certificates,
            Ask::Certificate { .. } => Self::Certificate,
            Ask::SaveCertificate { .. } | Ask::Revoke { .. } | Ask::Issue => Self::CertificateChange,
            Ask::Choices { .. } | Ask::Report { .. } | Ask::SaveReport { .. } => Self::Reports,
            Ask::Stations => Self::Stations,
            Ask::Confirm { .. }
            | Ask::Rename { .. }
            | Ask::Retire { .. }
            | Ask::Release { .. }
            | Ask::DecideForks { .. } => Self::StationChange,
            Ask::Keys => Self::Keys,
            Ask::MakeKit { .. }
            | Ask::SetRules { .. }
            | Ask::AddFacilities { .. }
            | Ask::Approve { .. }
            | Ask::Withdraw { .. } => Self::KeysChange,
            Ask::Backup { .. } => Self::Records,
            Ask::BringBack { .. } => Self::Back,
        }
    }
}
