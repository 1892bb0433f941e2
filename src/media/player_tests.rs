//! The player with a clock in the test's hand: what is shown when, what counts as watched, what a bad disk does.

use super::bad_disk::BadDisk;
use super::engine::{self, Parts};
use super::facts::Why;
use super::player::{Failure, Frame, Options, Phase, Player, Snapshot, Sound};
use super::state::Shared;
use super::tests::file;
use super::watch::Watch;
use std::io::{Cursor, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

struct Bench {
    player: Player,
    time: Arc<AtomicU64>,
}

fn options(time: &Arc<AtomicU64>) -> Options {
    let shared = Arc::clone(time);
    Options { has_device: false, ticks: Arc::new(move || shared.load(Ordering::SeqCst)), ..Options::default() }
}

fn bench(reader: impl Read + Seek + Send + 'static) -> Bench {
    let time = Arc::new(AtomicU64::new(0));
    let player = Player::open(Box::new(reader), options(&time));
    Bench { player, time }
}

fn playing(name: &str) -> Bench {
    let bench = bench(Cursor::new(file(name)));
    bench.until("open", |state| !state.is_waiting);
    bench
}

/// Waits for the player to be so.
pub(super) fn until(player: &Player, what: &str, is_met: impl Fn(&Snapshot) -> bool) -> Snapshot {
    let start = Instant::now();
    loop {
        let state = player.snapshot();
        if is_met(&state) {
            return state;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{what} did not come: {state:?}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

impl Bench {
    fn until(&self, what: &str, is_met: impl Fn(&Snapshot) -> bool) -> Snapshot {
        until(&self.player, what, is_met)
    }

    fn pass_ms(&self, ms: u64) {
        self.time.fetch_add(ms * 1000, Ordering::SeqCst);
    }

    fn picture(&self) -> Frame {
        self.player.picture().expect("a picture is on show")
    }

    /// Waits until the decode thread has brought the picture of the present time.
    fn picture_at(&self, at_ms: u64) {
        let start = Instant::now();
        while self.picture().at_ms != at_ms {
            assert!(start.elapsed() < Duration::from_secs(20), "{} is on show, not {at_ms}", self.picture().at_ms);
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn play(&self) {
        self.player.play();
        let start = self.player.snapshot().position_ms;
        self.until("running", |state| {
            self.pass_ms(1);
            state.position_ms > start
        });
    }

    fn position(&self) -> u64 {
        self.player.snapshot().position_ms
    }
}

#[test]
fn it_opens_standing_still_on_the_first_picture() {
    let bench = playing("high.mp4");
    let state = bench.player.snapshot();
    assert!(matches!(state.phase, Phase::Paused));
    assert_eq!((state.position_ms, state.duration_ms, state.shown_size), (0, 2000, Some((160, 120))));
    assert_eq!(state.sound, Sound::NoDevice);
    let picture = bench.picture();
    assert_eq!((picture.at_ms, picture.rgba().len()), (0, 160 * 120 * 4));
    bench.pass_ms(5000);
    assert_eq!(bench.position(), 0);
    let start = Instant::now();
    while bench.player.next_change_ms().is_some() {
        assert!(start.elapsed() < Duration::from_secs(20), "once the pictures are there, nothing is drawn any more");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn pictures_follow_the_clock_to_the_end_and_again() {
    let bench = playing("high.mp4");
    bench.play();
    while bench.position() < 1990 {
        bench.pass_ms(7);
        let position = bench.position();
        bench.picture_at((position / 40 * 40).min(1960));
    }
    bench.pass_ms(50);
    bench.until("the end", |state| matches!(state.phase, Phase::Ended) && state.position_ms == 2000);
    assert_eq!(bench.player.watched(), [(0, 2000)]);
    bench.play();
    assert!(bench.position() < 1000, "plays again from the start");
}

#[test]
fn seeking_is_exact_and_what_is_passed_over_is_not_watched() {
    let bench = playing("main.mp4");
    for at_ms in [1500, 20, 1033, 1999, 0, 700] {
        bench.player.seek(at_ms);
        assert_eq!(bench.position(), at_ms, "shown at once");
        bench.until("the place", |state| !state.is_waiting);
        let index = at_ms * 30_000 / 1_001_000;
        assert_eq!(bench.picture().at_ms, (index * 1_001_000).div_ceil(30_000), "{at_ms}");
    }
    assert!(bench.player.watched().is_empty());
    bench.play();
    let from = 700;
    bench.pass_ms(200);
    let to = bench.position();
    bench.player.seek(1500);
    bench.until("the place", |state| !state.is_waiting);
    bench.pass_ms(100);
    bench.player.pause();
    let end = bench.position();
    bench.pass_ms(400);
    assert_eq!(bench.player.watched(), [(from, to), (1500, end)]);
    assert_eq!(bench.player.take_watched(), [(from, to), (1500, end)]);
    assert!(bench.player.take_watched().is_empty());
}

#[test]
fn it_resumes_where_it_was_left() {
    let time = Arc::new(AtomicU64::new(0));
    let options = Options { start_ms: 1234, ..options(&time) };
    let player = Player::open(Box::new(Cursor::new(file("high.mp4"))), options);
    let bench = Bench { player, time };
    bench.until("open", |state| !state.is_waiting);
    assert_eq!((bench.position(), bench.picture().at_ms), (1234, 1200));
}

#[test]
fn a_long_stall_drops_pictures_and_keeps_the_time() {
    let bench = playing("high.mp4");
    bench.play();
    bench.pass_ms(1500);
    let position = bench.position();
    bench.picture_at(position / 40 * 40);
    assert!(bench.until("late pictures", |state| state.late_count > 0).late_count > 5);
}

#[test]
fn a_changed_sector_stops_playing_where_it_is_met_and_the_rest_stays_playable() {
    let bench = bench(BadDisk::from_the_middle_of(file("main.mp4"))); // its table of contents stands first
    bench.until("open", |state| !state.is_waiting);
    bench.play();
    let state = bench.until("damage", |state| {
        bench.pass_ms(5);
        matches!(state.phase, Phase::Failed(_))
    });
    let Phase::Failed(Failure::Damaged { at_ms, source }) = state.phase else { panic!("{state:?}") };
    assert!((500..1800).contains(&at_ms), "{at_ms}");
    assert_eq!(source.to_string(), "chunk 7 does not match");
    bench.player.seek(100);
    bench.until("the good part", |state| matches!(state.phase, Phase::Paused) && !state.is_waiting);
    assert!(bench.picture().at_ms <= 101);
    bench.player.seek(1990);
    bench.until("damage again", |state| matches!(state.phase, Phase::Failed(Failure::Damaged { at_ms: 1990, .. })));
}

#[test]
fn damage_in_the_middle_of_a_cluster_is_told_where_it_is_met_also_without_sound() {
    for name in ["vp9.webm", "av1.webm"] {
        for from_ms in [0, 700] {
            let whole = file(name);
            let bad = whole.len() as u64 * 6 / 10;
            let bench = bench(BadDisk::with_hole(whole, bad..bad + 2_000));
            bench.until("open", |state| !state.is_waiting);
            bench.player.seek(from_ms);
            bench.until("the place", |state| !state.is_waiting && state.position_ms == from_ms);
            bench.play();
            let state = bench.until("damage", |state| {
                bench.pass_ms(5);
                matches!(state.phase, Phase::Failed(_) | Phase::Ended)
            });
            let Phase::Failed(Failure::Damaged { at_ms, .. }) = state.phase else { panic!("{name}: {state:?}") };
            assert!((700..1900).contains(&at_ms), "{name}: {at_ms}");
            assert_eq!(bench.player.watched(), [(from_ms, at_ms)], "{name}");
        }
    }
}

#[test]
fn a_computer_that_slept_counts_nothing_and_goes_on_where_it_was() {
    let bench = playing("high.mp4");
    bench.play();
    bench.pass_ms(200);
    let before = bench.position();
    bench.pass_ms(2 * 3_600_000);
    assert!(matches!(bench.player.snapshot().phase, Phase::Playing));
    assert_eq!((bench.position(), bench.player.watched()), (before, vec![(0, before)]));
    bench.pass_ms(300);
    assert_eq!((bench.position(), bench.player.watched()), (before + 300, vec![(0, before + 300)]));
}

#[test]
fn no_more_pictures_and_sound_wait_than_there_is_room_for() {
    let time = Arc::new(AtomicU64::new(0));
    let watch = Watch::with_patience(Duration::from_secs(60));
    let shared = Arc::new(Shared::new(&Options { is_playing: true, ..options(&time) }, watch));
    let theirs = Arc::clone(&shared);
    let film = Box::new(Cursor::new(file("full60.mp4"))); // twelve pictures of 8 MB
    let thread = std::thread::spawn(move || engine::run(&theirs, film, Parts::of_program(false)));
    let (start, mut most, mut idle) = (Instant::now(), 0, 0);
    while !shared.lock().has_ended {
        let waiting = shared.lock().waiting.len();
        assert!(waiting <= 3, "{waiting} pictures wait");
        most = most.max(waiting);
        assert!(start.elapsed() < Duration::from_secs(60), "it does not end");
        std::thread::sleep(Duration::from_millis(2));
        // A computer with much other work decodes slowly: the clock goes on when some wait, or when none come any more.
        idle = if waiting < 2 { idle + 1 } else { 100 };
        if shared.deck.is_running() && idle >= 100 {
            time.fetch_add(1_000, Ordering::SeqCst);
            idle = 0;
        }
    }
    assert!(most >= 2, "some do wait");
    shared.lock().is_quitting = true;
    shared.bell.notify_all();
    thread.join().unwrap();
}

#[test]
fn what_is_no_media_fails_with_its_reason() {
    let bench = bench(Cursor::new(b"hello, this is no film".to_vec()));
    let state = bench.until("refusal", |state| matches!(state.phase, Phase::Failed(_)));
    assert!(matches!(state.phase, Phase::Failed(Failure::Unplayable(Why::NotThisKind { .. }))), "{state:?}");
    bench.player.play();
    bench.player.seek(5);
    assert!(bench.player.picture().is_none());
}

#[test]
fn sound_alone_plays_by_the_clock() {
    for name in ["sound.m4a", "sound.mp3", "sound.flac", "sound.wav"] {
        let bench = playing(name);
        assert!(bench.player.picture().is_none());
        bench.player.seek(1500);
        bench.until(name, |state| !state.is_waiting && state.position_ms == 1500);
        bench.play();
        bench.until(name, |state| {
            bench.pass_ms(100);
            matches!(state.phase, Phase::Ended)
        });
        assert_eq!(bench.player.watched()[0].0, 1500, "{name}");
    }
}

#[test]
fn many_hasty_orders_end_in_the_last_one() {
    let bench = playing("opengop.mp4");
    for round in 0..200u64 {
        bench.player.seek(round * 37 % 2000);
        match round % 3 {
            0 => bench.player.play(),
            1 => bench.player.pause(),
            _ => bench.pass_ms(11),
        }
    }
    bench.player.pause();
    bench.player.seek(800);
    bench.until("the last place", |state| !state.is_waiting);
    assert_eq!((bench.position(), bench.picture().at_ms), (800, 800));
}
