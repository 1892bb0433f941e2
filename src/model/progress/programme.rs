//! How far a person is in a programme: its levels out of its courses, its weeks out of their goals.

use super::certificates::CertificateFold;
use super::fold::LearnerFold;
use super::{CertificateProgress, CourseProgress, Missing};
use crate::model::course::Certificate;
use crate::model::id::{CourseId, ProgrammeId, Slug};
use crate::model::programme::{Goal, Level, Programme, Signoff, Step};
use crate::model::rule::Rule;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const MINUTE_MS: u64 = 60_000;

/// Progress in courses, by id: those the asker has. A step whose course is missing here cannot be done.
pub type CoursesProgress = BTreeMap<CourseId, Arc<CourseProgress>>;

/// How far a goal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GoalState {
    /// Not reached.
    Open,
    /// The learner says that it is reached, and a mentor has to agree.
    Waiting,
    /// Reached.
    Done,
}

/// How far a level is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelProgress {
    /// Which.
    pub id: Slug,
    /// Whether its rule is met.
    pub is_done: bool,
    /// What its rule still wants.
    pub missing: Vec<Missing>,
    /// Steps done that the rule can count.
    pub steps_done: u32,
    /// Steps that the rule can count: the required ones, or all if none is.
    pub steps: u32,
    /// The mean of its courses' scores, ‰.
    pub score_permille: Option<u32>,
    /// Its certificate, if it has one.
    pub certificate: Option<CertificateProgress>,
}

/// How far a programme is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeProgress {
    /// Which.
    pub programme: ProgrammeId,
    /// In which edition.
    pub edition: u32,
    /// Whether any of its courses is begun, or any goal touched.
    pub is_begun: bool,
    /// Whether every level is done and every goal reached.
    pub is_done: bool,
    /// Its levels, in order.
    pub levels: Vec<LevelProgress>,
    /// Its goals.
    pub goals: BTreeMap<Slug, GoalState>,
    /// The first week with a goal that is not reached; none if all are, or there are none.
    pub week: Option<Slug>,
    /// The first required course that is here and not done.
    pub next: Option<CourseId>,
    /// Seat time in its courses, ms.
    pub active_ms: u64,
}

impl ProgrammeProgress {
    /// What is known of a person means for `programme`. Nothing here depends on the order in which it became known.
    #[must_use]
    pub fn of(programme: &Programme, courses: &CoursesProgress, fold: &LearnerFold) -> Self {
        let done = levels_done(programme, courses);
        let levels: Vec<_> = programme.levels.iter().map(|one| level(programme, one, courses, &done, fold)).collect();
        let goals = goals(programme, courses, fold);
        let is_reached = |goal: &Goal| goals.get(&goal.id) == Some(&GoalState::Done);
        let week = programme.weeks.iter().find(|week| !week.goals.iter().all(is_reached));
        let of_steps = || programme.steps().filter_map(|step| courses.get(&step.course));
        let next = programme.steps().filter(|step| step.required);
        let next = next.filter_map(|step| courses.get(&step.course)).find(|progress| !progress.is_done);
        let counted: BTreeMap<&CourseId, u64> = of_steps().map(|p| (&p.course, p.time.credited_ms)).collect();
        Self {
            programme: programme.id.clone(),
            edition: programme.edition,
            is_begun: of_steps().any(|progress| progress.is_begun) || goals.values().any(|g| *g != GoalState::Open),
            is_done: levels.iter().all(|level| level.is_done) && week.is_none(),
            week: week.map(|week| week.id.clone()),
            next: next.map(|progress| progress.course.clone()),
            active_ms: counted.values().fold(0, |sum, ms| sum.saturating_add(*ms)),
            levels,
            goals,
        }
    }

    /// ‰ done: goals and the steps of levels count alike; 1000 only when all is done.
    #[must_use]
    pub fn done_permille(&self) -> u32 {
        let (steps, steps_done) = self
            .levels
            .iter()
            .fold((0, 0), |(all, done), l| (all + u64::from(l.steps), done + u64::from(l.steps_done)));
        let goals_done = self.goals.values().filter(|goal| **goal == GoalState::Done).count() as u64;
        let all = steps + self.goals.len() as u64;
        if self.is_done { 1000 } else { super::lesson::permille(steps_done + goals_done, all.max(1)).min(999) }
    }
}

/// The levels of a programme that are done, with their scores: what a course that builds on a level asks for.
#[must_use]
pub fn levels_done(programme: &Programme, courses: &CoursesProgress) -> BTreeMap<Slug, Option<u32>> {
    let mut done = BTreeMap::new();
    // A level names earlier ones only, or itself: one round in order is enough.
    for level in &programme.levels {
        let standing = Standing { programme, level, courses, done: &done };
        if standing.missing(&level.rule).is_empty() {
            let score = score(level, courses);
            done.insert(level.id.clone(), score);
        }
    }
    done
}

fn level(
    programme: &Programme,
    level: &Level,
    courses: &CoursesProgress,
    done: &BTreeMap<Slug, Option<u32>>,
    fold: &LearnerFold,
) -> LevelProgress {
    let standing = Standing { programme, level, courses, done };
    let counted: Vec<_> = counted(level).collect();
    let missing = standing.missing(&level.rule);
    let steps_done = counted.iter().filter(|step| is_done(courses, &step.course)).count();
    LevelProgress {
        id: level.id.clone(),
        is_done: missing.is_empty(),
        missing,
        steps_done: count(steps_done),
        steps: count(counted.len()),
        score_permille: score(level, courses),
        certificate: level.certificate.as_ref().map(|one| certificate(programme, one, &standing, fold)),
    }
}

fn certificate(
    programme: &Programme,
    certificate: &Certificate,
    standing: &Standing<'_>,
    fold: &LearnerFold,
) -> CertificateProgress {
    let nothing = CertificateFold::default();
    let target = programme.id.as_target();
    let known = fold.course(&target).and_then(|known| known.certificates.get(&certificate.id)).unwrap_or(&nothing);
    known.progress(&certificate.id, standing.missing(&certificate.when))
}

fn goals(programme: &Programme, courses: &CoursesProgress, fold: &LearnerFold) -> BTreeMap<Slug, GoalState> {
    let keepings = fold.keepings();
    let ticked: BTreeSet<&Slug> = keepings.goals_reached(&programme.id);
    let state = |goal: &Goal| {
        let is_signed = keepings.is_goal_signed_off(&programme.id, &goal.id);
        let step = goal.step.as_ref().and_then(|id| programme.steps().find(|step| step.id == *id));
        let is_learned = step.is_some_and(|step| is_done(courses, &step.course));
        match goal.signoff {
            _ if is_signed => GoalState::Done,
            Signoff::Learner if is_learned || ticked.contains(&goal.id) => GoalState::Done,
            Signoff::Mentor if is_learned || ticked.contains(&goal.id) => GoalState::Waiting,
            Signoff::Learner | Signoff::Mentor => GoalState::Open,
        }
    };
    programme.goals().map(|goal| (goal.id.clone(), state(goal))).collect()
}

fn counted(level: &Level) -> impl Iterator<Item = &Step> {
    let any = level.steps.iter().any(|step| step.required);
    level.steps.iter().filter(move |step| step.required || !any)
}

fn is_done(courses: &CoursesProgress, course: &CourseId) -> bool {
    courses.get(course).is_some_and(|progress| progress.is_done)
}

/// The mean of the scores there are, ‰, rounded down.
fn score(level: &Level, courses: &CoursesProgress) -> Option<u32> {
    let of = level.steps.iter().filter_map(|step| courses.get(&step.course)?.score_permille);
    let scores: Vec<u64> = of.map(u64::from).collect();
    scores.iter().sum::<u64>().checked_div(scores.len() as u64).and_then(|mean| u32::try_from(mean).ok())
}

/// Where a rule of a level stands.
struct Standing<'a> {
    programme: &'a Programme,
    level: &'a Level,
    courses: &'a CoursesProgress,
    done: &'a BTreeMap<Slug, Option<u32>>,
}

impl Standing<'_> {
    fn missing(&self, rule: &Rule) -> Vec<Missing> {
        match rule {
            Rule::All { of } => of.iter().flat_map(|rule| self.missing(rule)).collect(),
            Rule::Any { of } => self.some_of(1, of),
            Rule::AtLeast { n, of } => self.some_of(*n as usize, of),
            Rule::AllRequired {} => {
                let left = self.level.steps.iter().filter(|step| step.required && !is_done(self.courses, &step.course));
                left.map(|step| Missing::Course { id: step.course.clone(), min_permille: None }).collect()
            }
            Rule::Course { id, min_permille } => {
                let score = self.courses.get(id).and_then(|progress| progress.score_permille);
                let is_met = is_done(self.courses, id) && reaches(score, *min_permille);
                unless(is_met, Missing::Course { id: id.clone(), min_permille: *min_permille })
            }
            Rule::Level { id, min_permille } => {
                let is_met = self.level_score(id).is_some_and(|score| reaches(score, *min_permille));
                unless(is_met, Missing::Level { id: id.clone() })
            }
            Rule::Minutes { min } => {
                let courses: BTreeSet<_> = self.level.steps.iter().map(|step| &step.course).collect();
                let spent = courses.into_iter().filter_map(|course| self.courses.get(course));
                let spent = spent.fold(0u64, |sum, progress| sum.saturating_add(progress.time.credited_ms));
                let left = (u64::from(*min) * MINUTE_MS).saturating_sub(spent).div_ceil(MINUTE_MS);
                unless(left == 0, Missing::Minutes { min: u32::try_from(left).unwrap_or(*min) })
            }
            _ => vec![Missing::NeedsNewer],
        }
    }

    /// The score of a level that is done; a certificate may name its own level.
    fn level_score(&self, id: &Slug) -> Option<Option<u32>> {
        let is_known = self.programme.levels.iter().any(|level| level.id == *id);
        self.done.get(id).copied().filter(|_| is_known)
    }

    fn some_of(&self, n: usize, of: &[Rule]) -> Vec<Missing> {
        let missing: Vec<_> = of.iter().map(|rule| self.missing(rule)).collect();
        let met = missing.iter().filter(|missing| missing.is_empty()).count();
        if met >= n {
            return Vec::new();
        }
        vec![Missing::Some { n: count(n - met), of: missing.into_iter().flatten().collect() }]
    }
}

fn reaches(score: Option<u32>, min_permille: Option<u32>) -> bool {
    min_permille.is_none_or(|min| score.is_some_and(|score| score >= min))
}

fn unless(is_met: bool, missing: Missing) -> Vec<Missing> {
    if is_met { Vec::new() } else { vec![missing] }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
