//! A decoder in a thread of its own, where a panic ends nothing but that decoder.
//!
//! `catch_unwind` holds a panic as long as all the way up to it is Rust. The AV1 decoder is entered through
//! `extern "C"` functions, which end the program when a panic comes to them. But before anything is unwound, the
//! panic hook is called on the panicking thread; for these threads it tells that the decoder fell and then never
//! returns. The thread sleeps until the program ends, with the decoder's memory; so only a few may fall, after which
//! none is started any more. Whoever changes the panic hook after that waits for ever: it is set once, at the start.
//! Therefore the tests of this are a program of their own (`tests/apart`), without the usual harness, which does that.

use std::cell::RefCell;
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// So many threads may sleep for good.
const FALLEN_MAX: usize = 4;
/// The decoder keeps large things on its stack.
const STACK_BYTES: usize = 8 << 20;

static FALLEN: AtomicUsize = AtomicUsize::new(0);
static HOOK: Once = Once::new();

thread_local! {
    /// What a decoder's thread does when it panics.
    static LAST_WORD: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// The decoder panicked, or is not started because too many did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the decoder gave up")]
pub struct Fallen;

/// Questions to a decoder in its thread, answered one by one.
pub struct Apart<Q, A> {
    ask: Sender<Q>,
    told: Receiver<Option<A>>,
    /// The thread that sleeps keeps its ends of both.
    has_fallen: bool,
}

impl<Q: Send + 'static, A: Send + 'static> Apart<Q, A> {
    /// Starts the thread. In it, `open` makes the decoder, and the first answer is how that went.
    ///
    /// # Errors
    ///
    /// Too many have fallen, or the system gives no thread.
    pub fn start<D, F>(open: impl FnOnce() -> (A, Option<D>) + Send + 'static, answer: F) -> Result<Self, Fallen>
    where
        F: Fn(&mut D, Q) -> A + Send + 'static,
    {
        HOOK.call_once(keep_panics);
        if FALLEN.load(Ordering::Relaxed) >= FALLEN_MAX {
            return Err(Fallen);
        }
        let (ask, asked) = channel();
        let (tell, told) = channel();
        let body = move || {
            let last = tell.clone();
            let last_word: Box<dyn FnOnce()> = Box::new(move || {
                FALLEN.fetch_add(1, Ordering::Relaxed);
                if last.send(None).is_err() {
                    log::debug!("a decoder fell that nobody waited for");
                }
            });
            LAST_WORD.with(|word| *word.borrow_mut() = Some(last_word));
            serve(open, answer, &asked, &tell);
        };
        let spawned = thread::Builder::new().name("decoder".to_owned()).stack_size(STACK_BYTES).spawn(body);
        spawned.map_err(|_| Fallen)?;
        Ok(Self { ask, told, has_fallen: false })
    }

    /// The next answer.
    ///
    /// # Errors
    ///
    /// The decoder fell.
    pub fn told(&mut self) -> Result<A, Fallen> {
        if self.has_fallen {
            return Err(Fallen);
        }
        let answer = self.told.recv().ok().flatten();
        self.has_fallen = answer.is_none();
        answer.ok_or(Fallen)
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    ///
    /// The decoder fell, now or before.
    pub fn ask(&mut self, question: Q) -> Result<A, Fallen> {
        self.ask.send(question).map_err(|_| Fallen)?;
        self.told()
    }
}

fn serve<Q, A, D>(
    open: impl FnOnce() -> (A, Option<D>),
    answer: impl Fn(&mut D, Q) -> A,
    asked: &Receiver<Q>,
    tell: &Sender<Option<A>>,
) {
    let (first, decoder) = open();
    let mut is_heard = tell.send(Some(first)).is_ok();
    let Some(mut decoder) = decoder else { return };
    while let (true, Ok(question)) = (is_heard, asked.recv()) {
        is_heard = tell.send(Some(answer(&mut decoder, question))).is_ok();
    }
}

/// Puts our hook before the one that stands.
fn keep_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        before(info);
        let last_word = LAST_WORD.try_with(|word| word.try_borrow_mut().ok().and_then(|mut word| word.take()));
        if let Ok(Some(last_word)) = last_word {
            last_word();
            loop {
                thread::park();
            }
        }
    }));
}
