//! Reports in the office's window: choosing a question, narrowing it, looking behind the hours, saving.

use super::everywhere::{SIZES, Tour};
use super::office_samples::{Office, inside};
use super::person::Person;
use egui::Key;
use foothold::model::problem::{Code, Problem};
use foothold::model::report::{Asked, By, Question};
use foothold::text::Language;
use foothold::ui::office::{Action, Place};
use foothold::ui::tokens::Theme;
use foothold::worker::office::view::{OfficeStep, Unit};
use foothold::worker::office::{Ask, Told};

const SMALL: (f32, f32) = (1024.0, 768.0);
/// High enough for chart and table.
const HIGH: (f32, f32) = (1024.0, 1800.0);

fn at_reports(size: (f32, f32)) -> Person<'static, Office> {
    let mut clerk = inside(size, |_| None);
    clerk.press("Reports");
    clerk
}

/// What was asked last.
fn last(clerk: &mut Person<'static, Office>) -> (Question, Asked) {
    let asked = clerk.room().asked.iter().rev().find_map(|ask| match ask {
        Ask::Report { question, asked, .. } => Some((*question, (**asked).clone())),
        _ => None,
    });
    asked.expect("a question was asked")
}

fn choose(clerk: &mut Person<'static, Office>, from: &str, to: &str) {
    clerk.press(&format!("Question: {from}. Choose another"));
    clerk.press(to);
}

#[test]
fn a_question_is_chosen_out_of_a_list_and_grouped() {
    let mut clerk = at_reports((1366.0, 768.0));
    assert_eq!(last(&mut clerk).0, Question::Participation);
    clerk.must_see("300 people, 250 hours, 100 certificates");
    clerk.press("By month");
    assert_eq!(last(&mut clerk).1.by, Some(By::Month));
    choose(&mut clerk, "People, hours and certificates", "Seat hours");
    assert_eq!(last(&mut clerk).0, Question::SeatTime);
    assert!(!clerk.sees("By month"), "it is not grouped");
    assert!(!clerk.sees("Stations not heard of"), "the list is closed again");
}

#[test]
fn an_answer_is_narrowed_by_place_course_program_person_and_months() {
    let mut clerk = at_reports((1366.0, 768.0));
    clerk.press("Place: all");
    clerk.press("South Facility");
    clerk.press("Course: all");
    clerk.write("Search this list", "money");
    assert!(!clerk.sees("Looking for work"), "only what fits is listed");
    clerk.press("Money basics, for people who begin anew");
    clerk.press("Program: all");
    clerk.press("The way back");
    clerk.write("From month", "2026-01");
    clerk.key(Key::Enter);
    clerk.write("To month", "2026-11");
    clerk.key(Key::Enter);
    let (_, asked) = last(&mut clerk);
    assert_eq!(asked.facility.unwrap().as_str(), "south");
    assert!(asked.course.unwrap().as_str().ends_with("money") && asked.programme.unwrap().as_str().ends_with("way"));
    assert_eq!([asked.from, asked.to].map(|month| month.unwrap().to_string()), ["2026-01", "2026-11"]);
    clerk.must_see("Place: South Facility");
    clerk.press("Show everything again");
    assert!(!last(&mut clerk).1.is_narrowed());
    choose(&mut clerk, "People, hours and certificates", "Seat hours");
    clerk.press("Person: everybody");
    clerk.write("Search this list", "ana ruiz");
    clerk.press("Ana María Ruiz · 4711 · North Facility");
    assert!(last(&mut clerk).1.person.is_some());
    clerk.press("Person: Ana María Ruiz · 4711 · North Facility");
    clerk.key(Key::Escape);
    assert!(last(&mut clerk).1.person.is_some(), "Escape leaves it as it is");
}

#[test]
fn a_month_that_is_none_is_told_and_the_days_of_silence_are_asked() {
    let mut clerk = at_reports((1366.0, 768.0));
    clerk.write("From month", "2026/01");
    clerk.key(Key::Enter);
    clerk.must_see("Write a month like 2026-01.");
    assert_eq!(last(&mut clerk).1.from, None);
    choose(&mut clerk, "People, hours and certificates", "Stations not heard of");
    assert_eq!(last(&mut clerk).1.days, Some(14));
    clerk.write("Days without news", "0");
    clerk.key(Key::Enter);
    assert_eq!(last(&mut clerk).1.days, Some(140));
}

#[test]
fn the_rows_of_seat_hours_lead_to_what_the_hours_are_made_of_and_back() {
    let mut clerk = at_reports(HIGH);
    choose(&mut clerk, "People, hours and certificates", "Seat hours");
    clerk.press("Ben Ode, 4712, North Facility, 6.5, 0.0, 1.0");
    let (question, asked) = last(&mut clerk);
    assert_eq!((question, asked.person), (Question::Evidence, Some(super::samples::learner_id(2))));
    clerk.must_see("Person: Ben Ode · 4712");
    clerk.press("Back to: Seat hours");
    assert_eq!(last(&mut clerk).1.person, None, "as it was before");
}

#[test]
fn from_a_person_one_comes_to_their_hours_by_month_and_behind_those_of_one_month() {
    let mut clerk = inside((1366.0, 1800.0), |_| None);
    clerk.press("People");
    clerk.press("Ana María Ruiz, 4711, North Facility, Learning here, 2");
    clerk.press("Hours, and what they are made of");
    let (question, asked) = last(&mut clerk);
    assert_eq!((question, asked.person), (Question::SeatTime, Some(super::samples::learner_id(1))));
    clerk.press("Ana María Ruiz, 4711, North Facility, October 2026, 6.5, 0.0, 1.0");
    let (question, asked) = last(&mut clerk);
    assert_eq!((question, asked.from, asked.to), (Question::Evidence, asked.to, asked.from));
    assert_eq!(asked.from.unwrap().to_string(), "2026-10");
}

#[test]
fn behind_the_hours_is_asked_of_one_person_only() {
    let mut clerk = at_reports((1366.0, 768.0));
    choose(&mut clerk, "People, hours and certificates", "Behind the hours");
    clerk.must_see("Whose hours do you want to look into?");
    clerk.press("Which person?");
    assert!(!clerk.sees("Everybody"), "one must be chosen");
    clerk.press("Ben Ode · 4712 · South Facility");
    assert!(last(&mut clerk).1.person.is_some());
    assert!(!clerk.sees("Whose hours do you want to look into?"));
}

#[test]
fn of_many_rows_the_largest_are_drawn_and_the_rest_is_told() {
    let mut clerk = at_reports(HIGH);
    clerk.must_see("The largest 12 are drawn. 3 more are in the table.");
    assert!(clerk.sees_part("Northern Correctional Facility 15: 45; Northern Correctional Facility 14: 42"));
    assert!(clerk.sees("All, 300, 250.0, 100"), "the last row is called by its name");
    clerk.press("By month");
    clerk.must_see("The newest 12 are drawn. 18 earlier ones are in the table.");
}

#[test]
fn counting_can_be_stopped_and_files_have_every_row() {
    let mut clerk = inside((1366.0, 768.0), |ask| {
        matches!(ask, Ask::Report { question: Question::Lessons, .. }).then(|| {
            let at = "report-counting".into();
            Told::Step(OfficeStep { at, unit: Unit::People, done: 1_200, total: 50_000, ..OfficeStep::default() })
        })
    });
    clerk.press("Reports");
    clerk.press("Save as CSV and PDF");
    clerk.press("Use this folder");
    clerk.must_see("2 files saved in /stick.");
    let saved = clerk.room().asked.iter().rev().find_map(|ask| match ask {
        Ask::SaveReport { asked, .. } => Some(asked.rows_max),
        _ => None,
    });
    assert_eq!((saved, last(&mut clerk).1.rows_max), (Some(None), Some(1_000)));
    choose(&mut clerk, "People, hours and certificates", "Where people stop");
    assert!(clerk.sees_part("1,200 of 50,000 people"), "people are counted, not bytes");
    clerk.press("Cancel");
    clerk.room().late(Told::Failed(Problem::new(Code::JobCancelled)));
    clerk.settle();
    assert!(clerk.sees("Try again"));
}

#[test]
fn another_language_asks_for_titles_in_it() {
    let mut clerk = at_reports((1366.0, 768.0));
    clerk.look(Language::Spanish, Theme::Light, 100);
    let lang = clerk.room().asked.iter().rev().find_map(|ask| match ask {
        Ask::Report { lang, .. } => Some(lang.clone()),
        _ => None,
    });
    assert_eq!(lang.as_deref(), Some("es"));
}

#[test]
fn reports_and_their_lists_fit() {
    for size in SIZES {
        let mut tour = Tour::new(size);
        let mut clerk = at_reports(size);
        tour.look(&mut clerk, "office reports");
        clerk.press("By month");
        tour.look(&mut clerk, "office reports by month");
        choose(&mut clerk, "People, hours and certificates", "What came of it");
        tour.look(&mut clerk, "office reports outcomes");
        clerk.press("Course: all");
        tour.look(&mut clerk, "office reports choosing");
        clerk.key(Key::Escape);
        clerk.press("Question: What came of it. Choose another");
        tour.look(&mut clerk, "office reports questions");
        clerk.press("Seat hours");
        tour.look(&mut clerk, "office reports hours");
    }
    let (mut clerk, mut tour) = (at_reports(HIGH), Tour::new(HIGH));
    tour.look(&mut clerk, "office reports whole");
    clerk.press("By month");
    tour.look(&mut clerk, "office reports whole by month");
    choose(&mut clerk, "People, hours and certificates", "What came of it");
    tour.look(&mut clerk, "office reports whole outcomes");
    choose(&mut clerk, "What came of it", "Seat hours");
    clerk.press("Ben Ode, 4712, North Facility, 6.5, 0.0, 1.0");
    tour.look(&mut clerk, "office reports evidence");
}

#[test]
fn tab_alone_reaches_everything_of_a_report() {
    let mut clerk = at_reports(SMALL);
    super::office::walk(&mut clerk, "reports");
    clerk.room().act(Action::Go(Place::People));
    clerk.settle();
    super::office::walk(&mut clerk, "people");
}
