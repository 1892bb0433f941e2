//! The library's search as a window has it: packs carried in, the index built, each search asked through the threads.
//! And the home screen of somebody with years of events. Driven by `benches/search.py`, which makes the packs and asks
//! kiwix-serve the same; by itself it says so and ends.
//!
//! ```text
//! search HOME PACK...      then on each line of standard input, one of
//!   find WORDS             → microseconds, courses, places, words searched instead
//!   home                   → microseconds
//!   library                → microseconds
//!   events COUNT           writes so many events of five years for the learner → microseconds
//! ```

#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use foothold::library::home::Home;
use foothold::model::event::{Body, Draft, LessonOpened, LessonRef, LessonSpan, SpanUnit};
use foothold::model::id::{CourseId, LearnerId, LessonId, SessionId};
use foothold::model::ports::Clock;
use foothold::store::Store;
use foothold::system::{SystemClock, SystemRandom};
use foothold::worker::view::{SearchView, SignedInView};
use foothold::worker::{Handle, News, Options, Request, Secret};
use std::error::Error;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const FIVE_YEARS_MS: u64 = 5 * 365 * 86_400_000;

type Done<T> = Result<T, Box<dyn Error>>;

fn main() -> Done<()> {
    let mut arguments = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let Some(home) = arguments.next().map(PathBuf::from) else {
        println!("run benches/search.py: it makes the texts, and asks kiwix-serve the same");
        return Ok(());
    };
    let packs: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let (mut desk, ready) = Desk::open(&home, &packs)?;
    println!("ready {}", ready.as_millis());
    let size_before = size_of(&index_of(&home))?;
    let start = Instant::now();
    let mut slowest = Duration::ZERO;
    loop {
        let (view, took) = desk.find("the")?;
        slowest = slowest.max(took);
        if !view.is_building {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    println!(
        "built {} {} {}",
        start.elapsed().as_millis(),
        size_of(&index_of(&home))? - size_before,
        slowest.as_micros()
    );
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (what, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match what {
            "find" => {
                let (view, took) = desk.find(rest)?;
                let instead = view.instead.unwrap_or_default();
                println!("{} {} {} {instead}", took.as_micros(), view.courses.len(), view.hits.len());
            }
            "home" => println!("{}", desk.timed(Request::Home)?.1.as_micros()),
            "library" => println!("{}", desk.timed(Request::Library)?.1.as_micros()),
            "events" => {
                let start = Instant::now();
                let learner = desk.learner.learner;
                drop(desk);
                fill(&home, learner, rest.parse()?)?;
                println!("{}", start.elapsed().as_micros());
                desk = Desk::open(&home, &packs)?.0;
            }
            other => return Err(format!("{other}?").into()),
        }
    }
    Ok(())
}

/// The threads, and Sam signed in.
struct Desk {
    handle: Handle,
    learner: SignedInView,
}

impl Desk {
    fn open(home: &Path, packs: &[PathBuf]) -> Done<(Self, Duration)> {
        let options = Options { home: home.to_owned(), drives: None, starter: packs.to_vec() };
        let clock = Arc::new(SystemClock::start());
        let handle = Handle::start(options, clock, Arc::new(SystemRandom), Box::new(|| ()));
        let start = Instant::now();
        if !matches!(ask(&handle, Request::TryOut)?, News::Opened(_)) {
            return Err("the try-out does not open".into());
        }
        let ready = start.elapsed();
        let News::Tiles(tiles) = ask(&handle, Request::Tiles { search: "sam".into() })? else {
            return Err("nobody is there".into());
        };
        let sam = tiles.first().ok_or("Sam is not there")?.learner;
        let pin = Secret::new("246801".into());
        let News::SignedIn(learner) = ask(&handle, Request::SignIn { learner: sam, pin })? else {
            return Err("Sam cannot sign in".into());
        };
        Ok((Self { handle, learner }, ready))
    }

    fn timed(&self, request: Request) -> Done<(News, Duration)> {
        let start = Instant::now();
        let news = ask(&self.handle, request)?;
        Ok((news, start.elapsed()))
    }

    fn find(&self, words: &str) -> Done<(SearchView, Duration)> {
        match self.timed(Request::Search { words: words.into() })? {
            (News::Found(view), took) => Ok((view, took)),
            (other, _) => Err(format!("{other:?}").into()),
        }
    }
}

fn ask(handle: &Handle, request: Request) -> Done<News> {
    let ticket = handle.send(request);
    loop {
        let event = handle.wait(Duration::from_secs(600)).ok_or("no answer")?;
        if event.ticket == ticket && event.news.is_last() {
            return match event.news {
                News::Failed(problem) => Err(problem.to_string().into()),
                news => Ok(news),
            };
        }
    }
}

fn index_of(home: &Path) -> PathBuf {
    Home::new(home).tryout().search_db()
}

fn size_of(index: &Path) -> Done<u64> {
    let part = |ending: &str| {
        let mut name = index.as_os_str().to_owned();
        name.push(ending);
        std::fs::metadata(name).map_or(0, |facts| facts.len())
    };
    Ok(part("") + part("-wal"))
}

/// A clock that goes through five years while the events are written.
struct Years {
    began_ms: u64,
    passed_ms: AtomicU64,
}

impl Clock for Years {
    fn wall_ms(&self) -> u64 {
        self.began_ms + self.mono_ms()
    }

    fn mono_ms(&self) -> u64 {
        self.passed_ms.load(Ordering::Relaxed)
    }
}

/// Five years of learning: each lesson of the courses opened in turn and read in stretches of a minute.
fn fill(home: &Path, learner: LearnerId, count: u64) -> Done<()> {
    let home = Home::new(home).tryout();
    let began_ms = SystemClock::start().wall_ms() - FIVE_YEARS_MS;
    let clock = Arc::new(Years { began_ms, passed_ms: AtomicU64::new(0) });
    let mut store = Store::open(&home.station_db(), Arc::clone(&clock) as Arc<dyn Clock>, Arc::new(SystemRandom))?;
    let session = SessionId(uuid::Uuid::from_u128(7));
    for n in 0..count {
        let (lesson, part) = (n / 10, n % 10);
        clock.passed_ms.store(n * (FIVE_YEARS_MS / count), Ordering::Relaxed);
        let at = LessonRef {
            course: CourseId::parse(&format!("org.example.course-{}", lesson % 200))?,
            edition: 1,
            lesson: LessonId::parse(&format!("lesson-{}", lesson / 200 % 50))?,
        };
        let lang = "en".parse()?;
        let body = if part == 0 {
            Body::LessonOpened(LessonOpened { at, lang })
        } else {
            let (unit, ranges) = (SpanUnit::Permille, vec![[part * 100, part * 100 + 100]]);
            let position = part * 100 + 100;
            Body::LessonSpan(LessonSpan { at, lang, ranges, unit, active_ms: 60_000, rate_permille: 1000, position })
        };
        store.append(Draft::learner(learner, session, body))?; // one by one: each has its own time
    }
    Ok(())
}
