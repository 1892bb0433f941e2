//! A person's transcript and signed record: what stands in them is what the log says, and both can be checked.
//!
//! With `FOOTHOLD_PAPERS=FOLDER` the files stay there, to be looked at.

use super::certificate::COURSE;
use super::commands::path;
use super::entries::{CREDIT, credential};
use super::*;
use foothold::format::certificate::verify;
use foothold::media::pdf::document::{Session, parse};
use foothold::model::course::Course;
use foothold::model::event::{LessonOpened, LessonRef, LessonSpan, SpanUnit};
use foothold::model::id::{CourseId, Hash, LessonId, SessionId};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn at(course: &str) -> LessonRef {
    LessonRef { course: CourseId::parse(course).unwrap(), edition: 1, lesson: LessonId::parse("read").unwrap() }
}

impl StationBed {
    /// Somebody sits over a course for so many minutes.
    pub fn sit(&mut self, learner: LearnerId, course: &str, minutes: u64) {
        let lang = Lang::parse("en").unwrap();
        let session = SessionId(uuid::Uuid::from_u128(5));
        let opened = Body::LessonOpened(LessonOpened { at: at(course), lang: lang.clone() });
        let span = Body::LessonSpan(LessonSpan {
            at: at(course),
            lang,
            ranges: vec![[0, 500]],
            unit: SpanUnit::Permille,
            active_ms: minutes * 60_000,
            rate_permille: 1000,
            position: 500,
        });
        for body in [opened, span] {
            self.store.append(Draft::learner(learner, session, body)).unwrap();
        }
    }
}

/// An office whose Ana has a certificate, three hours, and entries of a clerk.
pub fn office_with_ana() -> (OfficeBed, StationBed, String) {
    let mut office = OfficeBed::new();
    let (mut station, ana, id) = office.with_certificate();
    station.sit(ana, "org.example.work", 180);
    station.sit(ana, "org.example.unknown", 5);
    let export = station.export();
    office.command(&["open", "--apply", path(&export)], 0);
    for (name, instructor) in [("Welding, level 1", false), ("=May teach welding", true)] {
        let mut words = credential("Ana", name, "2025-05-02");
        words.extend(instructor.then_some("--instructor"));
        office.command(&words, 0);
    }
    office.command(&CREDIT, 0);
    (office, station, id)
}

/// Every word of a PDF, in reading order.
pub fn words_of(pdf: Vec<u8>) -> String {
    let parsed = parse(&Arc::new(pdf)).unwrap();
    let mut session = Session::new(&parsed);
    let pages = (0..parsed.pages().len()).map(|page| session.words(page).unwrap().text);
    pages.collect::<Vec<_>>().join("\n")
}

pub fn keep(folder: &Path, name: &str) {
    let Some(to) = std::env::var_os("FOOTHOLD_PAPERS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&to).unwrap();
    for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file()) {
        std::fs::copy(&file, to.join(format!("{name}-{}", file.file_name().unwrap().to_str().unwrap()))).unwrap();
    }
}

#[test]
fn a_transcript_says_what_the_log_says_three_times_over() {
    let (office, _, id) = office_with_ana();
    let folder = office.folder.path().join("transcript");
    let told = office.command(&["transcript", "Ana", "--to", path(&folder), "--lang", "es", "--signed"], 0);
    assert_eq!((&told["data"]["courses"], &told["data"]["certificates"]), (&2.into(), &1.into()));
    keep(&folder, "transcript-es");
    let json: Value = serde_json::from_slice(&std::fs::read(folder.join("transcript.json")).unwrap()).unwrap();
    assert_eq!(json["format"], "foothold.transcript.v1");
    // Both sat at one station within seconds of its clock: no moment counts twice.
    let credited = json["credited_ms"].as_u64().unwrap();
    assert!((180 * 60_000..185 * 60_000).contains(&credited), "{credited}");
    let course = json["courses"].as_array().unwrap().iter().find(|it| it["course"] == "org.example.work").unwrap();
    assert_eq!((&course["is_done"], &course["credited_ms"]), (&true.into(), &(180 * 60_000).into()));
    let month: Vec<_> = json["months"].as_object().unwrap().iter().collect();
    assert_eq!(month, [(&"2026-11".to_owned(), &Value::from(credited))]);
    assert_eq!(json["certificates"][0]["id"], id.as_str());
    assert_eq!(json["credentials"].as_array().unwrap().len(), 2);
    assert_eq!(json["credits"][0]["who"], "C. Clerk");

    let csv = std::fs::read(folder.join("transcript.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}section,what,".as_bytes()) && csv.windows(2).any(|at| at == b"\r\n"));
    let mut table = csv::Reader::from_reader(&csv[3..]);
    let heads = table.headers().unwrap().clone();
    let rows: Vec<Vec<String>> = table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let cell = |row: &Vec<String>, head: &str| row[heads.iter().position(|it| it == head).unwrap()].clone();
    let of = |section: &str| rows.iter().filter(|row| row[0] == section).collect::<Vec<_>>();
    assert_eq!(of("month").len() + of("certificate").len() + of("outside").len() + of("credit").len(), 4);
    assert_eq!(cell(of("instructor")[0], "what"), "'=May teach welding", "no formula");
    assert_eq!(cell(of("person")[0], "hours"), "3.00");

    let pdf = std::fs::read(folder.join("transcript.pdf")).unwrap();
    let checked = verify(&pdf).unwrap();
    assert_eq!((checked.name.as_str(), checked.members[0].short_id()), ("Ana", id.as_str()));
    let words = words_of(pdf);
    let number = json["certificates"][0]["number"].as_str().unwrap();
    for word in
        ["Expediente de estudios", "Agency", "Records Office", "Welding, level 1", "C. Clerk", number, "Página 1 de"]
    {
        assert!(words.contains(word), "{word} in {words}");
    }
}

/// A person's transcript as JSON, as rows by column, and as the words of its paper.
fn told_of(office: &OfficeBed, person: &str, lang: &str) -> (Value, Vec<BTreeMap<String, String>>, String) {
    let folder = office.folder.path().join(format!("transcript-{person}-{lang}"));
    office.command(&["transcript", person, "--to", path(&folder), "--lang", lang], 0);
    let read = |ending: &str| std::fs::read(folder.join(format!("transcript.{ending}"))).unwrap();
    let table = read("csv");
    let rows = csv::Reader::from_reader(&table[3..]).deserialize().map(Result::unwrap).collect();
    // Where a cell is too narrow its words go on in the next line.
    let words = words_of(read("pdf")).split_whitespace().collect::<Vec<_>>().join(" ");
    (serde_json::from_slice(&read("json")).unwrap(), rows, words)
}

#[test]
fn each_file_of_a_transcript_has_scores_levels_and_who_entered_what_was_earned_elsewhere() {
    let (office, _) = reports::studied();
    let (json, rows, words) = told_of(&office, "Ana", "en");
    let of = |rows: &[BTreeMap<String, String>], section: &str, columns: &[&str]| -> Vec<String> {
        let row = rows.iter().find(|row| row["section"] == section).unwrap_or_else(|| panic!("{section}: {rows:?}"));
        columns.iter().map(|column| row[*column].clone()).collect()
    };
    // 3 of 5 right before the film, 5 of 5 after it.
    assert_eq!(json["courses"][0]["score_permille"], 800, "{json}");
    assert_eq!(of(&rows, "course", &["what", "amount", "score_percent", "state"]), ["Work", "3/3", "80.0", "done"]);
    assert!(words.contains(" 80% "), "{words}");
    let level = &json["levels"][0];
    assert_eq!((&level["level"], &level["is_done"], &level["steps"]), (&"First".into(), &true.into(), &json!([1, 1])));
    assert_eq!(of(&rows, "level", &["what", "of", "amount", "state"]), ["First", "A plan", "1/1", "done"]);
    assert!(words.contains("A plan First 1 / 1 Reached"), "{words}");

    let (json, rows, words) = told_of(&office, "Bea", "en");
    let one = &json["credentials"][0];
    let fields = ["name", "issuer", "day", "evidence", "who", "entered"].map(|key| one[key].as_str().unwrap());
    assert_eq!(fields, ["Welding", "Trade School", "2026-11-02", "Paper seen", "Ada", "2026-11-18"]);
    let columns = ["what", "of", "from", "evidence", "entered_by", "entered"];
    assert_eq!(of(&rows, "outside", &columns), fields);
    assert_eq!(of(&rows, "course", &["amount", "score_percent", "state"]), ["0/3", "20.0", "open"]);
    assert_eq!(of(&rows, "level", &["amount", "state"]), ["0/1", "open"]);
    let row = "Welding Trade School November 2, 2026 Paper seen Ada, November 18, 2026";
    for word in ["20%", "A plan First 0 / 1 Not reached"].into_iter().chain(row.split(' ')) {
        assert!(words.contains(word), "{word} in {words}");
    }
    let (_, _, words) = told_of(&office, "Bea", "es");
    for word in ["20 %", "No alcanzado", "Paper seen", "18 de noviembre de 2026"] {
        assert!(words.contains(word), "{word} in {words}");
    }
}

#[test]
fn a_long_record_of_somebody_with_any_name_holds() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let name = "Nguyễn Thị Ánh Tuyết Щербакова 😀 von Habsburg-Lothringen-Weizsäcker-Fernández de la Vega y Ortiz";
    let learner = station.add_learner(name, 7);
    for n in 0..70 {
        let id = format!("org.example.course-{n}");
        let text = COURSE
            .replace("org.example.work", &id)
            .replace("\"Work\"", &format!("\"Course {n}, as long as titles are\""));
        let course: Course = serde_json::from_str(&text).unwrap();
        let document = foothold::format::json::to_canonical(&course).unwrap();
        office.registry.write(|writer| writer.set_course(&course, &document, &Hash([1; 32]), 1)).unwrap();
        station.sit(learner, &id, 10);
    }
    office.carry(&mut station);
    office.confirm("One");
    let folder = office.folder.path().join("long");
    for (lang, page) in [("en", "letter"), ("es", "a4")] {
        office.command(&["letterhead", "--paper", page, "--signer", "Ada Byrne; Director"], 0);
        office.command(&["transcript", "7", "--to", path(&folder), "--lang", lang], 0);
        keep(&folder, &format!("transcript-long-{lang}"));
        let words = words_of(std::fs::read(folder.join("transcript.pdf")).unwrap());
        for n in 0..70 {
            assert!(words.contains(&format!("Course {n},")), "course {n}");
        }
        assert!(words.contains("Щербакова") && words.contains("Tuyết"), "{words}");
    }
    assert_eq!(office.command(&["transcript", "nobody", "--to", path(&folder)], 1)["code"], "person.unknown");
}

#[test]
fn a_signed_record_stands_only_while_all_in_it_do() {
    let (office, mut station, id) = office_with_ana();
    let file = office.folder.path().join("learner-record.json");
    let told = office.command(&["learner-record", "Ana", "-o", path(&file)], 0);
    assert_eq!(told["data"]["certificates"], 1);
    keep(office.folder.path(), "clr");
    let seen = office.command(&["verify", path(&file)], 0);
    assert_eq!((&seen["data"]["word"], seen["data"]["members"].as_array().unwrap().len()), (&"valid".into(), 1));
    let mut altered: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    altered["credentialSubject"]["verifiableCredential"][0]["credentialSubject"]["achievement"]["name"] =
        "Welding".into();
    let bad = office.folder.path().join("bad.json");
    std::fs::write(&bad, serde_json::to_vec(&altered).unwrap()).unwrap();
    assert_eq!(office.command(&["verify", path(&bad)], 1)["code"], "certificate.altered");

    office.command(&["revoke", &id, "--reason", "By mistake"], 0);
    assert_eq!(office.command(&["verify", path(&file)], 1)["code"], "certificate.revoked");
    foothold::job::notice::take_notice(&mut station.store, &office.home.notice(), Actor::Station).unwrap();
    let root = office.home.trust().join("root.1.dsse");
    let list = office.home.trust().join("revocations.dsse");
    let by_files = office.command(&["verify", path(&file), "--root", path(&root), "--revocations", path(&list)], 1);
    assert_eq!(by_files["code"], "certificate.revoked");
    let none = office.command(&["learner-record", "Ana", "-o", path(&file)], 1);
    assert_eq!(none["code"], "record.empty", "nothing is left to sign");
    let folder = office.folder.path().join("after");
    office.command(&["transcript", "Ana", "--to", path(&folder)], 0);
    let words = words_of(std::fs::read(folder.join("transcript.pdf")).unwrap());
    assert!(words.contains("By mistake"), "{words}");
}
