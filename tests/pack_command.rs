//! `foothold-pack` as a publisher uses it: exit codes, sentences and the one JSON object.

use super::course_folder::write;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_foothold-pack")).current_dir(folder).args(arguments).output().unwrap()
}

fn json(folder: &Path, arguments: &[&str], code: i32) -> Value {
    let output = run(folder, &[arguments, &["--json"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    assert_eq!(text.lines().count(), 1, "one object: {text}");
    let object: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(object["ok"], Value::Bool(code == 0));
    object
}

#[test]
fn from_key_to_verified_pack() {
    let place = tempfile::tempdir().unwrap();
    let at = place.path();
    write(&at.join("src"));
    fs::write(at.join("phrase"), "correct horse battery staple\n").unwrap();
    let key = json(at, &["keygen", "-o", "key", "--passphrase-file", "phrase"], 0);
    assert_eq!(json(at, &["keygen", "-o", "key", "--no-passphrase"], 1)["code"], "disk.trouble", "never over another");
    let build = ["build", "src", "-o", "g.fpack", "--key", "key", "--passphrase-file", "phrase"];
    let built = json(at, &build, 0);
    assert_eq!(built["data"]["pack_id"], "org.example.garden");
    let first = fs::read(at.join("g.fpack")).unwrap();
    json(at, &build, 0);
    assert!(first == fs::read(at.join("g.fpack")).unwrap(), "built again, byte for byte");
    assert_eq!(json(at, &["inspect", "g.fpack", "--files"], 0)["data"]["manifest"], built["data"]["manifest"]);
    let public = key["data"]["public_key"].as_str().unwrap();
    json(at, &["verify", "g.fpack", "--public-key", public], 0);
    let other = json(at, &["verify", "g.fpack", "--public-key", &"ab".repeat(32)], 1);
    assert_eq!(other["code"], "pack.unknown_publisher");
    json(at, &["extract", "g.fpack", "-o", "out"], 0);
    assert!(fs::read_to_string(at.join("out/the-course/course.json")).unwrap().starts_with('{'));
    json(at, &["extract", "g.fpack", "-o", "out"], 1);
}

#[test]
fn mistakes_wrong_keys_and_bad_packs_are_refused() {
    let place = tempfile::tempdir().unwrap();
    let at = place.path();
    write(&at.join("src"));
    json(at, &["keygen", "-o", "key", "--no-passphrase"], 0);
    fs::write(at.join("short"), "too short").unwrap();
    assert_eq!(json(at, &["keygen", "-o", "k2", "--passphrase-file", "short"], 1)["code"], "passphrase.short");
    assert_eq!(json(at, &["build", "src", "-o", "g.fpack", "--key", "none"], 1)["code"], "key.missing");
    json(at, &["build", "src", "-o", "g.fpack", "--key", "key"], 0);
    let good = fs::read(at.join("g.fpack")).unwrap();
    let table: [(&str, Vec<u8>, &str); 4] = [
        ("cut.fpack", good[..good.len() - 1].to_vec(), "pack.cut"),
        ("long.fpack", [good.as_slice(), b"x"].concat(), "pack.altered"),
        ("none.fpack", b"PK no".to_vec(), "pack."),
        ("empty.fpack", Vec::new(), "pack."),
    ];
    for (name, bytes, code) in table {
        fs::write(at.join(name), bytes).unwrap();
        let found = json(at, &["verify", name], 1);
        assert!(found["code"].as_str().unwrap().starts_with(code), "{name}: {found}");
    }
    let course = at.join("src/The Course/course.toml");
    let text = fs::read_to_string(&course).unwrap();
    fs::write(&course, text.replace("edition = 2", "edition = 0")).unwrap();
    let found = json(at, &["check", "src", "--quick"], 1);
    assert_eq!(found["code"], "course.mistakes");
    assert_eq!(found["error"]["data"]["mistakes"][0]["line"], 3);
    let said = run(at, &["check", "src", "--quick"]);
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.contains("The Course/course.toml:3: `edition` is 0 — give a number from 1"), "{said}");
    fs::remove_file(at.join("g.fpack")).unwrap();
    json(at, &["build", "src", "-o", "g.fpack", "--key", "key"], 1);
    assert!(!at.join("g.fpack").exists(), "a folder with mistakes gives no pack");
}

#[test]
fn wrong_usage_is_told_apart() {
    let place = tempfile::tempdir().unwrap();
    for arguments in [&["bild"][..], &["build"], &["verify"], &["keygen", "-o", "k", "--role", "Not A Slug"]] {
        assert_eq!(run(place.path(), arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(run(place.path(), &["--help"]).status.code(), Some(0));
}
