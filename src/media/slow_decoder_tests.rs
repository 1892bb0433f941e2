//! A processor too slow for its film, as 1080p60 may be: pictures that come too late are left out, few ever wait, and the
//! sound goes on to the sample.

use super::engine::{self, Parts};
use super::feed::Feed;
use super::output::Output;
use super::player::Options;
use super::sound::{Heard, Stereo};
use super::state::Shared;
use super::tests::file;
use super::watch::Watch;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const FILM: &str = "main.mp4";
const STEP_US: u64 = 10_000;

/// What a film's watcher sees and hears.
#[derive(Default)]
struct Hall {
    heard: Vec<Stereo>,
    shown: BTreeSet<u64>,
    most_waiting: usize,
    /// Since when the picture on show is on show, and for how long one was at most, in microseconds.
    since: u64,
    longest_us: u64,
}

/// So much time passes: the device takes its sound, the screen its picture.
fn pass(shared: &Shared, time: &AtomicU64, hall: &Mutex<Hall>, us: u64, rate: usize) {
    for _ in 0..us / STEP_US {
        if !shared.deck.is_running() {
            return;
        }
        let mut out = vec![[0.0; 2]; rate * STEP_US as usize / 1_000_000];
        shared.deck.pull(&mut out, 0);
        time.fetch_add(STEP_US, Ordering::SeqCst);
        let mut state = shared.lock();
        state.settle(&shared.deck, &shared.reads);
        let mut hall = hall.lock().unwrap();
        hall.heard.extend(out);
        hall.most_waiting = hall.most_waiting.max(state.waiting.len());
        if let Some(shown) = &state.current {
            let now = time.load(Ordering::SeqCst);
            if hall.shown.insert(shown.at_ms) {
                hall.longest_us = hall.longest_us.max(now - hall.since);
                hall.since = now;
            }
        }
    }
}

/// Plays the film with a decoder that takes so long for each picture. How many came too late is told, too.
fn played(picture_us: u64) -> (Hall, u64) {
    let (time, hall) = (Arc::new(AtomicU64::new(0)), Arc::new(Mutex::new(Hall::default())));
    let clock = Arc::clone(&time);
    let ticks = Arc::new(move || clock.load(Ordering::SeqCst));
    let options = Options { is_playing: true, ticks, ..Options::default() };
    let shared = Arc::new(Shared::new(&options, Watch::with_patience(Duration::from_secs(60))));
    let rate = Feed::open(Box::new(Cursor::new(file(FILM)))).unwrap().opened().sound_rate.unwrap() as usize;
    let slow = (Arc::clone(&shared), Arc::clone(&time), Arc::clone(&hall));
    let parts = Parts {
        feed: Box::new(move |reader| {
            let mut feed = Feed::open(reader)?;
            feed.after_each_picture(Box::new(move || pass(&slow.0, &slow.1, &slow.2, picture_us, rate)));
            Ok(feed)
        }),
        output: Box::new(|rate, _| {
            Some(Output { rate, is_lost: Arc::new(AtomicBool::new(false)), _stream: Box::new(()) })
        }),
        watch: Watch::with_patience(Duration::from_secs(60)),
    };
    let theirs = Arc::clone(&shared);
    let thread = std::thread::spawn(move || engine::run(&theirs, Box::new(Cursor::new(file(FILM))), parts));
    let start = Instant::now();
    while !shared.lock().has_ended {
        assert!(start.elapsed() < Duration::from_secs(60), "it does not end");
        let is_over = shared.lock().is_video_over;
        if is_over && shared.deck.waiting_us() > 100_000 {
            pass(&shared, &time, &hall, STEP_US, rate); // no picture is decoded any more by whose time it passes
        }
        std::thread::yield_now();
    }
    let late = shared.lock().late_count;
    shared.lock().is_quitting = true;
    shared.bell.notify_all();
    thread.join().unwrap();
    let hall = std::mem::take(&mut *hall.lock().unwrap());
    (hall, late)
}

fn sound_of_the_film() -> Vec<Stereo> {
    let mut feed = Feed::open(Box::new(Cursor::new(file(FILM)))).unwrap();
    let mut out = Vec::new();
    loop {
        match feed.step_sound().unwrap() {
            Heard::Block { samples, .. } => out.extend(samples),
            Heard::More => {}
            Heard::Undecodable { detail, .. } => panic!("{detail}"),
            Heard::End => return out,
        }
    }
}

#[test]
fn pictures_that_come_too_late_are_left_out_and_the_sound_goes_on() {
    let whole = sound_of_the_film();
    // Of 33 ms, a picture takes twice as long as it lasts, and six times: even those that others need are too many then.
    for picture_us in [70_000, 200_000] {
        let (hall, late) = played(picture_us);
        let what = format!("{picture_us} µs for each picture");
        assert!(late > 0, "{what}: none was left out");
        assert!(hall.most_waiting <= 3, "{what}: {} pictures wait", hall.most_waiting);
        assert!(hall.shown.len() >= 4, "{what}: only {:?} were shown", hall.shown);
        assert!(hall.longest_us <= 250_000 + 2 * picture_us, "{what}: one stood for {} µs", hall.longest_us);
        let ramp = 500; // the sound comes up without a click
        let until = whole.len().min(hall.heard.len());
        let apart = (ramp..until).find(|&at| (0..2).any(|side| (hall.heard[at][side] - whole[at][side]).abs() > 1e-4));
        assert_eq!(apart, None, "{what}: the sound is another from that sample on");
        assert!(hall.heard.len().abs_diff(whole.len()) < 3_000, "{what}: {} samples", hall.heard.len());
    }
}
