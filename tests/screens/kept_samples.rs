//! A reading with what somebody keeps of it, a journal, the words of a course, credit.

use super::samples::*;
use foothold::model::event::{CreditKind, OutsideKind};
use foothold::model::id::Hash;
use foothold::model::kept::Anchor;
use foothold::model::progress::Missing;
use foothold::model::trust::FreeText;
use foothold::worker::view::*;
use foothold::worker::{Keep, KeptNews, News, Request};
use std::collections::BTreeMap;

pub const TEXT: &str = "# What a check shows\n\nA background check may show arrests that did not lead to a conviction. \
    Ask which company ran the check, and write its name down before you leave.\n\n## What to say\n\nTwo honest sentences \
    are enough.\n\n- Say what it was.\n- Say what you have done since.\n\n> [!TIP]\n> Practise with somebody you trust.\n";

/// The range of "Two honest sentences are enough." in the reading's text that is marked.
pub const TEXT_MARK: [u64; 2] = [177, 197];

pub fn terms() -> Vec<TermView> {
    let term =
        |id: &str, term: &str, meaning: &str| TermView { id: slug(id), term: term.into(), meaning: meaning.into() };
    vec![
        term("check", "Background check", "A look at what the courts have on you."),
        term("parole", "Parole", "Time served outside, under rules."),
        term("resume", "Résumé", "One page about what you can do."),
    ]
}

pub fn rows() -> Vec<KeptRow> {
    let row = |what, anchor, excerpt: &str| KeptRow { what, anchor, number: None, excerpt: excerpt.into() };
    vec![
        row(Kept::Place, Anchor::Block(1), "A background check may show arrests that did not lead to a conviction."),
        row(Kept::Note("Ask Mr. Hall about the second page.\nAnd the form.".into()), Anchor::Block(2), "What to say"),
        row(Kept::Mark(TEXT_MARK), Anchor::Block(3), "Two honest sentences"),
    ]
}

/// A reading that anything is kept of, under a policy.
pub fn reading(free_text: FreeText) -> LessonView {
    let mut view = lesson();
    view.row = row("checks", "What a background check shows", LessonKind::Reading, Begun);
    view.glossary = terms();
    view.kept = LessonKept { free_text, rows: rows() };
    view.content = LessonContentView::Reading(ReadingView {
        markdown: TEXT.into(),
        pictures: BTreeMap::new(),
        position_permille: 0,
        seen_permille: 200,
    });
    view
}

use foothold::model::progress::LessonState::Begun;

pub fn all(free_text: FreeText) -> AllKept {
    let one = |lesson: &str, title: Option<&str>, is_here: bool, rows| KeptLesson {
        course: course_id("work"),
        course_title: title.map(|_| "Looking for work with a record".into()),
        lesson: lesson_id(lesson),
        title: title.map(str::to_owned),
        is_here,
        rows,
        marks_away: if title.is_none() { 2 } else { 0 },
    };
    let film = vec![KeptRow { what: Kept::Place, anchor: Anchor::Time(272_000), number: None, excerpt: String::new() }];
    let locked = vec![KeptRow { what: Kept::Place, anchor: Anchor::Page(3), number: None, excerpt: String::new() }];
    let slides = vec![KeptRow {
        what: Kept::Note("مرحبا 😀 <script>alert(1)</script> \u{202e}evil\u{0}".into()),
        anchor: Anchor::Slide("two".into()),
        number: Some(2),
        excerpt: String::new(),
    }];
    AllKept {
        free_text,
        lessons: vec![
            one("checks", Some("What a background check shows"), true, rows()),
            one("your-record", Some("Talking about your record"), true, film),
            one("old", None, false, slides),
            one("letter", Some("A letter that explains"), false, locked),
        ],
    }
}

pub fn journal(free_text: FreeText) -> JournalView {
    let entry = |entry: &str, text: &str| JournalRow::new(slug(entry), text.into());
    JournalView {
        free_text,
        entries: vec![
            entry(
                "2026-11-20-190200",
                "Called my sister. She said the bakery still asks about me.\nI want to write to them.",
            ),
            entry("2026-11-18-081500", "😀 \u{202e}abc\u{202c} <b>not bold</b> مرحبا"),
        ],
    }
}

pub fn standing() -> StandingView {
    StandingView {
        ahead: vec![certificate_row(CertificateState::Open {
            done_permille: 430,
            missing: vec![Missing::Required { count: 3 }, Missing::Pass],
        })],
        credits: vec![
            CreditRow {
                kind: Some(CreditKind::Academic),
                amount: "1.5".into(),
                basis: "Evening class at the county college".into(),
                body: String::new(),
                given: Some((Hash([1; 32]), NOW_MS)),
            },
            CreditRow {
                kind: Some(CreditKind::SeatHours),
                amount: "12".into(),
                basis: "Fractions and money".into(),
                body: "American Council on Education".into(),
                given: None,
            },
        ],
        outside: vec![
            OutsideRow {
                event: Hash([2; 32]),
                kind: OutsideKind::Credential,
                name: "Welding, level 1".into(),
                issuer: "Northfield County College of Applied Trades and Technology".into(),
                day: "2025-06-30".into(),
                evidence: "The paper itself, with its seal".into(),
            },
            OutsideRow {
                event: Hash([3; 32]),
                kind: OutsideKind::Instructor,
                name: "Welds pipes, and may teach it".into(),
                issuer: "J. Ortiz, welding".into(),
                day: "2026-03-01".into(),
                evidence: "A year in the weld shop".into(),
            },
        ],
    }
}

/// A packet with one page in it, one changed since, a note, and one that is nowhere else.
pub fn packet(free_text: FreeText) -> PacketView {
    let entries = journal(free_text).entries.into_iter();
    let mut rows: Vec<PacketRow> = entries.map(|row| PacketRow::of_journal(row, None)).collect();
    rows[1].chosen = Some("An older text".into());
    let note = "Ask Mr. Hall about the second page.\nAnd the form.".to_owned();
    let words = format!("Talking about your record\n{note}");
    rows.push(PacketRow {
        entry: slug("note-1"),
        of: PacketPage::Note { lesson: Some("Talking about your record".into()), note },
        words,
        chosen: None,
    });
    let words = "Written at another computer.".to_owned();
    rows.push(PacketRow { entry: slug("2026-01-01"), of: PacketPage::Gone, chosen: Some(words.clone()), words });
    if free_text != FreeText::Reviewed {
        rows.retain(|row| row.chosen.is_some());
    }
    PacketView { free_text, rows }
}

fn saved(lesson: &str, kept: LessonKept) -> News {
    let saved = KeptSaved { course: course_id("work"), lesson: lesson_id(lesson), kept, wall_ms: NOW_MS };
    News::Kept(Box::new(KeptNews::Lesson(saved)))
}

/// The answers of a station where a reading is open under a policy.
pub fn answer(request: &Request, free_text: FreeText) -> Option<News> {
    let kept = |news| Some(News::Kept(Box::new(news)));
    match request {
        Request::OpenLesson { .. } => Some(News::Lesson(Box::new(reading(free_text)))),
        Request::Record => Some(News::Record(RecordView { standing: standing(), ..record() })),
        Request::Keep(Keep::Note { anchor, text, .. }) => {
            let is_it = |row: &KeptRow| row.anchor == *anchor && matches!(row.what, Kept::Note(_));
            let mut now: Vec<KeptRow> = rows().into_iter().filter(|row| !is_it(row)).collect();
            if !text.is_empty() {
                let (what, excerpt) = (Kept::Note(text.clone()), String::new());
                now.push(KeptRow { what, anchor: anchor.clone(), number: None, excerpt });
            }
            Some(saved("checks", LessonKept { free_text, rows: now }))
        }
        Request::Keep(Keep::Place { anchor, on, .. }) => {
            let mut now: Vec<KeptRow> = rows();
            now.retain(|row| row.anchor != *anchor || !matches!(row.what, Kept::Place));
            if *on {
                let excerpt = String::new();
                now.push(KeptRow { what: Kept::Place, anchor: anchor.clone(), number: None, excerpt });
            }
            Some(saved("checks", LessonKept { free_text, rows: now }))
        }
        Request::Keep(Keep::Marks { changes, .. }) => {
            let mut now: Vec<KeptRow> = rows();
            for (range, on) in changes {
                now.retain(|row| row.what != Kept::Mark(*range));
                if *on {
                    let (anchor, excerpt) = (Anchor::Block(1), "new".into());
                    now.push(KeptRow { what: Kept::Mark(*range), anchor, number: None, excerpt });
                }
            }
            Some(saved("checks", LessonKept { free_text, rows: now }))
        }
        Request::Keep(Keep::All) => kept(KeptNews::All(all(free_text))),
        Request::Keep(Keep::Journal) => kept(KeptNews::Journal(journal(free_text))),
        Request::Keep(Keep::JournalEntry { entry, text }) => {
            kept(KeptNews::JournalSaved { entry: entry.clone(), text: text.clone(), wall_ms: NOW_MS })
        }
        Request::Keep(Keep::Packet) => kept(KeptNews::Packet(packet(free_text))),
        Request::Keep(Keep::IntoPacket { entry, is_in }) => {
            let mut packet = packet(free_text);
            let row = packet.rows.iter_mut().find(|row| row.entry == *entry)?;
            row.chosen = is_in.then(|| row.words.clone());
            kept(KeptNews::PacketChanged { packet, wall_ms: NOW_MS })
        }
        Request::Keep(Keep::Glossary { course }) => kept(KeptNews::Glossary(GlossaryView {
            course: course.clone(),
            title: "Looking for work with a record".into(),
            terms: terms(),
        })),
        _ => None,
    }
}
