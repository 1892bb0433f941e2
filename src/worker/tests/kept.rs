//! What a learner keeps, asked for and answered as the window does it.

use super::*;
use crate::model::event::{CredentialOutside, CreditKind};
use crate::model::kept::{Anchor, JOURNAL_CHARS_MAX, NOTE_CHARS_MAX};
use view::{Kept, LessonKept};

fn ready() -> Window {
    let window = Window::new();
    assert!(matches!(window.ask(Request::TryOut), News::Opened(_)));
    window.sign_in();
    window
}

fn kept(window: &Window, keep: Keep) -> LessonKept {
    match window.ask(Request::Keep(keep)) {
        News::Kept(news) => match *news {
            KeptNews::Lesson(saved) => saved.kept,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn note(lesson: &str, anchor: Anchor, text: &str) -> Keep {
    Keep::Note { course: course_id(), lesson: lesson_id(lesson), anchor, text: text.into() }
}

fn place(lesson: &str, anchor: Anchor, on: bool) -> Keep {
    Keep::Place { course: course_id(), lesson: lesson_id(lesson), anchor, on }
}

fn all(window: &Window) -> view::AllKept {
    match window.ask(Request::Keep(Keep::All)) {
        News::Kept(news) => match *news {
            KeptNews::All(all) => all,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn journal(window: &Window) -> view::JournalView {
    match window.ask(Request::Keep(Keep::Journal)) {
        News::Kept(news) => match *news {
            KeptNews::Journal(journal) => journal,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn places_notes_and_marks_are_told_in_the_order_of_the_lesson_with_their_words() {
    let window = ready();
    kept(&window, place("read", Anchor::Block(1), true));
    kept(&window, note("read", Anchor::Block(0), "First things first."));
    let marks = Keep::Marks { course: course_id(), lesson: lesson_id("read"), changes: vec![([5, 9], true)] };
    let now = kept(&window, marks);
    let rows: Vec<(&Kept, &str)> = now.rows.iter().map(|row| (&row.what, row.excerpt.as_str())).collect();
    let (text, page) = (Kept::Note("First things first.".into()), "Tell the truth. A word.");
    assert_eq!(rows, [(&text, "Work"), (&Kept::Place, page), (&Kept::Mark([5, 9]), "Tell")]);
    assert_eq!(window.lesson("read").kept, now, "the lesson opens with what is kept of it");
    kept(&window, place("pics", Anchor::Slide("s2".into()), true));
    let all = all(&window);
    let lessons: Vec<(&str, usize)> =
        all.lessons.iter().map(|one| (one.title.as_deref().unwrap(), one.rows.len())).collect();
    assert_eq!(lessons, [("pics", 1), ("read", 3)]);
    assert_eq!(all.lessons[0].rows[0].number, Some(2), "the second slide");
    let now = kept(&window, place("read", Anchor::Block(1), false));
    assert!(!now.has_place(&Anchor::Block(1)));
    let now = kept(&window, note("read", Anchor::Block(0), ""));
    assert_eq!(now.note(&Anchor::Block(0)), "", "an empty note is no note");
}

#[test]
fn marks_of_one_language_are_not_those_of_another() {
    let window = ready();
    let marks = |range| Keep::Marks { course: course_id(), lesson: lesson_id("read"), changes: vec![(range, true)] };
    assert_eq!(kept(&window, marks([0, 4])).marked(), [[0, 4]]);
    window.ask(Request::SetLanguage { lang: Lang::parse("es").unwrap() });
    assert_eq!(window.lesson("read").kept.marked(), <[[u64; 2]; 0]>::default());
    assert_eq!(kept(&window, marks([0, 7])).rows[0].excerpt, "Trabajo");
    window.ask(Request::SetLanguage { lang: Lang::parse("en").unwrap() });
    assert_eq!(window.lesson("read").kept.marked(), [[0, 4]]);
}

#[test]
fn any_text_is_kept_exactly_and_none_that_is_too_long() {
    let window = ready();
    let hostile = [
        "😀👩‍👩‍👧 e\u{301}",
        "مرحبا بالعالم, \u{202e}evil\u{2066}",
        "<script>alert(1)</script> ' OR 1=1; --",
        "tab\tnul\0bell\u{7}cr\r\nline\u{2028}end\u{feff}",
        " spaces stay ",
    ];
    for text in hostile {
        assert_eq!(kept(&window, note("read", Anchor::Block(1), text)).note(&Anchor::Block(1)), text);
    }
    let long = "\u{1}".repeat(NOTE_CHARS_MAX);
    assert_eq!(kept(&window, note("read", Anchor::Block(1), &long)).note(&Anchor::Block(1)), long);
    for too_long in ["x".repeat(NOTE_CHARS_MAX + 1), "x".repeat(1 << 20)] {
        let refused = window.refused(Request::Keep(note("read", Anchor::Block(1), &too_long)));
        assert_eq!(refused, Code::TextTooLong);
    }
    assert_eq!(window.lesson("read").kept.note(&Anchor::Block(1)), long, "what was kept before is still there");
    let entry = Slug::parse("2026-11-02-120000").unwrap();
    let text = "y".repeat(JOURNAL_CHARS_MAX + 1);
    let refused = window.refused(Request::Keep(Keep::JournalEntry { entry, text }));
    assert_eq!(refused, Code::TextTooLong);
    let refused = window.refused(Request::Keep(place("none", Anchor::Start, true)));
    assert_eq!(refused, Code::LessonGone);
}

#[test]
fn a_journal_and_notes_are_seen_by_nobody_else() {
    let window = ready();
    let entry = Slug::parse("2026-11-02-120000").unwrap();
    let text = String::from("Mine alone.");
    let News::Kept(news) = window.ask(Request::Keep(Keep::JournalEntry { entry, text: text.clone() })) else {
        panic!("not kept")
    };
    assert!(matches!(*news, KeptNews::JournalSaved { .. }));
    kept(&window, note("read", Anchor::Start, "Mine too."));
    let mine = journal(&window);
    assert_eq!((mine.entries[0].day.as_str(), &mine.entries[0].text), ("2026-11-02", &text));
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    assert_eq!(window.refused(Request::Keep(Keep::Journal)), Code::SessionOver);

    let News::Tiles(tiles) = window.ask(Request::Tiles { search: "luc".into() }) else { panic!("no tiles") };
    let asked = Request::SignIn { learner: tiles[0].learner, pin: Secret::new("135790".into()) };
    assert!(matches!(window.ask(asked), News::SignedIn(_)));
    assert!(journal(&window).entries.is_empty() && all(&window).lessons.is_empty());
    assert!(window.lesson("read").kept.rows.is_empty());
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    window.sign_in_staff();
    let learner = window.sam();
    let shown = format!("{:?}", window.ask(Request::Person { learner }));
    assert!(!shown.contains("Mine"), "the desk shows neither");
}

#[test]
fn staff_write_credentials_and_credit_and_take_a_mistake_back() {
    let window = ready();
    window.ask(Request::SignOut { cause: SessionEnd::Left });
    window.sign_in_staff();
    let learner = window.sam();
    let typed = CredentialOutside {
        name: " Welding 1 ".into(),
        issuer: "County college".into(),
        day: "2025-06-30".into(),
        evidence: "The paper itself".into(),
        ..CredentialOutside::default()
    };
    let outside =
        |typed: &CredentialOutside| Request::Credential(Credential::Outside { learner, typed: typed.clone() });
    assert!(matches!(window.ask(outside(&typed)), News::Done));
    for day in ["2999-01-01", "2025-02-30", "yesterday", ""] {
        let wrong = CredentialOutside { day: day.into(), ..typed.clone() };
        assert_eq!(window.refused(outside(&wrong)), Code::EntryDay, "{day:?}");
    }
    let wrong = CredentialOutside { issuer: "  ".into(), ..typed };
    assert_eq!(window.refused(outside(&wrong)), Code::EntryMissing);
    let grant = |amount: &str| {
        let (amount, basis) = (amount.into(), "Evening class".into());
        Request::Credential(Credential::Grant { learner, kind: CreditKind::Academic, amount, basis })
    };
    assert!(matches!(window.ask(grant("1.5")), News::Done));
    for amount in ["0", "-1", "much", ""] {
        assert_eq!(window.refused(grant(amount)), Code::EntryAmount, "{amount:?}");
    }
    let person = || match window.ask(Request::Person { learner }) {
        News::Person(person) => person.standing,
        other => panic!("{other:?}"),
    };
    let standing = person();
    assert_eq!((standing.outside[0].name.as_str(), standing.credits[0].amount.as_str()), ("Welding 1", "1.5"));
    let event = standing.outside[0].event;
    let take_back =
        |event, reason: &str| Request::Credential(Credential::TakeBack { learner, event, reason: reason.into() });
    assert_eq!(window.refused(take_back(event, " ")), Code::EntryMissing, "a reason is wanted");
    assert!(matches!(window.ask(take_back(event, "Another person’s")), News::Done));
    assert!(person().outside.is_empty() && person().credits.len() == 1);

    window.ask(Request::SignOut { cause: SessionEnd::Staff });
    window.sign_in();
    let News::Record(record) = window.ask(Request::Record) else { panic!("no record") };
    assert_eq!((record.standing.credits.len(), record.standing.outside.len()), (1, 0));
    assert_eq!(window.refused(grant("3")), Code::StaffRole, "a learner gives no credit");
}

#[test]
fn a_record_says_how_far_the_next_certificate_is() {
    let window = ready();
    window.lesson("read");
    let News::Record(record) = window.ask(Request::Record) else { panic!("no record") };
    let [ahead] = &record.standing.ahead[..] else { panic!("one certificate is ahead") };
    let CertificateState::Open { missing, .. } = &ahead.state else { panic!("it is open") };
    assert!(!missing.is_empty());
    window.first_module();
    window.pass_quiz();
    let News::Record(record) = window.ask(Request::Record) else { panic!("no record") };
    assert!(record.standing.ahead.is_empty() && record.certificates.len() == 1);
}

#[test]
fn a_record_tells_of_levels_done_and_what_they_count_for() {
    let window = Window::on(Place::with_programme(&course("end", None)));
    assert!(matches!(window.ask(Request::TryOut), News::Opened(_)));
    window.sign_in();
    window.first_module();
    let credits = |record: &view::RecordView| {
        let rows = record.standing.credits.iter().map(|row| (row.amount.clone(), row.basis.clone()));
        rows.collect::<Vec<_>>()
    };
    let News::Record(record) = window.ask(Request::Record) else { panic!("no record") };
    assert_eq!((record.programmes[0].levels_done, record.programmes[0].levels), (0, 2));
    assert!(credits(&record).is_empty());
    window.pass_quiz();
    let News::Record(record) = window.ask(Request::Record) else { panic!("no record") };
    assert_eq!((record.programmes[0].levels_done, record.programmes[0].levels), (1, 2));
    assert_eq!(credits(&record), [("2".to_owned(), "First · A plan".to_owned())]);
    assert_eq!(record.courses_away, 0, "a programme is no course that is gone");
}

#[test]
fn where_what_is_written_stays_on_the_station_nothing_is_offered_for_a_packet() {
    let window = ready();
    let entry = Slug::parse("2026-11-02-120000").unwrap();
    window.ask(Request::Keep(Keep::JournalEntry { entry: entry.clone(), text: "Mine.".into() }));
    let News::Kept(news) = window.ask(Request::Keep(Keep::Packet)) else { panic!("no packet") };
    let KeptNews::Packet(packet) = *news else { panic!("no packet") };
    assert!(packet.rows.is_empty(), "the policy of a try-out is local: {packet:?}");
    let refused = window.refused(Request::Keep(Keep::IntoPacket { entry, is_in: true }));
    assert_eq!(refused, Code::PacketClosed);
}
