//! `foothold-pack`: for who makes courses. Checks a course folder, builds and signs its pack, and looks into packs.
//! Arguments and printing only; the work is in `foothold::author`.
//!
//! Exit codes: 0 done, 1 refused or not possible, 2 wrong usage. `--json` prints one object `{ok, code, data|error}`.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a program of the command line

mod foothold_pack;

use clap::Parser;
use foothold_pack::{Command, run};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "foothold-pack", version, about = "Makes course packs for Foothold: check, build, look into, verify.")]
struct Arguments {
    /// Print one JSON object instead of sentences.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    run(arguments.command, arguments.json)
}
