//! What stations write in their own logs as by the office, since its list told them so.
//!
//! Such an entry repeats the office's word; it is none of its own, and its order number, which comes from the station's
//! log, says nothing of when the office spoke. Taken for a word it would come after what the office decided meanwhile.
//! So it is left out where the office's log has what it repeats. Where it has not, for the office was restored from an
//! older copy, or a station only says that the office said so, it is that station's word like any other, and goes to no
//! other station in the office's name.

use super::{Fact, Told};
use crate::model::event::{Actor, Body, Event, LearnerStatus};

/// Takes the echoes out of `logs`, whose first `own` are of the office's own log, and gives them.
pub(super) fn take_out<'a>(logs: &mut Vec<(&'a Event, Fact)>, own: usize) -> Vec<(&'a Event, Fact)> {
    let stations = logs.split_off(own);
    let (said, mut words): (Vec<_>, Vec<_>) = stations.into_iter().partition(|(_, fact)| fact.by == Actor::Office);
    let is_known = |told: &Told| words.iter().any(|(_, fact)| fact.what == *told);
    let repeats = |event: &Event, told: &Told| {
        // Who comes from elsewhere is added with the name and number that others told.
        let is_arrival = matches!(event.body(), Some(Body::LearnerAdded(_)));
        logs.iter().any(|(_, fact)| is_behind(&fact.what, told)) || (is_arrival && is_known(told))
    };
    let (echoes, rest): (Vec<_>, Vec<_>) = said.into_iter().partition(|(event, fact)| repeats(event, &fact.what));
    words.extend(rest.into_iter().map(|(event, fact)| (event, Fact { by: Actor::Station, ..fact })));
    logs.extend(words);
    echoes
}

/// True if a station that took in the office's word `own` writes `told`. Of somebody who was sent somewhere it writes that
/// they are here, or that they are elsewhere, from the same day on.
fn is_behind(own: &Told, told: &Told) -> bool {
    match (own, told) {
        (Told::Placed(_, from, _), Told::Status(LearnerStatus::Active | LearnerStatus::Transferred, day, None)) => {
            from == day
        }
        _ => own == told,
    }
}
