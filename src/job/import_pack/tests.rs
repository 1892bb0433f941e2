use super::*;
use crate::format::fixture::{
    BuiltPack, OTHER_PUBLISHER_KEY, PUBLISHER_KEY, build, catalogue, course, files, key, policy, root, trust, usual,
    usual_with,
};
use crate::format::trust::{sign_catalogue, sign_policy};
use crate::job::editions;
use crate::job::notice::take_notice_files;
use crate::job::sweep_library::sweep_library;
use crate::job::trust::hold_trust;
use crate::job::watch::{Step, unwatched};
use crate::library::fault::NoFaults;
use crate::library::shelf::Shelf;
use crate::model::id::{Slug, StationId};
use crate::model::ports::Clock;
use crate::store::Station;
use crate::system::SystemRandom;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

struct Still;

impl Clock for Still {
    fn wall_ms(&self) -> u64 {
        1_800_000_000_000
    }
    fn mono_ms(&self) -> u64 {
        7
    }
}

/// A station set up with a catalogue, and a stick.
struct Place {
    home: Home,
    store: Store,
    stick: tempfile::TempDir,
    _folder: tempfile::TempDir,
}

fn place(approved: &[&BuiltPack], withdrawn: &[Hash]) -> Place {
    let (folder, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let home = Home::new(folder.path());
    home.create().unwrap();
    let mut store = Store::open(&home.station_db(), Arc::new(Still), Arc::new(SystemRandom)).unwrap();
    let (trust, files) = trust(approved, withdrawn);
    let slug = |text| Slug::parse(text).unwrap();
    let station = Station {
        id: StationId([1; 16]),
        name: "Desk".into(),
        office: slug("office"),
        office_name: "Office".into(),
        facility: slug("north"),
        facility_name: "North".into(),
        root_hash: trust.root.hash(),
        signing: key(50).public(),
        sealing: "age1".into(),
        is_try_out: false,
    };
    store
        .write(|writer| {
            writer.set_station(&station)?;
            hold_trust(writer, &trust, &files)
        })
        .unwrap();
    Place { home, store, stick, _folder: folder }
}

impl Place {
    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.stick.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn import(&mut self, request: &ImportRequest) -> Result<Imported, Problem> {
        self.import_with(request, &NoFaults)
    }

    fn import_with(&mut self, request: &ImportRequest, faults: &dyn FaultPoints) -> Result<Imported, Problem> {
        unwatched(|watch| run(&self.home, &mut self.store, request, Actor::Station, faults, watch))
    }

    fn bring(&mut self, pack: &BuiltPack) -> Result<Imported, Problem> {
        let path = self.put("x.fpack", &pack.bytes);
        self.import(&ImportRequest::of(path))
    }

    /// Every file of the home but the database, with its size.
    fn disk(&self) -> BTreeMap<PathBuf, u64> {
        let folders = [self.home.packs(), self.home.staging()];
        let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
        entries.map(|entry| entry.unwrap()).map(|entry| (entry.path(), entry.metadata().unwrap().len())).collect()
    }

    fn is_whole(&self, pack: &BuiltPack) -> bool {
        std::fs::read(self.home.pack(&pack.hash)).is_ok_and(|bytes| bytes == pack.bytes)
    }
}

#[test]
fn an_approved_pack_is_carried_in_and_told_in_the_log() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    let done = place.bring(&pack).unwrap();
    assert!(place.is_whole(&pack) && !done.was_here && done.current.is_none());
    assert_eq!(place.disk().len(), 1, "nothing is left in staging");
    let row = place.store.pack(&pack.hash).unwrap().unwrap();
    assert!(row.is_active && row.courses.len() == 1 && row.bytes == pack.bytes.len() as u64);
    let kinds: Vec<String> =
        place.store.latest_events(10).unwrap().into_iter().map(|event| event.header.kind).collect();
    assert!(kinds.contains(&"pack.imported".to_owned()) && kinds.contains(&"pack.activated".to_owned()), "{kinds:?}");
    let events = place.store.event_count().unwrap();
    let again = place.bring(&pack).unwrap();
    assert!(again.was_here);
    assert_eq!(place.store.event_count().unwrap(), events, "nothing new, nothing told");
}

#[test]
fn each_refusal_has_its_code_and_changes_nothing() {
    let (good, other_prefix) = (usual(2), build("org.example.a", 1, OTHER_PUBLISHER_KEY, &[("a", b"x".to_vec())]));
    let (stranger, unlisted) = (build("org.example.a", 1, 99, &[("a", b"x".to_vec())]), usual(9));
    let (withdrawn, old) = (usual(3), usual(1));
    let unusable = build("org.example.u", 1, PUBLISHER_KEY, &[("course.json", b"{}".to_vec())]);
    let mut newer = course("org.example.work", 1, &["a"]);
    let at = newer.windows(10).position(|window| window == b"\"schema\":1").unwrap();
    newer[at + 9] = b'2';
    let newer = build("org.example.n", 1, PUBLISHER_KEY, &[("course.json", newer)]);
    let approved = [&good, &other_prefix, &stranger, &withdrawn, &old, &unusable, &newer];
    let mut place = place(&approved, &[withdrawn.hash]);
    place.bring(&good).unwrap();
    let before = (place.disk(), place.store.event_count().unwrap(), place.store.packs().unwrap());

    let policy_inside = {
        let envelope = sign_policy(&policy(1), &key(5)).unwrap();
        crate::format::pack::head(&envelope, &[])
    };
    let unsigned = {
        let text = String::from_utf8(good.envelope.clone()).unwrap();
        let from = text.find("\"signatures\":[").unwrap() + 14;
        let envelope = format!("{}]}}", &text[..from]).into_bytes();
        [crate::format::pack::head(&envelope, &good.chunks), good.bytes[2000..].to_vec()].concat()
    };
    let altered = |at: usize| {
        let mut bytes = good.bytes.clone();
        bytes[at] ^= 1;
        bytes
    };
    let table: Vec<(&str, Vec<u8>, Code)> = vec![
        ("empty", Vec::new(), Code::PackNotAPack),
        ("a letter", b"Dear Sir or Madam".to_vec(), Code::PackNotAPack),
        ("a notice", sign_catalogue(&catalogue(1, &[], &[]), &[&key(2)]).unwrap(), Code::PackNotAPack),
        ("cut in the head", good.bytes[..700].to_vec(), Code::PackCut),
        ("another document inside", policy_inside, Code::PackWrongKind),
        ("unsigned", unsigned, Code::PackUnknownPublisher),
        ("unknown key", stranger.bytes.clone(), Code::PackUnknownPublisher),
        ("other prefix", other_prefix.bytes.clone(), Code::PackOtherPublisher),
        ("not approved", unlisted.bytes, Code::PackNotApproved),
        ("withdrawn", withdrawn.bytes.clone(), Code::PackWithdrawn),
        ("older", old.bytes.clone(), Code::PackOlder),
        ("unusable", unusable.bytes.clone(), Code::PackUnusable),
        ("newer", newer.bytes, Code::PackNeedsNewer),
        ("flipped in the manifest", altered(400), Code::PackAltered),
    ];
    for (what, bytes, code) in table {
        let path = place.put("bad.fpack", &bytes);
        let problem = place.import(&ImportRequest::of(path)).unwrap_err();
        let is_code =
            problem.code == code || (what.starts_with("flipped") && problem.code == Code::PackUnknownPublisher);
        assert!(is_code, "{what}: {problem}");
        assert_eq!((place.disk(), place.store.event_count().unwrap(), place.store.packs().unwrap()), before, "{what}");
    }
    let older = ImportRequest { allow_older: true, ..ImportRequest::of(place.put("x.fpack", &old.bytes)) };
    assert_eq!(place.import(&older).unwrap().current, Some(good.hash), "on purpose, but not made current by itself");
}

#[test]
fn altered_cut_and_lengthened_packs_leave_nothing() {
    let good = usual(1);
    let mut place = place(&[&good], &[]);
    let step = good.bytes.len() / 37;
    for at in (0..good.bytes.len()).step_by(step).chain(good.bytes.len() - 40..good.bytes.len()) {
        let mut bytes = good.bytes.clone();
        bytes[at] ^= 0x10;
        let path = place.put("bad.fpack", &bytes);
        place.import(&ImportRequest::of(path)).expect_err("altered");
        let path = place.put("bad.fpack", &good.bytes[..at]);
        place.import(&ImportRequest::of(path)).expect_err("cut");
        assert_eq!(place.disk(), BTreeMap::new(), "at {at}");
    }
    let path = place.put("bad.fpack", &[&good.bytes[..], b"PK"].concat());
    assert_eq!(place.import(&ImportRequest::of(path)).unwrap_err().code, Code::PackAltered);
    assert_eq!(place.disk(), BTreeMap::new());
    assert!(place.store.packs().unwrap().is_empty());
}

/// Fails at one point, once or for ever.
struct FailsAt {
    is_it: fn(Point) -> bool,
    kind: io::ErrorKind,
    left: AtomicU64,
    free: u64,
}

impl FailsAt {
    fn new(is_it: fn(Point) -> bool, kind: io::ErrorKind) -> Self {
        Self { is_it, kind, left: AtomicU64::new(1), free: u64::MAX }
    }
}

impl FaultPoints for FailsAt {
    fn free_bytes(&self, _folder: &Path) -> io::Result<u64> {
        Ok(self.free)
    }
    fn reached(&self, point: Point) -> io::Result<()> {
        if !(self.is_it)(point) || self.left.load(Ordering::SeqCst) == 0 {
            return Ok(());
        }
        self.left.fetch_sub(1, Ordering::SeqCst);
        Err(self.kind.into())
    }
}

#[test]
fn disks_that_refuse_leave_the_old_library() {
    let pack = usual(1);
    let full = FailsAt { free: 1 << 20, ..FailsAt::new(|_| false, io::ErrorKind::Other) };
    let table: [(&str, FailsAt, Code); 5] = [
        ("no space", full, Code::DiskFull),
        (
            "full while writing",
            FailsAt::new(|p| matches!(p, Point::Write(at) if at > 300_000), io::ErrorKind::StorageFull),
            Code::DiskFull,
        ),
        ("sync", FailsAt::new(|p| p == Point::Sync, io::ErrorKind::Other), Code::DiskTrouble),
        ("rename", FailsAt::new(|p| p == Point::Rename, io::ErrorKind::PermissionDenied), Code::DiskTrouble),
        ("commit", FailsAt::new(|p| p == Point::Commit, io::ErrorKind::Other), Code::DiskTrouble),
    ];
    for (what, faults, code) in table {
        let mut place = place(&[&pack], &[]);
        let path = place.put("x.fpack", &pack.bytes);
        let problem = place.import_with(&ImportRequest::of(&path), &faults).unwrap_err();
        assert_eq!(problem.code, code, "{what}: {problem}");
        assert!(place.store.packs().unwrap().is_empty(), "{what}");
        assert!(!place.home.pack(&pack.hash).exists(), "{what}");
        place.import(&ImportRequest::of(&path)).unwrap();
        assert!(place.is_whole(&pack), "{what}: the next try");
    }
}

#[test]
fn a_pulled_stick_is_gone_on_with_also_after_a_restart() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    let path = place.put("x.fpack", &pack.bytes);
    let pulled = FailsAt::new(|p| matches!(p, Point::Read(at) if at > 400_000), io::ErrorKind::NotFound);
    let problem = place.import_with(&ImportRequest::of(&path), &pulled).unwrap_err();
    assert_eq!(problem.code, Code::StickGone);
    let part = staging::part_path(&place.home, &pack.hash);
    let held = std::fs::metadata(&part).unwrap().len();
    assert!(held > 260_000 && held < pack.bytes.len() as u64);
    // The restart's sweep keeps it; a torn write in it does not matter; another mount point does neither.
    assert_eq!(sweep_library(&place.home, &place.store).unwrap().removed, Vec::<String>::new());
    let mut torn = std::fs::read(&part).unwrap();
    let at = torn.len() - 2000;
    torn[at..at + 512].fill(0);
    std::fs::write(&part, torn).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let moved = elsewhere.path().join("renamed.fpack");
    std::fs::rename(&path, &moved).unwrap();
    let untouched = FailsAt::new(|p| matches!(p, Point::Read(at) if at < 260_000), io::ErrorKind::Other);
    place.import_with(&ImportRequest::of(&moved), &untouched).expect("what is staged is not read from the stick again");
    assert!(place.is_whole(&pack));
    assert_eq!(place.disk().len(), 1);
}

#[test]
fn a_staged_prefix_of_any_length_and_content_is_mended() {
    let pack = usual(1);
    let lies = vec![0xAA; pack.bytes.len() + 5000];
    let step = pack.bytes.len() / 13;
    for len in (0..=pack.bytes.len() + 100).step_by(step) {
        for bytes in [&pack.bytes, &lies] {
            let mut place = place(&[&pack], &[]);
            std::fs::write(staging::part_path(&place.home, &pack.hash), &bytes[..len.min(bytes.len())]).unwrap();
            place.bring(&pack).unwrap();
            assert!(place.is_whole(&pack), "{len} bytes staged");
        }
    }
}

#[test]
fn waiting_for_the_stick_goes_on_by_itself_and_can_be_cancelled() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    let path = place.put("x.fpack", &pack.bytes);
    let request = ImportRequest { wait_for_drive: true, ..ImportRequest::of(path) };
    let pulled = FailsAt::new(|p| matches!(p, Point::Read(at) if at > 400_000), io::ErrorKind::NotFound);
    place.import_with(&request, &pulled).unwrap();
    assert!(place.is_whole(&pack));
    editions::remove(&place.home, &Shelf::new(place.home.clone()), &mut place.store, &pack.hash, Actor::Station)
        .unwrap();
    let gone = ImportRequest { path: place.stick.path().join("not-there.fpack"), ..request };
    let cancel = AtomicBool::new(false);
    let mut report = |step: Step| {
        if step.stage == Stage::WaitingForDrive {
            cancel.store(true, Ordering::SeqCst);
        }
    };
    let mut watch = Watch::new(&mut report, &cancel);
    let problem = run(&place.home, &mut place.store, &gone, Actor::Station, &NoFaults, &mut watch).unwrap_err();
    assert_eq!(problem.code, Code::JobCancelled);
}

#[test]
fn cancelling_leaves_nothing() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    let path = place.put("x.fpack", &pack.bytes);
    let cancel = AtomicBool::new(false);
    let mut report = |step: Step| {
        if matches!(step.stage, Stage::Copying | Stage::Settling) {
            cancel.store(true, Ordering::SeqCst);
        }
    };
    let mut watch = Watch::new(&mut report, &cancel);
    let request = ImportRequest::of(path);
    let problem = run(&place.home, &mut place.store, &request, Actor::Station, &NoFaults, &mut watch).unwrap_err();
    assert_eq!(problem.code, Code::JobCancelled);
    assert_eq!(place.disk(), BTreeMap::new());
}

#[test]
fn slices_come_from_one_stick_or_one_after_the_other() {
    let pack = usual(1);
    const SLICE: usize = 250_000;
    let slices: Vec<&[u8]> = pack.bytes.chunks(SLICE).collect();
    assert!(slices.len() >= 3);
    let mut place = place(&[&pack], &[]);
    let request = |path: PathBuf| ImportRequest { slice_bytes: SLICE as u64, ..ImportRequest::of(path) };
    // One stick at a time: each brings one slice, and the first is not in again.
    for (i, slice) in slices.iter().enumerate() {
        let stick = tempfile::tempdir().unwrap();
        let path = stick.path().join(format!("x.fpack.{:03}", i + 1));
        std::fs::write(&path, slice).unwrap();
        let done = place.import(&request(path));
        if i + 1 < slices.len() {
            assert_eq!(done.unwrap_err().code, Code::PackSliceMissing, "after slice {}", i + 1);
        } else {
            done.unwrap();
        }
    }
    assert!(place.is_whole(&pack));
    // All on one stick, one of them cut, one too many.
    let mut place = self::place(&[&pack], &[]);
    let mut first = PathBuf::new();
    for (i, slice) in slices.iter().enumerate() {
        let path = place.put(&format!("x.fpack.{:03}", i + 1), slice);
        first = if i == 0 { path } else { first };
    }
    place.put("x.fpack.002", &slices[1][..1000]);
    assert_eq!(place.import(&request(first.clone())).unwrap_err().code, Code::PackCut);
    place.put("x.fpack.002", slices[1]);
    let more = place.put(&format!("x.fpack.{:03}", slices.len() + 1), b"more");
    assert_eq!(place.import(&request(first.clone())).unwrap_err().code, Code::PackAltered);
    std::fs::remove_file(more).unwrap();
    place.import(&request(first)).unwrap();
    assert!(place.is_whole(&pack));
}

#[test]
fn carrying_in_again_mends_a_damaged_pack() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    place.bring(&pack).unwrap();
    let mut bytes = pack.bytes.clone();
    bytes[400_000] ^= 1;
    for damage in [Some(bytes), Some(pack.bytes[..5000].to_vec()), None] {
        match damage {
            Some(bytes) => std::fs::write(place.home.pack(&pack.hash), bytes).unwrap(),
            None => std::fs::remove_file(place.home.pack(&pack.hash)).unwrap(),
        }
        assert!(place.bring(&pack).unwrap().was_here);
        assert!(place.is_whole(&pack));
    }
    assert_eq!(place.store.packs().unwrap().len(), 1);
    assert_eq!(place.store.notable_events("station.damage").unwrap().len(), 2, "where a chunk could be named");
    assert_eq!(place.store.notable_events("pack.imported").unwrap().len(), 4, "once, and for each mending");
    place.bring(&pack).unwrap();
    assert_eq!(place.store.notable_events("pack.imported").unwrap().len(), 4, "there was nothing to mend");
}

#[test]
fn damage_that_a_reader_meets_is_written_down_once_and_over_when_the_pack_comes_again() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    place.bring(&pack).unwrap();
    let mut bytes = pack.bytes.clone();
    bytes[400_000] ^= 1;
    std::fs::write(place.home.pack(&pack.hash), bytes).unwrap();
    let shelf = Shelf::new(place.home.clone());
    let fault = shelf.pack(&pack.hash).unwrap().check_all(&mut |_| ControlFlow::Continue(())).unwrap_err();
    let met = shelf.take_damage();
    assert_eq!(Some(&met[0]), Damage::of(&fault));
    assert!(shelf.take_damage().is_empty(), "each is given once");
    assert_eq!(damage::note(&mut place.store, met.clone()).unwrap(), 1);
    assert_eq!(damage::note(&mut place.store, met.clone()).unwrap(), 0, "known");
    let open = damage::outstanding(&place.store).unwrap();
    assert_eq!(open, [damage::body(met[0].clone())]);
    place.bring(&pack).unwrap();
    assert!(damage::outstanding(&place.store).unwrap().is_empty());
    assert_eq!(place.store.notable_events("station.damage").unwrap().len(), 1);
    assert_eq!(damage::note(&mut place.store, met).unwrap(), 1, "damaged again");
}

#[test]
fn a_file_without_a_row_is_used_only_after_hashing() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    let mut bytes = pack.bytes.clone();
    bytes[400_000] ^= 1;
    std::fs::write(place.home.pack(&pack.hash), bytes).unwrap();
    let swept = sweep_library(&place.home, &place.store).unwrap();
    assert_eq!(swept.unfinished, [pack.hash]);
    assert!(!place.home.pack(&pack.hash).exists());
    place.bring(&pack).unwrap();
    assert!(place.is_whole(&pack));
}

#[test]
fn a_notice_between_copy_and_commit_decides() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    let request = ImportRequest::of(place.put("x.fpack", &pack.bytes));
    let known = Known::read(&place.store).unwrap();
    let staged = unwatched(|watch| stage(&place.home, &known, &request, &NoFaults, watch)).unwrap();
    let notice = files(&root(), &catalogue(2, &[&pack], &[pack.hash]), &policy(1));
    take_notice_files(&mut place.store, &notice, Actor::Station).unwrap();
    let problem = commit(&place.home, &mut place.store, staged, &request, Actor::Station, &NoFaults).unwrap_err();
    assert_eq!(problem.code, Code::PackWithdrawn);
    assert_eq!(place.disk(), BTreeMap::new());
}

#[test]
fn a_notice_withdraws_what_is_installed_and_never_goes_back() {
    let pack = usual(1);
    let mut place = place(&[&pack], &[]);
    place.bring(&pack).unwrap();
    let notice = files(&root(), &catalogue(2, &[&pack], &[pack.hash]), &policy(2));
    let taken = take_notice_files(&mut place.store, &notice, Actor::Station).unwrap();
    assert!(taken.is_news && taken.withdrawn.len() == 1 && taken.now.catalogue == 2);
    let row = place.store.pack(&pack.hash).unwrap().unwrap();
    assert!(row.is_withdrawn && !row.is_active);
    assert_eq!(editions::activate(&mut place.store, &pack.hash, Actor::Station).unwrap_err().code, Code::PackWithdrawn);
    let events = place.store.event_count().unwrap();
    assert!(!take_notice_files(&mut place.store, &notice, Actor::Station).unwrap().is_news);
    let back = files(&root(), &catalogue(1, &[&pack], &[]), &policy(2));
    assert_eq!(take_notice_files(&mut place.store, &back, Actor::Station).unwrap_err().code, Code::DocumentOlder);
    assert_eq!(place.store.event_count().unwrap(), events);
    assert_eq!(held_trust(&place.store).unwrap().catalogue.version, 2);
}

#[test]
fn a_newer_version_waits_until_staff_move_on() {
    let (one, two) = (usual_with(1, 1, &["a", "b"]), usual_with(2, 2, &["b", "c"]));
    let mut place = place(&[&one, &two], &[]);
    place.bring(&one).unwrap();
    let done = place.bring(&two).unwrap();
    assert_eq!((done.current, done.pack.is_active), (Some(one.hash), false));
    let shelf = Shelf::new(place.home.clone());
    let changes = editions::compare(&shelf.pack(&one.hash).unwrap(), &shelf.pack(&two.hash).unwrap()).unwrap();
    let ids =
        |named: &[editions::LessonNamed]| named.iter().map(|l| l.lesson.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(
        (ids(&changes.added), ids(&changes.removed), ids(&changes.changed)),
        ("c".into(), "a".into(), "b".into())
    );
    editions::activate(&mut place.store, &two.hash, Actor::Station).unwrap();
    let current = |place: &Place| place.store.packs().unwrap().iter().find(|p| p.is_active).map(|p| p.version);
    assert_eq!(current(&place), Some(2));
    editions::remove(&place.home, &shelf, &mut place.store, &two.hash, Actor::Station).unwrap();
    assert_eq!(current(&place), Some(1));
    assert!(!place.home.pack(&two.hash).exists());
    assert_eq!(editions::activate(&mut place.store, &two.hash, Actor::Station).unwrap_err().code, Code::PackNotHere);
}
