//! One language's texts, ready to fill in.

use super::locale::Language;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, concurrent::FluentBundle, types::FluentNumber};
use std::borrow::Cow;
use std::fmt;

/// A value for a text: `"Ana".into()`, `3.into()`.
pub type Value<'a> = fluent_bundle::FluentValue<'a>;

type Bundle = FluentBundle<FluentResource>;

/// What happened and what to do, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub mend: String,
}

/// The texts of one language, with English behind them.
pub struct Words {
    language: Language,
    bundle: Bundle,
    english: Option<Bundle>,
}

impl Words {
    /// Loads `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let english = (language != Language::English).then(|| bundle(Language::English));
        Self { language, bundle: bundle(language), english }
    }

    /// Loads the language of `tag`, English when we do not speak it.
    #[must_use]
    pub fn for_tag(tag: &str) -> Self {
        Self::new(Language::from_tag(tag))
    }

    /// Which language these are in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without values. An unknown key shows itself, so that it is seen and mended.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text with its values, by name: `words.with("saved-at", &[("time", time.into())])`.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        self.format(key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// Whether the text exists (in this language or in English).
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key) || self.english.as_ref().is_some_and(|english| english.has_message(key))
    }

    /// The two sentences of a problem, by its code (`disk.full` → `err-disk-full`, `mend-disk-full`).
    #[must_use]
    pub fn problem<'a>(&self, code: &str, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sentence {
        let args: FluentArgs<'_> = values.into_iter().map(|(name, value)| (name, Value::from(value))).collect();
        let stem: String = code.chars().map(|c| if c == '.' || c == '_' { '-' } else { c }).collect();
        let text = |prefix: &str| {
            let key = format!("{prefix}-{stem}");
            self.format(&key, &args).unwrap_or(key)
        };
        Sentence { what: text("err"), mend: text("mend") }
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        std::iter::once(&self.bundle).chain(&self.english).find_map(|bundle| {
            let pattern = bundle.get_message(key)?.value()?;
            let mut faults: Vec<FluentError> = Vec::new();
            let text = bundle.format_pattern(pattern, Some(args), &mut faults).into_owned();
            if !faults.is_empty() {
                log::warn!("text {key}: {faults:?}");
            }
            Some(text)
        })
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new(Language::English)
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.language.tag())
    }
}

fn bundle(language: Language) -> Bundle {
    let tag = language.plural_tag().parse().expect("our own tags are well formed");
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false); // egui draws the isolation marks as boxes
    bundle.set_formatter(Some(grouped));
    if language == Language::Pseudo {
        bundle.set_transform(Some(lengthened));
    }
    for source in language.sources() {
        // A file with a mistake still gives its other texts; a test refuses the mistake.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn grouped<M>(value: &Value<'_>, _: &M) -> Option<String> {
    match value {
        Value::Number(FluentNumber { value, options }) if options.maximum_fraction_digits.is_none() => {
            let exact = value.fract() == 0.0 && value.abs() < 9e15;
            exact.then(|| super::number::grouped(*value))
        }
        _ => None,
    }
}

/// Doubles and marks each vowel and fills up to two fifths more; still readable.
fn lengthened(text: &str) -> Cow<'_, str> {
    const MARKED: &[(char, char)] = &[
        ('a', 'å'),
        ('e', 'é'),
        ('i', 'î'),
        ('o', 'ö'),
        ('u', 'û'),
        ('y', 'ý'),
        ('A', 'Å'),
        ('E', 'É'),
        ('I', 'Î'),
        ('O', 'Ö'),
        ('U', 'Û'),
    ];
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        match MARKED.iter().find(|(plain, _)| *plain == c) {
            Some((_, marked)) => out.extend([marked, marked]),
            None => out.push(c),
        }
    }
    let wanted = (text.chars().count() * 7).div_ceil(5);
    let fill = wanted.saturating_sub(out.chars().count());
    out.extend(std::iter::repeat_n('·', fill));
    Cow::Owned(out)
}
