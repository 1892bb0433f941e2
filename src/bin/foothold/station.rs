//! The station itself: set-up, status, backup, checks.

use super::desk::{Desk, ask, passphrase};
use super::outcome::{Outcome, Terminal};
use foothold::format::certificate;
use foothold::format::judgement::{self, Refusal, VALID};
use foothold::format::limits::BAKED_BYTES_MAX;
use foothold::job::setup::{AnswersFile, SetUpAnswers, set_up};
use foothold::job::slip::station_fingerprint;
use foothold::job::trust::read_kit;
use foothold::job::{backup, damage, revocations, start};
use foothold::library::home::Home;
use foothold::library::reader::{DamageBook, PackReader};
use foothold::model::event::Actor;
use foothold::model::problem::{Code, Problem};
use foothold::system::{SystemClock, SystemRandom};
use serde_json::json;
use std::fs;
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// Largest answers file that is read, in bytes.
const SMALL_FILE_BYTES_MAX: u64 = 1 << 20;

/// `foothold setup`
pub fn setup(home: &Home, kit: Option<&Path>, answers: Option<&Path>, terminal: &Terminal) -> Result<Outcome, Problem> {
    let answers = match (answers, kit) {
        (Some(file), _) => read_answers(file)?,
        (None, Some(kit)) => ask_answers(kit, terminal)?,
        (None, None) => return Err(AnswersFile::no_kit()),
    };
    let mut desk = Desk::open(home)?;
    let kit = read_kit(&answers.kit)?;
    let passphrase = passphrase(
        Some(&answers.passphrase_file).filter(|p| !p.as_os_str().is_empty()).map(AsRef::as_ref),
        terminal,
        "command-ask-new-passphrase",
    )?;
    let said = SetUpAnswers {
        fingerprint: answers.fingerprint,
        station: answers.station,
        administrator: answers.administrator,
        passphrase,
        effort: None,
    };
    let done = set_up(&mut desk.open.store, kit, &said)?;
    let code = done.recovery_code.as_str();
    let mut lines = vec![terminal.with(
        "command-set-up",
        &[("station", done.station.name.as_str().into()), ("facility", done.station.facility_name.as_str().into())],
    )];
    match &answers.recovery_code_file {
        Some(file) => {
            write_new(file, code)?;
            lines.push(terminal.with("command-recovery-file", &[("file", file.display().to_string().into())]));
        }
        None => lines.push(terminal.with("command-recovery-code", &[("code", code.into())])),
    }
    let fingerprint = station_fingerprint(&done.station).to_string();
    lines.push(terminal.with("command-station-fingerprint", &[("code", fingerprint.as_str().into())]));
    Ok(Outcome { lines, data: json!({"station": done.station.id, "fingerprint": fingerprint}) })
}

fn read_answers(file: &Path) -> Result<AnswersFile, Problem> {
    let text = read_small(file).and_then(|bytes| String::from_utf8(bytes).map_err(|fault| fault.to_string()));
    AnswersFile::parse(file, &text.map_err(|fault| AnswersFile::unreadable(file).because(fault))?)
}

fn ask_answers(kit: &Path, terminal: &Terminal) -> Result<AnswersFile, Problem> {
    Ok(AnswersFile {
        kit: kit.to_owned(),
        fingerprint: ask(terminal, "command-ask-fingerprint")?,
        station: ask(terminal, "command-ask-station")?,
        administrator: ask(terminal, "command-ask-administrator")?,
        passphrase_file: Default::default(),
        recovery_code_file: None,
    })
}

/// `foothold status`
pub fn status(home: &Home, terminal: &Terminal) -> Result<Outcome, Problem> {
    let desk = Desk::of_station(home)?;
    let station = desk.open.station()?;
    let store = &desk.open.store;
    let (learners, packs, open) =
        (store.learners()?.len() as u64, store.packs()?.len() as u64, store.unacknowledged()?);
    let fingerprint = station_fingerprint(&station).to_string();
    let lines = vec![
        terminal.with(
            "command-status",
            &[("station", station.name.as_str().into()), ("facility", station.facility_name.as_str().into())],
        ),
        terminal.with("command-status-counts", &[("learners", learners.into()), ("packs", packs.into())]),
        terminal.with("command-status-unsent", &[("events", open.events.into())]),
        terminal.with("command-station-fingerprint", &[("code", fingerprint.as_str().into())]),
    ];
    let data = json!({"station": station.id, "name": station.name, "facility": station.facility,
        "office": station.office, "is_try_out": station.is_try_out, "learners": learners, "packs": packs,
        "events": store.event_count()?, "events_unsent": open.events, "fingerprint": fingerprint});
    Ok(Outcome { lines, data })
}

/// `foothold selftest`: the database's own check, and every byte of every installed pack.
pub fn selftest(home: &Home, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    desk.open.store.check_whole()?;
    let packs = desk.open.store.packs()?;
    let book = DamageBook::default();
    let mut problem = None;
    for pack in &packs {
        let path = desk.open.home.pack(&pack.manifest);
        let read = PackReader::open_telling(&path, &pack.manifest, book.clone()).map_err(|fault| fault.to_string());
        let checked = read
            .and_then(|reader| reader.check_all(&mut |_| ControlFlow::Continue(())).map_err(|fault| fault.to_string()));
        if let Err(fault) = checked {
            problem = Some(Problem::new(Code::LessonDamaged).with("pack", &pack.pack).because(fault));
        }
    }
    damage::note(&mut desk.open.store, book.take())?; // staff see it on their first page
    if let Some(problem) = problem {
        return Err(problem);
    }
    let count = packs.len() as u64;
    Ok(Outcome::said(terminal.with("command-selftest", &[("packs", count.into())]), json!({"packs": count})))
}

/// `foothold backup --to DIR`
pub fn back_up(home: &Home, to: &Path, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let done = backup::back_up(&mut desk.open.store, to, Actor::Station)?;
    let file = done.path.display().to_string();
    let line = terminal.with("command-backup", &[("file", file.as_str().into())]);
    Ok(Outcome::said(line, json!({"file": file, "sha256": done.sha256, "bytes": done.bytes})))
}

/// `foothold restore FILE`
pub fn restore(home: &Home, file: &Path, terminal: &Terminal) -> Result<Outcome, Problem> {
    backup::restore(home, file, Arc::new(SystemClock::start()), Arc::new(SystemRandom))?;
    start::open(home, Arc::new(SystemClock::start()), Arc::new(SystemRandom))?.station()?;
    Ok(Outcome::said(terminal.with("command-restored", &[]), json!({"file": file})))
}

/// `foothold verify FILE`: a certificate, or a pack against this station's catalogue where one is set up.
pub fn verify(home: &Home, file: &Path, terminal: &Terminal) -> Result<Outcome, Problem> {
    if file.extension().is_some_and(|ending| ending == "fpack") {
        let refused = |fault: String| Problem::new(Code::PackAltered).with("file", file.display()).because(fault);
        let reader = PackReader::open_any(file).map_err(|fault| refused(fault.to_string()))?;
        reader.check_all(&mut |_| ControlFlow::Continue(())).map_err(|fault| refused(fault.to_string()))?;
        let (pack, version) = (reader.manifest().pack_id.to_string(), reader.manifest().version);
        let line = terminal.with("command-pack-whole", &[("pack", pack.as_str().into()), ("version", version.into())]);
        return Ok(Outcome::said(line, json!({"pack": pack, "version": version, "manifest": reader.hash()})));
    }
    let refused = |refusal: Refusal| refusal.problem().with("file", file.display());
    let bytes = read_limited(file, BAKED_BYTES_MAX as u64 + 1);
    let bytes = bytes.map_err(|fault| Problem::new(Code::CertificateAltered).because(fault))?;
    let checked = certificate::verify(&bytes).map_err(|fault| refused(fault.into()))?;
    let did = certificate::did_key(&checked.key);
    let known = known_here(home, &checked)?.map_err(|refusal| refused(refusal).with("issuer", &did))?;
    let line = terminal.with("command-certificate-good", &[("issuer", known.issuer.as_str().into())]);
    let data = json!({"word": VALID, "issuer": did, "office": known.issuer, "list": known.list_version});
    Ok(Outcome::said(line, data))
}

/// What this station knows of a good certificate.
struct KnownHere {
    /// The name of the office whose issuer key signed it.
    issuer: String,
    /// Which revocation list is held.
    list_version: Option<u64>,
}

/// Judges a certificate by what this station holds. One that is not set up knows no issuer.
fn known_here(home: &Home, checked: &certificate::Checked) -> Result<Result<KnownHere, Refusal>, Problem> {
    if !home.station_db().is_file() {
        return Ok(Err(Refusal::UnknownIssuer));
    }
    let desk = Desk::open(home)?;
    if desk.open.store.station()?.is_none() {
        return Ok(Err(Refusal::UnknownIssuer));
    }
    let (store, trust) = (&desk.open.store, desk.trust()?);
    let list = revocations::held(store, &trust)?;
    let ids: Vec<&str> = std::iter::once(checked).chain(&checked.members).map(certificate::Checked::short_id).collect();
    if store.all_official()?.iter().any(|row| ids.contains(&row.id.as_str()) && row.revoked.is_some()) {
        return Ok(Err(Refusal::Revoked { at: trust.created() }));
    }
    let judged = judgement::issuer(checked, Some(&trust.root))
        .and_then(|office| judgement::standing(checked, office, list.as_deref()).map(|()| office.name.clone()));
    Ok(judged.map(|issuer| KnownHere { issuer, list_version: list.map(|list| list.version) }))
}

fn read_small(file: &Path) -> Result<Vec<u8>, String> {
    read_limited(file, SMALL_FILE_BYTES_MAX)
}

fn read_limited(file: &Path, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    fs::File::open(file)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|fault| fault.to_string())?;
    Ok(bytes)
}

/// Writes a secret to a file that was not there, readable by its owner only.
fn write_new(file: &Path, text: &str) -> Result<(), Problem> {
    use std::io::Write as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
        .open(file)
        .and_then(|mut out| writeln!(out, "{text}").and_then(|()| out.sync_all()))
        .map_err(|fault| Problem::new(Code::DiskTrouble).because(fault))
}
