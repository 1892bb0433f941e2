//! Whether all of a course can be reached: a learner who does everything that is open must in the end have done
//! everything. Finds prerequisites that wait for each other, and rules that nothing can fulfil.

use super::fault::Trail;
use crate::model::course::Course;
use crate::model::lesson::Lesson;
use crate::model::rule::Rule;
use std::collections::BTreeSet;

#[derive(Default)]
struct Reached<'a> {
    lessons: BTreeSet<&'a str>,
    modules: BTreeSet<&'a str>,
    certificates: BTreeSet<&'a str>,
}

impl Reached<'_> {
    fn count(&self) -> usize {
        self.lessons.len() + self.modules.len() + self.certificates.len()
    }
}

/// Records each lesson, module, rule and certificate of `course` that nobody can ever reach.
pub(super) fn check_reach(trail: &mut Trail, course: &Course) {
    let reached = reach(course);
    let waits = "what it waits for waits for it, or can never be done; change its prerequisites or rules";
    trail.each("modules", &course.modules, |trail, module| {
        let mut stuck = 0;
        trail.each("lessons", &module.lessons, |trail, lesson| {
            if !reached.lessons.contains(lesson.id.as_str()) {
                stuck += 1;
                trail.fault(format!("the lesson `{}` can never be opened", lesson.id), waits);
            }
        });
        if stuck == 0 && !reached.modules.contains(module.id.as_str()) {
            trail.within("rule", |trail| trail.fault(format!("the module `{}` can never be done", module.id), waits));
        }
    });
    trail.each("certificates", &course.certificates, |trail, certificate| {
        if !reached.certificates.contains(certificate.id.as_str()) {
            let what = format!("the certificate `{}` can never be earned", certificate.id);
            trail.within("when", |trail| trail.fault(what, waits));
        }
    });
}

fn reach(course: &Course) -> Reached<'_> {
    let mut reached = Reached::default();
    loop {
        let before = reached.count();
        for module in &course.modules {
            let is_open = opens(module.prerequisites.as_ref(), course, &reached);
            for lesson in module.lessons.iter().filter(|_| is_open) {
                if opens(lesson.prerequisites.as_ref(), course, &reached) {
                    reached.lessons.insert(lesson.id.as_str());
                }
            }
            if holds(&module.rule, &module.lessons.iter().collect::<Vec<_>>(), course, &reached) {
                reached.modules.insert(module.id.as_str());
            }
        }
        for certificate in &course.certificates {
            if holds(&certificate.when, &course.lessons().collect::<Vec<_>>(), course, &reached) {
                reached.certificates.insert(certificate.id.as_str());
            }
        }
        if reached.count() == before {
            return reached;
        }
    }
}

fn opens(prerequisites: Option<&Rule>, course: &Course, reached: &Reached<'_>) -> bool {
    prerequisites.is_none_or(|rule| holds(rule, &[], course, reached))
}

/// Whether `rule` may hold, where `all_required` means the required ones of `lessons`.
fn holds(rule: &Rule, lessons: &[&Lesson], course: &Course, reached: &Reached<'_>) -> bool {
    let part = |rule: &Rule| holds(rule, lessons, course, reached);
    match rule {
        // What is not there is told elsewhere: here it counts as reached.
        Rule::Lesson { id, .. } => course.lesson(id).is_none() || reached.lessons.contains(id.as_str()),
        Rule::Module { id, .. } => course.module(id).is_none() || reached.modules.contains(id.as_str()),
        Rule::Certificate { id, .. } => course.certificate(id).is_none() || reached.certificates.contains(id.as_str()),
        Rule::AllRequired {} => lessons.iter().filter(|l| l.required).all(|l| reached.lessons.contains(l.id.as_str())),
        Rule::Course { id, .. } if *id == course.id => {
            course.modules.iter().all(|m| reached.modules.contains(m.id.as_str()))
        }
        Rule::Minutes { .. } => lessons.is_empty() || lessons.iter().any(|l| reached.lessons.contains(l.id.as_str())),
        Rule::All { of } => of.iter().all(part),
        Rule::Any { of } => of.is_empty() || of.iter().any(part),
        Rule::AtLeast { n, of } => of.iter().filter(|rule| part(rule)).count() >= (*n as usize).min(of.len()),
        _ => true,
    }
}
