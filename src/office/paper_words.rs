//! The words of the office's papers: fixed texts and dates, in the language of whom they are for.

use super::home::OfficeHome;
use super::issue::PaperWords;
use crate::model::certificate;
use crate::model::id::Lang;
use crate::text::{Value, Words, zone};

/// The words of papers in `lang`, dates in the office's time zone.
#[must_use]
pub fn of(home: &OfficeHome, lang: &Lang) -> PaperWords {
    let tz = home.config().map_or_else(|_| "UTC".to_owned(), |config| config.tz);
    let words = Words::for_tag(lang.as_str());
    let fixed = certificate::Words::from_texts(|key| words.get(key));
    let dates = Words::for_tag(lang.as_str());
    let text = move |key: &str, values: &[(&str, &str)]| {
        let values: Vec<(&str, Value<'_>)> = values.iter().map(|(name, value)| (*name, (*value).into())).collect();
        words.with(key, &values)
    };
    PaperWords { words: fixed, text: Box::new(text), date: Box::new(move |ms| dates.date(ms, &zone(&tz))) }
}

/// A text of the page that goes with a kit, and the day of an instant, both in the office's language.
#[must_use]
pub fn of_office(home: &OfficeHome) -> (Words, Box<dyn Fn(u64) -> String>) {
    let config = home.config().ok();
    let language = config.as_ref().map_or("en", |config| config.language.as_str());
    let tz = config.as_ref().map_or("UTC", |config| config.tz.as_str()).to_owned();
    let dates = Words::for_tag(language);
    (Words::for_tag(language), Box::new(move |ms| dates.date(ms, &zone(&tz))))
}
