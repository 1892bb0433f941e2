//! The staff desk's people.

use super::event::News;
use super::people::{assignments, groups_of, known, row_progress};
use super::request::{Request, Secret};
use super::room::OnStation;
use super::show::certificate::Paper;
use super::show::course::earned_wall_ms;
use super::show::exams::exams;
use super::show::home::{all, local_day, rows, standing};
use super::show::marking;
use super::show::past::{self, PastWork};
use super::show::programme::{Owner, Plans};
use super::show::station::packs;
use super::view::{CertificateView, DamagedPack, PersonRow, PersonView, PinView, StaffRow, TodayView};
use crate::job::damage::outstanding;
use crate::job::follow::held;
use crate::job::past::Past;
use crate::job::people::{self, NewLearner};
use crate::job::trust::held_trust;
use crate::job::{Learner, Staff, staff};
use crate::model::id::LearnerId;
use crate::model::problem::{Code, Problem};
use std::collections::BTreeSet;
use std::sync::Arc;

const DAY_MS: u64 = 86_400_000;
/// Documents older than this are told of.
const STALE_DAYS: u64 = 90;
/// Answers to be marked that are listed on the first page.
const TO_MARK_MAX: usize = 12;
/// So long without a backup is told of.
const NO_BACKUP_DAYS: u64 = 30;

/// Answers a request of staff.
pub(super) fn answer(station: &mut OnStation, request: Request) -> Result<News, Problem> {
    let by = station.actor()?;
    match request {
        Request::Today => today(station),
        Request::People => super::people::list(station),
        Request::PeopleProgress { learners } => super::people::progress(station, &learners),
        Request::Person { learner } => person(station, learner),
        Request::AddLearner { name, number, birth_year, lang } => {
            let birth_year = birth_year.and_then(|year| u32::try_from(year).ok());
            let new = NewLearner { name, number, birth_year, lang };
            let (learner, pin) = people::add(&mut station.open.store, by, &new)?;
            Ok(News::PinGiven(pin_view(learner, &pin)))
        }
        Request::GivePin { learner } => {
            let pin = people::give_pin(&mut station.open.store, by, learner)?;
            Ok(News::PinGiven(pin_view(known(station, learner)?, &pin)))
        }
        Request::SignGoal { learner, programme, goal } => {
            people::sign_goal(&mut station.open.store, &station.courses, by, learner, (programme, goal))?;
            Ok(News::Done)
        }
        Request::OpenQuiz { learner, course, lesson, minutes } => {
            let on = Arc::clone(station.courses.get(&course)?);
            crate::job::exams::open(&mut station.open.store, by, learner, &on, &lesson, minutes)?;
            Ok(News::Done)
        }
        Request::Mark(given) => {
            crate::job::marking::mark(&mut station.open.store, by, &station.courses, &given)?;
            Ok(News::Done)
        }
        Request::StaffList => {
            let staff = station.open.store.staff()?.into_iter();
            let row = |one: Staff| StaffRow { staff: one.id, name: one.name, role: one.role, is_active: one.is_active };
            Ok(News::StaffList(staff.map(row).collect()))
        }
        Request::AddStaff { name, role, passphrase } => {
            let signed_in = station.staff()?;
            staff::add(&mut station.open.store, &signed_in, &name, role, passphrase.as_str())?;
            Ok(News::Done)
        }
        other => Err(Problem::new(Code::Internal).because(format!("{other:?} is no matter of the desk"))),
    }
}

fn pin_view(learner: Learner, pin: &str) -> PinView {
    let Learner { id, name, number, lang, .. } = learner;
    PinView { learner: id, name, number, lang, pin: Secret::new(pin.to_owned()) }
}

fn today(station: &mut OnStation) -> Result<News, Problem> {
    let (zone, now) = (station.zone(), station.open.store.clock().wall_ms());
    let today = local_day(now, &zone);
    let here: Vec<_> = station.open.store.learners()?.into_iter().filter(|learner| learner.is_here()).collect();
    let mut view = TodayView {
        people: u32::try_from(here.len()).unwrap_or(u32::MAX),
        courses: u32::try_from(station.courses.all().count()).unwrap_or(u32::MAX),
        events_unsent: station.open.store.unacknowledged()?.events,
        last_export_wall_ms: station
            .open
            .store
            .exports()?
            .iter()
            .filter_map(|e| e.finished.as_ref().map(|f| f.wall_ms))
            .max(),
        ..health(station)?
    };
    let (quizzes, lang) = (marking::quizzes(&station.courses), super::carrying::lang(station));
    for learner in here {
        let fold = station.follow(learner.id)?.fold();
        let waiting = marking::rows(&quizzes, fold, (learner.id, &learner.name), &lang);
        view.to_mark.extend(waiting.into_iter().filter(|row| row.mark.is_none()));
        let time = fold.time(&held());
        let ms = today.and_then(|day| time.by_day(&zone).get(&day).copied()).unwrap_or(0);
        if ms > 0 {
            view.active_ms = view.active_ms.saturating_add(ms);
            view.learned.push(row(station, learner)?);
        }
    }
    view.to_mark_count = u32::try_from(view.to_mark.len()).unwrap_or(u32::MAX);
    view.to_mark.sort_by_key(|row| row.handed_in_wall_ms);
    view.to_mark.truncate(TO_MARK_MAX);
    Ok(News::Today(view))
}

/// Documents, receipt, backup and packs: what may need attention. Old documents never stop a learner.
fn health(station: &OnStation) -> Result<TodayView, Problem> {
    let (store, trust) = (&station.open.store, held_trust(&station.open.store)?);
    let days_since = |then: u64| store.clock().wall_ms().saturating_sub(then) / DAY_MS;
    let last_backup_wall_ms = store.last_notable_wall_ms("backup.made")?;
    let first_wall_ms = store.events_after(0, 1)?.events.first().map(|event| event.header.wall);
    let (catalogue_made_ms, policy_made_ms) = (trust.catalogue.created, trust.policy.created);
    Ok(TodayView {
        last_receipt_wall_ms: store.last_notable_wall_ms("receipt.taken")?,
        last_backup_wall_ms,
        catalogue_made_ms,
        policy_made_ms,
        stale_days: Some(days_since(catalogue_made_ms.max(policy_made_ms))).filter(|days| *days >= STALE_DAYS),
        no_backup_days: last_backup_wall_ms.or(first_wall_ms).map(days_since).filter(|days| *days >= NO_BACKUP_DAYS),
        damaged: damaged(station)?,
        ..TodayView::default()
    })
}

fn damaged(station: &OnStation) -> Result<Vec<DamagedPack>, Problem> {
    let known = outstanding(&station.open.store)?;
    let rows = packs(&station.open, &station.courses, &super::carrying::lang(station))?;
    let mut damaged = Vec::new();
    for row in rows.into_iter().filter(|row| row.problem.as_ref().is_none_or(|p| p.code != Code::PackWithdrawn)) {
        let files: BTreeSet<_> =
            known.iter().filter(|one| one.pack == row.manifest).map(|one| one.file.as_str()).collect();
        if !files.is_empty() || row.problem.is_some() {
            let files = if row.problem.is_some() { 0 } else { u32::try_from(files.len()).unwrap_or(u32::MAX) };
            damaged.push(DamagedPack { title: row.title, files });
        }
    }
    Ok(damaged)
}

fn row(station: &mut OnStation, learner: Learner) -> Result<PersonRow, Problem> {
    station.follow(learner.id)?;
    let did = row_progress(station, station.followed(learner.id)?);
    Ok(PersonRow {
        learner: learner.id,
        name: learner.name,
        number: learner.number,
        lang: learner.lang,
        status: learner.status,
        last_wall_ms: did.last_wall_ms,
        week_ms: did.week_ms,
        courses_begun: did.courses_begun,
        courses_done: did.courses_done,
        certificates: did.certificates,
    })
}

fn person(station: &mut OnStation, learner: LearnerId) -> Result<News, Problem> {
    let known = known(station, learner)?;
    let (birth_year, lang) = (known.birth_year.map(u64::from), known.lang.clone());
    let row = row(station, known)?;
    let certificates = earned(station, learner)?;
    let groups = groups_of(station, learner)?;
    let (followed, courses) = (station.followed(learner)?, &station.courses);
    let all = all(courses, |on| followed.course(&on.course, courses));
    let active_ms = followed.fold().time(&held()).credited_ms;
    let assignments = assignments(followed, courses, &all, &super::carrying::lang(station));
    let past = Past::of(&station.open.store, courses, followed)?;
    let mut courses = rows(&all, &lang);
    courses.extend(past::rows(&past, followed.fold(), &lang));
    let standing = standing(&all, followed.fold().keepings(), &lang);
    let goals = Plans { courses: &station.courses, followed, lang: &lang }.mentor_goals();
    let exams = exams(&station.courses, followed, &lang, station.open.store.clock().wall_ms());
    let to_mark = marking::quizzes(&station.courses);
    let marks = marking::rows(&to_mark, followed.fold(), (learner, &row.name), &super::carrying::lang(station));
    Ok(News::Person(PersonView {
        row,
        birth_year,
        active_ms,
        courses,
        certificates,
        assignments,
        groups,
        goals,
        exams,
        marks,
        standing,
    }))
}

/// The certificates that a learner earned, in the language they read.
pub(super) fn earned(station: &mut OnStation, learner: LearnerId) -> Result<Vec<CertificateView>, Problem> {
    let known = known(station, learner)?;
    station.follow(learner)?;
    let (zone, now_ms, issuer) =
        (station.zone(), station.open.store.clock().wall_ms(), station.open.station()?.office_name);
    let (followed, courses) = (station.followed(learner)?, &station.courses);
    let owner = Owner { name: &known.name, issuer: &issuer, zone: &zone, now_ms, may: (true, true) };
    let mut earned = Vec::new();
    for on in courses.all() {
        let progress = followed.course(&on.course, courses);
        let paper = Paper { course: &on.course, progress: &progress, lang: &known.lang, owner: &owner };
        let all = on.course.certificates.iter().filter_map(|certificate| paper.view(&certificate.id));
        earned.extend(all.filter(|view| earned_wall_ms(&view.row.state).is_some()));
    }
    let plans = Plans { courses, followed, lang: &known.lang };
    let levels = plans.certificates().into_iter().filter(|row| earned_wall_ms(&row.state).is_some());
    earned.extend(levels.filter_map(|row| plans.paper(row.course.as_str(), &row.certificate, &owner)));
    let past = Past::of(&station.open.store, courses, followed)?;
    earned.extend(PastWork { past: &past, plans, owner }.certificates());
    earned.sort_by_key(|view| std::cmp::Reverse(earned_wall_ms(&view.row.state)));
    Ok(earned)
}
