//! What is carried in and out: drives, packs, notices, receipts, exports, backups.

use super::event::News;
use super::file_thread::Then;
use super::request::Request;
use super::room::{OnStation, Room};
use super::show::station::{drive, packs, station as station_view};
use super::store_thread::Outcome;
use super::view::{
    ArrivalsView, DisclosedView, ExportDone, ExportPreview, ImportDone, LeavingText, ReceiptView, TakenView,
};
use crate::job::damage::outstanding;
use crate::job::drives::{drives as list_drives, look_into};
use crate::job::editions::{self, EditionChanges, LessonNamed};
use crate::job::export_account::{Account, DisclosedText, PersonAccount};
use crate::job::export_progress::Gathered;
use crate::job::export_write::{self, Written};
use crate::job::import_pack::{self, ImportRequest, Imported, Known};
use crate::job::notice::Carried;
use crate::job::take_record::RecordTaken;
use crate::job::take_roster::{Change, RosterPlan};
use crate::job::{NoFaults, Snapshot, backup, export_progress, import_receipt, notice, trust};
use crate::model::event::Actor;
use crate::model::id::{Hash, Lang, LearnerId, StaffId};
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Answers a request about what is carried.
pub(super) fn answer(station: &mut OnStation, request: Request) -> Result<News, Problem> {
    let by = station.actor()?;
    match request {
        Request::Packs => Ok(News::Packs(packs(&station.open, &station.courses, &lang(station))?)),
        Request::RemovePack { manifest } => remove(station, &manifest, by),
        Request::TakeDocument { path } => take(station, &path),
        Request::Station => Ok(News::Station(station_view(&station.open, &station.settings, &station.courses)?)),
        other => Err(Problem::new(Code::Internal).because(format!("{other:?} is no matter of carrying"))),
    }
}

/// Staff's lists are in the language chosen at sign-in, else in the first of the courses here, else in English.
pub(super) fn lang(station: &OnStation) -> Lang {
    let kept = station.open.store.setting(super::show::station::LANGUAGE).ok().flatten();
    if let Some(lang) = kept.and_then(|tag| Lang::parse(&tag).ok()) {
        return lang;
    }
    let first = station.courses.all().next().map(|on| on.course.first_language().clone());
    first.unwrap_or_else(|| crate::model::course::first_of(&[]).clone())
}

/// The drives and what lies on them; before set-up, for the kit.
pub(super) fn drives(room: &mut Room) -> Result<Outcome, Problem> {
    let instead = room.outside.options.drives.clone();
    let (known, lang, damaged) = match &room.station {
        Some(station) => (Some(Known::read(&station.open.store)?), lang(station), damaged(station)?),
        None => (None, crate::model::course::first_of(&[]).clone(), BTreeSet::new()),
    };
    Ok(Outcome::File(Box::new(move |_| {
        let found = list_drives(instead.as_deref()).into_iter().map(|one| {
            let finds = look_into(&one.folder);
            drive(one, finds, known.as_ref(), &lang, &damaged)
        });
        Ok(Then::News(News::Drives(found.collect())))
    })))
}

/// The packs that carrying in again would mend.
fn damaged(station: &OnStation) -> Result<BTreeSet<Hash>, Problem> {
    let known = outstanding(&station.open.store)?.into_iter().map(|damage| damage.pack);
    let packs = station.open.store.packs()?.into_iter().map(|pack| pack.manifest);
    Ok(known.chain(packs.filter(|pack| station.courses.problem(pack).is_some())).collect())
}

/// Carries a pack in: copied and checked by the file thread, made to count by the store thread.
pub(super) fn import(room: &mut Room, path: PathBuf, allow_older: bool) -> Result<Outcome, Problem> {
    let station = room.station()?;
    let (by, home) = (station.actor()?, station.open.home.clone());
    let known = Known::read(&station.open.store)?;
    let started = station.open.store.clock().mono_ms();
    let request = ImportRequest { allow_older, make_current: true, wait_for_drive: true, ..ImportRequest::of(path) };
    Ok(Outcome::File(Box::new(move |watch| {
        let staged = import_pack::stage(&home, &known, &request, &NoFaults, watch)?;
        Ok(Then::Room(Box::new(move |room| {
            let station = room.station()?;
            let before = station.open.store.packs()?;
            let imported = import_pack::commit(&home, &mut station.open.store, staged, &request, by, &NoFaults)?;
            station.courses.forget(&imported.pack.manifest);
            let older = before.iter().find(|held| held.pack == imported.pack.pack && held.is_active);
            let changes = changes(station, older.map(|held| held.manifest), &imported);
            station.refresh()?;
            imported_view(station, &imported, changes, started).map(Outcome::News)
        })))
    })))
}

/// What is new against the version that was current. If the older one cannot be read, nothing is said of it.
fn changes(station: &OnStation, older: Option<Hash>, imported: &Imported) -> EditionChanges {
    let shelf = station.courses.shelf();
    let both = older
        .filter(|older| *older != imported.pack.manifest)
        .map(|older| (shelf.pack(&older), shelf.pack(&imported.pack.manifest)));
    match both {
        Some((Ok(older), Ok(newer))) => editions::compare(&older, &newer).unwrap_or_default(), // told on the course's own page
        _ => EditionChanges::default(),
    }
}

fn imported_view(
    station: &OnStation,
    imported: &Imported,
    changes: EditionChanges,
    started: u64,
) -> Result<News, Problem> {
    let lang = lang(station);
    let rows = packs(&station.open, &station.courses, &lang)?;
    let pack = rows.into_iter().find(|row| row.manifest == imported.pack.manifest);
    let names =
        |lessons: Vec<LessonNamed>| lessons.into_iter().map(|named| named.title.get(&lang, &lang).to_owned()).collect();
    Ok(News::Imported(ImportDone {
        pack: pack.ok_or_else(|| Problem::new(Code::Internal).because("imported, but not there"))?,
        lessons_added: names(changes.added),
        lessons_removed: names(changes.removed),
        lessons_changed: names(changes.changed),
        secs: station.open.store.clock().mono_ms().saturating_sub(started) / 1000,
    }))
}

fn remove(station: &mut OnStation, manifest: &Hash, by: Actor) -> Result<News, Problem> {
    station.courses.forget(manifest);
    let removed = editions::remove(&station.open.home, station.courses.shelf(), &mut station.open.store, manifest, by);
    station.refresh()?;
    removed?;
    Ok(News::Done)
}

/// A receipt, a record or a list of people by its ending, a notice otherwise.
fn take(station: &mut OnStation, path: &Path) -> Result<News, Problem> {
    let staff = station.staff()?;
    let view = match Carried::of(path) {
        Some(Carried::Receipt) => {
            TakenView::Receipt(receipt_view(&notice::take_receipt(&mut station.open.store, path, &staff)?))
        }
        Some(Carried::Roster) => {
            let plan = notice::take_people(&mut station.open.store, path, &staff)?;
            TakenView::People(arrivals(station, Some(&plan), &[])?)
        }
        Some(Carried::Record) => {
            let record = notice::take_person(&mut station.open.store, path, &staff)?;
            TakenView::People(arrivals(station, None, &[record])?)
        }
        None => {
            let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
            let taken = notice::take_folder(&mut station.open.store, folder, &staff)?;
            let now = taken.documents.now;
            TakenView::Notice {
                root: now.root,
                catalogue: now.catalogue,
                policy: now.policy,
                receipt: taken.receipt.as_ref().map(receipt_view),
                people: arrivals(station, taken.roster.as_ref(), &taken.records)?,
                problems: taken.problems,
            }
        }
    };
    station.refresh()?;
    Ok(News::Taken(view))
}

fn receipt_view(taken: &import_receipt::Taken) -> ReceiptView {
    let import_receipt::Taken { events_held, events_unsent, certificates, is_confirmed, .. } = *taken;
    ReceiptView { events_held, events_unsent, certificates, is_confirmed }
}

/// Who came, who was changed, and who cannot sign in yet.
fn arrivals(station: &OnStation, plan: Option<&RosterPlan>, records: &[RecordTaken]) -> Result<ArrivalsView, Problem> {
    let store = &station.open.store;
    let mut view = ArrivalsView::default();
    let mut come = BTreeSet::new();
    for row in plan.iter().flat_map(|plan| &plan.rows) {
        let any = |is: fn(&Change) -> bool| row.changes.iter().any(is);
        if any(|change| matches!(change, Change::Added)) {
            view.added.push(row.name.clone());
            come.insert(row.learner);
        } else if any(|change| matches!(change, Change::Set(..) | Change::Moved(..))) {
            view.changed.push(row.name.clone());
        }
        if any(|change| matches!(change, Change::Kept(..) | Change::KeptStatus(..) | Change::NumberTaken(_))) {
            view.kept.push(row.name.clone());
        }
    }
    view.away = records.iter().filter(|record| !record.is_here).map(|record| record.name.clone()).collect();
    for record in records.iter().filter(|record| record.is_here && !record.was_known) {
        view.records.push(record.name.clone());
        come.insert(record.learner);
    }
    for learner in come {
        if store.auth(Actor::Learner(learner))?.is_none() {
            view.need_pin.extend(store.learner(learner)?.map(|one| one.name));
        }
    }
    Ok(view)
}

fn preview(account: Account, office: String) -> ExportPreview {
    let kinds = |kinds: &std::collections::BTreeMap<String, u64>| kinds.clone().into_iter().collect();
    let person = |person: &PersonAccount| DisclosedView {
        name: format!("{} ({})", person.name, person.number),
        kinds: kinds(&person.kinds),
    };
    let name_of = |learner: LearnerId| {
        let person = account.people.iter().find(|person| person.learner == learner);
        person.map_or_else(String::new, |person| person.name.clone())
    };
    let text = |text: &DisclosedText| LeavingText {
        name: text.learner.map(name_of).unwrap_or_default(),
        kind: text.kind.clone(),
        words: text.words.clone(),
    };
    let texts = account.texts.iter().map(text).collect();
    let mut told: Vec<DisclosedView> = account.people.iter().map(person).collect();
    if !account.station.is_empty() {
        told.push(DisclosedView { name: String::new(), kinds: kinds(&account.station) });
    }
    ExportPreview {
        recipients: vec![office],
        events: account.events,
        withheld: account.withheld,
        people: account.people.iter().map(|person| person.name.clone()).collect(),
        told,
        texts,
        size_bytes: account.raw_bytes,
    }
}

/// What an export made now would disclose: read beside the store, however much it is.
pub(super) fn export_preview(room: &mut Room) -> Result<Outcome, Problem> {
    let station = room.station()?;
    station.staff()?;
    let (trust, snapshot) = (trust::held_trust(&station.open.store)?, Snapshots::of(station));
    let office = station.open.station()?.office_name;
    Ok(Outcome::File(Box::new(move |_| {
        let account = export_progress::account(snapshot.take()?.store(), &trust)?;
        Ok(Then::News(News::ExportPreview(preview(account, office))))
    })))
}

/// Writes a backup: the file thread copies one moment of the database, the store thread notes it.
pub(super) fn back_up(room: &mut Room, folder: PathBuf) -> Result<Outcome, Problem> {
    let station = room.station()?;
    let (by, snapshot) = (station.actor()?, Snapshots::of(station));
    Ok(Outcome::File(Box::new(move |watch| {
        let done = backup::write(&snapshot.take()?, &folder, watch)?;
        Ok(Then::Room(Box::new(move |room| {
            backup::note(&mut room.station()?.open.store, &done, by)?;
            Ok(Outcome::News(News::FileWritten { path: done.path }))
        })))
    })))
}

/// Seals an export onto a drive. The store thread only notes its beginning and its end in the log; reading, sealing,
/// writing and comparing are the file thread's.
pub(super) fn export(room: &mut Room, folder: PathBuf) -> Result<Outcome, Problem> {
    let random = Arc::clone(&room.outside.random);
    let station = room.station()?;
    let staff = station.staff()?;
    let (trust, snapshot) = (trust::held_trust(&station.open.store)?, Snapshots::of(station));
    Ok(Outcome::File(Box::new(move |watch| {
        let collected = export_progress::collect(snapshot.take()?.store(), &trust, watch)?;
        Ok(Then::Room(Box::new(move |room| {
            let (key, by) = (staff.keys.signing.clone(), Some(staff.staff.id));
            let parts = export_progress::note(&mut room.station()?.open.store, &trust, &key, by, collected)?;
            Ok(Outcome::File(Box::new(move |watch| {
                let mut written = Vec::new();
                let mut problem = None;
                for part in parts {
                    match export_write::write(&part, &key, &folder, &*random, watch) {
                        Ok(file) => written.push((part, file)),
                        Err(fault) => {
                            problem = Some(fault);
                            break;
                        }
                    }
                }
                Ok(Then::Room(Box::new(move |room| finish_export(room, &written, by, problem).map(Outcome::News))))
            })))
        })))
    })))
}

/// Notes the files that are on the drive; those before a problem are good, and noted too.
fn finish_export(
    room: &mut Room,
    written: &[(Gathered, Written)],
    by: Option<StaffId>,
    problem: Option<Problem>,
) -> Result<News, Problem> {
    let store = &mut room.station()?.open.store;
    let finished = written.iter().map(|(part, file)| export_progress::finish(store, part, file, by));
    let exported = finished.collect::<Result<Vec<_>, _>>()?;
    if let Some(problem) = problem {
        return Err(problem);
    }
    let last = exported.last().ok_or_else(|| Problem::new(Code::Internal).because("an export of nothing"))?;
    Ok(News::Exported(ExportDone {
        export: last.export,
        path: last.written.path.clone(),
        size_bytes: exported.iter().map(|one| one.written.size_bytes).sum(),
        sha256: last.written.sha256.to_hex(),
        events: exported.iter().map(|one| one.events).sum(),
        wall_ms: last.wall_ms,
    }))
}

/// What the file thread needs to read the database beside the store thread.
struct Snapshots(PathBuf, Arc<dyn Clock>, Arc<dyn Random>);

impl Snapshots {
    fn of(station: &OnStation) -> Self {
        let (clock, random) = station.open.store.ports();
        Self(station.open.store.path().to_owned(), clock, random)
    }

    fn take(&self) -> Result<Snapshot, Problem> {
        Ok(Snapshot::open(&self.0, Arc::clone(&self.1), Arc::clone(&self.2))?)
    }
}
