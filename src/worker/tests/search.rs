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

/// A pack as `foothold-pack` builds it, with a PDF, a book, slides with notes, captions and a glossary.
fn shelf(folder: &std::path::Path) -> std::path::PathBuf {
    use crate::author::{Depth, Watch, build, read_source};
    use crate::media::{epub, pdf};
    const COURSE: &str = r#"schema = 1
id = "org.example.shelf"
edition = 1
title = { en = "A shelf", es = "Un estante" }
summary = { en = "Things to read.", es = "Cosas para leer." }
languages = ["en", "es"]
subjects = ["reading"]
level = "beginner"
minutes = 30
outcomes = [{ id = "read", text = { en = "Read more", es = "Leer más" } }]
authors = ["Somebody"]
sources = []
rule = { kind = "all_required" }
glossary = [{ id = "lien", term = { en = "Lien", es = "Gravamen" }, meaning = { en = "A claim on a house until a debt is paid.", es = "Una carga sobre una casa." } }]

[[modules]]
id = "one"
title = { en = "One", es = "Uno" }
rule = { kind = "all_required" }

[[modules.lessons]]
id = "guide"
kind = "document"
title = { en = "The guide", es = "La guía" }
minutes = 10
required = true
rule = { kind = "opened" }
format = "pdf"
file = "guide.pdf"

[[modules.lessons]]
id = "novel"
kind = "document"
title = { en = "The novel", es = "La novela" }
minutes = 10
required = true
rule = { kind = "opened" }
format = "epub"
file = "novel.epub"

[[modules.lessons]]
id = "text"
kind = "reading"
title = { en = "A text", es = "Un texto" }
minutes = 10
required = true
rule = { kind = "opened" }
body = { en = "text.en.md", es = "text.es.md" }
"#;
    let source = folder.join("shelf");
    std::fs::create_dir_all(source.join("c")).unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(source.join(name), bytes).unwrap();
    put(
        "pack.toml",
        b"pack_id = \"org.example.shelf\"\nversion = 1\ntitle = { en = \"A shelf\", es = \"Un estante\" }\nlanguages = [\"en\", \"es\"]\n\
          publisher = \"Somebody\"\nlicence = \"CC0-1.0\"\ncreated = \"2026-11-01\"\n\
          documents = [{ kind = \"course\", path = \"c\" }]\n",
    );
    put("c/course.toml", COURSE.as_bytes());
    put("c/guide.pdf", &pdf::made::plain(&["Nothing here", "Plumbers earn well\nin every town"]));
    let chapter = format!("<h1>Far away</h1><p>{}</p><p>A lighthouse stood there.</p>", "It rained. ".repeat(40));
    put("c/novel.epub", &epub::made::book(&["<h1>Near</h1><p>It began.</p>", &chapter]));
    put("c/text.en.md", b"# First\n\nHello.\n\n## The compost heap\n\nTurn it with a fork.\n");
    put("c/text.es.md", "# Primero\n\nHola.\n\n## El montón\n\nRemuévalo con una horca.\n".as_bytes());
    let watch = Watch { report: &|_, _, _| {}, cancel: &std::sync::atomic::AtomicBool::new(false) };
    let checked = read_source(&source, Depth::Full, &watch).unwrap();
    let read = checked.source.unwrap_or_else(|| panic!("{:#?}", checked.findings));
    let out = folder.join("shelf.fpack");
    build(&read, &[&crate::crypto::sign::SecretKey::from_seed(&[5; 32])], &out, None, &watch).unwrap();
    out
}

#[test]
fn pages_of_pdfs_chapters_of_books_and_words_explained_are_found_at_their_places() {
    let mut place = Place::with(&course("end", None));
    place.pack = shelf(place.folder.path());
    let window = Window::on(place);
    window.ask(Request::TryOut);
    window.sign_in();
    let first = |words: &str| {
        let found = window.find(words);
        let hit = found.hits.first().unwrap_or_else(|| panic!("{words}: {found:?}")).clone();
        (hit.title.text, hit.line.text, hit.anchor)
    };
    let told = |title: &str, line: &str, anchor: &str| (title.to_owned(), line.to_owned(), Some(anchor.to_owned()));
    assert_eq!(first("plumber"), told("The guide", "Plumbers earn well in every town", "page-2"));
    assert_eq!(first("lighthouse").2.as_deref(), Some("page-2"));
    assert_eq!(first("lighthouse").1, "A lighthouse stood there.");
    assert_eq!(first("fork"), told("A text", "Turn it with a fork.", "the-compost-heap"));
    assert_eq!(first("horca").1, "Remuévalo con una horca.");
    assert_eq!(first("lighthuose").1, "A lighthouse stood there.");
    let found = window.find("lien");
    let hit = &found.hits[0];
    assert!(matches!(&hit.what, HitWhat::Term { term } if term.as_str() == "lien"));
    assert_eq!(hit.line.text, "A claim on a house until a debt is paid.");
}
