//! Where people are: here, apart, at another place, released, put away. Nothing of theirs is ever deleted.

use super::people::{known, today};
use crate::model::event::{Actor, Body, Draft, LearnerStatus, LearnerStatusSet};
use crate::model::id::LearnerId;
use crate::model::problem::{Code, Problem};
use crate::store::Store;
use std::collections::BTreeMap;

/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 200;

/// Sets where these people are, all or none. Gives where they were, to take it back.
///
/// # Errors
/// [`Code::LearnerUnknown`]; [`Code::LearnerNumberTaken`] if the number of somebody who comes back is another's by now.
pub fn set(
    store: &mut Store,
    by: Actor,
    wanted: &[(LearnerId, LearnerStatus)],
    reason: Option<&str>,
) -> Result<Vec<(LearnerId, LearnerStatus)>, Problem> {
    let wanted: BTreeMap<LearnerId, LearnerStatus> = wanted.iter().copied().collect();
    let reason: Option<String> = reason
        .map(|reason| reason.chars().filter(|letter| !letter.is_control()).take(REASON_CHARS_MAX).collect::<String>())
        .map(|reason| reason.trim().to_owned())
        .filter(|reason| !reason.is_empty());
    let (mut before, mut numbers) = (Vec::new(), BTreeMap::new());
    for (learner, status) in &wanted {
        let one = known(store, *learner)?;
        if one.status == *status {
            continue;
        }
        if !one.is_here() && is_here(*status) {
            let other = store.learner_by_number(&one.number)?.filter(|other| other.is_here());
            if other.is_some() || numbers.insert(one.number.clone(), *learner).is_some() {
                return Err(Problem::new(Code::LearnerNumberTaken).with("number", one.number));
            }
        }
        before.push((*learner, one.status));
    }
    let day = today(store)?;
    store.write(|writer| {
        for (learner, _) in &before {
            let body = LearnerStatusSet { status: wanted[learner], day: day.clone(), reason: reason.clone() };
            writer.append(Draft::by(by, Body::LearnerStatusSet(body)).about(*learner))?;
        }
        Ok::<_, Problem>(())
    })?;
    Ok(before)
}

fn is_here(status: LearnerStatus) -> bool {
    matches!(status, LearnerStatus::Active | LearnerStatus::Segregated | LearnerStatus::Returned)
}
