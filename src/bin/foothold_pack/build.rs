//! `foothold-pack build SRCDIR -o NAME.fpack --key FILE`.

use super::bar::with_bar;
use super::check::{look, notes};
use super::keygen::passphrase_of;
use super::outcome::{Done, Refused};
use clap::Args;
use foothold::author::{BuildFault, Built, Depth, SLICE_BYTES, build};
use foothold::crypto::sign::SecretKey;
use foothold::format::key_file::{KeyFault, is_wrapped, read_signing};
use foothold::model::problem::Code;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Build {
    /// The folder with pack.toml.
    folder: PathBuf,
    /// The pack to write, like looking-for-work.fpack.
    #[arg(short, long)]
    out: PathBuf,
    /// The publisher's key file; give it again for each further signature.
    #[arg(long = "key", required = true)]
    keys: Vec<PathBuf>,
    /// A file that holds the passphrase of the keys; asked for where it is missing.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// Cut the pack into slices of 2 GiB, for sticks that hold no larger files (FAT32).
    #[arg(long)]
    slices: bool,
}

impl Build {
    pub fn run(self) -> Result<Done, Refused> {
        if self.out.extension().is_none_or(|ending| ending != "fpack") {
            return Err(Refused::new(Code::DiskTrouble, "A pack's name ends in .fpack: give -o NAME.fpack."));
        }
        let keys = self.keys.iter().map(|file| read_key(file, self.passphrase_file.as_deref()));
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        let checked = look(&self.folder, Depth::Full)?;
        let source = checked.source.ok_or_else(|| Refused::new(Code::Internal, "The folder gave no pack."))?;
        let slice_bytes = self.slices.then_some(SLICE_BYTES);
        let signers: Vec<&SecretKey> = keys.iter().collect();
        let built = with_bar(|watch| build(&source, &signers, &self.out, slice_bytes, watch)).map_err(refusal)?;
        Ok(tell(&built, &notes(&checked.findings)))
    }
}

fn tell(built: &Built, notes: &str) -> Done {
    let files: Vec<String> = built.files.iter().map(|file| file.display().to_string()).collect();
    let manifest = &built.manifest;
    let text = format!(
        "{notes}{} version {}: {} files, {} bytes\nmanifest {}\nwritten: {}",
        manifest.pack_id,
        manifest.version,
        manifest.files.len(),
        built.bytes,
        built.manifest_hash,
        files.join(", ")
    );
    let data = json!({"pack_id": manifest.pack_id, "version": manifest.version, "manifest": built.manifest_hash,
        "sha256": built.sha256, "bytes": built.bytes, "files": files});
    Done { text, data }
}

fn refusal(fault: BuildFault) -> Refused {
    let (code, mend) = match &fault {
        BuildFault::Stopped => (Code::JobCancelled, "Build it again when you like."),
        BuildFault::Output { error, .. } if error.kind() == std::io::ErrorKind::StorageFull => {
            (Code::DiskFull, "Make room, or write it to another disk.")
        }
        BuildFault::Output { .. } | BuildFault::Source { .. } => {
            (Code::DiskTrouble, "Look at the disk and the permissions.")
        }
        BuildFault::Pack(_) => {
            (Code::DiskTrouble, "Leave the folder alone while it is built, and look at the room on the disk.")
        }
        BuildFault::Manifest(_) => (Code::CourseMistakes, "Mend pack.toml."),
    };
    Refused::new(code, format!("The pack was not built: {fault}. {mend}"))
}

/// Reads a signing key, asking for its passphrase if it has one.
pub fn read_key(file: &Path, passphrase_file: Option<&Path>) -> Result<SecretKey, Refused> {
    let bytes = std::fs::read(file).map_err(|error| {
        Refused::new(Code::KeyMissing, format!("The key {} cannot be read: {error}.", file.display()))
    })?;
    let question = format!("Passphrase of {}: ", file.display());
    let passphrase = if is_wrapped(&bytes) { Some(passphrase_of(passphrase_file, &question)?) } else { None };
    match read_signing(&bytes, passphrase.as_ref().map(|text| text.as_str())) {
        Ok((_, key)) => Ok(key),
        Err(KeyFault::Passphrase | KeyFault::NeedsPassphrase) => {
            let text = format!("The passphrase does not open {}. Try again, letter for letter.", file.display());
            Err(Refused::new(Code::KeyPassphrase, text))
        }
        Err(fault) => Err(Refused::new(Code::KeyMissing, format!("{}: {fault}.", file.display()))),
    }
}
