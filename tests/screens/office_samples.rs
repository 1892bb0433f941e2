//! The office's window before made threads: a registry of a few people and stations, and a clerk who sits down.

use super::office_report_samples as reports;
use super::person::{Person, Seat};
use super::samples;
use egui::Ui;
use foothold::model::event::LearnerStatus;
use foothold::model::id::{CourseId, Hash, StationId};
use foothold::model::ports::Clock;
use foothold::model::problem::{Code, Problem};
use foothold::model::text::plain;
use foothold::model::trust::{Facility, Settings};
use foothold::text::Language;
use foothold::ui::office::{Action, Stage};
use foothold::ui::tokens::Theme;
use foothold::worker::Ticket;
use foothold::worker::office::view::*;
use foothold::worker::office::{Ask, OfficeEvent, Told};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub const NOW_MS: u64 = samples::NOW_MS;
pub const CODE: &str = "K7QJM-2XVRT-9WBCD-HN4PZ";

/// What the made thread answers.
pub type Answer = fn(&Ask) -> Option<Told>;

/// A clock that a test moves.
#[derive(Debug, Default)]
pub struct Hands(AtomicU64);

impl Clock for Hands {
    fn wall_ms(&self) -> u64 {
        NOW_MS + self.mono_ms()
    }
    fn mono_ms(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Stage, made threads and memory of what was asked.
pub struct Office {
    clock: Arc<Hands>,
    stage: Option<Stage>,
    answer: Answer,
    pub asked: Vec<Ask>,
    last_ticket: u64,
    pub cancelled: Vec<Ticket>,
}

impl Office {
    fn send(&mut self, asks: Vec<Ask>) {
        let mut waiting: VecDeque<Ask> = asks.into();
        while let Some(ask) = waiting.pop_front() {
            let stage = self.stage.as_mut().expect("there is a stage before anything is asked");
            self.last_ticket += 1;
            let ticket = Ticket(self.last_ticket);
            stage.sent(ticket, &ask);
            let told = (self.answer)(&ask).or_else(|| usual(&ask));
            self.asked.push(ask);
            if let Some(told) = told {
                waiting.extend(stage.take(OfficeEvent { ticket, told }));
            }
        }
        self.cancelled.extend(self.stage.as_mut().map(Stage::take_cancelled).unwrap_or_default());
    }

    /// Minutes pass.
    pub fn wait_minutes(&mut self, minutes: u64) {
        self.clock.0.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    /// Something comes of what was asked last.
    pub fn late(&mut self, told: Told) {
        let ticket = Ticket(self.last_ticket);
        let stage = self.stage.as_mut().expect("there is a stage");
        let asks = stage.take(OfficeEvent { ticket, told });
        self.send(asks);
    }

    /// The person does something at once.
    pub fn act(&mut self, action: Action) {
        let asks = self.stage.as_mut().expect("there is a stage").act(action);
        self.send(asks);
    }
}

impl Seat for Office {
    fn ui(&mut self, ui: &mut Ui) {
        let Some(stage) = &mut self.stage else {
            // Fonts installed now are there from the next frame on.
            let mut stage = Stage::new(ui.ctx(), Arc::clone(&self.clock) as Arc<dyn Clock>);
            let first = stage.start();
            self.stage = Some(stage);
            self.send(first);
            ui.ctx().request_repaint();
            return;
        };
        let asks = stage.ui(ui);
        self.send(asks);
    }

    fn look(&mut self, language: Language, theme: Theme, percent: u16) {
        let state = &mut self.stage.as_mut().expect("the first frame made it").state;
        (state.language, state.theme, state.text_percent) = (language, theme, percent);
    }
}

/// A clerk before the window.
pub fn before(size: (f32, f32), answer: Answer) -> Person<'static, Office> {
    let room =
        Office { clock: Arc::default(), stage: None, answer, asked: Vec::new(), last_ticket: 0, cancelled: Vec::new() };
    Person::seated(size, room)
}

/// The same, come in with the keys.
pub fn inside(size: (f32, f32), answer: Answer) -> Person<'static, Office> {
    let mut clerk = before(size, answer);
    clerk.write("Passphrase of the keys", "four plain words together");
    clerk.press("Unlock the keys");
    clerk
}

pub fn start(exists: bool) -> StartView {
    StartView {
        folder: "/srv/office".into(),
        exists,
        is_wrapped: true,
        name: "Education Records Office".into(),
        language: "en".into(),
        by: "Ada".into(),
        look: None,
    }
}

pub fn facilities() -> Vec<Facility> {
    let place = |id: &str, name: &str| Facility { id: samples::slug(id), name: name.into() };
    vec![place("north", "North Facility"), place("south", "South Facility")]
}

pub fn entered(has_keys: bool) -> EnteredView {
    EnteredView {
        name: "Education Records Office".into(),
        agency: "State of Example, Department of Corrections".into(),
        tz: "America/New_York".into(),
        facilities: facilities(),
        office: samples::slug("records"),
        by: "Ada".into(),
        has_keys,
        made: None,
    }
}

pub fn station_id(n: u8) -> StationId {
    StationId([n; 16])
}

fn problem(code: Code) -> Problem {
    Problem::new(code).with("station", "Room 4").with("fingerprint", CODE)
}

fn plan_of(n: u8, name: &str, state: StationState, notes: &[Code]) -> StationPlan {
    StationPlan {
        station: station_id(n),
        name: name.into(),
        facility: "North Facility".into(),
        state,
        fingerprint: CODE.into(),
        files: vec![FileView {
            path: format!("/stick/{name}.fexport").into(),
            size_bytes: 420_000,
            station: Some(name.into()),
            problem: None,
        }],
        new: if state == StationState::Confirmed { 12_345 } else { 0 },
        known: 678,
        filled: 0,
        apart: if state == StationState::Confirmed { 0 } else { 234 },
        missing: 1,
        forks: u64::from(notes.contains(&Code::StationFork)),
        certificates: foreseen(),
        made_ms: NOW_MS,
        notes: notes.iter().map(|code| problem(*code)).collect(),
    }
}

pub fn plan() -> PlanView {
    PlanView {
        stations: vec![
            plan_of(4, "Room 4", StationState::Asking, &[Code::ExportUnconfirmed, Code::ExportClock]),
            plan_of(1, "Room 1", StationState::Confirmed, &[]),
            plan_of(2, "The library on the second floor", StationState::Confirmed, &[Code::StationFork]),
        ],
        refused: vec![FileView {
            path: "/stick/broken.fexport".into(),
            size_bytes: 12,
            station: None,
            problem: Some(Problem::new(Code::ExportAltered).with("file", "/stick/broken.fexport").with("station", "?")),
        }],
        files: 3,
        certificates: Foreseen { issued: 7, ..foreseen() },
    }
}

fn foreseen() -> Foreseen {
    Foreseen { issued: 2, not_borne_out: 1, waiting_for_fork: 1, unknown_course: 3 }
}

pub fn merged() -> MergedView {
    MergedView {
        new: 24_690,
        known: 2_034,
        filled: 1,
        apart: 234,
        released: 0,
        issued: vec![("Ana María Ruiz".into(), "Looking for work".into()), ("Ben Ode".into(), "Money basics".into())],
        waiting_for_fork: 1,
        not_borne_out: 1,
        unknown_courses: vec!["org.example.welding".into()],
        trouble: None,
        notice: "/srv/office/notice".into(),
        receipts: vec![ReceiptRow { station: "Room 1".into(), certificates: 2, wanted: 0 }],
        asking: vec![plan_of(4, "Room 4", StationState::Asking, &[])],
    }
}

pub fn sticks() -> Vec<StickView> {
    vec![StickView { folder: "/stick".into(), label: "STICK".into(), free_bytes: 8_000_000_000, exports: 4 }]
}

pub fn person_row(n: u128, name: &str, number: &str, status: LearnerStatus) -> PeopleRow {
    let facility = if n.is_multiple_of(2) { "South Facility" } else { "North Facility" };
    PeopleRow {
        learner: samples::learner_id(n),
        name: name.into(),
        number: number.into(),
        birth_year: Some(1988),
        facility: facility.into(),
        status,
        certificates: 2,
        ids: 2,
    }
}

fn everybody() -> Vec<PeopleRow> {
    let long = "Maximiliano de la Cruz y Fernández-Villaverde";
    let mut people = vec![
        person_row(1, "Ana María Ruiz", "4711", LearnerStatus::Active),
        person_row(2, "Ben Ode", "4712", LearnerStatus::Transferred),
        person_row(3, long, "A-2026-000471", LearnerStatus::Released),
    ];
    people.extend((10..460).map(|n| person_row(n, &format!("Person {n}"), &format!("5{n}"), LearnerStatus::Active)));
    people
}

/// A page, as the registry would give it.
pub fn people(query: &PeopleQuery) -> PeopleView {
    let all = everybody();
    let words: Vec<String> = query.words.split_whitespace().map(plain).collect();
    let fits =
        |row: &&PeopleRow| words.iter().all(|word| plain(&format!("{} {}", row.name, row.number)).contains(word));
    let fitting: Vec<&PeopleRow> = all.iter().filter(fits).collect();
    let page = fitting.iter().skip(query.from as usize).take(PAGE_ROWS as usize);
    PeopleView {
        people: page.map(|row| (*row).clone()).collect(),
        from: query.from,
        count: fitting.len() as u64,
        all: all.len() as u64,
    }
}

pub fn alike() -> Vec<LikeRow> {
    vec![LikeRow {
        one: everybody().remove(0),
        other: person_row(4, "Ruiz, Ana Maria", "4790", LearnerStatus::Active),
        why: Likeness::NameAndYear,
    }]
}

pub fn person() -> PersonView {
    let course = |title: &str, is_done: bool| CourseAccount {
        course: CourseId::parse("org.example.course").unwrap(),
        title: title.into(),
        credited_ms: 23_400_000,
        held_ms: if is_done { 0 } else { 3_600_000 },
        lessons: Some((if is_done { 8 } else { 3 }, 8)),
        score_permille: Some(875),
        is_done,
    };
    PersonView {
        row: person_row(1, "Ana María Ruiz", "4711", LearnerStatus::Active),
        names: vec!["Ana María Ruiz".into(), "Ana Ruiz".into()],
        numbers: vec!["4711".into(), "3300".into()],
        since: Some("2026-03-02".into()),
        lang: "es".into(),
        events: 4_321,
        last_ms: Some(NOW_MS),
        courses: vec![course("Looking for work", true), course("Money basics", false)],
        certificates: vec![PersonCertificate {
            id: "cert-1".into(),
            title: "Looking for work".into(),
            dated_ms: NOW_MS,
            is_revoked: false,
        }],
        decisions: vec![DecisionRow {
            one: (samples::learner_id(1), "Ana María Ruiz · 4711".into()),
            other: (samples::learner_id(5), "Ana Ruiz · 3300".into()),
            is_one: true,
            stands: true,
            reason: "Same fingerprints (Ada)".into(),
            wall_ms: NOW_MS,
        }],
    }
}

pub fn certificates() -> CertificatesView {
    let rows = certificate_rows();
    CertificatesView { from: 0, count: rows.len() as u64, all: rows.len() as u64, has_revoked: true, rows }
}

pub fn destinations() -> Vec<Destination> {
    let to = |n: u8, name: &str| Destination {
        station: station_id(n),
        name: name.into(),
        facility: "South Facility".into(),
    };
    vec![to(1, "Room 1"), to(2, "The library on the second floor")]
}

pub fn certificate_rows() -> Vec<CertificateRow> {
    let row = |n: u64, name: &str, revoked: Option<(u64, String)>| CertificateRow {
        id: format!("cert-{n}"),
        name: name.into(),
        number: "4711".into(),
        title: "Looking for work".into(),
        dated_ms: NOW_MS,
        is_office_date: n == 1,
        issued_ms: NOW_MS,
        revoked,
    };
    vec![row(1, "Ana María Ruiz", None), row(2, "Ben Ode", Some((NOW_MS, "The name was wrong (Ada)".into())))]
}

fn station_row(n: u8, name: &str, state: StationState) -> StationRow {
    let branch = |seq| BranchRow { seq, epoch: "1f2e3d4c".into(), opened_ms: NOW_MS };
    StationRow {
        station: station_id(n),
        name: name.into(),
        facility: "North Facility".into(),
        state,
        fingerprint: CODE.into(),
        first_seen_ms: NOW_MS,
        last_heard_ms: (state != StationState::Asking).then_some(NOW_MS),
        build: "0.1.0".into(),
        counted: 12_345,
        apart: 234,
        gaps: 1,
        documents: [1, u64::from(n), 2],
        documents_ms: Some(NOW_MS),
        newest: [1, 4, 2],
        forks: if n == 2 { vec![ForkRow { decided_ms: None, branches: vec![branch(1), branch(7)] }] } else { vec![] },
        merges: vec![MergeRow {
            file: "9f1c2d3e.fexport".into(),
            merged_ms: NOW_MS,
            by: "Ada".into(),
            events: 500,
            new: 480,
        }],
    }
}

pub fn stations() -> Vec<StationRow> {
    vec![
        station_row(1, "Room 1", StationState::Confirmed),
        station_row(2, "The library on the second floor", StationState::Confirmed),
        station_row(3, "Old computer", StationState::Retired),
        station_row(4, "Room 4", StationState::Asking),
    ]
}

pub fn keys() -> KeysView {
    let names = ["root", "publisher", "approver", "office", "issuer", "sealing", "recovery"];
    KeysView {
        folder: "/srv/office/keys".into(),
        keys: names
            .map(|name| KeyRow { name, is_here: name != "root", is_wrapped: !matches!(name, "root" | "publisher") })
            .to_vec(),
        fingerprint: CODE.into(),
        versions: [1, 4, 2],
        signed_ms: NOW_MS,
        packs: vec![PackRow {
            pack: "org.example.work".into(),
            version: 3,
            manifest: Hash([7; 32]),
            courses: vec!["Looking for work".into()],
        }],
        withdrawn: 1,
        settings: Settings::default(),
        facilities: facilities(),
    }
}

pub fn folder() -> FolderView {
    let row = |name: &str, is_folder| FileRow {
        path: format!("/stick/{name}").into(),
        name: name.into(),
        is_folder,
        size_bytes: 420_000,
    };
    FolderView {
        path: Some("/stick".into()),
        parent: Some("/".into()),
        rows: vec![row("2026-11", true), row("9f1c2d3e.fexport", false)],
    }
}

/// The answers of an office where all is well.
pub fn usual(ask: &Ask) -> Option<Told> {
    Some(match ask {
        Ask::Start => Told::Start(start(true)),
        Ask::Make(_) => Told::Entered(EnteredView { made: Some(CODE.into()), ..entered(true) }),
        Ask::Enter { passphrase: Some(secret), .. } if secret.as_str() != "four plain words together" => {
            Told::Failed(Problem::new(Code::KeyPassphrase))
        }
        Ask::Enter { passphrase, .. } => Told::Entered(entered(passphrase.is_some())),
        Ask::Lock => Told::Locked,
        Ask::Sticks => Told::Sticks(sticks()),
        Ask::WatchSticks { seen: 0 } => Told::SticksChanged { seen: 1 },
        Ask::Folder { .. } => Told::Folder(folder()),
        Ask::Read { .. } => Told::Plan(Box::new(plan())),
        Ask::Merge => Told::Merged(Box::new(merged())),
        Ask::CopyNotice { .. } => {
            Told::NoticeCopied(NoticeView { folder: "/stick/notice".into(), files: 5, bytes: 20_000 })
        }
        Ask::People { query } => Told::People(Box::new(people(query))),
        Ask::FindPeople { words } => {
            let query = PeopleQuery { words: words.clone(), ..PeopleQuery::default() };
            Told::PeopleFound(people(&query).people.into_iter().take(50).collect())
        }
        Ask::Alike => Told::Alike(alike()),
        Ask::Destinations => Told::Destinations(destinations()),
        Ask::Transfer { learner, .. } => Told::Transferred(TransferView {
            learner: *learner,
            name: "Ana María Ruiz".into(),
            station: "Room 1".into(),
            events: 4_321,
            certificates: 1,
            notice: "/srv/office/notice".into(),
        }),
        Ask::Packet { folder, .. } => Told::PacketMade(PacketView {
            folder: folder.join("packet-00000001"),
            certificates: 1,
            forms: 2,
            entries: 0,
        }),
        Ask::Person { .. } => Told::Person(Box::new(person())),
        Ask::Decide { one, is_one, .. } => {
            Told::Decided(DecidedView { one: *one, is_one: *is_one, revoked: u64::from(!is_one), trouble: None })
        }
        Ask::Certificates { .. } => Told::Certificates(Box::new(certificates())),
        Ask::Certificate { id } => Told::Certificate(Box::new(CertificateView {
            row: certificate_rows().into_iter().find(|row| row.id == *id)?,
            paper: None,
            folder: "/srv/office/certificates".into(),
        })),
        Ask::SaveCertificate { folder, .. } => Told::Saved(SavedView { folder: folder.clone(), files: 3 }),
        Ask::Revoke { .. } => Told::Revoked,
        Ask::Issue => Told::Issued(IssuedView { issued: merged().issued, ..IssuedView::default() }),
        Ask::Stations => Told::Stations(stations()),
        Ask::Confirm { station } | Ask::DecideForks { station, .. } | Ask::Release { station, .. } => {
            Told::Confirmed(ConfirmedView {
                station: *station,
                name: "Room 4".into(),
                released: 234,
                issued: vec![("Cy Dee".into(), "Looking for work".into())],
                receipts: 2,
                trouble: None,
            })
        }
        Ask::Rename { .. } => Told::StationChanged { apart: 0 },
        Ask::Retire { .. } => Told::StationChanged { apart: 3 },
        Ask::Keys => Told::Keys(Box::new(keys())),
        Ask::MakeKit { facility } => Told::KitMade(KitView {
            facility: facility.clone(),
            folder: "/srv/office/kits/north".into(),
            page: "/srv/office/kits/north-page-to-print.pdf".into(),
            fingerprint: CODE.into(),
        }),
        Ask::SetRules { .. } => Told::RulesSigned { version: 3, is_new: true },
        Ask::AddFacilities { names } => Told::FacilitiesAdded(FacilitiesView {
            facilities: names.iter().map(|name| Facility { id: samples::slug("new"), name: name.clone() }).collect(),
            fingerprint: CODE.into(),
        }),
        Ask::KeepLook(_) => Told::Done,
        Ask::Choices { .. } => Told::Choices(reports::choices()),
        Ask::Report { question, asked, .. } => Told::Answer(Box::new(reports::answer(*question, asked))),
        Ask::SaveReport { folder, .. } => Told::Saved(SavedView { folder: folder.clone(), files: 2 }),
        Ask::Approve { .. } | Ask::Withdraw { .. } => Told::Packs { version: 5 },
        Ask::Backup { to } => Told::Saved(SavedView { folder: to.clone(), files: 1 }),
        Ask::BringBack { .. } => Told::BroughtBack(BroughtBackView {
            is_news: true,
            versions: [2, 5, 3],
            facilities: [facilities(), vec![Facility { id: samples::slug("west"), name: "West Camp".into() }]].concat(),
        }),
        Ask::Restore { .. } => Told::Start(start(true)),
        _ => return None,
    })
}
