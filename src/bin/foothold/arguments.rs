//! The command line of `foothold`: what may be said, nothing of what it does.

use crate::frame::Renderer;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Plays signed course packs, keeps what people learn, and seals it for the office.
#[derive(Debug, Parser)]
#[command(name = "foothold", version, about, max_term_width = 100)]
pub struct Arguments {
    /// Where this station keeps its data (else FOOTHOLD_HOME, else the system's place for it)
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// Full screen, closed only with a staff passphrase
    #[arg(long)]
    pub kiosk: bool,
    /// How the window is drawn
    #[arg(long, value_enum, default_value_t = Renderer::Auto)]
    pub renderer: Renderer,
    /// Print one JSON object instead of sentences
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do without a window
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A member of staff who answers for a change.
#[derive(Debug, Args)]
pub struct Staff {
    /// Name of the member of staff who does this
    #[arg(long, value_name = "NAME")]
    pub staff: Option<String>,
    /// File whose first line is the passphrase (else it is asked for)
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// What `foothold` does without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set this station up from a kit
    Setup {
        /// The kit's folder
        #[arg(long, value_name = "DIR")]
        kit: Option<PathBuf>,
        /// A TOML file with the answers, for a set-up without questions
        #[arg(long, value_name = "FILE")]
        answers: Option<PathBuf>,
    },
    /// Bring packs in
    Import {
        /// Pack files, or slices of one (.fpack.001 …)
        #[arg(required = true, value_name = "PACK")]
        packs: Vec<PathBuf>,
        /// Put an older edition back on purpose
        #[arg(long)]
        allow_older: bool,
        #[command(flatten)]
        staff: Staff,
    },
    /// What is installed
    Library {
        /// List or remove
        #[command(subcommand)]
        action: LibraryAction,
    },
    /// Write the sealed progress file
    Export {
        /// Folder to write it to, usually a stick
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        #[command(flatten)]
        staff: Staff,
    },
    /// Take the office's receipt in
    Receipt {
        /// The receipt
        file: PathBuf,
        #[command(flatten)]
        staff: Staff,
    },
    /// Take a notice in: roots, catalogue, policy, the receipt, the list of people, records of people who come
    Notice {
        /// The notice's folder
        dir: PathBuf,
        /// Only say what the list of people would change
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        staff: Staff,
    },
    /// People who learn here
    Learner {
        /// What to do
        #[command(subcommand)]
        action: LearnerAction,
    },
    /// Members of staff
    Staff {
        /// What to do
        #[command(subcommand)]
        action: StaffAction,
    },
    /// Write a checked copy of the records
    Backup {
        /// Folder to write it to
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Put a copy of the records back
    Restore {
        /// The copy
        file: PathBuf,
    },
    /// How this station is
    Status,
    /// Check records, packs and keys
    Selftest,
    /// Check a certificate or a pack
    Verify {
        /// The file
        file: PathBuf,
    },
}

/// `foothold library …`
#[derive(Debug, Subcommand)]
pub enum LibraryAction {
    /// Every installed pack
    List,
    /// Remove a pack (people keep their progress)
    Remove {
        /// The pack's id
        id: String,
        #[command(flatten)]
        staff: Staff,
    },
}

/// `foothold learner …`
#[derive(Debug, Subcommand)]
pub enum LearnerAction {
    /// Add a person; prints the one-time PIN
    Add {
        /// The person's name
        #[arg(long)]
        name: String,
        /// The person's resident number
        #[arg(long)]
        number: String,
        /// Year of birth
        #[arg(long, value_parser = clap::value_parser!(u16).range(1900..=2100))]
        birth_year: Option<u16>,
        /// Language: en or es
        #[arg(long, default_value = "en")]
        language: String,
        #[command(flatten)]
        staff: Staff,
    },
    /// Add people from a list saved as CSV; prints their one-time PINs
    Import {
        /// The list: columns name and number; birth year, language and group if there are any
        file: PathBuf,
        /// Only say what it would do
        #[arg(long)]
        dry_run: bool,
        /// Also take over what changed of people who are here
        #[arg(long)]
        with_changes: bool,
        /// Language of those whose row says none: en or es
        #[arg(long, default_value = "en")]
        language: String,
        #[command(flatten)]
        staff: Staff,
    },
    /// Everybody
    List,
    /// Put a person away; nothing is deleted
    Archive {
        /// The resident number
        number: String,
        #[command(flatten)]
        staff: Staff,
    },
    /// Give a new one-time PIN
    ResetPin {
        /// The resident number
        number: String,
        #[command(flatten)]
        staff: Staff,
    },
}

/// `foothold staff …`
#[derive(Debug, Subcommand)]
pub enum StaffAction {
    /// Add a member of staff
    Add {
        /// The new member's name
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, value_enum)]
        role: Role,
        /// File whose first line is the new member's passphrase (else it is asked for)
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
        #[command(flatten)]
        staff: Staff,
    },
}

/// What a member of staff may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Teaches: people, courses, carrying in and out
    Educator,
    /// All of that, and staff and the station
    Administrator,
}
