//! Learners: adding, archiving, PINs, and signing in.
//!
//! The PIN that staff give is good for one use: who comes in with it can do nothing but choose a PIN of their own. Once
//! they have, or have gone away without it, it opens nothing any more. Whoever is cut off before they could choose (the
//! power, a count, the lock, the end of the day) has not used it, and comes in with it again: nobody is locked out by
//! what they could not help. It tells nobody anything of its owner's, since nothing is theirs to see before they choose.

use super::courses::Courses;
use super::pins::MadePin;
use super::sign_in::{Effort, check_wait, entry, note_right, note_wrong, secret_fits};
use crate::crypto::pin;
use crate::model::event::{
    Actor, AuthMethodSet, Body, Draft, GoalSignedOff, LearnerAdded, LearnerChanged, LearnerField, LearnerStatus,
    LearnerStatusSet, Method, SessionEnd, SessionEnded, SessionStarted,
};
use crate::model::id::{Lang, LearnerId, ProgrammeId, SessionId, Slug};
use crate::model::picture_code;
use crate::model::pin::{Owner, PIN_DIGITS, Weak, weakness};
use crate::model::ports::Random;
use crate::model::problem::{Code, Problem};
use crate::store::{AuthRow, Checkpoint, Learner, Secret, Store, Writer};
use std::panic::resume_unwind;
use std::thread;
use zeroize::Zeroizing;

/// Somebody to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLearner {
    /// Their name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// Year of birth.
    pub birth_year: Option<u32>,
    /// The language they read.
    pub lang: Lang,
}

/// A learner whose PIN was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedInLearner {
    /// Who.
    pub learner: Learner,
    /// How. After [`Method::OneTimePin`] they choose their own first.
    pub method: Method,
}

/// Adds a learner and gives their one-time PIN, which is kept nowhere.
///
/// # Errors
/// [`Code::EntryMissing`], [`Code::LearnerNumberTaken`].
pub fn add(store: &mut Store, by: Actor, new: &NewLearner) -> Result<(Learner, Zeroizing<String>), Problem> {
    let (name, number) = (entry("name", &new.name)?, entry("number", &new.number)?);
    if store.learner_by_number(&number)?.is_some_and(|other| other.is_here()) {
        return Err(Problem::new(Code::LearnerNumberTaken).with("number", number));
    }
    let learner = LearnerId(store.random().uuid());
    let (pin, verifier) = one_time_pin(store)?;
    let new = NewLearner { name, number, birth_year: new.birth_year, lang: new.lang.clone() };
    store.write(|writer| added(writer, by, learner, &new, &verifier))?;
    Ok((known(store, learner)?, pin))
}

/// Writes that somebody is new.
pub(super) fn added(
    writer: &mut Writer<'_>,
    by: Actor,
    learner: LearnerId,
    new: &NewLearner,
    verifier: &Secret,
) -> Result<(), Problem> {
    let NewLearner { name, number, birth_year, lang } = new.clone();
    let body = LearnerAdded { name, number, birth_year, lang };
    writer.append(Draft::by(by, Body::LearnerAdded(body)).about(learner))?;
    set_method(writer, by, learner, Method::OneTimePin, verifier)
}

/// Writes that something of somebody is another.
pub(super) fn change_field(
    writer: &mut Writer<'_>,
    by: Actor,
    learner: LearnerId,
    field: LearnerField,
    old: String,
    new: String,
) -> Result<(), Problem> {
    writer.append(Draft::by(by, Body::LearnerChanged(LearnerChanged { field, old, new })).about(learner))?;
    Ok(())
}

/// Gives new one-time PINs, all or none: one for each of these people, in order.
///
/// # Errors
/// [`Code::LearnerUnknown`].
pub fn give_pins(
    store: &mut Store,
    by: Actor,
    learners: &[LearnerId],
    pins: Vec<MadePin>,
) -> Result<Vec<(Learner, Zeroizing<String>)>, Problem> {
    let known = learners.iter().map(|learner| known(store, *learner)).collect::<Result<Vec<_>, _>>()?;
    let given: Vec<_> = known.into_iter().zip(pins).collect();
    store.write(|writer| {
        given.iter().try_for_each(|(one, pin)| set_method(writer, by, one.id, Method::OneTimePin, &pin.verifier))
    })?;
    Ok(given.into_iter().map(|(one, pin)| (one, pin.pin)).collect())
}

/// Gives a new one-time PIN to somebody who forgot theirs.
///
/// # Errors
/// [`Code::LearnerUnknown`].
pub fn give_pin(store: &mut Store, by: Actor, learner: LearnerId) -> Result<Zeroizing<String>, Problem> {
    known(store, learner)?;
    let (pin, verifier) = one_time_pin(store)?;
    store.write(|writer| set_method(writer, by, learner, Method::OneTimePin, &verifier))?;
    Ok(pin)
}

/// Takes a learner off the sign-in screen, or puts them back. Nothing of theirs is deleted.
///
/// # Errors
/// [`Code::LearnerUnknown`]; [`Code::LearnerNumberTaken`] if their number is somebody else's by now.
pub fn archive(store: &mut Store, by: Actor, learner: LearnerId, is_archived: bool) -> Result<(), Problem> {
    let one = known(store, learner)?;
    if one.is_here() != is_archived {
        return Ok(());
    }
    let other = store.learner_by_number(&one.number)?.filter(|other| other.id != learner && other.is_here());
    if !is_archived && other.is_some() {
        return Err(Problem::new(Code::LearnerNumberTaken).with("number", one.number));
    }
    let status = if is_archived { LearnerStatus::Archived } else { LearnerStatus::Active };
    let body = LearnerStatusSet { status, day: today(store)?, reason: None };
    store.append(Draft::by(by, Body::LearnerStatusSet(body)).about(learner))?;
    Ok(())
}

/// The day it is here, `YYYY-MM-DD`, by the computer's clock and the policy's time zone.
pub(super) fn today(store: &Store) -> Result<String, Problem> {
    let internal = |fault: jiff::Error| Problem::new(Code::Internal).because(fault);
    let wall = i64::try_from(store.clock().wall_ms()).unwrap_or(i64::MAX);
    let now = jiff::Timestamp::from_millisecond(wall).map_err(internal)?;
    let zone = match super::trust::held_trust(store) {
        Ok(trust) => jiff::tz::TimeZone::get(&trust.policy.settings.tz).unwrap_or(jiff::tz::TimeZone::UTC),
        Err(_) => jiff::tz::TimeZone::UTC, // a day off by one is better than none
    };
    Ok(now.to_zoned(zone).date().to_string())
}

pub(super) fn known(store: &Store, learner: LearnerId) -> Result<Learner, Problem> {
    store.learner(learner)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))
}

/// Checks a PIN or a picture code. Who it is and how they came in; no sitting begins by it.
///
/// # Errors
/// [`Code::PinWrong`], [`Code::SignInWait`], [`Code::LearnerUnknown`] for somebody who is not here.
pub fn sign_in(store: &mut Store, learner: LearnerId, typed: &str) -> Result<SignedInLearner, Problem> {
    sign_in_meanwhile(store, learner, typed, |_| ()).map(|(signed_in, ())| signed_in)
}

/// The same; what the sitting will need is read `meanwhile`, because the check takes a processor a fifth of a second.
/// Nothing of it is given where the PIN is wrong.
///
/// # Errors
/// Those of [`sign_in`].
pub fn sign_in_meanwhile<T>(
    store: &mut Store,
    learner: LearnerId,
    typed: &str,
    meanwhile: impl FnOnce(&Store) -> T,
) -> Result<(SignedInLearner, T), Problem> {
    let learner = known(store, learner)?;
    let subject = Actor::Learner(learner.id);
    let row = store.auth(subject)?.filter(|_| learner.is_here()).ok_or_else(|| Problem::new(Code::LearnerUnknown))?;
    check_wait(store, subject, &row)?;
    if is_spent(&row) {
        return Err(Problem::new(Code::PinUsed));
    }
    let check = || secret_fits(typed, &row);
    let (fits, read) =
        thread::scope(|threads| match thread::Builder::new().name("pin".into()).spawn_scoped(threads, check) {
            Ok(checking) => {
                let read = meanwhile(store);
                (checking.join().unwrap_or_else(|panic| resume_unwind(panic)), read)
            }
            Err(cause) => {
                log::warn!("no thread for checking a PIN: {cause}");
                (check(), meanwhile(store))
            }
        });
    if fits {
        note_right(store, subject, &row)?;
        Ok((SignedInLearner { learner, method: row.method }, read))
    } else {
        note_wrong(store, subject, &row)?;
        Err(Problem::new(Code::PinWrong))
    }
}

/// A one-time PIN after its one use: nothing fits it.
fn is_spent(row: &AuthRow) -> bool {
    row.method == Method::OneTimePin && row.verifier.0.is_empty()
}

/// The learner who came in with a one-time PIN goes away without choosing their own: it is used. Another method stays.
///
/// # Errors
/// [`Code::LearnerUnknown`], or the database's.
pub fn spend_one_time_pin(store: &mut Store, learner: LearnerId) -> Result<(), Problem> {
    let subject = Actor::Learner(learner);
    let row = store.auth(subject)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))?;
    if row.method != Method::OneTimePin {
        return Ok(());
    }
    Ok(store.write(|writer| writer.set_auth(subject, Method::OneTimePin, &Secret(String::new())))?)
}

/// Staff say that a learner reached a goal of a programme's week.
///
/// # Errors
/// [`Code::LessonGone`] if no programme here has the goal, [`Code::LearnerUnknown`], or the database's.
pub fn sign_goal(
    store: &mut Store,
    courses: &Courses,
    by: Actor,
    learner: LearnerId,
    (programme, goal): (ProgrammeId, Slug),
) -> Result<(), Problem> {
    known(store, learner)?;
    let is_here = courses.programme(&programme).is_some_and(|on| on.programme.goals().any(|known| known.id == goal));
    if !is_here {
        return Err(Problem::new(Code::LessonGone).because(goal));
    }
    store.append(Draft::by(by, Body::GoalSignedOff(GoalSignedOff { programme, goal })).about(learner))?;
    Ok(())
}

/// The learner who came in with a one-time PIN, or who gave their own just now, chooses a PIN or a picture code.
///
/// # Errors
/// [`Code::PinWeak`] with its `reason`, [`Code::LearnerUnknown`].
pub fn choose_pin(store: &mut Store, learner: LearnerId, chosen: &str) -> Result<(), Problem> {
    let one = known(store, learner)?;
    let row = store.auth(Actor::Learner(learner))?.ok_or_else(|| Problem::new(Code::LearnerUnknown))?;
    let (method, weak) = if picture_code::is_code(chosen) {
        (Method::Pictures, picture_code::weakness(chosen))
    } else {
        (Method::Pin, weakness(chosen, Owner { number: &one.number, birth_year: one.birth_year }))
    };
    let weak = weak.or_else(|| pin::verify(chosen, &row.verifier.0).then_some(Weak::Old));
    if let Some(weak) = weak {
        return Err(Problem::new(Code::PinWeak).with("reason", weak.word()));
    }
    let verifier = Secret(pin::hash(chosen, &store.random().bytes16(), Effort::of(store)?.pin()));
    store.write(|writer| set_method(writer, Actor::Learner(learner), learner, method, &verifier))
}

/// A learner who is in changes their PIN or picture code: the old one first, with the same waits as at the door.
///
/// # Errors
/// Those of [`sign_in`] and [`choose_pin`].
pub fn change_pin(store: &mut Store, learner: LearnerId, old: &str, new: &str) -> Result<(), Problem> {
    sign_in(store, learner, old)?;
    choose_pin(store, learner, new)
}

fn set_method(
    writer: &mut Writer<'_>,
    by: Actor,
    learner: LearnerId,
    method: Method,
    verifier: &Secret,
) -> Result<(), Problem> {
    let subject = Actor::Learner(learner);
    writer.set_auth(subject, method, verifier)?;
    writer.append(Draft::by(by, Body::AuthMethodSet(AuthMethodSet { subject, method })).about(learner))?;
    Ok(())
}

fn one_time_pin(store: &Store) -> Result<(Zeroizing<String>, Secret), Problem> {
    let pin = random_pin(store.random());
    let verifier = pin::hash(&pin, &store.random().bytes16(), Effort::of(store)?.pin());
    Ok((pin, Secret(verifier)))
}

/// Six digits, each as likely as any other, none of the weak ones.
pub(super) fn random_pin(random: &dyn Random) -> Zeroizing<String> {
    let mut digits = Zeroizing::new(String::new());
    loop {
        let bytes = Zeroizing::new(random.bytes16());
        for byte in bytes.iter().filter(|byte| **byte < 250) {
            digits.push(char::from(b'0' + byte % 10)); // 250 is 25 times 10: no digit is favoured
            if digits.len() == PIN_DIGITS {
                if weakness(&digits, Owner::default()).is_none() {
                    return digits;
                }
                digits.clear();
            }
        }
    }
}

/// Begins a sitting: its event and its checkpoint row, together.
///
/// # Errors
/// The database's.
pub fn start_session(store: &mut Store, learner: LearnerId, method: Method) -> Result<SessionId, Problem> {
    let session = SessionId(store.random().uuid());
    store.write(|writer| {
        writer.append_learning(learner, session, Body::SessionStarted(SessionStarted { method }))?;
        let wall_ms = writer.wall_ms();
        writer.set_checkpoint(&Checkpoint { session, learner, wall_ms, session_active_ms: 0, span: None })
    })?;
    Ok(session)
}

/// Ends a sitting: what its checkpoint row still holds becomes a `lesson.span`, then `session.ended`; the row goes.
/// A sitting that has ended stays as it is.
///
/// # Errors
/// The database's.
pub fn end_session(store: &mut Store, session: SessionId, cause: SessionEnd) -> Result<(), Problem> {
    let Some(last) = store.checkpoints()?.into_iter().find(|row| row.session == session) else { return Ok(()) };
    store.write(|writer| {
        if let Some(span) = last.span {
            writer.append_learning(last.learner, session, Body::LessonSpan(span))?;
        }
        let ended = SessionEnded { cause, active_ms: last.session_active_ms };
        writer.append_learning(last.learner, session, Body::SessionEnded(ended))?;
        writer.clear_checkpoint(session)?;
        Ok(())
    })
}
