//! A cue's words: tags, entities and SubRip's braces become plain text with runs of bold, italic and underlined; a voice
//! becomes "Name: ".

use super::cue::{Run, Style};
use super::file::CUE_CHARS_MAX;
use super::place::Place;

/// What was read of a cue's lines.
#[derive(Debug, Default)]
pub struct Words {
    /// Without marks, lines parted by `\n`.
    pub text: String,
    /// What is not plain in it.
    pub runs: Vec<Run>,
    /// The place that braces named.
    pub place: Option<Place>,
}

/// Reads the lines of one cue. Tags may reach over several.
pub fn words(lines: &[&str]) -> Words {
    let mut writer = Writer::default();
    for line in lines {
        writer.line(line);
        writer.end_line();
    }
    writer.words
}

#[derive(Default)]
struct Writer {
    words: Words,
    chars: usize,
    /// A space or a line's end that is written only before another letter.
    due: Option<(char, Style)>,
    bold: u8,
    italic: u8,
    underlined: u8,
}

impl Writer {
    fn style(&self) -> Style {
        Style { is_bold: self.bold > 0, is_italic: self.italic > 0, is_underlined: self.underlined > 0 }
    }

    fn line(&mut self, line: &str) {
        let mut rest = line;
        while let Some(at) = rest.find(['<', '{', '&']) {
            let (before, from) = rest.split_at(at);
            self.push_all(before);
            rest = match from.as_bytes().first() {
                Some(b'<') => self.tag(from),
                Some(b'{') => self.brace(from),
                _ => self.entity(from),
            };
        }
        self.push_all(rest);
    }

    fn end_line(&mut self) {
        if !self.words.text.is_empty() {
            self.due = Some(('\n', Style::default()));
        }
    }

    fn push_all(&mut self, text: &str) {
        text.chars().for_each(|letter| self.push(letter));
    }

    fn push(&mut self, letter: char) {
        if letter.is_whitespace() {
            if !self.words.text.is_empty() && self.due.is_none() {
                self.due = Some((' ', self.style()));
            }
        } else if !letter.is_control() && !is_direction_mark(letter) {
            if let Some((due, style)) = self.due.take() {
                self.write(due, style);
            }
            self.write(letter, self.style());
        }
    }

    fn write(&mut self, letter: char, style: Style) {
        if self.chars >= CUE_CHARS_MAX {
            return;
        }
        self.chars += 1;
        let from = self.words.text.len();
        self.words.text.push(letter);
        let to = self.words.text.len();
        match self.words.runs.last_mut() {
            Some(last) if last.range.end == from && last.style == style => last.range.end = to,
            _ if style != Style::default() => self.words.runs.push(Run { range: from..to, style }),
            _ => {}
        }
    }

    fn tag<'a>(&mut self, from: &'a str) -> &'a str {
        let is_tag = from.chars().nth(1).is_some_and(|next| next.is_ascii_alphanumeric() || next == '/');
        let Some((inside, rest)) = from.get(1..).and_then(|text| text.split_once('>')).filter(|_| is_tag) else {
            self.push('<');
            return from.get(1..).unwrap_or_default();
        };
        let (name, voice) = inside.split_once([' ', '\t']).unwrap_or((inside, ""));
        let (is_end, name) = name.strip_prefix('/').map_or((false, name), |name| (true, name));
        let name = name.split('.').next().unwrap_or_default();
        match name {
            "i" | "I" | "em" => turn(&mut self.italic, !is_end),
            "b" | "B" | "strong" => turn(&mut self.bold, !is_end),
            "u" | "U" => turn(&mut self.underlined, !is_end),
            "v" if !is_end && !voice.trim().is_empty() => self.voice(voice.trim()),
            _ => {}
        }
        rest
    }

    fn voice(&mut self, name: &str) {
        turn(&mut self.bold, true);
        self.push_all(name);
        self.push(':');
        turn(&mut self.bold, false);
        self.push(' ');
    }

    fn brace<'a>(&mut self, from: &'a str) -> &'a str {
        let Some((inside, rest)) = from.strip_prefix("{\\").and_then(|text| text.split_once('}')) else {
            self.push('{');
            return from.get(1..).unwrap_or_default();
        };
        for code in inside.split('\\') {
            match code {
                "i1" | "i0" => turn(&mut self.italic, code == "i1"),
                "b1" | "b0" => turn(&mut self.bold, code == "b1"),
                "u1" | "u0" => turn(&mut self.underlined, code == "u1"),
                _ => {
                    let key = code.strip_prefix("an").and_then(|key| key.trim().parse().ok());
                    self.words.place = self.words.place.or_else(|| key.and_then(Place::of_keypad));
                }
            }
        }
        rest
    }

    fn entity<'a>(&mut self, from: &'a str) -> &'a str {
        const KNOWN: [(&str, &str); 9] = [
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&nbsp;", " "),
            ("&quot;", "\""),
            ("&apos;", "'"),
            ("&#39;", "'"),
            ("&lrm;", ""),
            ("&rlm;", ""),
        ];
        for (name, letter) in KNOWN {
            if let Some(rest) = from.strip_prefix(name) {
                self.push_all(letter);
                return rest;
            }
        }
        self.push('&');
        from.get(1..).unwrap_or_default()
    }
}

fn turn(depth: &mut u8, is_on: bool) {
    *depth = if is_on { depth.saturating_add(1) } else { depth.saturating_sub(1) };
}

/// Marks that could turn words round on the screen.
fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}
