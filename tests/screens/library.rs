//! The library: browsing, narrowing, searching.

use super::person::Person;
use super::{kept_samples, samples};
use egui::Key;
use foothold::model::problem::{Code, Problem};
use foothold::model::trust::FreeText;
use foothold::ui::{Action, Screen};
use foothold::worker::view::{LibraryView, SearchView};
use foothold::worker::{News, Request};

const FIELD: &str = "Search courses and lessons";

fn in_library<'a>(answer: fn(&Request) -> Option<News>) -> Person<'a> {
    let mut person = Person::before((1366.0, 768.0), answer);
    person.sign_in();
    person.press("Library");
    person.asked_names();
    person
}

fn usual<'a>() -> Person<'a> {
    in_library(|_| None)
}

#[test]
fn the_library_searches_as_it_is_typed_and_shows_the_line_found() {
    let mut person = usual();
    person.write(FIELD, "check");
    assert!(matches!(&person.asked()[0], Request::Search { words } if words == "check"));
    assert_eq!(person.asked_names(), ["Search"]);
    person.must_see("1 course");
    person.must_see("4 places in the lessons");
    assert!(person.sees_part("arrests that did not lead to a conviction"));
    assert!(person.sees_part("at 4:32") && person.sees_part("page 12") && person.sees_part("A word explained"));
}

#[test]
fn a_hit_opens_its_lesson_and_a_word_stands_among_the_words_of_its_course() {
    let work = samples::course_id("work");
    let mut person = in_library(|request| kept_samples::answer(request, FreeText::Local));
    person.write(FIELD, "check");
    person.press(
        "What a background check shows. A background check may show arrests that did not lead to a conviction. \
         Looking for work with a record, Slides",
    );
    assert_eq!(person.screen(), Screen::Lesson(work.clone(), samples::lesson_id("checks")));
    person.act(Action::Go(Screen::Library));
    assert!(person.sees_part("at 4:32"), "what was found is still there");
    person.press(
        "Background check. A look at what the courts have on you. Looking for work with a record, A word explained",
    );
    assert_eq!(person.screen(), Screen::Glossary(work));
    person.must_see("A look at what the courts have on you.");
    assert!(!person.sees("Parole"), "it opens at the word that was found");
}

#[test]
fn the_pictures_of_courses_are_made_as_they_come_into_sight() {
    let mut person = Person::before((1024.0, 480.0), |_| None);
    person.sign_in();
    person.press("Library");
    let first = person.textures();
    person.key(Key::PageDown);
    person.settle();
    person.key(Key::PageDown);
    person.settle();
    assert!(person.textures() > first, "{first} from the beginning");
}

#[test]
fn a_search_without_a_find_leads_back_to_all_courses() {
    let mut person = in_library(|request| match request {
        Request::Search { words } => Some(News::Found(SearchView { words: words.clone(), ..SearchView::default() })),
        _ => None,
    });
    person.write(FIELD, "zzz");
    person.must_see("Nothing found for “zzz”");
    person.press("Show all courses");
    person.must_see("7 courses");
}

#[test]
fn a_misspelt_word_says_what_was_searched_instead() {
    let mut person = in_library(|request| match request {
        Request::Search { words } => {
            Some(News::Found(SearchView { instead: Some("certificate".into()), ..samples::found(words) }))
        }
        _ => None,
    });
    person.write(FIELD, "certifcate");
    person.must_see("Results for “certificate”. Nothing was found for “certifcate”.");
}

#[test]
fn an_answer_to_an_older_search_is_not_shown() {
    let mut person = in_library(|request| match request {
        Request::Search { words } if words == "check" => Some(News::Done),
        _ => None,
    });
    person.write(FIELD, "check");
    assert!(!person.sees("4 places in the lessons"));
    person.write(FIELD, "s");
    person.must_see("4 places in the lessons");
}

#[test]
fn while_courses_are_still_read_it_is_said_and_searched_again() {
    let mut person = in_library(|request| match request {
        Request::Search { words } => Some(News::Found(SearchView {
            is_building: true,
            ..SearchView { words: words.clone(), ..Default::default() }
        })),
        _ => None,
    });
    person.write(FIELD, "check");
    person.must_see("New courses are still being read. More will be found in a moment.");
    person.asked_names();
    person.wait_minutes(1);
    assert!(person.asked_names().contains(&"Search".to_owned()));
}

#[test]
fn a_search_that_does_not_work_can_be_tried_again() {
    let mut person = in_library(|request| match request {
        Request::Search { .. } => Some(News::Failed(Problem::new(Code::StationBusy))),
        _ => None,
    });
    person.write(FIELD, "check");
    person.asked_names();
    person.press("Try again");
    assert_eq!(person.asked_names(), ["Search"]);
}

#[test]
fn chips_narrow_the_library_and_of_one_kind_any_fits() {
    let mut person = usual();
    person.press("Health (1)");
    person.must_see("1 course");
    person.press("Law (1)");
    person.must_see("2 courses");
    person.press("More filters");
    person.press("Up to an hour (1)");
    person.must_see("1 course");
    person.press("Clear all");
    person.must_see("7 courses");
    assert!(!person.sees("Clear all"), "nothing to clear");
}

#[test]
fn every_filter_narrows_and_says_by_how_much() {
    for (chip, count) in [
        ("Beginner (6)", "6 courses"),
        ("Up to an hour (4)", "4 courses"),
        ("1 to 5 hours (3)", "3 courses"),
        ("Reading (2)", "2 courses"),
        ("Not started (4)", "4 courses"),
        ("Begun (2)", "2 courses"),
        ("Finished (1)", "1 course"),
        ("Captions (2)", "2 courses"),
        ("Certificate (3)", "3 courses"),
    ] {
        let mut person = usual();
        person.press("More filters");
        person.press(chip);
        person.must_see(count);
        person.press("Fewer filters");
        person.must_see("More filters (1 on)");
    }
}

#[test]
fn filters_that_leave_nothing_show_the_way_back() {
    let mut person = usual();
    person.press("More filters");
    person.press("Finished (1)");
    person.press("Up to an hour (0)");
    person.must_see("No course fits all of this");
    person.press("Show all courses");
    person.must_see("7 courses");
}

#[test]
fn filters_narrow_what_was_found_too() {
    let mut person = usual();
    person.press("Law (1)");
    person.write(FIELD, "check");
    person.must_see("Something was found, but not with these filters. Take one away.");
    person.press("Clear all");
    person.must_see("4 places in the lessons");
    person.press("More filters");
    person.press("Video (5)");
    person.must_see("2 places in the lessons"); // the film, and the word explained
}

#[test]
fn the_keyboard_alone_searches_opens_and_clears() {
    let mut person = usual();
    person.write(FIELD, "check");
    person.key(Key::Enter);
    person.key(Key::Enter);
    assert_eq!(person.screen(), Screen::Course(samples::course_id("work")), "the first thing found");
    person.act(Action::Go(Screen::Library));
    person.write(FIELD, "s");
    person.key(Key::Escape);
    person.must_see("7 courses");
}

#[test]
fn an_empty_library_says_who_can_fill_it() {
    let mut person = in_library(|request| match request {
        Request::Library => Some(News::Library(LibraryView::default())),
        _ => None,
    });
    person.must_see("There are no courses here yet.");
    person.write(FIELD, "check");
    person.must_see("There are no courses here yet.");
}

#[test]
fn nothing_that_one_person_searched_is_there_for_the_next() {
    let mut person = usual();
    person.write(FIELD, "check");
    person.act(Action::SignOut);
    person.press("Ben Okafor");
    person.type_pin("246813");
    person.press("Library");
    assert!(!person.sees("4 places in the lessons"));
    person.must_see("7 courses");
}

#[test]
fn after_the_screen_was_covered_the_search_is_made_again_for_the_same_person() {
    let mut person = usual();
    person.write(FIELD, "check");
    person.act(Action::Lock);
    assert!(!person.sees_part("check"));
    person.type_pin("246813");
    person.must_see("4 places in the lessons");
}
