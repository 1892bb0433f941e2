//! The packet that somebody takes along: everything in it can be checked, and of their own only what they chose.

use super::commands::path;
use super::transcript::{keep, office_with_ana, words_of};
use super::*;
use foothold::format::certificate::verify;
use foothold::model::event::{FormSaved, LessonRef, PacketChosen};
use foothold::model::id::{CourseId, Hash, LessonId};
use std::io::Read as _;

const FORMS: &str = r#"{"schema":1,"id":"org.example.plan","edition":1,"title":"Plan","summary":"A plan.","languages":["en"],
"subjects":["work"],"level":"beginner","outcomes":[{"id":"plan","text":"Plan"}],"minutes":10,"authors":["Us"],"sources":[],
"modules":[{"id":"one","title":"One","rule":{"kind":"all_required"},"lessons":[{"id":"mine","title":"My plan","minutes":5,
"required":true,"rule":{"kind":"submitted"},"kind":"form","form":{"print":{"title":"My re-entry plan","style":"plain"},
"sections":[{"id":"home","title":"Where I will live","fields":[
{"id":"town","label":"Town","required":true,"leaves":"packet","kind":"text","max_chars":50},
{"id":"worry","label":"What worries me","required":false,"leaves":"never","kind":"long_text","max_chars":500}]}]}}]}],
"rule":{"kind":"all_required"}}"#;

fn choose(station: &mut StationBed, learner: LearnerId, entry: &str, text: Option<&str>) {
    let body = PacketChosen { entry: slug(entry), text: text.map(str::to_owned) };
    let draft = Draft::by(Actor::Learner(learner), Body::PacketChosen(body)).about(learner);
    station.store.append(draft).unwrap();
}

/// Ana wrote, filled in and chose; staff may read free text and it goes to the office.
fn office_with_choices() -> (OfficeBed, StationBed) {
    let (mut office, mut station, _) = office_with_ana();
    let ana = LearnerId(uuid::Uuid::from_u128(1));
    office.command(&["policy", "--set", "free_text=reviewed"], 0);
    foothold::job::notice::take_notice(&mut station.store, &office.home.notice(), Actor::Station).unwrap();
    approve_form(&mut office, 1, ("packet", "never"));
    station.write_journal(ana, 3);
    choose(&mut station, ana, "day-0", Some("I learned to wait."));
    choose(&mut station, ana, "day-1", Some("Not this one after all."));
    choose(&mut station, ana, "day-1", None);
    fill_in(&mut station, 1, "Springfield", "The old friends");
    let export = station.export();
    office.command(&["open", "--apply", path(&export)], 0);
    (office, station)
}

#[test]
fn everything_in_a_packet_can_be_checked_and_only_what_was_chosen_is_in_it() {
    let (office, _station) = office_with_choices();
    let folder = office.folder.path().join("packet");
    let told = office.command(&["packet", "Ana", "--to", path(&folder)], 0);
    let data = &told["data"];
    assert_eq!((&data["certificates"], &data["forms"], &data["entries"]), (&1.into(), &1.into(), &1.into()));
    keep(&folder, "packet");
    let pdf = std::fs::read(folder.join("packet.pdf")).unwrap();
    assert_eq!(verify(&pdf).unwrap().members.len(), 1, "the PDF itself can be checked");
    let words = words_of(pdf);
    for word in
        ["Release packet", "CERTIFICATE OF COMPLETION", "Record of learning", "I learned to wait.", "Springfield"]
    {
        assert!(words.contains(word), "{word} in {words}");
    }
    for word in ["secret", "Not this one", "old friends", "worries"] {
        assert!(!words.contains(word), "{word} is not to be told: {words}");
    }

    let names = checked_files(&folder);
    for name in
        ["packet.pdf", "transcript.pdf", "transcript.csv", "transcript.json", "learner-record.json", "check.html"]
    {
        assert!(names.iter().any(|it| it == name), "{name} in {names:?}");
    }
}

/// The names of what is in a packet, whose certificate is there in all its forms, each of which can be checked.
fn checked_files(folder: &Path) -> Vec<String> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(folder.join("packet.zip")).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut checked = 0;
    for name in names.iter().filter(|name| name.starts_with("certificates/") || name.starts_with("learner-record")) {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        verify(&bytes).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        checked += 1;
    }
    assert_eq!(checked, 4, "JSON, PDF and PNG of one certificate, and the record: {names:?}");
    names
}

#[test]
fn a_certificates_paper_that_is_not_in_the_folder_any_more_is_printed_again() {
    let (office, _station, id) = office_with_ana();
    for ending in ["pdf", "png"] {
        std::fs::remove_file(office.home.certificates().join(format!("{id}.{ending}"))).unwrap();
    }
    let folder = office.folder.path().join("packet");
    office.command(&["packet", "Ana", "--to", path(&folder)], 0);
    let names = checked_files(&folder);
    let paper = names.iter().find(|name| name.starts_with("certificates/") && name.ends_with(".pdf")).unwrap();
    let mut zip = zip::ZipArchive::new(std::fs::File::open(folder.join("packet.zip")).unwrap()).unwrap();
    let mut bytes = Vec::new();
    zip.by_name(paper).unwrap().read_to_end(&mut bytes).unwrap();
    let words = words_of(bytes);
    assert!(words.contains("CERTIFICATE OF COMPLETION") && words.contains("Ana"), "{words}");
}

/// Approves an edition of the course with the form, in which the two fields may or may not leave.
fn approve_form(office: &mut OfficeBed, edition: u8, (town, worry): (&str, &str)) {
    let leaves = |field: &str| format!("\"leaves\":\"{field}\"");
    let text = FORMS
        .replace("\"edition\":1", &format!("\"edition\":{edition}"))
        .replace(&leaves("packet"), &leaves("?"))
        .replace(&leaves("never"), &leaves(worry))
        .replace(&leaves("?"), &leaves(town));
    let course = serde_json::from_str(&text).unwrap();
    let document = foothold::format::json::to_canonical(&course).unwrap();
    office.registry.write(|writer| writer.set_course(&course, &document, &Hash([edition + 1; 32]), 1)).unwrap();
}

fn fill_in(station: &mut StationBed, edition: u32, town: &str, worry: &str) {
    let at = LessonRef {
        course: CourseId::parse("org.example.plan").unwrap(),
        edition,
        lesson: LessonId::parse("mine").unwrap(),
    };
    let ana = LearnerId(uuid::Uuid::from_u128(1));
    let values = serde_json::json!({"home": {"town": town, "worry": worry}});
    let body = Body::FormSaved(FormSaved { at, values: values.as_object().unwrap().clone() });
    station.store.append(Draft::by(Actor::Learner(ana), body).about(ana)).unwrap();
}

#[test]
fn a_form_is_judged_by_the_edition_in_which_it_was_filled_in() {
    let (mut office, mut station) = office_with_choices();
    let folder = office.folder.path().join("packet");
    let packed = |office: &OfficeBed| {
        let told = office.command(&["packet", "Ana", "--to", path(&folder)], 0);
        let words = words_of(std::fs::read(folder.join("packet.pdf")).unwrap());
        (told["data"]["forms"].clone(), words)
    };
    // Ana wrote where they said that it never leaves; the next edition would let it out.
    approve_form(&mut office, 2, ("never", "packet"));
    let (forms, words) = packed(&office);
    assert_eq!(forms, 1);
    assert!(words.contains("Springfield") && !words.contains("old friends"), "{words}");
    // In the next edition they are told that it may, and fill it in anew.
    fill_in(&mut station, 2, "Shelbyville", "The first night");
    let export = station.export();
    office.command(&["open", "--apply", path(&export)], 0);
    let (forms, words) = packed(&office);
    assert_eq!(forms, 1);
    assert!(words.contains("The first night"), "{words}");
    assert!(!words.contains("Shelbyville") && !words.contains("Springfield"), "{words}");
    // Of an edition that nobody approved here it is not known what may leave.
    fill_in(&mut station, 3, "Capital City", "The second night");
    let export = station.export();
    office.command(&["open", "--apply", path(&export)], 0);
    let (forms, words) = packed(&office);
    assert_eq!(forms, 0, "{words}");
    assert!(!words.contains("Capital City") && !words.contains("night"), "{words}");
}

#[test]
fn an_entry_has_the_day_that_it_was_where_the_office_is() {
    let (office, mut station) = office_with_choices();
    office.clock.0.fetch_add(14 * 60 * 60 * 1000, Ordering::Relaxed); // an evening in New York, tomorrow by UTC
    choose(&mut station, LearnerId(uuid::Uuid::from_u128(1)), "day-2", Some("Late in the evening."));
    let export = station.export();
    office.command(&["open", "--apply", path(&export)], 0);
    let folder = office.folder.path().join("packet");
    assert_eq!(office.command(&["packet", "Ana", "--to", path(&folder)], 0)["data"]["entries"], 2);
    let words = words_of(std::fs::read(folder.join("packet.pdf")).unwrap());
    assert_eq!(words.matches("Chosen on November 18, 2026").count(), 2, "{words}");
}

#[test]
fn text_that_the_policy_keeps_is_in_no_packet_and_somebody_without_certificates_gets_one_too() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let bea = station.add_learner("Bea", 2);
    choose(&mut station, bea, "day-0", Some("Nobody outside may read this."));
    office.carry(&mut station);
    office.confirm("One");
    let folder = office.folder.path().join("packet");
    let told = office.command(&["packet", "Bea", "--to", path(&folder), "--lang", "es"], 0);
    assert_eq!((&told["data"]["certificates"], &told["data"]["entries"]), (&0.into(), &0.into()));
    let words = words_of(std::fs::read(folder.join("packet.pdf")).unwrap());
    assert!(words.contains("Paquete de salida") && !words.contains("Nobody outside"), "{words}");
}
