//! What a person may do in the office's window.

use crate::model::id::LearnerId;
use crate::model::report::{Asked, Question};
use crate::text::Language;
use crate::ui::tokens::Theme;
use crate::worker::Ticket;
use crate::worker::office::Ask;
use std::path::PathBuf;

/// A place of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// Sealed files from stations.
    #[default]
    Files,
    /// Those who learn.
    People,
    /// Official certificates.
    Certificates,
    /// What funders and courts ask.
    Reports,
    /// The stations.
    Stations,
    /// Keys, kits and packs.
    Keys,
    /// The records, and how the window looks.
    Desk,
}

/// What a folder or file is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Sealed files to open.
    OpenFiles,
    /// A place for the notice.
    CopyNotice,
    /// A place for a certificate's files.
    SaveCertificate(String),
    /// A place for a report's files: the question, what it is narrowed to, the language.
    SaveReport(Question, Box<Asked>, String),
    /// A place for somebody's release packet.
    Packet(LearnerId),
    /// A pack to approve.
    Approve,
    /// A place for a copy of the records.
    Backup,
    /// A notice or kit to bring documents back from.
    BringBack,
    /// A copy of the records to bring back.
    Restore,
}

impl Purpose {
    /// The ending of files that may be chosen; none: only a folder may.
    #[must_use]
    pub fn ending(&self) -> Option<&'static str> {
        match self {
            Self::OpenFiles => Some("fexport"),
            Self::Approve => Some("fpack"),
            Self::CopyNotice
            | Self::SaveCertificate(_)
            | Self::SaveReport(..)
            | Self::Packet(_)
            | Self::Backup
            | Self::BringBack
            | Self::Restore => None,
        }
    }

    /// Whether a folder may be chosen.
    #[must_use]
    pub fn takes_folders(&self) -> bool {
        !matches!(self, Self::Approve)
    }

    /// The key of its question.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::OpenFiles => "office-pick-files",
            Self::CopyNotice => "office-pick-notice",
            Self::SaveCertificate(_) => "office-pick-certificate",
            Self::SaveReport(..) => "office-pick-report",
            Self::Packet(_) => "office-pick-packet",
            Self::Approve => "office-pick-pack",
            Self::Backup => "office-pick-backup",
            Self::BringBack => "office-pick-back",
            Self::Restore => "office-pick-restore",
        }
    }

    /// What is asked for once a path is chosen.
    #[must_use]
    pub fn ask(self, path: PathBuf) -> Ask {
        match self {
            Self::OpenFiles => Ask::Read { paths: vec![path] },
            Self::CopyNotice => Ask::CopyNotice { to: path },
            Self::SaveCertificate(id) => Ask::SaveCertificate { id, folder: path },
            Self::SaveReport(question, asked, lang) => Ask::SaveReport { question, asked, lang, folder: path },
            Self::Packet(learner) => Ask::Packet { learner, folder: path },
            Self::Approve => Ask::Approve { packs: vec![path] },
            Self::Backup => Ask::Backup { to: path },
            Self::BringBack => Ask::BringBack { from: path },
            Self::Restore => Ask::Restore { from: path },
        }
    }
}

/// See the module.
#[derive(Debug, Clone)]
pub enum Action {
    /// Go to a place.
    Go(Place),
    /// Go to the hours of one person, called so.
    Hours(LearnerId, String),
    /// Ask the office's thread.
    Ask(Ask),
    /// Stop a long job.
    Cancel(Ticket),
    /// Look for a folder or a file.
    Pick(Purpose),
    /// Ask for the passphrase of the keys.
    Unlock,
    /// Ask for the page's content again.
    Again,
    /// Speak another language.
    SetLanguage(Language),
    /// Take other colours.
    SetTheme(Theme),
    /// Write larger or smaller, in per cent.
    SetText(u16),
}
