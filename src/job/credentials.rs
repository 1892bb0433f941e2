//! What staff write into a learner's record: something earned elsewhere, and credit. A mistake is taken back by a
//! correction; nothing is deleted.

use super::sign_in::entry;
use crate::model::day::Day;
use crate::model::decimal::Dec;
use crate::model::event::{
    Actor, Body, Correction, CorrectionAction, CredentialOutside, CreditGranted, CreditKind, Draft,
};
use crate::model::id::{Hash, LearnerId};
use crate::model::problem::{Code, Problem};
use crate::store::Store;

/// Writes down something earned elsewhere.
///
/// # Errors
/// [`Code::LearnerUnknown`], [`Code::EntryMissing`], [`Code::EntryDay`] for no day or one after `today`.
pub fn add_outside(
    store: &mut Store,
    by: Actor,
    learner: LearnerId,
    typed: &CredentialOutside,
    today: jiff::civil::Date,
) -> Result<(), Problem> {
    known(store, learner)?;
    let day = Day::parse(typed.day.trim()).map_err(|fault| Problem::new(Code::EntryDay).because(fault))?;
    if day.date() > today {
        return Err(Problem::new(Code::EntryDay).because("a day to come"));
    }
    let body = CredentialOutside {
        name: entry("name", &typed.name)?,
        issuer: entry("issuer", &typed.issuer)?,
        day: day.to_string(),
        evidence: entry("evidence", &typed.evidence)?,
        kind: typed.kind,
        by: None,
    };
    store.append(Draft::by(by, Body::CredentialOutside(body)).about(learner))?;
    Ok(())
}

/// Gives credit.
///
/// # Errors
/// [`Code::LearnerUnknown`], [`Code::EntryMissing`], [`Code::EntryAmount`].
pub fn grant(
    store: &mut Store,
    by: Actor,
    learner: LearnerId,
    kind: CreditKind,
    (amount, basis): (&str, &str),
) -> Result<(), Problem> {
    known(store, learner)?;
    let wrong = |why: &dyn std::fmt::Display| Problem::new(Code::EntryAmount).because(why);
    let amount = Dec::parse(amount.trim()).map_err(|fault| wrong(&fault))?;
    if amount.is_negative() || amount == Dec::whole(0) {
        return Err(wrong(&amount));
    }
    let body = CreditGranted { kind, amount: amount.to_string(), basis: entry("basis", basis)?, by: None };
    store.append(Draft::by(by, Body::CreditGranted(body)).about(learner))?;
    Ok(())
}

/// Takes back what staff of this station wrote by mistake: `event` counts for nothing from now on.
///
/// # Errors
/// [`Code::LearnerUnknown`]; [`Code::Internal`] if the learner has no such credential or credit.
pub fn take_back(store: &mut Store, by: Actor, learner: LearnerId, event: Hash, reason: &str) -> Result<(), Problem> {
    known(store, learner)?;
    let events = store.events_of_learner(learner, 0)?.events;
    let target = events.iter().find(|held| held.hash == event);
    let is_one = |body: &Body| matches!(body, Body::CredentialOutside(_) | Body::CreditGranted(_));
    if !target.and_then(|held| held.body()).is_some_and(is_one) {
        return Err(Problem::new(Code::Internal).because(format!("{event} is no credential")));
    }
    let body = Correction {
        targets: vec![event],
        supersedes: Vec::new(),
        action: CorrectionAction::Void,
        body: None,
        reason: entry("reason", reason)?,
    };
    store.append(Draft::by(by, Body::Correction(body)).about(learner))?;
    Ok(())
}

fn known(store: &Store, learner: LearnerId) -> Result<(), Problem> {
    store.learner(learner)?.map(drop).ok_or_else(|| Problem::new(Code::LearnerUnknown))
}
