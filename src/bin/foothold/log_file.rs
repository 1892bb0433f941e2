//! The program's log: one file in the home's `log` folder, with one older beside it. It tells what happened, never to
//! whom: no names, no answers, no PINs.

use log::{LevelFilter, Log, Metadata, Record};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// A log larger than this becomes the older one when the program starts.
const BYTES_MAX: u64 = 2 << 20;

struct FileLog {
    file: Mutex<File>,
}

/// Writes the log into `folder` from now on, panics included.
///
/// # Errors
/// If the folder or the file cannot be written.
pub fn start(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join("foothold.log");
    if fs::metadata(&path).is_ok_and(|facts| facts.len() > BYTES_MAX) {
        fs::rename(&path, folder.join("foothold.old.log"))?;
    }
    let file = OpenOptions::new().create(true).append(true).open(&path)?;
    let log = Box::new(FileLog { file: Mutex::new(file) });
    if log::set_boxed_logger(log).is_ok() {
        log::set_max_level(LevelFilter::Info);
    }
    std::panic::set_hook(Box::new(|info| log::error!("a fault of ours: {info}")));
    Ok(())
}

impl Log for FileLog {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // What the window's libraries say at length helps nobody here.
        let is_ours = metadata.target().starts_with("foothold");
        metadata.level() <= if is_ours { log::Level::Info } else { log::Level::Warn }
    }

    fn log(&self, record: &Record<'_>) {
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
