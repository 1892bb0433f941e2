//! `desk`: the office's window and the threads behind it.

use crate::frame::{self, Renderer};
use clap::Args;
use foothold::library::home::Home;
use foothold::office::home::OfficeHome;
use foothold::office::keys::Work;
use foothold::office::look;
use foothold::office::registry::Place;
use foothold::system::{SystemClock, SystemRandom};
use foothold::ui::office::app::App;
use foothold::ui::shown::Shown;
use foothold::worker::office::{OfficeHandle, OfficeOptions};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// The program's name, for its log.
const NAME: &str = "foothold-office";

#[derive(Args)]
pub struct Desk {
    /// How the window is drawn
    #[arg(long, value_enum, default_value_t = Renderer::Auto)]
    renderer: Renderer,
    /// Who sits at it, for those who ask later. Default: the name this computer knows you by.
    #[arg(long)]
    by: Option<String>,
}

impl Desk {
    /// Shows the window until it is closed.
    ///
    /// # Errors
    /// If the log cannot be written, or the system gives no window.
    pub fn run(self, office: &Path, registry: Place) -> anyhow::Result<ExitCode> {
        let logs =
            Home::default_place(&|name| std::env::var_os(name)).map_or_else(std::env::temp_dir, |home| home.log());
        frame::start_log(&logs, NAME)?;
        let options = OfficeOptions {
            office: office.to_owned(),
            registry: Some(registry),
            drives: std::env::var_os("FOOTHOLD_DRIVES"),
            places: places(office),
            by: self.by.or_else(super::desk::user_name).unwrap_or_default(),
            work: Work::Full,
        };
        let create = move |ctx: &egui::Context| -> Box<dyn Shown> {
            let clock = Arc::new(SystemClock::start());
            let start = |wake| OfficeHandle::start(options, clock.clone(), Arc::new(SystemRandom), wake);
            Box::new(App::new(ctx, clock.clone(), start))
        };
        let mut viewport = frame::viewport("Foothold – records office").with_drag_and_drop(true);
        if let Some(look) = look::read(&OfficeHome::new(office)) {
            let size = [f32::from(look.width), f32::from(look.height)];
            viewport = viewport.with_inner_size(size).with_maximized(look.is_maximized);
        }
        frame::show(viewport, self.renderer, &logs, create)
    }
}

/// Where one begins to look for files: the person's own folders, and the folder beside the office's.
fn places(office: &Path) -> Vec<PathBuf> {
    let home = ["HOME", "USERPROFILE"].iter().find_map(std::env::var_os).map(PathBuf::from);
    let own = home.iter().flat_map(|home| {
        let folders = ["Desktop", "Downloads", "Documents"].map(|name| home.join(name));
        folders.into_iter().chain([home.clone()])
    });
    let beside = std::path::absolute(office).ok().and_then(|office| office.parent().map(Path::to_owned));
    own.filter(|folder| folder.is_dir()).chain(beside).collect()
}
