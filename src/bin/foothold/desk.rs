//! A home opened for one command, and the member of staff who answers for it.

use super::arguments::Staff;
use super::outcome::Terminal;
use foothold::format::trust::Trust;
use foothold::job::staff::{SignedInStaff, sign_in};
use foothold::job::start::{OpenHome, open};
use foothold::job::sweep_library::sweep_library;
use foothold::job::trust::held_trust;
use foothold::library::home::Home;
use foothold::model::problem::{Code, Problem};
use foothold::system::{SystemClock, SystemRandom};
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Longest passphrase file that is read, in bytes.
const PASSPHRASE_BYTES_MAX: u64 = 4096;

/// A home opened for one command.
pub struct Desk {
    /// The home and its database.
    pub open: OpenHome,
}

impl Desk {
    /// Opens `home`, tidying what a power cut left.
    ///
    /// # Errors
    /// The home's.
    pub fn open(home: &Home) -> Result<Self, Problem> {
        let open = open(home, Arc::new(SystemClock::start()), Arc::new(SystemRandom))?;
        let swept = sweep_library(&open.home, &open.store)?;
        log::info!("swept: {swept:?}");
        Ok(Self { open })
    }

    /// Opens a home that is set up.
    ///
    /// # Errors
    /// `station.not_set_up`, or the home's.
    pub fn of_station(home: &Home) -> Result<Self, Problem> {
        let desk = Self::open(home)?;
        desk.open.station()?;
        Ok(desk)
    }

    /// Signs the member of staff in who answers for a change.
    ///
    /// # Errors
    /// `sign_in.refused`, `sign_in.wait`.
    pub fn staff(&mut self, asked: &Staff, terminal: &Terminal) -> Result<SignedInStaff, Problem> {
        let name = match &asked.staff {
            Some(name) => name.clone(),
            None => ask(terminal, "command-ask-staff")?,
        };
        let passphrase = passphrase(asked.passphrase_file.as_deref(), terminal, "command-ask-passphrase")?;
        sign_in(&mut self.open.store, &name, &passphrase)
    }

    /// Root, catalogue and policy as held.
    ///
    /// # Errors
    /// The database's.
    pub fn trust(&self) -> Result<Trust, Problem> {
        held_trust(&self.open.store)
    }
}

/// A line typed at the terminal.
///
/// # Errors
/// `internal.fault` where there is no terminal.
pub fn ask(terminal: &Terminal, key: &str) -> Result<String, Problem> {
    use std::io::Write as _;
    let mut line = String::new();
    let mut out = std::io::stderr();
    write!(out, "{} ", terminal.with(key, &[]))
        .and_then(|()| out.flush())
        .and_then(|()| std::io::stdin().read_line(&mut line))
        .map_err(|fault| Problem::new(Code::EntryMissing).with("entry", key).because(fault))?;
    Ok(line.trim().to_owned())
}

/// A passphrase from a file's first line, or typed unseen.
///
/// # Errors
/// `key.passphrase` if the file cannot be read or nothing can be typed.
pub fn passphrase(file: Option<&Path>, terminal: &Terminal, key: &str) -> Result<Zeroizing<String>, Problem> {
    let refused = |fault: std::io::Error| Problem::new(Code::KeyPassphrase).because(fault);
    let Some(path) = file else {
        let typed = rpassword::prompt_password(format!("{} ", terminal.with(key, &[]))).map_err(refused)?;
        return Ok(Zeroizing::new(typed));
    };
    let mut text = Zeroizing::new(String::new());
    fs::File::open(path).and_then(|file| file.take(PASSPHRASE_BYTES_MAX).read_to_string(&mut text)).map_err(refused)?;
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}
