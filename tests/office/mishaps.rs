//! What comes between a good file and its merge: a full disk, other clerks with the same stick; and what a clerk is told
//! before a merge of a file that is good.

use super::commands::path;
use super::forged::Post;
use super::*;
use foothold::model::problem::Code;
use serde_json::Value;

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_in_the_middle_leaves_all_or_nothing() {
    use std::process::Command;
    let mut post = Post::new();
    let ana = LearnerId(uuid::Uuid::from_u128(1));
    post.one.write_journal(ana, 3000);
    let big = post.one.export();
    let registry = post.office.home.registry();
    let before = post.office.registry.contents_hash().unwrap();
    post.office.registry = post.office.empty_registry("none");
    // No file may grow beyond so many blocks of 512 bytes: as if the disk were full there.
    let mut refused = 0;
    for blocks in [64, 256, 512, 1024] {
        let mut program = Command::new("sh");
        program.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", &blocks.to_string()]);
        program.arg(env!("CARGO_BIN_EXE_foothold-office")).args(["--json", "--office"]).arg(post.office.home.root());
        let output = program.args(["open", "--apply", path(&big)]).output().unwrap();
        let held = Registry::open(&registry).unwrap();
        held.check_whole().unwrap();
        if output.status.success() {
            break;
        }
        refused += 1;
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(["registry.trouble", "disk.full", "disk.trouble"].contains(&told["code"].as_str().unwrap()), "{told}");
        assert_eq!(held.contents_hash().unwrap(), before, "{blocks} blocks: nothing half-done");
    }
    assert!(refused > 0, "the disk was never full");
    let told = post.office.command(&["open", "--apply", path(&big)], 0);
    assert!(told["data"]["merged"]["new"].as_u64().unwrap() > 3000, "with room again all of it is taken");
}

/// How often the thread of a program that hears of Ctrl-C has begun to wait; none unless it waits now.
#[cfg(target_os = "linux")]
fn waits_for_ctrl_c(program: &str) -> Option<u64> {
    let threads = std::fs::read_dir(format!("/proc/{program}/task")).ok()?.flatten().map(|entry| entry.path());
    let read = |path: PathBuf| std::fs::read_to_string(path).unwrap_or_default();
    let mut hearing = threads.filter(|thread| read(thread.join("comm")) == "ctrl-c\n");
    let status = read(hearing.next()?.join("status"));
    let value = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    value("State:").filter(|state| state.starts_with('S'))?;
    value("voluntary_ctxt_switches:")?.parse().ok()
}

#[cfg(target_os = "linux")]
#[test]
fn a_merge_stopped_by_ctrl_c_says_so_and_changes_nothing() {
    use std::process::{Command, Stdio};
    let mut post = Post::new();
    post.one.write_journal(LearnerId(uuid::Uuid::from_u128(1)), 2000);
    let big = post.one.export();
    let registry = post.office.home.registry();
    post.office.registry = post.office.empty_registry("none");
    let before = Registry::open(&registry).unwrap().contents_hash().unwrap();
    // Somebody else writes: the merge waits for them (ten seconds at most), and Ctrl-C is pressed meanwhile.
    let other = rusqlite::Connection::open(&registry).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
    program.args(["--json", "--office"]).arg(post.office.home.root()).args(["open", "--apply", path(&big)]);
    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let program_id = child.id().to_string();
    let mut heard_after = |earlier: Option<u64>| loop {
        let waits = waits_for_ctrl_c(&program_id);
        if waits > earlier {
            return waits;
        }
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::sleep(std::time::Duration::from_millis(1));
    };
    let ready = heard_after(None);
    // The shell's own `kill`: a small system has no program of that name.
    let kill = ["-c", "kill -INT \"$0\"", &program_id];
    assert!(Command::new("sh").args(kill).status().unwrap().success());
    heard_after(ready);
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    let output = child.wait_with_output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&said["code"], output.status.code()), (&"job.cancelled".into(), Some(1)), "{said}");
    let held = Registry::open(&registry).unwrap();
    held.check_whole().unwrap();
    assert_eq!(held.contents_hash().unwrap(), before, "nothing of it is there");
    drop(held);
    let told = post.office.command(&["open", "--apply", path(&big)], 0);
    assert!(told["data"]["merged"]["new"].as_u64().unwrap() > 2000, "and the same once more takes all of it");
}

#[test]
fn two_clerks_with_the_same_stick_merge_it_once() {
    use std::process::{Command, Stdio};
    let mut post = Post::new();
    approve_course(&mut post.office);
    let ana = LearnerId(uuid::Uuid::from_u128(1));
    post.one.write_journal(ana, 500);
    for n in 1..10 {
        let learner = post.one.add_learner("Somebody", 100 + n);
        post.one.finish_course(learner);
    }
    let big = post.one.export();
    let registry = post.office.home.registry();
    post.office.registry = post.office.empty_registry("none");
    let start = || {
        let mut program = Command::new(env!("CARGO_BIN_EXE_foothold-office"));
        program.args(["--json", "--office"]).arg(post.office.home.root()).args(["open", "--apply", path(&big)]);
        program.envs(crate::place::environment(&registry));
        program.stdout(Stdio::piped()).spawn().unwrap()
    };
    let clerks: Vec<_> = (0..6).map(|_| start()).collect();
    let mut news = Vec::new();
    for clerk in clerks {
        let output = clerk.wait_with_output().unwrap();
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told["ok"], true, "{told}");
        news.push(told["data"]["merged"]["new"].as_u64().unwrap());
    }
    let held = Registry::open_at(&crate::place::of(&registry)).unwrap();
    held.check_whole().unwrap();
    assert_eq!(held.counts(None).unwrap().unrooted, 0);
    assert_eq!(news.iter().filter(|new| **new > 0).count(), 1, "one of them brought it, the others found it: {news:?}");
    let rows = held.certificates().unwrap();
    assert_eq!(rows.len(), 9, "each is issued once");
    for row in rows {
        let file = post.office.home.certificates().join(&row.id).with_extension("json");
        assert!(std::fs::read(file).unwrap() == row.file, "the papers are those of the registry");
    }
}

#[test]
fn an_edition_that_the_office_has_not_approved_is_told_before_anything_is_merged() {
    let mut post = Post::new();
    let ana = LearnerId(uuid::Uuid::from_u128(1));
    post.one.finish_course(ana);
    let told = |post: &Post, export: &PathBuf| {
        let plan = post.office.plan(std::slice::from_ref(export));
        let notes = plan.files[0].outcome.as_ref().unwrap().notes.clone();
        notes.into_iter().find(|note| note.code == Code::ExportUnknownCourse).map(|note| note.args["courses"].clone())
    };
    let export = post.one.export();
    assert_eq!(told(&post, &export).as_deref(), Some("org.example.work (1)"));
    approve_course(&mut post.office);
    assert_eq!(told(&post, &export), None);
}

#[test]
fn a_station_behind_the_documents_and_a_clock_that_is_right_are_told_apart() {
    let mut post = Post::new();
    let codes = |post: &Post| -> Vec<Code> {
        let plan = post.office.plan(std::slice::from_ref(&post.good));
        plan.files[0].outcome.as_ref().unwrap().notes.iter().map(|note| note.code).collect()
    };
    assert_eq!(codes(&post), [], "up to date, nobody is warned");
    post.office.next_policy();
    assert_eq!(codes(&post), [Code::ExportStale]);
}
