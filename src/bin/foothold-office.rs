//! `foothold-office`: for the records office. Makes keys and kits, approves packs, opens exports, issues certificates.
//! Arguments and printing only; the work is in `foothold::office`.
//!
//! Exit codes: 0 done, 1 refused or not possible (of `open` also: a file was refused), 2 wrong usage. `--json` prints
//! one object `{ok, code, data|error}`.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a program of the command line

mod foothold_office;

use clap::Parser;
use foothold_office::{Command, Desk, run};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "foothold-office",
    version,
    about = "The records office of Foothold: keys, kits, approvals, exports, certificates."
)]
struct Arguments {
    /// The office's folder. Default: $FOOTHOLD_OFFICE, else ./office.
    #[arg(long, global = true)]
    office: Option<PathBuf>,
    /// A file whose first line is the passphrase of the keys; asked for where it is missing.
    #[arg(long, global = true)]
    passphrase_file: Option<PathBuf>,
    /// Print one JSON object instead of sentences.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let given = arguments.office.or_else(|| std::env::var_os("FOOTHOLD_OFFICE").map(PathBuf::from));
    let folder = given.unwrap_or_else(|| PathBuf::from("office"));
    run(Desk::new(folder, arguments.passphrase_file, arguments.json), arguments.command)
}
