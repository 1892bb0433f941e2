//! Taking in the record of a person who comes from another station: their events, apart from this station's log; their
//! official certificates; their place among the people here, with what they were assigned. One transaction; a record
//! taken twice, or an older one after a newer, changes nothing. Nobody who was put away comes back by it.

use super::arrival::{self, Coming, Local, Welcome};
use super::import_receipt::{mark_revoked, official};
use crate::crypto::seal::{SealFault, SealIdentity};
use crate::format::export::ExportFault;
use crate::format::record::{self, OpenedRecord, RecordFault};
use crate::format::trust::Trust;
use crate::model::event::{
    Actor, Body, Draft, EnrolmentSet, EnrolmentState, Event, PreferenceSet, RecordTaken as RecordTakenBody,
};
use crate::model::id::{CourseId, LearnerId, Slug};
use crate::model::problem::{Code, Problem};
use crate::store::{Learner, OfficialCertificate, Store, Writer};
use std::collections::BTreeMap;
use std::io::Read;

pub use crate::format::record::RECORD_ENDING;

/// What a record brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordTaken {
    /// Who they are here.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// Events of other stations in it.
    pub events: u64,
    /// Official certificates in it.
    pub certificates: u64,
    /// They cannot sign in until staff give them a PIN.
    pub needs_pin: bool,
    /// This record, or a newer one, was taken in before, or what is newer than it says that they are not sent here:
    /// nothing was changed.
    pub was_known: bool,
    /// They learn here.
    pub is_here: bool,
}

/// Opens a record and takes it in.
///
/// # Errors
/// [`Code::RecordOtherStation`], [`Code::RecordAltered`], [`Code::RecordTooLarge`], [`Code::RecordNumberTaken`],
/// [`Code::StationNotSetUp`], or the database's; nothing is changed then.
pub fn take(
    store: &mut Store,
    trust: &Trust,
    identity: &SealIdentity,
    by: Actor,
    input: impl Read,
) -> Result<RecordTaken, Problem> {
    let station = store.station()?.ok_or_else(|| Problem::new(Code::StationNotSetUp))?;
    let opened = record::open(identity, &trust.root, &station.office, station.id, input)?;
    let header = &opened.header;
    let checked = check(&opened)?;
    let local = Local::of(store, &header.person)?;
    let learner = local.id(&header.person);
    let coming = Coming::of(store, &local, header.created)?;
    let was_taken = store.record_created(learner)?.is_some_and(|created| created >= header.created);
    let was_known = was_taken || coming == Coming::Overtaken;
    if !was_known {
        arrival::check(store, &header.person, &local)?;
        let certificates = certificates(store, trust, &opened, (learner, &checked))?;
        let told = Told { opened: &opened, checked: &checked, certificates: &certificates, day: &arrival::day(store)? };
        store.write(|writer| told.write(writer, by, (&local, coming)))?;
    }
    let one = store.learner(learner)?;
    let is_here = one.as_ref().is_some_and(Learner::is_here);
    Ok(RecordTaken {
        learner,
        name: one.map_or_else(|| header.person.name.clone(), |one| one.name),
        events: header.events,
        certificates: header.certificates.len() as u64,
        needs_pin: is_here && store.auth(Actor::Learner(learner))?.is_none(),
        was_known,
        is_here,
    })
}

impl From<RecordFault> for Problem {
    fn from(fault: RecordFault) -> Self {
        let code = match &fault {
            RecordFault::Frame(ExportFault::Seal(SealFault::NotForUs)) => Code::RecordOtherStation,
            RecordFault::Header(fault) if fault.is_for_another() => Code::RecordOtherStation,
            // A length before any signature is read is no word of the office's.
            RecordFault::Frame(ExportFault::TooLarge { what, .. }) if *what != "header bytes" => Code::RecordTooLarge,
            _ => Code::RecordAltered,
        };
        Self::new(code).because(fault)
    }
}

/// What follows from a record's events beside progress, every one of them read and found to hold.
#[derive(Default)]
struct Checked {
    /// Of enrolments and preferences, of any order.
    settings: Vec<Event>,
    /// What takes certificates back.
    revoking: Vec<Event>,
}

fn check(opened: &OpenedRecord) -> Result<Checked, Problem> {
    let mut checked = Checked::default();
    opened.read_events(|event, _| {
        match event.body() {
            Some(Body::EnrolmentSet(_) | Body::EnrolmentMoved(_) | Body::PreferenceSet(_)) => {
                checked.settings.push(event);
            }
            Some(Body::CertificateRevoked(_)) => checked.revoking.push(event),
            _ => {}
        }
        Ok::<_, Problem>(())
    })?;
    checked.settings.sort_by_key(Event::order);
    Ok(checked)
}

fn certificates(
    store: &Store,
    trust: &Trust,
    opened: &OpenedRecord,
    (learner, checked): (LearnerId, &Checked),
) -> Result<Vec<OfficialCertificate>, Problem> {
    let header = &opened.header;
    let office = trust.root.office(&header.office).ok_or_else(|| Problem::new(Code::RecordOtherStation))?;
    let of_record = |problem: Problem| match problem.code {
        Code::ReceiptAltered => Problem::new(Code::RecordAltered).because(problem.detail),
        _ => problem,
    };
    let all = header.certificates.iter().map(|issued| official(issued, office).map_err(of_record));
    let mut all = all.collect::<Result<Vec<_>, _>>()?;
    for certificate in &mut all {
        certificate.learner = learner;
    }
    mark_revoked(store, trust, &mut all, &checked.revoking)?;
    Ok(all)
}

/// A record that holds, on its way into the database.
struct Told<'a> {
    opened: &'a OpenedRecord,
    checked: &'a Checked,
    certificates: &'a [OfficialCertificate],
    day: &'a str,
}

impl Told<'_> {
    fn write(&self, writer: &mut Writer<'_>, by: Actor, (local, coming): (&Local, Coming)) -> Result<(), Problem> {
        let header = &self.opened.header;
        let learner = local.id(&header.person);
        // First what was: the next event's order number comes after it.
        self.opened.read_events(|event, text| {
            writer.add_foreign(learner, &event, &text)?;
            Ok::<_, Problem>(())
        })?;
        for certificate in self.certificates {
            writer.set_official(certificate)?;
        }
        let welcome = match coming {
            Coming::In => arrival::welcome(writer, by, &header.person, (local, self.day))?,
            Coming::Away | Coming::Overtaken => Welcome::default(),
        };
        self.settings(writer, by, (learner, welcome))?;
        writer.set_record(learner, header.created, &self.opened.sha256)?;
        writer.clear_folds()?; // whose ids are one with theirs have folds too
        let taken = RecordTakenBody {
            sha256: self.opened.sha256,
            events: header.events,
            certificates: header.certificates.len() as u64,
        };
        writer.append(Draft::by(by, Body::RecordTaken(taken)).about(learner))?;
        Ok(())
    }

    /// What they were assigned, and their own settings, go on here; what this station knows of them already stays.
    fn settings(
        &self,
        writer: &mut Writer<'_>,
        by: Actor,
        (learner, welcome): (LearnerId, Welcome),
    ) -> Result<(), Problem> {
        let (enrolments, preferences) = latest(&self.checked.settings);
        let held = writer.enrolments(learner)?;
        for (target, wanted) in enrolments {
            let is_kept = held
                .iter()
                .any(|held| held.target == target && !(welcome.is_back && held.state == EnrolmentState::Withdrawn));
            if !is_kept && wanted.state != EnrolmentState::Withdrawn {
                writer.append(Draft::by(by, Body::EnrolmentSet(wanted)).about(learner))?;
            }
        }
        let held = writer.preferences(learner)?;
        for (key, value) in preferences {
            if held.iter().all(|(known, _)| known != key.as_str()) {
                writer.append(Draft::by(by, Body::PreferenceSet(PreferenceSet { key, value })).about(learner))?;
            }
        }
        Ok(())
    }
}

/// How enrolments and preferences stood last, from their events in order.
fn latest(settings: &[Event]) -> (BTreeMap<CourseId, EnrolmentSet>, BTreeMap<Slug, String>) {
    let (mut enrolments, mut preferences) = (BTreeMap::<CourseId, EnrolmentSet>::new(), BTreeMap::new());
    for event in settings {
        match event.body() {
            Some(Body::EnrolmentSet(set)) => {
                enrolments.insert(set.target.clone(), set.clone());
            }
            Some(Body::EnrolmentMoved(moved)) => {
                if let Some(set) = enrolments.get_mut(&moved.course) {
                    set.edition = moved.to_edition;
                }
            }
            Some(Body::PreferenceSet(set)) => {
                preferences.insert(set.key.clone(), set.value.clone());
            }
            _ => {}
        }
    }
    (enrolments, preferences)
}
