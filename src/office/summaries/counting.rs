//! One person counted for the summaries, by the same fold as everywhere (I5).

use super::months::Months;
use super::part::{CertificatePart, CoursePart, LevelPart, MonthNumber, Part, Sums, Time};
use super::{hints, quizzes};
use crate::model::course::Course;
use crate::model::event::{
    AssignmentSubmitted, Body, CodeRun, Event, FormSaved, LessonOpened, LessonRef, LessonSpan, QuizAnswered,
    QuizFinished, QuizStarted,
};
use crate::model::id::{AttemptId, CourseId, EpochId, Hash, LessonId, Slug, StationId};
use crate::model::progress::{Counts, CourseProgress, CoursesProgress, LearnerFold, LessonState, levels_done};
use crate::office::aliases::Aliases;
use crate::office::each_person::Whole;
use crate::office::known::Known;
use crate::office::people;
use crate::office::registry::IssuedRow;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What everybody is counted with.
pub(in crate::office) struct Counting {
    /// Courses and programmes of this office.
    pub known: Known,
    /// Epochs that wait for a decision.
    pub held: BTreeSet<EpochId>,
    /// Where each station stands.
    pub facilities: HashMap<StationId, Slug>,
    /// The office's time zone.
    pub zone: TimeZone,
}

/// Where and when a person worked in a course.
struct Work {
    /// The first of it in each log.
    begun: BTreeMap<StationId, Begun>,
    last_wall: u64,
    last_order: (u64, Hash),
    /// Where they worked in it last.
    facility: Slug,
    last_lesson: LessonId,
}

/// The first work in a course that one log tells of.
struct Begun {
    order: (u64, Hash),
    wall: u64,
    /// The wall clock, or the newest signed document there, which a clock that lost its time is behind.
    instant: u64,
    facility: Slug,
}

impl Work {
    /// Where and when they began. Within a log its order tells; of logs that knew nothing of each other their clocks do,
    /// for there the order only tells which station had the more to write.
    fn begun(&self) -> &Begun {
        let first = self.begun.values().min_by_key(|begun| (begun.instant, begun.order));
        first.expect("it is made with the first event of it")
    }
}

/// One person's events, read once.
pub(super) struct Read {
    pub fold: LearnerFold,
    works: BTreeMap<CourseId, Work>,
    /// Where each attempt was begun.
    pub attempts: HashMap<AttemptId, Slug>,
    /// The last work in any course.
    last: Option<((u64, Hash), Slug)>,
    last_wall: u64,
}

impl Counting {
    /// Everything of one person; nothing if no event of theirs counts.
    pub(in crate::office) fn part(&self, aliases: &Aliases, whole: &Whole) -> Option<Part> {
        let events: Vec<&Event> = whole.events.iter().map(|(event, _)| event).collect();
        (!events.is_empty()).then(|| self.count(whole.person(aliases), &events, &whole.certificates))
    }

    fn count(&self, person: people::Person, events: &[&Event], certificates: &[IssuedRow]) -> Part {
        let read = self.read(events);
        let mut months = Months::new(self.zone.clone());
        let elsewhere = self.known.elsewhere(&read.fold, &self.held);
        let courses = read.works.keys().filter_map(|id| self.known.courses.get(id)?.last());
        let progress = courses.map(|course| CourseProgress::of(course, &read.fold, &elsewhere, &self.held));
        let progress: CoursesProgress = progress.map(|it| (it.course.clone(), Arc::new(it))).collect();
        let mut part = Part {
            facility: read.last.as_ref().map(|(_, facility)| facility).or_else(|| self.told_at(&person)).cloned(),
            last_wall: read.last_wall,
            time: self.time(&read, &mut months),
            courses: Vec::new(),
            levels: self.levels(&read, &progress, &mut months),
            certificates: self.certificates(&read, events, certificates, &mut months),
            credentials: read.fold.keepings().credentials().map(|(event, it)| (*event, it.clone())).collect(),
            hints: Vec::new(),
            patterns: Vec::new(),
            sums: Sums::default(),
            person,
        };
        for (id, work) in &read.works {
            let course = self.known.courses.get(id).and_then(|editions| editions.last());
            let progress = progress.get(id).map(Arc::as_ref);
            let row = self.course(id, work, progress, &read, &mut months);
            if let (Some(course), Some(progress)) = (course, progress) {
                lessons(&row, progress, &mut part.sums);
                quizzes::count(&row, course, progress, &read, &mut months, &mut part);
                hints::of_course(&row, course, progress, &mut part.hints);
            }
            part.courses.push(row);
        }
        hints::of_time(&read.fold.time(&self.held), &self.zone, part.facility.as_ref(), &mut part.hints);
        part
    }

    /// The place that told of somebody last, for who has not worked in anything yet.
    fn told_at(&self, person: &people::Person) -> Option<&Slug> {
        self.facilities.get(&person.told_at?)
    }

    fn read(&self, events: &[&Event]) -> Read {
        let fold = LearnerFold::of(events.iter().copied());
        let mut read = Read { fold, works: BTreeMap::new(), attempts: HashMap::new(), last: None, last_wall: 0 };
        for event in events {
            read.last_wall = read.last_wall.max(event.header.wall);
            let Some(body) = read.fold.counted_body(event) else { continue };
            let Some(at) = worked_in(&body) else { continue };
            let Some(facility) = self.facilities.get(&event.header.station) else { continue };
            if let Body::QuizStarted(started) = body.as_ref() {
                read.attempts.insert(started.attempt, facility.clone());
            }
            let order = event.order();
            if read.last.as_ref().is_none_or(|(last, _)| order > *last) {
                read.last = Some((order, facility.clone()));
            }
            note(&mut read.works, at, facility, event);
        }
        read
    }

    /// Seat time by course, facility and month, and over all courses.
    fn time(&self, read: &Read, months: &mut Months) -> BTreeMap<(Option<CourseId>, Slug, MonthNumber), Time> {
        let mut out: BTreeMap<_, Time> = BTreeMap::new();
        let courses = read.works.keys().map(Some).chain(std::iter::once(None));
        for course in courses {
            for stretch in read.fold.stretches(course, &self.held) {
                let Some(facility) = self.facilities.get(&stretch.station) else { continue };
                let mut at = stretch.from;
                while at < stretch.to {
                    let (month, next) = months.of(at);
                    let end = next.clamp(at.saturating_add(1), stretch.to);
                    let time = out.entry((course.cloned(), facility.clone(), month)).or_default();
                    match stretch.counts {
                        Counts::Once => time.counted += end - at,
                        Counts::Twice => time.twice += end - at,
                        Counts::Waiting => time.waiting += end - at,
                    }
                    at = end;
                }
            }
        }
        for (course, work) in &read.works {
            // Whoever opened a course took part in it there and then, though no minute was counted yet.
            let begun = work.begun();
            let month = months.of(begun.wall).0;
            for course in [Some(course.clone()), None] {
                out.entry((course, begun.facility.clone(), month)).or_default();
            }
        }
        out
    }

    fn course(
        &self,
        id: &CourseId,
        work: &Work,
        progress: Option<&CourseProgress>,
        read: &Read,
        months: &mut Months,
    ) -> CoursePart {
        let is_done = progress.is_some_and(|progress| progress.is_done);
        let recorded = progress.into_iter().flat_map(|p| &p.certificates).filter_map(|c| c.provisional_wall_ms).min();
        let time = progress.map_or_else(
            || {
                read.fold.stretches(Some(id), &self.held).iter().fold((0, 0), |(counted, waiting), s| match s.counts {
                    Counts::Once => (counted + s.to - s.from, waiting),
                    Counts::Twice => (counted, waiting),
                    Counts::Waiting => (counted, waiting + s.to - s.from),
                })
            },
            |progress| (progress.time.credited_ms, progress.time.held_ms),
        );
        CoursePart {
            course: id.clone(),
            edition: progress.map_or(0, |progress| progress.edition),
            facility: work.facility.clone(),
            begun_facility: work.begun().facility.clone(),
            began: months.of(work.begun().wall).0,
            done: is_done.then(|| months.of(recorded.unwrap_or(work.last_wall)).0),
            lessons_done: progress.map_or(0, |progress| progress.lessons_done),
            lessons_required: progress.map_or(0, |progress| progress.lessons_required),
            score_permille: progress.and_then(|progress| progress.score_permille),
            counted_ms: time.0,
            waiting_ms: time.1,
            last_lesson: Some(work.last_lesson.clone()),
        }
    }

    /// Levels done by people who began a course of theirs.
    fn levels(&self, read: &Read, progress: &CoursesProgress, months: &mut Months) -> Vec<LevelPart> {
        let mut out = Vec::new();
        for (id, editions) in &self.known.programmes {
            let Some(programme) = editions.last() else { continue };
            if !programme.steps().any(|step| progress.contains_key(&step.course)) {
                continue;
            }
            let done = levels_done(programme, progress);
            for level in programme.levels.iter().filter(|level| done.contains_key(&level.id)) {
                let works = level.steps.iter().filter_map(|step| read.works.get(&step.course));
                let Some(last) = works.max_by_key(|work| work.last_order) else { continue };
                out.push(LevelPart {
                    programme: id.clone(),
                    level: level.id.clone(),
                    facility: last.facility.clone(),
                    month: months.of(last.last_wall).0,
                });
            }
        }
        out
    }

    /// Official certificates, each where it was earned.
    fn certificates(
        &self,
        read: &Read,
        events: &[&Event],
        rows: &[IssuedRow],
        months: &mut Months,
    ) -> Vec<CertificatePart> {
        let place = |row: &IssuedRow| {
            let earned = events.iter().find(|event| event.hash == row.earned_by);
            let station = earned.map(|event| event.header.station);
            station
                .and_then(|station| self.facilities.get(&station))
                .or(read.last.as_ref().map(|(_, last)| last))
                .cloned()
        };
        let rows = rows.iter().filter_map(|row| Some((row, place(row)?)));
        rows.map(|(row, facility)| CertificatePart {
            id: row.id.clone(),
            course: row.course.clone(),
            cert: row.cert.clone(),
            facility,
            month: months.of(row.dated).0,
            is_revoked: row.revoked.is_some(),
        })
        .collect()
    }
}

/// The lesson that a body says somebody worked in.
fn worked_in(body: &Body) -> Option<&LessonRef> {
    match body {
        Body::LessonOpened(LessonOpened { at, .. })
        | Body::LessonSpan(LessonSpan { at, .. })
        | Body::QuizStarted(QuizStarted { at, .. })
        | Body::QuizAnswered(QuizAnswered { at, .. })
        | Body::QuizFinished(QuizFinished { at, .. })
        | Body::AssignmentSubmitted(AssignmentSubmitted { at, .. })
        | Body::CodeRun(CodeRun { at, .. })
        | Body::FormSaved(FormSaved { at, .. }) => Some(at),
        _ => None,
    }
}

fn note(works: &mut BTreeMap<CourseId, Work>, at: &LessonRef, facility: &Slug, event: &Event) {
    let (order, wall) = (event.order(), event.header.wall);
    let work = works.entry(at.course.clone()).or_insert_with(|| Work {
        begun: BTreeMap::new(),
        last_wall: wall,
        last_order: order,
        facility: facility.clone(),
        last_lesson: at.lesson.clone(),
    });
    if work.begun.get(&event.header.station).is_none_or(|begun| order < begun.order) {
        let instant = wall.max(event.header.signed_time);
        work.begun.insert(event.header.station, Begun { order, wall, instant, facility: facility.clone() });
    }
    if order > work.last_order {
        (work.last_order, work.last_wall) = (order, wall);
        (work.facility, work.last_lesson) = (facility.clone(), at.lesson.clone());
    }
}

/// Who came to each lesson, did it, and stopped there.
fn lessons(row: &CoursePart, progress: &CourseProgress, sums: &mut Sums) {
    for (lesson, state) in &progress.lessons {
        if state.last_wall_ms.is_none() && state.opened_wall_ms.is_none() {
            continue;
        }
        let is_last = row.done.is_none() && row.last_lesson.as_ref() == Some(lesson);
        let key = (row.course.clone(), lesson.clone(), row.begun_facility.clone(), row.began);
        let ms = i64::try_from(state.active_ms).unwrap_or(i64::MAX);
        sums.lessons.insert(key, [1, i64::from(state.state == LessonState::Done), i64::from(is_last), ms]);
    }
}

/// The course's title and makers, for the tables beside the summaries.
pub(super) fn makers(course: &Course) -> BTreeSet<String> {
    let first = course.first_language();
    course.authors.iter().map(|name| name.get(first, first).trim().to_owned()).filter(|name| !name.is_empty()).collect()
}
