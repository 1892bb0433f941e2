//! Files of every kind that courses bring, and those that stations and offices send each other, cut short and changed at
//! random, a thousand times a parser: none may panic out of it, go on for ever, or take more memory than the parser's limit
//! ([`parsers::TABLE`]). The whole file is read once more at the end: the program goes on. The seed of each mutant is its
//! number, so that a failure can be had again.
//!
//! Memory is what was asked of the allocator at once, by all threads; so each parser has a process of its own, this very
//! program again. `FOOTHOLD_MUTANTS=100000 FOOTHOLD_SEED=1001 cargo test --release --test mutants h264` tries others,
//! and more of them.
#![allow(clippy::unwrap_used)] // what cannot go on says so by ending

#[path = "../../src/media/damage.rs"]
mod damage;
mod made;
mod parsers;
mod sealed;

use parsers::{BAD, Kind, Parser, TABLE};
use peak_alloc::PeakAlloc;
use std::collections::VecDeque;
use std::env;
use std::ops::RangeInclusive;
use std::process::{Command, ExitCode, Output};
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MUTANTS: u64 = 1000;
/// One mutant takes milliseconds; a machine may be busy.
const STUCK_AFTER: Duration = Duration::from_secs(90);
/// Names the parser that a process is for.
const OF: &str = "FOOTHOLD_MUTANTS_OF";
/// So much of what a process wrote is told when it failed: panics that were caught stand in it too.
const TOLD_LINES: usize = 12;

/// The numbers of the mutants.
fn seeds() -> RangeInclusive<u64> {
    let wanted = |name: &str, usual| env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let first = wanted("FOOTHOLD_SEED", 1);
    first..=first.saturating_add(wanted("FOOTHOLD_MUTANTS", MUTANTS) - 1)
}

#[expect(clippy::print_stdout, reason = "in the words of the harness, so that it is counted")]
fn main() -> ExitCode {
    if let Ok(name) = env::var(OF) {
        let mut all = TABLE.iter().chain(BAD.iter().map(|(parser, _)| parser));
        let parser = all.find(|parser| parser.name == name).expect("a parser of a table");
        let outcome = all_mutants_of(parser);
        println!("{}", outcome.as_ref().unwrap_or_else(|fault| fault));
        return if outcome.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    // As the harness has it: parsers whose names hold a word that was given, and none where only long tests are wanted.
    let given: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&String> = given.iter().filter(|word| !word.starts_with('-')).collect();
    let is_wanted = |parser: &&Parser| words.is_empty() || words.iter().any(|word| parser.name.contains(*word));
    let is_off = given.iter().any(|word| word == "--ignored" || word == "--list");
    let wanted: VecDeque<&Parser> = TABLE.iter().filter(is_wanted).filter(|_| !is_off).collect();
    let filtered = TABLE.len() - wanted.len();
    // Of few mutants nothing can be said of both kinds.
    let bad: &[_] = if wanted.is_empty() || (seeds().count() as u64) < MUTANTS { &[] } else { BAD };
    let all = wanted.len() + bad.len();
    println!("\nrunning {all} tests");
    let mut failed: Vec<String> = bad.iter().filter_map(|(parser, words)| found_out(parser, words).err()).collect();
    failed.extend(apart(wanted));
    let (word, passed, wrong) = (if failed.is_empty() { "ok" } else { "FAILED" }, all - failed.len(), failed.len());
    for fault in &failed {
        println!("\n{fault}");
    }
    println!(
        "\ntest result: {word}. {passed} passed; {wrong} failed; 0 ignored; 0 measured; {filtered} filtered out\n"
    );
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tries a parser in a process of its own.
fn alone(parser: &Parser) -> Output {
    Command::new(env::current_exe().unwrap()).env(OF, parser.name).output().unwrap()
}

/// Whether a parser as none may be is refused, and in these words.
#[expect(clippy::print_stdout, reason = "as the harness does")]
fn found_out(parser: &Parser, words: &str) -> Result<(), String> {
    let run = alone(parser);
    let told = String::from_utf8_lossy(&run.stdout);
    let is_found = !run.status.success() && told.contains("FAILED") && told.contains(words);
    println!("test bad::{} ... {}", parser.name, if is_found { "ok, found out" } else { "FAILED" });
    if is_found { Ok(()) } else { Err(format!("bad::{} was not found out: {}", parser.name, told.trim())) }
}

/// Tries each parser in a process of its own, as many at once as there are processors; what went wrong.
#[expect(clippy::print_stdout, reason = "as the harness does")]
fn apart(wanted: VecDeque<&Parser>) -> Vec<String> {
    let (wanted, failed) = (Mutex::new(wanted), Mutex::new(Vec::new()));
    let work = || {
        let next = || wanted.lock().unwrap().pop_front();
        while let Some(parser) = next() {
            let run = alone(parser);
            let told = String::from_utf8_lossy(&run.stdout);
            println!("test {} ... {}", parser.name, told.trim());
            if !run.status.success() {
                let said = String::from_utf8_lossy(&run.stderr);
                let last: Vec<&str> = said.lines().rev().take(TOLD_LINES).collect();
                let last = last.into_iter().rev().collect::<Vec<_>>().join("\n");
                failed.lock().unwrap().push(format!("{}: {}\n{last}", parser.name, told.trim()));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    failed.into_inner().unwrap()
}

/// What came of it, in one line.
fn all_mutants_of(parser: &'static Parser) -> Result<String, String> {
    let whole = (parser.whole)();
    if !(parser.read)(&whole) {
        return Err("FAILED: the whole file is not read".to_owned());
    }
    let before = MEMORY.current_usage(); // with what is made once and kept: fonts, tables
    let most = move || MEMORY.peak_usage().saturating_sub(before) >> 10;
    MEMORY.reset_peak_usage();
    let (tell, told) = channel();
    let spoil = whole.clone();
    thread::spawn(move || {
        for seed in seeds() {
            let is_read = (parser.read)(&mutant(&spoil, parser.kind, seed));
            if tell.send(is_read).is_err() {
                return;
            }
        }
    });
    let mut read = 0_u64;
    for seed in seeds() {
        let is_read = told.recv_timeout(STUCK_AFTER);
        read += u64::from(is_read.map_err(|_| format!("FAILED: mutant {seed} panics or does not end"))?);
        let (most, limit) = (most(), parser.limit_kb);
        if most > limit {
            return Err(format!("FAILED: mutant {seed} or the one after it takes {most} kB of {limit}"));
        }
    }
    let tried = seeds().count() as u64;
    let told = format!("ok, {} kB of {}, {read} of {tried} mutants read", most(), parser.limit_kb);
    if !(parser.read)(&whole) {
        return Err(format!("FAILED: the whole file is not read any more ({told})"));
    }
    let some_read = read > 0 || parser.kind == Kind::Bound;
    let some_refused = read < tried || parser.kind == Kind::Tolerant;
    if tried >= MUTANTS && !(some_read && some_refused) {
        return Err(format!("FAILED: they are not of both kinds, read and refused ({told})"));
    }
    Ok(told)
}

/// A file cut short or changed.
fn mutant(whole: &[u8], kind: Kind, seed: u64) -> Vec<u8> {
    let mut damage = damage::Damage::seeded(seed);
    let mut out = whole.to_vec();
    match kind {
        Kind::Binary | Kind::Bound => spoil_binary(&mut out, &mut damage, seed),
        Kind::Text(marks) => damage.spoil(&mut out, 4, marks),
        Kind::Tolerant => damage.spoil(&mut out, 4, b"<>-:.,&{}[]()#*_|`$^!\\\n\r 0"),
    }
    out
}

/// Cuts it, or changes up to eight bytes: anywhere, near its beginning, or near its end.
fn spoil_binary(out: &mut Vec<u8>, damage: &mut damage::Damage, seed: u64) {
    let size = out.len();
    if seed.is_multiple_of(10) {
        out.truncate(damage.below(size));
        return;
    }
    let (from, to) = match seed % 3 {
        0 => (0, size),
        1 => (0, size.min(1500)),
        _ => (size.saturating_sub(1500), size),
    };
    for _ in 0..1 + seed % 8 {
        let at = from + damage.below(to - from);
        out[at] = match seed % 4 {
            0 => out[at] ^ 1 << damage.below(8),
            1 => 255,
            _ => damage.below(256) as u8,
        };
    }
}
