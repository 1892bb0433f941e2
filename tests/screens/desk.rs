//! The staff desk: carrying in from a stick, and people.

use super::person::Person;
use super::samples;
use foothold::model::event::{LearnerStatus, Role};
use foothold::model::id::{ExportId, Hash, PackId, StaffId};
use foothold::model::problem::{Code, Problem};
use foothold::ui::Action;
use foothold::worker::view::*;
use foothold::worker::{News, Request, Secret};
use std::path::PathBuf;
use uuid::Uuid;

fn staff() -> StaffInView {
    StaffInView { staff: StaffId(Uuid::from_u128(9)), name: "Alex Morgan".into(), role: Role::Administrator }
}

fn pack(name: &str, standing: PackStanding, problem: Option<Code>) -> FindView {
    FindView {
        path: PathBuf::from(format!("/stick/{name}.fpack")),
        name: format!("{name}.fpack"),
        kind: FindKind::Pack {
            title: format!("Course {name}"),
            publisher: "Example Press".into(),
            pack: PackId::parse("org.example.pack").unwrap(),
            version: 3,
            courses: vec!["org.example.work".into()],
            standing,
            mends: false,
        },
        size_bytes: 4_500_000,
        problem: problem.map(Problem::new),
    }
}

fn drive() -> DriveView {
    DriveView {
        folder: "/stick".into(),
        label: "STICK".into(),
        free_bytes: 8_000_000_000,
        size_bytes: 16_000_000_000,
        finds: vec![
            pack("fresh", PackStanding::New, None),
            pack("here", PackStanding::Here, None),
            pack("strange", PackStanding::New, Some(Code::PackNotApproved)),
            super::desk_people::find(),
        ],
    }
}

fn done() -> ImportDone {
    ImportDone {
        pack: PackRow {
            manifest: Hash::from_hex(&"ab".repeat(32)).unwrap(),
            pack: PackId::parse("org.example.pack").unwrap(),
            version: 3,
            title: "Course fresh".into(),
            publisher: "Example Press".into(),
            size_bytes: 4_500_000,
            courses: vec!["Looking for work".into()],
            imported_wall_ms: samples::NOW_MS,
            is_current: true,
            problem: None,
        },
        lessons_added: Vec::new(),
        lessons_removed: Vec::new(),
        lessons_changed: Vec::new(),
        secs: 1,
    }
}

pub fn people() -> PeopleView {
    let row = row();
    let plain = "ana maria ruiz 4711".into();
    let (learner, name, number, lang, status) = (row.learner, row.name, row.number, row.lang, row.status);
    PeopleView {
        people: vec![PeopleRow { learner, name, number, plain, lang, status, due: Some("2026-11-27".into()) }],
        groups: vec![super::desk_people::group(1, "Mornings", 1)],
        assignable: super::desk_people::assignable(),
        exams: super::desk_people::exams(),
    }
}

fn row() -> PersonRow {
    PersonRow {
        learner: samples::learner_id(1),
        name: "Ana María Ruiz".into(),
        number: "4711".into(),
        lang: samples::lang("en"),
        status: LearnerStatus::Active,
        last_wall_ms: None,
        week_ms: 0,
        courses_begun: 1,
        courses_done: 0,
        certificates: 0,
    }
}

fn station() -> StationView {
    StationView {
        place: samples::place(),
        id: "6f9b".repeat(8),
        fingerprint: "K7QJM-2XVRT-9WBCD-HN4PZ".into(),
        is_confirmed: false,
        versions: [1, 4, 2],
        signed_time_ms: samples::NOW_MS,
        events: 12_345,
        events_unsent: 678,
        free_bytes: 90_000_000_000,
        program: "0.1.0".into(),
        warnings: Vec::new(),
    }
}

fn staff_row(name: &str, role: Role) -> StaffRow {
    StaffRow { staff: StaffId(Uuid::from_u128(9)), name: name.into(), role, is_active: true }
}

pub fn answer(request: &Request) -> Option<News> {
    Some(match request {
        Request::SignInStaff { .. } => News::StaffIn(staff()),
        Request::Today => News::Today(TodayView {
            people: 1,
            courses: 1,
            catalogue_made_ms: samples::NOW_MS,
            policy_made_ms: samples::NOW_MS,
            ..TodayView::default()
        }),
        Request::WatchDrives { seen: 0 } => News::DrivesChanged { seen: 1 },
        Request::Drives => News::Drives(vec![drive()]),
        Request::ImportPack { .. } => News::Imported(done()),
        Request::People => News::People(people()),
        Request::PeopleProgress { learners } => {
            let did = RowProgress { due: Some("2026-11-27".into()), ..RowProgress::default() };
            News::PeopleProgress(learners.iter().map(|one| (*one, did.clone())).collect())
        }
        Request::ChangePeople(change) => News::PeopleChanged(super::desk_people::answer(change)),
        Request::Person { .. } => News::Person(PersonView {
            row: row(),
            birth_year: Some(1988),
            active_ms: 60_000,
            courses: Vec::new(),
            goals: vec![samples::mentor_goal()],
            exams: vec![samples::exam()],
            marks: super::marking::rows(),
            certificates: vec![samples::certificate(CertificateState::Official {
                wall_ms: samples::NOW_MS,
                id: "urn:uuid:6a8e9a1e-2f5c-4c8a-9a51-0b1f5e9d7c11".into(),
            })],
            standing: StandingView::default(),
            assignments: super::desk_people::assignments(),
            groups: vec!["Mornings".into()],
        }),
        Request::AddLearner { .. } | Request::GivePin { .. } => News::PinGiven(PinView {
            learner: samples::learner_id(1),
            name: "Ana María Ruiz".into(),
            number: "4711".into(),
            lang: samples::lang("es"),
            pin: Secret::new("246813".into()),
        }),
        Request::SignGoal { .. } | Request::OpenQuiz { .. } => News::Done,
        Request::Station => News::Station(station()),
        Request::StaffList => News::StaffList(vec![staff_row("Alex Morgan", Role::Administrator)]),
        Request::SaveCertificateOf { .. } | Request::SavePaper { .. } | Request::Backup { .. } => {
            News::FileWritten { path: "/stick/paper-1.pdf".into() }
        }
        _ => return None,
    })
}

pub fn at_the_desk() -> Person<'static> {
    let mut person = Person::before((1366.0, 768.0), answer);
    let passphrase = Secret::new("try foothold today".into());
    person.act(Action::Ask(Request::SignInStaff { name: "Alex Morgan".into(), passphrase }));
    person.must_see("Nothing needs your attention.");
    person
}

#[test]
fn a_pack_is_carried_in_with_a_plain_account() {
    let mut person = at_the_desk();
    person.press("Carry in");
    let stick = "STICK, 8 GB free, 4 things for Foothold";
    person.press(stick);
    person.must_see("Already here. There is nothing to do.");
    person.must_see("This course pack is not on the list of approved packs. Nothing was installed.");
    assert!(person.too_small().is_empty(), "{:?}", person.too_small());
    person.press("Carry in 1 thing");
    person.must_see("You can take the stick out now.");
    person.must_see("Course fresh is ready to learn.");
    let imports = person.asked().iter().filter(|asked| matches!(asked, Request::ImportPack { .. })).count();
    assert_eq!(imports, 1, "only what is new was carried in");
}

#[test]
fn a_person_is_added_and_the_pin_shown_once() {
    let mut person = at_the_desk();
    person.press("People");
    person.press("Add a person");
    person.write("Name", "Ana María Ruiz");
    person.write("Number", "4711");
    person.press("Add");
    person.must_see("246 813");
    person.press("I have copied it");
    assert!(!person.sees("246 813"), "the PIN is shown once");
    person.must_see("Take off the list");
    assert!(person.too_small().is_empty(), "{:?}", person.too_small());
}

#[test]
fn a_year_of_birth_that_is_none_is_told_and_nobody_added_without_it() {
    let mut person = at_the_desk();
    person.press("People");
    person.press("Add a person");
    person.write("Name", "Ana María Ruiz");
    person.write("Number", "4711");
    person.write("Year of birth", "19x7");
    person.must_see("The year of birth is not a year. Write four digits, such as 1988.");
    person.press("Add");
    assert!(!person.asked().iter().any(|asked| matches!(asked, Request::AddLearner { .. })));
    person.write("Year of birth", ""); // back into the field
    person.key(egui::Key::Backspace);
    person.key(egui::Key::Backspace);
    person.write("Year of birth", "87");
    person.press("Add");
    let is_it = |asked: &Request| matches!(asked, Request::AddLearner { birth_year: Some(1987), .. });
    assert!(person.asked().iter().any(is_it), "{:?}", person.asked());
}

#[test]
fn taking_somebody_off_the_list_is_confirmed_first() {
    let mut person = at_the_desk();
    person.press("People");
    person.act(Action::Ask(Request::GivePin { learner: samples::learner_id(1) }));
    person.press("I have copied it");
    person.press("Take off the list");
    person.must_see("Take Ana María Ruiz off the sign-in list?");
    person.press("Cancel");
    assert!(!person.asked().iter().any(|asked| matches!(asked, Request::ChangePeople(_))));
}

#[test]
fn a_mentors_word_is_asked_for_before_it_counts() {
    let mut person = at_the_desk();
    person.press("People");
    person.act(Action::Ask(Request::GivePin { learner: samples::learner_id(1) }));
    person.press("I have copied it");
    person.must_see("The learner says this is done");
    person.press("Sign off: Send off the order for your papers");
    assert!(!person.asked().iter().any(|asked| matches!(asked, Request::SignGoal { .. })));
    person.press("Sign off");
    let asked = person.asked();
    assert!(
        asked.iter().any(|asked| matches!(asked, Request::SignGoal { goal, .. } if goal.as_str() == "papers")),
        "{asked:?}"
    );
}

#[test]
fn staff_save_a_persons_certificate_to_a_stick() {
    let mut person = at_the_desk();
    person.press("People");
    person.act(Action::Ask(Request::GivePin { learner: samples::learner_id(1) }));
    person.press("I have copied it");
    assert!(person.sees_part("Official, "), "{}", person.screen_text());
    assert!(
        !person.asked().iter().any(|asked| matches!(asked, Request::WatchDrives { .. })),
        "nobody waits for a stick"
    );
    person.press(&format!("Save “{}” as PDF", samples::certificate(CertificateState::Revoked).row.title));
    person.press("STICK, 8 GB free");
    person.must_see("paper-1.pdf is on the stick.");
    let saved = person.asked().iter().find_map(|asked| match asked {
        Request::SaveCertificateOf { learner, sheet, folder, .. } => Some((*learner, sheet.clone(), folder.clone())),
        _ => None,
    });
    let (learner, sheet, folder) = saved.unwrap();
    assert_eq!((learner, folder), (samples::learner_id(1), Some(PathBuf::from("/stick"))));
    assert!(!sheet.items.is_empty(), "the sheet as it is drawn on screen");
    person.press("Done");
    assert!(!person.sees("paper-1.pdf is on the stick."));
}

#[test]
fn a_one_time_pin_is_saved_as_a_slip_in_its_owners_language() {
    let mut person = at_the_desk();
    person.press("People");
    person.act(Action::Ask(Request::GivePin { learner: samples::learner_id(1) }));
    person.press("Save as PDF");
    person.press("STICK, 8 GB free");
    person.press("Done");
    let texts = person.asked().iter().find_map(|asked| match asked {
        Request::SavePaper { name, sheets, .. } => Some(format!("{name} {sheets:?}")),
        _ => None,
    });
    let texts = texts.unwrap();
    for wanted in ["one-time-pin", "246 813", "Ana María Ruiz", "4711", "Su PIN de un solo uso"] {
        assert!(texts.contains(wanted), "{wanted}: {texts}");
    }
    person.must_see("246 813");
    person.press("I have copied it");
}

#[test]
fn sticks_are_waited_for_only_where_one_is_needed() {
    let mut person = at_the_desk();
    person.press("Carry out");
    person.must_see("STICK, 8 GB free");
    let names = person.asked_names();
    assert_eq!(names.iter().filter(|name| *name == "WatchDrives").count(), 2, "told once, then waiting: {names:?}");
    person.settle();
    person.wait_minutes(1);
    assert!(!person.asked_names().contains(&"WatchDrives".to_owned()), "it still waits");
    person.press("Today");
    assert_eq!(person.cancelled(), 1, "the wait ends with the page");
    person.press("This computer");
    assert!(person.asked_names().contains(&"WatchDrives".to_owned()));
    person.press("Write a backup to STICK");
    person.must_see("paper-1.pdf is on the stick.");
}

fn in_need(request: &Request) -> Option<News> {
    match request {
        Request::Today => Some(News::Today(TodayView {
            people: 12,
            courses: 3,
            events_unsent: 678,
            last_export_wall_ms: Some(samples::NOW_MS - 86_400_000),
            last_receipt_wall_ms: None,
            last_backup_wall_ms: Some(samples::NOW_MS - 40 * 86_400_000),
            catalogue_made_ms: samples::NOW_MS - 120 * 86_400_000,
            policy_made_ms: samples::NOW_MS - 120 * 86_400_000,
            stale_days: Some(120),
            no_backup_days: Some(40),
            to_mark: super::marking::rows()[..1].to_vec(),
            to_mark_count: 7,
            damaged: vec![DamagedPack { title: "Looking for work".into(), files: 2 }],
            ..TodayView::default()
        })),
        Request::Packs => Some(News::Packs(vec![
            done().pack,
            PackRow { is_current: false, problem: Some(Problem::new(Code::LessonDamaged)), ..done().pack },
        ])),
        Request::Station => {
            Some(News::Station(StationView { warnings: vec![Problem::new(Code::LessonDamaged)], ..station() }))
        }
        Request::People => {
            let first = people().people.remove(0);
            let number = |at: u32| PeopleRow {
                learner: samples::learner_id(1 + u128::from(at)),
                number: format!("{at:06}"),
                plain: format!("ana maria ruiz {at:06}"),
                ..first.clone()
            };
            let groups = (1..=8).map(|at| super::desk_people::group(at, &format!("Class {at} of the morning"), 40));
            let groups = groups.collect();
            Some(News::People(PeopleView { people: (0..5_000).map(number).collect(), groups, ..people() }))
        }
        Request::ExportPreview => Some(News::ExportPreview(ExportPreview {
            recipients: vec!["Education Records Office".into()],
            events: 12_345,
            withheld: 17,
            people: vec!["Ana María Ruiz".into(); 40],
            told: (0..40)
                .map(|at| DisclosedView {
                    name: if at == 39 { String::new() } else { format!("Ana María Ruiz ({at:06})") },
                    kinds: vec![("quiz.answered".into(), 120), ("auth.method_set".into(), 1)],
                })
                .collect(),
            texts: vec![LeavingText {
                name: "Ana María Ruiz".into(),
                kind: "packet.chosen".into(),
                words: "I want to call my sister about the job at the bakery. ".repeat(8),
            }],
            size_bytes: 4_500_000,
        })),
        Request::Export { .. } => Some(News::Exported(ExportDone {
            export: ExportId(Uuid::from_u128(5)),
            path: "/stick/9f8e7d6c5b4a3210.fexport".into(),
            size_bytes: 1_234_567,
            sha256: "9f8e".repeat(16),
            events: 12_345,
            wall_ms: samples::NOW_MS,
        })),
        other => answer(other),
    }
}

/// At the desk of a computer in full use, where much needs attention.
pub fn at_a_busy_desk(size: (f32, f32)) -> Person<'static> {
    let mut person = Person::before(size, in_need);
    let passphrase = Secret::new("try foothold today".into());
    person.act(Action::Ask(Request::SignInStaff { name: "Alex Morgan".into(), passphrase }));
    person.must_see("There was no backup for 40 days.");
    person
}

/// The one-time PIN is on screen.
pub fn give_pin(person: &mut Person<'_>) {
    person.act(Action::Ask(Request::GivePin { learner: samples::learner_id(1) }));
    person.must_see("246 813");
}

#[test]
fn today_says_what_needs_attention_and_leads_to_its_mend() {
    let mut person = Person::before((1366.0, 768.0), in_need);
    let passphrase = Secret::new("try foothold today".into());
    person.act(Action::Ask(Request::SignInStaff { name: "Alex Morgan".into(), passphrase }));
    person.must_see("“Looking for work” is damaged on this computer: 2 files of it do not read as they should.");
    person.must_see("678 entries have not reached the records office yet.");
    person.must_see("The newest notice from the agency was made 120 days ago.");
    person.must_see("There was no backup for 40 days.");
    assert!(person.sees_part("(120 days ago)") && person.sees("none yet"), "{}", person.screen_text());
    assert!(!person.sees("Nothing needs your attention."));
}

#[test]
fn the_sign_in_screen_speaks_the_language_chosen_there_and_not_the_last_persons() {
    let mut person = Person::before((1366.0, 768.0), answer);
    person.press("Español");
    assert!(person.asked().iter().any(|asked| matches!(asked, Request::KeepLanguage { .. })));
    let passphrase = Secret::new("try foothold today".into());
    person.act(Action::Ask(Request::SignInStaff { name: "Alex Morgan".into(), passphrase }));
    person.must_see("Nada necesita su atención.");
    person.press("English");
    person.must_see("Nothing needs your attention.");
    person.act(Action::SignOut);
    person.must_see("¿Quién va a aprender?");
}

#[test]
fn who_comes_after_staff_finds_the_names_and_nothing_of_theirs() {
    let mut person = Person::before((1366.0, 768.0), answer);
    person.press("Staff sign in here");
    person.write("Your name", "Alex Morgan");
    person.write("Passphrase", "try foothold today");
    person.press("Sign in");
    person.must_see("Nothing needs your attention.");
    person.act(Action::SignOut);
    person.must_see("Who is learning?");
    person.press("Staff sign in here");
    assert_eq!(person.typed("Your name"), "");
}

#[test]
fn a_form_is_ready_to_be_typed_in() {
    let mut person = at_the_desk();
    person.press("This computer");
    person.press("Add staff");
    person.keys("Dana Brown");
    assert_eq!(person.typed("Name they sign in with"), "Dana Brown");
}
