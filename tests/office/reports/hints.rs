//! What stands out is told, each kind of it, of whom it is about; what is usual is not.

use super::*;
use foothold::model::event::ClockChange;
use std::collections::BTreeSet;

#[test]
fn each_kind_of_hint_is_told_of_whom_it_is_about_and_nothing_of_who_learns_as_usual() {
    let mut office = OfficeBed::new();
    approve(&mut office, &course(WORK, 60));
    approve(&mut office, &course(OTHER, 30));
    let (mut one, mut two) = (StationBed::new(&office, "One", 10), StationBed::new(&office, "Two", 11));
    let names = ["Usual", "Fast", "Film", "Quick", "Long", "Both"];
    let [usual, fast, film, quick, long, both] = [1, 2, 3, 4, 5, 6].map(|n| one.add_learner(names[n - 1], n as u128));
    two.add_learner("Both", 6);
    one.does_all(usual, OTHER, 10);
    one.does_all(fast, WORK, 20);
    one.clock.0.fetch_add(MINUTE, Ordering::Relaxed);
    one.learns(film, film_seen(OTHER, 1));
    one.answers(quick, (OTHER, "before"), 30, 5, 1);
    for _ in 0..48 {
        one.watches(long, OTHER, 60);
    }
    one.clock.0.fetch_add(20 * MINUTE, Ordering::Relaxed);
    one.learns(both, film_seen(OTHER, 20));
    two.learns(both, film_seen(OTHER, 20));
    let to = two.clock.wall_ms();
    let jump = Body::ClockJumped(ClockChange { from: to - 48 * 60 * MINUTE, to });
    two.store.append(Draft::by(Actor::Station, jump)).unwrap();
    for (station, name) in [(&mut one, "One"), (&mut two, "Two")] {
        office.carry(station);
        office.confirm(name);
    }
    let hints = ask(&mut office, Question::Hints, &Asked::default());
    let told: BTreeSet<String> = (0..hints.table.rows.len())
        .map(|row| ["hint", "name", "station"].map(|key| format!("{:?}", cell(&hints, row, key))).join(" "))
        .collect();
    let of = |kind, name: &str, station: &str| {
        [Cell::Word(kind), Cell::text(name), Cell::text(station)].map(|cell| format!("{cell:?}")).join(" ")
    };
    let wanted = [
        of("clock", "", "Two"),
        of("fast-answers", "Quick", ""),
        of("fast-course", "Fast", ""),
        of("fast-film", "Film", ""),
        of("long-day", "Long", ""),
        of("two-stations", "Both", ""),
    ];
    assert_eq!(told, BTreeSet::from(wanted));
    assert!(hints.notes.iter().any(|note| note.key == "report-note-hints"), "with the word that it is no verdict");
    let measured = |kind: &'static str| {
        let row = hints.table.rows.iter().position(|row| row[0] == Cell::Word(kind)).unwrap();
        cell(&hints, row, "measured").clone()
    };
    assert_eq!((measured("fast-film"), measured("clock")), (Cell::Count(10), Cell::Count(48)), "times, hours");
}
