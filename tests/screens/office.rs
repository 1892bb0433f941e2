//! The office's window: coming in, opening files, people, certificates, stations, keys; and the keyboard alone.

use super::office_samples::{self as samples, Office, before, inside};
use super::person::Person;
use egui::{Key, Modifiers};
use foothold::model::problem::{Code, Problem};
use foothold::text::Language;
use foothold::ui::office::{Action, Place};
use foothold::worker::office::view::{BroughtBackView, Look, OfficeStep, StartView, Unit};
use foothold::worker::office::{Ask, Told};

const SIZE: (f32, f32) = (1366.0, 768.0);

fn at_work() -> Person<'static, Office> {
    inside(SIZE, |_| None)
}

fn asked(clerk: &mut Person<'static, Office>, is_it: fn(&Ask) -> bool) -> usize {
    clerk.room().asked.iter().filter(|ask| is_it(ask)).count()
}

#[test]
fn the_passphrase_opens_the_desk_and_a_wrong_one_says_so() {
    let mut clerk = before(SIZE, |_| None);
    clerk.must_see("Education Records Office");
    clerk.write("Passphrase of the keys", "wrong");
    clerk.key(Key::Enter);
    clerk.must_see("The passphrase does not open this key file.");
    clerk.write("Passphrase of the keys", "four plain words together");
    clerk.key(Key::Enter);
    clerk.must_see("Drop sealed files or folders here");
    clerk.press("Lock the desk");
    clerk.must_see("Unlock the keys");
    assert!(!clerk.sees("Open files"), "nothing of the desk stays");
    assert_eq!(clerk.typed("Passphrase of the keys"), "", "the passphrase is forgotten");
}

#[test]
fn an_office_is_set_up_in_one_form_that_says_what_is_missing() {
    let mut clerk = before(SIZE, |ask| matches!(ask, Ask::Start).then(|| Told::Start(samples::start(false))));
    clerk.must_see("Still needed: the agency and the name of the office.");
    clerk.write("Agency", "State of Example");
    clerk.write("Name of the office", "Records");
    clerk.must_see("Still needed: at least one place.");
    clerk.write("Places you serve, one a line", "North Facility\nSouth Facility");
    clerk.press("Central");
    clerk.write("Passphrase of the keys", "four plain words together");
    clerk.must_see("The two passphrases are not the same yet.");
}

#[test]
fn a_new_office_shows_its_code_and_what_comes_next() {
    let mut clerk = before(SIZE, |ask| matches!(ask, Ask::Start).then(|| Told::Start(samples::start(false))));
    clerk.write("Agency", "State of Example");
    clerk.write("Name of the office", "Records");
    clerk.write("Places you serve, one a line", "North Facility");
    clerk.write("Passphrase of the keys", "four plain words together");
    clerk.write("The same passphrase again", "four plain words together");
    clerk.press("Set up the office");
    clerk.must_see("The office is set up.");
    clerk.must_see(samples::CODE);
}

#[test]
fn a_stick_is_opened_looked_at_merged_and_answered() {
    let mut clerk = at_work();
    clerk.press("Open STICK, 4 sealed files on it");
    clerk.must_see("3 files of 3 stations");
    clerk.must_see("Nothing has been changed yet.");
    clerk.must_see("One file cannot be merged");
    assert!(clerk.sees_part("broken.fexport"), "the file is named");
    clerk.press("Room 1, North Facility, 12,345, 678, 1, –, –");
    clerk.must_see("Nothing special.");
    clerk.press("Merge");
    clerk.must_see("Merged. Everything is in the registry.");
    clerk.must_see("24,690");
    clerk.must_see("Ana María Ruiz: Looking for work");
    clerk.must_see(samples::CODE);
    assert!(clerk.sees_part("with a receipt for 1 station"), "{}", clerk.screen_text());
    clerk.press("Confirm Room 4");
    assert!(clerk.sees_part("with receipts for 2 stations"), "the notice is another one then");
    clerk.must_see("Room 4 is confirmed.");
    clerk.must_see("Cy Dee: Looking for work");
    clerk.press("Copy the notice to STICK, 8 GB free");
    clerk.must_see("You can take the stick out now.");
    clerk.press("Open more files");
    clerk.must_see("Drop sealed files or folders here");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Merge)), 1);
}

#[test]
fn reading_shows_how_far_it_is_and_can_be_stopped() {
    let mut clerk = inside(SIZE, |ask| match ask {
        Ask::Read { .. } => Some(Told::Step(OfficeStep {
            at: "9f1c.fexport".into(),
            files: (2, 4),
            unit: Unit::Bytes,
            done: 50_000_000,
            total: 200_000_000,
            per_sec: 25_000_000,
            secs_left: Some(6),
        })),
        _ => None,
    });
    clerk.press("Open STICK, 4 sealed files on it");
    clerk.must_see("9f1c.fexport");
    assert!(clerk.sees_part("2 of 4 files") && clerk.sees_part("25 MB a second") && clerk.sees_part("6 seconds left"));
    let before = clerk.room().cancelled.len(); // the sticks are not watched meanwhile
    clerk.press("Cancel");
    assert_eq!(clerk.room().cancelled.len(), before + 1);
    clerk.room().late(Told::Failed(Problem::new(Code::JobCancelled)));
    clerk.settle();
    clerk.must_see("Drop sealed files or folders here");
}

#[test]
fn a_merge_shows_how_many_entries_are_written_and_can_be_stopped_until_all_are() {
    let mut clerk = inside(SIZE, |ask| {
        matches!(ask, Ask::Merge).then(|| {
            let at = "files-merging".into();
            Told::Step(OfficeStep { at, unit: Unit::Entries, done: 5_000, total: 24_690, ..OfficeStep::default() })
        })
    });
    clerk.press("Open STICK, 4 sealed files on it");
    clerk.press("Merge");
    assert!(clerk.sees_part("5,000 of 24,690 entries"));
    let before = clerk.room().cancelled.len();
    clerk.press("Cancel");
    assert_eq!(clerk.room().cancelled.len(), before + 1);
    clerk.room().late(Told::Step(OfficeStep { at: "files-issuing".into(), ..OfficeStep::default() }));
    clerk.settle();
    assert!(!clerk.sees("Cancel"), "what is written stays");
    clerk.room().late(Told::Failed(Problem::new(Code::JobCancelled)));
    clerk.settle();
    clerk.must_see("3 files of 3 stations");
}

#[test]
fn a_merge_that_does_not_work_keeps_the_plan() {
    let mut clerk = inside(SIZE, |ask| {
        matches!(ask, Ask::Merge).then(|| Told::Failed(Problem::new(Code::DiskFull).with("file", "/srv")))
    });
    clerk.press("Open STICK, 4 sealed files on it");
    clerk.press("Merge");
    clerk.must_see("3 files of 3 stations");
    assert!(clerk.sees("Merge"), "it can be tried again");
}

#[test]
fn what_needs_the_keys_asks_for_the_passphrase_and_then_goes_on() {
    let mut clerk = before(SIZE, |_| None);
    clerk.press("Look without the keys");
    clerk.press("Open STICK, 4 sealed files on it");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Read { .. })), 0, "not without the keys");
    clerk.write("Passphrase of the keys", "wrong");
    clerk.key(Key::Enter);
    clerk.must_see("The passphrase does not open this key file.");
    clerk.write("Passphrase of the keys", "four plain words together");
    clerk.key(Key::Enter);
    clerk.must_see("3 files of 3 stations");
}

#[test]
fn people_are_found_looked_at_joined_and_parted_for_a_reason() {
    let mut clerk = at_work();
    clerk.press("People");
    clerk.must_see("453 people");
    clerk.must_see("1 to 200 of 453");
    clerk.press("Next page");
    clerk.press("Next page");
    clerk.must_see("401 to 453 of 453");
    clerk.write("Search by name or number", "ana ruiz");
    clerk.must_see("1 of 453 people");
    clerk.press("Ana María Ruiz, 4711, North Facility, Learning here, 2");
    clerk.must_see("Ana Ruiz");
    assert!(clerk.sees_part("3 of 8 lessons") && clerk.sees_part("6.5 hours"));
    clerk.press("Take this back");
    assert!(clerk.sees_part("are two people?"));
    clerk.write("Why?", "It was somebody else");
    clerk.press("Not the same person");
    clerk.must_see("They are two people.");
    assert!(clerk.sees_part("1 certificate was taken back"));
    clerk.press("Look at them");
    clerk.must_see("They have the same name and year of birth.");
    clerk.press("They are one person");
    clerk.key(Key::Escape);
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Decide { is_one: true, .. })), 0, "Escape decides nothing");
}

#[test]
fn a_certificate_is_taken_back_only_with_a_reason() {
    let mut clerk = at_work();
    clerk.press("Certificates");
    clerk.press("Ana María Ruiz, Looking for work, November 22, 2026, Good");
    clerk.must_see("cert-1");
    clerk.press("Take this certificate back");
    clerk.key(Key::Escape);
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Revoke { .. })), 0);
    clerk.press("Take this certificate back");
    clerk.write("Why?", "The name is wrong");
    clerk.key(Key::Tab);
    clerk.key(Key::Enter);
    clerk.must_see("The certificate is taken back.");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Revoke { reason, .. } if reason == "The name is wrong")), 1);
}

#[test]
fn stations_are_confirmed_renamed_and_retired_after_a_question() {
    let mut clerk = at_work();
    clerk.press("Stations");
    clerk.press("Waiting for you");
    clerk.press("\u{E4E0} Room 4, North Facility, Not confirmed, never");
    clerk.press("The codes are the same: confirm");
    clerk.must_see("Room 4 counts now.");
    clerk.press("All");
    clerk.press("Rename");
    clerk.write("New name of the station", " West");
    clerk.press("Save");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Rename { .. })), 1);
    clerk.press("Retire");
    clerk.press("Cancel");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Retire { .. })), 0);
    clerk.press("Retire");
    clerk.write("Why?", "Its disk is broken");
    clerk.press("Retire this station");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Retire { reason, .. } if reason == "Its disk is broken")), 1);
    clerk.must_see("3 entries are kept apart from now on.");
    clerk.press("Retired");
    clerk.press("Old computer, North Facility, Retired, November 22, 2026");
    assert!(clerk.sees_part("234 entries of this station are kept apart."));
    clerk.press("Let what is kept apart count");
    clerk.write("Why?", "Used by mistake");
    clerk.key(Key::Tab);
    clerk.key(Key::Enter);
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Release { reason, .. } if reason == "Used by mistake")), 1);
    clerk.must_see("What was kept apart of Room 4 counts now."); // as the sample answers
}

#[test]
fn keys_say_what_each_does_and_kits_are_made() {
    let mut clerk = at_work();
    clerk.press("Keys and packs");
    clerk.must_see("Root key · not on this computer");
    clerk.must_see("Publisher key · here, without a passphrase");
    clerk.press("Make the kit for North Facility");
    clerk.must_see("The kit is made.");
    clerk.press("Withdraw Looking for work");
    clerk.press("Cancel");
    clerk.press("Approve a pack");
    clerk.must_see("Which course pack?");
    assert!(!clerk.sees("Use this folder"), "a pack is a file");
    clerk.key(Key::Escape);
    assert!(!clerk.sees("Which course pack?"));
}

#[test]
fn a_copy_of_the_records_goes_where_the_clerk_says() {
    let mut clerk = at_work();
    clerk.press("Records");
    clerk.press("Make a copy");
    clerk.must_see("Where shall the copy go?");
    clerk.press("Use this folder");
    clerk.must_see("A checked copy is in /stick.");
}

#[test]
fn what_cannot_be_had_says_why_and_is_tried_again() {
    let mut clerk = inside(SIZE, |ask| {
        matches!(ask, Ask::People { .. }).then(|| Told::Failed(Problem::new(Code::RegistryTrouble)))
    });
    clerk.press("People");
    clerk.press("Try again");
    assert!(asked(&mut clerk, |ask| matches!(ask, Ask::People { .. })) >= 2);
    let mut empty = inside(SIZE, |ask| {
        Some(match ask {
            Ask::People { .. } => Told::People(Box::default()),
            Ask::Alike => Told::Alike(Vec::new()),
            Ask::Certificates { .. } => Told::Certificates(Box::default()),
            Ask::Stations => Told::Stations(Vec::new()),
            _ => return None,
        })
    });
    for (page, words) in [
        ("People", "Nobody is in the registry yet."),
        ("Certificates", "No official certificate has been issued yet."),
        ("Stations", "No station has sent a file yet."),
    ] {
        empty.press(page);
        empty.must_see(words);
    }
}

#[test]
fn a_person_is_sent_to_another_station_for_a_reason() {
    let mut clerk = at_work();
    clerk.press("People");
    clerk.press("Ana María Ruiz, 4711, North Facility, Learning here, 2");
    clerk.press("Send to another station");
    clerk.must_see("Where does Ana María Ruiz go on?");
    clerk.press("Room 1 · South Facility");
    clerk.must_see("Send Ana María Ruiz to Room 1?");
    clerk.key(Key::Escape);
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Transfer { .. })), 0, "Escape sends nobody");
    clerk.press("Send to another station");
    clerk.press("Room 1 · South Facility");
    clerk.write("Why?", "Moved on Monday");
    clerk.press("Send");
    clerk.must_see("Ana María Ruiz goes on at Room 1.");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Transfer { reason, .. } if reason == "Moved on Monday")), 1);
}

#[test]
fn a_release_packet_is_told_about_before_it_is_written() {
    let mut clerk = at_work();
    clerk.press("People");
    clerk.press("Ana María Ruiz, 4711, North Facility, Learning here, 2");
    clerk.press("Release packet");
    clerk.must_see("Write the release packet of Ana María Ruiz?");
    clerk.press("Choose where it goes");
    clerk.must_see("Where shall the packet go?");
    clerk.press("Use this folder");
    clerk.must_see("The packet is in /stick/packet-00000001.");
    clerk.must_see("In it: 1 certificate, 2 forms, 0 entries of the journal.");
}

#[test]
fn rules_are_signed_only_after_their_changes_were_shown() {
    let mut clerk = at_work();
    clerk.press("Keys and packs");
    clerk.press("Change the rules");
    clerk.write("Screen locks after, in minutes", "x");
    clerk.must_see("Times are whole minutes, from 1 to 10,080.");
    clerk.key(Key::Escape);
    clerk.press("Change the rules");
    clerk.press("Learners may print");
    clerk.press("Look at what changes");
    clerk.must_see("Yes → No");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::SetRules { .. })), 0);
    clerk.press("Sign these rules");
    clerk.must_see("The rules are now at version 3.");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::SetRules { settings } if !settings.print)), 1);
}

#[test]
fn a_place_is_added_and_the_new_code_is_shown() {
    let mut clerk = at_work();
    clerk.press("Keys and packs");
    clerk.press("Add a place");
    clerk.write("New places, one a line", "West Facility");
    clerk.press("Add and sign");
    clerk.must_see("Added: West Facility");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::AddFacilities { names } if names == &["West Facility"])), 1);
    clerk.press("Records");
    assert!(clerk.sees_part("West Facility"), "it is known at once");
}

#[test]
fn stations_show_which_documents_they_hold() {
    let mut clerk = at_work();
    clerk.press("Stations");
    clerk.must_see("1, the newest");
    clerk.must_see("1; the newest is 4");
}

#[test]
fn the_desk_locks_when_nobody_is_at_it_but_not_while_it_works() {
    let mut clerk = at_work();
    clerk.room().wait_minutes(14);
    clerk.settle();
    clerk.must_see("Drop sealed files or folders here");
    clerk.room().wait_minutes(16);
    clerk.settle();
    clerk.settle();
    clerk.must_see("The desk locked by itself: nobody was at it for 15 minutes.");
    assert_eq!(asked(&mut clerk, |ask| matches!(ask, Ask::Lock)), 1);
    assert!(!clerk.sees("Open files"), "nothing of the desk stays");
    clerk.write("Passphrase of the keys", "four plain");
    clerk.room().wait_minutes(16);
    clerk.settle();
    clerk.settle();
    assert_eq!(clerk.typed("Passphrase of the keys"), "", "what was begun is forgotten");

    let mut busy = inside(SIZE, |ask| {
        matches!(ask, Ask::Read { .. })
            .then(|| Told::Step(OfficeStep { at: "9f1c.fexport".into(), ..OfficeStep::default() }))
    });
    busy.press("Open STICK, 4 sealed files on it");
    busy.room().wait_minutes(60);
    busy.settle();
    busy.must_see("9f1c.fexport");
}

#[test]
fn the_look_is_kept_and_taken_up_again() {
    let mut clerk = at_work();
    clerk.room().act(Action::SetLanguage(Language::Spanish));
    clerk.settle();
    let kept = clerk.room().asked.iter().rev().find_map(|ask| match ask {
        Ask::KeepLook(look) => Some((**look).clone()),
        _ => None,
    });
    let kept = kept.expect("it is kept");
    assert_eq!((kept.language.as_str(), kept.width, kept.height), ("es", 1366, 768));
    clerk.press("Cerrar el escritorio");
    clerk.must_see("Abrir las claves");

    let again = before(SIZE, |ask| {
        let look = Look {
            language: "es".into(),
            theme: "dark".into(),
            text_percent: 130,
            width: 1366,
            height: 768,
            is_maximized: false,
        };
        matches!(ask, Ask::Start).then(|| Told::Start(StartView { look: Some(look), ..samples::start(true) }))
    });
    again.must_see("Abrir las claves");
}

/// Goes round once with Tab; every control that can be used comes by.
pub fn walk(clerk: &mut Person<'static, Office>, screen: &str) {
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..300 {
        clerk.chord(Modifiers::NONE, Key::Tab);
        let Some(here) = clerk.focused() else { continue };
        if seen.first() == Some(&here) {
            break;
        }
        assert!(!seen.contains(&here), "{screen}: {here} holds the keyboard");
        seen.push(here);
    }
    // While a dialog is open, what lies under it is left out.
    let wanted = if screen == "picker" { Vec::new() } else { clerk.controls() };
    for wanted in wanted {
        assert!(seen.contains(&wanted), "{screen}: Tab does not reach {wanted}, only {seen:#?}");
    }
    assert!(seen.iter().all(|control| !control.starts_with("\"\"")), "{screen}: a control without a name");
}

#[test]
fn tab_alone_reaches_everything() {
    let mut clerk = before(SIZE, |_| None);
    walk(&mut clerk, "unlock");
    let mut clerk = at_work();
    walk(&mut clerk, "files");
    clerk.press("Open STICK, 4 sealed files on it");
    walk(&mut clerk, "plan");
    clerk.press("Merge");
    walk(&mut clerk, "merged");
    for place in [Place::People, Place::Certificates, Place::Reports, Place::Stations, Place::Keys, Place::Desk] {
        clerk.room().act(Action::Go(place));
        clerk.settle();
        walk(&mut clerk, &format!("{place:?}"));
    }
    clerk.room().act(Action::Pick(foothold::ui::office::Purpose::Backup));
    clerk.settle();
    walk(&mut clerk, "picker");
    clerk.reach("Use this folder");
}

fn bringing_back(ask: &Ask) -> bool {
    matches!(ask, Ask::BringBack { .. })
}

#[test]
fn after_a_copy_was_brought_back_the_records_offer_what_was_signed_after_it() {
    let mut clerk = before(SIZE, |ask| matches!(ask, Ask::Start).then(|| Told::Start(samples::start(false))));
    clerk.press("Bring records back from a copy");
    clerk.press("Use this folder");
    clerk.write("Passphrase of the keys", "four plain words together");
    clerk.press("Unlock the keys");
    clerk.must_see("Documents from after the copy");
    clerk.press("Bring documents back");
    clerk.must_see("Which notice or kit?");
    assert_eq!(asked(&mut clerk, bringing_back), 0);
    clerk.press("Use this folder");
    assert_eq!(asked(&mut clerk, bringing_back), 1);
    clerk.must_see("The documents are back. Now in use: root 2, catalog 5, policy 3.");
    clerk.must_see("North Facility, South Facility, West Camp");
}

#[test]
fn documents_are_looked_for_without_the_keys_and_what_is_wrong_with_a_stick_has_a_mend() {
    for (told, what, mend) in [
        (
            (|ask| bringing_back(ask).then(|| Told::Failed(Problem::new(Code::DocumentIncomplete)))) as samples::Answer,
            "A part of the notice is missing.",
            "Choose a stick that took the newest notice, its folder “notice”, or a kit.",
        ),
        (
            |ask| bringing_back(ask).then(|| Told::Failed(Problem::new(Code::DocumentOtherOffice))),
            "This document is from another office. It was not used.",
            "Choose a notice or kit of this office.",
        ),
        (
            |ask| {
                let view =
                    || BroughtBackView { is_news: false, versions: [1, 4, 2], facilities: samples::facilities() };
                bringing_back(ask).then(|| Told::BroughtBack(view()))
            },
            "Nothing there is newer than what is here. In use: root 1, catalog 4, policy 2.",
            "If you have another stick that took a later notice, try that one.",
        ),
    ] {
        let mut clerk = before(SIZE, told);
        clerk.press("Look without the keys");
        clerk.press("Records");
        clerk.press("Bring documents back");
        clerk.press("Use this folder");
        clerk.must_see(what);
        clerk.must_see(mend);
        clerk.must_see("Bring documents back");
    }
}
