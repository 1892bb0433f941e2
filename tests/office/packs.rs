//! A pack's way by commands: built in slices, checked against the root, approved, carried in, withdrawn.

use super::OfficeBed;
use crate::course_folder;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

pub(super) fn run(program: &str, folder: &Path, arguments: &[&str], code: i32) -> Value {
    let output = Command::new(program).current_dir(folder).arg("--json").args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}{said}");
    serde_json::from_str(&text).unwrap()
}

pub(super) const PACK: &str = env!("CARGO_BIN_EXE_foothold-pack");
const OFFICE: &str = env!("CARGO_BIN_EXE_foothold-office");

#[test]
fn a_pack_in_slices_is_verified_approved_and_withdrawn() {
    let bed = OfficeBed::new();
    let at = bed.folder.path();
    course_folder::write(&at.join("src"));
    let key = ["--key", "office/keys/publisher.key"];
    let sliced = run(PACK, at, &[&["build", "src", "-o", "g.fpack", "--slices"][..], &key].concat(), 0);
    assert_eq!(sliced["data"]["files"], serde_json::json!(["g.fpack.001"]), "one slice holds 2 GiB");
    let root = ["--root", "office/trust/root.1.dsse"];
    let verified = run(PACK, at, &[&["verify", "g.fpack.001"][..], &root].concat(), 0);
    assert_eq!(verified["data"]["signature"]["root"], bed.trust().fingerprint().to_string());
    run(PACK, at, &["keygen", "-o", "other.key", "--no-passphrase"], 0);
    run(PACK, at, &["build", "src", "-o", "o.fpack", "--key", "other.key"], 0);
    let refused = run(PACK, at, &[&["verify", "o.fpack"][..], &root].concat(), 1);
    assert_eq!(refused["code"], "pack.unknown_publisher");
    let elsewhere = at.join("src/pack.toml");
    let text = std::fs::read_to_string(&elsewhere).unwrap();
    std::fs::write(&elsewhere, text.replace("org.example.garden\"\nversion", "org.other.garden\"\nversion")).unwrap();
    run(PACK, at, &[&["build", "src", "-o", "p.fpack"][..], &key].concat(), 0);
    let refused = run(PACK, at, &[&["verify", "p.fpack"][..], &root].concat(), 1);
    assert_eq!(refused["code"], "pack.other_publisher");
    std::fs::write(&elsewhere, text).unwrap();
    std::fs::write(at.join("bad.dsse"), "{}").unwrap();
    assert_eq!(run(PACK, at, &["verify", "o.fpack", "--root", "bad.dsse"], 1)["code"], "document.altered");

    let approved = run(OFFICE, at, &["approve", "g.fpack.001"], 0);
    assert_eq!(
        (&approved["data"]["catalogue"], &approved["data"]["packs"][0]["pack"]),
        (&2.into(), &"org.example.garden".into())
    );
    run(OFFICE, at, &["report", "-o", "hours.csv"], 0);
    assert!(at.join("hours.csv").exists(), "a bare name is a file right here");
    #[cfg(feature = "player")]
    station::carries_it_in(at);
    let withdrawn = run(OFFICE, at, &["withdraw", "org.example.garden"], 0);
    assert_eq!(withdrawn["data"]["catalogue"], 3);
    assert_eq!(withdrawn["data"]["withdrawn"][0], sliced["data"]["manifest"]);
    assert_eq!(run(OFFICE, at, &["withdraw", "org.example.garden"], 1)["code"], "pack.not_approved");
    assert_eq!(run(OFFICE, at, &["withdraw", "org.example.nothing"], 1)["code"], "pack.not_approved");
    #[cfg(feature = "player")]
    station::hears_that_it_is_withdrawn(at);
    #[cfg(all(feature = "player", unix))]
    station::stops_when_asked(&bed);
}

/// Starts a program, waits until `is_time`, and presses Ctrl-C. Gives what it said.
#[cfg(unix)]
fn interrupted(program: &str, folder: &Path, arguments: &[&str], is_time: impl Fn() -> bool) -> Option<Value> {
    use std::process::Stdio;
    let mut command = Command::new(program);
    command.current_dir(folder).arg("--json").args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut is_over = false;
    while !is_over && !is_time() {
        std::thread::sleep(std::time::Duration::from_millis(1));
        is_over = child.try_wait().unwrap().is_some();
    }
    if !is_over {
        // The shell's own `kill`: a small system has no program of that name.
        let mut kill = Command::new("sh");
        kill.args(["-c", "kill -INT \"$0\"", &child.id().to_string()]);
        assert!(kill.status().unwrap().success());
    }
    let output = child.wait_with_output().unwrap();
    serde_json::from_slice(&output.stdout).ok()
}

#[cfg(unix)]
#[test]
fn a_build_stopped_by_ctrl_c_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    course_folder::write(&at.join("src"));
    run(PACK, at, &["keygen", "-o", "key", "--no-passphrase"], 0);
    let build = ["build", "src", "-o", "g.fpack", "--key", "key"];
    let mut stopped = 0;
    let began = std::time::Instant::now();
    run(PACK, at, &build, 0);
    let whole_ms = began.elapsed().as_millis();
    std::fs::remove_file(at.join("g.fpack")).unwrap();
    for part in 1..20 {
        let wait_ms = whole_ms * part / 20;
        let began = std::time::Instant::now();
        let said = interrupted(PACK, at, &build, || began.elapsed().as_millis() >= wait_ms);
        let is_stopped = said.as_ref().is_some_and(|said| said["code"] == "job.cancelled");
        stopped += u32::from(is_stopped);
        let left: Vec<_> = std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        let is_done = said.is_some_and(|said| said["ok"] == true);
        assert_eq!(left.len(), 2 + usize::from(is_done), "the folder, the key, the pack if it was done: {left:?}");
        drop(std::fs::remove_file(at.join("g.fpack")));
    }
    assert!(stopped > 0, "Ctrl-C never came in time: a build takes {whole_ms} ms");
    run(PACK, at, &build, 0);
}

#[cfg(feature = "player")]
mod station {
    use super::{OFFICE, OfficeBed, interrupted, run};
    use crate::made_up;
    use foothold::office::keys::KeyName;
    use serde_json::json;
    use std::path::Path;

    const STATION: &str = env!("CARGO_BIN_EXE_foothold");
    const BY: [&str; 6] = ["--home", "home", "--staff", "Ada", "--passphrase-file", "phrase"];

    pub fn carries_it_in(at: &Path) {
        let kit = run(OFFICE, at, &["kit", "north"], 0);
        std::fs::write(at.join("phrase"), "a passphrase of many words\n").unwrap();
        let fingerprint = kit["data"]["fingerprint"].as_str().unwrap();
        let answers = format!(
            "kit = \"office/kits/north\"\nfingerprint = \"{fingerprint}\"\nstation = \"One\"\nadministrator = \"Ada\"\n\
             passphrase_file = \"phrase\"\n"
        );
        std::fs::write(at.join("answers.toml"), answers).unwrap();
        run(STATION, at, &["--home", "home", "setup", "--answers", "answers.toml"], 0);
        let done = run(STATION, at, &[&["import", "g.fpack.001"][..], &BY].concat(), 0);
        assert_eq!(done["data"][0]["was_here"], false);
        let again = run(STATION, at, &[&["import", "g.fpack.001"][..], &BY].concat(), 0);
        assert_eq!(again["data"][0]["was_here"], true);
    }

    pub fn hears_that_it_is_withdrawn(at: &Path) {
        let taken = run(STATION, at, &[&["notice", "office/notice"][..], &BY].concat(), 0);
        assert_eq!(taken["data"], json!({"is_news": true, "withdrawn": 1, "revoked": 0}));
        let list = run(STATION, at, &["--home", "home", "library", "list"], 0);
        assert_eq!(list["data"][0]["is_withdrawn"], true);
        let refused = run(STATION, at, &[&["import", "g.fpack.001"][..], &BY].concat(), 1);
        assert_eq!(refused["code"], "pack.withdrawn");
    }

    #[cfg(unix)]
    pub fn stops_when_asked(bed: &OfficeBed) {
        let at = bed.folder.path();
        let publisher = bed.keys.signing(KeyName::Publisher).unwrap();
        made_up::write_signed(&at.join("big.fpack"), 3, 40_000_000, &publisher);
        run(OFFICE, at, &["approve", "big.fpack"], 0);
        run(STATION, at, &[&["notice", "office/notice"][..], &BY].concat(), 0);
        let import = [&["import", "big.fpack"][..], &BY].concat();
        let staging = at.join("home/staging");
        let staged = || std::fs::read_dir(&staging).unwrap().count();
        let said = interrupted(STATION, at, &import, || staged() > 0).unwrap();
        assert_eq!(said["code"], "job.cancelled");
        assert_eq!(staged(), 0, "nothing half-done is kept");
        let list = run(STATION, at, &["--home", "home", "library", "list"], 0);
        assert_eq!(list["data"].as_array().unwrap().len(), 1);
        run(STATION, at, &import, 0);
    }
}
