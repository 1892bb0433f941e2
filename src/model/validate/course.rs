//! Courses as a whole.

use super::fault::{Fault, Trail};
use super::lesson::check_lesson;
use super::question::{check_choices, check_picture};
use super::quiz::{check_bank, check_question_ids};
use super::reach::check_reach;
use super::rules::{Place, check_rule};
use super::words::Words;
use crate::model::course::{Certificate, Course, Credit, CreditKind, Module, SCHEMA, Shows};
use crate::model::decimal::Dec;
use crate::model::directory::{Directory, DirectoryFieldKind};
use crate::model::rule::Rule;
use crate::model::text::Text;

const MODULES_MAX: usize = 200;
const LESSONS_MAX: usize = 2000;

/// Every mistake of `course` that its types allow, and remarks on what is worth knowing.
#[must_use]
pub fn check_course(course: &Course) -> (Vec<Fault>, Vec<Fault>) {
    let mut trail = Trail::new();
    let mut words = Words::new(&course.languages);
    check_head(&mut trail, &mut words, course);
    check_lists(&mut trail, &mut words, course);
    let modules = course.modules.len();
    let mend = format!("give 1 to {MODULES_MAX}");
    trail.check_key("modules", (1..=MODULES_MAX).contains(&modules), format!("there are {modules} modules"), mend);
    let lessons = course.lessons().count();
    let what = format!("there are {lessons} lessons");
    trail.check_key(
        "modules",
        lessons <= LESSONS_MAX,
        what,
        format!("use at most {LESSONS_MAX}, or make several courses"),
    );
    check_lesson_ids(&mut trail, course);
    trail.unique("modules", &course.modules, |module| &module.id);
    trail.each("modules", &course.modules, |trail, module| check_module(trail, &mut words, module, course));
    trail.unique("banks", &course.banks, |bank| &bank.id);
    trail.each("banks", &course.banks, |trail, bank| check_bank(trail, &mut words, bank, course));
    check_question_ids(&mut trail, course);
    check_reach(&mut trail, course);
    words.report(&mut trail);
    trail.finish()
}

fn check_head<'a>(trail: &mut Trail, words: &mut Words<'a>, course: &'a Course) {
    check_names(trail, words, (course.schema, course.edition), &course.title, &course.summary);
    trail.check_key("subjects", !course.subjects.is_empty(), "no subject is named", "name at least one, like \"work\"");
    trail.unique("subjects", &course.subjects, |subject| subject);
    trail.unique("tags", &course.tags, |tag| tag);
    check_picture(trail, words, course.picture.as_ref());
    trail.range("minutes", u64::from(course.minutes), 1, 100_000);
    if let Some(age) = course.reading_age {
        trail.range("reading_age", u64::from(age), 4, 25);
    }
    words.texts(trail, "authors", &course.authors);
    trail.each("sources", &course.sources, |trail, source| {
        trail.check_key("title", !source.title.trim().is_empty(), "the title is empty", "name the source");
        trail.check_key("where", !source.place.trim().is_empty(), "`where` is empty", "say where it can be found");
    });
    if let Some(rule) = &course.prerequisites {
        check_rule(trail, "prerequisites", rule, Place::CoursePrerequisite, course);
        if matches!(rule, Rule::Course { id, .. } if *id == course.id) {
            trail.within("prerequisites", |t| t.fault("the course waits for itself", "name another course"));
        }
    }
    check_rule(trail, "rule", &course.rule, Place::Course, course);
}

/// Checks what every document begins with: schema and edition, languages, title and summary.
pub(super) fn check_names<'a>(
    trail: &mut Trail,
    words: &mut Words<'a>,
    (schema, edition): (u32, u32),
    title: &'a Text,
    summary: &'a Text,
) {
    trail.check_key("schema", schema == SCHEMA, format!("schema {schema} is not known"), "write schema = 1");
    trail.range("edition", u64::from(edition), 1, 1_000_000);
    words.check_languages(trail);
    words.title_in_all(trail, "title", title);
    words.title_in_all(trail, "summary", summary);
}

/// Where all that is required is wanted, one of the `parts` must be: `what` names one of them.
pub(super) fn check_required(trail: &mut Trail, rule: &Rule, what: &str, parts: impl ExactSizeIterator<Item = bool>) {
    if matches!(rule, Rule::AllRequired {}) && parts.len() > 0 {
        let has_required = parts.into_iter().any(|required| required);
        let fault = format!("all that is required is wanted, but no {what} is");
        let mend = format!("set `required = true` for a {what}, or use another rule");
        trail.check_key("rule", has_required, fault, mend);
    }
}

fn check_lists<'a>(trail: &mut Trail, words: &mut Words<'a>, course: &'a Course) {
    trail.unique("outcomes", &course.outcomes, |outcome| &outcome.id);
    trail.each("outcomes", &course.outcomes, |trail, outcome| words.text(trail, "text", &outcome.text));
    trail.unique("glossary", &course.glossary, |term| &term.id);
    trail.each("glossary", &course.glossary, |trail, term| {
        words.title(trail, "term", &term.term);
        words.text(trail, "meaning", &term.meaning);
        words.texts(trail, "forms", &term.forms);
    });
    trail.unique("directories", &course.directories, |directory| &directory.id);
    trail.each("directories", &course.directories, |trail, directory| check_directory(trail, words, directory));
    trail.unique("certificates", &course.certificates, |certificate| &certificate.id);
    trail.each("certificates", &course.certificates, |trail, certificate| {
        check_certificate(trail, words, certificate);
        check_rule(trail, "when", &certificate.when, Place::Certificate, course);
    });
    trail.each("credit", &course.credit, |trail, credit| check_credit(trail, words, credit));
}

fn check_lesson_ids(trail: &mut Trail, course: &Course) {
    let mut seen = std::collections::BTreeSet::new();
    trail.each("modules", &course.modules, |trail, module| {
        trail.each("lessons", &module.lessons, |trail, lesson| {
            if !seen.insert(&lesson.id) {
                let what = format!("the lesson id `{}` is used twice in the course", lesson.id);
                trail.within("id", |trail| trail.fault(what, "give each lesson its own id"));
            }
        });
    });
}

fn check_module<'a>(trail: &mut Trail, words: &mut Words<'a>, module: &'a Module, course: &'a Course) {
    words.title(trail, "title", &module.title);
    words.maybe(trail, "summary", module.summary.as_ref());
    if let Some(rule) = &module.prerequisites {
        check_rule(trail, "prerequisites", rule, Place::Prerequisite, course);
    }
    check_rule(trail, "rule", &module.rule, Place::Module, course);
    trail.check_key("lessons", !module.lessons.is_empty(), "the module has no lesson", "add one, or remove the module");
    check_required(trail, &module.rule, "lesson", module.lessons.iter().map(|lesson| lesson.required));
    trail.each("lessons", &module.lessons, |trail, lesson| check_lesson(trail, words, lesson, course));
}

/// Checks what a certificate says; its rule is its document's business.
pub(super) fn check_certificate<'a>(trail: &mut Trail, words: &mut Words<'a>, certificate: &'a Certificate) {
    words.title(trail, "title", &certificate.title);
    words.text(trail, "criteria", &certificate.criteria);
    trail.unique("shows", &certificate.shows, |shows| shows.as_str());
    trail.each("shows", &certificate.shows, |trail, shows| {
        if let Shows::Other(name) = shows {
            trail.fault(format!("`{name}` is nothing a certificate shows"), "use hours, score, outcomes or credit");
        }
    });
    if let Some(months) = certificate.valid_months {
        trail.range("valid_months", u64::from(months), 1, 1200);
    }
}

/// Checks what something counts for.
pub(super) fn check_credit<'a>(trail: &mut Trail, words: &mut Words<'a>, credit: &'a Credit) {
    let is_known = !matches!(credit.kind, CreditKind::Other(_));
    trail.check_key(
        "kind",
        is_known,
        "this kind of credit is not known",
        "use seat_hours, academic, ceu, earned_time or outside",
    );
    trail.check_key(
        "amount",
        credit.amount > Dec::whole(0),
        "the amount is not above zero",
        "say how much it counts for",
    );
    words.maybe(trail, "body", credit.body.as_ref());
    words.maybe(trail, "note", credit.note.as_ref());
}

/// Every mistake of a directory that stands alone in a pack.
#[must_use]
pub fn check_directory_document(directory: &Directory) -> (Vec<Fault>, Vec<Fault>) {
    let mut trail = Trail::new();
    check_directory(&mut trail, &mut Words::new(&[]), directory);
    trail.finish()
}

/// Checks a directory's fields.
pub(super) fn check_directory<'a>(trail: &mut Trail, words: &mut Words<'a>, directory: &'a Directory) {
    words.title(trail, "title", &directory.title);
    trail.check_key(
        "records",
        directory.records.ends_with(".jsonl"),
        "the records are not a .jsonl file",
        "one record on a line",
    );
    trail.unique("fields", &directory.fields, |field| &field.id);
    trail.each("fields", &directory.fields, |trail, field| {
        words.title(trail, "label", &field.label);
        let is_known = !matches!(field.kind, DirectoryFieldKind::Other(_));
        trail.check_key("kind", is_known, "this kind of field is not known", "use text, tags, flag or date");
        if !field.options.is_empty() {
            check_choices(trail, words, "options", &field.options, 1);
        }
    });
}
