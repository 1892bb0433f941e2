//! What every command shares: the office's folder, its keys and registry, words, clock, and how things end.

use super::ending::Ending;
use foothold::model::id::Lang;
use foothold::model::ports::Clock as _;
use foothold::model::problem::{Code, Problem};
use foothold::office::home::OfficeHome;
use foothold::office::issue::PaperWords;
use foothold::office::keys::{KeyName, Keys};
use foothold::office::paper_words;
use foothold::office::registry::{Place, Registry, Secrets};
use foothold::system::{SystemClock, SystemRandom};
use foothold::text::{Words, zone};
use serde_json::json;
use std::fs;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zeroize::Zeroizing;

/// How a command ended well.
pub struct Done {
    /// Sentences for people.
    pub text: String,
    /// The same for programs.
    pub data: serde_json::Value,
    /// False if part of what was asked was refused: exit code 1.
    pub is_all: bool,
}

impl Done {
    /// All of it was done.
    pub fn new(text: impl Into<String>, data: serde_json::Value) -> Self {
        Self { text: text.into(), data, is_all: true }
    }
}

/// The office at work.
pub struct Desk {
    /// Its folder.
    pub home: OfficeHome,
    /// The computer's clock.
    pub clock: SystemClock,
    /// The computer's random source.
    pub random: SystemRandom,
    passphrase_file: Option<PathBuf>,
    is_json: bool,
    registry: Option<String>,
    secrets: Secrets,
}

impl Desk {
    /// The office in `folder`.
    pub fn new(folder: PathBuf, passphrase_file: Option<PathBuf>, is_json: bool) -> Self {
        let home = OfficeHome::new(folder);
        let (clock, random) = (SystemClock::start(), SystemRandom);
        Self { home, clock, random, passphrase_file, is_json, registry: None, secrets: Secrets::default() }
    }

    /// With its registry elsewhere than in its folder, and what a server there may ask for.
    pub fn with_registry(mut self, registry: Option<String>, secrets: Secrets) -> Self {
        (self.registry, self.secrets) = (registry, secrets);
        self
    }

    /// Now, ms since 1970.
    pub fn now(&self) -> u64 {
        self.clock.wall_ms()
    }

    /// The registry.
    pub fn registry(&self) -> Result<Registry, Problem> {
        self.home.config()?; // says plainly that there is no office, before an empty registry is made
        Ok(Registry::open_at(&self.place()?)?)
    }

    /// Where the registry lives.
    pub fn place(&self) -> Result<Place, Problem> {
        let kept = || self.home.config().ok().and_then(|config| config.registry);
        match self.registry.clone().or_else(kept) {
            Some(text) => Place::parse(&text, &self.secrets),
            None => Ok(Place::File(self.home.registry())),
        }
    }

    /// Notes in the office's folder where its registry lives, if it is on a server, so that nobody writes beside it.
    pub fn settle_registry(&self) -> Result<(), Problem> {
        let Place::Server(_) = self.place()? else { return Ok(()) };
        Registry::open_at(&self.place()?)?;
        let mut config = self.home.config()?;
        config.registry.clone_from(&self.registry);
        self.home.set_config(&config)
    }

    /// The keys, their passphrase asked for if one of `used` has one.
    pub fn keys(&self, used: &[KeyName]) -> Result<Keys, Problem> {
        self.home.config()?;
        let bare = Keys::new(&self.home, None);
        if used.iter().any(|name| bare.is_wrapped(*name)) {
            Ok(Keys::new(&self.home, Some(self.passphrase("Passphrase of the keys: ")?)))
        } else {
            Ok(bare)
        }
    }

    /// A passphrase from the file that was given, or asked for.
    pub fn passphrase(&self, question: &str) -> Result<Zeroizing<String>, Problem> {
        let fault = |detail: &dyn std::fmt::Display| Problem::new(Code::KeyPassphrase).because(detail);
        if let Some(file) = &self.passphrase_file {
            let text = fs::read_to_string(file).map(Zeroizing::new).map_err(|error| fault(&error))?;
            return Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()));
        }
        if !std::io::stdin().is_terminal() {
            return Err(fault(&"there is no terminal to ask on: give --passphrase-file FILE"));
        }
        rpassword::prompt_password(question).map(Zeroizing::new).map_err(|error| fault(&error))
    }

    /// True if a passphrase file was given.
    pub fn has_passphrase_file(&self) -> bool {
        self.passphrase_file.is_some()
    }

    /// The words of the office's language.
    pub fn words(&self) -> Words {
        Words::for_tag(&self.home.config().map_or_else(|_| "en".to_owned(), |config| config.language))
    }

    /// The day of an instant, in the office's zone and language.
    pub fn day(&self, ms: u64) -> String {
        let tz = self.home.config().map_or_else(|_| "UTC".to_owned(), |config| config.tz);
        self.words().date(ms, &zone(&tz))
    }

    /// The office's time zone; UTC while there is no office.
    pub fn zone(&self) -> jiff::tz::TimeZone {
        zone(&self.home.config().map_or_else(|_| "UTC".to_owned(), |config| config.tz))
    }

    /// The words of a person's papers.
    pub fn papers(&self, lang: &Lang) -> PaperWords {
        paper_words::of(&self.home, lang)
    }

    /// Tells a person how far it is; nothing with --json.
    pub fn step(&self, line: &str) {
        if !self.is_json {
            eprintln!("{line}");
        }
    }

    /// The sentences of a problem, with the values that go with it and do not stand in them.
    pub fn explain(&self, problem: &Problem) -> String {
        let said = self.words().problem(problem.code.as_str(), problem.args.iter().map(|(k, v)| (*k, v.as_str())));
        let mut text = format!("{} {}", said.what, said.mend);
        let unsaid: Vec<_> = problem.args.iter().filter(|(_, value)| !text.contains(value.as_str())).collect();
        for (name, value) in unsaid {
            text.push_str(&format!("\n  {name}: {value}"));
        }
        if !problem.detail.is_empty() {
            text.push_str(&format!("\n  ({})", problem.detail));
        }
        text
    }

    /// A problem for programs.
    pub fn problem_json(&self, problem: &Problem) -> serde_json::Value {
        let said = self.words().problem(problem.code.as_str(), problem.args.iter().map(|(k, v)| (*k, v.as_str())));
        json!({"code": problem.code.as_str(), "what": said.what, "mend": said.mend, "who": problem.code.who(),
            "args": problem.args, "detail": problem.detail})
    }

    /// Says how a command ended.
    pub fn end(&self, result: Result<Done, Problem>) -> ExitCode {
        let ending = match result {
            Ok(done) => Ending::done(done.is_all, done.text, done.data),
            Err(problem) => Ending::refused(problem.code.as_str(), self.explain(&problem), self.problem_json(&problem)),
        };
        ending.say(self.is_json)
    }
}

/// A path for people and programs.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// What the computer calls whoever sits at it.
pub fn user_name() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()))
}
