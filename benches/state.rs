//! The day of a state at a fiftieth: 10 facilities × 20 stations × 5 learners × 300 events, so 200 sealed files of 1,500
//! events each, merged on a PostgreSQL server day after day, while the registry grows.
//!
//! ```text
//! PG_MORE='fsync = on' tests/postgres.sh --run cargo bench --no-default-features --features postgres --bench state -- DAYS
//! ```
//!
//! Printed: events in the registry; seconds of the merge, and of what follows it (certificates that are due, an answer for
//! every station, summaries for reports); events a second, and the minutes that a whole state's day would take at that
//! rate.
//! What was seen stands in `merge.md`.
#![allow(missing_docs, clippy::print_stdout)]

mod sealed_files;

use sealed_files::{Office, events, registry_on_server};
use std::path::PathBuf;

const STATIONS: u8 = 200;
const EVENTS_OF_A_DAY: u64 = 1_500;
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
    let mut tips = vec![None; usize::from(STATIONS)];
    let mut total = 0;
    println!("events there    merge  certificates  answers  summaries   events/s  minutes of a state's day");
    for day in 0..days {
        let mut files: Vec<PathBuf> = Vec::new();
        for n in 1..=STATIONS {
            let tip = &mut tips[usize::from(n) - 1];
            let events = events(n, day, *tip, EVENTS_OF_A_DAY);
            *tip = events.last().map(foothold::model::event::Event::tip);
            files.push(office.export(n, "day", &events));
        }
        let (merged, planned, all) = office.merge(&mut registry, &files);
        assert_eq!(merged.new, u64::from(STATIONS) * EVENTS_OF_A_DAY);
        let [issued, answered, counted] = office.after(&mut registry).map(|time| time.as_secs_f64());
        let merge = all.as_secs_f64();
        let rate = merged.new as f64 / (merge + issued + answered + counted);
        let minutes = EVENTS_OF_A_STATE / rate / 60.0;
        println!(
            "{total:>12} {merge:>8.2} {issued:>13.2} {answered:>8.2} {counted:>10.2} {rate:>10.0} {minutes:>8.1}   (plan {:.2})",
            planned.as_secs_f64()
        );
        total += merged.new;
    }
}
