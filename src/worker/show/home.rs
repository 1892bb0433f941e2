//! Home and record.

use super::course::{certificates, is_told, kind, say};
use super::due::duties;
use super::quiz::{self, Places};
use super::{Pictures, kept};
use crate::job::courses::{Courses, StationCourse};
use crate::model::course::Course;
use crate::model::event::SpanUnit;
use crate::model::id::{CourseId, Lang};
use crate::model::lesson::{Lesson, LessonContent, Track, TrackKind};
use crate::model::progress::{CourseProgress, Keepings, LearnerFold, LessonProgress, SeatTime, monday_of};
use crate::worker::view::{CertificateState, StandingView};
use crate::worker::view::{CourseCard, CourseRing, GoOnCard, HomeView, Opening, Place, RecordRow, RecordView};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cards under "New in the library".
const FRESH_MAX: usize = 6;
/// Weeks shown in a record, at most.
const WEEKS_MAX: usize = 53;

/// A learner's progress in every course here.
pub(in crate::worker) type All = BTreeMap<CourseId, (Arc<StationCourse>, Arc<CourseProgress>)>;

/// The progress in every course.
pub(in crate::worker) fn all(courses: &Courses, progress: impl Fn(&StationCourse) -> Arc<CourseProgress>) -> All {
    courses.all().map(|course| (course.course.id.clone(), (Arc::clone(course), progress(course)))).collect()
}

/// The home screen at `wall_ms`. It leads to no course that may not be opened.
pub(in crate::worker) fn home(
    all: &All,
    (fold, places): (&LearnerFold, &Places),
    time: &SeatTime,
    lang: &Lang,
    (zone, wall_ms): (&TimeZone, u64),
    pictures: &mut Pictures,
    may_open: impl Fn(&CourseId) -> bool,
) -> HomeView {
    let mut begun: Vec<_> = all.values().filter(|(_, progress)| progress.is_begun).collect();
    begun.sort_by_key(|(_, progress)| Reverse(progress.last));
    let mut to_go_on = begun.iter().filter(|(_, progress)| !progress.is_done && progress.next.is_some());
    let open = to_go_on.find(|(on, _)| may_open(&on.course.id));
    let week = duties(all, fold, lang);
    let today = local_day(wall_ms, zone);
    let monday = today.map(monday_of);
    let days = time.by_day(zone);
    let mut day_ms = [0; 7];
    for (n, ms) in day_ms.iter_mut().enumerate() {
        let day =
            monday.and_then(|monday| monday.checked_add(jiff::Span::new().days(i64::try_from(n).unwrap_or(0))).ok());
        *ms = day.and_then(|day| days.get(&day).copied()).unwrap_or(0);
    }
    let is_fresh = |on: &StationCourse, progress: &CourseProgress| !progress.is_begun && may_open(&on.course.id);
    let mut fresh: Vec<_> = all.values().filter(|(on, progress)| is_fresh(on, progress)).collect();
    // What staff ask for comes before what is only new.
    let is_asked = |course: &CourseId| week.iter().any(|duty| duty.course == *course && !duty.is_paused);
    fresh.sort_by_key(|(on, _)| (!is_asked(&on.course.id), Reverse(on.added_wall_ms), on.course.id.clone()));
    HomeView {
        go_on: open.and_then(|(on, progress)| go_on(on, progress, (lang, places), pictures)),
        marked: super::marking::marked(all, lang),
        week,
        courses_away: away(all, fold),
        courses: begun.iter().map(|(on, progress)| ring(&on.course, progress, lang)).collect(),
        programmes: Vec::new(),
        day_ms,
        today: today.map_or(0, |day| usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0)),
        fresh: fresh.into_iter().take(FRESH_MAX).map(|(on, progress)| card(on, progress, lang, pictures)).collect(),
    }
}

fn go_on(
    on: &StationCourse,
    progress: &CourseProgress,
    (lang, places): (&Lang, &Places),
    pictures: &mut Pictures,
) -> Option<GoOnCard> {
    let course = &on.course;
    let lesson = course.lesson(progress.next.as_ref()?)?;
    let known = progress.lessons.get(&lesson.id)?;
    Some(GoOnCard {
        course: course.id.clone(),
        lesson: lesson.id.clone(),
        course_title: say(course, &course.title, lang),
        lesson_title: say(course, &lesson.title, lang),
        kind: kind(lesson),
        picture: course.picture.as_ref().and_then(|picture| pictures.of(on, picture, lang)),
        subject: course.subjects.first().cloned(),
        place: place(lesson, known, places),
        minutes_left: minutes_left(lesson, known),
    })
}

/// Where somebody is in a lesson.
fn place(lesson: &Lesson, known: &LessonProgress, places: &Places) -> Place {
    if let LessonContent::Quiz { quiz } = &lesson.content
        && let Some(running) = known.attempts.iter().rev().find(|attempt| attempt.finish.is_none())
    {
        let at = quiz::place(quiz, running, places).unwrap_or(running.questions.len());
        let of = count(running.questions.len());
        return Place::Question { number: count(at + 1).min(of), of };
    }
    let Some(position) = &known.position else { return Place::Start };
    match (position.unit, &lesson.content) {
        (SpanUnit::Ms, _) if position.at > 0 => Place::Time { ms: position.at },
        (SpanUnit::Slide, LessonContent::Slides { slides }) => {
            let of = count(slides.len());
            Place::Slide { number: u32::try_from(position.at.saturating_add(1)).unwrap_or(of).min(of), of }
        }
        (SpanUnit::Permille, _) if position.at > 0 => {
            Place::Part { permille: u32::try_from(position.at).unwrap_or(1000).min(1000) }
        }
        _ => Place::Start,
    }
}

pub(super) fn minutes_left(lesson: &Lesson, known: &LessonProgress) -> u32 {
    let seen = if matches!(lesson.content, LessonContent::Quiz { .. }) { 0 } else { known.seen_permille.min(1000) };
    let left = u64::from(lesson.minutes) * u64::from(1000 - seen);
    u32::try_from(left.div_ceil(1000)).unwrap_or(lesson.minutes).max(1)
}

fn ring(course: &Course, progress: &CourseProgress, lang: &Lang) -> CourseRing {
    CourseRing {
        course: course.id.clone(),
        title: say(course, &course.title, lang),
        done_permille: progress.done_permille(),
        lessons_done: progress.lessons_done,
        lessons: progress.lessons_required,
    }
}

/// A course as a card.
pub(super) fn card(on: &StationCourse, progress: &CourseProgress, lang: &Lang, pictures: &mut Pictures) -> CourseCard {
    let course = &on.course;
    let mut kinds: Vec<_> = course.lessons().map(kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    CourseCard {
        course: course.id.clone(),
        title: say(course, &course.title, lang),
        summary: say(course, &course.summary, lang),
        picture: course.picture.as_ref().and_then(|picture| pictures.of(on, picture, lang)),
        subjects: course.subjects.clone(),
        level: course.level.clone(),
        languages: course.languages.clone(),
        minutes: course.minutes,
        done_permille: progress.is_begun.then(|| progress.done_permille()),
        is_done: progress.is_done,
        has_certificate: !course.certificates.is_empty(),
        kinds,
        has_captions: course.lessons().any(has_words_beside),
        opening: Opening::Free,
    }
}

/// Whether what is said in a lesson can also be read.
fn has_words_beside(lesson: &Lesson) -> bool {
    let is_read = |track: &Track| matches!(track.kind, TrackKind::Captions | TrackKind::Transcript);
    lesson.content.timed().is_some_and(|timed| timed.tracks.iter().any(is_read))
}

/// The learner's record.
pub(in crate::worker) fn record(
    all: &All,
    fold: &LearnerFold,
    time: &SeatTime,
    lang: &Lang,
    (zone, wall_ms): (&TimeZone, u64),
    (may_print, may_save): (bool, bool),
) -> RecordView {
    let earned = all.values().flat_map(|(on, progress)| certificates(&on.course, progress, lang));
    RecordView {
        weeks: weeks(&time.by_week(zone), local_day(wall_ms, zone)),
        active_ms: time.credited_ms,
        certificates: earned.filter(|row| is_told(&row.state)).collect(),
        certificates_away: 0,
        programmes: Vec::new(),
        courses: rows(all, lang),
        courses_away: away(all, fold),
        standing: standing(all, fold.keepings(), lang),
        may_print,
        may_save,
    }
}

/// Courses learned in that are not on this computer now.
fn away(all: &All, fold: &LearnerFold) -> u32 {
    count(fold.courses_opened().filter(|course| !all.contains_key(course)).count())
}

/// Certificates ahead in courses begun, and credit of every kind.
pub(in crate::worker) fn standing(all: &All, keepings: &Keepings, lang: &Lang) -> StandingView {
    let mut begun: Vec<_> = all.values().filter(|(_, progress)| progress.is_begun).collect();
    begun.sort_by_key(|(_, progress)| Reverse(progress.last));
    let ahead = begun.iter().flat_map(|(on, progress)| certificates(&on.course, progress, lang));
    let ahead = ahead.filter(|row| matches!(row.state, CertificateState::Open { .. })).collect();
    let done = begun.iter().filter(|(_, progress)| progress.is_done);
    let recommended = done.flat_map(|(on, _)| kept::recommended(&on.course, lang));
    let credits = kept::granted(keepings).into_iter().chain(recommended).collect();
    StandingView { ahead, credits, outside: kept::outside(keepings) }
}

/// The courses begun, the latest first.
pub(in crate::worker) fn rows(all: &All, lang: &Lang) -> Vec<RecordRow> {
    let begun = all.values().filter(|(_, progress)| progress.is_begun);
    let mut rows: Vec<RecordRow> = begun.map(|(on, progress)| record_row(&on.course, progress, lang)).collect();
    rows.sort_by(|a, b| (b.last_wall_ms, &a.title).cmp(&(a.last_wall_ms, &b.title)));
    rows
}

/// A course that was begun.
pub(super) fn record_row(course: &Course, progress: &CourseProgress, lang: &Lang) -> RecordRow {
    RecordRow {
        course: course.id.clone(),
        title: say(course, &course.title, lang),
        is_here: true,
        done_permille: progress.done_permille(),
        is_done: progress.is_done,
        score_permille: progress.score_permille,
        active_ms: progress.time.credited_ms,
        last_wall_ms: progress.last.map_or(0, |(_, wall_ms)| wall_ms),
    }
}

/// Every week from the first with any time to this one, at most [`WEEKS_MAX`].
fn weeks(by_week: &BTreeMap<Date, u64>, today: Option<Date>) -> Vec<(String, u64)> {
    let (Some(first), Some(today)) = (by_week.keys().next().copied(), today) else { return Vec::new() };
    let mut week = monday_of(today).max(by_week.keys().next_back().copied().unwrap_or(first));
    let mut out = Vec::new();
    while week >= first && out.len() < WEEKS_MAX {
        out.push((week.to_string(), by_week.get(&week).copied().unwrap_or(0)));
        let Ok(before) = week.checked_sub(jiff::Span::new().days(7)) else { break };
        week = before;
    }
    out.reverse();
    out
}

/// The local day of an instant.
pub(in crate::worker) fn local_day(wall_ms: u64, zone: &TimeZone) -> Option<Date> {
    let instant = Timestamp::from_millisecond(i64::try_from(wall_ms).ok()?).ok()?;
    Some(instant.to_zoned(zone.clone()).date())
}

/// Day and time of an instant for the name of a file: no two papers of one second.
pub(in crate::worker) fn local_stamp(wall_ms: u64, zone: &TimeZone) -> String {
    let instant = i64::try_from(wall_ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    let local = instant.map(|instant| instant.to_zoned(zone.clone()).strftime("%Y-%m-%d-%H%M%S").to_string());
    local.unwrap_or_else(|| wall_ms.to_string())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::tests_pack::{Place as Station, course, lesson_id};
    use crate::model::id::Hash;
    use crate::model::progress::Elsewhere;
    use std::collections::BTreeSet;

    #[test]
    fn every_week_since_the_first_is_told_also_those_without_time() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let told = |some: &[(&str, u64)], today| {
            let by_week = some.iter().map(|(monday, ms)| (day(monday), *ms)).collect();
            weeks(&by_week, Some(day(today)))
        };
        let row = |monday: &str, ms| (monday.to_owned(), ms);
        let two = [("2026-11-02", 5), ("2026-11-16", 7)];
        let until_last = [row("2026-11-02", 5), row("2026-11-09", 0), row("2026-11-16", 7)];
        assert_eq!(told(&two, "2026-11-26"), [until_last.as_slice(), &[row("2026-11-23", 0)]].concat());
        assert_eq!(told(&two, "2026-10-30"), until_last, "a clock that went back hides nothing");
        let years = told(&[("2020-01-06", 1), ("2026-11-23", 2)], "2026-11-26");
        assert_eq!((years.len(), years.last()), (WEEKS_MAX, Some(&row("2026-11-23", 2))));
        assert!(told(&[], "2026-11-26").is_empty());
    }

    #[test]
    fn home_leads_to_what_may_be_opened_however_many_others_there_are() {
        let station = Station::with_more(&course("end", None), &["p", "q", "r", "s", "t", "u", "v", "w"]);
        let (_open, courses) = station.open();
        let fold = LearnerFold::default();
        let one = |name: &str| CourseId::parse(&format!("org.example.{name}")).unwrap();
        let begun = [one("p"), one("q")];
        let all = all(&courses, |on| {
            let mut progress = CourseProgress::of(&on.course, &fold, &Elsewhere::default(), &BTreeSet::new());
            if let Some(at) = begun.iter().position(|course| *course == on.course.id) {
                (progress.is_begun, progress.next) = (true, Some(lesson_id("read")));
                progress.last = Some(((at as u64 + 1, Hash([0; 32])), 0)); // q after p
            }
            Arc::new(progress)
        });
        let (time, lang, mut pictures) = (SeatTime::default(), Lang::parse("en").unwrap(), Pictures::default());
        let mut at_home = |closed: &[&str]| {
            let may_open = |course: &CourseId| !closed.iter().any(|name| one(name) == *course);
            home(&all, (&fold, &Places::new()), &time, &lang, (&TimeZone::UTC, 0), &mut pictures, may_open)
        };
        let view = at_home(&[]);
        assert_eq!((view.go_on.unwrap().course, view.fresh.len()), (one("q"), FRESH_MAX));
        let view = at_home(&["q", "r", "s", "t", "u", "v"]);
        assert_eq!(view.go_on.unwrap().course, one("p"), "the last one may not be opened now: the one before");
        let fresh: Vec<_> = view.fresh.into_iter().map(|card| card.course).collect();
        assert_eq!(fresh, [one("c"), one("w")], "although others came before them");
    }
}
