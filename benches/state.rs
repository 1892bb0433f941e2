//! The day of a state at a fiftieth: 10 facilities × 20 stations × 5 learners × 300 events, so 200 sealed files of 1,500
//! events each, merged on a PostgreSQL server day after day, while the registry grows. Each learner sees six films and
//! answers ten questions after each, reads, writes in the journal; each day one of a station's five ends an approved course,
//! and gets its certificate, signed and printed (`state_day.rs`).
//!
//! ```text
//! PG_MORE='fsync = on' tests/postgres.sh --run cargo bench --no-default-features --features postgres --bench state -- DAYS
//! ```
//!
//! Printed: events in the registry; seconds of the merge, and of what follows it (certificates that are due, an answer for
//! every station, summaries for reports); events a second, and the minutes that a whole state's day would take at that
//! rate; certificates issued, and how many events a person has by then whom the summaries count anew.
//! What was seen stands in `merge.md`.
#![allow(missing_docs, clippy::print_stdout)]

mod answered;
mod sealed_files;
mod state_day;

use foothold::model::event::Event;
use sealed_files::{Office, epoch_of, registry_on_server};
use state_day::{EVENTS_OF_A_DAY, LEARNERS, approve, day_of};
use std::path::PathBuf;

const STATIONS: u8 = 200;
/// A whole state's.
const EVENTS_OF_A_STATE: f64 = 15_000_000.0;

fn main() {
    let days: u64 = std::env::args().skip(1).find_map(|text| text.parse().ok()).unwrap_or(10);
    let folder = tempfile::tempdir().expect("a place to write");
    let office = Office::new(folder.path());
    let Some(mut registry) = registry_on_server("state") else {
        println!("no server: see the head of this file");
        return;
    };
    approve(&mut registry);
    let mut tips = vec![None; usize::from(STATIONS)];
    let mut total = 0;
    println!("events there    merge  certificates  answers  summaries   events/s  minutes of a state's day");
    for day in 0..days {
        let mut files: Vec<PathBuf> = Vec::new();
        let mut sent = 0;
        for n in 1..=STATIONS {
            let tip = &mut tips[usize::from(n) - 1];
            let after = day * 2 * LEARNERS * EVENTS_OF_A_DAY;
            let events = epoch_of(n, day, *tip, after, day_of(n, day));
            *tip = events.last().map(Event::tip);
            sent += events.len() as u64;
            files.push(office.export(n, "day", &events));
        }
        let (merged, planned, all) = office.merge(&mut registry, &files);
        assert_eq!(merged.new, sent);
        let (report, after) = office.after(&mut registry);
        assert_eq!((report.issued.len(), report.not_borne_out), (usize::from(STATIONS), 0), "one of each station");
        let [issued, answered, counted] = after.map(|time| time.as_secs_f64());
        let merge = all.as_secs_f64();
        let rate = merged.new as f64 / (merge + issued + answered + counted);
        let minutes = EVENTS_OF_A_STATE / rate / 60.0;
        println!(
            "{total:>12} {merge:>8.2} {issued:>13.2} {answered:>8.2} {counted:>10.2} {rate:>10.0} {minutes:>8.1}   \
             (plan {:.2}; {} certificates; {} events a person)",
            planned.as_secs_f64(),
            report.issued.len(),
            (day + 1) * EVENTS_OF_A_DAY,
        );
        total += merged.new;
    }
}
