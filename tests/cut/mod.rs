//! Every file we write, cut at every 512 bytes and torn there: a clear problem or a mended whole, never a panic, and
//! nothing changes.
//!
//! The station's journal has its own test beside the store; the sealed export its own in `office::hostile`.

mod carried;
mod records;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Where a file of `len` bytes is cut: every 512 bytes, and just before its end.
fn places(len: usize) -> impl Iterator<Item = usize> {
    (0..len).step_by(512).chain(len.checked_sub(1))
}

/// The file as far as it was written, and the file at its full length with what was not written as rubbish.
fn cut_and_torn(good: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> + '_ {
    places(good.len()).flat_map(|at| {
        let mut torn = good.to_vec();
        torn[at..].iter_mut().for_each(|byte| *byte ^= 0xA5);
        [(format!("cut at {at}"), good[..at].to_vec()), (format!("torn at {at}"), torn)]
    })
}

/// Runs `work`, and says where it was if it panics.
fn at<T>(what: &str, work: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| panic!("panicked: {what}"))
}
