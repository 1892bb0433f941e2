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

#[cfg(unix)]
#[test]
fn a_merge_stopped_by_ctrl_c_says_so_and_changes_nothing() {
    let mut post = Post::new();
    post.one.write_journal(LearnerId(uuid::Uuid::from_u128(1)), 2000);
    let big = post.one.export();
    let (folder, registry) = (post.office.folder.path().to_owned(), post.office.home.registry());
    post.office.registry = post.office.empty_registry("none");
    let held = || Registry::open(&registry).unwrap();
    let before = held().contents_hash().unwrap();
    let arguments = ["--office", path(post.office.home.root()), "open", "--apply", path(&big)];
    let program = env!("CARGO_BIN_EXE_foothold-office");
    let mut stopped = 0;
    // Each a quarter later than the one before: on a quick computer it is soon done.
    for wait_ms in std::iter::successors(Some(10_u128), |wait_ms| Some(wait_ms + wait_ms.div_ceil(4))) {
        let began = std::time::Instant::now();
        let said = packs::interrupted(program, &folder, &arguments, || began.elapsed().as_millis() >= wait_ms);
        held().check_whole().unwrap();
        let Some(said) = said else {
            assert_eq!(held().contents_hash().unwrap(), before, "stopped before it had begun, after {wait_ms} ms");
            continue;
        };
        if said["ok"] == true {
            assert!(said["data"]["merged"]["new"].as_u64().unwrap() > 2000, "all of it");
            break;
        }
        assert_eq!(said["code"], "job.cancelled", "{said}");
        assert_eq!(held().contents_hash().unwrap(), before, "stopped after {wait_ms} ms");
        stopped += 1;
    }
    assert!(stopped > 0, "Ctrl-C never came in time");
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
