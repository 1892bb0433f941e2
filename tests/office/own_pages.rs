//! What a learner takes along of their own: chosen at the station's window, carried out by staff, printed by the office.

use super::commands::path;
use super::transcript::words_of;
use super::*;
use foothold::model::event::{CredentialOutside, OutsideKind, SessionEnd};
use foothold::worker::view::{LeavingText, PacketView, StartView};
use foothold::worker::{Credential, Handle, Keep, KeptNews, News, Options, Request, Secret};
use std::time::Duration;

const CHOSEN: &str = "I learned to wait before I speak.";
const CHANGED: &str = "I learned to wait before I speak, and to ask.";
const TAKEN_OUT: &str = "My sister came on Sunday.";
const KEPT: &str = "Nobody is to read this one.";

/// A station's threads, and the home they work on.
struct Window {
    handle: Handle,
    stick: PathBuf,
    _folder: TempDir,
}

impl Window {
    /// Goes on with a station that was set up from a kit.
    fn of(station: StationBed) -> Self {
        let StationBed { _folder: folder, store, clock, stick, .. } = station;
        drop(store);
        let home = folder.path().to_owned();
        let options = Options { home, drives: Some(stick.as_os_str().to_owned()), starter: Vec::new() };
        let handle = Handle::start(options, clock, Arc::new(TestRandom::seeded(50)), Box::new(|| ()));
        let window = Self { handle, stick, _folder: folder };
        assert!(matches!(window.ask(Request::Open), News::Opened(StartView::Ready(_))));
        window
    }

    #[track_caller]
    fn ask(&self, request: Request) -> News {
        let ticket = self.handle.send(request);
        loop {
            let event = self.handle.wait(Duration::from_secs(60)).expect("every ticket ends");
            if event.ticket == ticket && event.news.is_last() {
                return event.news;
            }
        }
    }

    #[track_caller]
    fn keep(&self, keep: Keep) -> KeptNews {
        match self.ask(Request::Keep(keep)) {
            News::Kept(news) => *news,
            other => panic!("{other:?}"),
        }
    }

    fn write(&self, entry: &str, text: &str) {
        let saved = self.keep(Keep::JournalEntry { entry: slug(entry), text: text.into() });
        assert!(matches!(saved, KeptNews::JournalSaved { .. }));
    }

    #[track_caller]
    fn put(&self, entry: &str, is_in: bool) -> PacketView {
        match self.keep(Keep::IntoPacket { entry: slug(entry), is_in }) {
            KeptNews::PacketChanged { packet, .. } => packet,
            other => panic!("{other:?}"),
        }
    }

    fn staff_in(&self) {
        let passphrase = Secret::new(PASSPHRASE.into());
        assert!(matches!(self.ask(Request::SignInStaff { name: "Ada".into(), passphrase }), News::StaffIn(_)));
    }

    fn leave(&self) {
        assert!(matches!(self.ask(Request::SignOut { cause: SessionEnd::Left }), News::SignedOut));
    }

    /// Staff add somebody, who then sits down and chooses a PIN.
    fn sit_down(&self, name: &str) -> LearnerId {
        self.staff_in();
        let lang = Lang::parse("en").unwrap();
        let add = Request::AddLearner { name: name.into(), number: "4711".into(), birth_year: None, lang };
        let News::PinGiven(given) = self.ask(add) else { panic!("no PIN") };
        self.leave();
        let come_in = Request::SignIn { learner: given.learner, pin: given.pin };
        assert!(matches!(self.ask(come_in), News::SignedIn(_)));
        let pin = Secret::new("739154".into());
        assert!(matches!(self.ask(Request::ChoosePin { pin }), News::SignedIn(_)));
        given.learner
    }

    /// Staff save the file for the office: what they saw of free text, and where it is.
    fn carry_out(&self) -> (Vec<LeavingText>, PathBuf) {
        self.staff_in();
        let News::ExportPreview(preview) = self.ask(Request::ExportPreview) else { panic!("no preview") };
        let News::Exported(done) = self.ask(Request::Export { folder: self.stick.clone() }) else { panic!("no file") };
        self.leave();
        (preview.texts, done.path)
    }
}

fn under(policy: &str) -> (OfficeBed, Window) {
    let office = OfficeBed::new();
    office.command(&["policy", "--set", &format!("free_text={policy}")], 0);
    let window = Window::of(StationBed::new(&office, "One", 10));
    (office, window)
}

/// The packet that the office makes: its words, and how many pages are the person's own.
fn packet_of(office: &OfficeBed, name: &str) -> (String, u64) {
    let folder = office.folder.path().join("packet");
    let told = office.command(&["packet", name, "--to", path(&folder)], 0);
    let words = words_of(std::fs::read(folder.join("packet.pdf")).unwrap());
    (words, told["data"]["entries"].as_u64().unwrap())
}

#[test]
fn the_pages_that_a_learner_chose_at_the_window_are_in_the_packet_and_no_others() {
    let (mut office, window) = under("reviewed");
    window.sit_down("Bea");
    for (entry, text) in [("2026-11-20-190000", CHOSEN), ("2026-11-21-190000", TAKEN_OUT), ("2026-11-22-190000", KEPT)]
    {
        window.write(entry, text);
    }
    window.put("2026-11-21-190000", true);
    let packet = window.put("2026-11-20-190000", true);
    assert_eq!(packet.count(), 2);
    let packet = window.put("2026-11-21-190000", false);
    assert_eq!(packet.count(), 1, "taken out before the file left");
    window.write("2026-11-20-190000", CHANGED);
    let KeptNews::Packet(packet) = window.keep(Keep::Packet) else { panic!("no packet") };
    assert!(packet.rows.iter().any(|row| row.is_changed() && row.chosen.as_deref() == Some(CHOSEN)), "{packet:?}");
    window.leave();

    let (texts, file) = window.carry_out();
    let leaving = LeavingText { name: "Bea".into(), kind: "packet.chosen".into(), words: CHOSEN.into() };
    assert_eq!(texts, [leaving], "staff see what leaves, and of what was taken out nothing does");
    office.merge(&[file]);
    office.confirm("One");
    let (words, entries) = packet_of(&office, "Bea");
    assert_eq!(entries, 1);
    assert!(words.contains(CHOSEN), "{words}");
    for other in [CHANGED, TAKEN_OUT, KEPT] {
        assert!(!words.contains(other), "{other} in {words}");
    }

    // What has gone out is out of the packet once the next file has come.
    assert!(matches!(sign_in(&window, "Bea"), News::SignedIn(_)));
    window.put("2026-11-20-190000", false);
    window.leave();
    let (texts, file) = window.carry_out();
    assert!(texts.is_empty(), "it leaves no second time: {texts:?}");
    office.merge(&[file]);
    let (words, entries) = packet_of(&office, "Bea");
    assert!(entries == 0 && !words.contains(CHOSEN), "{words}");
}

fn sign_in(window: &Window, name: &str) -> News {
    let News::Tiles(tiles) = window.ask(Request::Tiles { search: name.into() }) else { panic!("no tiles") };
    window.ask(Request::SignIn { learner: tiles[0].learner, pin: Secret::new("739154".into()) })
}

#[test]
fn any_text_goes_through_export_and_merge_into_a_packet_that_can_be_read() {
    let (mut office, window) = under("reviewed");
    let bea = window.sit_down("Bea");
    let hostile = "Before 😀 e\u{301} مرحبا \u{202e}evil\u{2066}\u{0}\u{7} <script>alert(1)</script> \u{200d} after.";
    let long = format!("Begin {}end", "word ".repeat(1_900));
    window.write("2026-11-20-190000", hostile);
    window.write("2026-11-21-190000", &long);
    window.put("2026-11-20-190000", true);
    assert_eq!(window.put("2026-11-21-190000", true).count(), 2);
    let too_long = Keep::JournalEntry { entry: slug("2026-11-22-190000"), text: "x".repeat(1 << 20) };
    assert!(
        matches!(window.ask(Request::Keep(too_long)), News::Failed(_)),
        "a megabyte is not kept, and nothing breaks"
    );
    window.leave();
    let (texts, file) = window.carry_out();
    assert_eq!(texts.len(), 2);
    office.merge(&[file]);
    office.confirm("One");
    let held = office.registry.events_of(bea).unwrap();
    let is_it =
        |event: &Event| matches!(event.body(), Some(Body::PacketChosen(page)) if page.text.as_deref() == Some(hostile));
    assert!(held.iter().any(|(event, _)| is_it(event)), "exactly as it was written");
    let (words, entries) = packet_of(&office, "Bea");
    assert_eq!(entries, 2);
    for part in ["Before", "<script>alert(1)</script>", "after.", "Begin word", "word end"] {
        assert!(words.contains(part), "{part} in {words}");
    }
}

#[test]
fn a_page_taken_out_of_the_journal_is_out_of_the_packet_too() {
    let (_office, window) = under("reviewed");
    window.sit_down("Bea");
    window.write("2026-11-20-190000", CHOSEN);
    assert_eq!(window.put("2026-11-20-190000", true).count(), 1);
    window.write("2026-11-20-190000", "");
    let KeptNews::Packet(packet) = window.keep(Keep::Packet) else { panic!("no packet") };
    assert!(packet.rows.is_empty(), "{packet:?}");
}

#[test]
fn where_the_policy_keeps_what_is_written_nothing_goes_into_a_packet() {
    for policy in ["local", "off"] {
        let (_office, window) = under(policy);
        window.sit_down("Bea");
        if policy == "local" {
            window.write("2026-11-20-190000", CHOSEN);
        }
        let KeptNews::Packet(packet) = window.keep(Keep::Packet) else { panic!("no packet") };
        assert!(packet.rows.is_empty(), "{policy}: nothing is offered");
        let refused = window.ask(Request::Keep(Keep::IntoPacket { entry: slug("2026-11-20-190000"), is_in: true }));
        assert!(matches!(refused, News::Failed(_)), "{policy}");
        window.leave();
        let (texts, _) = window.carry_out();
        assert!(texts.is_empty(), "{policy}: {texts:?}");
    }
}

#[test]
fn an_instructors_word_written_at_the_desk_stands_as_such_in_the_transcript() {
    let (mut office, window) = under("local");
    let learner = window.sit_down("Bea");
    window.leave();
    window.staff_in();
    let typed = CredentialOutside {
        name: "Welds pipes".into(),
        issuer: "J. Ortiz, welding".into(),
        day: "2026-10-01".into(),
        evidence: "A year in the shop".into(),
        kind: OutsideKind::Instructor,
        by: None,
    };
    assert!(matches!(window.ask(Request::Credential(Credential::Outside { learner, typed })), News::Done));
    let News::Person(person) = window.ask(Request::Person { learner }) else { panic!("no person") };
    assert_eq!(person.standing.outside[0].kind, OutsideKind::Instructor);
    window.leave();
    let (_, file) = window.carry_out();
    office.merge(&[file]);
    office.confirm("One");
    let folder = office.folder.path().join("transcript");
    office.command(&["transcript", "Bea", "--to", path(&folder)], 0);
    let pdf = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let pdf = pdf.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "pdf")).unwrap();
    let words = words_of(std::fs::read(pdf).unwrap());
    for part in ["Certified by instructors", "Welds pipes", "J. Ortiz, welding"] {
        assert!(words.contains(part), "{part} in {words}");
    }
}
