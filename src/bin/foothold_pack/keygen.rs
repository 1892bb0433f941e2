//! `foothold-pack keygen -o FILE`.

use super::outcome::{Done, Refused};
use clap::Args;
use foothold::crypto::seal::Work;
use foothold::crypto::sign::SecretKey;
use foothold::format::key_file::write_signing;
use foothold::model::id::Slug;
use foothold::model::ports::Random as _;
use foothold::model::problem::Code;
use foothold::system::SystemRandom;
use serde_json::json;
use std::fs::OpenOptions;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

#[derive(Args)]
pub struct Keygen {
    /// The key file to write. Keep it where nobody else reads it, and a copy elsewhere.
    #[arg(short, long)]
    out: PathBuf,
    /// What the key is for.
    #[arg(long, default_value = "publisher")]
    role: Slug,
    /// A file that holds the passphrase to wrap the key with; asked for where it is missing.
    #[arg(long, conflicts_with = "no_passphrase")]
    passphrase_file: Option<PathBuf>,
    /// Write the key unwrapped: for tests and try-outs.
    #[arg(long)]
    no_passphrase: bool,
}

impl Keygen {
    pub fn run(self) -> Result<Done, Refused> {
        let passphrase = if self.no_passphrase { None } else { Some(self.new_passphrase()?) };
        let key = SecretKey::from_seed(&Zeroizing::new(SystemRandom.bytes32()));
        let text = passphrase.as_ref().map(|text| text.as_str());
        let bytes = write_signing(&self.role, &key, text, Work::Full)
            .map_err(|fault| Refused::new(Code::Internal, format!("The key could not be wrapped: {fault}.")))?;
        write_private(&self.out, &bytes)?;
        let public = hex::encode(key.public().0);
        let key_id = key.public().key_id();
        let text = format!("{}\npublic key {public}\nkey id     {key_id}", self.out.display());
        Ok(Done { text, data: json!({"file": self.out.display().to_string(), "public_key": public, "key_id": key_id}) })
    }

    fn new_passphrase(&self) -> Result<Zeroizing<String>, Refused> {
        let first = passphrase_of(self.passphrase_file.as_deref(), "Passphrase (15 characters or more): ")?;
        if first.chars().count() < 15 {
            let text = "A passphrase has 15 characters or more: four or five words that do not belong together.";
            return Err(Refused::new(Code::PassphraseShort, text));
        }
        if self.passphrase_file.is_none() && passphrase_of(None, "The same again: ")? != first {
            return Err(Refused::new(Code::KeyPassphrase, "The two are not the same. Try again."));
        }
        Ok(first)
    }
}

/// The passphrase from a file (its first line), or asked for on the terminal.
pub fn passphrase_of(file: Option<&Path>, question: &str) -> Result<Zeroizing<String>, Refused> {
    if let Some(file) = file {
        let text = std::fs::read_to_string(file).map(Zeroizing::new).map_err(|error| {
            Refused::new(
                Code::KeyPassphrase,
                format!("The passphrase file {} cannot be read: {error}.", file.display()),
            )
        })?;
        return Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()));
    }
    if !std::io::stdin().is_terminal() {
        let text = "A passphrase is needed and there is no terminal to ask on: give --passphrase-file FILE.";
        return Err(Refused::new(Code::KeyPassphrase, text));
    }
    rpassword::prompt_password(question)
        .map(Zeroizing::new)
        .map_err(|error| Refused::new(Code::KeyPassphrase, format!("The passphrase could not be asked for: {error}.")))
}

/// Writes a file that only its owner reads, and never over another.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|error| {
        let text =
            format!("The key was not written to {}: {error}. A key never replaces another file.", path.display());
        Refused::new(Code::DiskTrouble, text)
    })
}
