//! Notes, kept places, marked words, the ruler, the journal and the words of a course, by their accessible names.

use super::everywhere::{SIZES, Tour};
use super::kept_samples::{self as kept, answer};
use super::person::Person;
use super::samples;
use super::tab_walk::{walk, walk_dialog};
use egui::Key;
use foothold::model::id::Slug;
use foothold::model::kept::Anchor;
use foothold::model::problem::{Code, Problem};
use foothold::model::trust::FreeText;
use foothold::ui::{Action, Screen};
use foothold::worker::view::{PacketPage, PacketView};
use foothold::worker::{Keep, KeptNews, News, Request};

const WIDE: (f32, f32) = (1366.0, 768.0);

fn local(request: &Request) -> Option<News> {
    answer(request, FreeText::Local)
}

fn reviewed(request: &Request) -> Option<News> {
    answer(request, FreeText::Reviewed)
}

fn off(request: &Request) -> Option<News> {
    answer(request, FreeText::Off)
}

fn lesson() -> Screen {
    Screen::Lesson(samples::course_id("work"), samples::lesson_id("checks"))
}

fn in_reading(answer: super::person::Answer) -> Person<'static> {
    at(answer, lesson())
}

fn at(answer: super::person::Answer, screen: Screen) -> Person<'static> {
    let mut person = Person::before(WIDE, answer);
    person.allow_boxes();
    person.sign_in();
    person.act(Action::Go(screen));
    person.asked_names();
    person
}

/// The notes that were asked to be kept.
fn notes(person: &Person<'_>) -> Vec<(Anchor, String)> {
    let note = |request: &Request| match request {
        Request::Keep(Keep::Note { anchor, text, .. }) => Some((anchor.clone(), text.clone())),
        _ => None,
    };
    person.asked().iter().filter_map(note).collect()
}

const RULER_HOW: &str = "The ruler follows the mouse. With the keyboard: press Esc, then use the up and down arrows.";
const FIELD: &str = "My note: at the beginning";

#[test]
fn a_note_saves_itself_once_at_a_pause_and_says_so_only_then() {
    let mut person = in_reading(local);
    person.press("Notes");
    assert!(person.sees_part("This note stays on this computer"), "who reads it is said before it is typed");
    person.keys("Ask");
    assert!(person.sees("Not saved yet"));
    assert!(notes(&person).is_empty(), "no key is an event");
    person.wait_minutes(1);
    assert_eq!(notes(&person), [(Anchor::Block(0), "Ask".to_owned())]);
    person.must_see("Saved at 2:14 PM");
    assert!(!person.sees("Not saved yet"));
    person.wait_minutes(1);
    assert_eq!(notes(&person).len(), 1, "what is saved is not saved again");
}

#[test]
fn who_leaves_in_the_middle_of_a_word_loses_nothing() {
    let leave: [fn(&mut Person<'_>); 4] = [
        |person| person.press("Next"),
        |person| person.press("Lock"),
        |person| person.act(Action::SignOut),
        |person| person.act(Action::Go(Screen::Home)),
    ];
    for leave in leave {
        let mut person = in_reading(local);
        person.press("Notes");
        person.keys("Half a wor");
        leave(&mut person);
        assert_eq!(notes(&person), [(Anchor::Block(0), "Half a wor".to_owned())]);
        let names = person.asked_names();
        assert!(
            names.iter().position(|name| name == "Keep") < names.iter().position(|name| name == "SignOut").or(Some(99))
        );
    }
}

#[test]
fn what_could_not_be_saved_is_not_called_saved() {
    let mut person = in_reading(|request| match request {
        Request::Keep(Keep::Note { .. }) => Some(News::Failed(Problem::new(Code::DiskFull))),
        other => local(other),
    });
    person.press("Notes");
    person.keys("x");
    person.wait_minutes(1);
    person.must_see("This computer’s disk is full. Nothing was lost.");
    person.must_see("Could not be saved yet. It is tried again by itself.");
    assert!(!person.sees_part("Saved at 2:"));
    person.wait_minutes(1);
    assert!(notes(&person).len() >= 2, "tried again");
}

#[test]
fn a_megabyte_is_cut_politely_and_what_fits_is_kept_exactly() {
    let mut person = in_reading(local);
    person.press("Notes");
    person.paste(&"é\u{202e}😀\u{7}".repeat(250_000));
    person.must_see("Not all of what you pasted fits. The end was left out.");
    person.must_see("Room for 0 more letters");
    person.wait_minutes(1);
    let kept = notes(&person);
    assert_eq!(kept[0].1, "é\u{202e}😀\u{7}".repeat(1000));
}

#[test]
fn an_opened_note_is_gone_on_with_and_a_deleted_one_comes_back() {
    let mut person = in_reading(local);
    person.press("Notes");
    person.press("Note, in the text: Ask Mr. Hall about the second page. And the form.");
    assert!(person.typed_lines("My note: in the text").starts_with("Ask Mr. Hall"));
    person.press("Delete this note");
    assert_eq!(notes(&person), [(Anchor::Block(2), String::new())]);
    person.must_see("Taken away.");
    person.press("Bring it back");
    assert_eq!(notes(&person)[1].1, "Ask Mr. Hall about the second page.\nAnd the form.");
}

#[test]
fn what_is_added_to_a_note_goes_behind_it() {
    let mut person = in_reading(|request| {
        let news = local(request)?;
        let News::Lesson(mut view) = news else { return Some(news) };
        view.kept.rows.iter_mut().for_each(|row| row.anchor = Anchor::Block(0)); // the place on screen
        Some(News::Lesson(view))
    });
    person.press("Notes");
    person.keys("Also his");
    let all = "Ask Mr. Hall about the second page.\nAnd the form.\n\nAlso his";
    assert_eq!(person.typed_lines(FIELD), all);
    person.wait_minutes(1);
    assert_eq!(notes(&person), [(Anchor::Block(0), all.to_owned())]);
}

#[test]
fn pressing_what_is_under_the_hands_brings_no_older_words_back() {
    let mut person = in_reading(local);
    let row = "Note, in the text: Ask Mr. Hall about the second page. And the form.";
    person.press("Notes");
    person.press(row);
    person.write("My note: in the text", "Now. ");
    person.press(row);
    assert!(person.typed_lines("My note: in the text").contains("Now. "));
    person.wait_minutes(1);
    assert!(notes(&person).iter().all(|(_, text)| text.contains("Now. ")), "{:?}", notes(&person));
    let mut person = at(local, Screen::Journal);
    let row = person.screen_text().lines().find(|name| name.contains("Called my sister")).unwrap().to_owned();
    person.press(&row);
    let field = "My entry: November 20, 2026";
    person.write(field, "Now. ");
    person.press(&row);
    assert!(person.typed_lines(field).contains("Now. "));
}

#[test]
fn where_there_is_no_room_for_notes_it_is_said_and_places_are_kept_all_the_same() {
    let mut person = in_reading(off);
    person.press("Notes");
    assert!(person.sees_part("The rules of this place leave no room for notes"));
    assert!(!person.sees(FIELD));
    person.asked_names();
    person.press("Keep this place");
    assert_eq!(person.asked_names(), ["Keep"]);
    person.must_see("Place kept");
}

#[test]
fn where_staff_may_read_a_note_it_is_said_before_anything_is_typed() {
    let mut person = in_reading(reviewed);
    person.press("Notes");
    person.must_see("Staff can read this note.");
    person.must_see(FIELD);
}

#[test]
fn a_place_is_kept_by_one_key_and_taken_away_by_the_same() {
    let mut person = in_reading(local);
    person.command(Key::B);
    person.must_see("Place kept");
    person.command(Key::N);
    person.must_see("Bookmark, at the beginning");
    person.press("Take away: Bookmark, at the beginning");
    person.must_see("Keep this place");
    person.press("Bring it back");
    person.must_see("Place kept");
}

#[test]
fn words_are_marked_by_paragraph_with_the_keyboard_and_unmarked_again() {
    let mut person = in_reading(local);
    person.press("Marker pen");
    assert!(person.sees_part("Tab to a paragraph"));
    person.tab_to("Two honest sentences are enough.");
    person.key(Key::Enter);
    let changes = |person: &Person<'_>| {
        let all = person.asked().iter().rev();
        all.filter_map(|asked| match asked {
            Request::Keep(Keep::Marks { changes, .. }) => Some(changes.clone()),
            _ => None,
        })
        .next()
    };
    let (from, to) = (kept::TEXT_MARK[0], kept::TEXT_MARK[1]);
    assert_eq!(changes(&person), Some(vec![([from, to], false)]), "its words were marked: the mark goes");
    person.tab_to("Say what it was.");
    person.key(Key::Enter);
    let set = changes(&person).unwrap();
    assert!(set.len() == 1 && set[0].1 && set[0].0[1] - set[0].0[0] == 16, "{set:?}");
}

#[test]
fn the_ruler_is_remembered_and_moves_by_the_arrows() {
    let mut person = in_reading(local);
    person.press("Reading ruler");
    let kept = person.asked().iter().any(
        |asked| matches!(asked, Request::SetPreference { key, value } if key.as_str() == "ruler" && value == "on"),
    );
    assert!(kept);
    for _ in 0..20 {
        person.key(Key::ArrowDown);
    }
    for _ in 0..30 {
        person.key(Key::ArrowUp);
    }
    person.press("Reading ruler");
    person.must_see("What a check shows");
}

#[test]
fn the_ruler_goes_by_the_arrows_as_soon_as_the_keyboard_laid_it() {
    let mut person = in_reading(local);
    assert_eq!(person.ruler_at(), None);
    person.tab_to("Reading ruler");
    person.key(Key::Enter);
    person.must_see(RULER_HOW);
    let at = |person: &Person<'_>| person.ruler_at().expect("the ruler lies on the page");
    let first = at(&person);
    person.key(Key::ArrowDown);
    let second = at(&person);
    person.key(Key::ArrowDown);
    assert!(first < second && second < at(&person), "{first} {second} {}", at(&person));
    person.key(Key::ArrowUp);
    assert_eq!(at(&person), second);
    person.tab_to("Marker pen");
    person.key(Key::Escape);
    person.key(Key::ArrowUp);
    assert_eq!(at(&person), first, "as the words beside its button say");
    person.tab_to("Reading ruler");
    person.key(Key::Enter);
    assert!(person.ruler_at().is_none() && !person.sees(RULER_HOW));
}

#[test]
fn all_that_is_kept_opens_at_its_place() {
    let mut person = at(local, Screen::Library);
    person.press("My notes and bookmarks");
    assert_eq!(person.screen(), Screen::Kept);
    person.must_see("A lesson that is not here now");
    person.must_see("What you wrote there is kept. If you need the lesson, ask staff.");
    person.must_see("You marked words in it 2 times.");
    person.must_see("You cannot open this lesson yet. The course page says what comes first.");
    assert!(!person.sees("old") && !person.sees_part("org.example"), "no id is a name");
    assert!(!person.sees_part("Take away: Note, slide 2"), "what is not here is only read");
    person.press("Bookmarks");
    assert!(!person.sees_part("Ask Mr. Hall"));
    person.press("Bookmark, 4:32");
    assert_eq!(person.screen(), Screen::Lesson(samples::course_id("work"), samples::lesson_id("your-record")));
}

#[test]
fn what_is_taken_away_on_the_page_of_all_comes_back() {
    let mut person = at(local, Screen::Kept);
    person.press("Take away: Note, in the text: Ask Mr. Hall about the second page. And the form.");
    assert!(!person.sees_part("Ask Mr. Hall"));
    person.press("Bring it back");
    assert_eq!(notes(&person).last().unwrap().1, "Ask Mr. Hall about the second page.\nAnd the form.");
}

#[test]
fn a_journal_entry_saves_itself_and_belongs_to_its_day() {
    let mut person = at(local, Screen::Journal);
    assert!(person.sees_part("never goes out with your results"));
    assert!(person.sees_part("without a lock of its own"), "what is true of the disk is said");
    person.write("My entry: today, November 22, 2026", "A good day");
    person.act(Action::Go(Screen::Home));
    let entries: Vec<(Slug, String)> = person
        .asked()
        .iter()
        .filter_map(|asked| match asked {
            Request::Keep(Keep::JournalEntry { entry, text }) => Some((entry.clone(), text.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(entries, [(samples::slug("2026-11-22-141400"), "A good day".to_owned())]);
    person.act(Action::Go(Screen::Journal));
    assert!(!person.typed_lines("My entry: today, November 22, 2026").contains("good"), "nothing of it stays");
}

#[test]
fn a_journal_can_begin_with_a_question_and_an_entry_taken_away_comes_back() {
    let mut person = at(local, Screen::Journal);
    person.press("What went well today?");
    assert_eq!(person.typed_lines("My entry: November 22, 2026"), "What went well today?\n");
    person.wait_minutes(1);
    person.must_see("Saved at 2:14 PM");
    person.press("New entry");
    person.press("Take away: November 20, 2026: Called my sister. She said the bakery still asks about me. I");
    assert!(!person.sees_part("Called my sister"));
    person.press("Bring it back");
    assert!(person.sees_part("Called my sister"));
}

#[test]
fn a_journal_under_rules_without_notes_is_only_read() {
    let person = at(off, Screen::Journal);
    person.must_see("The rules of this place leave no room for a journal on this computer.");
    assert!(!person.sees_part("My entry:") && person.sees_part("Called my sister"));
}

const ROW: &str = "Take away: Note, in the text: Ask Mr. Hall about the second page. And the form.";
const ENTRY: &str = "Take away: November 20, 2026: Called my sister. She said the bakery still asks about me. I";

#[test]
fn where_nothing_may_be_written_a_note_goes_only_after_a_question_and_nothing_else_is_promised() {
    for screen in [lesson(), Screen::Kept] {
        let mut person = at(off, screen.clone());
        if screen != Screen::Kept {
            person.press("Notes");
        }
        for no in [|person: &mut Person<'_>| person.press("Keep it"), |person: &mut Person<'_>| person.key(Key::Escape)]
        {
            person.press(ROW);
            person.must_see("Take this away for good?");
            no(&mut person);
            assert!(notes(&person).is_empty() && !person.sees("Take it away"), "{screen:?}");
        }
        person.press(ROW);
        person.press("Take it away");
        assert_eq!(notes(&person), [(Anchor::Block(2), String::new())], "{screen:?}");
        assert!(!person.sees("Bring it back"), "it would be refused: {screen:?}");
    }
    let mut person = at(off, lesson());
    person.press("Notes");
    person.press(&format!("Take away: Bookmark, in the text: {}", kept::rows()[0].excerpt));
    person.must_see("Bring it back"); // places are kept all the same
}

#[test]
fn where_nothing_may_be_written_an_entry_goes_only_after_a_question() {
    let mut person = at(off, Screen::Journal);
    person.press(ENTRY);
    person.must_see("Take this away for good?");
    person.press("Keep it");
    assert!(entries(&person).is_empty());
    person.press(ENTRY);
    person.press("Take it away");
    assert_eq!(entries(&person), [("2026-11-20-190200".to_owned(), String::new())]);
    assert!(!person.sees("Bring it back"));
}

#[test]
fn what_is_taken_away_comes_back_with_the_words_under_the_hands() {
    let mut person = in_reading(|request| match request {
        Request::Keep(Keep::Note { text, .. }) if !text.is_empty() => None, // on its way to a slow disk
        other => local(other),
    });
    person.press("Notes");
    person.press(ROW.trim_start_matches("Take away: "));
    person.write("My note: in the text", "Now. ");
    person.press("Delete this note");
    person.press("Bring it back");
    assert!(notes(&person).last().unwrap().1.contains("Now. "), "{:?}", notes(&person));
    let mut person = at(local, Screen::Journal);
    person.press(ENTRY.trim_start_matches("Take away: "));
    person.write("My entry: November 20, 2026", "Now. ");
    person.press(ENTRY);
    person.press("Bring it back");
    assert!(entries(&person).last().unwrap().1.contains("Now. "), "{:?}", entries(&person));
}

#[test]
fn what_could_not_be_brought_back_can_be_brought_back_again() {
    let full = |request: &Request| match request {
        Request::Keep(Keep::Note { text, .. } | Keep::JournalEntry { text, .. }) if !text.is_empty() => {
            Some(News::Failed(Problem::new(Code::DiskFull)))
        }
        other => local(other),
    };
    for (screen, row) in [(lesson(), ROW), (Screen::Kept, ROW), (Screen::Journal, ENTRY)] {
        let mut person = at(full, screen.clone());
        if matches!(screen, Screen::Lesson(..)) {
            person.press("Notes");
        }
        person.press(row);
        person.press("Bring it back");
        person.press("Bring it back");
        assert_eq!(notes(&person).len() + entries(&person).len(), 3, "{screen:?}");
    }
}

/// The entries of the journal that were asked to be kept.
fn entries(person: &Person<'_>) -> Vec<(String, String)> {
    let entry = |request: &Request| match request {
        Request::Keep(Keep::JournalEntry { entry, text }) => Some((entry.to_string(), text.clone())),
        _ => None,
    };
    person.asked().iter().filter_map(entry).collect()
}

/// What was asked to go into the packet, or out of it.
fn packed(person: &Person<'_>) -> Vec<(String, bool)> {
    let one = |request: &Request| match request {
        Request::Keep(Keep::IntoPacket { entry, is_in }) => Some((entry.to_string(), *is_in)),
        _ => None,
    };
    person.asked().iter().filter_map(one).collect()
}

const PAGE: &str =
    "November 20, 2026: Called my sister. She said the bakery still asks about me. I want to write to them.";

#[test]
fn a_page_goes_into_the_packet_only_after_its_very_words_and_its_readers_were_shown() {
    let mut person = at(reviewed, Screen::Record);
    person.press("My release packet");
    assert_eq!(person.screen(), Screen::Packet);
    assert!(person.sees_part("staff who save the file for the office, and the records office"));
    person.must_see("All other pages of your journal: they stay on this computer.");
    person.must_see("2 pages are in your packet.");
    person.press(PAGE);
    person.must_see("Put this page into your packet?");
    person.must_see("Called my sister. She said the bakery still asks about me.\nI want to write to them.");
    person.press("Leave it out");
    assert!(packed(&person).is_empty());
    person.press(PAGE);
    person.key(Key::Escape);
    assert!(packed(&person).is_empty() && !person.sees("Put it in"));
    person.press(PAGE);
    person.press("Put it in");
    assert_eq!(packed(&person), [("2026-11-20-190200".to_owned(), true)]);
    person.must_see("3 pages are in your packet.");
    person.press(PAGE);
    assert_eq!(
        packed(&person).last().unwrap(),
        &("2026-11-20-190200".to_owned(), false),
        "out again, without a question"
    );
}

#[test]
fn a_page_changed_since_says_so_and_the_new_words_go_in_when_asked() {
    let mut person = at(reviewed, Screen::Packet);
    person.must_see("You have changed this page since. Your packet holds the old words.");
    person.press("Put in the new words: November 18, 2026");
    person.press("Put it in");
    assert_eq!(packed(&person), [("2026-11-18-081500".to_owned(), true)]);
    person.press("A page that is in your packet only: Written at another computer.");
    assert_eq!(packed(&person).last().unwrap(), &("2026-01-01".to_owned(), false));
}

#[test]
fn a_note_in_the_packet_is_changed_only_by_other_words_and_a_lesson_that_is_gone_has_plain_words() {
    let gone = |request: &Request| match request {
        Request::Keep(Keep::Packet) => {
            let mut packet = kept::packet(FreeText::Reviewed);
            packet.rows.retain(|row| matches!(row.of, PacketPage::Note { .. }));
            packet.rows[0].chosen = Some("Hablar de sus antecedentes\nAsk Mr. Hall.".into()); // put in in another language
            let note = "Ask Mr. Hall.".to_owned();
            (packet.rows[0].words, packet.rows[0].of) = (note.clone(), PacketPage::Note { lesson: None, note });
            Some(News::Kept(Box::new(KeptNews::Packet(packet))))
        }
        other => reviewed(other),
    };
    let mut person = at(gone, Screen::Packet);
    assert!(!person.sees_part("You have changed this page since."));
    person.press("Note in a lesson that is not here now: Ask Mr. Hall.");
    assert_eq!(packed(&person), [("note-1".to_owned(), false)]);
}

#[test]
fn where_nothing_may_go_into_a_packet_it_is_said_and_what_is_in_can_be_taken_out() {
    let mut person = at(local, Screen::Packet);
    person
        .must_see("The rules of this place keep what you write on this computer. None of it can go into your packet.");
    assert!(!person.sees_part("Called my sister"));
    person.press("A page that is in your packet only: Written at another computer.");
    assert_eq!(packed(&person), [("2026-01-01".to_owned(), false)]);
}

#[test]
fn a_packet_without_pages_leads_to_the_journal() {
    let empty = |request: &Request| match request {
        Request::Keep(Keep::Packet) => {
            let packet = PacketView { free_text: FreeText::Reviewed, rows: Vec::new() };
            Some(News::Kept(Box::new(KeptNews::Packet(packet))))
        }
        other => reviewed(other),
    };
    let mut person = at(empty, Screen::Packet);
    person.must_see("You have written no pages yet.");
    person.press("My journal");
    assert_eq!(person.screen(), Screen::Journal);
    person.press("My release packet");
    assert_eq!(person.screen(), Screen::Packet);
}

#[test]
fn the_words_of_a_course_are_found_from_the_course_and_from_the_lesson() {
    let mut person = at(
        |request| match request {
            Request::Course { .. } => {
                let mut course = samples::course();
                course.words_explained = 3;
                Some(News::Course(course))
            }
            other => local(other),
        },
        Screen::Course(samples::course_id("work")),
    );
    person.press("3 words explained");
    person.must_see("Time served outside, under rules.");
    person.write("Find a word", "resume");
    assert!(person.sees("Résumé") && !person.sees("Parole"));
    person.act(Action::Go(lesson()));
    person.press("Notes");
    person.press("Words");
    person.write("Find a word", "court");
    assert!(person.sees("Background check") && !person.sees("Parole"), "also by its meaning");
}

#[test]
fn a_record_tells_what_is_missing_and_tells_credit_apart() {
    let mut person = Person::before((1366.0, 2400.0), local);
    person.sign_in();
    person.act(Action::Go(Screen::Record));
    for words in ["3 more parts", "Pass the quiz", "1.5 school or college credits", "12 hours of learning"] {
        person.must_see(words);
    }
    for words in
        ["Given by staff or the office", "Welding, level 1", "Staff have seen: The paper itself, with its seal"]
    {
        person.must_see(words);
    }
    assert!(person.sees_part("week of October 24, 2026: 1 h 46 min") || person.sees_part("week of October 24, 2026:"));
}

#[test]
fn nothing_of_one_person_is_on_screen_for_the_next() {
    let mut person = in_reading(local);
    person.press("Notes");
    person.keys("Mine alone");
    person.act(Action::SignOut);
    assert!(!person.sees_part("Mine alone"));
    person.sign_in();
    person.act(Action::Go(lesson()));
    if !person.sees(FIELD) {
        person.press("Notes");
    }
    assert_eq!(person.typed_lines(FIELD), "");
}

/// Where it is kept and shown.
fn pages() -> [(&'static str, Screen); 5] {
    [
        ("kept", Screen::Kept),
        ("journal", Screen::Journal),
        ("glossary", Screen::Glossary(samples::course_id("work"))),
        ("record-full", Screen::Record),
        ("reading", lesson()),
    ]
}

#[test]
fn every_screen_of_what_is_kept_fits() {
    for size in SIZES {
        let (mut person, mut tour) = (Person::before(size, local), Tour::new(size));
        person.allow_boxes();
        person.sign_in();
        for (name, screen) in pages() {
            person.act(Action::Go(screen));
            tour.look(&mut person, name);
        }
        person.press("Marker pen");
        person.press("Reading ruler");
        person.point_at(600.0, 300.0);
        tour.look(&mut person, "reading-marker");
        person.command(Key::N);
        tour.look(&mut person, "reading-notes");
        person.press("Words");
        tour.look(&mut person, "reading-words");
    }
    for (name, answer) in [("off", off as super::person::Answer), ("reviewed", reviewed)] {
        let (mut person, mut tour) = (Person::before(SIZES[1], answer), Tour::new(SIZES[1]));
        person.allow_boxes();
        person.sign_in();
        person.act(Action::Go(lesson()));
        person.press("Notes");
        tour.look(&mut person, &format!("notes-{name}"));
        person.act(Action::Go(Screen::Journal));
        tour.look(&mut person, &format!("journal-{name}"));
        person.act(Action::Go(Screen::Packet));
        tour.look(&mut person, &format!("packet-{name}"));
        if name == "reviewed" {
            person.press(PAGE);
            tour.look(&mut person, "packet-question");
            walk_dialog(&mut person, "packet-question");
            person.key(Key::Escape);
            walk(&mut person, "packet");
        }
    }
}

#[test]
fn tab_alone_reaches_everything_that_is_kept() {
    let mut person = Person::before(SIZES[0], local);
    person.allow_boxes();
    person.sign_in();
    for (name, screen) in pages() {
        person.act(Action::Go(screen));
        walk(&mut person, name);
    }
    for opened in ["Marker pen", "Notes", "Words"] {
        person.press(opened);
        walk(&mut person, &format!("reading, {opened}"));
    }
}
