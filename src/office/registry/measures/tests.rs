//! Counting rows as they come says what the database says when it groups and counts them itself.

use super::*;
use crate::model::id::{CourseId, Slug};
use crate::model::report::Month;

const COURSES: u64 = 6;
const PERSONS: u64 = 60;

/// Numbers that look like chance and are the same each run (the steps of Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn facility(&mut self) -> &'static str {
        ["north", "south", "west"][self.below(3) as usize]
    }

    /// Of one year, or of none that a calendar has.
    fn month(&mut self) -> i64 {
        [0, 202_601, 202_602, 202_603][self.below(4) as usize]
    }
}

fn course(n: u64) -> String {
    format!("org.example.course-{n}")
}

fn made_up(registry: &Registry) {
    let (mut chance, db) = (Chance(1), &registry.db);
    let written = db.begin().unwrap();
    let groups = "INSERT INTO summary_group(kind, name, course) VALUES(?1, ?2, ?3)";
    // The last course is in no group, one programme has none that anybody began, and the others overlap.
    for (kind, name, courses) in [
        ("programme", "org.example.all", 0..COURSES - 1),
        ("programme", "org.example.first", 0..3),
        ("programme", "org.example.nobody", COURSES..COURSES + 2),
        ("partner", "College", 2..5),
        ("partner", "org.example.first", 1..2),
        ("partner", "Us", 0..3),
    ] {
        for n in courses {
            db.execute(groups, values![kind, name, course(n)]).unwrap();
        }
    }
    let time = "INSERT INTO summary_time VALUES(?1, ?2, ?3, ?4, ?5, 0, 0) ON CONFLICT DO NOTHING";
    let begun = "INSERT INTO summary_course VALUES(?1, ?2, 1, ?3, ?4, ?5, 1, 1, ?6, 5, 0, NULL, ?7)";
    let earned = "INSERT INTO summary_certificate VALUES(?1, ?2, ?3, 'done', ?4, ?5, ?6)";
    for person in 1..=PERSONS {
        for n in 0..COURSES {
            let course = course(n);
            for _ in 0..chance.below(4) {
                let (facility, month, ms) = (chance.facility(), chance.month(), chance.below(9_000_000));
                db.execute(time, values![person, course, facility, month, ms]).unwrap();
                db.execute(time, values![person, "", facility, month, ms / 2]).unwrap();
            }
            if chance.below(2) == 0 {
                let done = (chance.below(2) == 0).then(|| chance.month());
                let score = (chance.below(3) > 0).then(|| chance.below(1001));
                let (last, first) = (chance.facility(), chance.facility());
                db.execute(begun, values![person, course, last, chance.month(), done, score, first]).unwrap();
            }
            for certificate in 0..chance.below(3) {
                let (id, is_revoked) = (format!("{n}-{certificate}"), chance.below(4) == 0);
                let at = (chance.facility(), chance.month());
                db.execute(earned, values![person, id, course, at.0, at.1, is_revoked]).unwrap();
            }
        }
    }
    written.commit().unwrap();
}

/// Every way to narrow a question, alone and together.
fn narrowed() -> Vec<Asked> {
    let month = |number| Month::from_number(number);
    let course = |id: &str| CourseId::parse(id).ok();
    let mut all = vec![Asked::default()];
    for one in [
        Asked { from: month(202_602), ..Asked::default() },
        Asked { to: month(202_602), ..Asked::default() },
        Asked { facility: Slug::parse("south").ok(), ..Asked::default() },
        Asked { course: course("org.example.course-2"), ..Asked::default() },
        Asked { programme: course("org.example.first"), ..Asked::default() },
    ] {
        let with = |asked: &Asked| Asked {
            from: one.from.or(asked.from),
            to: one.to.or(asked.to),
            facility: one.facility.clone().or(asked.facility.clone()),
            course: one.course.clone().or(asked.course.clone()),
            programme: one.programme.clone().or(asked.programme.clone()),
            ..Asked::default()
        };
        all.extend(all.iter().map(with).collect::<Vec<_>>());
    }
    all
}

#[test]
fn rows_counted_as_they_come_are_what_the_database_counts() {
    let folder = tempfile::tempdir().unwrap();
    let registry = Registry::open(&folder.path().join("registry.sqlite")).unwrap();
    made_up(&registry);
    for asked in narrowed() {
        for measure in [Measure::Time, Measure::Began, Measure::Done, Measure::Certificates] {
            for by in By::ALL {
                let come = registry.measured_as_they_come(measure, Some(by), &asked).unwrap();
                let there = registry.measured_there(measure, Some(by), &asked).unwrap();
                assert_eq!(come, there, "{measure:?} by {by:?} of {asked:?}");
            }
        }
    }
    let all = registry.measured(Measure::Time, Some(By::Programme), &Asked::default()).unwrap();
    let names: Vec<&String> = all.keys().collect();
    assert_eq!(names, ["org.example.all", "org.example.first"], "a programme that nobody began has no row");
    let persons = |by| -> u64 {
        let counted = registry.measured(Measure::Time, Some(by), &Asked::default()).unwrap();
        counted.values().map(|numbers| numbers[0]).sum()
    };
    assert!(persons(By::Course) > persons(By::Programme), "who is in several courses of a programme counts once");
    assert!(all.values().all(|numbers| (1..=PERSONS).contains(&numbers[0])));
}
