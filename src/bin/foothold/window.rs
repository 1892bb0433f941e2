//! Opens the window and the threads behind it, and chooses what draws the window.
//!
//! Hardware OpenGL draws through eframe. Where there is none, or where it does not start, the software painter draws
//! the same screens.

use super::cli::arguments::{Arguments, Renderer};
use super::opengl::{self, Ended};
use super::{log_file, probe, restart};
use anyhow::Context as _;
use egui::{IconData, ViewportBuilder};
use foothold::library::{home::Home, starter};
use foothold::system::{SystemClock, SystemRandom};
use foothold::ui::app::App;
use foothold::ui::soft;
use foothold::worker::{Handle, Options};
use std::process::ExitCode;
use std::sync::Arc;

/// Width and height of the window at first.
const SIZE: [f32; 2] = [1366.0, 768.0];
/// Smaller, the screens would not hold together.
const SIZE_MIN: [f32; 2] = [800.0, 600.0];

/// Shows the window until it is closed.
///
/// # Errors
/// If the log cannot be written, or the system gives no window.
pub fn show(arguments: &Arguments, home: &Home) -> anyhow::Result<ExitCode> {
    log_file::start(&home.log()).with_context(|| format!("the folder {} cannot be written", home.log().display()))?;
    log::info!("Foothold {} begins", env!("CARGO_PKG_VERSION"));
    let options = worker_options(home);
    let clock = Arc::new(SystemClock::start());
    let is_kiosk = arguments.kiosk;
    let create = move |ctx: &egui::Context| {
        let for_workers = Arc::clone(&clock);
        let start = |wake| Handle::start(options, for_workers, Arc::new(SystemRandom), wake);
        App::new(ctx, clock, is_kiosk, start)
    };
    let viewport = viewport(is_kiosk);
    let choice = match arguments.renderer {
        Renderer::Auto => why_software(home).map_or(Renderer::Auto, |why| {
            log::info!("drawn without OpenGL: {why}");
            Renderer::Software
        }),
        given => given,
    };
    if choice == Renderer::Software {
        soft::window::run(viewport, create).context("this computer gives no window to draw in")?;
        return Ok(ExitCode::SUCCESS);
    }
    match opengl::run(viewport, &home.log(), choice == Renderer::Auto, create) {
        Ended::Well => Ok(ExitCode::SUCCESS),
        Ended::Broken(fault) => Err(anyhow::anyhow!(fault)),
        Ended::NotStarted(why) => {
            log::warn!("OpenGL does not start, begins again without it: {why}");
            restart::in_software().context("Foothold cannot begin again; try --renderer software")
        }
    }
}

/// Why OpenGL is not even tried.
fn why_software(home: &Home) -> Option<String> {
    let has_failed = opengl::mark(&home.log()).exists();
    probe::no_hardware().or_else(|| has_failed.then(|| "it ended the program at the last start".to_owned()))
}

fn worker_options(home: &Home) -> Options {
    let program = std::env::current_exe().ok(); // without it there is no folder beside it to look in
    Options {
        home: home.root().to_owned(),
        drives: std::env::var_os("FOOTHOLD_DRIVES"),
        starter: starter::packs(std::env::var_os("FOOTHOLD_STARTER").as_deref(), program.as_deref()),
    }
}

fn viewport(is_kiosk: bool) -> ViewportBuilder {
    ViewportBuilder::default()
        .with_title("Foothold")
        .with_app_id("foothold")
        .with_inner_size(SIZE)
        .with_min_inner_size(SIZE_MIN)
        .with_icon(icon())
        .with_drag_and_drop(false) // no file comes in but from the desk's sticks
        .with_fullscreen(is_kiosk)
        .with_decorations(!is_kiosk)
}

/// Three rising steps on a round ground.
fn icon() -> IconData {
    const SIDE: u32 = 64;
    const GROUND: [u8; 4] = [0x0B, 0x5A, 0x75, 0xFF];
    const STEP: [u8; 4] = [0xFF, 0xFF, 0xFF, 0xFF];
    let pixel = |at: u32| {
        let (x, y) = (at % SIDE, at / SIDE);
        let from = |v: u32| v.abs_diff(SIDE / 2).saturating_sub(SIDE / 2 - 14);
        let is_outside = from(x).pow(2) + from(y).pow(2) > 14 * 14;
        let step = x.saturating_sub(14) / 13;
        let is_step = (14..51).contains(&x) && (x - 14) % 13 < 10 && y < 50 && y >= 40 - step.min(2) * 11;
        match (is_outside, is_step) {
            (true, _) => [0; 4],
            (false, true) => STEP,
            (false, false) => GROUND,
        }
    };
    IconData { rgba: (0..SIDE * SIDE).flat_map(pixel).collect(), width: SIDE, height: SIDE }
}
