//! What was decided and written down, in spreadsheets: one form for all, its columns with words in both languages.

use super::super::entries::{CREDIT, credential};
use super::*;
use foothold::model::event::LearnerAdded;
use foothold::office::aliases::{self, Aliases};
use foothold::office::dossier::Dossier;
use foothold::office::reports::decisions;
use foothold::office::{credentials, people};

/// Two ids of one number and a name that a spreadsheet would reckon with; decisions and entries about them.
fn decided() -> OfficeBed {
    let mut office = OfficeBed::new();
    let mut one = StationBed::new(&office, "=One", 10);
    one.add_learner("Ana", 1);
    for (name, number, id) in [("Ben", "77", 2), ("=Ben", "77", 3)] {
        let learner = LearnerId(uuid::Uuid::from_u128(id));
        let body = LearnerAdded { name: name.into(), number: number.into(), birth_year: Some(1990), lang: lang("en") };
        let actor = one.signed_in.actor();
        one.store.append(Draft::by(actor, Body::LearnerAdded(body)).about(learner)).unwrap();
    }
    office.carry(&mut one);
    office.command(&["confirm", "=One", "--reason", "=1+1, by telephone"], 0);
    office
}

/// The head and the rows of a file, which is as every file of ours is.
fn read(file: &Path) -> (String, Vec<BTreeMap<String, String>>) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{text}");
    let mut table = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<BTreeMap<String, String>> = table.deserialize().map(Result::unwrap).collect();
    let is_formula = |cell: &String| cell.starts_with(['=', '+', '-', '@']);
    assert!(!rows.iter().flat_map(BTreeMap::values).any(is_formula), "{text}");
    (text.trim_start_matches('\u{feff}').lines().next().unwrap().to_owned(), rows)
}

#[test]
fn what_was_decided_and_written_down_goes_to_spreadsheets() {
    let office = decided();
    let file = office.folder.path().join("list.csv");
    let csv = |arguments: &[&str]| {
        office.command(&[arguments, &["--csv", path(&file)]].concat(), 0);
        read(&file)
    };
    let ids = [2, 3].map(|id| LearnerId(uuid::Uuid::from_u128(id)).to_string());
    let (head, rows) = csv(&["people", "duplicates"]);
    assert_eq!(head, "why,name,number,birth_year,id,other_name,other_number,other_birth_year,other_id");
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0]["why"].as_str(), rows[0]["number"].as_str()), ("same-number", "77"));
    assert_eq!([&rows[0]["name"], &rows[0]["other_name"]], ["'=Ben", "Ben"], "a name is never a formula");

    office.command(&["people", "merge", &ids[0], &ids[1], "--reason", "@home, says Ada"], 0);
    let (head, rows) = csv(&["people", "history"]);
    assert_eq!(head, "decided,name,id,other_name,other_id,is_one,reason");
    assert_eq!([&rows[0]["id"], &rows[0]["other_id"], &rows[0]["is_one"]], [&ids[0], &ids[1], "yes"]);
    assert_eq!(rows[0]["reason"], "'@home, says Ada");
    assert!(rows[0]["decided"].starts_with("2026-"), "{rows:?}");
    assert!(csv(&["people", "duplicates"]).1.is_empty(), "they are decided");

    office.command(&["people", "status", "Ana", "released", "--day", "2026-11-30", "--reason", "=Parole"], 0);
    let (head, rows) = csv(&["people", "history", "Ana"]);
    assert_eq!(head, "entered,field,value,day,station,reason,id");
    let of = |field: &str| rows.iter().find(|row| row["field"] == field).unwrap_or_else(|| panic!("{field}: {rows:?}"));
    assert_eq!([&of("name")["value"], &of("name")["station"]], ["Ana", "'=One"]);
    let status = of("status");
    let told = [&status["value"], &status["day"], &status["station"], &status["reason"]];
    assert_eq!(told, ["released", "2026-11-30", "", "'=Parole"], "the office said it");

    office.command(&credential("Ana", "=Welding", "2025-05-02"), 0);
    office.command(&CREDIT, 0);
    let (head, rows) = csv(&["people", "entries", "Ana"]);
    assert_eq!(head, "entered,kind,what,issuer,day,evidence,by,from_station,id,event");
    let cells = |row: usize| ["kind", "what", "issuer", "day", "evidence", "by"].map(|head| rows[row][head].as_str());
    assert_eq!(cells(0), ["credential", "'=Welding", "State college", "2025-05-02", "The paper itself", "C. Clerk"]);
    assert_eq!(cells(1), ["credit-academic", "1.5", "", "", "By letter", "C. Clerk"]);
    assert_eq!(rows[0]["from_station"], "no");

    let (head, rows) = csv(&["stations", "--history"]);
    assert_eq!(head, "decided,station,decision,reason,id");
    let row = ["station", "decision", "reason"].map(|head| rows[0][head].as_str());
    assert_eq!(row, ["'=One", "confirmed", "'=1+1, by telephone"]);
}

#[test]
fn their_columns_and_words_are_told_in_both_languages() {
    let office = decided();
    office.command(&credential("Ana", "Welding", "2025-05-02"), 0);
    office.command(&CREDIT, 0);
    let all = people::all(&office.registry).unwrap();
    let aliases = Aliases::read(&office.registry).unwrap();
    let pairs = aliases::duplicates(&all, &aliases);
    let dossier = Dossier::find(&office.registry, "Ana").unwrap();
    let tables = [
        decisions::duplicates(&pairs),
        decisions::one_or_two(&aliases, &all),
        decisions::history(&office.registry, &dossier.person).unwrap(),
        decisions::entries(&dossier.person, &credentials::standing(&dossier)),
        decisions::of_stations(&office.registry).unwrap(),
    ];
    for words in LANGUAGES.iter().map(|language| Words::new(*language)) {
        for table in &tables {
            let cells = table.rows.iter().flatten().filter_map(|cell| match cell {
                Cell::Word(word) => Some(format!("report-word-{word}")),
                _ => None,
            });
            for key in table.columns.iter().flat_map(|column| [column.head(), column.about()]).chain(cells) {
                assert_ne!(words.get(&key), key);
            }
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{table:?}");
        }
    }
}
