//! HTML as a row of tags and words, as forgiving as people are used to, and what of it a reading may hold. Nothing here
//! fetches, runs or nests: a mark is one step of a flat walk over the text.

use quick_xml::escape::resolve_html5_entity;
use std::ops::Range;

/// The longest name, and the most attributes, that are looked at.
const NAME_BYTES_MAX: usize = 40;
const ATTRIBUTES_MAX: usize = 40;
/// The longest value of an attribute that is kept.
const VALUE_BYTES_MAX: usize = 2_000;
/// The longest entity: `&CounterClockwiseContourIntegral;`.
const ENTITY_BYTES_MAX: usize = 40;

/// Dropped with all that is in them.
const DROPPED: &[&str] = &[
    "script", "style", "head", "title", "template", "iframe", "frame", "frameset", "object", "embed", "applet",
    "audio", "video", "canvas", "svg", "math", "noscript", "select", "textarea", "button", "map", "rp", "rt",
];
/// Between their tags nothing but their own end is a tag.
const RAW: &[&str] = &["script", "style", "textarea", "title", "iframe", "noscript"];
/// Have no end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Let through for what is in them.
const PLAIN: &[&str] = &[
    "abbr",
    "acronym",
    "address",
    "article",
    "bdi",
    "bdo",
    "big",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "data",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "label",
    "legend",
    "main",
    "nav",
    "nobr",
    "p",
    "picture",
    "q",
    "ruby",
    "section",
    "small",
    "span",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "time",
    "wbr",
];
/// Shown with a look, or as a part, of their own.
const SHOWN: &[&str] = &[
    "a",
    "aside",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "del",
    "dfn",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "pre",
    "s",
    "samp",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];
/// Attributes that mean something here, or do no more than dress or name.
const QUIET: &[&str] = &[
    "align",
    "alt",
    "border",
    "cellpadding",
    "cellspacing",
    "class",
    "colspan",
    "datetime",
    "dir",
    "headers",
    "height",
    "href",
    "id",
    "lang",
    "loading",
    "name",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "span",
    "src",
    "start",
    "summary",
    "target",
    "title",
    "type",
    "valign",
    "value",
    "width",
];

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is shown.
    Shown,
    /// Only what is in it is shown.
    Plain,
    /// It is not known; what is in it is shown.
    Unknown,
    /// It is dropped with all that is in it.
    Dropped,
}

/// What becomes of an element of this name.
pub(super) fn fate(name: &str) -> Fate {
    if DROPPED.contains(&name) {
        Fate::Dropped
    } else if SHOWN.contains(&name) {
        Fate::Shown
    } else if PLAIN.contains(&name) {
        Fate::Plain
    } else {
        Fate::Unknown
    }
}

/// Whether an element of this name has no end.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether an attribute may stand there without being named to who builds the course.
pub(super) fn is_quiet(name: &str) -> bool {
    QUIET.contains(&name) || name.starts_with("aria-") || name.starts_with("data-")
}

/// An attribute: its name in lower case, its value with entities resolved, and where the value stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    pub name: String,
    pub value: String,
    pub at: Range<usize>,
}

/// One step of the walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// An element begins; its name is in lower case.
    Start(String, Vec<Attribute>),
    /// An element ends.
    End(String),
    /// Words, entities resolved.
    Words(String),
}

/// The value of an attribute.
pub(super) fn value<'a>(attributes: &'a [Attribute], name: &str) -> Option<&'a str> {
    attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_str())
}

/// The marks of `text`, with the place of each.
pub(super) fn marks(text: &str) -> Vec<(Range<usize>, Mark)> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut raw: Option<String> = None;
    while at < text.len() {
        let rest = &text[at..];
        let (size, mark) = match &raw {
            Some(name) => (rest.len().min(end_of_raw(rest, name)), None),
            None => step(rest, at),
        };
        raw = match &mark {
            Some(Mark::Start(name, _)) if RAW.contains(&name.as_str()) => Some(name.clone()),
            _ => None,
        };
        if let Some(mark) = mark {
            out.push((at..at + size, mark));
        }
        at += size; // at least one, or the end of what was raw: the next step takes its tag
    }
    out
}

/// How far it is to the end tag of `name`.
fn end_of_raw(rest: &str, name: &str) -> usize {
    let is_end = |at: &usize| {
        let tail = rest.as_bytes().get(at + 2..at + 2 + name.len());
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(name.as_bytes()))
    };
    rest.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(rest.len())
}

/// The first mark of `rest`, which begins at `from` in the whole text, and how many bytes it takes. No mark: nothing to show.
fn step(rest: &str, from: usize) -> (usize, Option<Mark>) {
    if !rest.starts_with('<') {
        let size = rest.find('<').unwrap_or(rest.len());
        return (size, Some(Mark::Words(resolved(&rest[..size]))));
    }
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")] {
        if let Some(inside) = rest.strip_prefix(opening) {
            return (inside.find(closing).map_or(rest.len(), |end| opening.len() + end + closing.len()), None);
        }
    }
    let (name_at, is_end) = if rest.starts_with("</") { (2, true) } else { (1, false) };
    let size = rest[name_at..]
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':')
        .unwrap_or(rest.len() - name_at);
    let name = &rest[name_at..name_at + size];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (1, Some(Mark::Words("<".to_owned()))); // a "less than", not a tag
    }
    let name = name[..size.min(NAME_BYTES_MAX)].to_ascii_lowercase();
    let (taken, attributes) = attributes(&rest[name_at + size..], from + name_at + size);
    let mark = if is_end { Mark::End(name) } else { Mark::Start(name, attributes) };
    (name_at + size + taken, Some(mark))
}

/// Attributes up to the end of the tag, and how many bytes they and its `>` take.
fn attributes(text: &str, from: usize) -> (usize, Vec<Attribute>) {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].find(|c: char| !c.is_whitespace() && c != '/').unwrap_or(text.len() - at);
        let rest = &text[at..];
        if rest.is_empty() {
            return (at, out);
        }
        if rest.starts_with('>') {
            return (at + 1, out);
        }
        let size = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let name = rest[..floor(rest, size.min(NAME_BYTES_MAX))].to_ascii_lowercase();
        at += size;
        let after = text[at..].trim_start();
        let value = match after.strip_prefix('=') {
            None if size == 0 => {
                at += rest.chars().next().map_or(1, char::len_utf8); // a stray sign
                continue;
            }
            None => at..at,
            Some(after) => {
                let after = after.trim_start();
                let begin = text.len() - after.len();
                let (value, end) = quoted(after, begin);
                at = end;
                value
            }
        };
        if out.len() < ATTRIBUTES_MAX {
            let raw = &text[value.clone()];
            let value_text = resolved(&raw[..floor(raw, VALUE_BYTES_MAX)]);
            out.push(Attribute { name, value: value_text, at: from + value.start..from + value.end });
        }
    }
}

/// Where a value that begins at `begin` stands, and where what follows it begins.
fn quoted(after: &str, begin: usize) -> (Range<usize>, usize) {
    for mark in ['"', '\''] {
        if let Some(inside) = after.strip_prefix(mark) {
            let size = inside.find(mark).unwrap_or(inside.len());
            return (begin + 1..begin + 1 + size, (begin + 2 + size).min(begin + after.len()));
        }
    }
    let size = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
    (begin..begin + size, begin + size)
}

/// The last place of a character's beginning that is not after `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `text` with its entities as characters: those of HTML, one step, never any of the text's own.
pub(super) fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let head = &rest.as_bytes()[..rest.len().min(ENTITY_BYTES_MAX)];
        let end = head.iter().position(|byte| *byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((character, end)) => {
                out.push_str(&character);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else { return resolve_html5_entity(name).map(str::to_owned) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?, // not a number: not an entity
        None => number.parse().ok()?,                    // as above
    };
    char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace()).map(String::from)
}
