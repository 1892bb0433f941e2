//! What every event has: who, when, where, and its place in the chain.

use super::Body;
use crate::model::id::{EpochId, Hash, LearnerId, Salt, SessionId, StaffId, StationId};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use uuid::Uuid;

/// The header's `v`.
pub const HEADER_VERSION: u64 = 1;

/// Who did it. In JSON a string: `station`, `office`, `learner:UUID` or `staff:UUID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Actor {
    /// The program itself.
    Station,
    /// The records office.
    Office,
    /// The person learning.
    Learner(LearnerId),
    /// A member of staff.
    Staff(StaffId),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Station => f.write_str("station"),
            Self::Office => f.write_str("office"),
            Self::Learner(id) => write!(f, "learner:{id}"),
            Self::Staff(id) => write!(f, "staff:{id}"),
        }
    }
}

impl Actor {
    /// Reads the JSON string, strictly.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let uuid = |text: &str| Uuid::try_parse(text).ok().filter(|id| id.to_string() == text);
        match text.split_once(':') {
            None if text == "station" => Some(Self::Station),
            None if text == "office" => Some(Self::Office),
            Some(("learner", id)) => Some(Self::Learner(LearnerId(uuid(id)?))),
            Some(("staff", id)) => Some(Self::Staff(StaffId(uuid(id)?))),
            _ => None,
        }
    }
}

impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("an actor is station, office, learner:UUID or staff:UUID"))
    }
}

/// The header of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`HEADER_VERSION`].
    pub v: u64,
    /// Whose log it is in.
    pub station: StationId,
    /// Which opening of the log.
    pub epoch: EpochId,
    /// Place in the epoch, from 0, without gaps.
    pub seq: u64,
    /// The body's kind.
    pub kind: String,
    /// Whom it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub learner: Option<LearnerId>,
    /// Who did it.
    pub actor: Actor,
    /// In which sitting.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub session: Option<SessionId>,
    /// 1 + the highest this log had stored.
    pub lamport: u64,
    /// The computer's clock, ms; may be wrong.
    pub wall: u64,
    /// The newest `created` among the signed documents then held, ms.
    pub signed_time: u64,
    /// ms since the epoch started, by the monotonic clock.
    pub mono: u64,
}

/// An event in its place in the chain. Made by [`crate::format::event_log`], which computes and checks the hashes.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Who, when, where.
    pub header: Header,
    /// The hash of the event before it (of its parent's last event for the first of an epoch; zeros for the very first).
    pub prev_hash: Hash,
    /// The hash of salt and body.
    pub body_hash: Hash,
    /// What this event is known by.
    pub hash: Hash,
    /// The salt and the body, or `None` if withheld.
    pub body: Option<(Salt, Body)>,
}

impl Event {
    /// The body, if it is not withheld.
    #[must_use]
    pub fn body(&self) -> Option<&Body> {
        self.body.as_ref().map(|(_, body)| body)
    }

    /// Where this event stands.
    #[must_use]
    pub fn tip(&self) -> Tip {
        Tip { epoch: self.header.epoch, seq: self.header.seq, hash: self.hash }
    }

    /// The order where order matters: latest name, mastery, cooling-off.
    #[must_use]
    pub fn order(&self) -> (u64, Hash) {
        (self.header.lamport, self.hash)
    }
}

/// An event before it has its place: what happened, about whom, by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What happened.
    pub body: Body,
    /// Who did it.
    pub actor: Actor,
    /// Whom it is about.
    pub learner: Option<LearnerId>,
    /// In which sitting.
    pub session: Option<SessionId>,
    /// When it happened by the computer's clock, if that was before now (a span found after a power cut).
    pub wall_ms: Option<u64>,
}

impl Draft {
    /// What the program itself does.
    #[must_use]
    pub fn station(body: Body) -> Self {
        Self::by(Actor::Station, body)
    }

    /// What `actor` does.
    #[must_use]
    pub fn by(actor: Actor, body: Body) -> Self {
        Self { body, actor, learner: None, session: None, wall_ms: None }
    }

    /// What a learner does in a sitting.
    #[must_use]
    pub fn learner(learner: LearnerId, session: SessionId, body: Body) -> Self {
        Self { body, actor: Actor::Learner(learner), learner: Some(learner), session: Some(session), wall_ms: None }
    }

    /// Says whom it is about.
    #[must_use]
    pub fn about(mut self, learner: LearnerId) -> Self {
        self.learner = Some(learner);
        self
    }

    /// Says in which sitting.
    #[must_use]
    pub fn in_session(mut self, session: SessionId) -> Self {
        self.session = Some(session);
        self
    }

    /// Says that it happened at `wall_ms`, before now.
    #[must_use]
    pub fn at(mut self, wall_ms: u64) -> Self {
        self.wall_ms = Some(wall_ms);
        self
    }
}

/// One event by its place and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tip {
    /// Its epoch.
    pub epoch: EpochId,
    /// Its place.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

/// A run of events of one epoch, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The epoch.
    pub epoch: EpochId,
    /// The first.
    pub from_seq: u64,
    /// The last.
    pub to_seq: u64,
    /// The hash before the first.
    pub prev_hash: Hash,
    /// The hash of the last.
    pub head_hash: Hash,
    /// `to_seq − from_seq + 1`.
    pub count: u64,
}

/// Events with more than one child, and the children: a cloned disk or a restored backup went on twice. `links` are
/// (`prev_hash`, `hash`) of any events, repeated or not.
#[must_use]
pub fn forks(links: impl IntoIterator<Item = (Hash, Hash)>) -> BTreeMap<Hash, BTreeSet<Hash>> {
    let mut children: BTreeMap<Hash, BTreeSet<Hash>> = BTreeMap::new();
    for (prev_hash, hash) in links {
        children.entry(prev_hash).or_default().insert(hash);
    }
    children.retain(|_, found| found.len() > 1);
    children
}
