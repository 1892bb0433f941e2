//! What the programs with a window share: which way it is drawn, its size and icon, and its log.
//!
//! Hardware OpenGL draws through eframe. Where there is none, or where it does not start, the software painter draws
//! the same screens.

mod log_file;
mod opengl;
mod probe;
mod restart;

use anyhow::Context as _;
use clap::ValueEnum;
use egui::{Context, IconData, ViewportBuilder};
use foothold::ui::shown::Shown;
use foothold::ui::soft;
use opengl::Ended;
use std::path::Path;
use std::process::ExitCode;

/// Width and height of the window at first.
const SIZE: [f32; 2] = [1366.0, 768.0];
/// Smaller, the screens would not hold together.
const SIZE_MIN: [f32; 2] = [800.0, 600.0];

/// How the window is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// OpenGL where the graphics hardware does it, else software
    Auto,
    /// OpenGL
    Glow,
    /// The processor alone, without OpenGL
    Software,
}

/// Begins the log of the program `name` in the folder `logs`.
///
/// # Errors
/// If it cannot be written.
pub fn start_log(logs: &Path, name: &str) -> anyhow::Result<()> {
    log_file::start(logs, name).with_context(|| format!("the folder {} cannot be written", logs.display()))?;
    log::info!("{name} {} begins", env!("CARGO_PKG_VERSION"));
    Ok(())
}

/// A window of this title that takes no files.
pub fn viewport(title: &str) -> ViewportBuilder {
    ViewportBuilder::default()
        .with_title(title)
        .with_app_id("foothold")
        .with_inner_size(SIZE)
        .with_min_inner_size(SIZE_MIN)
        .with_icon(icon())
        .with_drag_and_drop(false)
}

/// Shows what `create` gives until the window is closed. `logs` remembers a driver that took the program down.
///
/// # Errors
/// If the system gives no window.
pub fn show(
    viewport: ViewportBuilder,
    asked: Renderer,
    logs: &Path,
    create: impl FnOnce(&Context) -> Box<dyn Shown>,
) -> anyhow::Result<ExitCode> {
    let choice = match asked {
        Renderer::Auto => why_software(logs).map_or(Renderer::Auto, |why| {
            log::info!("drawn without OpenGL: {why}");
            Renderer::Software
        }),
        Renderer::Glow | Renderer::Software => asked,
    };
    if choice == Renderer::Software {
        soft::window::run(viewport, create).context("this computer gives no window to draw in")?;
        return Ok(ExitCode::SUCCESS);
    }
    match opengl::run(viewport, logs, choice == Renderer::Auto, create) {
        Ended::Well => Ok(ExitCode::SUCCESS),
        Ended::Broken(fault) => Err(anyhow::anyhow!(fault)),
        Ended::NotStarted(why) => {
            log::warn!("OpenGL does not start, begins again without it: {why}");
            restart::in_software().context("Foothold cannot begin again; try --renderer software")
        }
    }
}

/// Why OpenGL is not even tried.
fn why_software(logs: &Path) -> Option<String> {
    let has_failed = opengl::mark(logs).exists();
    probe::no_hardware().or_else(|| has_failed.then(|| "it ended the program at the last start".to_owned()))
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
