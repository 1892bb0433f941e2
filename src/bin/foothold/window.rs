//! Opens the window and the threads behind it.

use super::cli::arguments::Arguments;
use super::log_file;
use anyhow::Context as _;
use eframe::{NativeOptions, Renderer};
use egui::{IconData, ViewportBuilder};
use foothold::library::{home::Home, starter};
use foothold::system::{SystemClock, SystemRandom};
use foothold::ui::app::App;
use foothold::worker::{Handle, Options};
use std::sync::Arc;

/// Width and height of the window at first.
const SIZE: [f32; 2] = [1366.0, 768.0];
/// Smaller, the screens would not hold together.
const SIZE_MIN: [f32; 2] = [800.0, 600.0];

/// Shows the window until it is closed.
///
/// # Errors
/// If the log cannot be written, or the system gives no window.
pub fn show(arguments: &Arguments, home: &Home) -> anyhow::Result<()> {
    log_file::start(&home.log()).with_context(|| format!("the folder {} cannot be written", home.log().display()))?;
    log::info!("Foothold {} begins", env!("CARGO_PKG_VERSION"));
    let options = worker_options(home);
    let clock = Arc::new(SystemClock::start());
    let is_kiosk = arguments.kiosk;
    let create = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let for_workers = Arc::clone(&clock);
        let start = |wake| Handle::start(options, for_workers, Arc::new(SystemRandom), wake);
        Ok(Box::new(App::new(creation, clock, is_kiosk, start)) as Box<dyn eframe::App>)
    };
    eframe::run_native("Foothold", native_options(is_kiosk), Box::new(create))
        .map_err(|fault| anyhow::anyhow!("{fault}"))
        .context("this computer gives no window to draw in (OpenGL 2.1 or newer is needed)")
}

fn worker_options(home: &Home) -> Options {
    let program = std::env::current_exe().ok(); // without it there is no folder beside it to look in
    Options {
        home: home.root().to_owned(),
        drives: std::env::var_os("FOOTHOLD_DRIVES"),
        starter: starter::packs(std::env::var_os("FOOTHOLD_STARTER").as_deref(), program.as_deref()),
    }
}

fn native_options(is_kiosk: bool) -> NativeOptions {
    let viewport = ViewportBuilder::default()
        .with_title("Foothold")
        .with_app_id("foothold")
        .with_inner_size(SIZE)
        .with_min_inner_size(SIZE_MIN)
        .with_icon(icon())
        .with_fullscreen(is_kiosk)
        .with_decorations(!is_kiosk);
    NativeOptions {
        viewport,
        renderer: Renderer::Glow,
        centered: true,
        persist_window: false,
        system_font_fallback: false, // the same letters on every station
        ..NativeOptions::default()
    }
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
