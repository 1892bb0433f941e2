//! Every question, asked by the window of the thread behind it, which answers out of a registry of real stations.

use super::office_samples::{Office, inside};
use super::person::Person;
use crate::office::reports::{has_chart, studied_at_two_places};
use crate::office::window::Clerk;
use foothold::model::id::LearnerId;
use foothold::model::report::{Answer, Asked, Cell, Question};
use foothold::text::Words;
use foothold::ui::office::{Action, Place};
use foothold::worker::office::{Ask, Told};
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// High enough for chart and table.
const HIGH: (f32, f32) = (1366.0, 1800.0);

/// The thread behind the window, where files go, and what was answered last.
struct Behind {
    thread: Clerk,
    folder: PathBuf,
    last: Option<Answer>,
}

thread_local! {
    static BEHIND: RefCell<Option<Behind>> = const { RefCell::new(None) };
}

/// Questions and their files go to the real thread; all else is answered as in the other tests.
fn out_of_the_registry(ask: &Ask) -> Option<Told> {
    BEHIND.with_borrow_mut(|behind| {
        let behind = behind.as_mut().expect("there is a thread behind it");
        let mut ask = ask.clone();
        match &mut ask {
            Ask::Report { .. } | Ask::Choices { .. } => {}
            Ask::SaveReport { folder, .. } => folder.clone_from(&behind.folder),
            _ => return None,
        }
        let told = behind.thread.ask(ask);
        if let Told::Answer(answer) = &told {
            behind.last = Some((**answer).clone());
        }
        Some(told)
    })
}

fn last() -> Answer {
    BEHIND.with_borrow(|behind| behind.as_ref().and_then(|behind| behind.last.clone())).expect("it was answered")
}

/// The window at the answer to a question; what was worked at is asked of one person.
fn at(question: Question, ana: LearnerId) -> Person<'static, Office> {
    let mut clerk = inside(HIGH, out_of_the_registry);
    let words = Words::default();
    let mut from = Question::Participation;
    if question == Question::Evidence {
        clerk.room().act(Action::Hours(ana, "Ana".into()));
        from = Question::SeatTime;
    } else {
        clerk.room().act(Action::Go(Place::Reports));
    }
    clerk.settle();
    if question != from {
        clerk.press(&format!("Question: {}. Choose another", words.get(&from.title())));
        clerk.press(&words.get(&question.title()));
    }
    clerk
}

/// The words that begin a row, as far as they are words.
fn first_words(answer: &Answer) -> Option<&str> {
    answer.table.rows.first()?.iter().find_map(|cell| match cell {
        Cell::Text(words) => Some(words.as_str()),
        _ => None,
    })
}

fn files_of(folder: &Path, question: Question) -> Vec<PathBuf> {
    let all = std::fs::read_dir(folder).into_iter().flatten().map(|file| file.unwrap().path());
    let mut all: Vec<_> =
        all.filter(|path| path.to_str().unwrap().contains(&format!("report-{}-", question.as_str()))).collect();
    all.sort();
    all
}

#[test]
fn every_question_is_drawn_and_saved_as_the_thread_answers_it() {
    let (office, ana) = studied_at_two_places();
    let folder = office.folder.path().join("saved");
    let thread = Clerk::inside_after(&office, office.folder.path(), 20);
    BEHIND.set(Some(Behind { thread, folder: folder.clone(), last: None }));
    let mut drawn = 0;
    for question in Question::ALL {
        let mut clerk = at(question, ana);
        let answer = last();
        assert_eq!(answer.question, question);
        assert_eq!(answer.chart.is_some(), has_chart(question), "{question:?}");
        let seen = clerk.screen_text();
        assert!(!seen.contains("report-"), "{question:?}: {seen}");
        assert!(!answer.table.rows.is_empty(), "{question:?}");
        let words = first_words(&answer);
        assert!(words.is_none_or(|words| clerk.sees_part(words)), "{question:?}: {words:?} in {seen}");
        if let Some(chart) = answer.chart.as_ref().filter(|_| answer.table.rows.len() > 1) {
            let heads = chart.values.iter().map(|at| Words::default().get(&answer.table.columns[*at].head()));
            let heads = heads.collect::<Vec<_>>().join(", ");
            assert!(clerk.sees_part(&format!("{heads}: ")), "{question:?} is drawn: {heads} in {seen}");
            drawn += 1;
        }
        clerk.press("Save as CSV and PDF");
        clerk.press("Use this folder");
        assert!(clerk.sees_part("2 files saved in"), "{question:?}: {}", clerk.screen_text());
        let files = files_of(&folder, question);
        assert_eq!(files.len(), 2, "{question:?}: {files:?}");
        let table = std::fs::read_to_string(&files[0]).unwrap();
        assert_eq!(table.lines().count(), 1 + answer.table.rows.len(), "{table}");
        assert!(std::fs::read(&files[1]).unwrap().starts_with(b"%PDF"), "{question:?}");
    }
    assert!(drawn >= 5, "{drawn}");
    BEHIND.take(); // the thread ends before its office is deleted
}

#[test]
fn a_question_of_everybody_asks_the_thread_for_a_page_and_its_file_for_all() {
    let (office, _) = studied_at_two_places();
    let thread = Clerk::inside_after(&office, office.folder.path(), 20);
    let ask = |rows_max| {
        let asked = Box::new(Asked { rows_max, ..Asked::default() });
        match thread.ask(Ask::Report { question: Question::People, asked, lang: "es".into() }) {
            Told::Answer(answer) => answer,
            other => panic!("{other:?}"),
        }
    };
    let (page, all) = (ask(Some(1)), ask(None));
    assert_eq!((page.table.rows.len(), all.table.rows.len()), (1, 4));
    assert!(page.notes.iter().any(|note| note.key == "report-note-first"), "{:?}", page.notes);
}
