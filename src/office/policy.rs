//! The next policy: how stations behave, and to whom their exports are sealed. The whole document is signed anew each
//! time, one number higher; stations take it in with the next notice.

use super::documents;
use super::forgotten;
use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use super::registry::Registry;
use crate::format::trust::{self, POLICY_FILE, TrustFault};
use crate::model::id::Slug;
use crate::model::problem::{Code, Problem};
use crate::model::trust::{Policy, Settings};
use serde_json::{Map, Value};

/// Longest time that a setting of minutes may name: a week.
const MINUTES_MAX: u64 = 7 * 24 * 60;

/// What is to be changed. What is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyChange {
    /// All settings at once.
    pub settings: Option<Settings>,
    /// Settings by name, over the ones above: JSON values, or words.
    pub set: Vec<(String, String)>,
    /// age recipients of exports beside the recovery key.
    pub recipients: Option<Vec<String>>,
    /// The offline recovery key's age recipient.
    pub recovery: Option<String>,
}

/// The policy now in force.
///
/// # Errors
/// [`Code::OfficeDamaged`].
pub fn in_force(home: &OfficeHome) -> Result<Policy, Problem> {
    Ok(documents::read(home)?.policy.into_inner())
}

/// Signs the next policy. False if it would say what the one in force says: then nothing is signed, unless stations hold a
/// newer one.
///
/// # Errors
/// [`Code::PolicyWrong`] names the setting and what is wrong with it; a missing office key; the disk's.
pub fn change(
    home: &OfficeHome,
    registry: &Registry,
    keys: &Keys,
    change: &PolicyChange,
    now: u64,
) -> Result<(Policy, bool), Problem> {
    let held = documents::hold(home)?;
    let office: Slug = home.config()?.office;
    let series = held.trust().root.office(&office).ok_or_else(|| Problem::new(Code::OfficeDamaged))?.series;
    let before = held.trust().policy.clone().into_inner();
    let [.., newest] = forgotten::newest(registry, held.trust())?;
    let mut next = before.clone();
    next.settings = settings(change.settings.clone().unwrap_or(next.settings), &change.set)?;
    next.recipients = change.recipients.clone().unwrap_or(next.recipients);
    next.recovery = change.recovery.clone().unwrap_or(next.recovery);
    if next == before && series == before.series && newest == before.version {
        return Ok((before, false));
    }
    (next.series, next.version, next.created) = (series, newest + 1, now);
    let signed = trust::sign_policy(&next, &keys.signing(KeyName::Office)?).map_err(|fault| match fault {
        TrustFault::Names(what) => wrong("recipients", what),
        other => Problem::new(Code::Internal).because(other),
    })?;
    held.write(POLICY_FILE, &signed)?;
    Ok((next, true))
}

fn wrong(setting: impl std::fmt::Display, detail: impl std::fmt::Display) -> Problem {
    Problem::new(Code::PolicyWrong).with("setting", setting).because(detail)
}

/// The settings with some of them put anew, each checked.
fn settings(from: Settings, set: &[(String, String)]) -> Result<Settings, Problem> {
    let Ok(Value::Object(mut map)) = serde_json::to_value(&from) else {
        return Err(Problem::new(Code::Internal).because("settings are an object"));
    };
    for (name, text) in set {
        put(&mut map, name, text)?;
    }
    let settings: Settings = serde_json::from_value(Value::Object(map)).map_err(|fault| wrong("", fault))?;
    check(&settings)?;
    Ok(settings)
}

/// Puts one setting, and tries it at once, so that a mistake is told by its name.
fn put(map: &mut Map<String, Value>, name: &str, text: &str) -> Result<(), Problem> {
    if !map.contains_key(name) {
        let known: Vec<&str> = map.keys().map(String::as_str).collect();
        return Err(wrong(name, format!("the settings are {}", known.join(", "))));
    }
    let value = serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)); // a word needs no quotes
    map.insert(name.to_owned(), value);
    serde_json::from_value::<Settings>(Value::Object(map.clone())).map_err(|fault| wrong(name, fault))?;
    Ok(())
}

fn check(settings: &Settings) -> Result<(), Problem> {
    if jiff::tz::TimeZone::get(&settings.tz).is_err() {
        return Err(wrong("tz", "no time zone of this name: give one like America/New_York"));
    }
    let minutes = [
        ("idle_lock_min", settings.idle_lock_min),
        ("idle_seat_min", settings.idle_seat_min),
        ("session_max_min", settings.session_max_min),
    ];
    match minutes.iter().find(|(_, minutes)| !(1..=MINUTES_MAX).contains(minutes)) {
        Some((name, _)) => Err(wrong(name, format!("give minutes from 1 to {MINUTES_MAX}"))),
        None => Ok(()),
    }
}
