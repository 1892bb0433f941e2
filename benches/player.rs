//! Opening a lesson and going to a place in it, beside mpv on the same film.
//!
//! `cargo bench --bench player -- [FILM.mp4]...` (needs mpv, and ffmpeg with libx264 to make its own films; `TIMES=50`)
//!
//! Ours: the player as the window uses it, reading the film through the verified chunk reader from inside a signed
//! pack, built here. The time runs from `Player::open` or `Player::seek` until the player calls the window and the
//! picture of that very millisecond is the one to draw. Theirs: one mpv that stands still, asked through its JSON socket
//! (`loadfile`, `seek … absolute+exact`, `seek … absolute+keyframes`), from the request until it reports
//! `playback-restart`: the picture is ready to draw. Neither draws (`--vo=null`), neither decodes sound, each decodes in
//! one thread; both are asked in turns for the same random times.
//!
//! The aims: the picture of the key frame before the place within 150 ms, the exact picture within 2 × mpv's time, the
//! first picture of a lesson within 1.5 × mpv's; medians of 50.
//!
//! Seen on 2 virtual cores of an AMD EPYC with much other work (load 9 to 13), mpv 0.35.1, medians of 50, ours / mpv's:
//!
//! | film | open | key frame's picture | exact picture |
//! |---|---|---|---|
//! | 720p30, key frame each 2 s | 8.2 / 19.0 ms (0.43 ×) | 8.8 / 11.4 ms (0.77 ×) | 94 / 51 ms (1.85 ×) |
//! | 720p30, key frame each 8.3 s | 7.9 / 19.6 ms (0.40 ×) | 8.8 / 12.2 ms (0.72 ×) | 134 / 132 ms (1.01 ×) |
//! | 1080p30, key frame each 2 s | 29.2 / 102.0 ms (0.29 ×) | 21.4 / 35.6 ms (0.60 ×) | 194 / 145 ms (1.33 ×) |
#![allow(missing_docs, clippy::print_stdout)]

use foothold::author::{Depth, Watch, build, read_source};
use foothold::crypto::sign::SecretKey;
use foothold::library::reader::PackReader;
use foothold::media::player::{Options, Phase, Player};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const SECONDS: u64 = 120;
/// Key frames every 2 s, as our own commands make films, and every 250 pictures, as x264 does by itself.
const FILMS: [(&str, &str, &str); 3] = [
    ("720p30, key frame each 2 s", "1280x720", "-g 60 -b:v 2500k"),
    ("720p30, key frame each 8.3 s", "1280x720", "-g 250 -b:v 2500k"),
    ("1080p30, key frame each 2 s", "1920x1080", "-g 60 -b:v 5000k"),
];
const PATIENCE: Duration = Duration::from_secs(30);

const PACK: &str = "pack_id = \"org.example.film\"\nversion = 1\ntitle = \"Film\"\nlanguages = [\"en\"]\n\
    publisher = \"Example\"\nlicence = \"CC-BY-4.0\"\ncreated = 2026-11-01\n\
    documents = [{ kind = \"course\", path = \"course\" }]\n";
const COURSE: &str = "schema = 1\nid = \"org.example.film\"\nedition = 1\ntitle = \"Film\"\nsummary = \"A film.\"\n\
    languages = [\"en\"]\nsubjects = [\"film\"]\nlevel = \"basic\"\nminutes = 2\noutcomes = []\nauthors = [\"Example\"]\n\
    sources = []\nrule = { kind = \"all_required\" }\n[[modules]]\nid = \"all\"\ntitle = \"All\"\n\
    rule = { kind = \"all_required\" }\n[[modules.lessons]]\nid = \"film\"\nkind = \"video\"\ntitle = \"A film\"\n\
    minutes = 2\nrequired = true\nrule = { kind = \"seen\", permille = 900 }\n[[modules.lessons.tracks]]\nid = \"main\"\n\
    kind = \"main\"\nlang = \"en\"\nfile = \"film.mp4\"\norigin = \"human\"\n";

fn made(folder: &Path) -> Vec<(String, PathBuf)> {
    let films = FILMS.iter().enumerate().map(|(index, (name, size, coding))| {
        let out = folder.join(format!("film-{index}.mp4"));
        let source = format!("testsrc2=s={size}:r=30,noise=alls=6:allf=t,format=yuv420p");
        let done = Command::new("ffmpeg")
            .args(["-v", "error", "-y", "-f", "lavfi", "-i", &source, "-t", &SECONDS.to_string()])
            .args("-c:v libx264 -preset veryfast -profile:v high -bf 3 -sc_threshold 0".split(' '))
            .args(coding.split(' '))
            .arg(&out)
            .status();
        assert!(done.is_ok_and(|status| status.success()), "ffmpeg makes {name}");
        ((*name).to_owned(), out)
    });
    films.collect()
}

/// A signed pack with the film as its only lesson.
fn packed(folder: &Path, film: &Path) -> PackReader {
    let source = folder.join("source");
    std::fs::create_dir_all(source.join("course")).expect("a place to write");
    std::fs::write(source.join("pack.toml"), PACK).expect("room");
    std::fs::write(source.join("course/course.toml"), COURSE).expect("room");
    std::fs::copy(film, source.join("course/film.mp4")).expect("room");
    let watch = Watch { report: &|_, _, _| {}, cancel: &AtomicBool::new(false) };
    let checked = read_source(&source, Depth::Full, &watch).expect("the folder just written");
    let ready = checked.source.unwrap_or_else(|| panic!("{:?}", checked.findings));
    let out = folder.join("film.fpack");
    build(&ready, &[&SecretKey::from_seed(&[7; 32])], &out, None, &watch).expect("a pack");
    PackReader::open_any(&out).expect("the pack just built")
}

/// Our player, and the times at which it called the window.
struct Own {
    player: Player,
    called: Receiver<()>,
}

impl Own {
    fn open(pack: &PackReader) -> Self {
        let (tell, called) = channel();
        let tell = Mutex::new(tell);
        let wake = move || {
            if tell.lock().unwrap_or_else(PoisonError::into_inner).send(()).is_err() {
                // The player's thread may outlive this bench's interest in it.
            }
        };
        let options = Options { has_device: false, wake: Some(Arc::new(wake)), ..Options::default() };
        let file = pack.file("course/film.mp4").expect("the film");
        Self { player: Player::open(Box::new(file), options), called }
    }

    /// Waits until the picture of the place last asked for is the one to draw; its time in milliseconds.
    fn shown(&self) -> u64 {
        loop {
            let state = self.player.snapshot();
            assert!(!matches!(state.phase, Phase::Failed(_)), "{:?}", state.phase);
            if let (false, Some(picture)) = (state.is_waiting, self.player.picture()) {
                return picture.at_ms;
            }
            self.called.recv_timeout(PATIENCE).expect("the player answers");
        }
    }

    fn seek(&self, at_ms: u64) -> (f64, u64) {
        let start = Instant::now();
        self.player.seek(at_ms);
        let shown = self.shown();
        (start.elapsed().as_secs_f64() * 1e3, shown)
    }
}

/// mpv behind its socket.
struct Mpv {
    process: Child,
    out: UnixStream,
    lines: BufReader<UnixStream>,
}

impl Mpv {
    fn start(folder: &Path) -> Self {
        let socket = folder.join("mpv.socket");
        let process = Command::new("mpv")
            .args(["--no-config", "--idle=yes", "--pause", "--keep-open=yes", "--vo=null", "--no-audio"])
            .args(["--vd-lavc-threads=1", "--hr-seek=yes", "--really-quiet"])
            .arg(format!("--input-ipc-server={}", socket.display()))
            .stdin(Stdio::null())
            .spawn()
            .expect("mpv");
        let start = Instant::now();
        let out = loop {
            match UnixStream::connect(&socket) {
                Ok(stream) => break stream,
                Err(fault) => assert!(start.elapsed() < PATIENCE, "mpv's socket: {fault}"),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        out.set_read_timeout(Some(PATIENCE)).expect("a socket");
        let lines = BufReader::new(out.try_clone().expect("a socket"));
        Self { process, out, lines }
    }

    fn next(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("mpv answers");
        serde_json::from_str(&line).expect("mpv speaks JSON")
    }

    fn ask(&mut self, command: &Value) {
        writeln!(self.out, "{}", json!({ "command": command })).expect("mpv listens");
    }

    /// Milliseconds until the picture is ready.
    fn until_shown(&mut self, command: &Value) -> f64 {
        let start = Instant::now();
        self.ask(command);
        while self.next()["event"] != "playback-restart" {}
        start.elapsed().as_secs_f64() * 1e3
    }

    fn property(&mut self, name: &str) -> f64 {
        self.ask(&json!(["get_property", name]));
        loop {
            if let Some(found) = self.next()["data"].as_f64() {
                return found;
            }
        }
    }
}

impl Drop for Mpv {
    fn drop(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }
}

/// Times in the film, the same in every run.
fn places(length_ms: u64, times: usize) -> impl Iterator<Item = u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % length_ms
    })
    .take(times)
}

struct Times(Vec<f64>);

impl Times {
    fn at(&self, permille: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted[(sorted.len() - 1) * permille / 1000]
    }
}

fn row(what: &str, own: &Times, peer: &Times) {
    let (ours, theirs) = (own.at(500), peer.at(500));
    let (own95, peer95, ratio) = (own.at(950), peer.at(950), ours / theirs);
    println!("| {what} | {ours:.1} ms ({own95:.1}) | {theirs:.1} ms ({peer95:.1}) | {ratio:.2} |");
}

fn measured(name: &str, film: &Path, times: usize) {
    let folder = tempfile::tempdir().expect("a place to write");
    let pack = packed(folder.path(), film);
    let film_text = film.to_str().expect("a plain name");
    let mut mpv = Mpv::start(folder.path());
    let (mut own_open, mut peer_open) = (Times(Vec::new()), Times(Vec::new()));
    for _ in 0..times {
        let start = Instant::now();
        let own = Own::open(&pack);
        own.shown();
        own_open.0.push(start.elapsed().as_secs_f64() * 1e3);
        drop(own);
        peer_open.0.push(mpv.until_shown(&json!(["loadfile", film_text])));
    }
    let own = Own::open(&pack);
    own.shown();
    let length_ms = own.player.snapshot().duration_ms;
    let (mut own_exact, mut peer_exact) = (Times(Vec::new()), Times(Vec::new()));
    let (mut own_key, mut peer_key, mut decoded_ms) = (Times(Vec::new()), Times(Vec::new()), 0.0);
    for at_ms in places(length_ms.saturating_sub(100), times) {
        let seconds = at_ms as f64 / 1e3;
        let (took, shown_ms) = own.seek(at_ms);
        assert!((0..=35).contains(&(at_ms as i64 - shown_ms as i64)), "{shown_ms} is on show at {at_ms}");
        own_exact.0.push(took);
        peer_exact.0.push(mpv.until_shown(&json!(["seek", seconds, "absolute+exact"])));
        let peer_ms = mpv.property("time-pos") * 1e3;
        assert!((peer_ms - at_ms as f64).abs() < 70.0, "mpv shows {peer_ms} at {at_ms}");
        peer_key.0.push(mpv.until_shown(&json!(["seek", seconds, "absolute+keyframes"])));
        let key_ms = (mpv.property("time-pos") * 1e3).round().max(0.0) as u64;
        let (took, shown_ms) = own.seek(key_ms + 1);
        assert!(shown_ms.abs_diff(key_ms) <= 1, "{shown_ms} is on show at the key frame of {key_ms}");
        own_key.0.push(took);
        decoded_ms += (at_ms as f64 - key_ms as f64) / times as f64;
    }
    println!("\n{name}: {length_ms} ms long, a place is {decoded_ms:.0} ms after its key frame in the mean\n");
    println!("| what | ours, median (95 %) | mpv | ours beside mpv |\n|---|---|---|---|");
    row("open, first picture", &own_open, &peer_open);
    row("seek, key frame's picture", &own_key, &peer_key);
    row("seek, exact picture", &own_exact, &peer_exact);
}

fn main() {
    if Command::new("mpv").arg("--version").output().is_err() {
        println!("mpv is not here");
        return;
    }
    let named = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let named: Vec<(String, PathBuf)> = named.map(|name| (name.clone(), PathBuf::from(name))).collect();
    let times = std::env::var("TIMES").ok().and_then(|text| text.parse().ok()).unwrap_or(50).max(1);
    let folder = tempfile::tempdir().expect("a place to write");
    let films = if named.is_empty() { made(folder.path()) } else { named };
    films.iter().for_each(|(name, film)| measured(name, film, times));
}
