//! How the office's window looked and spoke when it was last used: `window.json` in the office's folder. It is nobody's
//! record: where it is missing or damaged the window looks as at first.

use super::home::{OfficeHome, Reader, write_file};
use crate::format::json;
use crate::model::problem::{Code, Problem};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read as _;

/// Largest `window.json`.
const BYTES_MAX: usize = 4 << 10;
/// Widths and heights that a window can have, points.
const SIDES: std::ops::RangeInclusive<u16> = 600..=16_000;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The language's tag.
    pub language: String,
    /// The name of the colours.
    pub theme: String,
    /// Size of text, per cent.
    pub text_percent: u16,
    /// Width of the window, points.
    pub width: u16,
    /// Height of the window, points.
    pub height: u16,
    /// It fills the screen.
    pub is_maximized: bool,
}

/// The look that was kept, if there is one.
#[must_use]
pub fn read(home: &OfficeHome) -> Option<Look> {
    let mut bytes = Vec::new();
    let file = File::open(home.window_file()).ok()?;
    file.take(BYTES_MAX as u64 + 1).read_to_end(&mut bytes).ok()?;
    let look: Look = json::from_canonical(&bytes, BYTES_MAX).ok()?;
    (SIDES.contains(&look.width) && SIDES.contains(&look.height)).then_some(look)
}

/// Keeps it, once there is an office.
///
/// # Errors
/// The disk's.
pub fn keep(home: &OfficeHome, look: &Look) -> Result<(), Problem> {
    if !home.exists() {
        return Ok(());
    }
    let bytes = json::to_canonical(look).map_err(|fault| Problem::new(Code::Internal).because(fault))?;
    write_file(&home.window_file(), &bytes, Reader::Anyone)
}
