//! Starts this very program again, with the software painter: a process may open only one event loop. No other program
//! is ever started.

use std::ffi::OsString;
use std::io;
use std::process::{Command, ExitCode};

/// Ends this process and begins again in its place; comes back only if that fails, or with the exit status of the
/// program begun anew where a process cannot be replaced.
///
/// # Errors
/// If the program cannot be started.
pub fn in_software() -> io::Result<ExitCode> {
    let mut again = Command::new(std::env::current_exe()?);
    again.args(without_renderer(std::env::args_os().skip(1))).args(["--renderer", "software"]);
    become_it(again)
}

#[cfg(unix)]
fn become_it(mut again: Command) -> io::Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(&mut again))
}

#[cfg(not(unix))]
fn become_it(mut again: Command) -> io::Result<ExitCode> {
    let code = again.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

/// The arguments without the choice of a renderer.
fn without_renderer(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut is_value = false;
    let mut kept = Vec::new();
    for argument in arguments {
        let is_name = argument == "--renderer";
        let is_both = argument.to_string_lossy().starts_with("--renderer=");
        if !is_name && !is_both && !is_value {
            kept.push(argument);
        }
        is_value = is_name;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_arguments_stay_but_the_renderer() {
        let given = ["--home", "/a b", "--renderer", "glow", "--kiosk", "--renderer=auto"];
        let kept = without_renderer(given.iter().map(OsString::from));
        assert_eq!(kept, ["--home", "/a b", "--kiosk"]);
    }
}
