//! A progress bar on the terminal; nothing where there is none.

use foothold::author::{Stage, Watch};
use foothold::system::stop_on_ctrl_c;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Mutex;

/// Runs `work` with a bar that follows its stages; Ctrl-C asks it to stop.
pub fn with_bar<T>(work: impl FnOnce(&Watch<'_>) -> T) -> T {
    let bar = bytes_bar(0);
    let now: Mutex<Option<Stage>> = Mutex::new(None);
    let report = |stage: Stage, done: u64, total: u64| {
        if let Ok(mut now) = now.lock()
            && *now != Some(stage)
        {
            *now = Some(stage);
            bar.set_length(total);
            bar.set_message(match stage {
                Stage::Checking => "looking at every frame",
                Stage::Hashing => "hashing",
                Stage::Writing => "writing",
            });
        }
        bar.set_position(done);
    };
    let result = work(&Watch { report: &report, cancel: stop_on_ctrl_c() });
    bar.finish_and_clear();
    result
}

/// A bar of `total` bytes.
pub fn bytes_bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::new(total);
    let style = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())); // the template is fixed and right
    bar
}
