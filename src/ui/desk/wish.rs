//! What a ticket of the desk was for: news that do not say it themselves (done, failed, a step) are told apart by it.

use crate::worker::Request;

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The first page.
    Today,
    /// The people.
    People,
    /// What some of them did.
    Progress,
    /// One person.
    Person,
    /// A change to a person.
    PersonChange,
    /// The mark of an answer.
    Mark,
    /// The staff.
    StaffList,
    /// A change to the staff.
    StaffChange,
    /// The installed packs.
    Packs,
    /// Removing one.
    PackRemoval,
    /// The drives.
    Drives,
    /// A change of the drives.
    WatchDrives,
    /// A paper as PDF.
    Paper,
    /// The slip of an export.
    Slip,
    /// A backup.
    Backup,
    /// Carrying a thing in.
    CarryIn,
    /// What would leave.
    Preview,
    /// Carrying out.
    CarryOut,
    /// The station.
    Station,
}

impl Wish {
    /// What the request is for; none for those of other screens.
    #[must_use]
    pub fn of(request: &Request) -> Option<Self> {
        Some(match request {
            Request::Today => Self::Today,
            Request::People => Self::People,
            Request::PeopleProgress { .. } => Self::Progress,
            Request::Person { .. } => Self::Person,
            Request::AddLearner { .. }
            | Request::GivePin { .. }
            | Request::SignGoal { .. }
            | Request::OpenQuiz { .. }
            | Request::Credential(_)
            | Request::ChangePeople(_) => Self::PersonChange,
            Request::Mark(_) => Self::Mark,
            Request::StaffList => Self::StaffList,
            Request::AddStaff { .. } => Self::StaffChange,
            Request::Packs => Self::Packs,
            Request::RemovePack { .. } => Self::PackRemoval,
            Request::Drives => Self::Drives,
            Request::WatchDrives { .. } => Self::WatchDrives,
            Request::SaveCertificateOf { .. } | Request::SavePaper { .. } => Self::Paper,
            Request::SaveSlip { .. } => Self::Slip,
            Request::Backup { .. } => Self::Backup,
            Request::ImportPack { .. } | Request::TakeDocument { .. } => Self::CarryIn,
            Request::ExportPreview => Self::Preview,
            Request::Export { .. } => Self::CarryOut,
            Request::Station | Request::SetCallTimes { .. } => Self::Station,
            _ => return None,
        })
    }
}
