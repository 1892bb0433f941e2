//! From the station's provisional certificate to the official one, and back to the station.

use super::*;
use foothold::format::certificate as file;
use foothold::format::json;
use foothold::model::course::Course;
use foothold::model::event::{CertificateProvisional, LessonOpened, LessonRef};
use foothold::model::id::{CourseId, Hash, LessonId, SessionId};
use foothold::model::programme::Programme;
use foothold::office::issue::{self, IssueReport};
use foothold::office::paper_words;

pub const COURSE: &str = r#"{"schema":1,"id":"org.example.work","edition":1,"title":"Work","summary":"About work.","languages":["en"],
"subjects":["work"],"level":"beginner","outcomes":[{"id":"write","text":"Write a letter"}],"minutes":10,"authors":["Us"],"sources":[],
"modules":[{"id":"one","title":"One","rule":{"kind":"all_required"},"lessons":[{"id":"read","title":"Read","minutes":5,
"required":true,"rule":{"kind":"opened"},"kind":"reading","body":"a.md"}]}],"rule":{"kind":"all_required"},
"certificates":[{"id":"done","title":"Work done","criteria":"Read it all.","when":{"kind":"all_required"},
"shows":["hours","outcomes"]}]}"#;

const PROGRAMME: &str = r#"{"schema":1,"id":"org.example.plan","edition":1,"title":"A plan","summary":"Weeks.","languages":["en"],
"levels":[{"id":"first","title":"First","rule":{"kind":"all_required"},"steps":[{"id":"s","course":"org.example.work",
"required":true}],"certificate":{"id":"ready","title":"Ready for work","criteria":"Did it.","when":{"kind":"level","id":"first"},
"shows":["hours"]}}]}"#;

pub fn issue_all(office: &mut OfficeBed) -> IssueReport {
    let random = TestRandom::seeded(99);
    let shop = |lang: &Lang| paper_words::of(&office.home, lang);
    issue::run(&office.home, &mut office.registry, &office.keys, &*office.clock, &random, &shop).unwrap()
}

pub fn approve_course(office: &mut OfficeBed) {
    let course: Course = serde_json::from_str(COURSE).unwrap();
    let document = json::to_canonical(&course).unwrap();
    office.registry.write(|writer| writer.set_course(&course, &document, &Hash([1; 32]), 1)).unwrap();
}

/// An office that has what Ana finished at a confirmed station, and has issued nothing yet.
pub fn finished_and_carried() -> (OfficeBed, StationBed, LearnerId) {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    station.finish_course(ana);
    office.carry(&mut station);
    office.confirm("One");
    (office, station, ana)
}

/// Issues a certificate to somebody of this name who reads `lang`; gives its id.
pub fn issue_for(office: &mut OfficeBed, name: &str, lang: &str) -> String {
    approve_course(office);
    let mut station = StationBed::new(office, "One", 10);
    let learner = LearnerId(uuid::Uuid::from_u128(1));
    let body =
        LearnerAdded { name: name.into(), number: "1".into(), birth_year: None, lang: Lang::parse(lang).unwrap() };
    let actor = station.signed_in.actor();
    station.store.append(Draft::by(actor, Body::LearnerAdded(body)).about(learner)).unwrap();
    station.finish_course(learner);
    office.carry(&mut station);
    office.confirm("One");
    issue_all(office).issued.remove(0)
}

impl StationBed {
    pub fn finish_course(&mut self, learner: LearnerId) {
        let course = CourseId::parse("org.example.work").unwrap();
        let at = LessonRef { course, edition: 1, lesson: LessonId::parse("read").unwrap() };
        let opened = Body::LessonOpened(LessonOpened { at, lang: Lang::parse("en").unwrap() });
        let session = SessionId(uuid::Uuid::from_u128(5));
        self.store.append(Draft::learner(learner, session, opened)).unwrap();
        self.record_certificate(learner);
    }

    pub(super) fn record_certificate(&mut self, learner: LearnerId) {
        self.record(learner, "done", "org.example.work");
    }

    pub(super) fn record(&mut self, learner: LearnerId, cert: &str, target: &str) {
        let body = CertificateProvisional {
            cert: slug(cert),
            target: CourseId::parse(target).unwrap(),
            edition: 1,
            rule_id: cert.into(),
            active_ms: 1,
            score: 0,
        };
        let actor = Actor::Station;
        self.store.append(Draft::by(actor, Body::CertificateProvisional(body)).about(learner)).unwrap();
    }
}

#[test]
fn a_finished_course_becomes_an_official_certificate_at_the_station_once() {
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana Díaz", 1);
    station.finish_course(ana);
    let export = station.export();
    office.merge(std::slice::from_ref(&export));
    assert!(issue_all(&mut office).issued.is_empty(), "an unconfirmed station earns nothing");
    office.confirm("One");
    let report = issue_all(&mut office);
    assert_eq!(report.unknown_courses.len(), 1, "the course is not approved here");
    approve_course(&mut office);
    let issued = issue_all(&mut office).issued;
    assert_eq!(issued.len(), 1);
    assert!(issue_all(&mut office).issued.is_empty(), "once");

    let path = office.home.certificates().join(&issued[0]);
    let bytes = std::fs::read(path.with_extension("json")).unwrap();
    let checked = file::verify(&bytes).unwrap();
    assert_eq!((checked.name.as_str(), checked.title.as_str()), ("Ana Díaz", "Work done"));
    assert!(std::fs::read(path.with_extension("pdf")).unwrap().starts_with(b"%PDF"));

    let receipt = office.receipt("One");
    let taken = station.take_receipt(&receipt).unwrap();
    assert_eq!((taken.certificates, taken.is_confirmed), (1, true));
    let official = station.store.official(ana).unwrap();
    assert_eq!((official.len(), official[0].document.as_slice()), (1, bytes.as_slice()));
    let told = station.store.office_events_of(ana).unwrap();
    assert!(matches!(told[0].body(), Some(Body::CertificateOfficial(body)) if body.id == issued[0]));
    // Once the station has said that it took the receipt, the certificate does not ride again.
    office.carry(&mut station);
    let made = receipts::write_notice(&office.home, &mut office.registry, &office.keys, &*office.clock).unwrap();
    assert_eq!(made[0].certificates, 0);
}

#[test]
fn a_level_of_a_programme_becomes_a_certificate_if_its_courses_bear_it_out() {
    let (mut office, mut station, ana) = finished_and_carried();
    let bea = station.add_learner("Bea", 2);
    for learner in [ana, bea] {
        station.record(learner, "ready", "org.example.plan");
    }
    office.carry(&mut station);
    let report = issue_all(&mut office);
    assert_eq!((report.issued.len(), report.unknown_courses.len()), (1, 1), "the programme is not approved here");
    let programme: Programme = serde_json::from_str(PROGRAMME).unwrap();
    let document = json::to_canonical(&programme).unwrap();
    office.registry.write(|writer| writer.set_programme(&programme, &document, &Hash([1; 32]), 1)).unwrap();
    let report = issue_all(&mut office);
    assert_eq!((report.issued.len(), report.not_borne_out), (1, 1), "Bea has finished nothing");
    let path = office.home.certificates().join(&report.issued[0]).with_extension("json");
    let checked = file::verify(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!((checked.name.as_str(), checked.title.as_str()), ("Ana", "Ready for work"));
}

#[test]
fn a_lost_registry_issues_the_same_id_again() {
    let mut ids = Vec::new();
    let mut office = OfficeBed::new();
    let mut station = StationBed::new(&office, "One", 10);
    let ana = station.add_learner("Ana", 1);
    station.finish_course(ana);
    let export = station.export();
    for name in ["first", "second"] {
        office.registry = office.empty_registry(name);
        office.merge(std::slice::from_ref(&export));
        office.confirm("One");
        approve_course(&mut office);
        ids.push(issue_all(&mut office).issued);
    }
    assert!(ids[0].len() == 1 && ids[0] == ids[1]);
}

#[test]
fn what_the_office_cannot_bear_out_or_a_fork_leaves_open_is_not_issued() {
    let mut office = OfficeBed::new();
    approve_course(&mut office);
    let mut station = StationBed::new(&office, "One", 10);
    let (ana, bea) = (station.add_learner("Ana", 1), station.add_learner("Bea", 2));
    station.record_certificate(bea);
    office.carry(&mut station);
    office.confirm("One");
    let report = issue_all(&mut office);
    assert_eq!((report.issued.len(), report.not_borne_out), (0, 1));
    let mut clone = station.cloned(11);
    station.finish_course(ana);
    clone.write_journal(bea, 1);
    let exports = [station.export(), clone.export()];
    office.merge(&exports);
    let report = issue_all(&mut office);
    assert_eq!((report.issued.len(), report.waiting_for_fork), (0, 2), "all after a fork waits");
    stations::accept_forks(&mut office.registry, "One", 1).unwrap();
    assert_eq!(issue_all(&mut office).issued.len(), 1);
}

#[test]
fn a_revoked_certificate_is_told_to_the_station() {
    let (mut office, mut station, ana) = finished_and_carried();
    let id = issue_all(&mut office).issued.remove(0);
    station.take_receipt(&office.receipt("One")).unwrap();
    let random = TestRandom::seeded(98);
    let OfficeBed { home, registry, keys, clock, .. } = &mut office;
    issue::revoke(home, registry, keys, &id, "Issued by mistake", &**clock, &random).unwrap();
    station.take_receipt(&office.receipt("One")).unwrap();
    let told = station.store.office_events_of(ana).unwrap();
    assert!(told.iter().any(|event| matches!(event.body(), Some(Body::CertificateRevoked(_)))));
}
