//! A pack's way by commands: built in slices, checked against the root, approved, carried in, withdrawn.

use super::OfficeBed;
use crate::course_folder;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn run(program: &str, folder: &Path, arguments: &[&str], code: i32) -> Value {
    let output = Command::new(program).current_dir(folder).arg("--json").args(arguments).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}{said}");
    serde_json::from_str(&text).unwrap()
}

const PACK: &str = env!("CARGO_BIN_EXE_foothold-pack");
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
    #[cfg(feature = "gui")]
    station::carries_it_in(at);
    let withdrawn = run(OFFICE, at, &["withdraw", "org.example.garden"], 0);
    assert_eq!(withdrawn["data"]["catalogue"], 3);
    assert_eq!(withdrawn["data"]["withdrawn"][0], sliced["data"]["manifest"]);
    assert_eq!(run(OFFICE, at, &["withdraw", "org.example.garden"], 1)["code"], "pack.not_approved");
    assert_eq!(run(OFFICE, at, &["withdraw", "org.example.nothing"], 1)["code"], "pack.not_approved");
    #[cfg(feature = "gui")]
    station::hears_that_it_is_withdrawn(at);
}

#[cfg(feature = "gui")]
mod station {
    use super::{OFFICE, run};
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
}
