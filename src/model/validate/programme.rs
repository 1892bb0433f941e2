//! Programmes: levels of courses, weeks of goals.

use super::course::{check_certificate, check_credit, check_names, check_required};
use super::fault::{Fault, Trail};
use super::rules::suggest;
use super::words::Words;
use crate::model::id::Slug;
use crate::model::programme::{Level, Programme};
use crate::model::rule::Rule;

const DEPTH_MAX: usize = 8;

/// Every mistake of `programme` that its types allow, and remarks on what is worth knowing.
#[must_use]
pub fn check_programme(programme: &Programme) -> (Vec<Fault>, Vec<Fault>) {
    let mut trail = Trail::new();
    let mut words = Words::new(&programme.languages);
    let marks = (programme.schema, programme.edition);
    check_names(&mut trail, &mut words, marks, &programme.title, &programme.summary);
    let count = programme.levels.len();
    trail.check_key("levels", (1..=50).contains(&count), format!("there are {count} levels"), "give 1 to 50");
    trail.unique("levels", &programme.levels, |level| &level.id);
    check_step_ids(&mut trail, programme);
    trail.each("levels", &programme.levels, |trail, level| check_level(trail, &mut words, level, programme));
    check_weeks(&mut trail, &mut words, programme);
    words.report(&mut trail);
    trail.finish()
}

fn check_step_ids(trail: &mut Trail, programme: &Programme) {
    let mut seen = std::collections::BTreeSet::new();
    trail.each("levels", &programme.levels, |trail, level| {
        trail.each("steps", &level.steps, |trail, step| {
            if !seen.insert(&step.id) {
                let what = format!("the step id `{}` is used twice in the programme", step.id);
                trail.within("id", |trail| trail.fault(what, "give each step its own id"));
            }
        });
    });
}

fn check_level<'a>(trail: &mut Trail, words: &mut Words<'a>, level: &'a Level, programme: &'a Programme) {
    words.title(trail, "title", &level.title);
    trail.check_key("steps", !level.steps.is_empty(), "the level has no step", "add a course, or remove the level");
    check_required(trail, &level.rule, "step", level.steps.iter().map(|step| step.required));
    trail.within("rule", |trail| check_rule(trail, &level.rule, &level.id, programme, 0));
    if let Some(certificate) = &level.certificate {
        trail.within("certificate", |trail| {
            check_certificate(trail, words, certificate);
            trail.within("when", |trail| check_rule(trail, &certificate.when, &level.id, programme, 0));
        });
    }
    trail.each("credit", &level.credit, |trail, credit| check_credit(trail, words, credit));
}

fn check_rule(trail: &mut Trail, rule: &Rule, level: &Slug, programme: &Programme, depth: usize) {
    match rule {
        Rule::AllRequired {} => {}
        Rule::Minutes { min } => trail.range("min", u64::from(*min), 1, 1_000_000),
        Rule::Course { id, min_permille } => {
            if let Some(permille) = min_permille {
                trail.range("min_permille", u64::from(*permille), 1, 1000);
            }
            let mend = suggest(id.as_str(), programme.steps().map(|step| step.course.as_str()));
            let is_there = programme.steps().any(|step| step.course == *id);
            trail.check_key("id", is_there, format!("no step is the course `{id}`"), mend);
        }
        Rule::Level { id, .. } => {
            let mend = suggest(id.as_str(), programme.levels.iter().map(|level| level.id.as_str()));
            let is_there = programme.levels.iter().any(|known| known.id == *id);
            trail.check_key("id", is_there, format!("there is no level `{id}` in this programme"), mend);
            let earlier = programme.levels.iter().take_while(|known| known.id != *level).any(|known| known.id == *id);
            let is_own = programme.levels.iter().any(|known| known.id == *level && known.id == *id);
            trail.check_key(
                "id",
                earlier || is_own || !is_there,
                "a level waits for a later one",
                "name an earlier level",
            );
        }
        Rule::All { of } | Rule::Any { of } | Rule::AtLeast { of, .. } => {
            if depth >= DEPTH_MAX {
                return trail.fault("rules stand in rules too deeply", format!("use at most {DEPTH_MAX} levels"));
            }
            if let Rule::AtLeast { n, .. } = rule {
                trail.range("n", u64::from(*n), 1, of.len().max(1) as u64);
            }
            trail.check_key("of", !of.is_empty(), "the list of rules is empty", "name at least one rule");
            trail.each("of", of, |trail, part| check_rule(trail, part, level, programme, depth + 1));
        }
        _ => trail.fault("this rule makes no sense here", "use all_required, course, level or minutes"),
    }
}

fn check_weeks<'a>(trail: &mut Trail, words: &mut Words<'a>, programme: &'a Programme) {
    trail.unique("weeks", &programme.weeks, |week| &week.id);
    let mut seen = std::collections::BTreeSet::new();
    trail.each("weeks", &programme.weeks, |trail, week| {
        words.title(trail, "title", &week.title);
        trail.each("goals", &week.goals, |trail, goal| {
            if !seen.insert(&goal.id) {
                let what = format!("the goal id `{}` is used twice in the programme", goal.id);
                trail.within("id", |trail| trail.fault(what, "give each goal its own id"));
            }
            words.text(trail, "text", &goal.text);
            if let Some(step) = &goal.step {
                let mend = suggest(step.as_str(), programme.steps().map(|step| step.id.as_str()));
                let is_there = programme.steps().any(|known| known.id == *step);
                trail.check_key("step", is_there, format!("there is no step `{step}` in this programme"), mend);
            }
        });
    });
}
