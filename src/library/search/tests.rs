//! The index filled, searched, damaged.

use super::*;
use crate::model::id::{CourseId, Hash, Lang};
use std::path::{Path, PathBuf};

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).unwrap()
}

fn entry(kind: Kind, course: &str, named: &str, tag: &str, title: &str, body: &str) -> Entry {
    let course = CourseId::parse(&format!("org.example.{course}")).unwrap();
    let places = if kind == Kind::Text {
        let second = body.find('\n').map_or(0, |at| at + 1);
        let place = |from, anchor: &str| Place { from, anchor: Some(anchor.into()), at_ms: None };
        vec![place(0, "one"), place(second, "two")]
    } else {
        Vec::new()
    };
    let (named, title, body) = (named.into(), title.into(), body.into());
    Entry { kind, course, named, lang: lang(tag), title, body, places }
}

fn entries() -> Vec<Entry> {
    let lesson = |named: &str, tag: &str, title: &str, body: &str| {
        [entry(Kind::Lesson, "work", named, tag, title, ""), entry(Kind::Text, "work", named, tag, title, body)]
    };
    let mut all = vec![
        entry(Kind::Course, "work", "", "en", "Looking for work", "Jobs and letters\nwork"),
        entry(Kind::Course, "work", "", "es", "Buscar trabajo", "Empleos y cartas"),
        entry(Kind::Term, "work", "reference", "en", "reference references", "A person who says good things of you."),
    ];
    all.extend(lesson(
        "letter",
        "en",
        "A cover letter",
        "Begin with the truth.\nYour certificate goes with the letter.",
    ));
    all.extend(lesson("letter", "es", "Una carta", "Empiece con la verdad.\nSu certificado va con la carta."));
    all.extend(lesson("interview", "en", "The interview", "Bring your certificate. Shake hands."));
    all.extend(lesson("rights", "en", "Your rights", "An employer may ask about a certificate; you may ask too."));
    all
}

fn fill_some(index: &mut SearchIndex, manifest: u8, entries: &[Entry]) {
    let pack = index.begin_pack(&Hash([manifest; 32])).unwrap();
    entries.iter().for_each(|entry| index.add(pack, entry).unwrap());
    index.end_pack(pack).unwrap();
}

fn fill(index: &mut SearchIndex, manifest: u8, entries: &[Entry]) {
    fill_some(index, manifest, entries);
    let mut tidying = Tidying::default();
    while index.tidy_some(&mut tidying).unwrap() {}
}

fn filled(folder: &Path) -> (PathBuf, SearchIndex) {
    let path = folder.join("search.sqlite");
    let mut index = SearchIndex::open(&path).unwrap();
    fill(&mut index, 1, &entries());
    (path, index)
}

/// What is found, as `kind/named@anchor`.
fn names(index: &mut SearchIndex, typed: &str, tag: &str) -> Vec<String> {
    let finding = index.find(typed, &lang(tag), 40).unwrap();
    let name = |found: &Found| {
        format!(
            "{:?}/{}{}",
            found.kind,
            found.named,
            found.place.anchor.as_ref().map_or(String::new(), |a| format!("@{a}"))
        )
    };
    finding.found.iter().map(name).collect()
}

#[test]
fn names_come_before_texts_and_the_line_tells_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut index) = filled(folder.path());
    assert_eq!(names(&mut index, "letter", "en"), ["Lesson/letter", "Course/"]);
    // A body of one line has both places at its start; the later one wins.
    let mut found = names(&mut index, "cert", "en");
    found.sort_unstable();
    assert_eq!(found, ["Text/interview@two", "Text/letter@two", "Text/rights@two"]);
    let finding = index.find("certificate letter", &lang("en"), 40).unwrap();
    assert_eq!(finding.found[0].line.text, "Your certificate goes with the letter.");
    assert_eq!(finding.found[0].place.anchor.as_deref(), Some("two"));
    assert_eq!(names(&mut index, "good things", "en"), ["Term/reference"]);
}

#[test]
fn the_persons_language_comes_first_and_the_other_is_found_too() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut index) = filled(folder.path());
    assert_eq!(names(&mut index, "cert", "es")[0], "Text/letter@two");
    let finding = index.find("cert", &lang("es"), 40).unwrap();
    assert_eq!(finding.found[0].line.text, "Su certificado va con la carta.");
    assert_eq!(finding.found.len(), 3, "a lesson is found once, whatever its languages");
    assert_eq!(names(&mut index, "verdad", "en"), ["Text/letter@one"]);
    assert_eq!(names(&mut index, "cert", "fr").len(), 3, "somebody who reads neither finds all");
}

/// A library in which many names and most texts begin alike, each word in its own number.
fn many() -> Vec<Entry> {
    let words = ["work", "worker", "works", "world", "wonder", "letter", "letters", "let", "zebra"];
    let mut seed = 7_u64;
    let mut next = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    let each = |n: u64| {
        let (course, named) = (format!("c{}", n / 50), format!("l{}", n % 50));
        let tag = ["en", "en", "es"][next(3) as usize];
        let body: Vec<&str> = (0..next(30) + 1).map(|_| words[(next(10) * next(10) / 10) as usize]).collect();
        let (title, body) = (format!("{} {n}", words[next(6) as usize]), format!("And {}.", body.join(" and ")));
        [entry(Kind::Lesson, &course, &named, tag, &title, ""), entry(Kind::Text, &course, &named, tag, &title, &body)]
    };
    (0..1_600).flat_map(each).collect()
}

#[test]
fn what_fits_very_many_is_found_in_the_same_order_before_and_after_it_is_ranked_beforehand() {
    const TYPED: [&str; 12] =
        ["w", "wo", "wor", "WÖR", "work", "works", "work ", "let", "lett", "zeb", "and", "work let"];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("search.sqlite");
    let mut index = SearchIndex::open(&path).unwrap();
    fill_some(&mut index, 1, &many());
    let all = |index: &mut SearchIndex| -> Vec<Finding> {
        let each = |tag| TYPED.map(|typed| (typed, tag));
        let all = ["en", "es", "fr"].into_iter().flat_map(each);
        all.map(|(typed, tag)| index.find(typed, &lang(tag), 48).unwrap()).collect()
    };
    let before = all(&mut index);
    assert!(before.iter().all(|finding| finding.found.len() > 24 && !finding.is_mended && !finding.is_partial));
    let mut tidying = Tidying::default();
    while index.tidy_some(&mut tidying).unwrap() {}
    for (table, word, is_ranked) in [
        ("titles", "w", true),
        ("titles", "wor", true),
        ("titles", "zeb", false),
        ("texts", "wor", true),
        ("texts", "work", true),
        ("texts", "and", true),
        ("texts", "wo", false),
        ("texts", "zeb", false),
    ] {
        assert_eq!(index.ranked_before(table, word).unwrap().is_some(), is_ranked, "{table} {word}");
    }
    assert_eq!(all(&mut index), before, "ranked beforehand");
    drop(index);
    let mut index = SearchIndex::open(&path).unwrap();
    assert_eq!(all(&mut index), before, "and the next time");
    let best = index.find("and", &lang("en"), 48).unwrap().found;
    let and = |found: &Found| found.line.text.matches("nd ").count();
    assert!(best.iter().all(|found| found.kind == Kind::Text && !found.line.marks.is_empty()));
    assert!(and(&best[0]) >= and(&best[47]), "the best is not the worst");
    fill_some(&mut index, 2, &[entry(Kind::Lesson, "new", "l", "en", "Work and work and work", "")]);
    assert_eq!(names(&mut index, "wor", "en")[0], "Lesson/l", "what is new is found before all is ranked again");
    while index.forget_some(&Hash([1; 32])).unwrap() {}
    assert_eq!(names(&mut index, "wor", "en"), ["Lesson/l"], "and what is gone is not");
}

#[test]
fn accents_and_case_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut index) = filled(folder.path());
    for typed in ["INTERVIEW", "ínterview", "i\u{301}nterview", "inter"] {
        assert_eq!(names(&mut index, typed, "en"), ["Lesson/interview"], "{typed}");
    }
}

#[test]
fn misspelt_words_are_mended_by_the_words_of_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut index) = filled(folder.path());
    for (typed, meant) in [
        ("certifcate", "certificate"),
        ("sertificate", "certificate"),
        ("inteview", "interview"),
        ("employr rights", "employer rights"),
        ("certifcate leter", "certificate letter"),
    ] {
        let finding = index.find(typed, &lang("en"), 40).unwrap();
        assert!(finding.is_mended && !finding.found.is_empty(), "{typed}");
        assert_eq!(finding.asked.said(), meant, "{typed}");
    }
    for typed in ["xyzzyq", "qqqq wwww", "12345678"] {
        let finding = index.find(typed, &lang("en"), 40).unwrap();
        assert!(finding.found.is_empty() && !finding.is_mended, "{typed}");
    }
}

#[test]
fn where_nothing_has_all_the_words_some_will_do_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut index) = filled(folder.path());
    let finding = index.find("interview trabajo zebra", &lang("en"), 40).unwrap();
    assert!(finding.is_partial && !finding.found.is_empty());
    assert!(!index.find("interview", &lang("en"), 40).unwrap().is_partial);
}

#[test]
fn whatever_is_typed_is_only_words() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut index) = filled(folder.path());
    let million = "letter ".repeat(150_000);
    let hostile = [
        "\"",
        "\"letter",
        "letter\"",
        "'; DROP TABLE entry; --",
        "title:letter",
        "{title more} : letter",
        "letter*",
        "*",
        "^letter",
        "letter NEAR interview",
        "NEAR(letter interview, 2)",
        "NOT letter",
        "letter OR",
        "AND",
        "(",
        ")))",
        "letter + cover",
        "-letter",
        "\0",
        "let\0ter",
        "letter\u{0}",
        "\u{1F600}",
        "👩‍👩‍👧‍👦 letter",
        "אני letter",
        "\u{202E}rettel",
        "ﷺ",
        "\u{301}\u{301}",
        "İ",
        "ß",
        "a",
        "  ",
        "",
        "𝔩𝔢𝔱𝔱𝔢𝔯",
        "letter\u{FEFF}",
        "\\",
        "%",
        "_",
        million.as_str(),
    ];
    for typed in hostile {
        let finding = index.find(typed, &lang("en"), 40);
        let shown: String = typed.chars().take(40).collect();
        assert!(finding.is_ok(), "{shown}: {finding:?}");
    }
    for typed in ["\"letter", "letter*", "'letter'", "-letter", "(letter)", "title:letter OR", "let\0ter"] {
        let found = names(&mut index, typed, "en");
        let is_plain = !typed.contains("OR") && !typed.contains('\0');
        assert!(!is_plain || found[0] == "Lesson/letter", "{typed}: {found:?}");
    }
    assert_eq!(index.packs().unwrap().len(), 1, "nothing was dropped");
    assert!(names(&mut index, "👩‍👩‍👧‍👦", "en").is_empty());
    let few = Asked::of(&million);
    assert!(few.said().len() < 60, "only some words are looked for");
}

#[test]
fn a_pack_taken_out_is_found_no_more_and_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut index) = filled(folder.path());
    let many: Vec<Entry> = (0..1_000)
        .map(|n| entry(Kind::Text, "other", &format!("l{n}"), "en", "Other", "A zebra stands in the snow."))
        .collect();
    fill(&mut index, 2, &many);
    assert_eq!(names(&mut index, "zebra", "en").len(), 40);
    let mut steps = 1;
    while index.forget_some(&Hash([2; 32])).unwrap() {
        steps += 1;
    }
    assert!(steps > 2, "in small steps");
    assert!(names(&mut index, "zebra", "en").is_empty());
    assert_eq!(names(&mut index, "interview", "en"), ["Lesson/interview"]);
    assert_eq!(index.packs().unwrap().into_keys().collect::<Vec<_>>(), [Hash([1; 32])]);
    assert!(!index.is_tidy().unwrap(), "its words are listed again");
}

#[test]
fn what_is_added_is_found_before_the_transaction_ends_and_is_gone_if_it_never_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("search.sqlite");
    let mut index = SearchIndex::open(&path).unwrap();
    let pack = index.begin_pack(&Hash([1; 32])).unwrap();
    entries().iter().for_each(|entry| index.add(pack, entry).unwrap());
    assert_eq!(names(&mut index, "interview", "en"), ["Lesson/interview"]);
    drop(index);
    let mut index = SearchIndex::open(&path).unwrap();
    assert!(index.packs().unwrap().is_empty());
    assert!(names(&mut index, "interview", "en").is_empty());
}

#[test]
fn what_is_kept_is_there_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let (path, index) = filled(folder.path());
    drop(index);
    let mut index = SearchIndex::open(&path).unwrap();
    assert!(index.is_tidy().unwrap() && index.packs().unwrap()[&Hash([1; 32])]);
    assert_eq!(index.find("certifcate", &lang("en"), 40).unwrap().asked.said(), "certificate");
    fill(&mut index, 2, &[entry(Kind::Text, "other", "z", "de", "Anderes", "Ein Zebra steht im Schnee.")]);
    assert_eq!(names(&mut index, "zebra", "en"), ["Text/z@two"]);
}

#[test]
fn a_damaged_or_foreign_file_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let (path, index) = filled(folder.path());
    drop(index);
    let sound = std::fs::read(&path).unwrap();
    let check = |what: &str, bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        let mut index = SearchIndex::open(&path).unwrap();
        assert!(index.packs().unwrap().is_empty(), "{what}");
        fill(&mut index, 1, &entries());
        assert_eq!(names(&mut index, "interview", "en"), ["Lesson/interview"], "{what}");
    };
    check(
        "text",
        b"This is no database, but a text that is long enough to be looked at as one. ".repeat(20).as_slice(),
    );
    check("truncated", &sound[..sound.len() / 2]);
    check("the first page only", &sound[..4096]);
    check("half a page", &sound[..100]);
    let mut older = sound.clone();
    older[63] ^= 1; // the last byte of the schema's version
    check("another version", &older);
    let mut foreign = sound;
    foreign[68] ^= 1; // application id
    check("another program's", &foreign);
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    assert!(SearchIndex::open(&path).is_err(), "a folder is left alone");
}

#[test]
fn a_page_that_went_bad_never_panics() {
    let folder = tempfile::tempdir().unwrap();
    let (path, index) = filled(folder.path());
    drop(index);
    let sound = std::fs::read(&path).unwrap();
    for at in (200..sound.len()).step_by(997) {
        let mut bad = sound.clone();
        bad[at] ^= 0x5A;
        bad[at.saturating_sub(7)] ^= 0xFF;
        std::fs::write(&path, &bad).unwrap();
        let Ok(mut index) = SearchIndex::open(&path) else { continue };
        for typed in ["interview", "cert", "certifcate", "zebra wait"] {
            match index.find(typed, &lang("en"), 40) {
                Ok(_) => {}
                Err(fault) => assert!(fault.is_damage(), "{at}: {fault}"),
            }
        }
    }
}

#[test]
fn a_file_that_another_program_holds_is_no_reason_to_throw_it_away() {
    let folder = tempfile::tempdir().unwrap();
    let (path, index) = filled(folder.path());
    let fault = SearchIndex::open(&path).expect_err("it is held");
    assert!(!fault.is_damage(), "{fault}");
    drop(index);
    assert_eq!(SearchIndex::open(&path).unwrap().packs().unwrap().len(), 1);
}

#[test]
fn more_languages_than_have_numbers_are_all_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = SearchIndex::open(&folder.path().join("s")).unwrap();
    let tag = |n: usize| format!("{}{}a", char::from(b'a' + (n / 26) as u8), char::from(b'a' + (n % 26) as u8));
    let all: Vec<Entry> =
        (0..80).map(|n| entry(Kind::Text, "many", &format!("l{n}"), &tag(n), "Many", "A zebra.")).collect();
    fill(&mut index, 1, &all);
    assert_eq!(index.find("zebra", &lang(&tag(75)), 200).unwrap().found.len(), 80);
}
