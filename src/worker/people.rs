//! The staff desk's list of people, and what is done to several of them at once.

use super::event::News;
use super::file_thread::Then;
use super::request::{PeopleChange, Secret};
use super::room::{OnStation, Room};
use super::show::course::say;
use super::show::home::{All, all, local_day};
use super::store_thread::Outcome;
use super::view::{
    AssignableRow, AssignmentRow, ExamChoice, GroupRow, PeopleNews, PeopleRow, PeopleView, PinView, RowProgress,
};
use crate::job::courses::Courses;
use crate::job::follow::{Followed, held};
use crate::job::roster::{Order, Plan};
use crate::job::sign_in::Effort;
use crate::job::{Learner, assign, exams as exam, groups, people, pins, roster, status};
use crate::model::course::first_of;
use crate::model::event::{EnrolmentState, TargetKind};
use crate::model::id::{CourseId, Lang, LearnerId, LessonId, ProgrammeId};
use crate::model::problem::{Code, Problem};
use crate::model::progress::{CertificateProgress, monday_of};
use crate::model::quiz::OpenedBy;
use crate::model::text::plain;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// People whose progress is read for one request: so that others are answered in between.
const PROGRESS_MAX: usize = 100;

/// Everybody.
pub(super) fn list(station: &OnStation) -> Result<News, Problem> {
    let store = &station.open.store;
    let mut due: HashMap<LearnerId, String> = HashMap::new();
    for (learner, enrolment) in store.all_enrolments()? {
        if let (EnrolmentState::Active, Some(day)) = (enrolment.state, enrolment.due) {
            due.entry(learner).or_insert(day); // the soonest comes first
        }
    }
    let row = |one: Learner| PeopleRow {
        plain: format!("{} {}", plain(&one.name), plain(&one.number)),
        due: due.remove(&one.id),
        learner: one.id,
        name: one.name,
        number: one.number,
        lang: one.lang,
        status: one.status,
    };
    let groups = store.groups()?.into_iter();
    Ok(News::People(PeopleView {
        people: store.learners()?.into_iter().map(row).collect(),
        groups: groups.map(|one| GroupRow { group: one.id, name: one.name, members: one.members }).collect(),
        assignable: assignable(station, &super::carrying::lang(station)),
        exams: exams(&station.courses, &super::carrying::lang(station)),
    }))
}

fn assignable(station: &OnStation, lang: &Lang) -> Vec<AssignableRow> {
    let courses = station.courses.all().map(|on| AssignableRow {
        target: on.course.id.clone(),
        kind: TargetKind::Course,
        edition: on.course.edition,
        title: say(&on.course, &on.course.title, lang),
    });
    let programmes = station.courses.programmes().filter_map(|on| {
        let one = &on.programme;
        let target = CourseId::parse(one.id.as_str()).ok()?; // of the same form
        let title = one.title.get(lang, first_of(&one.languages)).to_owned();
        Some(AssignableRow { target, kind: TargetKind::Programme, edition: one.edition, title })
    });
    let mut rows: Vec<AssignableRow> = courses.chain(programmes).collect();
    rows.sort_by_cached_key(|row| (plain(&row.title), row.target.clone()));
    rows
}

/// The quizzes that staff open, by course.
fn exams(courses: &Courses, lang: &Lang) -> Vec<ExamChoice> {
    let mut rows = Vec::new();
    for on in courses.all() {
        let is_exam = |lesson: &LessonId| on.course.quiz(lesson).is_some_and(|quiz| quiz.opened_by == OpenedBy::Staff);
        for lesson in on.course.lessons().filter(|lesson| is_exam(&lesson.id)) {
            rows.push(ExamChoice {
                course: on.course.id.clone(),
                lesson: lesson.id.clone(),
                course_title: say(&on.course, &on.course.title, lang),
                title: say(&on.course, &lesson.title, lang),
            });
        }
    }
    rows.sort_by_cached_key(|row| plain(&row.course_title)); // stable: in a course as its lessons come
    rows
}

/// What these people did; no more than [`PROGRESS_MAX`] of them.
pub(super) fn progress(station: &OnStation, learners: &[LearnerId]) -> Result<News, Problem> {
    let read = |learner: &LearnerId| {
        let followed = Followed::of(&station.open.store, *learner)?; // not kept: there may be thousands
        Ok((*learner, row_progress(station, &followed)))
    };
    let rows: Result<_, Problem> = learners.iter().take(PROGRESS_MAX).map(read).collect();
    Ok(News::PeopleProgress(rows?))
}

/// What somebody did, in a row.
pub(super) fn row_progress(station: &OnStation, followed: &Followed) -> RowProgress {
    let (zone, now, courses) = (station.zone(), station.open.store.clock().wall_ms(), &station.courses);
    let fold = followed.fold();
    let last_wall_ms = fold.courses().filter_map(|course| fold.last_in(course)).map(|(_, ms)| ms).max();
    let assigned = || fold.enrolments().filter(|(_, one)| one.state == EnrolmentState::Active);
    if last_wall_ms.is_none() {
        let due = assigned().filter_map(|(_, one)| one.due.clone()).min();
        return RowProgress { due, ..RowProgress::default() }; // most of a long list: nothing to work out
    }
    let all = all(courses, |on| followed.course(&on.course, courses));
    let weeks = fold.time(&held()).by_week(&zone);
    let week = local_day(now, &zone).map(monday_of);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let progress = || all.values().map(|(_, progress)| progress);
    let is_earned =
        |c: &&CertificateProgress| !c.is_revoked && (c.provisional_wall_ms.is_some() || c.official.is_some());
    let is_open = |target| all.get(target).is_none_or(|(_, progress)| !progress.is_done);
    RowProgress {
        last_wall_ms,
        week_ms: week.and_then(|week| weeks.get(&week).copied()).unwrap_or(0),
        courses_begun: count(progress().filter(|progress| progress.is_begun && !progress.is_done).count()),
        courses_done: count(progress().filter(|progress| progress.is_done).count()),
        certificates: count(progress().flat_map(|progress| &progress.certificates).filter(is_earned).count()),
        due: assigned().filter(|(target, _)| is_open(target)).filter_map(|(_, one)| one.due.clone()).min(),
    }
}

/// What somebody is assigned: what goes on first, soonest first.
pub(super) fn assignments(followed: &Followed, courses: &Courses, all: &All, lang: &Lang) -> Vec<AssignmentRow> {
    let row = |(target, one): (&CourseId, &crate::model::progress::Enrolment)| {
        let here = all.get(target).filter(|_| one.kind == TargetKind::Course);
        let programme = ProgrammeId::parse(target.as_str()).ok().filter(|_| one.kind == TargetKind::Programme);
        let programme = programme.and_then(|id| courses.programme(&id)).map(|on| &on.programme);
        let title = match (here, programme) {
            (Some((on, _)), _) => say(&on.course, &on.course.title, lang),
            (None, Some(programme)) => programme.title.get(lang, first_of(&programme.languages)).to_owned(),
            (None, None) => target.to_string(),
        };
        AssignmentRow {
            target: target.clone(),
            kind: one.kind,
            edition: one.edition,
            title,
            is_here: here.is_some() || programme.is_some(),
            due: one.due.clone(),
            state: one.state,
            lessons: here.map(|(_, progress)| (progress.lessons_done, progress.lessons_required)),
            is_done: here.is_some_and(|(_, progress)| progress.is_done),
        }
    };
    let mut rows: Vec<AssignmentRow> = followed.fold().enrolments().map(row).collect();
    rows.sort_by_cached_key(|row| {
        let rank = match row.state {
            EnrolmentState::Active => 0,
            EnrolmentState::Paused => 1,
            EnrolmentState::Withdrawn => 2,
        };
        (rank, row.due.is_none(), row.due.clone(), row.title.clone())
    });
    rows
}

/// The names of the groups somebody is in.
pub(super) fn groups_of(station: &OnStation, learner: LearnerId) -> Result<Vec<String>, Problem> {
    let groups = station.open.store.groups()?.into_iter();
    Ok(groups.filter(|group| group.members.contains(&learner)).map(|group| group.name).collect())
}

/// Does what staff ask, or gives its long part to the file thread.
pub(super) fn change(room: &mut Room, change: PeopleChange) -> Result<Outcome, Problem> {
    let random = Arc::clone(&room.outside.random);
    let station = room.station()?;
    let by = station.actor()?;
    let store = &mut station.open.store;
    let news = match change {
        PeopleChange::Status { set, reason } => {
            PeopleNews::Status { before: status::set(store, by, &set, reason.as_deref())? }
        }
        PeopleChange::Assign { learners, set } => {
            PeopleNews::Assigned { changed: assign::set(store, by, &learners, &set)? }
        }
        PeopleChange::OpenExam { learners, course, lesson, minutes } => {
            let on = Arc::clone(station.courses.get(&course)?);
            let learners = exam::open_for(store, by, &learners, (&station.courses, &on), &lesson, minutes)?;
            PeopleNews::ExamOpened { learners, course, lesson }
        }
        PeopleChange::CloseExam { learners, course, lesson } => {
            exam::close_for(store, by, &learners, station.courses.get(&course)?, &lesson)?;
            PeopleNews::ExamClosed { count: learners.len() }
        }
        PeopleChange::Group { group, name, members } => {
            groups::set(store, by, group.as_ref(), &name, &members)?;
            PeopleNews::Grouped
        }
        PeopleChange::RemoveGroup { group } => {
            groups::remove(store, by, &group)?;
            PeopleNews::Grouped
        }
        PeopleChange::GivePins { learners } => {
            let work = Effort::of(store)?.pin();
            return Ok(Outcome::File(Box::new(move |watch| {
                let made = pins::make(learners.len(), work, &*random, watch)?;
                Ok(Then::Room(Box::new(move |room| {
                    let given = people::give_pins(&mut room.station()?.open.store, by, &learners, made)?;
                    Ok(told(PeopleNews::Pins(given.into_iter().map(|(one, pin)| view(one, &pin)).collect())))
                })))
            })));
        }
        PeopleChange::ReadRoster { path } => return Ok(read(path)),
        PeopleChange::AddRoster { plan, with_changes } => return add(station, plan, with_changes, random),
    };
    Ok(told(news))
}

fn told(news: PeopleNews) -> Outcome {
    Outcome::News(News::PeopleChanged(news))
}

fn view(one: Learner, pin: &str) -> PinView {
    let Learner { id, name, number, lang, .. } = one;
    PinView { learner: id, name, number, lang, pin: Secret::new(pin.to_owned()) }
}

/// The file thread reads the list; what it would do is looked up where people are kept.
fn read(path: PathBuf) -> Outcome {
    Outcome::File(Box::new(move |_| {
        let list = roster::open(&path)?;
        Ok(Then::Room(Box::new(move |room| {
            let plan = roster::plan(&room.station()?.open.store, &list)?;
            Ok(told(PeopleNews::Roster(Box::new(plan))))
        })))
    }))
}

/// The file thread makes the PINs; then all of it is written at once.
fn add(
    station: &OnStation,
    plan: Arc<Plan>,
    with_changes: bool,
    random: Arc<dyn crate::model::ports::Random>,
) -> Result<Outcome, Problem> {
    let (by, work, lang) = (station.actor()?, Effort::of(&station.open.store)?.pin(), super::carrying::lang(station));
    Ok(Outcome::File(Box::new(move |watch| {
        let made = pins::make(plan.new_count(), work, &*random, watch)?;
        Ok(Then::Room(Box::new(move |room| {
            let store = &mut room.station()?.open.store;
            let order = Order { plan: Arc::unwrap_or_clone(plan), with_changes, lang };
            let added = roster::add(store, by, &order, made)?;
            Ok(told(PeopleNews::Added {
                pins: added.new.into_iter().map(|(one, pin)| view(one, &pin)).collect(),
                back: added.back,
                changed: added.changed,
            }))
        })))
    })))
}

/// A learner's row of the desk's first page and of their own page.
pub(super) fn known(station: &OnStation, learner: LearnerId) -> Result<Learner, Problem> {
    station.open.store.learner(learner)?.ok_or_else(|| Problem::new(Code::LearnerUnknown))
}
