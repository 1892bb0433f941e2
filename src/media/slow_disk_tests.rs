//! A disk that gives out a chunk only when the test lets it: whoever looks at the screen is never held up, playing waits
//! and says so, nothing counts meanwhile, and it goes on when the chunk has come.

use super::clock_tests::{Hall, STEP_US};
use super::engine::Parts;
use super::player::{Frame, Options, Phase, Player, Snapshot};
use super::player_tests::until;
use super::slow_disk::{Keeper, SlowDisk};
use super::tests::file;
use super::watch::Watch;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const ALL: u64 = 1 << 40;

/// A film without a device, the time in the test's hand.
struct Bench {
    player: Player,
    keeper: Keeper,
    time: Arc<AtomicU64>,
    woken: Receiver<()>,
}

impl Bench {
    fn of(name: &str, closed_from: u64) -> Self {
        let (disk, keeper) = SlowDisk::of(file(name), closed_from);
        let (time, (wake, woken)) = (Arc::new(AtomicU64::new(0)), channel());
        let clock = Arc::clone(&time);
        let options = Options {
            ticks: Arc::new(move || clock.load(Ordering::SeqCst)),
            wake: Some(Arc::new(move || wake.send(()).unwrap_or(()))), // nobody may listen any more
            ..Options::default()
        };
        let parts = Parts { watch: Watch::with_patience(Duration::from_secs(60)), ..Parts::of_program(false) };
        Self { player: Player::open_with(Box::new(disk), options, parts), keeper, time, woken }
    }

    fn until(&self, what: &str, is_met: impl Fn(&Snapshot) -> bool) -> Snapshot {
        until(&self.player, what, is_met)
    }

    fn pass_ms(&self, ms: u64) -> Snapshot {
        self.time.fetch_add(ms * 1000, Ordering::SeqCst);
        self.player.snapshot()
    }

    /// Lets time pass until it waits; where it stands then.
    fn pass_until_waiting(&self) -> u64 {
        self.until("the waiting", |_| self.pass_ms(1).is_waiting);
        self.player.snapshot().position_ms
    }

    fn picture(&self) -> Frame {
        self.player.picture().expect("a picture is on show")
    }

    /// Plays, each picture at its time, until the disk is asked for what it does not give.
    fn play_to_the_gate(&self) {
        self.until("open", |state| !state.is_waiting);
        self.player.play();
        self.until("play", |_| self.pass_ms(1).position_ms > 0);
        while !self.keeper.is_asked() {
            if self.picture().at_ms == shown_at(self.player.snapshot().position_ms) {
                self.pass_ms(1);
            }
            std::thread::yield_now();
        }
    }

    /// Shows what is decoded already; gives the time of its last picture.
    fn play_what_is_there(&self) -> u64 {
        while self.picture().at_ms == shown_at(self.player.snapshot().position_ms) {
            self.pass_ms(1);
        }
        self.picture().at_ms
    }
}

/// When the picture begins that main.mp4 shows at a time: there are 30,000 in 1001 s.
fn shown_at(ms: u64) -> u64 {
    let index = (0..).take_while(|index| (index * 1_001_000_u64).div_ceil(30_000) <= ms).last().unwrap_or(0);
    (index * 1_001_000).div_ceil(30_000)
}

/// In main.mp4 the table of contents stands first; here its films are half over.
const HALF: u64 = 16_000;

#[test]
fn whoever_looks_is_not_held_up_while_the_disk_lets_the_decoder_wait() {
    let bench = Bench::of("main.mp4", 0);
    bench.keeper.wait();
    // The decode thread is inside a read now, and stays there: each of these would not come back if it waited for it.
    assert!(matches!(bench.player.snapshot().phase, Phase::Opening));
    assert!(bench.player.picture().is_none() && bench.player.watched().is_empty());
    bench.player.play();
    bench.player.seek(500);
    bench.player.set_speed(1500);
    assert!(bench.player.next_change_ms().is_some(), "somebody sees that it takes long");
    bench.until("word that it takes long", |_| bench.pass_ms(10).is_slow);
    while bench.player.picture().is_none() {
        bench.keeper.give(1_000);
        bench.keeper.wait(); // chunk by chunk
    }
    bench.player.pause();
    bench.keeper.give(ALL);
    let state = bench.until("the place", |state| !state.is_waiting);
    assert_eq!((state.position_ms, bench.picture().at_ms, state.is_slow), (500, shown_at(500), false));
    let (disk, keeper) = SlowDisk::of(file("main.mp4"), 0);
    let shut = Player::open(Box::new(disk), Options { has_device: false, ..Options::default() });
    keeper.wait();
    drop(shut); // nor does leaving the lesson wait
}

#[test]
fn a_film_waits_for_its_chunk_and_counts_nothing_meanwhile() {
    let bench = Bench::of("main.mp4", HALF);
    bench.play_to_the_gate();
    let last = bench.play_what_is_there();
    let place = bench.pass_until_waiting();
    assert!((last..last + 300).contains(&place), "it stops soon after its last picture: {last}, {place}");
    assert!(matches!(bench.player.snapshot().phase, Phase::Playing));
    for _ in 0..20 {
        let state = bench.pass_ms(1_000);
        assert_eq!((state.position_ms, state.is_waiting, state.is_slow), (place, true, true));
        assert_eq!(bench.picture().at_ms, last);
    }
    assert_eq!(bench.player.watched(), [(0, place)]);
    while bench.woken.try_recv().is_ok() {}
    bench.keeper.give(ALL);
    bench.woken.recv_timeout(Duration::from_secs(20)).expect("the screen is woken");
    let state = bench.until("it goes on", |state| !state.is_waiting);
    assert_eq!((state.position_ms, state.is_slow), (place, false), "from where it stood");
    for _ in 0..10 {
        let state = bench.pass_ms(20);
        bench.until("the picture of that time", |_| bench.picture().at_ms == shown_at(state.position_ms));
    }
    assert_eq!(bench.player.snapshot().position_ms, place + 200);
    assert_eq!(bench.player.watched(), [(0, place + 200)]);
}

#[test]
fn paused_while_it_waits_it_stays_paused() {
    let bench = Bench::of("main.mp4", HALF);
    bench.play_to_the_gate();
    let place = bench.pass_until_waiting();
    bench.player.pause();
    bench.keeper.give(ALL);
    bench.until("the end of waiting", |state| !state.is_waiting);
    let state = bench.pass_ms(1_000);
    assert!(matches!(state.phase, Phase::Paused));
    assert_eq!((state.position_ms, bench.player.watched()), (place, vec![(0, place)]));
    bench.player.seek(200);
    bench.until("another place", |state| !state.is_waiting && state.position_ms == 200);
    assert_eq!(bench.picture().at_ms, shown_at(200));
}

#[test]
fn what_comes_a_little_late_is_left_out_and_not_shown_one_after_the_other() {
    let bench = Bench::of("main.mp4", HALF);
    bench.play_to_the_gate();
    let last = bench.play_what_is_there();
    let before = bench.player.snapshot();
    let state = bench.pass_ms(150);
    assert!(!state.is_waiting && state.position_ms >= last + 150, "{state:?}");
    bench.keeper.give(ALL);
    bench.until("the picture of this time", |_| bench.picture().at_ms == shown_at(state.position_ms));
    let after = bench.player.snapshot();
    assert_eq!((after.position_ms, after.is_waiting), (state.position_ms, false), "the clock did not wait");
    let passed = (state.position_ms - last) * 30 / 1001;
    assert!((passed - 2..=passed + 1).contains(&(after.late_count - before.late_count)), "{passed}: {after:?}");
}

#[test]
fn damage_behind_a_slow_read_is_told_with_the_time_it_came_to() {
    let bench = Bench::of("main.mp4", HALF);
    bench.play_to_the_gate();
    let place = bench.pass_until_waiting();
    let Bench { player, keeper, .. } = bench;
    drop(keeper); // the read ends in an error
    let state = until(&player, "word of it", |state| matches!(state.phase, Phase::Failed(_)));
    assert_eq!((state.position_ms, state.is_slow), (place, false));
}

#[test]
fn sound_waits_for_its_chunk_and_goes_on_where_it_stopped() {
    let (disk, keeper) = SlowDisk::of(file("main.mp4"), HALF);
    let hall = Hall::of(Box::new(disk), Parts::of_program(false).feed);
    hall.until("open", |state| !state.is_waiting);
    hall.play();
    let (deck, rate) = hall.device();
    let mut heard = Vec::new();
    let pull = |heard: &mut Vec<_>| {
        let mut out = vec![[0.0; 2]; (u64::from(*rate) * STEP_US / 1_000_000) as usize];
        deck.pull(&mut out, 0);
        hall.pass_us(STEP_US);
        heard.extend(out);
        hall.player.snapshot()
    };
    while !keeper.is_asked() {
        if deck.waiting_us() > 300_000 {
            pull(&mut heard);
        } else {
            std::thread::yield_now();
        }
    }
    hall.until("the waiting", |_| pull(&mut Vec::new()).is_waiting);
    let place = hall.player.snapshot().position_ms;
    heard.clear();
    for _ in 0..50 {
        let state = pull(&mut heard);
        assert_eq!((state.position_ms, state.is_waiting), (place, true));
    }
    assert!(heard.iter().all(|sample| *sample == [0.0; 2]));
    assert_eq!(hall.player.watched(), [(0, place)]);
    keeper.give(ALL);
    hall.until("it goes on", |state| !state.is_waiting);
    assert_eq!(hall.player.snapshot().position_ms, place);
    for step in 1..=10 {
        let before = hall.player.snapshot().position_ms;
        while deck.waiting_us() < 100_000 {
            std::thread::yield_now();
        }
        let state = pull(&mut heard);
        assert!((15..=65).contains(&(state.position_ms - before)), "step {step}: from {before} to {state:?}");
    }
    assert!(heard.iter().rev().take(400).any(|sample| sample[0].abs() > 0.05), "it is heard again");
}
