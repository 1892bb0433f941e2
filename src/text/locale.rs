//! The texts compiled into the program, by language. A new `.ftl` file needs a line here; a test compares the list with
//! the folder.

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English of the United States.
    #[default]
    English,
    /// Spanish as spoken in the United States.
    Spanish,
    /// English made longer, for tests of layout.
    Pseudo,
}

/// The languages offered to people, in the order shown.
pub const LANGUAGES: &[Language] = &[Language::English, Language::Spanish];

impl Language {
    /// The language for a tag such as `es` or `es-MX`; English when we do not speak it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        match tag.split('-').next() {
            Some("es") => Self::Spanish,
            Some("qps") => Self::Pseudo,
            _ => Self::English,
        }
    }

    /// Its tag, as preferences store it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Pseudo => "qps",
        }
    }

    /// Its name in itself, which is how a person finds it on a screen in a language they cannot read.
    #[must_use]
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::Pseudo => "[Ëñgļïšh]",
        }
    }

    /// The BCP 47 tag whose plural rules Fluent uses.
    pub(super) fn plural_tag(self) -> &'static str {
        match self {
            Self::English | Self::Pseudo => "en-US",
            Self::Spanish => "es-US",
        }
    }

    /// Its texts, one for each file.
    pub(super) fn sources(self) -> impl Iterator<Item = &'static str> {
        FILES.iter().map(move |(_, english, spanish)| match self {
            Self::English | Self::Pseudo => *english,
            Self::Spanish => *spanish,
        })
    }
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Name, English text, Spanish text.
        pub(super) const FILES: &[(&str, &str, &str)] = &[$((
            $name,
            include_str!(concat!("../../assets/locales/en/", $name, ".ftl")),
            include_str!(concat!("../../assets/locales/es/", $name, ".ftl")),
        )),*];
    };
}

files! {
    "common",
    "problems",
    "learner",
    "arrive",
    "library",
    "lesson",
    "kept",
    "study",
    "video",
    "pages",
    "setup",
    "desk",
    "people",
    "carry",
    "document",
    "office",
    "office-desk",
    "command",
    "report",
}
