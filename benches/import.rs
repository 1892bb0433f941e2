//! Carrying a pack of 1 GB in, beside what the disk and the hash alone take.
//!
//! `cargo bench --no-default-features --bench import` (needs `dd` and `openssl`, and 3 GB where `TMPDIR` is)
//!
//! The aim: at most 1.25 × the slower of `dd bs=1M conv=fsync` and `openssl dgst -sha256` of the same file in the same
//! run, and memory under 100 MB whatever the size.
//!
//! Seen on a quiet machine of 2 virtual cores: `dd` 0.42 s, `openssl` 0.58 s, import 0.60 s: 1.03 ×, 9 MiB.
#![allow(missing_docs, clippy::print_stdout)]

mod made_up;

use foothold::job::import_pack::{ImportRequest, run};
use foothold::job::watch::unwatched;
use foothold::library::fault::NoFaults;
use foothold::model::event::Actor;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn timed(work: impl FnOnce()) -> Duration {
    drop(Command::new("sync").status()); // what came before is not to be paid here
    let start = Instant::now();
    work();
    start.elapsed()
}

fn shell(program: &str, arguments: &[&str]) -> Duration {
    timed(|| {
        let ran = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(ran.is_ok_and(|status| status.success()), "{program} did not run");
    })
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

fn memory_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?; // Linux tells; elsewhere the line is left out
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}

fn main() {
    let folder = tempfile::tempdir().expect("a place to write");
    let pack = folder.path().join("bench.fpack");
    let gib = std::env::var("GIB").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let (manifest, hash) = made_up::write(&pack, 4 * gib, 250_000_000);
    let bytes = std::fs::metadata(&pack).expect("just written").len();
    let (pack_text, copy) = (pack.to_str().expect("a name"), folder.path().join("copy"));
    let (mut dd, mut sha, mut ours) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (from, to) = (format!("if={pack_text}"), format!("of={}", copy.display()));
        dd.push(shell("dd", &[&from, &to, "bs=1M", "conv=fsync"]));
        std::fs::remove_file(&copy).expect("dd's copy");
        sha.push(shell("openssl", &["dgst", "-sha256", pack_text]));
        ours.push(import(&folder.path().join(format!("home{round}")), &pack, &manifest, hash));
    }
    let (dd, sha, ours) = (median(dd), median(sha), median(ours));
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    println!("pack                       {bytes} bytes, {ROUNDS} rounds, medians");
    println!("dd bs=1M conv=fsync        {dd:.2} s  {:.0} MB/s", rate(dd));
    println!("openssl dgst -sha256       {sha:.2} s  {:.0} MB/s", rate(sha));
    println!("import                     {ours:.2} s  {:.0} MB/s", rate(ours));
    println!("import / slower of the two {:.2}   (aim 1.25)", ours / dd.max(sha));
    if let Some(memory) = memory_mib() {
        println!("memory at most             {memory} MiB   (aim 100 MB)");
    }
}

fn import(
    home: &Path,
    pack: &Path,
    manifest: &foothold::format::manifest::Manifest,
    hash: foothold::model::id::Hash,
) -> Duration {
    let (place, mut store) = made_up::station(home, manifest, hash);
    let request = ImportRequest::of(pack);
    let took = timed(|| {
        let done = unwatched(|watch| run(&place, &mut store, &request, Actor::Station, &NoFaults, watch));
        assert!(done.is_ok(), "{done:?}");
    });
    drop(store);
    std::fs::remove_dir_all(home).expect("our own");
    took
}
