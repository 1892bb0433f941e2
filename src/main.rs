//! The player: arguments, paths, threads, window.

#[cfg(feature = "postgres")]
compile_error!(
    "the player must not contain a client of a network: build the office alone, with \
     `cargo build --release --no-default-features --features postgres --bin foothold-office`"
);

#[path = "bin/foothold/cli.rs"]
mod cli;
#[path = "bin/window/mod.rs"]
mod frame;
#[path = "bin/foothold/window.rs"]
mod window;

use clap::Parser as _;
use foothold::library::home::Home;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::arguments::Arguments::parse();
    let place = arguments.home.clone().map(Home::new).or_else(|| Home::default_place(&|name| std::env::var_os(name)));
    let Some(home) = place else { return said("no place to keep data: give --home DIR", 2) };
    match &arguments.command {
        Some(command) => cli::run(&arguments, command, &home),
        None => match window::show(&arguments, &home) {
            Ok(code) => code,
            Err(fault) => said(&format!("{fault:#}"), 1),
        },
    }
}

/// For whoever started the program where no window could be shown.
fn said(text: &str, code: u8) -> ExitCode {
    if writeln!(std::io::stderr(), "foothold: {text}").is_err() {
        log::error!("{text}");
    }
    ExitCode::from(code)
}
