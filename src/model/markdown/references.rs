//! What a Markdown text names elsewhere, with the place of each name in the text: for who checks a course and gives its
//! files other names.

use super::html::{self, Mark};
use super::{READING_BYTES_MAX, dialect};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// Something that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// Where a link leads, as written.
    Link(String),
    /// The path of a picture, as written, and where it stands in the text; nowhere if it is written in pieces.
    Picture(String, Range<usize>),
    /// A formula's TeX; `true` if it stands alone.
    Formula(String, bool),
    /// A dollar sign that was meant to begin a formula, or to end one, and does neither.
    Dollar,
}

/// All that `text` names, in order, each with its line (from 1).
#[must_use]
pub fn references(text: &str) -> Vec<(Reference, usize)> {
    let mut out = Vec::new();
    if text.len() > READING_BYTES_MAX {
        return out;
    }
    let mut found: Vec<(Reference, usize)> = Vec::new();
    let mut is_code = false;
    for (event, at) in Parser::new_ext(text, dialect()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => found.push((Reference::Link(dest_url.to_string()), at.start)),
            Event::Start(Tag::Image { dest_url, .. }) => {
                let place = text[at.clone()].rfind(&*dest_url).map(|start| at.start + start);
                let place = place.map_or(at.end..at.end, |start| start..start + dest_url.len());
                found.push((Reference::Picture(dest_url.to_string(), place), at.start));
            }
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(_) if !is_code => found.extend(dollar(text, &at).map(|at| (Reference::Dollar, at))),
            Event::Start(Tag::HtmlBlock) => tags(text, &at, &mut found),
            Event::InlineHtml(_) => tags(text, &at, &mut found),
            Event::InlineMath(tex) if !is_money(text, at.end) => {
                found.push((Reference::Formula(tex.trim().to_owned(), false), at.start));
            }
            Event::DisplayMath(tex) => found.push((Reference::Formula(tex.trim().to_owned(), true), at.start)),
            _ => {}
        }
    }
    let (mut line, mut counted) = (1, 0);
    for (reference, at) in found {
        if at > counted {
            line += text[counted..at].matches('\n').count();
            counted = at;
        }
        out.push((reference, line));
    }
    out
}

/// Where in plain words a dollar sign stands before another, or before a command of TeX: braces of a formula that do not match
/// leave its dollar signs in the words.
fn dollar(text: &str, at: &Range<usize>) -> Option<usize> {
    let slice = text.get(at.clone())?;
    let starts = slice.match_indices('$').map(|(start, _)| at.start + start);
    let mut lost = starts.filter(|start| {
        let after = &text[start + 1..];
        let is_tex = after.strip_prefix('\\').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        !text[..*start].ends_with(['\\', '$']) && (is_tex || after.starts_with('$'))
    });
    lost.next()
}

/// Two amounts of money: `$5–$10`.
fn is_money(text: &str, end: usize) -> bool {
    text[end..].starts_with(|c: char| c.is_ascii_digit())
}

/// What tags of HTML name.
fn tags(text: &str, at: &Range<usize>, out: &mut Vec<(Reference, usize)>) {
    for (place, mark) in html::marks(&text[at.clone()]) {
        let Mark::Start(name, attributes) = mark else { continue };
        let wanted = match name.as_str() {
            "a" => "href",
            "img" => "src",
            _ => continue,
        };
        let Some(found) = attributes.into_iter().find(|attribute| attribute.name == wanted) else { continue };
        let from = at.start + found.at.start..at.start + found.at.end;
        let reference = if name == "a" { Reference::Link(found.value) } else { Reference::Picture(found.value, from) };
        out.push((reference, at.start + place.start));
    }
}
