//! Values on their way in and out of a database, and rows.

use super::super::RegistryError;
use crate::model::id::{CourseId, EpochId, ExportId, Hash, LearnerId, Salt, Slug, StationId};
use uuid::Uuid;

/// What a column holds. There is nothing else: no fractions, no dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::office::registry) enum Value<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// A row that a database gives.
pub(in crate::office::registry) trait Cells {
    /// What stands in a column, from 0.
    fn cell(&self, column: usize) -> Result<Value<'_>, RegistryError>;
}

/// A row, for whoever reads it.
pub(in crate::office::registry) struct Row<'a>(pub(super) &'a dyn Cells);

impl<'a> Row<'a> {
    /// What stands in a column, from 0, as the type that is wanted.
    pub(in crate::office::registry) fn get<T: FromValue<'a>>(&self, column: usize) -> Result<T, RegistryError> {
        let unreadable = || RegistryError::Damaged(format!("column {column} of a row in it cannot be read"));
        T::from_value(self.0.cell(column)?).ok_or_else(unreadable)
    }
}

/// What can be given to a database.
pub(in crate::office::registry) trait AsValue {
    fn as_value(&self) -> Value<'_>;
}

/// What can be read from a column.
pub(in crate::office::registry) trait FromValue<'a>: Sized {
    fn from_value(value: Value<'a>) -> Option<Self>;
}

/// The values of a statement, in the order of their numbers.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::office::registry::db::AsValue::as_value(&$value)),*]
    };
}
pub(in crate::office::registry) use values;

/// `?1, ?2, …`, as many as there are values in a list, the first numbered `first`.
pub(in crate::office::registry) fn marks(first: usize, count: usize) -> String {
    let marks: Vec<String> = (first..first + count).map(|number| format!("?{number}")).collect();
    marks.join(", ")
}

impl<T: AsValue + ?Sized> AsValue for &T {
    fn as_value(&self) -> Value<'_> {
        (**self).as_value()
    }
}

impl<T: AsValue> AsValue for Option<T> {
    fn as_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, AsValue::as_value)
    }
}

impl<'a, T: FromValue<'a>> FromValue<'a> for Option<T> {
    fn from_value(value: Value<'a>) -> Option<Self> {
        if value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

impl AsValue for Value<'_> {
    fn as_value(&self) -> Value<'_> {
        *self
    }
}

impl<'a> FromValue<'a> for Value<'a> {
    fn from_value(value: Value<'a>) -> Option<Self> {
        Some(value)
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl AsValue for $number {
            fn as_value(&self) -> Value<'_> {
                // A database's integers are signed; ours stay below 2^53.
                #[allow(irrefutable_let_patterns, clippy::useless_conversion)]
                Value::Int(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }

        impl FromValue<'_> for $number {
            fn from_value(value: Value<'_>) -> Option<Self> {
                #[allow(clippy::useless_conversion)]
                if let Value::Int(number) = value { <$number>::try_from(number).ok() } else { None }
            }
        }
    )*};
}
numbers! { i64 u64 u32 usize }

impl AsValue for bool {
    fn as_value(&self) -> Value<'_> {
        Value::Int(i64::from(*self))
    }
}

impl FromValue<'_> for bool {
    fn from_value(value: Value<'_>) -> Option<Self> {
        if let Value::Int(number) = value { Some(number != 0) } else { None }
    }
}

impl AsValue for str {
    fn as_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl AsValue for String {
    fn as_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl<'a> FromValue<'a> for &'a str {
    fn from_value(value: Value<'a>) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl FromValue<'_> for String {
    fn from_value(value: Value<'_>) -> Option<Self> {
        <&str>::from_value(value).map(str::to_owned)
    }
}

impl AsValue for [u8] {
    fn as_value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl AsValue for Vec<u8> {
    fn as_value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl<'a> FromValue<'a> for &'a [u8] {
    fn from_value(value: Value<'a>) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes) } else { None }
    }
}

impl FromValue<'_> for Vec<u8> {
    fn from_value(value: Value<'_>) -> Option<Self> {
        <&[u8]>::from_value(value).map(<[u8]>::to_vec)
    }
}

macro_rules! bytes {
    ($($id:ident)*) => {$(
        impl AsValue for $id {
            fn as_value(&self) -> Value<'_> {
                Value::Bytes(&self.0)
            }
        }

        impl FromValue<'_> for $id {
            fn from_value(value: Value<'_>) -> Option<Self> {
                <&[u8]>::from_value(value)?.try_into().ok().map(Self)
            }
        }
    )*};
}
bytes! { StationId EpochId Hash Salt }

macro_rules! uuids {
    ($($id:ident)*) => {$(
        impl AsValue for $id {
            fn as_value(&self) -> Value<'_> {
                Value::Bytes(self.0.as_bytes())
            }
        }

        impl FromValue<'_> for $id {
            fn from_value(value: Value<'_>) -> Option<Self> {
                Uuid::from_slice(<&[u8]>::from_value(value)?).ok().map(Self)
            }
        }
    )*};
}
uuids! { LearnerId ExportId }

macro_rules! texts {
    ($($id:ident)*) => {$(
        impl AsValue for $id {
            fn as_value(&self) -> Value<'_> {
                Value::Text(self.as_str())
            }
        }

        impl FromValue<'_> for $id {
            fn from_value(value: Value<'_>) -> Option<Self> {
                Self::parse(<&str>::from_value(value)?).ok()
            }
        }
    )*};
}
texts! { CourseId Slug }

impl<const N: usize> AsValue for [u8; N] {
    fn as_value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl<const N: usize> FromValue<'_> for [u8; N] {
    fn from_value(value: Value<'_>) -> Option<Self> {
        <&[u8]>::from_value(value)?.try_into().ok()
    }
}
