//! Our types in SQLite's columns and back. A column that does not hold what it should is damage, never a panic.

use super::StoreError;
use crate::model::event::{Body, Event, Header};
use crate::model::id::{CourseId, EpochId, Hash, LearnerId, Salt};
use rusqlite::Row;
use uuid::Uuid;

/// SQLite's integers are signed; ours end at 2^53 − 1 and fit.
pub(super) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(super) fn uint(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

pub(super) fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(format!("a stored {what} does not read"))
}

pub(super) fn hash(bytes: &[u8]) -> Result<Hash, StoreError> {
    bytes.try_into().map(Hash).map_err(|_| damaged("hash"))
}

pub(super) fn epoch(bytes: &[u8]) -> Result<EpochId, StoreError> {
    bytes.try_into().map(EpochId).map_err(|_| damaged("epoch"))
}

pub(super) fn uuid(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|_| damaged("id"))
}

pub(super) fn learner_id(bytes: &[u8]) -> Result<LearnerId, StoreError> {
    uuid(bytes).map(LearnerId)
}

pub(super) fn course_id(text: &str) -> Result<CourseId, StoreError> {
    CourseId::parse(text).map_err(|_| damaged("course id"))
}

/// A word of one of our enums, as serde writes it.
pub(super) fn word<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        _ => Err(damaged("word")),
    }
}

pub(super) fn from_word<T: serde::de::DeserializeOwned>(text: String) -> Result<T, StoreError> {
    serde_json::from_value(serde_json::Value::String(text)).map_err(|_| damaged("word"))
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| damaged("value"))
}

pub(super) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| damaged("value"))
}

/// The columns [`event`] reads, in its order.
pub(super) const EVENT_COLUMNS: &str = "id, hash, prev_hash, body_hash, header, salt, body";

/// An event and its place in the order of arrival.
pub(super) fn event(row: &Row<'_>) -> Result<(u64, Event), StoreError> {
    let header: Header = serde_json::from_slice(row.get_ref(4)?.as_blob().map_err(|_| damaged("header"))?)
        .map_err(|_| damaged("header"))?;
    let salt: Option<Vec<u8>> = row.get(5)?;
    let body = match (salt, row.get_ref(6)?.as_blob_or_null().map_err(|_| damaged("body"))?) {
        (Some(salt), Some(text)) => {
            let salt = Salt(salt.as_slice().try_into().map_err(|_| damaged("salt"))?);
            Some((salt, Body::from_text(&header.kind, text).map_err(|_| damaged("body"))?))
        }
        _ => None,
    };
    let blob = |n: usize| -> Result<Hash, StoreError> { hash(row.get_ref(n)?.as_blob().map_err(|_| damaged("hash"))?) };
    let event = Event { hash: blob(1)?, prev_hash: blob(2)?, body_hash: blob(3)?, header, body };
    Ok((uint(row.get(0)?), event))
}
