//! A caption file as cues, with what was left out of it.

use super::cue::{Captions, Cue};
use super::encoding::decode;
use super::place::Place;
use super::styled::{Words, words};

/// The largest caption file read.
pub const FILE_SIZE_MAX: usize = 2 << 20;
/// The most cues of a file.
pub const CUES_MAX: usize = 20_000;
/// The most characters of a cue; the rest is cut.
pub const CUE_CHARS_MAX: usize = 600;
/// The most faults named.
const FAULTS_MAX: usize = 100;

/// Something left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptionFault {
    /// The line in the file, from 1.
    pub line: usize,
    /// What was found.
    pub what: CaptionFaultKind,
}

/// What a caption file can have wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CaptionFaultKind {
    /// Longer than [`FILE_SIZE_MAX`], or more cues than [`CUES_MAX`].
    #[error("the caption file is too large")]
    TooLarge,
    /// Bytes that are not UTF-8.
    #[error("the caption file is not UTF-8 text")]
    Encoding,
    /// A line with `-->` whose times cannot be read.
    #[error("these times cannot be read")]
    Times,
    /// A cue that ends before it begins.
    #[error("this caption ends before it begins")]
    Backwards,
    /// A cue without words.
    #[error("this caption has no words")]
    Empty,
    /// No cue in the whole file.
    #[error("there are no captions in the file")]
    NoCues,
}

impl Captions {
    /// Reads a file of either kind; the faults are for those who make courses.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> (Self, Vec<CaptionFault>) {
        let (cues, faults) = read(bytes);
        (Self::new(cues.into_iter().map(|(_, cue)| cue).collect()), faults)
    }
}

/// The cues of a file in its own order, each with its line, and the faults.
pub fn read(bytes: &[u8]) -> (Vec<(usize, Cue)>, Vec<CaptionFault>) {
    let mut faults = Vec::new();
    let mut fault = |line, what| {
        if faults.len() < FAULTS_MAX {
            faults.push(CaptionFault { line, what });
        }
    };
    if bytes.len() > FILE_SIZE_MAX {
        fault(1, CaptionFaultKind::TooLarge);
        return (Vec::new(), faults);
    }
    let (text, bad_line) = decode(bytes);
    if let Some(line) = bad_line {
        fault(line, CaptionFaultKind::Encoding);
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
    let lines: Vec<&str> = text.lines().collect();
    let mut cues = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if !line.contains("-->") {
            continue;
        }
        let number = at;
        let words_from = at;
        while lines.get(at).is_some_and(|line| !line.trim().is_empty() && !line.contains("-->")) {
            at += 1;
        }
        let is_next_glued = lines.get(at).is_some_and(|line| line.contains("-->"));
        let words = lines.get(words_from..at).unwrap_or_default();
        match cue(line, words, is_next_glued) {
            Ok(cue) if cues.len() < CUES_MAX => cues.push((number, cue)),
            Ok(_) => {
                fault(number, CaptionFaultKind::TooLarge);
                break;
            }
            Err(what) => fault(number, what),
        }
    }
    if cues.is_empty() {
        fault(1, CaptionFaultKind::NoCues);
    }
    (cues, faults)
}

fn cue(times: &str, lines: &[&str], is_next_glued: bool) -> Result<Cue, CaptionFaultKind> {
    let (start, rest) = times.split_once("-->").ok_or(CaptionFaultKind::Times)?;
    let start_ms = time_ms(start.split_whitespace().next_back().unwrap_or_default()).ok_or(CaptionFaultKind::Times)?;
    let (end, settings) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest.trim_start(), ""));
    let end_ms = time_ms(end).ok_or(CaptionFaultKind::Times)?;
    if end_ms <= start_ms {
        return Err(CaptionFaultKind::Backwards);
    }
    let mut lines = lines.to_vec();
    if is_next_glued && lines.last().is_some_and(|line| line.trim().bytes().all(|byte| byte.is_ascii_digit())) {
        lines.pop(); // the number of the next SubRip cue, with no empty line before it
    }
    let Words { text, runs, place } = words(&lines);
    if text.is_empty() {
        return Err(CaptionFaultKind::Empty);
    }
    let place = place.unwrap_or_else(|| Place::from_settings(settings));
    Ok(Cue { start_ms, end_ms, text, runs, place })
}

/// `[[hours:]minutes:]seconds[.,]thousandths`, with as many digits as there are.
fn time_ms(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |text: &str| (!text.is_empty() && text.len() <= 6).then(|| text.parse::<u64>().ok()).flatten();
    let mut seconds = 0u64;
    let fields: Vec<&str> = whole.split(':').collect();
    if fields.len() > 3 {
        return None;
    }
    for field in fields {
        seconds = seconds.checked_mul(60)?.checked_add(digits(field)?)?;
    }
    let thousandths = digits(&format!("{part:0<3}").chars().take(3).collect::<String>())?;
    seconds.checked_mul(1000)?.checked_add(thousandths)
}
