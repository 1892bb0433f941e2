//! People at the desk: filters, several at once, groups, assignments, where people are, lists out of spreadsheets.

use super::person::Person;
use super::{desk, samples};
use egui::Key;
use foothold::model::event::{EnrolmentState, LearnerStatus, TargetKind};
use foothold::model::id::{CourseId, Slug};
use foothold::text::Language;
use foothold::ui::tokens::Theme;
use foothold::worker::view::*;
use foothold::worker::{PeopleChange, Request, Secret};
use std::path::PathBuf;

fn course(id: &str) -> CourseId {
    CourseId::parse(id).unwrap()
}

pub fn group(number: u32, name: &str, members: u128) -> GroupRow {
    let members = (1..=members).map(samples::learner_id).collect();
    GroupRow { group: Slug::parse(&format!("g-{number}")).unwrap(), name: name.into(), members }
}

pub fn assignable() -> Vec<AssignableRow> {
    let row = |id: &str, title: &str, kind| AssignableRow { target: course(id), kind, edition: 3, title: title.into() };
    vec![
        row("org.example.work", "Looking for work", TargetKind::Course),
        row("org.example.release", "Four weeks to release", TargetKind::Programme),
    ]
}

pub fn exams() -> Vec<ExamChoice> {
    let row = |lesson: &str, title: &str| ExamChoice {
        course: course("org.example.work"),
        lesson: samples::lesson_id(lesson),
        course_title: "Looking for work".into(),
        title: title.into(),
    };
    vec![row("exam", "The exam"), row("final", "The second exam, with everything")]
}

pub fn assignments() -> Vec<AssignmentRow> {
    let row = |id: &str, title: &str, due: Option<&str>, state| AssignmentRow {
        target: course(id),
        kind: TargetKind::Course,
        edition: 3,
        title: title.into(),
        is_here: true,
        due: due.map(Into::into),
        state,
        lessons: Some((3, 8)),
        is_done: false,
    };
    vec![
        row("org.example.work", "Looking for work", Some("2026-11-27"), EnrolmentState::Active),
        row("org.example.money", "Money at the end of the month", None, EnrolmentState::Paused),
        row("org.example.forklift", "Forklift safety", Some("2026-10-01"), EnrolmentState::Withdrawn),
    ]
}

fn pins(count: u128) -> Vec<PinView> {
    let pin = |at| PinView {
        learner: samples::learner_id(at),
        name: format!("Person {at}"),
        number: format!("{at:04}"),
        lang: samples::lang(if at % 2 == 0 { "es" } else { "en" }),
        pin: Secret::new("246813".into()),
    };
    (1..=count).map(pin).collect()
}

fn plan_row(line: u64, name: &str, number: &str, verdict: Verdict) -> PlanRow {
    let entry = RosterEntry {
        name: name.into(),
        number: number.into(),
        birth_year: None,
        lang: None,
        group: Some("Mornings".into()),
    };
    let entry = (!matches!(verdict, Verdict::Fault(_))).then_some(entry);
    PlanRow { line, shown: (name.into(), number.into()), entry, verdict }
}

fn plan() -> RosterPlan {
    let changes = vec![(RosterField::Name, "Ana M. Ruiz".into()), (RosterField::Group, "Mornings".into())];
    let mut rows = vec![
        plan_row(2, "Ana María Ruiz", "4711", Verdict::Changed(changes)),
        plan_row(3, "Sam Rivera", "1001", Verdict::Here),
        plan_row(4, "Begoña Pérez Fernández de la Torre", "1002", Verdict::Back),
        plan_row(5, "", "1003", Verdict::Fault(RowFault::NameMissing)),
        plan_row(6, "=HYPERLINK(…)", "1004", Verdict::Fault(RowFault::Formula)),
        plan_row(7, "Ben Ode", "1005", Verdict::SomebodyElse("Cid Roe".into())),
    ];
    rows.extend((0..22).map(|at| plan_row(8 + at, &format!("Person {at}"), &format!("2{at:03}"), Verdict::New)));
    let (new_groups, passed_over) = (vec!["Evenings".into()], vec!["Cell".into(), "Wing".into()]);
    RosterPlan { rows, new_groups, passed_over, is_other_encoding: true }
}

pub fn answer(change: &PeopleChange) -> PeopleNews {
    match change {
        PeopleChange::Status { set, .. } => {
            PeopleNews::Status { before: set.iter().map(|(learner, _)| (*learner, LearnerStatus::Active)).collect() }
        }
        PeopleChange::Assign { learners, .. } => PeopleNews::Assigned { changed: learners.len() },
        PeopleChange::OpenExam { learners, course, lesson, .. } => {
            PeopleNews::ExamOpened { learners: learners.clone(), course: course.clone(), lesson: lesson.clone() }
        }
        PeopleChange::CloseExam { learners, .. } => PeopleNews::ExamClosed { count: learners.len() },
        PeopleChange::Group { .. } | PeopleChange::RemoveGroup { .. } => PeopleNews::Grouped,
        PeopleChange::GivePins { learners } => PeopleNews::Pins(pins(learners.len() as u128)),
        PeopleChange::ReadRoster { .. } => PeopleNews::Roster(Box::new(plan())),
        PeopleChange::AddRoster { .. } => PeopleNews::Added { pins: pins(22), back: 1, changed: 1 },
    }
}

fn changes(person: &Person<'_>) -> Vec<PeopleChange> {
    let asked = person.asked().iter();
    asked
        .filter_map(|asked| if let Request::ChangePeople(change) = asked { Some(change.clone()) } else { None })
        .collect()
}

fn at_people() -> Person<'static> {
    let mut person = desk::at_the_desk();
    person.press("People");
    person
}

const ROW: &str = "Ana María Ruiz, 4711, Nov 27, not yet, 0 minutes, 0, 0";

#[test]
fn what_each_did_is_asked_only_for_who_is_seen() {
    let mut person = desk::at_a_busy_desk((1366.0, 768.0));
    person.press("People");
    let asked = person.asked().iter().filter_map(|asked| match asked {
        Request::PeopleProgress { learners } => Some(learners.len()),
        _ => None,
    });
    let asked: Vec<usize> = asked.collect();
    assert!(asked.iter().sum::<usize>() < 80 && !asked.is_empty(), "{asked:?} of 5000");
}

#[test]
fn five_thousand_people_are_searched_as_one_types() {
    let mut person = desk::at_a_busy_desk((1366.0, 768.0));
    person.press("People");
    person.write("Search by name or number", "ruiz 004999");
    assert!(person.sees_part("004999") && !person.sees_part("004998"), "{}", person.screen_text());
    person.write("Search by name or number", "nobody at all");
    person.must_see("Nobody like this here.");
}

#[test]
fn who_is_put_away_stands_under_its_own_filter() {
    let mut person = at_people();
    assert!(person.sees_part("4711"));
    person.press("Put away");
    person.must_see("Nobody like this here.");
    person.press("Everybody");
    assert!(person.sees_part("4711"));
    person.press("Something due");
    assert!(person.sees_part("4711"));
    person.press("Mornings");
    assert!(person.sees_part("4711"), "all filters at once");
}

#[test]
fn several_are_chosen_and_assigned_a_course_by_a_day() {
    let mut person = at_people();
    person.press("Choose several");
    person.must_see("Nobody chosen");
    person.press(ROW);
    person.must_see("1 person chosen");
    person.press("Assign a course");
    person.must_see("Assign to Ana María Ruiz");
    person.press("Looking for work");
    person.write("Day, as year-month-day", "soon");
    person.must_see("Write the day like this: 2026-11-22");
    person.press("Assign");
    assert!(changes(&person).is_empty(), "a day that is none is not taken");
    person.press("In 2 weeks");
    person.must_see("Sunday, December 6");
    person.press("Assign");
    person.must_see("Assigned to 1 person.");
    let [PeopleChange::Assign { learners, set }] = &changes(&person)[..] else { panic!("{:?}", changes(&person)) };
    assert_eq!(learners, &[samples::learner_id(1)]);
    assert_eq!((set.due.as_deref(), set.edition, set.state), (Some("2026-12-06"), 3, EnrolmentState::Active));
}

#[test]
fn where_people_are_is_changed_for_several_and_taken_back() {
    let mut person = at_people();
    person.press("Choose several");
    person.press("Choose all 1");
    person.press("Change where they are");
    person.press("Moved to another place");
    person.write("Reason, if it should be noted", "to the county farm");
    person.press("Save");
    person.must_see("1 person is where you said.");
    person.press("Undo");
    person.must_see("Undone.");
    let made = changes(&person);
    let [PeopleChange::Status { set, reason }, PeopleChange::Status { set: back, .. }] = &made[..] else {
        panic!("{made:?}")
    };
    assert_eq!((set[0].1, reason.as_deref()), (LearnerStatus::Transferred, Some("to the county farm")));
    assert_eq!(back[0].1, LearnerStatus::Active);
}

#[test]
fn the_word_of_what_was_done_goes_after_a_while() {
    let mut person = at_people();
    person.press("Choose several");
    person.press("Choose all 1");
    person.press("Change where they are");
    person.press("Released");
    person.press("Save");
    person.must_see("Undo");
    person.wait_minutes(1);
    assert!(!person.sees("Undo"), "the way back is then under the filter “Put away”");
}

#[test]
fn groups_are_made_renamed_filled_and_taken_away() {
    let mut person = at_people();
    person.press("Groups");
    person.write("New group", "Evenings");
    person.press("Make the group");
    person.press("New name for “Mornings”");
    person.write("New name for “Mornings”", ", early");
    person.press("Rename");
    person.press("Remove “Mornings”");
    person.must_see("Its people stay, and so does everything they were assigned.");
    person.press("Remove the group");
    person.press("Show “Mornings”");
    person.press("Choose several");
    person.press(ROW);
    person.press("Take out of “Mornings”");
    person.press("Put into a group");
    person.write("New group", "Nights");
    person.press("Put into it");
    let made = changes(&person);
    let names: Vec<String> = made
        .iter()
        .map(|change| match change {
            PeopleChange::Group { group, name, members } => format!("{} {name} {}", group.is_some(), members.len()),
            PeopleChange::RemoveGroup { .. } => "gone".into(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["false Evenings 0", "true Mornings, early 1", "gone", "true Mornings 0", "false Nights 1"]);
}

#[test]
fn what_somebody_is_assigned_can_be_paused_taken_back_and_given_another_day() {
    let mut person = at_people();
    person.press(ROW);
    person.must_see("3 of 8 lessons · Due Friday, November 27");
    person.press("Pause: Looking for work");
    person.press("Go on: Money at the end of the month");
    person.press("Take back: Looking for work");
    person.press("Assign again: Forklift safety");
    person.press("Change the day: Looking for work");
    person.press("No day");
    person.press("Assign");
    let made = changes(&person);
    let states: Vec<_> = made
        .iter()
        .map(|change| match change {
            PeopleChange::Assign { set, .. } => (set.state, set.due.clone()),
            other => panic!("{other:?}"),
        })
        .collect();
    let day = Some("2026-11-27".to_owned());
    assert_eq!(
        states,
        [
            (EnrolmentState::Paused, day.clone()),
            (EnrolmentState::Active, None),
            (EnrolmentState::Withdrawn, day),
            (EnrolmentState::Active, Some("2026-10-01".to_owned())),
            (EnrolmentState::Active, None)
        ]
    );
}

#[test]
fn a_list_is_looked_at_before_anything_is_written() {
    let mut person = at_people();
    person.press("Add from a list");
    person.must_see("Which list?");
    person.press("new-people.csv, 12 KB");
    person.must_see("The list is not saved as UTF-8");
    person.must_see("3 rows cannot be used");
    person.must_see("These columns are not used: Cell, Wing");
    assert!(person.sees_part("The name is missing. Fill it in."), "{}", person.screen_text());
    person.press("To be mended: 3");
    assert!(!person.sees_part("Sam Rivera"));
    assert_eq!(changes(&person).len(), 1, "only read");
    person.press("Also change 1 person who is here already");
    person.press("Add 23 people");
    person.must_see("22 people are new");
    person.must_see("1 person is back on the list");
    person.press("Save the sheet of PINs");
    person.press("STICK, 8 GB free");
    person.key(Key::Escape);
    let sheets = person.asked().iter().find_map(|asked| match asked {
        Request::SavePaper { name, sheets, .. } => Some((name.to_string(), sheets.len(), format!("{sheets:?}"))),
        _ => None,
    });
    let (name, count, text) = sheets.unwrap();
    assert_eq!((name.as_str(), count), ("one-time-pins", 3));
    for wanted in ["Person 22", "246 813", "Elija su nombre en esta computadora", "Choose your name on this computer"] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let made = changes(&person);
    assert!(matches!(&made[1], PeopleChange::AddRoster { with_changes: true, .. }), "{made:?}");
    person.press("Done");
    person.must_see("Add a person");
}

#[test]
fn a_list_can_be_left_by_the_keyboard_with_nothing_written() {
    let mut person = at_people();
    person.press("Add from a list");
    person.press("new-people.csv, 12 KB");
    person.press("Cancel");
    person.must_see("Add a person");
    person.press("Groups");
    person.key(Key::Escape);
    assert!(!person.sees("Make the group"));
    assert_eq!(changes(&person).len(), 1);
}

#[test]
fn new_pins_for_several_come_as_one_sheet() {
    let mut person = at_people();
    person.press("Choose several");
    person.press(ROW);
    person.press("New PINs");
    person.press("Make the PINs");
    person.must_see("1 one-time PIN is ready");
    person.press("Go on without the sheet");
    assert!(!person.sees("Save the sheet of PINs"));
}

fn opened(person: &Person<'_>) -> Vec<(usize, String, u64)> {
    let made = changes(person).into_iter();
    made.filter_map(|change| match change {
        PeopleChange::OpenExam { learners, lesson, minutes, .. } => Some((learners.len(), lesson.to_string(), minutes)),
        PeopleChange::CloseExam { learners, lesson, .. } => Some((learners.len(), lesson.to_string(), 0)),
        _ => None,
    })
    .collect()
}

#[test]
fn an_exam_is_opened_for_a_group_with_its_number_shown_and_closed_again() {
    let mut person = at_people();
    person.press("Groups");
    person.press("Open an exam for “Mornings”");
    person.press("Open it for 1 person");
    assert!(opened(&person).is_empty(), "which one must be said first");
    person.press("The exam · Looking for work");
    person.press("Open for a day");
    person.press("Open it for 1 person");
    person.must_see("The exam is open for 1 person.");
    person.press("Undo");
    person.must_see("The exam is closed again for 1 person.");
    assert_eq!(opened(&person), [(1, "exam".into(), 24 * 60), (1, "exam".into(), 0)]);
}

#[test]
fn an_exam_is_opened_for_those_who_are_chosen() {
    let mut person = at_people();
    person.press("Choose several");
    person.press("Choose all 1");
    person.press("Open an exam");
    person.must_see("Open an exam for Ana María Ruiz");
    person.press("The second exam, with everything · Looking for work");
    person.press("Open it for 1 person");
    assert_eq!(opened(&person), [(1, "final".into(), 2 * 60)]);
}

#[test]
fn a_dialog_that_is_open_speaks_the_language_of_the_screen() {
    let mut person = at_people();
    person.press(ROW);
    person.press("Assign a course");
    person.must_see("Assign to Ana María Ruiz");
    person.look(Language::Spanish, Theme::Light, 100);
    person.must_see("Asignar a Ana María Ruiz");
}

/// Opens each dialog and page in turn, for whoever looks at all of them.
pub fn tour(person: &mut Person<'_>, mut look: impl FnMut(&mut Person<'_>, &str)) {
    person.press("People");
    person.press("Add from a list");
    look(person, "people: which list");
    person.press("new-people.csv, 12 KB");
    look(person, "people: the list");
    person.press("Add 23 people");
    look(person, "people: added");
    person.press("Go on without the sheet");
    person.press("Groups");
    look(person, "people: groups");
    person.press("Close");
    person.press("Choose several");
    person.press("Choose all 5,000");
    look(person, "people: several");
    person.press("Assign a course");
    look(person, "people: assign");
    person.press("Cancel");
    person.press("Open an exam");
    look(person, "people: open an exam");
    person.press("Cancel");
    person.press("Put into a group");
    look(person, "people: into a group");
    person.press("Cancel");
    person.press("Change where they are");
    look(person, "people: where they are");
    person.press("Save");
    look(person, "people: undo");
    person.press("Choose all 5,000");
    person.press("New PINs");
    look(person, "people: new PINs");
    person.press("Make the PINs");
    look(person, "people: PINs made");
    person.press("Go on without the sheet");
    person.press("End choosing");
}

/// A list of people on a stick.
pub fn find() -> FindView {
    FindView {
        path: PathBuf::from("/stick/new-people.csv"),
        name: "new-people.csv".into(),
        kind: FindKind::Roster,
        size_bytes: 12_000,
        problem: None,
    }
}

#[test]
fn who_is_pressed_comes_into_sight_also_where_they_stand_below_the_list() {
    let mut person = desk::at_a_busy_desk((1024.0, 768.0));
    person.press("People");
    person.look(Language::English, Theme::Light, 200);
    assert!(!person.sees("On the sign-in list"));
    person.tab_to("Ana María Ruiz, 000000, Nov 27");
    person.key(Key::Enter);
    assert!(person.is_in_sight("On the sign-in list"), "{}", person.screen_text());
}
