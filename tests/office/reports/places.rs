//! Several places and months: each has its own people, hours and certificates, and whoever was at two counts in each of
//! them, and once in all.

use super::*;

const NORTH: &str = "North";
const SOUTH: &str = "South";
const NOVEMBER_MS: u64 = 650_000 + 600_000 + 300_000 + 650_000;
const DECEMBER_MS: u64 = 1_200_000 + 300_000;

/// At North: Ana did it all, Bea and Eve begun. At South: Cy did it all, and weeks later Dee and Eve begun.
fn two_places() -> OfficeBed {
    let mut office = OfficeBed::new();
    approve(&mut office, &course(WORK, 30));
    let mut north = StationBed::at(&office, "north", "One", 10);
    let mut south = StationBed::at(&office, "south", "Two", 11);
    let [ana, bea] = [("Ana", 1), ("Bea", 2)].map(|(name, id)| north.add_learner(name, id));
    let [cy, dee] = [("Cy", 3), ("Dee", 4)].map(|(name, id)| south.add_learner(name, id));
    let eve = north.add_learner("Eve", 5);
    south.add_learner("Eve", 5);
    north.does_all(ana, WORK, 10);
    north.record(ana, "done", WORK);
    north.watches(bea, WORK, 10);
    north.watches(eve, WORK, 5);
    south.does_all(cy, WORK, 20);
    south.record(cy, "done", WORK);
    for (station, name) in [(&mut north, "One"), (&mut south, "Two")] {
        office.carry(station);
        office.confirm(name);
    }
    office.clock.0.fetch_add(25 * 24 * 60 * MINUTE, Ordering::Relaxed);
    south.watches(dee, WORK, 20);
    south.watches(eve, WORK, 5);
    office.carry(&mut south);
    assert_eq!(issue_all(&mut office).issued.len(), 2);
    office
}

/// These cells of each row, and of the last line.
fn cells(answer: &Told, keys: &[&str]) -> (Vec<Vec<Cell>>, Vec<Cell>) {
    let rows = (0..answer.table.rows.len()).map(|row| keys.iter().map(|key| cell(answer, row, key).clone()).collect());
    let place = |key: &&str| answer.table.columns.iter().position(|column| column.key == *key).unwrap();
    let total = answer.table.total.as_ref().unwrap();
    (rows.collect(), keys.iter().map(|key| total[place(key)].clone()).collect())
}

fn of(by: By) -> Asked {
    Asked { by: Some(by), ..Asked::default() }
}

#[test]
fn participants_hours_and_certificates_stand_with_their_place_and_month_and_once_in_all() {
    let mut office = two_places();
    let keys = ["people", "hours", "done", "certificates"];
    let line = |people, ms, done, certificates| {
        vec![Cell::Count(people), Cell::Hours(ms), Cell::Count(done), Cell::Count(certificates)]
    };
    let all = line(5, NOVEMBER_MS + DECEMBER_MS, 2, 2);
    let by_place = ask(&mut office, Question::Participation, &of(By::Facility));
    assert_eq!([0, 1].map(|row| cell(&by_place, row, "facility").clone()), [NORTH, SOUTH].map(Cell::text));
    let north = 650_000 + 600_000 + 300_000;
    let south = 650_000 + DECEMBER_MS;
    assert_eq!(cells(&by_place, &keys), (vec![line(3, north, 1, 1), line(3, south, 1, 1)], all.clone()));
    let by_month = ask(&mut office, Question::Participation, &of(By::Month));
    let months = [0, 1].map(|row| cell(&by_month, row, "month").clone());
    assert_eq!(months, ["2026-11", "2026-12"].map(|month| Cell::Month(Month::parse(month).unwrap())));
    assert_eq!(cells(&by_month, &keys), (vec![line(4, NOVEMBER_MS, 2, 2), line(2, DECEMBER_MS, 0, 0)], all));
    // Narrowed to a place and a month, only what is of both.
    let month = Month::parse("2026-12").ok();
    let asked = Asked { facility: Some(slug("south")), from: month, to: month, ..of(By::Facility) };
    let narrow = ask(&mut office, Question::Participation, &asked);
    assert_eq!(cells(&narrow, &keys).1, line(2, DECEMBER_MS, 0, 0));
    // Eve opened the course at North in November: she is no participant of South before December.
    let month = Month::parse("2026-11").ok();
    let asked = Asked { from: month, to: month, ..of(By::Facility) };
    let people = cells(&ask(&mut office, Question::Participation, &asked), &["people", "hours"]).0;
    assert_eq!(people, [(3, north), (1, 650_000)].map(|(people, ms)| vec![Cell::Count(people), Cell::Hours(ms)]));
    let asked = Asked { facility: Some(slug("south")), ..asked };
    assert_eq!(cells(&ask(&mut office, Question::Participation, &asked), &["people"]).1, [Cell::Count(1)]);
    let north_only = Asked { facility: Some(slug("north")), ..of(By::Facility) };
    assert_eq!(cells(&ask(&mut office, Question::Participation, &north_only), &keys).1, line(3, north, 1, 1));
}

#[test]
fn what_came_of_it_stands_with_each_place_and_each_partner() {
    let mut office = two_places();
    let keys = ["people", "began", "done", "done_percent", "gain_points", "certificates"];
    let line = |people, began, done, permille, certificates| {
        let [people, began, done, certificates] = [people, began, done, certificates].map(Cell::Count);
        vec![people, began, done, Cell::Permille(permille), Cell::Points(400), certificates]
    };
    let by_place = ask(&mut office, Question::Outcomes, &of(By::Facility));
    let (rows, total) = cells(&by_place, &keys);
    assert_eq!(total, line(5, 5, 2, 400, 2));
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert_eq!((&row[2], &row[4], &row[5]), (&Cell::Count(1), &Cell::Points(400), &Cell::Count(1)), "{row:?}");
    }
    let by_partner = ask(&mut office, Question::Outcomes, &of(By::Partner));
    assert_eq!([0, 1].map(|row| cell(&by_partner, row, "partner").clone()), ["College", "Us"].map(Cell::text));
    let whole = line(5, 5, 2, 400, 2);
    assert_eq!(cells(&by_partner, &keys), (vec![whole.clone(), whole.clone()], whole), "both made the course");
}

/// How many courses were begun and done, in each row.
fn begun_and_done(office: &mut OfficeBed, asked: &Asked) -> Vec<[u64; 2]> {
    let mut counts = |question| {
        let rows = cells(&ask(office, question, asked), &["began", "done"]).0;
        let count = |cell: &Cell| if let Cell::Count(count) = cell { *count } else { panic!("{cell:?}") };
        rows.iter().map(|row| [count(&row[0]), count(&row[1])]).collect::<Vec<_>>()
    };
    let told = counts(Question::Participation);
    if asked.by == Some(By::Facility) {
        assert_eq!(counts(Question::Outcomes), told, "{asked:?}");
    }
    told
}

#[test]
fn a_course_begun_counts_where_and_when_it_was_begun_also_of_who_goes_on_elsewhere() {
    let mut office = two_places();
    assert_eq!(begun_and_done(&mut office, &of(By::Facility)), [[3, 1], [2, 1]], "Eve began at North");
    assert_eq!(begun_and_done(&mut office, &of(By::Month)), [[4, 2], [1, 0]], "and in November");
    // Fay began at North, and did all of it a month later at South, whose young log knows nothing of North's: its numbers
    // are lower at first.
    let mut north = StationBed::at(&office, "north", "Three", 12);
    let mut south = StationBed::at(&office, "south", "Four", 13);
    let fay = north.add_learner("Fay", 6);
    north.write_journal(fay, 100);
    north.answers(fay, (WORK, "before"), 30, 3, 5);
    office.clock.0.fetch_add(31 * 24 * 60 * MINUTE, Ordering::Relaxed);
    south.add_learner("Fay", 6);
    south.watches(fay, WORK, 1);
    south.write_journal(fay, 200);
    south.does_all(fay, WORK, 40);
    for (station, name) in [(&mut south, "Four"), (&mut north, "Three")] {
        office.carry(station);
        office.confirm(name);
    }
    assert_eq!(begun_and_done(&mut office, &of(By::Facility)), [[4, 1], [2, 2]], "begun at North, done at South");
    assert_eq!(begun_and_done(&mut office, &of(By::Month)), [[4, 2], [2, 0], [0, 1]]);
    // Narrowed to a place: those who began there, in the lessons too.
    let at = |name: &str| Asked { facility: Some(slug(name)), ..of(By::Course) };
    assert_eq!(begun_and_done(&mut office, &at("north")), [[4, 1]]);
    assert_eq!(begun_and_done(&mut office, &at("south")), [[2, 2]]);
    for (name, reached) in [("north", [2, 4, 2]), ("south", [1, 2, 1])] {
        let lessons = ask(&mut office, Question::Lessons, &at(name));
        assert_eq!([0, 1, 2].map(|row| cell(&lessons, row, "reached").clone()), reached.map(Cell::Count), "{name}");
        let share = |row: usize| cell(&lessons, row, "reached_percent").clone();
        assert!((0..3).all(|row| share(row) <= Cell::Permille(1000)), "{name}: {:?}", lessons.table);
    }
}
