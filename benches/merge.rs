//! The office's day beside its peers: 200,000 events of 40 stations from 40 sealed files into an empty registry, every
//! hash and signature checked, beside Python's bare `INSERT … ON CONFLICT DO NOTHING` of as many rows into SQLite (WAL,
//! FULL, 1,000 rows a transaction, two indexes, nothing checked); the same files again; files that overlap; and one
//! export of 100,000 events opened, beside Python doing the same (stock `age` and `zstd`, `json`, `hashlib`, no
//! signature). With feature `postgres` and a server: the same merge there, beside psql's COPY and upsert of as many rows.
//!
//! ```text
//! cargo bench --no-default-features --bench merge [-- TURNS]
//! PG_MORE='fsync = on' tests/postgres.sh --run cargo bench --no-default-features --features postgres --bench merge [-- TURNS]
//! cargo bench --no-default-features --bench merge -- memory EVENTS        what a merge of so many keeps in memory
//! ```
//!
//! Ours and theirs in turns; the medians and their ratios are printed. What was seen stands in `merge.md`.
#![allow(missing_docs, clippy::print_stdout)]

mod sealed_files;

use foothold::office::registry::Registry;
use sealed_files::{Office, events, psql, registry_on_server};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const STATIONS: u8 = 40;
/// Events of each station that the merge brings.
const EVENTS: u64 = 5_000;
/// Events that a second export of each station adds to them.
const MORE: u64 = 500;
const LARGE: u64 = 100_000;

const INSERT: &str = "
import sqlite3, sys, hashlib, time
db = sqlite3.connect(sys.argv[1]); n = int(sys.argv[2])
db.executescript('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE e(hash BLOB PRIMARY KEY, device BLOB, seq INTEGER, body TEXT, UNIQUE(device, seq));')
rows = [(hashlib.sha256(str(i).encode()).digest(), b'd' * 16, i, '{\"x\":\"' + 'y' * 150 + '\"}') for i in range(n)]
t = time.time()
for at in range(0, n, 1000):
    with db: db.executemany('INSERT INTO e VALUES(?,?,?,?) ON CONFLICT DO NOTHING', rows[at:at + 1000])
print(time.time() - t)
";

const OPEN: &str = "
import sys, json, hashlib, subprocess, time, base64
t = time.time()
plain = subprocess.run(['age', '-d', '-i', sys.argv[2], sys.argv[1]], capture_output=True, check=True).stdout
n = int.from_bytes(plain[:4], 'big')
header = json.loads(base64.b64decode(json.loads(plain[4:4 + n])['payload']))
body = plain[4 + n:4 + n + header['body_size']]
assert hashlib.sha256(body).hexdigest() == header['body_sha256']
raw = subprocess.run(['zstd', '-dc'], input=body, capture_output=True, check=True).stdout
prev, seq = bytes(32), 0
plain_of = lambda value: json.dumps(value, separators=(',', ':'), sort_keys=True, ensure_ascii=False).encode()
for line in raw.splitlines():
    event = json.loads(line)
    body_hash = hashlib.sha256(b'foothold.body.v1\\0' + bytes.fromhex(event['salt']) + plain_of(event['body'])).digest()
    prev = hashlib.sha256(b'foothold.event.v1\\0' + prev + hashlib.sha256(plain_of(event['header'])).digest() + body_hash).digest()
    assert event['header']['seq'] == seq
    seq += 1
assert prev.hex() == header['ranges'][0]['head_hash']
print(time.time() - t)
";

/// What psql copies: as many rows as Python inserts, of the same size.
const ROWS: &str = "
import hashlib, sys
with open(sys.argv[1], 'w') as out:
    for i in range(int(sys.argv[2])):
        out.write('\\\\\\\\x' + hashlib.sha256(str(i).encode()).hexdigest() + '\\t\\\\\\\\x' + (b'd' * 16).hex() + f'\\t{i}\\t' + '{\"x\":\"' + 'y' * 150 + '\"}\\n')
";

fn main() {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    if std::env::args().any(|text| text == "memory") {
        return memory(numbers.first().copied().unwrap_or(10_000_000));
    }
    let folder = tempfile::tempdir().expect("a place to write");
    let office = Office::new(folder.path());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for n in 1..=STATIONS {
        let events = events(n, 0, None, EVENTS + MORE);
        first.push(office.export(n, "first", &events[..usize::try_from(EVENTS).expect("small")]));
        second.push(office.export(n, "second", &events));
    }
    let large = office.export(200, "large", &events(200, 0, None, LARGE));
    let count = u64::from(STATIONS) * EVENTS;
    let rows = folder.path().join("rows");
    python(ROWS, &[&rows, Path::new(&count.to_string())]);
    let mut table = Table::default();
    for turn in 0..numbers.first().copied().unwrap_or(5) {
        let mut registry = Registry::open(&folder.path().join(format!("{turn}.sqlite"))).expect("ours");
        merges(&office, &mut registry, ["new", "again", "overlapping"], (&first, &second), &mut table);
        let peer = folder.path().join(format!("peer-{turn}.sqlite"));
        table.note("python", python(INSERT, &[&peer, Path::new(&count.to_string())]));
        let (opened, seconds) = office.open(&large);
        assert_eq!(opened, LARGE);
        table.note("open", Some(seconds.as_secs_f64()));
        table.note("python opens", python(OPEN, &[&large, &office.identity]));
        if let Some(mut registry) = registry_on_server(&format!("turn_{turn}")) {
            merges(
                &office,
                &mut registry,
                ["server new", "server again", "server overlapping"],
                (&first, &second),
                &mut table,
            );
            table.note("psql", upsert(&rows, turn));
        }
    }
    println!("medians: merge of new / Python's INSERT {:.2}", table.ratio("new", "python"));
    println!(
        "         new / again {:.0}, new / overlapping {:.1}",
        table.ratio("new", "again"),
        table.ratio("new", "overlapping")
    );
    println!("         opening {LARGE} events / Python {:.2}", table.ratio("open", "python opens"));
    println!("         psql's COPY and upsert / merge on the server {:.2}", table.ratio("psql", "server new"));
    println!(
        "         on the server: new / again {:.0}, new / overlapping {:.1}",
        table.ratio("server new", "server again"),
        table.ratio("server new", "server overlapping")
    );
    table.print();
}

/// Merges new files, the same again, and files that overlap.
fn merges(
    office: &Office,
    registry: &mut Registry,
    names: [&'static str; 3],
    files: (&[PathBuf], &[PathBuf]),
    table: &mut Table,
) {
    let count = u64::from(STATIONS) * EVENTS;
    let wanted = [(count, 0), (0, count), (u64::from(STATIONS) * MORE, count)];
    for ((name, files), wanted) in names.into_iter().zip([files.0, files.0, files.1]).zip(wanted) {
        let (merged, planned, all) = office.merge(registry, files);
        assert_eq!((merged.new, merged.known), wanted);
        println!("{:>18} {:.3} s of it", "plan", planned.as_secs_f64());
        table.note(name, Some(all.as_secs_f64()));
    }
}

/// psql's COPY into a temporary table, and from there into one with two indexes, nothing checked.
fn upsert(rows: &Path, turn: u64) -> Option<f64> {
    let table = format!("e_{turn}");
    psql(
        "postgres",
        &format!(
            "CREATE TABLE {table}(hash BYTEA PRIMARY KEY, device BYTEA, seq BIGINT, body TEXT, UNIQUE(device, seq))"
        ),
    )?;
    let sql = format!(
        "BEGIN\nCREATE TEMPORARY TABLE s(hash BYTEA, device BYTEA, seq BIGINT, body TEXT)\n\\copy s FROM '{}'\nINSERT INTO {table} SELECT * FROM s ON CONFLICT DO NOTHING\nCOMMIT",
        rows.display()
    );
    psql("postgres", &sql).map(|time| time.as_secs_f64())
}

/// How much memory a merge of so many events takes, and twice as many of as many more stations.
fn memory(count: u64) {
    const OF_A_FILE: u64 = 100_000;
    let folder = tempfile::tempdir().expect("a place to write");
    let office = Office::new(folder.path());
    let stations = u8::try_from(count.div_ceil(OF_A_FILE).min(250)).expect("at most 250");
    let files: Vec<PathBuf> =
        (1..=stations).map(|n| office.export(n, "large", &events(n, 0, None, count / u64::from(stations)))).collect();
    for part in [files.len() / 4, files.len()] {
        let mut registry = Registry::open(&folder.path().join(format!("{part}.sqlite"))).expect("ours");
        let before = reset_peak();
        let (merged, planned, all) = office.merge(&mut registry, &files[..part]);
        println!(
            "{:>10} events from {part} files: plan {:.1} s, all {:.1} s; memory {} MB before, at most {} MB",
            merged.new,
            planned.as_secs_f64(),
            all.as_secs_f64(),
            before >> 10,
            peak() >> 10
        );
    }
}

/// Forgets the most memory this program had so far; gives what it has now, KiB. Linux only.
fn reset_peak() -> u64 {
    let is_reset = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    println!("the peak of memory was forgotten: {is_reset}");
    peak()
}

/// The most memory this program had, KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Seconds by what took them.
#[derive(Default)]
struct Table(Vec<(&'static str, Vec<f64>)>);

impl Table {
    fn note(&mut self, name: &'static str, seconds: Option<f64>) {
        println!("{name:>18} {}", seconds.map_or("-".into(), |seconds| format!("{seconds:.3} s")));
        if !self.0.iter().any(|(known, _)| *known == name) {
            self.0.push((name, Vec::new()));
        }
        if let Some((_, all)) = self.0.iter_mut().find(|(known, _)| *known == name) {
            all.extend(seconds);
            all.sort_by(f64::total_cmp);
        }
    }

    fn ratio(&self, one: &str, other: &str) -> f64 {
        let median = |name: &str| {
            let all =
                self.0.iter().find(|(known, _)| *known == name).map(|(_, all)| all.as_slice()).unwrap_or_default();
            all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
        };
        median(one) / median(other)
    }

    fn print(&self) {
        for (name, all) in &self.0 {
            println!("{name:>18} {all:.3?}");
        }
    }
}

/// Seconds that a Python program prints; none where it or what it calls is not installed.
fn python(program: &str, arguments: &[&Path]) -> Option<f64> {
    let mut command = Command::new("python3");
    command.arg("-c").arg(program).args(arguments).stderr(Stdio::null());
    String::from_utf8(command.output().ok()?.stdout).ok()?.trim().parse().ok()
}
