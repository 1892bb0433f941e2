//! A file that nobody has checked, played to its end as the player does it: what cannot be decoded is passed over. For
//! tests of damaged files and for fuzzing, which must come further than the first damage.

use super::feed::Feed;
use super::sound::Heard;
use super::video::Step;
use std::io::{Read, Seek};

/// Steps of a file that is played to its end many times over.
const STEPS_MAX: usize = 3000;

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Played {
    /// Pictures shown.
    pub pictures: u64,
    /// Pieces of sound heard.
    pub sounds: u64,
    /// Pictures and pieces of sound passed over.
    pub passed_over: u64,
    /// Pictures whose planes are not as long as their size wants: there must be none.
    pub broken: u64,
}

/// Plays a film or a recording from its beginning, and once more from `again_us`. Nothing if it cannot be opened.
pub fn play(reader: impl Read + Seek + Send + 'static, again_us: i64) -> Option<Played> {
    let mut feed = Feed::open(Box::new(reader)).ok()?;
    let mut played = Played::default();
    pictures(&mut feed, &mut played);
    sounds(&mut feed, &mut played);
    if feed.seek(again_us).is_ok() {
        pictures(&mut feed, &mut played);
        sounds(&mut feed, &mut played);
    }
    Some(played)
}

fn pictures(feed: &mut Feed, played: &mut Played) {
    for _ in 0..STEPS_MAX {
        match feed.step_video() {
            Ok(Step::Picture(decoded)) => {
                played.pictures += 1;
                played.broken += u64::from(!decoded.frame.is_whole());
            }
            Ok(Step::Undecodable { .. }) => played.passed_over += 1,
            Ok(Step::More) => {}
            Ok(Step::End) | Err(_) => break,
        }
    }
}

fn sounds(feed: &mut Feed, played: &mut Played) {
    for _ in 0..STEPS_MAX {
        match feed.step_sound() {
            Ok(Heard::Block { .. }) => played.sounds += 1,
            Ok(Heard::Undecodable { .. }) => played.passed_over += 1,
            Ok(Heard::More) => {}
            Ok(Heard::End) | Err(_) => break,
        }
    }
}
