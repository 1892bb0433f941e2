//! Setting up from a kit: every page from the first window to the sign-in screen.

use super::person::Person;
use super::samples;
use foothold::model::problem::{Code, Problem};
use foothold::worker::view::*;
use foothold::worker::{News, Request, Secret};
use std::path::PathBuf;

fn kit() -> FindView {
    FindView { path: "/stick/kit".into(), name: "kit".into(), kind: FindKind::Kit, size_bytes: 9_000, problem: None }
}

fn drive(label: &str, finds: Vec<FindView>) -> DriveView {
    let folder = PathBuf::from(format!("/{}", label.to_lowercase()));
    DriveView { folder, label: label.into(), free_bytes: 8_000_000_000, size_bytes: 16_000_000_000, finds }
}

fn answer(request: &Request) -> Option<News> {
    Some(match request {
        Request::Open => News::Opened(StartView::NotSetUp),
        Request::WatchDrives { seen: 0 } => News::DrivesChanged { seen: 1 },
        Request::Drives => News::Drives(vec![drive("STICK", vec![kit()]), drive("OTHER", Vec::new())]),
        Request::ReadKit { path } => News::Kit(KitView {
            path: path.clone(),
            office: "Education Records Office".into(),
            facility: "North Facility".into(),
        }),
        Request::SetUp { fingerprint, .. } if fingerprint.starts_with('K') => News::SetUp(SetUpDone {
            place: samples::place(),
            recovery_code: Secret::new("ABCDE-FGHJK-MNPQR-STVWX-YZ234".into()),
            fingerprint: "K7QJM-2XVRT-9WBCD-HN4PZ".into(),
        }),
        Request::SetUp { .. } => News::Failed(Problem::new(Code::KitFingerprint)),
        Request::SavePaper { .. } => News::FileWritten { path: "/other/recovery-code-1.pdf".into() },
        _ => return None,
    })
}

/// Before anything was chosen.
pub fn at_the_first_window(size: (f32, f32)) -> Person<'static> {
    Person::before(size, answer)
}

/// At the page with the answers, everything typed but the code.
pub fn with_answers(size: (f32, f32)) -> Person<'static> {
    let mut person = Person::before(size, answer);
    person.press("Set up this computer");
    person.press("Use the kit “kit”");
    person.must_see("North Facility");
    person.write("Name of this computer", "Library desk 3");
    person.write("Name of the first administrator", "Ann Lee");
    person.write("Passphrase", "four words are good");
    person.write("The same once more", "four words are good");
    person
}

/// At the page with the recovery code.
pub fn with_code(size: (f32, f32)) -> Person<'static> {
    let mut person = with_answers(size);
    person.write("Code to type, from the paper", "K7QJM-2XVRT-9WBCD-HN4PZ");
    person.press("Set up this computer");
    person.must_see("ABCDE-FGHJK-MNPQR-STVWX-YZ234");
    person
}

#[test]
fn a_computer_is_set_up_from_a_kit_and_its_recovery_code_saved() {
    let mut person = with_code((1366.0, 768.0));
    person.press("Save this page as PDF");
    person.press("OTHER, 8 GB free");
    person.must_see("recovery-code-1.pdf is on the stick.");
    person.press("Done");
    let saved = person.asked().iter().find_map(|asked| match asked {
        Request::SavePaper { folder, sheets, .. } => Some((folder.clone(), format!("{sheets:?}"))),
        _ => None,
    });
    let (folder, words) = saved.unwrap();
    assert_eq!(folder, Some(PathBuf::from("/other")));
    for wanted in ["ABCDE-FGHJK-MNPQR-STVWX-YZ234", "K7QJM-2XVRT-9WBCD-HN4PZ", "Recovery code"] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    person.press("The recovery code is written down or saved");
    person.press("Begin");
    person.must_see("Who is learning?");
    assert!(!person.sees("ABCDE-FGHJK-MNPQR-STVWX-YZ234"), "it is shown once");
}

#[test]
fn a_code_that_does_not_match_stops_the_set_up() {
    let mut person = with_answers((1024.0, 768.0));
    person.write("Code to type, from the paper", "AAAAA-2XVRT-9WBCD-HN4PZ");
    person.press("Set up this computer");
    person.must_see("North Facility");
    assert!(!person.sees_part("ABCDE-FGHJK"), "{}", person.screen_text());
}
