//! XML as a row of starts, ends and texts. Mistakes that readers commonly forgive are forgiven; entities are those of
//! HTML, and none is ever fetched or made up by the file.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

/// The longest attribute that is kept.
const VALUE_CHARS_MAX: usize = 2_000;
/// The most attributes that are kept of one element.
const ATTRIBUTES_MAX: usize = 40;

/// One thing in the text.
#[derive(Debug, PartialEq, Eq)]
pub enum Mark {
    /// An element begins: its name without prefix in lower case, its attributes.
    Start(String, Vec<(String, String)>),
    /// An element ends.
    End(String),
    /// Text, entities resolved.
    Text(String),
}

/// The value of an attribute.
pub fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Goes through `text`; false if it is broken so that the rest cannot be read.
pub fn walk(text: &str, visit: &mut dyn FnMut(Mark)) -> bool {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => visit(Mark::Start(name_of(start.local_name().as_ref()), attributes(&start))),
            Ok(Event::End(end)) => visit(Mark::End(name_of(end.local_name().as_ref()))),
            Ok(Event::Text(words)) => visit(Mark::Text(String::from_utf8_lossy(&words).into_owned())),
            Ok(Event::CData(words)) => visit(Mark::Text(String::from_utf8_lossy(&words).into_owned())),
            Ok(Event::GeneralRef(entity)) => {
                let character = entity.resolve_char_ref().ok().flatten().map(String::from);
                let named = || resolve_html5_entity(std::str::from_utf8(&entity).ok()?).map(str::to_owned);
                visit(Mark::Text(character.or_else(named).unwrap_or_default()));
            }
            Ok(Event::Eof) => return true,
            Ok(Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(_) => return false,
        }
    }
}

fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut all = start.attributes();
    let all = all.with_checks(false).flatten().take(ATTRIBUTES_MAX);
    let all = all.map(|attribute| {
        let key = String::from_utf8_lossy(attribute.key.local_name().as_ref()).to_ascii_lowercase();
        let raw = String::from_utf8_lossy(&attribute.value);
        let value = quick_xml::escape::unescape_with(&raw, resolve_html5_entity);
        let value = value.map_or_else(|_| raw.clone().into_owned(), std::borrow::Cow::into_owned);
        (key, value.chars().take(VALUE_CHARS_MAX).collect())
    });
    all.collect()
}
