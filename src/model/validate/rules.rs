//! Rules: only where they make sense, only of what there is.

use super::fault::Trail;
use crate::model::course::Course;
use crate::model::lesson::{Lesson, LessonContent};
use crate::model::rule::Rule;

/// How deep rules may stand in rules.
const DEPTH_MAX: usize = 8;

/// Where a rule stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// When this lesson is done.
    Lesson(&'a Lesson),
    /// When a module is done.
    Module,
    /// When the course is done.
    Course,
    /// What must be done before a lesson or module opens.
    Prerequisite,
    /// What must be done before the course opens.
    CoursePrerequisite,
    /// When a certificate is earned.
    Certificate,
}

/// Checks `rule`, which stands under `key` at `place` of `course`.
pub(super) fn check_rule(trail: &mut Trail, key: &str, rule: &Rule, place: Place<'_>, course: &Course) {
    trail.within(key, |trail| check(trail, rule, place, course, 0));
}

fn check(trail: &mut Trail, rule: &Rule, place: Place<'_>, course: &Course, depth: usize) {
    check_numbers(trail, rule);
    check_place(trail, rule, place);
    check_reference(trail, rule, course);
    if depth >= DEPTH_MAX {
        return trail.fault("rules stand in rules too deeply", format!("use at most {DEPTH_MAX} levels"));
    }
    if matches!(rule, Rule::All { .. } | Rule::Any { .. } | Rule::AtLeast { .. }) {
        trail.check_key("of", !rule.parts().is_empty(), "the list of rules is empty", "name at least one rule");
        trail.each("of", rule.parts(), |trail, part| check(trail, part, place, course, depth + 1));
    }
}

fn check_numbers(trail: &mut Trail, rule: &Rule) {
    match rule {
        Rule::Seen { permille } | Rule::Marked { permille } => trail.range("permille", u64::from(*permille), 1, 1000),
        Rule::Minutes { min } => trail.range("min", u64::from(*min), 1, 100_000),
        Rule::AtLeast { n, of } => trail.range("n", u64::from(*n), 1, of.len().max(1) as u64),
        Rule::Lesson { min_permille, .. }
        | Rule::Module { min_permille, .. }
        | Rule::Course { min_permille, .. }
        | Rule::Level { min_permille, .. }
        | Rule::Certificate { min_permille, .. } => {
            if let Some(permille) = min_permille {
                trail.range("min_permille", u64::from(*permille), 1, 1000);
            }
        }
        _ => {}
    }
}

fn check_place(trail: &mut Trail, rule: &Rule, place: Place<'_>) {
    let mend = match (place, rule) {
        (_, Rule::All { .. } | Rule::Any { .. } | Rule::AtLeast { .. } | Rule::Unknown(_)) => None,
        (Place::Lesson(lesson), _) => lesson_rule(rule, &lesson.content),
        (Place::Module | Place::Course | Place::Certificate, Rule::Minutes { .. } | Rule::AllRequired {}) => None,
        (_, Rule::Lesson { .. } | Rule::Module { .. } | Rule::Certificate { .. }) => None,
        (Place::Certificate | Place::Prerequisite | Place::CoursePrerequisite, Rule::Course { .. }) => None,
        (Place::CoursePrerequisite, Rule::Level { .. }) => None,
        (Place::Module | Place::Course, _) => Some("use all_required, lesson, module or minutes"),
        (Place::Certificate, _) => Some("use all_required, course, module, lesson or minutes"),
        (Place::Prerequisite, _) => Some("use lesson, module, course or certificate"),
        (Place::CoursePrerequisite, _) => Some("use course, level or certificate"),
    };
    if let Some(mend) = mend {
        trail.fault(format!("the rule `{}` makes no sense here", name(rule)), mend);
    }
}

/// What to use instead, if `rule` cannot say when a lesson of `content` is done.
fn lesson_rule(rule: &Rule, content: &LessonContent) -> Option<&'static str> {
    use LessonContent as L;
    let fits = match rule {
        Rule::Opened {} | Rule::Minutes { .. } | Rule::SignedOff {} => true,
        Rule::Seen { .. } => {
            matches!(content, L::Reading { .. } | L::Slides { .. } | L::Video(_) | L::Audio(_) | L::Document { .. })
        }
        Rule::Passed {} => matches!(content, L::Quiz { .. } | L::Code(_)),
        Rule::Submitted {} => matches!(content, L::Assignment(_) | L::Form { .. } | L::Code(_)),
        Rule::Marked { .. } => matches!(content, L::Assignment(_) | L::Quiz { .. }),
        _ => return Some("what else must be done first goes into `prerequisites`"),
    };
    if fits || matches!(content, L::Unknown(_)) {
        return None;
    }
    Some(match content {
        L::Quiz { .. } => "a quiz is done when it is passed, marked, opened or signed_off",
        L::Assignment(_) => "an assignment is done when it is submitted, marked or signed_off",
        L::Form { .. } => "a form is done when it is submitted, opened or signed_off",
        L::Code(_) => "a program is done when it is passed, submitted or signed_off",
        L::Directory { .. } => "a directory is done when it is opened or signed_off, or after minutes",
        _ => "it is done when it is seen, opened or signed_off, or after minutes",
    })
}

fn check_reference(trail: &mut Trail, rule: &Rule, course: &Course) {
    let fault = match rule {
        Rule::Lesson { id, min_permille } => match course.lesson(id) {
            None => {
                let known = course.lessons().map(|lesson| lesson.id.as_str());
                Some((format!("there is no lesson `{id}` in this course"), suggest(id.as_str(), known)))
            }
            Some(lesson) if min_permille.is_some() && !has_score(lesson) => {
                Some((format!("the lesson `{id}` has no score"), "leave `min_permille` out".to_owned()))
            }
            Some(_) => None,
        },
        Rule::Module { id, .. } if course.module(id).is_none() => {
            let known = course.modules.iter().map(|module| module.id.as_str());
            Some((format!("there is no module `{id}` in this course"), suggest(id.as_str(), known)))
        }
        Rule::Certificate { id, .. } if course.certificate(id).is_none() => {
            let known = course.certificates.iter().map(|certificate| certificate.id.as_str());
            Some((format!("there is no certificate `{id}` in this course"), suggest(id.as_str(), known)))
        }
        _ => None,
    };
    if let Some((what, mend)) = fault {
        trail.within("id", |trail| trail.fault(what, mend));
    }
}

/// How to mend an id that names nothing.
pub(super) fn suggest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    match super::nearest(wrong, known.iter().copied()) {
        Some(guess) => format!("did you mean `{guess}`?"),
        None if known.is_empty() => "there is none to name".to_owned(),
        None => format!("name one of: {}", known.iter().take(12).copied().collect::<Vec<_>>().join(", ")),
    }
}

fn has_score(lesson: &Lesson) -> bool {
    matches!(lesson.content, LessonContent::Quiz { .. } | LessonContent::Assignment(_) | LessonContent::Code(_))
}

fn name(rule: &Rule) -> &str {
    match rule {
        Rule::Opened {} => "opened",
        Rule::Seen { .. } => "seen",
        Rule::Minutes { .. } => "minutes",
        Rule::Passed {} => "passed",
        Rule::Submitted {} => "submitted",
        Rule::Marked { .. } => "marked",
        Rule::SignedOff {} => "signed_off",
        Rule::Lesson { .. } => "lesson",
        Rule::Module { .. } => "module",
        Rule::Course { .. } => "course",
        Rule::Level { .. } => "level",
        Rule::Certificate { .. } => "certificate",
        Rule::AllRequired {} => "all_required",
        Rule::All { .. } => "all",
        Rule::Any { .. } => "any",
        Rule::AtLeast { .. } => "at_least",
        Rule::Unknown(opaque) => opaque.kind(),
    }
}
