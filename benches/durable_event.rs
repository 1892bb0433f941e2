//! A durable event beside the cheapest durable thing there is: appending the same bytes to a file and `fdatasync`.
//!
//! ```text
//! cargo bench --bench durable_event [-- FOLDER]
//! ```
//!
//! FOLDER must be on the disk to measure (default: the folder of the build). Each round appends 200 events to a store
//! that has 20,000, one transaction each, and 200 lines of the same length to a file; rounds alternate, so that both
//! meet the same disk. Promised: at most 1.1.
//!
//! Seen on a quiet 2-core virtual machine with a fast disk (release, one event is one transaction of a 583-byte line,
//! the third of four runs; the others gave 1.05, 0.96 and 0.94), in microseconds:
//!
//! | | mean | median |
//! |---|---|---|
//! | append + `fdatasync` | 129.4 | 132.0 |
//! | durable event | 128.1 | 115.6 |
//! | checkpoint row | 97.1 | 97.2 |
//! | **event / append** | **0.99** | **0.88** |
//!
//! An event can be cheaper than the append: SQLite writes its journal over the pages it has already, and the file that
//! is appended to grows. Putting the journal in its place is in the mean, once every 4,000 pages.

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use foothold::crypto::sign::SecretKey;
use foothold::format::event_log::to_line;
use foothold::model::event::{Body, Draft, Event, LessonRef, LessonSpan, SpanUnit};
use foothold::model::id::{Hash, LearnerId, SessionId, StationId};
use foothold::store::{Checkpoint, Station, Store};
use foothold::system::{SystemClock, SystemRandom};
use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

const ROUNDS: usize = 10;
const EVENTS_ROUND: usize = 200;
const EVENTS_BEFORE: usize = 20_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder =
        std::env::args().skip(1).find(|word| !word.starts_with('-')).map_or_else(build_folder, |f| Ok(f.into()))?;
    let folder = tempfile::tempdir_in(folder)?;
    let mut store = filled(&folder.path().join("station.sqlite"))?;
    let line = to_line(&store.append(span(0)?)?, false)?;
    let mut file = OpenOptions::new().create(true).append(true).open(folder.path().join("lines"))?;
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for n in 0..EVENTS_ROUND {
            times[0].push(timed(|| append_line(&mut file, &line))?);
            times[1].push(timed(|| append_event(&mut store, n as u64).map(|_| ()))?);
            times[2].push(timed(|| save_row(&mut store, n as u64))?);
        }
    }
    let [line_us, event_us, row_us] = times.map(mean_and_median);
    println!(
        "{} bytes a line; {} times each, one after the other; mean (median), in microseconds",
        line.len(),
        ROUNDS * EVENTS_ROUND
    );
    println!("append + fdatasync        {:8.1} ({:.1})", line_us.0, line_us.1);
    println!("durable event             {:8.1} ({:.1})", event_us.0, event_us.1);
    println!("checkpoint row            {:8.1} ({:.1})", row_us.0, row_us.1);
    println!(
        "ratio event / append      {:8.2} ({:.2})   promised: at most 1.1",
        event_us.0 / line_us.0,
        event_us.1 / line_us.1
    );
    Ok(())
}

fn build_folder() -> Result<PathBuf, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    Ok(program.parent().ok_or("a program lies in a folder")?.to_owned())
}

fn timed(work: impl FnOnce() -> Result<(), Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64() * 1e6)
}

fn mean_and_median(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times.iter().sum::<f64>() / times.len() as f64, times[times.len() / 2])
}

fn append_line(file: &mut File, line: &[u8]) -> Result<(), Box<dyn Error>> {
    file.write_all(line)?;
    Ok(file.sync_data()?)
}

fn append_event(store: &mut Store, n: u64) -> Result<Event, Box<dyn Error>> {
    Ok(store.append(span(n)?)?)
}

fn save_row(store: &mut Store, n: u64) -> Result<(), Box<dyn Error>> {
    let (learner, session) = somebody(n);
    let Body::LessonSpan(span) = span(n)?.body else { return Err("a span is a span".into()) };
    let row = Checkpoint { session, learner, wall_ms: n, session_active_ms: n, span: Some(span) };
    Ok(store.save_checkpoint(&row)?)
}

/// A store as large as a station's after some months.
fn filled(path: &Path) -> Result<Store, Box<dyn Error>> {
    let mut store = Store::open(path, Arc::new(SystemClock::start()), Arc::new(SystemRandom))?;
    let station = Station {
        id: StationId([1; 16]),
        name: "Bench".into(),
        office: "office".parse()?,
        office_name: "Office".into(),
        facility: "place".parse()?,
        facility_name: "Place".into(),
        root_hash: Hash([1; 32]),
        signing: SecretKey::from_seed(&[1; 32]).public(),
        sealing: "age1".into(),
        is_try_out: false,
    };
    store.write(|writer| writer.set_station(&station))?;
    for start in (0..EVENTS_BEFORE).step_by(500) {
        store.append_all((start..start + 500).map(|n| span(n as u64)).collect::<Result<_, _>>()?)?;
    }
    Ok(store)
}

fn somebody(n: u64) -> (LearnerId, SessionId) {
    let id = uuid::Uuid::from_u128(u128::from(n % 30));
    (LearnerId(id), SessionId(id))
}

fn span(n: u64) -> Result<Draft, Box<dyn Error>> {
    let (learner, session) = somebody(n);
    let at = LessonRef { course: "org.example.work".parse()?, edition: 1, lesson: "the-first-video".parse()? };
    let ranges = vec![[n * 60_000, n * 60_000 + 60_000]];
    let (unit, position) = (SpanUnit::Ms, n * 60_000 + 60_000);
    let span = LessonSpan { at, lang: "en".parse()?, ranges, unit, active_ms: 60_000, rate_permille: 1000, position };
    Ok(Draft::learner(learner, session, Body::LessonSpan(span)))
}
