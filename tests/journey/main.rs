//! The whole line without hands: keys, packs, stations, study, exports carried shuffled, repeated and lost, merge,
//! receipts, certificates. Demo, load generator and test bed in one; everything goes through the product's own code,
//! on a made clock and a seeded random source.
//!
//! ```text
//! cargo run --release --example journey -- --out DIR [--stations S] [--learners L] [--days D] [--seed N] [--faults]
//! ```
//!
//! All files stay in DIR: `packs/`, `root.dsse`, `catalogue.dsse`, `stations/`, `exports/`, `receipts/`, and the
//! office with its registry in `office/`. The last line is one JSON object: what was done, and the seconds of each
//! step. It ends with status 1 if any event of any station is not in the registry exactly once.

mod clock;
mod office;
mod sitting;
mod station;
mod world;

use anyhow::Context as _;
use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// What to simulate.
#[derive(Debug, Clone, Parser)]
pub struct Arguments {
    /// An empty or new folder for everything that is made
    #[arg(long)]
    out: PathBuf,
    /// How many stations
    #[arg(long, default_value_t = 3)]
    stations: usize,
    /// How many learners, spread over the stations
    #[arg(long, default_value_t = 12)]
    learners: usize,
    /// How many days of study
    #[arg(long, default_value_t = 10)]
    days: u64,
    /// The same seed gives the same story
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Also cloned and restored stations and wrong clocks
    #[arg(long)]
    faults: bool,
    /// A folder of course sources
    #[arg(long, default_value = "content-packs")]
    content: PathBuf,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    std::fs::create_dir_all(&arguments.out).context("the folder for everything that is made")?;
    if arguments.out.join("office").exists() {
        anyhow::bail!("{} holds an earlier journey: give --out another folder, or remove it", arguments.out.display());
    }
    let mut world = world::World::new(&arguments)?;
    world.live()?;
    let summary = world.settle()?;
    #[expect(clippy::print_stdout, reason = "the summary is what this program is for")]
    {
        println!("{}", serde_json::to_string(&summary)?);
    }
    Ok(if summary.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
