//! `kill -9` at any moment, over and over, of a process that studies, imports, exports, merges or takes a record in.
//!
//! The process that is killed is this same program, or one of ours, at work on a folder of the test; what it reports
//! on its standard output counts as shown to somebody. A short run is part of every test run;
//! `FOOTHOLD_KILL_ROUNDS=200 cargo test --test all kill::` is the long one.

mod export;
mod import;
mod merge;
mod record;
mod sitting;
mod study;

use foothold::job::start::{self, OpenHome};
use foothold::library::home::Home;
use foothold::model::problem::{Code, Problem};
use foothold::system::{SystemClock, SystemRandom};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

/// Where the process that is killed finds its work.
const PLACE: &str = "FOOTHOLD_TEST_KILL";
/// What the process that is killed may roll its own dice with.
const SEED: &str = "FOOTHOLD_TEST_KILL_SEED";

/// How often something is killed: a few times in every test run, more where somebody asks for it.
fn rounds(few: u64) -> u64 {
    std::env::var("FOOTHOLD_KILL_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides.max(1)
    }

    fn micros_below(&mut self, most: u64) -> Duration {
        Duration::from_micros(self.below(most))
    }
}

/// In the process that is killed: the folder of the test; nothing where the test is run by itself.
fn place() -> Option<PathBuf> {
    std::env::var_os(PLACE).map(PathBuf::from)
}

/// In the process that is killed: its own dice.
fn own_dice() -> Dice {
    Dice(std::env::var(SEED).ok().and_then(|text| text.parse().ok()).unwrap_or(1))
}

/// In the process that is killed: shows something to whoever watches.
fn report(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).unwrap();
}

/// Does what needs the lock of a home. Another test's new process holds every open file for a blink before it becomes
/// a program of its own, that lock among them.
pub fn patiently<T>(mut work: impl FnMut() -> Result<T, Problem>) -> Result<T, Problem> {
    for _ in 0..500 {
        match work() {
            Err(problem) if problem.code == Code::StationInUse => std::thread::sleep(Duration::from_millis(10)),
            other => return other,
        }
    }
    work()
}

fn open_home(home: &Home) -> OpenHome {
    patiently(|| start::open(home, Arc::new(SystemClock::start()), Arc::new(SystemRandom))).unwrap()
}

/// A process at work.
struct Running {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Running {
    /// Starts the ignored test `name` of this program on `place`.
    fn start(name: &str, place: &Path, seed: u64) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([name, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
            .env(PLACE, place)
            .env(SEED, seed.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// Waits for the line `ready`: what comes after it can be cut anywhere.
    fn wait_until_ready(&mut self) {
        while self.lines.next().expect("the process comes to work").unwrap() != "ready" {}
    }

    /// Lets it report `lines` lines and `jitter` more pass, and pulls the plug. Gives all that it reported.
    fn kill_after(mut self, lines: u64, jitter: Duration) -> Vec<String> {
        let mut said: Vec<String> =
            self.lines.by_ref().take(usize::try_from(lines).unwrap()).map(Result::unwrap).collect();
        std::thread::sleep(jitter);
        self.child.kill().unwrap_or_default(); // it may have pulled its own plug
        self.child.wait().unwrap();
        said.extend(self.lines.map_while(Result::ok)); // reported before the kill, read after it
        said
    }
}
