//! What a rule still wants. Nothing missing means that it is met; an unknown rule is never met.
//!
//! Rules may name each other's lessons and modules, even in a ring: [`Standing::settle`] starts with nothing done and
//! repeats until nothing changes. Since every rule can only come to be met by more being done, that is the one least
//! answer, whatever the order.

use super::{LessonProgress, Missing};
use crate::model::course::{Course, Module};
use crate::model::id::{CourseId, LessonId, ModuleId, Slug};
use crate::model::lesson::{Lesson, LessonContent};
use crate::model::rule::Rule;
use std::collections::{BTreeMap, BTreeSet};

const MINUTE_MS: u64 = 60_000;

/// What is done outside the course at hand. A score of none is no score at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Courses done, with their scores in ‰.
    pub courses: BTreeMap<CourseId, Option<u32>>,
    /// Levels done, with their scores in ‰.
    pub levels: BTreeMap<Slug, Option<u32>>,
}

/// Where a rule stands, which says what its plain parts speak of.
#[derive(Clone, Copy)]
pub(super) enum Scope<'a> {
    Lesson(&'a Lesson),
    Module(&'a Module),
    Course,
}

/// What is done in a course so far.
pub(super) struct Standing<'a> {
    course: &'a Course,
    lessons: &'a BTreeMap<LessonId, LessonProgress>,
    elsewhere: &'a Elsewhere,
    pub lessons_done: BTreeSet<&'a LessonId>,
    pub modules_done: BTreeSet<&'a ModuleId>,
    pub is_course_done: bool,
    pub certificates: BTreeSet<&'a Slug>,
}

impl<'a> Standing<'a> {
    pub(super) fn settle(
        course: &'a Course,
        lessons: &'a BTreeMap<LessonId, LessonProgress>,
        elsewhere: &'a Elsewhere,
    ) -> Self {
        let mut standing = Self {
            course,
            lessons,
            elsewhere,
            lessons_done: BTreeSet::new(),
            modules_done: BTreeSet::new(),
            is_course_done: false,
            certificates: BTreeSet::new(),
        };
        while standing.advance() {}
        standing
    }

    /// Marks what is done by what was done before; says whether that was more. Each round adds at least one thing.
    fn advance(&mut self) -> bool {
        let course = self.course;
        let lessons = course.lessons().filter(|lesson| self.is_met(&lesson.rule, Scope::Lesson(lesson)));
        let lessons_done: BTreeSet<_> = lessons.map(|lesson| &lesson.id).collect();
        let modules = course.modules.iter().filter(|module| self.is_met(&module.rule, Scope::Module(module)));
        let modules_done: BTreeSet<_> = modules.map(|module| &module.id).collect();
        let is_course_done = self.is_met(&course.rule, Scope::Course);
        let earned = course.certificates.iter().filter(|certificate| self.is_met(&certificate.when, Scope::Course));
        let certificates: BTreeSet<_> = earned.map(|certificate| &certificate.id).collect();
        let counts = |s: &Self| {
            s.lessons_done.len() + s.modules_done.len() + s.certificates.len() + usize::from(s.is_course_done)
        };
        let before = counts(self);
        (self.lessons_done, self.modules_done) = (lessons_done, modules_done);
        (self.is_course_done, self.certificates) = (is_course_done, certificates);
        counts(self) > before
    }

    fn is_met(&self, rule: &Rule, scope: Scope<'_>) -> bool {
        self.missing(rule, scope).is_empty()
    }

    /// What `rule` still wants in `scope`.
    pub(super) fn missing(&self, rule: &Rule, scope: Scope<'_>) -> Vec<Missing> {
        match rule {
            Rule::All { of } => of.iter().flat_map(|rule| self.missing(rule, scope)).collect(),
            Rule::Any { of } => self.some_of(1, of, scope),
            Rule::AtLeast { n, of } => self.some_of(*n as usize, of, scope),
            Rule::AllRequired {} => self.all_required(scope),
            Rule::Lesson { id, min_permille } => {
                let is_done = self.lessons_done.contains(id) && reaches(self.lesson_score(id), *min_permille);
                unless(is_done, || Missing::Lesson { id: id.clone(), min_permille: *min_permille })
            }
            Rule::Module { id, min_permille } => {
                let score = self.course.module(id).and_then(|module| self.score_of(&module.lessons));
                let is_done = self.modules_done.contains(id) && reaches(score, *min_permille);
                unless(is_done, || Missing::Module { id: id.clone(), min_permille: *min_permille })
            }
            Rule::Course { id, min_permille } => unless(self.is_done_course(id, *min_permille), || Missing::Course {
                id: id.clone(),
                min_permille: *min_permille,
            }),
            Rule::Level { id, min_permille } => {
                let is_done = self.elsewhere.levels.get(id).is_some_and(|score| reaches(*score, *min_permille));
                unless(is_done, || Missing::Level { id: id.clone() })
            }
            Rule::Certificate { id, min_permille } => {
                let is_done = self.certificates.contains(id) && reaches(self.course_score(), *min_permille);
                unless(is_done, || Missing::Certificate { id: id.clone() })
            }
            Rule::Unknown(_) => vec![Missing::NeedsNewer],
            plain => self.plain(plain, scope),
        }
    }

    fn some_of(&self, n: usize, of: &[Rule], scope: Scope<'_>) -> Vec<Missing> {
        let missing: Vec<_> = of.iter().map(|rule| self.missing(rule, scope)).collect();
        let met = missing.iter().filter(|missing| missing.is_empty()).count();
        if met >= n {
            return Vec::new();
        }
        let left = u32::try_from(n - met).unwrap_or(u32::MAX);
        vec![Missing::Some { n: left, of: missing.into_iter().flatten().collect() }]
    }

    fn all_required(&self, scope: Scope<'_>) -> Vec<Missing> {
        let left = match scope {
            Scope::Lesson(_) => 0,
            Scope::Module(module) => module
                .lessons
                .iter()
                .filter(|lesson| lesson.required && !self.lessons_done.contains(&lesson.id))
                .count(),
            Scope::Course => {
                self.course.modules.iter().filter(|module| !self.modules_done.contains(&module.id)).count()
            }
        };
        let count = u32::try_from(left).unwrap_or(u32::MAX);
        if count == 0 { Vec::new() } else { vec![Missing::Required { count }] }
    }

    /// A plain rule of a lesson; of a module or course it speaks of every required lesson that it can speak of, and
    /// its minutes of their sum.
    fn plain(&self, rule: &Rule, scope: Scope<'_>) -> Vec<Missing> {
        let lessons: Vec<&Lesson> = match scope {
            Scope::Lesson(lesson) => {
                return self.lessons.get(&lesson.id).map_or(vec![Missing::Open], |progress| plain(rule, progress));
            }
            Scope::Module(module) => module.lessons.iter().collect(),
            Scope::Course => self.course.lessons().collect(),
        };
        let progress = |lesson: &Lesson| self.lessons.get(&lesson.id);
        if let Rule::Minutes { min } = rule {
            return minutes_left(*min, lessons.iter().filter_map(|l| progress(l)).map(|p| p.active_ms).sum());
        }
        let asked = lessons.into_iter().filter(|lesson| lesson.required && speaks_of(rule, lesson));
        let open = asked.filter(|lesson| progress(lesson).is_none_or(|progress| !plain(rule, progress).is_empty()));
        open.map(|lesson| Missing::Lesson { id: lesson.id.clone(), min_permille: None }).collect()
    }

    fn is_done_course(&self, id: &CourseId, min_permille: Option<u32>) -> bool {
        if *id == self.course.id {
            return self.is_course_done && reaches(self.course_score(), min_permille);
        }
        self.elsewhere.courses.get(id).is_some_and(|score| reaches(*score, min_permille))
    }

    fn lesson_score(&self, id: &LessonId) -> Option<u32> {
        self.lessons.get(id)?.score_permille
    }

    /// The mean of the scores there are, ‰, rounded down.
    pub(super) fn score_of<'l>(&self, lessons: impl IntoIterator<Item = &'l Lesson>) -> Option<u32> {
        let scores: Vec<u32> = lessons.into_iter().filter_map(|lesson| self.lesson_score(&lesson.id)).collect();
        let sum: u64 = scores.iter().copied().map(u64::from).sum();
        sum.checked_div(scores.len() as u64).and_then(|mean| u32::try_from(mean).ok())
    }

    pub(super) fn course_score(&self) -> Option<u32> {
        self.score_of(self.course.lessons())
    }
}

fn plain(rule: &Rule, progress: &LessonProgress) -> Vec<Missing> {
    match rule {
        Rule::Opened {} => {
            unless(progress.opened_wall_ms.is_some() || progress.last_wall_ms.is_some(), || Missing::Open)
        }
        Rule::Seen { permille } => match permille.saturating_sub(progress.seen_permille) {
            0 => Vec::new(),
            permille => vec![Missing::See { permille }],
        },
        Rule::Minutes { min } => minutes_left(*min, progress.active_ms),
        Rule::Passed {} => unless(progress.is_passed, || match progress.is_waiting {
            true => Missing::Mark { permille: 0 },
            false => Missing::Pass,
        }),
        Rule::Submitted {} => unless(progress.is_submitted, || Missing::Submit),
        Rule::Marked { permille } => {
            let is_marked = progress.is_submitted && progress.marked_permille.is_some_and(|mark| mark >= *permille);
            unless(is_marked, || Missing::Mark { permille: *permille })
        }
        Rule::SignedOff {} => unless(progress.is_signed_off, || Missing::SignOff),
        _ => vec![Missing::NeedsNewer],
    }
}

fn speaks_of(rule: &Rule, lesson: &Lesson) -> bool {
    match rule {
        Rule::Passed {} => matches!(lesson.content, LessonContent::Quiz { .. }),
        Rule::Submitted {} | Rule::Marked { .. } => {
            matches!(lesson.content, LessonContent::Assignment(_) | LessonContent::Form { .. } | LessonContent::Code(_))
        }
        _ => true,
    }
}

fn minutes_left(min: u32, active_ms: u64) -> Vec<Missing> {
    let left = (u64::from(min) * MINUTE_MS).saturating_sub(active_ms).div_ceil(MINUTE_MS);
    match u32::try_from(left) {
        Ok(0) => Vec::new(),
        left => vec![Missing::Minutes { min: left.unwrap_or(min) }],
    }
}

fn reaches(score: Option<u32>, min_permille: Option<u32>) -> bool {
    min_permille.is_none_or(|min| score.is_some_and(|score| score >= min))
}

fn unless(is_met: bool, missing: impl FnOnce() -> Missing) -> Vec<Missing> {
    if is_met { Vec::new() } else { vec![missing()] }
}
