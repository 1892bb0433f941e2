//! `foothold-office`: for the records office. Makes keys and kits, approves packs, opens exports, issues certificates.
//! Arguments and printing only; the work is in `foothold::office`.
//!
//! Exit codes: 0 done, 1 refused or not possible (of `open` also: a file was refused), 2 wrong usage. `--json` prints
//! one object `{ok, code, data|error}`.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a program of the command line

mod foothold_office;
#[cfg(feature = "gui")]
#[path = "window/mod.rs"]
mod frame;

use clap::Parser;
use foothold::office::registry::Secrets;
use foothold_office::{Command, Desk, run};
use std::path::PathBuf;
use std::process::ExitCode;
use zeroize::Zeroizing;

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
    /// Where the registry lives, if not in the office's folder: postgres://NAME@COMPUTER/DATABASE. Default:
    /// $FOOTHOLD_REGISTRY. A password never stands here.
    #[arg(long, global = true)]
    registry: Option<String>,
    /// A file whose first line is the password of the registry's server. Default: $PGPASSWORD, or the list $PGPASSFILE.
    #[arg(long, global = true)]
    registry_password_file: Option<PathBuf>,
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
    let registry = arguments.registry.or_else(|| std::env::var("FOOTHOLD_REGISTRY").ok());
    let secrets = secrets(arguments.registry_password_file);
    let desk = Desk::new(folder, arguments.passphrase_file, arguments.json).with_registry(registry, secrets);
    run(desk, arguments.command)
}

/// What PostgreSQL's own programs take from the environment.
fn secrets(file: Option<PathBuf>) -> Secrets {
    let path = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let user = ["PGUSER", "USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    Secrets {
        file,
        word: std::env::var("PGPASSWORD").ok().map(Zeroizing::new),
        list: path("PGPASSFILE").or_else(|| Some(std::env::home_dir()?.join(".pgpass"))),
        authority: path("PGSSLROOTCERT"),
        user,
    }
}
