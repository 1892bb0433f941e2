//! `foothold COMMAND`: everything staff and technicians can do without the window.

pub mod arguments;
mod carry;
mod desk;
#[path = "../ending.rs"]
mod ending;
mod outcome;
mod people;
mod roster;
mod station;

use arguments::{Arguments, Command, LearnerAction, LibraryAction, StaffAction};
use foothold::library::home::Home;
use foothold::model::problem::Problem;
use outcome::{Outcome, Terminal};
use std::process::ExitCode;

/// Runs `command` on `home` and says how it went. Exit status 0 done, 1 refused or not possible.
#[must_use]
pub fn run(arguments: &Arguments, command: &Command, home: &Home) -> ExitCode {
    let terminal = Terminal::new(arguments.json);
    let result = carry_out(command, home, &terminal);
    terminal.finish(result)
}

fn carry_out(command: &Command, home: &Home, terminal: &Terminal) -> Result<Outcome, Problem> {
    match command {
        Command::Setup { kit, answers } => station::setup(home, kit.as_deref(), answers.as_deref(), terminal),
        Command::Import { packs, allow_older, staff } => carry::import(home, packs, *allow_older, staff, terminal),
        Command::Library { action: LibraryAction::List } => carry::library(home, terminal),
        Command::Library { action: LibraryAction::Remove { id, staff } } => carry::remove(home, id, staff, terminal),
        Command::Export { to, staff } => carry::export(home, to, staff, terminal),
        Command::Receipt { file, staff } => carry::receipt(home, file, staff, terminal),
        Command::Notice { dir, dry_run, staff } => carry::notice(home, dir, *dry_run, staff, terminal),
        Command::Learner { action } => learner(action, home, terminal),
        Command::Staff { action: StaffAction::Add { name, role, new_passphrase_file, staff } } => {
            people::add_staff(home, name, *role, new_passphrase_file.as_deref(), staff, terminal)
        }
        Command::Backup { to } => station::back_up(home, to, terminal),
        Command::Restore { file } => station::restore(home, file, terminal),
        Command::Status => station::status(home, terminal),
        Command::Selftest => station::selftest(home, terminal),
        Command::Verify { file } => station::verify(home, file, terminal),
    }
}

fn learner(action: &LearnerAction, home: &Home, terminal: &Terminal) -> Result<Outcome, Problem> {
    match action {
        LearnerAction::Add { name, number, birth_year, language, staff } => {
            let asked = people::Asked { name, number, birth_year: *birth_year, language };
            people::add(home, &asked, staff, terminal)
        }
        LearnerAction::Import { file, dry_run, with_changes, language, staff } => {
            let asked = roster::Asked { file, is_dry: *dry_run, with_changes: *with_changes, language };
            roster::import(home, &asked, staff, terminal)
        }
        LearnerAction::List => people::list(home, terminal),
        LearnerAction::Archive { number, staff } => people::archive(home, number, staff, terminal),
        LearnerAction::ResetPin { number, staff } => people::reset_pin(home, number, staff, terminal),
    }
}
