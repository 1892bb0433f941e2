//! Captions: WebVTT (W3C) and SubRip, read with tolerance. What cannot be understood is left out and named by its line;
//! the rest is shown. Only words are kept: styles, places and classes are the player's business.

use std::fmt::Write as _;

/// The largest caption file read.
pub const FILE_SIZE_MAX: usize = 2 << 20;
/// The most cues of a file.
pub const CUES_MAX: usize = 20_000;
/// The most characters of a cue; the rest is cut.
pub const CUE_CHARS_MAX: usize = 600;

/// Words and when they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// First millisecond.
    pub start_ms: u64,
    /// First millisecond after.
    pub end_ms: u64,
    /// One or more lines, parted by `\n`, without marks.
    pub text: String,
}

/// The cues of a file, by their start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Captions {
    cues: Vec<Cue>,
}

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
        let mut faults = Vec::new();
        let mut fault = |line, what| {
            if faults.len() < 100 {
                faults.push(CaptionFault { line, what });
            }
        };
        if bytes.len() > FILE_SIZE_MAX {
            fault(1, CaptionFaultKind::TooLarge);
            return (Self::default(), faults);
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(bad) => {
                let line = bytes.iter().take(bad.valid_up_to()).filter(|&&byte| byte == b'\n').count() + 1;
                fault(line, CaptionFaultKind::Encoding);
                bytes.iter().copied().map(char::from).collect() // Latin-1, the likeliest other
            }
        };
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace(['\r', '\0'], "\n");
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
                Ok(cue) if cues.len() < CUES_MAX => cues.push(cue),
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
        cues.sort_by_key(|cue| (cue.start_ms, cue.end_ms));
        (Self { cues }, faults)
    }

    /// All cues, by their start: the transcript.
    #[must_use]
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The cues shown at a time, the earliest first; at most four.
    #[must_use]
    pub fn at(&self, ms: u64) -> Vec<&Cue> {
        let begun = self.cues.partition_point(|cue| cue.start_ms <= ms);
        let recent = self.cues.get(begun.saturating_sub(64)..begun).unwrap_or_default();
        let mut shown: Vec<&Cue> = recent.iter().rev().filter(|cue| cue.end_ms > ms).take(4).collect();
        shown.reverse();
        shown
    }

    /// The index of the cue a transcript should mark at a time: the last that has begun.
    #[must_use]
    pub fn current(&self, ms: u64) -> Option<usize> {
        self.cues.partition_point(|cue| cue.start_ms <= ms).checked_sub(1)
    }

    /// When words appear or go next after a time.
    #[must_use]
    pub fn next_change_ms(&self, ms: u64) -> Option<u64> {
        let begun = self.cues.partition_point(|cue| cue.start_ms <= ms);
        let ends = self.at(ms).into_iter().map(|cue| cue.end_ms);
        ends.chain(self.cues.get(begun).map(|cue| cue.start_ms)).min()
    }
}

fn cue(times: &str, words: &[&str], is_next_glued: bool) -> Result<Cue, CaptionFaultKind> {
    let (start, rest) = times.split_once("-->").ok_or(CaptionFaultKind::Times)?;
    let start_ms = time_ms(start.split_whitespace().next_back().unwrap_or_default()).ok_or(CaptionFaultKind::Times)?;
    let end_ms = time_ms(rest.split_whitespace().next().unwrap_or_default()).ok_or(CaptionFaultKind::Times)?;
    if end_ms <= start_ms {
        return Err(CaptionFaultKind::Backwards);
    }
    let mut words = words.to_vec();
    if is_next_glued && words.last().is_some_and(|line| line.trim().bytes().all(|byte| byte.is_ascii_digit())) {
        words.pop(); // the number of the next SubRip cue, with no empty line before it
    }
    let lines: Vec<String> = words.iter().map(|line| plain(line)).filter(|line| !line.is_empty()).collect();
    let text: String = lines.join("\n").chars().take(CUE_CHARS_MAX).collect();
    if text.is_empty() {
        return Err(CaptionFaultKind::Empty);
    }
    Ok(Cue { start_ms, end_ms, text })
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

/// Words without tags, entities and SubRip's braces; a voice becomes "Name: ".
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = match from.as_bytes().first() {
            Some(b'<') => tag(from, &mut out),
            Some(b'{') => brace(from, &mut out),
            _ => entity(from, &mut out),
        };
    }
    out.push_str(rest);
    let visible = out.chars().filter(|letter| !letter.is_control() && !is_direction_mark(*letter));
    visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that could turn words round on the screen.
fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

fn tag<'a>(from: &'a str, out: &mut String) -> &'a str {
    let is_tag = from.chars().nth(1).is_some_and(|next| next.is_ascii_alphanumeric() || next == '/');
    let Some((inside, rest)) = from.get(1..).and_then(|text| text.split_once('>')).filter(|_| is_tag) else {
        out.push('<');
        return from.get(1..).unwrap_or_default();
    };
    let (name, voice) = inside.split_once(' ').unwrap_or((inside, ""));
    if (name == "v" || name.starts_with("v.")) && !voice.trim().is_empty() && write!(out, "{}: ", voice.trim()).is_err()
    {
        return rest;
    }
    rest
}

fn brace<'a>(from: &'a str, out: &mut String) -> &'a str {
    match from.strip_prefix("{\\").and_then(|text| text.split_once('}')) {
        Some((_, rest)) => rest,
        None => {
            out.push('{');
            from.get(1..).unwrap_or_default()
        }
    }
}

fn entity<'a>(from: &'a str, out: &mut String) -> &'a str {
    const KNOWN: [(&str, &str); 8] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lrm;", ""),
        ("&rlm;", ""),
    ];
    for (name, letter) in KNOWN {
        if let Some(rest) = from.strip_prefix(name) {
            out.push_str(letter);
            return rest;
        }
    }
    out.push('&');
    from.get(1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(file: &str) -> Vec<(u64, u64, String)> {
        let (captions, _) = Captions::parse(file.as_bytes());
        captions.cues().iter().map(|cue| (cue.start_ms, cue.end_ms, cue.text.clone())).collect()
    }

    fn one(start: u64, end: u64, text: &str) -> Vec<(u64, u64, String)> {
        vec![(start, end, text.to_owned())]
    }

    #[test]
    fn both_kinds_are_read_in_the_forms_people_write() {
        let cases = [
            ("WEBVTT\n\n00:01.000 --> 00:02.500\nHello", one(1000, 2500, "Hello")),
            (
                "\u{feff}WEBVTT - title\r\n\r\nid\r\n00:00:01.000 --> 00:00:02.000 align:start\r\nHello\r\nthere",
                one(1000, 2000, "Hello\nthere"),
            ),
            ("1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i> {\\an8}there", one(1000, 2000, "Hello there")),
            (
                "WEBVTT\n\nNOTE a --- b\n\n00:01.0 --> 00:02\n<v.loud Ann>Hi &amp; bye</v> 2 < 3",
                one(1000, 2000, "Ann: Hi & bye 2 < 3"),
            ),
            ("00:00:01,000-->00:00:02,000\nglued", one(1000, 2000, "glued")),
            ("WEBVTT\n\n100:00:00.000 --> 100:00:01.000\nlate", one(360_000_000, 360_001_000, "late")),
        ];
        for (file, expected) in cases {
            assert_eq!(texts(file), expected, "{file}");
        }
        let glued = "1\n00:01,0 --> 00:02,0\none\n2\n00:03,0 --> 00:04,0\ntwo";
        assert_eq!(texts(glued).iter().map(|cue| cue.2.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named_by_line() {
        let file = "WEBVTT\n\nsoon --> later\nx\n\n00:02.000 --> 00:01.000\nx\n\n00:03.000 --> 00:04.000\n\n00:05.000 --> 00:06.000\nkept";
        let (captions, faults) = Captions::parse(file.as_bytes());
        assert_eq!(captions.cues().len(), 1);
        let found: Vec<_> = faults.iter().map(|fault| (fault.line, fault.what)).collect();
        let expected = [(3, CaptionFaultKind::Times), (6, CaptionFaultKind::Backwards), (9, CaptionFaultKind::Empty)];
        assert_eq!(found, expected);
        let (_, faults) = Captions::parse(b"WEBVTT");
        assert_eq!(faults[0].what, CaptionFaultKind::NoCues);
        let (captions, faults) = Captions::parse(b"WEBVTT\n\n00:01.000 --> 00:02.000\nni\xf1o");
        assert_eq!((captions.cues()[0].text.as_str(), faults[0].line), ("niño", 4));
        assert_eq!(Captions::parse(&vec![b' '; FILE_SIZE_MAX + 1]).1[0].what, CaptionFaultKind::TooLarge);
    }

    #[test]
    fn hostile_files_give_something_or_nothing_never_a_panic() {
        let long = format!("00:01.000 --> 00:02.000\n{}", "<".repeat(10_000));
        let cases = [
            "-->",
            "--> -->",
            "\n-->\n-->\n",
            "99999999999999999999:00 --> 1",
            "00:01.000 --> 00:02.000\n<v",
            "1 --> 2\n<é>",
            "1 --> 2\n{\\",
            "1 --> 2\n&&&;",
            "1 --> 2\n\u{202e}abc",
            "9:9:9:9 --> 1:1:1:1\nx",
            &long,
            "999999:999999:999999.999 --> 999999:999999:999999.9999\nx",
            "1.é --> 2\nx",
            "1 --> 2\n<\u{301}v x>",
        ];
        for case in cases {
            let (captions, _) = Captions::parse(case.as_bytes());
            assert!(captions.cues().iter().all(|cue| cue.text.chars().count() <= CUE_CHARS_MAX), "{case}");
        }
        assert_eq!(texts("1 --> 2\n\u{202e}abc")[0].2, "abc");
    }

    #[test]
    fn what_is_shown_follows_the_time() {
        let (captions, _) = Captions::parse(b"1 --> 3\na\n\n2 --> 4\nb\n\n6 --> 7\nc");
        let shown = |ms| captions.at(ms).iter().map(|cue| cue.text.clone()).collect::<String>();
        let expected = [(0, ""), (1000, "a"), (2500, "ab"), (3000, "b"), (4000, ""), (6500, "c"), (7000, "")];
        for (ms, words) in expected {
            assert_eq!(shown(ms), words, "at {ms}");
        }
        assert_eq!(captions.current(500), None);
        assert_eq!(captions.current(5000), Some(1));
        assert_eq!(captions.next_change_ms(0), Some(1000));
        assert_eq!(captions.next_change_ms(2500), Some(3000));
        assert_eq!(captions.next_change_ms(4500), Some(6000));
        assert_eq!(captions.next_change_ms(8000), None);
    }
}
