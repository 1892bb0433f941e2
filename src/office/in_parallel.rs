//! Work on many items at once, one thread for each core. Owns no thread after it returns.

use crate::model::problem::{Code, Problem};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

enum Note<U> {
    Begun(usize),
    /// What came of it, or the panic that it ended in.
    Done(usize, thread::Result<U>),
}

/// Whose turn it is.
struct Turn<I> {
    items: I,
    begun: usize,
    taken: usize,
    is_stopped: bool,
}

/// Does `work` on every item and gives what came of them in the items' order. `before` hears of each item as its turn
/// comes, and says whether to go on.
///
/// # Errors
/// [`Code::JobCancelled`] if it says no; what was begun is finished first.
pub(super) fn in_parallel<T: Send, U: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> U + Sync,
    before: impl FnMut(usize) -> bool,
) -> Result<Vec<U>, Problem> {
    let mut out = Vec::with_capacity(items.len());
    in_order(items, work, before, |done| {
        out.push(done);
        Ok(())
    })?;
    Ok(out)
}

/// As [`in_parallel`], but what came of each item goes to `take` as soon as that of all items before it has gone there.
/// No thread is more than a few items ahead of `take`, so that little is kept. A panic in `work` ends it as one in the
/// caller's own thread would.
///
/// # Errors
/// Those of `take`, and [`Code::JobCancelled`]; what was begun is finished first.
pub(super) fn in_order<T: Send, U: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> U + Sync,
    mut before: impl FnMut(usize) -> bool,
    mut take: impl FnMut(U) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let turn = Mutex::new(Turn { items: items.into_iter(), begun: 0, taken: 0, is_stopped: false });
    let moved = Condvar::new();
    let mut result = Ok(());
    thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        for _ in 0..threads {
            let (tell, work, turn, moved) = (tell.clone(), &work, &turn, &moved);
            scope.spawn(move || {
                while let Some((index, item)) = next(turn, moved, threads + 2) {
                    let is_begun = tell.send(Note::Begun(index)).is_ok();
                    let done = catch_unwind(AssertUnwindSafe(|| work(item)));
                    if !is_begun || tell.send(Note::Done(index, done)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        let mut waiting = BTreeMap::new();
        let (mut taken, mut panic) = (0, None);
        for note in told {
            match note {
                Note::Begun(index) if result.is_ok() && !before(index) => {
                    result = Err(Problem::new(Code::JobCancelled));
                }
                Note::Begun(_) => {}
                Note::Done(index, Ok(done)) => drop(waiting.insert(index, done)),
                Note::Done(_, Err(cause)) => panic = Some(cause),
            }
            while let Some(done) = waiting.remove(&taken) {
                taken += 1;
                if result.is_ok() {
                    result = take(done);
                }
            }
            let mut turn = locked(&turn);
            (turn.taken, turn.is_stopped) = (taken, result.is_err() || panic.is_some());
            moved.notify_all();
        }
        if let Some(cause) = panic {
            resume_unwind(cause);
        }
    });
    result
}

fn locked<I>(turn: &Mutex<Turn<I>>) -> MutexGuard<'_, Turn<I>> {
    turn.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next item, once no more than `ahead` of those before it wait to be taken.
fn next<T>(turn: &Mutex<Turn<impl Iterator<Item = T>>>, moved: &Condvar, ahead: usize) -> Option<(usize, T)> {
    let mut turn = locked(turn);
    while !turn.is_stopped && turn.begun >= turn.taken + ahead {
        turn = moved.wait(turn).unwrap_or_else(PoisonError::into_inner);
    }
    if turn.is_stopped {
        return None;
    }
    let item = turn.items.next()?;
    turn.begun += 1;
    Some((turn.begun - 1, item))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_the_items_order_and_a_no_ends_it() {
        let mut begun = Vec::new();
        let hear = |index| {
            begun.push(index);
            true
        };
        let squares = in_parallel((0..100_u64).collect(), |n| n * n, hear);
        assert_eq!(squares.unwrap(), (0..100).map(|n| n * n).collect::<Vec<_>>());
        begun.sort_unstable();
        assert_eq!(begun, (0..100).collect::<Vec<_>>());
        assert!(in_parallel(Vec::<u8>::new(), |n| n, |_| true).unwrap().is_empty());
        let stopped = in_parallel((0..100_000_u64).collect(), |n| n, |index| index < 5);
        assert_eq!(stopped.unwrap_err().code, Code::JobCancelled);
    }

    #[test]
    fn nobody_runs_far_ahead_of_what_was_taken_and_a_fault_of_the_taker_ends_it() {
        let (made, mut taken) = (AtomicUsize::new(0), 0);
        let most = thread::available_parallelism().map_or(1, usize::from) * 2 + 2;
        let work = |n: usize| {
            made.fetch_add(1, Ordering::SeqCst);
            n
        };
        let result = in_order(
            (0..200).collect(),
            work,
            |_| true,
            |n| {
                assert_eq!(n, taken, "in order");
                assert!(made.load(Ordering::SeqCst) <= taken + most);
                taken += 1;
                if taken == 50 { Err(Problem::new(Code::DiskFull)) } else { Ok(()) }
            },
        );
        assert_eq!((result.unwrap_err().code, taken), (Code::DiskFull, 50));
        assert!(made.into_inner() <= 50 + most);
    }

    #[test]
    fn a_panic_ends_it_for_the_caller_too_and_nobody_waits_for_what_never_comes() {
        for bad in [0, 7, 199] {
            let work = |n: usize| if n == bad { panic!("item {n}") } else { n };
            let outcome = catch_unwind(|| in_parallel((0..200).collect(), work, |_| true));
            let cause = outcome.expect_err("it went on");
            assert_eq!(cause.downcast_ref::<String>(), Some(&format!("item {bad}")));
        }
    }
}
