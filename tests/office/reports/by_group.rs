//! Courses that belong to several groups, and people in several courses of a group.

use super::*;

const BOTH: &str = "org.example.both";
const ONE: &str = "org.example.one";

/// In November Ana did both courses and Bea began one, at North; in December Bea went on there, and Cy did the other one
/// at South.
fn overlapping() -> OfficeBed {
    let mut office = OfficeBed::new();
    for id in [WORK, OTHER] {
        approve(&mut office, &course(id, 30));
    }
    for programme in [programme_of(BOTH, "Both", &[WORK, OTHER]), programme_of(ONE, "One", &[OTHER])] {
        let document = json::to_canonical(&programme).unwrap();
        office.registry.write(|writer| writer.set_programme(&programme, &document, &Hash([1; 32]), 1)).unwrap();
    }
    let mut north = StationBed::new(&office, "North one", 10);
    let mut south = StationBed::at(&office, "south", "South one", 11);
    let (ana, bea, cy) = (north.add_learner("Ana", 1), north.add_learner("Bea", 2), south.add_learner("Cy", 3));
    north.does_all(ana, WORK, 10);
    north.does_all(ana, OTHER, 20);
    north.watches(bea, WORK, 10);
    office.clock.0.fetch_add(31 * 24 * 60 * MINUTE, Ordering::Relaxed);
    south.does_all(cy, OTHER, 30);
    north.watches(bea, WORK, 10);
    for station in [&mut north, &mut south] {
        office.carry(station);
        office.confirm(&station.name);
    }
    office
}

/// Each row's group, people, courses begun and courses done, of both questions that count them.
fn counts(office: &mut OfficeBed, asked: &Asked) -> Vec<(String, [u64; 3])> {
    let [one, other] = [Question::Participation, Question::Outcomes].map(|question| {
        let answer = ask(office, question, asked);
        let keys = ["people", "began", "done"];
        let row = |n: usize| {
            let numbers = keys.map(|key| match cell(&answer, n, key) {
                Cell::Count(count) => *count,
                other => panic!("{key}: {other:?}"),
            });
            let Cell::Text(name) = &answer.table.rows[n][0] else { panic!("{:?}", answer.table.rows[n]) };
            (name.clone(), numbers)
        };
        (0..answer.table.rows.len()).map(row).collect::<Vec<_>>()
    });
    assert_eq!(one, other, "{asked:?}");
    one
}

#[test]
fn a_person_counts_once_in_each_group_of_courses_however_it_is_narrowed() {
    let mut office = overlapping();
    let course_id = |id: &str| CourseId::parse(id).ok();
    let all = Asked::default();
    let december = Asked { from: Month::parse("2026-12").ok(), ..Asked::default() };
    let november = Asked { to: Month::parse("2026-11").ok(), ..Asked::default() };
    let south = Asked { facility: Some(slug("south")), ..Asked::default() };
    let one_course = Asked { course: course_id(WORK), ..Asked::default() };
    let one_programme = Asked { programme: course_id(ONE), ..Asked::default() };
    for (asked, both, one) in [
        (all, [3, 4, 3], Some([2, 2, 2])),
        (december, [2, 1, 1], Some([1, 1, 1])),
        (november, [2, 3, 2], Some([1, 1, 1])),
        (south, [1, 1, 1], Some([1, 1, 1])),
        (one_course, [2, 2, 1], None),
        (one_programme, [2, 2, 2], Some([2, 2, 2])),
    ] {
        let programmes = counts(&mut office, &Asked { by: Some(By::Programme), ..asked.clone() });
        let wanted: Vec<_> =
            [Some(("Both".to_owned(), both)), one.map(|one| ("One".to_owned(), one))].into_iter().flatten().collect();
        assert_eq!(programmes, wanted, "{asked:?}");
        let partners = counts(&mut office, &Asked { by: Some(By::Partner), ..asked.clone() });
        assert_eq!(partners, [("College".to_owned(), both), ("Us".to_owned(), both)], "{asked:?}");
    }
}
