//! The library's search, asked for as the window does.

use super::view::{HitWhat, SearchView};
use super::*;

impl Window {
    fn search(&self, words: &str) -> SearchView {
        match self.ask(Request::Search { words: words.into() }) {
            News::Found(view) => view,
            other => panic!("{other:?}"),
        }
    }

    /// The same, once all texts can be found.
    fn find(&self, words: &str) -> SearchView {
        for _ in 0..2_000 {
            let found = self.search(words);
            if !found.is_building {
                return found;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the index is never whole")
    }
}

fn lessons(found: &SearchView) -> Vec<&str> {
    let lesson = |hit: &view::SearchHit| match &hit.what {
        HitWhat::Lesson { lesson, .. } => Some(lesson.clone()),
        HitWhat::Term { .. } => None,
    };
    let ids: Vec<_> = found.hits.iter().filter_map(lesson).collect();
    assert_eq!(ids.len(), found.hits.len());
    found.hits.iter().map(|hit| hit.title.text.as_str()).collect()
}

#[test]
fn words_of_a_reading_are_found_with_their_line() {
    let window = Window::new();
    window.ask(Request::TryOut);
    assert_eq!(window.refused(Request::Search { words: "truth".into() }), Code::SessionOver, "nobody is in");
    window.sign_in();
    let found = window.find("xylophone");
    assert!(found.hits.is_empty() && found.instead.is_none());
    assert_eq!(window.find("trüht").instead.as_deref(), Some("truth"));
    let found = window.find("TRÚTH");
    assert_eq!(lessons(&found), ["read"]);
    assert_eq!(found.words, "TRÚTH");
    let hit = &found.hits[0];
    assert_eq!(hit.line.text, "Tell the truth.");
    assert_eq!(hit.line.marks, [[9, 14]]);
    assert_eq!(hit.anchor.as_deref(), Some("work"));
    assert_eq!((hit.course.clone(), hit.course_title.as_str()), (course_id(), "A course"));
    assert_eq!(lessons(&window.find("pics")), ["pics"]);
    assert_eq!(window.find("about work").courses, [course_id()]);
    assert!(window.find("resume").hits.is_empty(), "what a quiz takes for right is never found");
}

#[test]
fn each_learner_is_shown_their_own_language_first() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in();
    assert_eq!(window.find("verdad").hits[0].line.text, "Diga la verdad.");
    assert!(matches!(window.ask(Request::SetLanguage { lang: Lang::parse("es").unwrap() }), News::PreferenceSaved));
    let found = window.find("curso");
    assert_eq!(found.courses, [course_id()]);
    assert_eq!(lessons(&window.find("read")), ["read es"]);
}

#[test]
fn an_older_search_ends_when_a_newer_one_is_asked_and_each_ticket_ends_once() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in();
    window.find("truth");
    let words = ["t", "tr", "tru", "trut", "truth"];
    let tickets: Vec<Ticket> =
        words.iter().map(|words| window.handle.send(Request::Search { words: (*words).into() })).collect();
    let mut ended = Vec::new();
    let mut last = None;
    while ended.len() < tickets.len() {
        let event = window.handle.wait(Duration::from_secs(60)).expect("every ticket ends");
        if event.ticket == tickets[4] {
            last = Some(event.news);
        } else {
            assert!(matches!(event.news, News::Done | News::Found(_)));
        }
        ended.push(event.ticket);
    }
    ended.sort_unstable();
    assert_eq!(ended, tickets);
    assert!(matches!(last, Some(News::Found(view)) if view.words == "truth" && view.hits.len() == 1));
}

#[test]
fn a_pack_taken_away_is_found_no_more_and_one_carried_in_again_is() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in_staff();
    let path = window.place.pack.clone();
    let carry_in = || match window.ask(Request::ImportPack { path: path.clone(), allow_older: false }) {
        News::Imported(done) => done.pack.manifest,
        other => panic!("{other:?}"),
    };
    let manifest = carry_in();
    window.sign_in();
    assert_eq!(lessons(&window.find("truth")), ["read"]);
    window.sign_in_staff();
    assert!(matches!(window.ask(Request::RemovePack { manifest }), News::Done));
    window.sign_in();
    let found = window.search("truth"); // at once, while its rows are still being taken out
    assert!(found.hits.is_empty() && found.courses.is_empty());
    assert!(window.find("course").courses.is_empty());
    window.sign_in_staff();
    carry_in();
    window.sign_in();
    assert_eq!(lessons(&window.find("truth")), ["read"]);
}

#[test]
fn a_damaged_index_is_made_again_and_a_held_one_leaves_the_names() {
    let place = Place::with(&course("end", None));
    let index = place.home().tryout().search_db();
    let window = Window::on(place);
    window.ask(Request::TryOut);
    window.sign_in();
    window.find("truth");
    let Window { place, mut handle, woken } = window;
    handle.finish();
    drop(handle);
    let index = if index.is_file() { index } else { place.home().search_db() };
    let sound = std::fs::read(&index).expect("the index is beside the library");
    std::fs::write(&index, &sound[..sound.len() / 3]).unwrap();
    let handle = start(&place, &woken);
    let window = Window { place, handle, woken };
    window.ask(Request::TryOut);
    window.sign_in();
    assert_eq!(lessons(&window.find("truth")), ["read"]);
    let Window { place, mut handle, woken } = window;
    handle.finish();
    drop(handle);
    let held = crate::library::search::SearchIndex::open(&index).unwrap();
    let handle = start(&place, &woken);
    let window = Window { place, handle, woken };
    window.ask(Request::TryOut);
    window.sign_in();
    let found = window.search("read");
    assert_eq!(lessons(&found), ["read"], "names are known without the index");
    drop(held);
    assert_eq!(lessons(&window.find("truth")), ["read"], "and texts again when the index is free");
}

#[test]
fn hostile_words_get_an_answer() {
    let window = Window::new();
    window.ask(Request::TryOut);
    window.sign_in();
    window.find("truth");
    for words in ["\"", "NEAR(a b)", "*", "\0", "\u{1F600}", "אמת", "\u{202E}", &"truth ".repeat(200_000)] {
        assert!(matches!(window.ask(Request::Search { words: words.into() }), News::Found(_)));
    }
}
