//! Decoders that panic, fall or hang behind the player: the file stops with its reason, and everything else goes on.

use super::engine::Parts;
use super::facts::Why;
use super::feed::Feed;
use super::plain::Bad;
use super::player::{Failure, Options, Phase, Player};
use super::player_tests::until;
use super::tests::file;
use super::watch::Watch;
use std::io::Cursor;
use std::time::{Duration, Instant};

/// A film whose decoder is a bad one, played; what it fails with.
fn failure_of(bad: Bad, watch: &Watch) -> (Player, Failure) {
    let parts = Parts {
        feed: Box::new(move |reader| {
            let mut feed = Feed::open(reader)?;
            feed.spoil(bad);
            Ok(feed)
        }),
        watch: watch.clone(),
        ..Parts::of_program(false)
    };
    let options = Options { is_playing: true, ..Options::default() };
    let player = Player::open_with(Box::new(Cursor::new(file("vp9.webm"))), options, parts);
    let state = until(&player, "its failure", |state| matches!(state.phase, Phase::Failed(_)));
    let Phase::Failed(failure) = state.phase else { unreachable!("it was waited for") };
    (player, failure)
}

fn good(watch: &Watch) -> Player {
    let parts = Parts { watch: watch.clone(), ..Parts::of_program(false) };
    let options = Options { is_playing: true, ..Options::default() };
    Player::open_with(Box::new(Cursor::new(file("tiny.mp4"))), options, parts)
}

fn plays_to_its_end(watch: &Watch) {
    let player = good(watch);
    until(&player, "the end", |state| matches!(state.phase, Phase::Ended));
    assert!(player.picture().is_some());
}

#[test]
fn a_decoder_that_panics_stops_its_file_and_others_play() {
    let watch = Watch::with_patience(Duration::from_secs(20));
    for bad in [Bad::Panics, Bad::Falls] {
        let (player, failure) = failure_of(bad, &watch);
        assert!(matches!(failure, Failure::Damaged { .. }), "{bad:?}: {failure:?}");
        assert_eq!(player.next_change_ms(), None, "nothing is drawn again and again");
        plays_to_its_end(&watch);
    }
    assert!(!watch.is_off());
}

#[test]
fn a_decoder_that_hangs_is_left_alone_and_decoding_is_off_until_the_next_start() {
    let watch = Watch::with_patience(Duration::from_millis(300));
    let playing = good(&watch);
    until(&playing, "a picture", |state| !state.is_waiting);
    let begun = Instant::now();
    let (player, failure) = failure_of(Bad::Hangs, &watch);
    assert!(matches!(failure, Failure::Unplayable(Why::Stuck)), "{failure:?}");
    assert!(begun.elapsed() >= Duration::from_millis(300), "not before its time");
    assert!(watch.is_off());
    assert_eq!(player.next_change_ms(), None, "nothing is drawn again and again");
    let start = Instant::now();
    player.seek(100);
    player.play();
    player.pause();
    drop(player);
    assert!(start.elapsed() < Duration::from_millis(200), "nobody waits for it");
    until(&playing, "the end of what played before", |state| matches!(state.phase, Phase::Ended));
    let late = good(&watch);
    assert!(matches!(late.snapshot().phase, Phase::Failed(Failure::Unplayable(Why::Stuck))));
    plays_to_its_end(&Watch::with_patience(Duration::from_secs(20))); // as after a restart
}

#[test]
fn while_a_decoder_is_at_work_somebody_looks_whether_it_comes_back() {
    let watch = Watch::with_patience(Duration::from_secs(20));
    let parts = Parts {
        feed: Box::new(|_| {
            loop {
                std::thread::sleep(Duration::from_millis(5));
            }
        }),
        watch,
        ..Parts::of_program(false)
    };
    let player = Player::open_with(Box::new(Cursor::new(Vec::new())), Options::default(), parts);
    let start = Instant::now();
    while player.next_change_ms().is_none() {
        assert!(start.elapsed() < Duration::from_secs(20), "nobody would notice");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_panic_outside_all_guards_still_stops_only_its_file() {
    let watch = Watch::with_patience(Duration::from_secs(20));
    let parts =
        Parts { feed: Box::new(|_| panic!("a fault of ours")), watch: watch.clone(), ..Parts::of_program(false) };
    let player = Player::open_with(Box::new(Cursor::new(Vec::new())), Options::default(), parts);
    until(&player, "its failure", |state| matches!(state.phase, Phase::Failed(Failure::Unplayable(_))));
    plays_to_its_end(&watch);
}
