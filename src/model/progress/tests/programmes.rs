//! Programmes: levels out of courses, weeks out of goals.

use super::*;
use crate::model::programme::Programme;
use std::sync::Arc;

fn programme() -> Programme {
    serde_json::from_value(json!({"schema": 1, "id": "org.example.p", "edition": 2, "title": "P", "summary": "P",
        "languages": ["en"],
        "levels": [
            {"id": "first", "title": "1", "rule": {"kind": "all_required"}, "steps": [
                {"id": "s1", "course": "org.example.c", "required": true},
                {"id": "s2", "course": "org.example.more", "required": false}],
             "certificate": {"id": "level-1", "title": "L", "criteria": "C", "when": {"kind": "level", "id": "first"}, "shows": []}},
            {"id": "second", "title": "2", "steps": [{"id": "s3", "course": "org.example.more", "required": true}],
             "rule": {"kind": "all", "of": [{"kind": "level", "id": "first"}, {"kind": "course", "id": "org.example.more"}]}}],
        "weeks": [
            {"id": "w1", "title": "W", "goals": [{"id": "own", "text": "G", "signoff": "self"},
                                                 {"id": "learned", "text": "G", "signoff": "self", "step": "s1"}]},
            {"id": "w2", "title": "W", "goals": [{"id": "shown", "text": "G", "signoff": "mentor"}]}]}))
    .unwrap()
}

/// Progress in the course of the other tests: nothing, or all of it.
fn courses(is_done: bool) -> CoursesProgress {
    let mut progress = CourseProgress::of(&course(), &LearnerFold::default(), &Elsewhere::default(), &BTreeSet::new());
    (progress.is_done, progress.is_begun, progress.score_permille) = (is_done, is_done, is_done.then_some(800));
    CoursesProgress::from([(progress.course.clone(), Arc::new(progress))])
}

fn goal(programme: &Programme, goal: &str, done: bool) -> Body {
    Body::GoalSet(GoalSet { programme: programme.id.clone(), goal: Slug::parse(goal).unwrap(), done })
}

fn signed(programme: &Programme, goal: &str) -> Body {
    Body::GoalSignedOff(GoalSignedOff { programme: programme.id.clone(), goal: Slug::parse(goal).unwrap() })
}

fn states(progress: &ProgrammeProgress) -> Vec<(&str, GoalState)> {
    progress.goals.iter().map(|(id, state)| (id.as_str(), *state)).collect()
}

#[test]
fn a_programme_nobody_began_wants_its_first_course_and_its_first_week() {
    let programme = programme();
    let progress = ProgrammeProgress::of(&programme, &courses(false), &LearnerFold::default());
    assert!(!progress.is_begun && !progress.is_done);
    assert_eq!(progress.done_permille(), 0);
    assert_eq!(progress.next, Some(CourseId::parse("org.example.c").unwrap()));
    assert_eq!(progress.week.as_ref().map(Slug::as_str), Some("w1"));
    assert!(matches!(&progress.levels[0].missing[..], [Missing::Course { id, .. }] if id.as_str() == "org.example.c"));
    let second: Vec<_> = progress.levels[1].missing.iter().map(std::mem::discriminant).collect();
    let level = Missing::Level { id: Slug::parse("first").unwrap() };
    assert_eq!(second.len(), 2, "the level before it and a course that is not on this station");
    assert_eq!(second[0], std::mem::discriminant(&level));
}

#[test]
fn a_course_done_does_its_level_its_certificate_and_its_goal() {
    let programme = programme();
    let progress = ProgrammeProgress::of(&programme, &courses(true), &LearnerFold::default());
    let first = &progress.levels[0];
    assert_eq!((first.is_done, first.steps_done, first.steps, first.score_permille), (true, 1, 1, Some(800)));
    assert!(first.certificate.as_ref().unwrap().is_due);
    assert_eq!(progress.levels[1].missing.len(), 1, "only the course that is not here");
    assert_eq!(states(&progress), [("learned", GoalState::Done), ("own", GoalState::Open), ("shown", GoalState::Open)]);
    let level = Slug::parse("first").unwrap();
    assert_eq!(levels_done(&programme, &courses(true)), std::collections::BTreeMap::from([(level, Some(800))]));
    assert!(levels_done(&programme, &courses(false)).is_empty());
}

#[test]
fn a_goal_is_ticked_by_the_learner_and_a_mentors_goal_by_a_mentor() {
    let programme = programme();
    let of = |events: &[Event]| ProgrammeProgress::of(&programme, &courses(true), &LearnerFold::of(events));
    let ticked = [event(1, goal(&programme, "own", true)), event(2, goal(&programme, "shown", true))];
    let progress = of(&ticked);
    assert_eq!(progress.goals[&Slug::parse("own").unwrap()], GoalState::Done);
    assert_eq!(progress.goals[&Slug::parse("shown").unwrap()], GoalState::Waiting);
    assert_eq!(progress.week.as_ref().map(Slug::as_str), Some("w2"));
    let by_learner = of(&[ticked[1].clone(), event(3, signed(&programme, "shown"))]);
    assert_eq!(by_learner.goals[&Slug::parse("shown").unwrap()], GoalState::Waiting, "nobody signs off their own");
    let by_mentor = of(&[by_staff(3, signed(&programme, "shown"))]);
    assert_eq!(by_mentor.goals[&Slug::parse("shown").unwrap()], GoalState::Done);
    let untouched = of(&[ticked[0].clone(), event(4, goal(&programme, "own", false))]);
    assert_eq!(untouched.goals[&Slug::parse("own").unwrap()], GoalState::Open, "a tick can be taken back");
}

#[test]
fn a_level_certificate_is_known_under_the_programmes_id() {
    let programme = programme();
    let body = Body::CertificateProvisional(CertificateProvisional {
        cert: Slug::parse("level-1").unwrap(),
        target: programme.id.as_target(),
        edition: 2,
        rule_id: "level-1".to_owned(),
        active_ms: 1,
        score: 800,
    });
    let fold = LearnerFold::of(&[event(5, body)]);
    let progress = ProgrammeProgress::of(&programme, &courses(true), &fold);
    assert_eq!(progress.levels[0].certificate.as_ref().unwrap().provisional_wall_ms, Some(START + 5 * MINUTE));
}

#[test]
fn every_rule_of_a_level_says_what_it_wants() {
    let table = [
        (json!({"kind": "minutes", "min": 3}), "[Minutes { min: 3 }]"),
        (
            json!({"kind": "any", "of": [{"kind": "course", "id": "org.example.c", "min_permille": 900}, {"kind": "minutes", "min": 1}]}),
            "[Some { n: 1, of: [Course { id: CourseId(org.example.c), min_permille: Some(900) }, Minutes { min: 1 }] }]",
        ),
        (json!({"kind": "at_least", "n": 1, "of": [{"kind": "course", "id": "org.example.c"}]}), "[]"),
        (json!({"kind": "opened"}), "[NeedsNewer]"),
        (json!({"kind": "of-the-future"}), "[NeedsNewer]"),
    ];
    for (rule, wanted) in table {
        let mut programme = programme();
        programme.levels[0].rule = serde_json::from_value(rule.clone()).unwrap();
        let progress = ProgrammeProgress::of(&programme, &courses(true), &LearnerFold::default());
        assert_eq!(format!("{:?}", progress.levels[0].missing), wanted, "{rule}");
    }
}
