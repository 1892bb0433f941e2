//! What the program can be asked to do, and who does it.

use super::desk::Desk;
use super::{
    certificates, keep, letterhead, merges, new, opening, packs, people, policy, report, standing, station, transcript,
    verify, xapi,
};
use clap::Subcommand;
use std::process::ExitCode;

/// What the office can be asked to do.
#[derive(Subcommand)]
pub enum Command {
    /// Open the office's window.
    #[cfg(feature = "gui")]
    Desk(super::window::Desk),
    /// Open the office's window (this build has none).
    #[cfg(not(feature = "gui"))]
    Desk,
    /// Make a new office: every key, the first root, an empty catalogue and the first policy.
    Init(new::Init),
    /// Make the kit that sets up the stations of a facility, and the page to print.
    Kit(new::MakeKit),
    /// Add facilities that the office serves: the next root.
    AddFacility(new::AddFacility),
    /// Approve packs: the next catalogue.
    Approve(packs::Approve),
    /// Withdraw packs: the next catalogue.
    Withdraw(packs::Withdraw),
    /// Show or change what stands on papers: their size, the logo, who signs.
    Letterhead(letterhead::ShowLetterhead),
    /// Write the page that checks certificates in any browser, without a network.
    CheckPage(certificates::CheckPage),
    /// Write a person's transcript: PDF, CSV and JSON.
    Transcript(transcript::MakeTranscript),
    /// Sign all of a person's certificates as one file: a Comprehensive Learner Record 2.0.
    LearnerRecord(transcript::LearnerRecord),
    /// Write a person's release packet: one ZIP and one PDF.
    Packet(transcript::MakePacket),
    /// Write everything as xAPI statements, for a learning record store.
    Xapi(xapi::Xapi),
    /// Take an official certificate back.
    Revoke(certificates::Revoke),
    /// Bring the signed list of certificates that were taken back up to date, and show it.
    Revocations(policy::Revocations),
    /// Show the policy of the stations, or sign the next one.
    Policy(policy::Policy),
    /// Confirm a station (or --retire it, or let what was kept apart of it, or the branches of its --fork, count).
    Confirm(station::Confirm),
    /// Open sealed files: show what they would change, and with --apply merge them.
    Open(opening::Open),
    /// Issue what is due, and list the official certificates.
    Certificates(certificates::Certificates),
    /// Answer a question: participation, drop-off, seat hours …; in words, as CSV or PDF.
    Report(report::Report),
    /// The stations this office has seen.
    Stations(station::Stations),
    /// Who is who and where: list, add, standing, numbers, duplicates, merge and unmerge.
    People(people::People),
    /// Send somebody to another station: their record travels there in the notice.
    Transfer(standing::Transfer),
    /// Every file that was merged: when, by whom, what it brought.
    Merges(merges::Merges),
    /// Where a merge's entries, or one entry, came from.
    Explain(merges::Explain),
    /// Copy the records, checked, to another place. Keys are not in it.
    Backup(keep::Backup),
    /// Bring the records back from a backup.
    Restore(keep::Restore),
    /// Bring documents back that were signed after the copy which the office was restored from.
    Documents(keep::Documents),
    /// Check a certificate's file, or with nothing named the office's own records.
    Verify(verify::Verify),
}

/// Runs a command and says how it ended.
pub fn run(desk: Desk, command: Command) -> ExitCode {
    let result = match command {
        #[cfg(feature = "gui")]
        Command::Desk(it) => match desk.place() {
            Ok(registry) => return shown(it.run(desk.home.root(), registry)),
            Err(problem) => Err(problem),
        },
        #[cfg(not(feature = "gui"))]
        Command::Desk => return shown(Err(anyhow::anyhow!(NO_WINDOW))),
        Command::Init(it) => it.run(&desk),
        Command::Kit(it) => it.run(&desk),
        Command::AddFacility(it) => it.run(&desk),
        Command::Approve(it) => it.run(&desk),
        Command::Withdraw(it) => it.run(&desk),
        Command::Transcript(it) => it.run(&desk),
        Command::LearnerRecord(it) => it.run(&desk),
        Command::Packet(it) => it.run(&desk),
        Command::Xapi(it) => it.run(&desk),
        Command::Revoke(it) => it.run(&desk),
        Command::Revocations(it) => it.run(&desk),
        Command::Policy(it) => it.run(&desk),
        Command::Confirm(it) => it.run(&desk),
        Command::Open(it) => it.run(&desk),
        Command::Certificates(it) => it.run(&desk),
        Command::Letterhead(it) => it.run(&desk),
        Command::CheckPage(it) => it.run(&desk),
        Command::Report(it) => it.run(&desk),
        Command::Stations(it) => it.run(&desk),
        Command::People(it) => it.run(&desk),
        Command::Transfer(it) => it.run(&desk),
        Command::Merges(it) => it.run(&desk),
        Command::Explain(it) => it.run(&desk),
        Command::Backup(it) => it.run(&desk),
        Command::Restore(it) => it.run(&desk),
        Command::Documents(it) => it.run(&desk),
        Command::Verify(it) => it.run(&desk),
    };
    desk.end(result)
}

/// What is said where the program was built for the command line alone.
#[cfg(not(feature = "gui"))]
const NO_WINDOW: &str = "this build has no window: install the build with one, or build with `--features gui`";

/// How the window ended.
fn shown(result: anyhow::Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|fault| {
        eprintln!("foothold-office: {fault:#}");
        ExitCode::FAILURE
    })
}
