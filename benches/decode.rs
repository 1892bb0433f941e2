//! Decoding alone: pictures a second of processor time for a whole film, beside `ffmpeg -threads 1` on the same file.
//!
//! `cargo bench --bench decode -- [FILE]...` (needs ffmpeg with libx264, libvpx and SVT-AV1; without files it makes its
//! own, ten seconds each; `ROUNDS=5`)
//!
//! The aims, pictures a second of processor time beside ffmpeg's: H.264 0.55 ×, VP9 0.45 ×, AV1 0.85 ×. Ours is
//! `check_video`, which reads the container and decodes every picture in one thread; theirs is the whole process of
//! `ffmpeg -threads 1 -i FILM -an -f null -`. User and system time of both, in turns, the median of the rounds.
//!
//! Seen on 2 virtual cores of an AMD EPYC with much other work (load 15), ffmpeg 5.1.9, medians of 3 rounds, pictures a
//! CPU second, ours / ffmpeg's: H.264 Baseline 720p 361 / 612 (0.59 ×), Main 720p 263 / 400 (0.65 ×), High 720p 259 / 405
//! (0.64 ×), High 1080p 109 / 200 (0.55 ×), VP9 720p 244 / 526 (0.46 ×), AV1 720p 517 / 492 (1.03 ×).
#![allow(missing_docs, clippy::print_stdout)]

use foothold::media::check::check_video;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILMS: [(&str, &str); 6] = [
    ("h264-baseline-720.mp4", "-c:v libx264 -preset medium -profile:v baseline -crf 26"),
    ("h264-main-720.mp4", "-c:v libx264 -preset medium -profile:v main -crf 26"),
    ("h264-high-720.mp4", "-c:v libx264 -preset medium -profile:v high -crf 26"),
    ("h264-high-1080.mp4", "-vf scale=1920:1080 -c:v libx264 -preset medium -profile:v high -crf 26"),
    ("vp9-720.webm", "-c:v libvpx-vp9 -b:v 1500k -deadline realtime -cpu-used 8"),
    ("av1-720.mp4", "-c:v libsvtav1 -preset 10 -crf 38"),
];
const SOURCE: &str = "testsrc2=s=1280x720:r=30:d=10[card];mandelbrot=s=1280x720:r=30,noise=alls=6:allf=t[deep];\
                      [deep][card]blend=all_mode=average:shortest=1,format=yuv420p";

/// Processor time of this process and of those it waited for, in seconds (`proc(5)`, fields 14 to 17).
fn cpu_secs() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = stat.rsplit(')').next().expect("a name in brackets");
    let ticks: Vec<f64> = after_name.split_whitespace().filter_map(|field| field.parse().ok()).collect();
    // The state is a letter and left out: field 4 is the first here.
    ((ticks[10] + ticks[11]) / 100.0, (ticks[12] + ticks[13]) / 100.0)
}

fn ffmpeg(arguments: &[&str]) {
    let done = Command::new("ffmpeg")
        .args(["-v", "error", "-y"])
        .args(arguments)
        .env("SVT_LOG", "0")
        .status()
        .expect("ffmpeg");
    assert!(done.success(), "ffmpeg {arguments:?}");
}

fn made(folder: &Path) -> Vec<PathBuf> {
    let films = FILMS.iter().map(|(name, coding)| {
        let path = folder.join(name);
        let out = path.to_str().expect("our own name");
        let mut arguments = vec!["-f", "lavfi", "-i", SOURCE, "-t", "10"];
        arguments.extend(coding.split(' '));
        arguments.push(out);
        ffmpeg(&arguments);
        path
    });
    films.collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// One row of the table: both decode the film in turns.
fn measured(film: &Path, rounds: usize) {
    let name = film.to_str().expect("a plain name");
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let (mut shape, mut pictures) = (String::new(), 0.0);
    for _ in 0..rounds {
        let before = cpu_secs();
        let facts = check_video(BufReader::with_capacity(1 << 16, File::open(film).expect("a film")));
        let middle = cpu_secs();
        ffmpeg(&["-threads", "1", "-i", name, "-an", "-f", "null", "-"]);
        let after = cpu_secs();
        let facts = facts.expect("a film that plays");
        pictures = (f64::from(facts.fps_milli) * facts.duration_ms as f64 / 1e6).round();
        shape = format!("{} × {}", facts.width, facts.height);
        let (own, peer) = (middle.0 - before.0, after.1 - middle.1);
        ours.push(pictures / own);
        theirs.push(pictures / peer);
        ratios.push(peer / own);
    }
    let short = film.file_name().and_then(|name| name.to_str()).unwrap_or(name);
    let (ours, theirs, ratio) = (median(ours), median(theirs), median(ratios));
    println!("| {short} | {shape} | {pictures} | {ours:.0} | {theirs:.0} | {ratio:.2} |");
}

fn main() {
    let named: Vec<PathBuf> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").map(PathBuf::from).collect();
    let rounds = std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5).max(1);
    let folder = tempfile::tempdir().expect("a place to write");
    let films = if named.is_empty() { made(folder.path()) } else { named };
    println!("| film | size | pictures | ours, pictures a CPU second | ffmpeg -threads 1 | ours beside ffmpeg |");
    println!("|---|---|---|---|---|---|");
    films.iter().for_each(|film| measured(film, rounds));
}
