//! Work on many items at once, one thread for each core. Owns no thread after it returns.

use crate::model::problem::{Code, Problem};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

enum Note<U> {
    Begun(usize),
    Done(usize, U),
}

/// Does `work` on every item and gives what came of them in the items' order. `before` hears of each item as its turn
/// comes, and says whether to go on.
///
/// # Errors
/// [`Code::JobCancelled`] if it says no; what was begun is finished first.
pub(super) fn in_parallel<T: Send, U: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> U + Sync,
    mut before: impl FnMut(usize) -> bool,
) -> Result<Vec<U>, Problem> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let mut out: Vec<Option<U>> = std::iter::repeat_with(|| None).take(items.len()).collect();
    let queue = Mutex::new(items.into_iter().enumerate());
    let is_stopped = AtomicBool::new(false);
    thread::scope(|scope| {
        let (tell, told) = mpsc::channel();
        for _ in 0..threads {
            let (tell, work, queue, is_stopped) = (tell.clone(), &work, &queue, &is_stopped);
            scope.spawn(move || {
                while !is_stopped.load(Ordering::Relaxed) {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((index, item)) = next else { return };
                    let is_heard =
                        tell.send(Note::Begun(index)).and_then(|()| tell.send(Note::Done(index, work(item))));
                    if is_heard.is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        for note in told {
            match note {
                Note::Begun(index) if !before(index) => is_stopped.store(true, Ordering::Relaxed),
                Note::Begun(_) => {}
                Note::Done(index, result) => out[index] = Some(result),
            }
        }
    });
    if is_stopped.into_inner() {
        return Err(Problem::new(Code::JobCancelled));
    }
    Ok(out.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
