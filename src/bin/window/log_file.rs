//! The program's log: one file in a `log` folder, with one older beside it. It tells what happened, never to
//! whom: no names, no answers, no PINs.

use super::probe::Told;
use log::{LevelFilter, Log, Metadata, Record};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A log larger than this becomes the older one when the program starts.
const BYTES_MAX: u64 = 2 << 20;

/// What OpenGL says of itself, as the window's library tells it.
static OPENGL: OnceLock<Told> = OnceLock::new();

struct FileLog {
    file: Mutex<File>,
}

/// Writes the log into `folder` from now on, panics included; `name` is that of its file.
///
/// # Errors
/// If the folder or the file cannot be written.
pub fn start(folder: &Path, name: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("{name}.log"));
    if fs::metadata(&path).is_ok_and(|facts| facts.len() > BYTES_MAX) {
        fs::rename(&path, folder.join(format!("{name}.old.log")))?;
    }
    let file = OpenOptions::new().create(true).append(true).open(&path)?;
    let log = Box::new(FileLog { file: Mutex::new(file) });
    if log::set_boxed_logger(log).is_ok() {
        log::set_max_level(LevelFilter::Info);
    }
    std::panic::set_hook(Box::new(|info| log::error!("a fault of ours: {info}")));
    Ok(())
}

/// Whether to hear what the window's library tells of OpenGL. It tells only the log.
pub fn listen_for_opengl(is_on: bool) {
    if log::max_level() != LevelFilter::Off {
        log::set_max_level(if is_on { LevelFilter::Debug } else { LevelFilter::Info });
    }
}

/// What OpenGL says of itself, once it was heard.
pub fn opengl() -> Option<Told> {
    OPENGL.get().cloned()
}

fn hear(record: &Record<'_>) {
    if record.level() == log::Level::Debug
        && record.target().starts_with("egui_glow")
        && let Some(told) = Told::heard(&record.args().to_string())
    {
        OPENGL.get_or_init(|| told);
    }
}

impl Log for FileLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // What the window's libraries say at length helps nobody here.
        let is_ours = metadata.target().starts_with("foothold");
        metadata.level() <= if is_ours { log::Level::Info } else { log::Level::Warn }
    }

    fn log(&self, record: &Record<'_>) {
        hear(record);
        if !self.enabled(record.metadata()) {
            return;
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner); // lines are whole
        let line = format!("{} {} {}: {}", jiff::Timestamp::now(), record.level(), record.target(), record.args());
        // A log that cannot be written must not stop a lesson.
        if writeln!(file, "{line}").is_err() {
            log::set_max_level(LevelFilter::Off);
        }
    }

    fn flush(&self) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if file.flush().is_err() {
            log::set_max_level(LevelFilter::Off);
        }
    }
}
