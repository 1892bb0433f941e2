//! Events as xAPI statements (IEEE 9274.1.1, xAPI 1.0.3), with the verbs of ADL and cmi5 where they have one.
//!
//! A statement's id is a version 5 UUID of the event's hash, so that a learning record store that takes the same events
//! twice holds them once. Times are the event's wall time. What is a learner's own (notes, marks, journal, settings) and
//! what only concerns the station becomes no statement; words that somebody typed are never in one.

mod verb;

pub use verb::Verb;

use crate::model::answer::Answer;
use crate::model::event::{Actor, Body, Event, LessonRef, QuizEnd, SpanUnit};
use crate::model::id::{CourseId, Hash, LearnerId};
use serde_json::{Map, Value, json};
use sha1_smol::Sha1;
use std::fmt::Write as _;
use uuid::Uuid;

/// The namespace of our ids: version 5 UUID of `urn:foothold:xapi` in the namespace of URLs.
fn namespace() -> Uuid {
    name_based(Uuid::NAMESPACE_URL, b"urn:foothold:xapi")
}

/// A version 5 UUID (RFC 9562, section 5.5).
fn name_based(namespace: Uuid, name: &[u8]) -> Uuid {
    let mut hasher = Sha1::new();
    hasher.update(namespace.as_bytes());
    hasher.update(name);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.digest().bytes()[..16]);
    uuid::Builder::from_sha1_bytes(bytes).into_uuid()
}

/// The id of the statement of an event.
#[must_use]
pub fn statement_id(event: &Hash) -> Uuid {
    name_based(namespace(), &event.0)
}

/// A title by language.
pub type TitleOf<'a> = dyn Fn(&CourseId, Part<'_>) -> Option<Map<String, Value>> + 'a;

/// Who is meant, and what else a statement needs that is not in its event.
pub struct Teller<'a> {
    /// The office's own IRI, the home of its accounts: `urn:foothold:office:NAME`.
    pub home: &'a str,
    /// The person's id that stands in front.
    pub learner: LearnerId,
    /// The person's name, if it may be told.
    pub name: Option<&'a str>,
    /// The title of a course, a lesson or a certificate of it, by language, if this office has approved the course.
    pub title: &'a TitleOf<'a>,
    /// The event that ended an attempt, to be voided with it.
    pub finished: &'a dyn Fn(&crate::model::id::AttemptId) -> Option<Hash>,
    /// The event that told of an official certificate, to be voided when it is taken back.
    pub issued: &'a dyn Fn(&str) -> Option<Hash>,
}

/// What of a course is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// The course, or a programme.
    Whole,
    /// A lesson of it.
    Lesson(&'a str),
    /// A certificate of it.
    Certificate(&'a str),
}

/// The statements of an event: none, one, or for a correction one for each event that it voids.
#[must_use]
pub fn statements(event: &Event, teller: &Teller<'_>) -> Vec<Value> {
    let Some(body) = event.body() else { return Vec::new() };
    if let Body::Correction(correction) = body {
        let each = correction.targets.iter().enumerate();
        return each.map(|(place, target)| teller.voided(event, place, target)).collect();
    }
    if let Body::QuizVoided(voided) = body {
        return (teller.finished)(&voided.attempt).map(|target| teller.voided(event, 0, &target)).into_iter().collect();
    }
    if let Body::CertificateRevoked(revoked) = body {
        return (teller.issued)(&revoked.id).map(|target| teller.voided(event, 0, &target)).into_iter().collect();
    }
    let Some(told) = told(body, teller) else { return Vec::new() };
    vec![teller.statement(event, body, told)]
}

/// What an event says: verb, object, result.
struct Told {
    verb: Verb,
    object: Value,
    result: Option<Value>,
}

fn told(body: &Body, teller: &Teller<'_>) -> Option<Told> {
    let plain = |verb, object| Some(Told { verb, object, result: None });
    let lesson = |at: &LessonRef, kind: &str| teller.lesson(at, kind);
    match body {
        Body::SessionStarted(_) => plain(Verb::LoggedIn, teller.place()),
        Body::SessionEnded(it) => Some(Told {
            verb: Verb::LoggedOut,
            object: teller.place(),
            result: Some(json!({"duration": duration(it.active_ms)})),
        }),
        Body::EnrolmentSet(it) => plain(Verb::of_enrolment(it.state)?, teller.course(&it.target)),
        Body::LessonOpened(it) => plain(Verb::Initialized, lesson(&it.at, "lesson")),
        Body::LessonSpan(it) => {
            let result = json!({"duration": duration(it.active_ms), "extensions": {
                "urn:foothold:xapi:ranges": it.ranges, "urn:foothold:xapi:unit": it.unit,
                "urn:foothold:xapi:rate": it.rate_permille}});
            let verb = if it.unit == SpanUnit::Ms { Verb::Played } else { Verb::Experienced };
            Some(Told { verb, object: lesson(&it.at, "lesson"), result: Some(result) })
        }
        Body::LessonSignedOff(it) => {
            let result = Some(json!({"completion": true}));
            Some(Told { verb: Verb::Completed, object: lesson(&it.at, "lesson"), result })
        }
        Body::QuizStarted(it) => plain(Verb::Attempted, lesson(&it.at, "assessment")),
        Body::QuizAnswered(it) => {
            let mut result = scored(it.points, it.max, it.points == it.max);
            result["duration"] = duration(it.active_ms).into();
            if let Some(response) = response(&it.answer) {
                result["response"] = response.into();
            }
            let question = teller.question(&it.at, it.question.as_str(), &it.answer);
            Some(Told { verb: Verb::Answered, object: question, result: Some(result) })
        }
        Body::QuizFinished(it) => {
            let verb = match (it.cause, it.passed) {
                (QuizEnd::Abandoned, false) => Verb::Abandoned,
                (_, true) => Verb::Passed,
                (_, false) => Verb::Failed,
            };
            let mut result = scored(it.score, it.max, it.passed);
            result["completion"] = (it.cause != QuizEnd::Abandoned).into();
            Some(Told { verb, object: lesson(&it.at, "assessment"), result: Some(result) })
        }
        Body::AssignmentSubmitted(it) => plain(Verb::Submitted, lesson(&it.at, "assessment")),
        Body::AssignmentMarked(it) => {
            let result = scored(it.points, it.max, it.points == it.max);
            Some(Told { verb: Verb::Scored, object: lesson(&it.at, "assessment"), result: Some(result) })
        }
        Body::QuizMarked(it) => {
            let result = scored(it.points, it.max, it.points == it.max);
            let open = Answer::Words { text: String::new() };
            let question = teller.question(&it.at, it.question.as_str(), &open);
            Some(Told { verb: Verb::Scored, object: question, result: Some(result) })
        }
        Body::CodeRun(it) => {
            let passed = u32::try_from(it.passed.len()).unwrap_or(u32::MAX).min(it.total);
            let result = Some(scored(passed, it.total, passed == it.total));
            Some(Told { verb: Verb::Attempted, object: lesson(&it.at, "performance"), result })
        }
        Body::FormSaved(it) => plain(Verb::Interacted, lesson(&it.at, "lesson")),
        Body::GoalSet(it) if it.done => plain(Verb::Completed, teller.goal(it.programme.as_str(), it.goal.as_str())),
        Body::GoalSignedOff(it) => plain(Verb::Completed, teller.goal(it.programme.as_str(), it.goal.as_str())),
        Body::CertificateProvisional(it) => {
            let mut result = json!({"completion": true, "duration": duration(it.active_ms)});
            if it.score > 0 {
                result["score"] = json!({"scaled": f64::from(it.score.min(1000)) / 1000.0});
            }
            Some(Told { verb: Verb::Satisfied, object: teller.course(&it.target), result: Some(result) })
        }
        Body::CertificateOfficial(it) => plain(Verb::Earned, teller.certificate(&it.target, it.cert.as_str(), &it.id)),
        Body::CredentialOutside(it) => plain(Verb::Earned, teller.outside(&it.name, &it.issuer)),
        _ => None,
    }
}

/// Points as a score.
fn scored(points: u32, max: u32, is_success: bool) -> Value {
    let mut result = json!({"success": is_success});
    if max > 0 {
        let points = points.min(max);
        let scaled = f64::from(points) / f64::from(max);
        result["score"] = json!({"scaled": scaled, "raw": points, "min": 0, "max": max});
    }
    result
}

/// ISO 8601 duration, to the hundredth of a second.
fn duration(ms: u64) -> String {
    format!("PT{}.{:02}S", ms / 1000, ms % 1000 / 10)
}

/// What was chosen, as SCORM 2004 writes it; nothing of what was typed.
fn response(answer: &Answer) -> Option<String> {
    let join = |ids: &[crate::model::id::OptionId]| ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("[,]");
    match answer {
        Answer::Choice { option } => Some(option.as_str().to_owned()),
        Answer::Choices { options } => Some(join(options)),
        Answer::Order { items } => Some(join(items)),
        Answer::Truth { value } => Some(value.to_string()),
        Answer::Pairs { pairs } => {
            Some(pairs.iter().map(|(a, b)| format!("{}[.]{}", a.as_str(), b.as_str())).collect::<Vec<_>>().join("[,]"))
        }
        Answer::Points { at } => Some(at.iter().map(|(x, y)| format!("{x}[.]{y}")).collect::<Vec<_>>().join("[,]")),
        Answer::Number { .. } | Answer::Words { .. } | Answer::Gaps { .. } => None,
    }
}

/// The kind of interaction that a question was (xAPI 1.0.3, part 2, appendix C).
fn interaction(answer: &Answer) -> &'static str {
    match answer {
        Answer::Choice { .. } | Answer::Choices { .. } => "choice",
        Answer::Truth { .. } => "true-false",
        Answer::Number { .. } => "numeric",
        Answer::Words { .. } => "long-fill-in",
        Answer::Gaps { .. } => "fill-in",
        Answer::Order { .. } => "sequencing",
        Answer::Pairs { .. } => "matching",
        Answer::Points { .. } => "other",
    }
}

const ACTIVITIES: &str = "http://adlnet.gov/expapi/activities";

impl Teller<'_> {
    fn statement(&self, event: &Event, body: &Body, told: Told) -> Value {
        let mut context =
            json!({"platform": "Foothold", "extensions": {"urn:foothold:xapi:event": event.hash.to_string()}});
        if let Some(session) = event.header.session {
            context["extensions"]["https://w3id.org/xapi/cmi5/context/extensions/sessionid"] =
                session.to_string().into();
        }
        if let Some(course) = body.course() {
            let name = [self.learner.0.as_bytes().as_slice(), course.as_str().as_bytes()].concat();
            context["registration"] = name_based(namespace(), &name).to_string().into();
            if told.object["id"] != course_iri(course) {
                context["contextActivities"] = json!({"grouping": [self.course(course)]});
            }
        }
        if let Actor::Staff(staff) = event.header.actor {
            context["instructor"] =
                json!({"objectType": "Agent", "account": {"homePage": self.home, "name": format!("staff:{staff}")}});
        }
        let mut out = self.frame(statement_id(&event.hash), event, told.verb, told.object);
        out["context"] = context;
        if let Some(result) = told.result {
            out["result"] = result;
        }
        out
    }

    /// Says that the statement of an event counts for nothing.
    fn voided(&self, event: &Event, place: usize, target: &Hash) -> Value {
        let id = match place {
            0 => statement_id(&event.hash),
            place => name_based(namespace(), &[event.hash.0.as_slice(), place.to_string().as_bytes()].concat()),
        };
        let target = json!({"objectType": "StatementRef", "id": statement_id(target).to_string()});
        self.frame(id, event, Verb::Voided, target)
    }

    fn frame(&self, id: Uuid, event: &Event, verb: Verb, object: Value) -> Value {
        let mut actor =
            json!({"objectType": "Agent", "account": {"homePage": self.home, "name": self.learner.to_string()}});
        if let Some(name) = self.name {
            actor["name"] = name.into();
        }
        json!({"id": id.to_string(), "actor": actor, "verb": verb.to_json(), "object": object,
            "timestamp": timestamp(event.header.wall), "version": "1.0.0"})
    }

    fn activity(&self, id: String, kind: &str, name: Option<Map<String, Value>>) -> Value {
        let mut definition = json!({"type": kind});
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            definition["name"] = name.into();
        }
        json!({"objectType": "Activity", "id": id, "definition": definition})
    }

    fn course(&self, course: &CourseId) -> Value {
        let name = (self.title)(course, Part::Whole);
        self.activity(course_iri(course), &format!("{ACTIVITIES}/course"), name)
    }

    fn lesson(&self, at: &LessonRef, kind: &str) -> Value {
        let name = (self.title)(&at.course, Part::Lesson(at.lesson.as_str()));
        self.activity(lesson_iri(at), &format!("{ACTIVITIES}/{kind}"), name)
    }

    fn question(&self, at: &LessonRef, question: &str, answer: &Answer) -> Value {
        let mut activity =
            self.activity(format!("{}:{question}", lesson_iri(at)), &format!("{ACTIVITIES}/cmi.interaction"), None);
        activity["definition"]["interactionType"] = interaction(answer).into();
        activity
    }

    fn goal(&self, programme: &str, goal: &str) -> Value {
        self.activity(format!("urn:foothold:goal:{programme}:{goal}"), &format!("{ACTIVITIES}/objective"), None)
    }

    fn certificate(&self, target: &CourseId, certificate: &str, id: &str) -> Value {
        let name = (self.title)(target, Part::Certificate(certificate));
        let mut activity = self.activity(
            format!("urn:foothold:{}:{certificate}", target.as_str()),
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement",
            name,
        );
        activity["definition"]["extensions"] = json!({"urn:foothold:xapi:certificate": format!("urn:uuid:{id}")});
        activity
    }

    fn outside(&self, name: &str, issuer: &str) -> Value {
        let id = name_based(namespace(), format!("{issuer}\0{name}").as_bytes());
        let title = Map::from_iter([("und".to_owned(), Value::from(format!("{name} ({issuer})")))]);
        self.activity(
            format!("urn:uuid:{id}"),
            "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement",
            Some(title),
        )
    }

    /// The place of study.
    fn place(&self) -> Value {
        self.activity("urn:foothold:player".into(), "http://activitystrea.ms/schema/1.0/application", None)
    }
}

fn course_iri(course: &CourseId) -> String {
    format!("urn:foothold:course:{}", course.as_str())
}

fn lesson_iri(at: &LessonRef) -> String {
    format!("urn:foothold:lesson:{}:{}", at.course.as_str(), at.lesson.as_str())
}

/// An instant in universal time with milliseconds; one outside the calendar is its first.
fn timestamp(ms: u64) -> String {
    let at = jiff::Timestamp::from_millisecond(i64::try_from(ms).unwrap_or_default()).unwrap_or_default();
    let at = at.to_zoned(jiff::tz::TimeZone::UTC);
    let mut out = at.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    if write!(out, ".{:03}Z", at.millisecond()).is_err() {
        out.push('Z'); // a string takes all that is written to it
    }
    out
}

#[cfg(test)]
#[path = "xapi_tests.rs"]
mod tests;
