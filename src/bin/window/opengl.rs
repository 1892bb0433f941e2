//! The window drawn by OpenGL, through eframe; given up, before anything is shown, where OpenGL cannot be had or no
//! hardware draws it.

use super::log_file;
use super::probe;
use eframe::{CreationContext, Frame, NativeOptions};
use egui::{Context, Ui, ViewportBuilder, Visuals};
use foothold::ui::shown::Shown;
use std::cell::Cell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// How it went.
pub enum Ended {
    /// The window was shown, and closed.
    Well,
    /// Nothing was shown, for this reason.
    NotStarted(String),
    /// It was shown, and broke.
    Broken(String),
}

/// A file that stands in the log folder while OpenGL is tried. If a driver takes the program down with it, the file
/// is still there the next time.
pub fn mark(logs: &Path) -> PathBuf {
    logs.join("opengl-is-tried")
}

/// Shows the application until its window is closed. With `is_choosy`, only hardware will do.
pub fn run(
    viewport: ViewportBuilder,
    logs: &Path,
    is_choosy: bool,
    create: impl FnOnce(&Context) -> Box<dyn Shown>,
) -> Ended {
    let mark = mark(logs);
    if let Err(fault) = fs::write(&mark, "") {
        log::warn!("{}: {fault}", mark.display());
    }
    let is_created = Cell::new(false);
    let remove = mark.clone();
    let start = |creation: &CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let told = log_file::opengl().unwrap_or_default();
        if is_choosy && let Some(why) = probe::why_not(&told) {
            return Err(why.into());
        }
        log::info!("drawn by OpenGL: {}", told.renderer);
        is_created.set(true);
        Ok(Box::new(InEframe { app: create(&creation.egui_ctx), mark: Some(remove), passes: 0 }))
    };
    log_file::listen_for_opengl(true);
    let run = catch_unwind(AssertUnwindSafe(|| eframe::run_native("Foothold", options(viewport), Box::new(start))));
    log_file::listen_for_opengl(false);
    unmark(&mark);
    let fault = match run {
        Ok(Ok(())) => return Ended::Well,
        Ok(Err(fault)) => fault.to_string(),
        Err(_) => "the window's library gave up".to_owned(),
    };
    if is_created.get() { Ended::Broken(fault) } else { Ended::NotStarted(fault) }
}

fn unmark(mark: &Path) {
    if let Err(fault) = fs::remove_file(mark)
        && fault.kind() != std::io::ErrorKind::NotFound
    {
        log::warn!("{}: {fault}", mark.display());
    }
}

fn options(viewport: ViewportBuilder) -> NativeOptions {
    NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        centered: true,
        persist_window: false,
        system_font_fallback: false, // the same letters on every station
        ..NativeOptions::default()
    }
}

/// The application as eframe wants it.
struct InEframe {
    app: Box<dyn Shown>,
    mark: Option<PathBuf>,
    passes: u32,
}

impl eframe::App for InEframe {
    fn logic(&mut self, ctx: &Context, _: &mut Frame) {
        self.passes = self.passes.saturating_add(1);
        // By the third pass the first picture has been shown.
        if self.passes > 2
            && let Some(mark) = self.mark.take()
        {
            log_file::listen_for_opengl(false);
            unmark(&mark);
        }
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut Frame) {
        self.app.ui(ui);
    }

    fn clear_color(&self, _: &Visuals) -> [f32; 4] {
        self.app.ground().to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.app.close();
    }
}
