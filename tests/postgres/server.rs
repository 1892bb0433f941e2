//! What only a server can do: answer as a file does, keep clerks apart, die in the middle, be full, refuse to let in.

use crate::office::{OfficeBed, StationBed, TestClock, TestRandom, approve_course, issue_all};
use crate::place;
use foothold::model::ports::Clock as _;
use foothold::model::problem::Code;
use foothold::office::home::OfficeHome;
use foothold::office::keys::Keys;
use foothold::office::open::{self, Plan};
use foothold::office::registry::{CertificateQuery, PeopleQuery, Place, Registry, RegistryError, Secrets};
use foothold::office::standing::Writing;
use foothold::office::{backup, people, receipts, stations, summaries};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

fn in_file(office: &OfficeBed, name: &str) -> Registry {
    Registry::open(&office.folder.path().join(name)).unwrap()
}

fn plan(office: &OfficeBed, registry: &Registry, files: &[PathBuf], now: u64) -> Plan {
    let identities = office.keys.opening().unwrap();
    open::plan(&office.home, registry, &office.trust(), &identities, files, now, |_| true).unwrap()
}

/// Three stations, one of them cloned and one never confirmed, with people in common; carried twice.
fn sticks(office: &OfficeBed) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut beds: Vec<_> = [("One", 30), ("Two", 31), ("Three", 32)].map(|(n, s)| StationBed::new(office, n, s)).into();
    for (n, bed) in beds.iter_mut().enumerate() {
        let ana = bed.add_learner("Ana", 1);
        bed.add_learner("Bea", 10 + n as u128);
        bed.write_journal(ana, 20);
        bed.finish_course(ana);
        files.push(bed.export());
    }
    let mut clone = beds[0].cloned(33);
    for bed in [&mut beds[0], &mut clone] {
        let cleo = bed.add_learner("Cleo", 3);
        bed.write_journal(cleo, 5);
        files.push(bed.export());
    }
    // The stations' own sticks go with them.
    let kept = |file: PathBuf| {
        let kept = office.folder.path().join(file.file_name().unwrap());
        std::fs::rename(&file, &kept).unwrap();
        kept
    };
    files.into_iter().map(kept).collect()
}

/// Everything a clerk can be told of a registry, as text.
fn told(registry: &Registry) -> String {
    let stations = registry.stations().unwrap();
    let by_station: Vec<_> = stations
        .iter()
        .map(|row| {
            let (tips, gaps) = (registry.tips(row.id).unwrap(), registry.gaps(row.id).unwrap());
            (tips, gaps, registry.counts(Some(row.id)).unwrap())
        })
        .collect();
    let events: Vec<_> =
        registry.learners().unwrap().into_iter().map(|learner| registry.events_of(learner).unwrap()).collect();
    let sorted = |mut stations: Vec<_>| {
        stations.sort_unstable();
        stations
    };
    let places: Vec<_> =
        registry.learners().unwrap().into_iter().map(|id| sorted(registry.stations_of(id).unwrap())).collect();
    format!(
        "{stations:?}\n{by_station:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{events:?}\n{places:?}\n{}",
        registry.forks().unwrap(),
        registry.held_epochs().unwrap(),
        people::all(registry).unwrap(),
        registry.merges().unwrap(),
        registry.contents_hash().unwrap(),
    )
}

#[test]
fn a_server_and_a_file_give_the_same_plans_merges_people_and_receipts() {
    let mut office = OfficeBed::new();
    let mut file = in_file(&office, "beside.sqlite");
    let files = sticks(&office);
    for (round, part) in [&files[..2], &files[1..4], &files[..], &files[..]].into_iter().enumerate() {
        let now = 1_795_000_900_000 + round as u64;
        let (there, here) = (plan(&office, &office.registry, part, now), plan(&office, &file, part, now));
        assert_eq!(format!("{:?}", there.files), format!("{:?}", here.files), "round {round}");
        let (there, here) = (there.apply(&mut office.registry, now).unwrap(), here.apply(&mut file, now).unwrap());
        assert_eq!(there, here, "round {round}");
        if round == 1 {
            for registry in [&mut office.registry, &mut file] {
                let (clock, random) = (TestClock::default(), TestRandom::seeded(34)); // the same for both
                let (home, keys) = (&office.home, &office.keys);
                let mut writing = Writing { home, registry, keys, clock: &clock, random: &random };
                stations::confirm(&mut writing, "One", None).unwrap();
                stations::retire(&mut writing, "Two", None).unwrap();
            }
        }
        assert_eq!(told(&office.registry), told(&file), "round {round}");
    }
    for registry in [&mut office.registry, &mut file] {
        stations::accept_forks(registry, "One", 1_795_000_901_000).unwrap();
    }
    assert_eq!(told(&office.registry), told(&file));
    let mut lists = Vec::new();
    for registry in [&mut office.registry, &mut file] {
        summaries::refresh(registry, "UTC", |_, _| true).unwrap();
        let mut pages = String::new();
        for (words, is_descending) in [("", false), ("", true), ("ANA", false), ("%", false)] {
            let query = PeopleQuery { words: words.into(), is_descending, ..PeopleQuery::default() };
            pages.push_str(&format!("{:?}\n", registry.people_page(&query).unwrap()));
            let query = CertificateQuery { words: words.into(), ..CertificateQuery::default() };
            pages.push_str(&format!("{:?}\n", registry.certificates_page(&query).unwrap()));
        }
        lists.push(pages);
    }
    assert_eq!(lists[0], lists[1], "the same lists");
    let mut sent = Vec::new();
    for registry in [&mut office.registry, &mut file] {
        let made = receipts::write_notice(&office.home, registry, &office.keys, &*office.clock).unwrap();
        sent.push(made.into_iter().map(|one| (one.name, one.tips, one.wanted, one.certificates)).collect::<Vec<_>>());
    }
    assert_eq!(sent[0], sent[1], "the same receipts");
    office.registry.check_whole().unwrap();
}

#[test]
fn clerks_who_merge_the_same_sticks_at_once_add_nothing_twice() {
    let office = OfficeBed::new();
    let files = sticks(&office);
    let at = place::of(&office.home.registry());
    let mut alone = in_file(&office, "alone.sqlite");
    let count = plan(&office, &alone, &files, 7).apply(&mut alone, 7).unwrap();
    // All plan before anybody merges: each believes that all of it is new.
    let mut clerks: Vec<_> = (0..4)
        .map(|_| {
            let registry = Registry::open_at(&at).unwrap();
            let plan = plan(&office, &registry, &files, 7);
            (registry, plan)
        })
        .collect();
    let merged: Vec<_> = std::thread::scope(|scope| {
        let work: Vec<_> =
            clerks.iter_mut().map(|(registry, plan)| scope.spawn(move || plan.apply(registry, 7).unwrap())).collect();
        work.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let added: u64 = merged.iter().map(|one| one.new + one.apart).sum();
    assert_eq!(added, count.new + count.apart, "each event counts once: {merged:?}");
    let known = merged.iter().filter(|one| one.new + one.apart == 0).count();
    assert_eq!(known, 3, "one clerk brought it, the others were told that it is there: {merged:?}");
    assert_eq!(office.registry.contents_hash().unwrap(), alone.contents_hash().unwrap());
    assert_eq!(office.registry.merges().unwrap().len(), files.len());
}

/// What matters of each certificate, whoever issued it when.
fn certificates(registry: &Registry) -> Vec<String> {
    let all = registry.certificates().unwrap();
    all.iter().map(|it| format!("{} {} {} {} {}", it.id, it.learner, it.course, it.earned_by, it.dated)).collect()
}

/// Confirms a station as soon as somebody has brought a stick of it.
fn confirm_once_known((home, keys): (&OfficeHome, &Keys), clock: &TestClock, registry: &mut Registry, name: &str) {
    let random = TestRandom::seeded(clock.wall_ms());
    for _ in 0..2000 {
        let mut writing = Writing { home, registry, keys, clock, random: &random };
        match stations::confirm(&mut writing, name, None) {
            Ok(_) => return,
            Err(problem) => assert_eq!(problem.code, Code::StationUnknown, "{problem:?}"),
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    panic!("{name} never came");
}

#[test]
fn clerks_who_merge_overlapping_sticks_at_once_end_as_if_one_came_after_the_other() {
    let mut office = OfficeBed::new();
    let files = sticks(&office);
    let sets = [&files[..2], &files[1..4], &files[3..], &files[..]];
    let mut alone = in_file(&office, "alone.sqlite");
    std::mem::swap(&mut office.registry, &mut alone);
    approve_course(&mut office);
    for (n, set) in sets.into_iter().enumerate() {
        plan(&office, &office.registry, set, 7).apply(&mut office.registry, 7).unwrap();
        if n == 0 {
            office.confirm("One");
        }
    }
    stations::accept_forks(&mut office.registry, "One", 8).unwrap();
    issue_all(&mut office);
    std::mem::swap(&mut office.registry, &mut alone);
    let (wanted, given) = (alone.contents_hash().unwrap(), certificates(&alone));
    assert_eq!(given.len(), 1, "Ana has one: {given:?}");
    for round in 0..4 {
        let at = place::of(&office.folder.path().join(format!("round-{round}")));
        office.registry = Registry::open_at(&at).unwrap();
        approve_course(&mut office);
        // All plan before anybody merges: each believes that all of its own is new.
        let mut clerks: Vec<_> = sets
            .into_iter()
            .map(|set| {
                let registry = Registry::open_at(&at).unwrap();
                let plan = plan(&office, &registry, set, 7);
                (registry, plan)
            })
            .collect();
        let mut other = Registry::open_at(&at).unwrap();
        let (ground, clock) = ((&office.home, &office.keys), &*office.clock);
        let merged: Vec<_> = std::thread::scope(|scope| {
            let confirming = scope.spawn(|| confirm_once_known(ground, clock, &mut other, "One"));
            let merge = |(registry, plan): &mut (Registry, Plan)| plan.apply(registry, 7).unwrap();
            let work: Vec<_> = clerks.iter_mut().map(|clerk| scope.spawn(move || merge(clerk))).collect();
            confirming.join().unwrap();
            work.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let events = |registry: &Registry| format!("{:?}", registry.counts(None).unwrap());
        assert_eq!(events(&office.registry), events(&alone), "round {round}: {merged:?}");
        assert_eq!(office.registry.merges().unwrap().len(), files.len(), "round {round}: each file is noted once");
        assert_eq!(stations::accept_forks(&mut office.registry, "One", 8).unwrap().1, 1, "round {round}");
        issue_all(&mut office);
        assert_eq!(office.registry.contents_hash().unwrap(), wanted, "round {round}: {merged:?}");
        assert_eq!(certificates(&office.registry), given, "round {round}");
        office.registry.check_whole().unwrap();
    }
}

#[test]
fn an_office_moves_from_a_server_to_a_file_and_to_another_server_with_everything() {
    let mut office = OfficeBed::new();
    let files = sticks(&office);
    office.merge(&files);
    office.confirm("One");
    let folder = office.folder.path().join("backup");
    backup::backup(&office.home, &office.registry, &folder).unwrap();
    let wanted = told(&office.registry);
    assert_eq!(told(&Registry::open(&folder.join("registry.sqlite")).unwrap()), wanted, "a backup of a server");
    let home = OfficeHome::new(office.folder.path().join("moved"));
    let place = place::of(&home.registry());
    backup::restore_to(&folder, &home, &place).unwrap();
    let mut moved = Registry::open_at(&place).unwrap();
    assert_eq!(told(&moved), wanted);
    // It goes on where it was.
    assert_eq!(plan(&office, &moved, &files, 9).apply(&mut moved, 9).unwrap().new, 0);
    let mut bed = StationBed::new(&office, "Four", 34);
    bed.add_learner("Dan", 4);
    let more = [bed.export()];
    let (there, here) = (plan(&office, &moved, &more, 10), plan(&office, &office.registry, &more, 10));
    assert_eq!(there.apply(&mut moved, 10).unwrap(), here.apply(&mut office.registry, 10).unwrap());
    assert_eq!(told(&moved), told(&office.registry));
    assert_eq!(moved.last_rows().unwrap(), office.registry.last_rows().unwrap());
    let other = OfficeHome::new(office.folder.path().join("other"));
    assert!(backup::restore_to(&folder, &other, &place).is_err(), "only into an empty registry");
}

/// The lines of the operator's page that divide a registry: once, and each month.
fn divided() -> [String; 2] {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/installer/postgresql.md")).unwrap();
    let blocks = page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    let [once, monthly] = blocks.filter(|sql| sql.contains("PARTITION")).collect::<Vec<_>>().try_into().unwrap();
    [once, monthly]
}

#[test]
fn a_registry_divided_by_the_operators_page_answers_as_before_and_takes_nothing_twice() {
    let mut office = OfficeBed::new();
    let mut file = in_file(&office, "beside.sqlite");
    let files = sticks(&office);
    let database = &place::database(&office.home.registry());
    let [once, monthly] = divided();
    for (round, part) in [&files[..2], &files[1..4], &files[..]].into_iter().enumerate() {
        let now = 1_795_000_900_000 + round as u64;
        let (there, here) = (plan(&office, &office.registry, part, now), plan(&office, &file, part, now));
        assert_eq!(there.apply(&mut office.registry, now).unwrap(), here.apply(&mut file, now).unwrap());
        assert_eq!(told(&office.registry), told(&file), "round {round}");
        match round {
            0 => drop(place::psql(database, &once)),
            1 => drop(place::psql(database, &monthly)),
            _ => {}
        }
        // What was prepared before knows nothing of parts.
        office.registry = Registry::open_at(&place::of(&office.home.registry())).unwrap();
        assert_eq!(told(&office.registry), told(&file), "divided, round {round}");
    }
    let parts = "SELECT count(DISTINCT tableoid) FROM event";
    assert_eq!(place::psql(database, parts), "2", "old epochs in one, new ones in the other");
    for registry in [&mut office.registry, &mut file] {
        let (clock, random) = (TestClock::default(), TestRandom::seeded(34)); // the same for both
        let (home, keys) = (&office.home, &office.keys);
        let mut writing = Writing { home, registry, keys, clock: &clock, random: &random };
        stations::confirm(&mut writing, "One", None).unwrap();
        stations::accept_forks(registry, "One", 1_795_000_901_000).unwrap();
    }
    assert_eq!(plan(&office, &office.registry, &files, 9).apply(&mut office.registry, 9).unwrap().new, 0);
    assert_eq!(told(&office.registry), told(&file));
    let folder = office.folder.path().join("backup");
    backup::backup(&office.home, &office.registry, &folder).unwrap();
    assert_eq!(told(&Registry::open(&folder.join("registry.sqlite")).unwrap()), told(&file));
}

/// Undoes the steps of the tables from the tenth on: events known by hash alone, and numbered by the server; summaries that
/// do not say where a course was begun.
const NINE_STEPS: &str = "
DROP VIEW v_courses; CREATE VIEW v_courses AS SELECT person FROM summary_course;
ALTER TABLE summary_course DROP COLUMN begun_facility;
ALTER TABLE fork DROP COLUMN after_epoch, DROP COLUMN after_seq;
DROP INDEX event_number; DROP INDEX event_place; CREATE INDEX event_place ON event(epoch, seq);
DROP TABLE event_newest; DELETE FROM registry_step WHERE step >= 10;
ALTER TABLE event ALTER id ADD GENERATED BY DEFAULT AS IDENTITY,";

#[test]
fn a_registry_of_an_older_program_is_brought_up_to_date_whole_or_divided() {
    for keys in ["ADD PRIMARY KEY (id), ADD UNIQUE (hash)", "ADD PRIMARY KEY (id, epoch), ADD UNIQUE (hash, epoch)"] {
        let office = OfficeBed::new();
        let (at, database) = (place::of(&office.home.registry()), &place::database(&office.home.registry()));
        let (mut there, mut here) = (Registry::open_at(&at).unwrap(), in_file(&office, "beside.sqlite"));
        let files = sticks(&office);
        let merge = |registry: &mut Registry, files: &[PathBuf], now: u64| {
            plan(&office, registry, files, now).apply(registry, now).unwrap()
        };
        // All but one station, the cloned one with its fork.
        let most: Vec<_> = [0, 2, 3, 4].map(|n: usize| files[n].clone()).into();
        assert_eq!(merge(&mut there, &most, 7), merge(&mut here, &most, 7));
        if keys.contains("epoch") {
            place::psql(database, &divided()[0]);
        }
        place::psql(database, &format!("{NINE_STEPS} {keys}"));
        there = Registry::open_at(&at).unwrap();
        assert_eq!(told(&there), told(&here), "{keys}");
        let kept = "SELECT count(*) FROM pg_constraint WHERE conrelid = 'event'::regclass AND contype IN ('p', 'u')";
        assert_eq!(place::psql(database, kept), "0", "{keys}");
        assert_eq!(there.forks().unwrap().len(), 1, "{keys}");
        assert_eq!(merge(&mut there, &files, 8), merge(&mut here, &files, 8), "{keys}");
        let newest = "SELECT id = (SELECT max(id) FROM event) FROM event_newest";
        assert_eq!(place::psql(database, newest), "t", "{keys}");
        assert_eq!(told(&there), told(&here), "{keys}");
    }
}

/// The second server, which nobody minds to lose.
struct Fragile {
    place: Place,
    port: String,
    control: PathBuf,
}

impl Fragile {
    fn new(database: &str) -> Self {
        let given = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name}: run tests/postgres.sh"));
        let (socket, port) = (given("FOOTHOLD_TEST_PG_FRAGILE_SOCKET"), given("FOOTHOLD_TEST_PG_FRAGILE_PORT"));
        let text = format!("postgres://postgres@/{database}?host={socket}&port={port}");
        let place = Place::parse(&text, &Secrets::default()).unwrap();
        Self { place, port, control: given("FOOTHOLD_TEST_PG_CONTROL").into() }
    }

    fn control(&self, what: &str) {
        assert!(Command::new("bash").arg(&self.control).arg(what).status().unwrap().success(), "{what}");
    }
}

#[test]
fn a_server_killed_in_the_middle_of_a_merge_has_nothing_half_done() {
    let fragile = Fragile::new("postgres");
    let sql = |sql: &str| place::try_psql(&fragile.port, "postgres", sql).unwrap();
    let written = || sql("SELECT pg_relation_size('event')").parse::<u64>().unwrap();
    let office = OfficeBed::new();
    // The rows of one station are copied to the server before those of the next come.
    let files = [("One", 40), ("Two", 41)].map(|(name, seed)| {
        let mut bed = StationBed::new(&office, name, seed);
        let ana = bed.add_learner("Ana", 1);
        bed.write_journal(ana, 1500);
        let kept = office.folder.path().join(format!("{name}.fexport"));
        std::fs::rename(bed.export(), &kept).unwrap();
        kept
    });
    let mut registry = Registry::open_at(&fragile.place).unwrap();
    let before = registry.contents_hash().unwrap();
    for moment in ["begun", "copied in part", "all copied"] {
        sql("VACUUM event"); // what the last time left behind is no proof of anything
        let (rows_before, mut killed_at) = (written(), None);
        let plan = plan(&office, &registry, &files, 7);
        let problem = plan.apply_watched(&mut registry, 7, |done, all| {
            let is_it = match moment {
                "begun" => true,
                "copied in part" => 0 < done && done < all && written() > rows_before,
                _ => done == all,
            };
            if is_it && killed_at.is_none() {
                killed_at = Some((done, all, written()));
                fragile.control("kill");
            }
            true
        });
        let problem = problem.expect_err(moment);
        assert_eq!(problem.code, Code::RegistryUnreachable, "{moment}: {problem:?}");
        let (done, all, rows) = killed_at.unwrap_or_else(|| panic!("{moment}: it was never so"));
        assert_eq!(rows > rows_before, moment != "begun", "{moment}: {done} of {all}, {rows} bytes of rows");
        fragile.control("start");
        registry = Registry::open_at(&fragile.place).unwrap();
        assert_eq!(registry.contents_hash().unwrap(), before, "{moment}: nothing of it is there");
    }
    plan(&office, &registry, &files, 7).apply(&mut registry, 7).unwrap();
    let mut alone = in_file(&office, "alone.sqlite");
    plan(&office, &alone, &files, 7).apply(&mut alone, 7).unwrap();
    assert_eq!(registry.contents_hash().unwrap(), alone.contents_hash().unwrap(), "merged again, all of it is there");
}

#[test]
#[allow(clippy::print_stderr)] // what is not tried is said
fn a_disk_that_is_full_refuses_a_merge_whole_and_the_next_one_with_room_takes_it() {
    let Ok(port) = std::env::var("FOOTHOLD_TEST_PG_TIGHT_PORT") else {
        let is_possible = std::env::var_os("FOOTHOLD_TEST_PG_MAY_MOUNT").is_some();
        let is_asked_for = std::env::var_os("FOOTHOLD_NEEDS_TOOLS").is_some();
        assert!(!(is_possible && is_asked_for), "a small disk may be mounted here, and no server runs on it");
        eprintln!("NOT TRIED: no small disk could be mounted for a server");
        return;
    };
    let sql = |database: &str, sql: &str| place::try_psql(&port, database, sql);
    sql("postgres", "CREATE DATABASE tight LOCALE 'C' TEMPLATE template0 TABLESPACE small").unwrap();
    let address = format!("postgres://postgres@/tight?host={}&port={port}", place::server().0);
    let at = Place::parse(&address, &Secrets::default()).unwrap();
    let office = OfficeBed::new();
    let mut bed = StationBed::new(&office, "One", 60);
    let ana = bed.add_learner("Ana", 1);
    let mut registry = Registry::open_at(&at).unwrap();
    let first = [bed.export()];
    plan(&office, &registry, &first, 7).apply(&mut registry, 7).unwrap();
    bed.write_journal(ana, 3000);
    let files = [bed.export()];
    let before = registry.contents_hash().unwrap();
    // Something else fills the disk, down to less than the merge needs.
    sql("tight", "CREATE TABLE other(bytes TEXT); ALTER TABLE other ALTER bytes SET STORAGE EXTERNAL").unwrap();
    let piece = "INSERT INTO other SELECT repeat('x', 1900) FROM generate_series(1, 100)";
    let said = (0..1000).find_map(|_| sql("tight", piece).err()).expect("32 MB are full some day");
    assert!(said.contains("No space left"), "{said}");
    for _ in 0..2 {
        let planned = plan(&office, &registry, &files, 8);
        let problem = planned.apply(&mut registry, 8).unwrap_err();
        assert_eq!(problem.code, Code::RegistryDiskFull, "{problem:?}");
        let words = foothold::text::Words::for_tag("en").problem(problem.code.as_str(), []);
        assert!(words.mend.contains("server") && words.mend.contains("room"), "{words:?}");
        assert_eq!(registry.contents_hash().unwrap(), before, "nothing of it is there");
    }
    sql("tight", "DROP TABLE other").unwrap();
    sql("tight", "CHECKPOINT").unwrap();
    plan(&office, &registry, &files, 9).apply(&mut registry, 9).unwrap();
    let mut alone = in_file(&office, "alone.sqlite");
    for (files, now) in [(&first, 7), (&files, 9)] {
        plan(&office, &alone, files, now).apply(&mut alone, now).unwrap();
    }
    assert_eq!(registry.contents_hash().unwrap(), alone.contents_hash().unwrap(), "with room again all of it is taken");
}

#[test]
fn tables_are_made_once_and_newer_ones_are_refused() {
    let office = OfficeBed::new();
    let file = office.folder.path().join("steps");
    let at = place::of(&file);
    let all: Vec<_> = std::thread::scope(|scope| {
        let open = || Registry::open_at(&at).map(|_| ());
        let work: Vec<_> = (0..4).map(|_| scope.spawn(open)).collect();
        work.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    let database = &place::database(&file);
    let steps: i64 = place::psql(database, "SELECT max(step) FROM registry_step").parse().unwrap();
    assert_eq!(place::psql(database, "SELECT count(*) FROM registry_step"), steps.to_string());
    place::psql(database, "INSERT INTO registry_step(step, taken) VALUES(1000, now())");
    let Err(RegistryError::Newer { found, known }) = Registry::open_at(&at) else { panic!("a newer one was opened") };
    assert_eq!((found, known), (1000, steps));
}

#[test]
fn a_server_is_believed_only_with_the_certificate_of_its_authority_and_asks_for_the_password() {
    let given = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name}: run tests/postgres.sh"));
    let (folder, port) = (PathBuf::from(given("FOOTHOLD_TEST_PG_TLS")), given("FOOTHOLD_TEST_PG_PORT"));
    let word = Some(zeroize::Zeroizing::new("tap water".to_owned()));
    let secrets = Secrets { word, ..Secrets::default() };
    let open = |host: &str, authority: &str, secrets: &Secrets| {
        let authority = folder.join(authority);
        let text =
            format!("postgres://clerk@{host}:{port}/postgres?sslmode=verify-full&sslrootcert={}", authority.display());
        Registry::open_at(&Place::parse(&text, secrets).unwrap()).map(|_| ())
    };
    let code = |result: Result<(), RegistryError>| {
        let problem = foothold::model::problem::Problem::from(result.unwrap_err());
        (problem.code, problem.detail)
    };
    open("localhost", "authority.pem", &secrets).unwrap();
    let (other, why) = code(open("localhost", "another.pem", &secrets));
    assert_eq!(other, Code::RegistryUnreachable, "{why}");
    let (name, why) = code(open("127.0.0.1", "authority.pem", &secrets));
    assert_eq!(name, Code::RegistryUnreachable, "the certificate is for localhost: {why}");
    assert_eq!(code(open("localhost", "none.pem", &secrets)).0, Code::RegistryUnreachable);
    let wrong = Secrets { word: Some(zeroize::Zeroizing::new("wine".to_owned())), ..Secrets::default() };
    let (login, why) = code(open("localhost", "authority.pem", &wrong));
    assert_eq!(login, Code::RegistryLogin, "{why}");
    assert!(!why.contains("wine"), "{why}");
    // In the clear the server does not even ask.
    let clear = format!("postgres://clerk@localhost:{port}/postgres");
    assert!(Registry::open_at(&Place::parse(&clear, &secrets).unwrap()).is_err());
}

#[test]
fn the_program_works_on_a_server_as_on_a_file() {
    let office = OfficeBed::new();
    let mut bed = StationBed::new(&office, "One", 50);
    let ana = bed.add_learner("Ana", 1);
    bed.write_journal(ana, 3);
    let export = bed.export();
    let run = |registry: &str, arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
        program.args(["--json", "--registry", registry, "--office"]).arg(office.home.root()).args(arguments);
        let output = program.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|_| panic!("{text}"))
    };
    let file = office.folder.path().join("program");
    let (there, here) = (place::address(&file), file.with_extension("sqlite").display().to_string());
    let path = export.to_str().unwrap();
    for arguments in [&["open", path][..], &["open", "--apply", path], &["confirm", "One"], &["open", path]] {
        let (mut there, mut here) = (run(&there, arguments), run(&here, arguments));
        for told in [&mut there, &mut here] {
            assert_eq!(told["ok"], true, "{arguments:?}: {told}");
            if let Some(receipts) = told["data"]["merged"].as_object_mut() {
                receipts.remove("receipts");
            }
        }
        assert_eq!(there, here, "{arguments:?}");
    }
    for arguments in [&["people", "list"][..], &["stations"], &["merges"], &["report"]] {
        let (there, here) = (run(&there, arguments), run(&here, arguments));
        assert_eq!(there["ok"], here["ok"]);
        assert_eq!(without_times(&there), without_times(&here), "{arguments:?}");
    }
    let shown = run("postgres://clerk:tap@localhost/records", &["stations"]);
    assert_eq!(shown["code"], "registry.password_shown");
    let nobody = run("postgres://clerk@localhost:1/records", &["stations"]);
    assert_eq!(nobody["code"], "registry.unreachable");
}

#[test]
fn a_computer_without_keys_reads_and_reports_and_is_refused_what_needs_one() {
    let (office, _) = crate::office::reports::studied();
    let other = office.folder.path().join("other");
    std::fs::create_dir_all(other.join("trust")).unwrap();
    std::fs::copy(office.home.root().join("office.json"), other.join("office.json")).unwrap();
    for file in std::fs::read_dir(office.home.trust()).unwrap().map(|file| file.unwrap()) {
        std::fs::copy(file.path(), other.join("trust").join(file.file_name())).unwrap();
    }
    let mut bed = StationBed::new(&office, "Two", 50);
    let export = bed.export();
    let (address, export) = (place::address(&office.home.registry()), export.to_str().unwrap());
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
        program.args(["--json", "--registry", &address, "--office"]).arg(&other).args(arguments);
        let text = String::from_utf8(program.output().unwrap().stdout).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|_| panic!("{text}"))
    };
    let reading = [
        &["report", "participation"][..],
        &["people", "list"],
        &["people", "history", "Ana"],
        &["certificates", "--list"],
        &["stations"],
        &["merges"],
    ];
    for arguments in reading {
        let told = run(arguments);
        assert_eq!(told["ok"], true, "{arguments:?}: {told}");
    }
    let before = office.registry.contents_hash().unwrap();
    for arguments in
        [&["open", "--apply", export][..], &["confirm", "One", "--retire"], &["policy", "--set", "idle_lock_min=7"]]
    {
        let told = run(arguments);
        assert_eq!(told["code"], "key.missing", "{arguments:?}: {told}");
    }
    assert_eq!(office.registry.contents_hash().unwrap(), before, "nothing was changed");
}

/// When it was done differs by the time between the two.
fn without_times(told: &serde_json::Value) -> String {
    let text = told["data"].to_string();
    text.split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 13)
        .fold(text.clone(), |text, ms| text.replace(ms, "ms"))
}
