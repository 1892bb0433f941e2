//! Decoding alone: seconds of processor time for a whole film, beside `ffmpeg -threads 1` on the same file.
//!
//! `cargo bench --no-default-features --features av1-asm --bench decode -- [FILE]...` (needs ffmpeg; without files it
//! makes its own, ten seconds each)
//!
//! The aims, frames a second of processor time beside ffmpeg's: H.264 0.55 ×, VP9 0.45 ×, AV1 0.85 ×.
//!
//! Seen on 2 busy virtual cores, user time of the whole process, two runs each, pictures of moving fractals with
//! noise and a test card: H.264 High 720p30 0.91 s beside 0.62 s (0.68 ×), 1080p30 2.18 s beside 1.29 s (0.59 ×),
//! VP9 720p30 0.62 s beside 0.32 s (0.52 ×), AV1 720p30 0.31 s beside 0.31 s (1.0 ×).
#![allow(missing_docs, clippy::print_stdout)]

use foothold::media::check::check_video;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILMS: [(&str, &str); 4] = [
    ("h264-720.mp4", "-c:v libx264 -preset medium -profile:v high -crf 26"),
    ("h264-1080.mp4", "-vf scale=1920:1080 -c:v libx264 -preset medium -profile:v high -crf 26"),
    ("vp9-720.webm", "-c:v libvpx-vp9 -b:v 1500k -deadline realtime -cpu-used 8"),
    ("av1-720.mp4", "-c:v libsvtav1 -preset 10 -crf 38"),
];
const SOURCE: &str = "testsrc2=s=1280x720:r=30:d=10[card];mandelbrot=s=1280x720:r=30,noise=alls=6:allf=t[deep];\
                      [deep][card]blend=all_mode=average:shortest=1,format=yuv420p";

/// User time of this process and of those it waited for, in seconds (`proc(5)`, fields 14 and 16).
fn user_secs() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = stat.rsplit(')').next().expect("a name in brackets");
    let ticks: Vec<f64> = after_name.split_whitespace().filter_map(|field| field.parse().ok()).collect();
    // The state is a letter and left out: field 4 is the first here.
    (ticks[10] / 100.0, ticks[12] / 100.0)
}

fn ffmpeg(arguments: &[&str]) {
    let done = Command::new("ffmpeg").args(["-v", "error", "-y"]).args(arguments).status().expect("ffmpeg");
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

fn main() {
    let named: Vec<PathBuf> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").map(PathBuf::from).collect();
    let folder = tempfile::tempdir().expect("a place to write");
    let films = if named.is_empty() { made(folder.path()) } else { named };
    for film in films {
        let before = user_secs();
        let facts = check_video(BufReader::with_capacity(1 << 16, File::open(&film).expect("a film")));
        let facts = facts.expect("a film that plays");
        let middle = user_secs();
        let name = film.to_str().expect("a plain name");
        ffmpeg(&["-threads", "1", "-i", name, "-an", "-f", "null", "-"]);
        let after = user_secs();
        let (ours, theirs) = (middle.0 - before.0, after.1 - middle.1);
        let shape = format!("{} × {}", facts.width, facts.height);
        println!("{name} {shape}: ours {ours:.2} s, ffmpeg {theirs:.2} s, ratio {:.2}", theirs / ours);
    }
}
