//! The player: arguments, paths, threads, window.

#[path = "bin/foothold/cli.rs"]
mod cli;

use clap::Parser as _;
use foothold::library::home::Home;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::arguments::Arguments::parse();
    let place = arguments.home.clone().map(Home::new).or_else(|| Home::default_place(&|name| std::env::var_os(name)));
    let Some(home) = place else { return ExitCode::from(2) };
    match &arguments.command {
        Some(command) => cli::run(&arguments, command, &home),
        None => ExitCode::from(2),
    }
}
