//! The player's window and the threads behind it.

use super::cli::arguments::Arguments;
use super::frame;
use foothold::library::{home::Home, starter};
use foothold::system::{SystemClock, SystemRandom};
use foothold::ui::app::App;
use foothold::ui::shown::Shown;
use foothold::worker::{Handle, Options};
use std::process::ExitCode;
use std::sync::Arc;

/// Shows the window until it is closed.
///
/// # Errors
/// If the log cannot be written, or the system gives no window.
pub fn show(arguments: &Arguments, home: &Home) -> anyhow::Result<ExitCode> {
    frame::start_log(&home.log(), "foothold")?;
    let options = worker_options(home);
    let clock = Arc::new(SystemClock::start());
    let is_kiosk = arguments.kiosk;
    let create = move |ctx: &egui::Context| -> Box<dyn Shown> {
        let for_workers = Arc::clone(&clock);
        let start = |wake| Handle::start(options, for_workers, Arc::new(SystemRandom), wake);
        Box::new(App::new(ctx, clock, is_kiosk, start))
    };
    // No file comes in but from the desk's sticks.
    let viewport = frame::viewport("Foothold").with_fullscreen(is_kiosk).with_decorations(!is_kiosk);
    frame::show(viewport, arguments.renderer, &home.log(), create)
}

fn worker_options(home: &Home) -> Options {
    let program = std::env::current_exe().ok(); // without it there is no folder beside it to look in
    Options {
        home: home.root().to_owned(),
        drives: std::env::var_os("FOOTHOLD_DRIVES"),
        starter: starter::packs(std::env::var_os("FOOTHOLD_STARTER").as_deref(), program.as_deref()),
    }
}
