//! Names of things, each its own type, so that a lesson's id never stands where a course's should.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;
use uuid::Uuid;

/// Why a text is not an id. The text says what an id looks like.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct IdFault(pub &'static str);

/// Longest slug, in bytes.
pub const SLUG_BYTES_MAX: usize = 64;
/// Longest reverse-DNS id, in bytes.
pub const DOTTED_BYTES_MAX: usize = 128;

fn is_slug(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    (1..=SLUG_BYTES_MAX).contains(&bytes.len()) && plain(&bytes[0]) && bytes.iter().all(|b| plain(b) || *b == b'-')
}

fn is_dotted(text: &str) -> bool {
    text.len() <= DOTTED_BYTES_MAX && text.split('.').count() >= 2 && text.split('.').all(is_slug)
}

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident, $test:path, $fault:path;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes `text` if it has the form of this id.
            ///
            /// # Errors
            /// [`IdFault`] says which form is wanted.
            pub fn parse(text: &str) -> Result<Self, IdFault> {
                if $test(text) { Ok(Self(text.to_owned())) } else { Err(IdFault($fault)) }
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                Self::parse(&text).map_err(|fault| D::Error::custom(format!("\"{text}\": {fault}")))
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdFault;
            fn from_str(text: &str) -> Result<Self, IdFault> {
                Self::parse(text)
            }
        }
    )*};
}

const SLUG: &str = "an id is 1 to 64 of a-z, 0-9 and -, starting with a letter or digit";
const LANGUAGE: &str = "a language is given by its tag, like en, es or pt-BR";
const DOTTED: &str = "an id of this kind is like org.example.course: parts of a-z, 0-9 and - joined by dots";

fn is_language(text: &str) -> bool {
    text.len() <= 16
        && text.split('-').enumerate().all(|(i, part)| {
            (if i == 0 { 2..=3 } else { 1..=8 }).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
        && text.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
}

text_id! {
    /// A pack, reverse-DNS: `org.example.work`.
    PackId, is_dotted, DOTTED;
    /// A course, reverse-DNS.
    CourseId, is_dotted, DOTTED;
    /// A programme, reverse-DNS.
    ProgrammeId, is_dotted, DOTTED;
    /// A module of a course.
    ModuleId, is_slug, SLUG;
    /// A lesson, unique in its course.
    LessonId, is_slug, SLUG;
    /// A question, unique in its course.
    QuestionId, is_slug, SLUG;
    /// One choice of a question.
    OptionId, is_slug, SLUG;
    /// Any other named part of a course (slide, track, outcome, level, certificate, field, bank, tag …).
    Slug, is_slug, SLUG;
    /// A language by its BCP 47 tag: `en`, `es`, `pt-BR`.
    Lang, is_language, LANGUAGE;
}

impl ProgrammeId {
    /// The same id where an event's target may be a course or a programme (schema.md: enrolments, certificates).
    #[must_use]
    pub fn as_target(&self) -> CourseId {
        CourseId(self.0.clone())
    }
}

macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

uuid_id! {
    /// A person who learns. Never a resident number.
    LearnerId;
    /// A member of staff.
    StaffId;
    /// One sitting of one person, sign-in to sign-out.
    SessionId;
    /// One attempt at a quiz.
    AttemptId;
    /// One sealed export.
    ExportId;
}

macro_rules! byte_id {
    ($($(#[$doc:meta])* $name:ident, $len:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// Takes lower-case hexadecimal of the exact length.
            #[must_use]
            pub fn from_hex(text: &str) -> Option<Self> {
                let mut bytes = [0; $len];
                hex::decode_to_slice(text, &mut bytes).ok()?; // any fault is just "not one of these"
                (!text.bytes().any(|byte| byte.is_ascii_uppercase())).then_some(Self(bytes))
            }

            /// Lower-case hexadecimal.
            #[must_use]
            pub fn to_hex(&self) -> String {
                hex::encode(self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.to_hex())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.to_hex())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.to_hex())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                Self::from_hex(&text)
                    .ok_or_else(|| D::Error::custom(concat!("wants lower-case hexadecimal of ", $len, " bytes")))
            }
        }
    )*};
}

byte_id! {
    /// A SHA-256 (FIPS 180-4). Pack manifests, events and files are known by theirs.
    Hash, 32;
    /// A station: the first 16 bytes of SHA-256 of its signing key.
    StationId, 16;
    /// One opening of an event log: 16 random bytes.
    EpochId, 16;
    /// The 16 random bytes that keep a withheld body from being guessed.
    Salt, 16;
}
