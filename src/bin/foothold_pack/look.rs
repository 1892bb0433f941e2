//! `foothold-pack inspect`, `verify` and `extract`.

use super::bar::bytes_bar;
use super::outcome::{Done, Refused};
use clap::Args;
use foothold::crypto::sign::PublicKey;
use foothold::format::manifest::{Manifest, ManifestFault, open_manifest, open_manifest_by_keys};
use foothold::format::pack::PackFault;
use foothold::format::trust::open_root;
use foothold::library::opened::{OpenFault, OpenedPack};
use foothold::library::source::SourceFault;
use foothold::model::course::first_of;
use foothold::model::problem::Code;
use foothold::model::trust::Fingerprint;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Inspect {
    /// The pack, or a slice of it.
    pack: PathBuf,
    /// List its files too.
    #[arg(long)]
    files: bool,
}

#[derive(Args)]
pub struct Verify {
    /// The pack, or a slice of it.
    pack: PathBuf,
    /// An agency's root: the pack must be signed by a publisher it names for this pack.
    #[arg(long)]
    root: Option<PathBuf>,
    /// A publisher's public key, in hexadecimal: the pack must be signed by it.
    #[arg(long = "public-key", conflicts_with = "root")]
    public_key: Option<String>,
}

#[derive(Args)]
pub struct Extract {
    /// The pack, or a slice of it.
    pack: PathBuf,
    /// The folder to make and fill.
    #[arg(short, long)]
    out: PathBuf,
}

impl Inspect {
    pub fn run(self) -> Result<Done, Refused> {
        let pack = open(&self.pack)?;
        let manifest = pack.manifest();
        let mut text = describe(manifest);
        push(&mut text, format_args!("manifest  {}", pack.hash()));
        if self.files {
            for file in &manifest.files {
                push(&mut text, format_args!("{:>12}  {:<24} {}", file.size, file.media_type, file.path));
            }
        }
        text.push_str("Who signed it was not asked: see foothold-pack verify --root.");
        let mut data = json!(manifest);
        data["manifest"] = json!(pack.hash());
        if !self.files {
            data["files"] = json!(manifest.files.len());
        }
        Ok(Done { text, data })
    }
}

fn push(text: &mut String, line: std::fmt::Arguments<'_>) {
    if writeln!(text, "{line}").is_err() {
        text.push('\n'); // writing to memory does not fail
    }
}

fn describe(manifest: &Manifest) -> String {
    let first = first_of(&manifest.languages);
    let languages: Vec<&str> = manifest.languages.iter().map(|lang| lang.as_str()).collect();
    let mut text = String::new();
    push(&mut text, format_args!("{} version {}", manifest.pack_id, manifest.version));
    push(&mut text, format_args!("title     {}", manifest.title.get(first, first)));
    push(&mut text, format_args!("languages {}", languages.join(", ")));
    push(&mut text, format_args!("publisher {}", manifest.publisher));
    push(&mut text, format_args!("licence   {}", manifest.licence));
    push(&mut text, format_args!("created   {}", manifest.created));
    push(&mut text, format_args!("content   {} files, {} bytes", manifest.files.len(), manifest.content_bytes()));
    for document in &manifest.documents {
        push(&mut text, format_args!("holds     {} ({})", document.id, document.path));
    }
    text
}

impl Verify {
    pub fn run(self) -> Result<Done, Refused> {
        let pack = open(&self.pack)?;
        let signed = self.signature(&pack)?;
        let bar = bytes_bar(pack.manifest().content_bytes());
        let result = pack.verify(&mut |len| bar.inc(len as u64));
        bar.finish_and_clear();
        result.map_err(|fault| refusal(&self.pack, &fault))?;
        let (line, data) = signed;
        let text = format!("{}: every byte is as its manifest says ({}).\n{line}", self.pack.display(), pack.hash());
        Ok(Done { text, data: json!({"manifest": pack.hash(), "whole": true, "signature": data}) })
    }

    fn signature(&self, pack: &OpenedPack) -> Result<(String, Value), Refused> {
        if let Some(file) = &self.root {
            let bytes = std::fs::read(file).map_err(|error| {
                Refused::new(Code::DiskTrouble, format!("The root {} cannot be read: {error}.", file.display()))
            })?;
            let root = open_root(&bytes, None).map_err(|fault| {
                Refused::new(Code::DocumentAltered, format!("{} is not a good root: {fault}.", file.display()))
            })?;
            let print = Fingerprint::of(&root.hash());
            open_manifest(pack.envelope(), &root, None).map_err(|fault| refusal(&self.pack, &fault.into()))?;
            let line =
                format!("Signed by a publisher of the root {print}. Compare that with the fingerprint on paper.");
            return Ok((line, json!({"root": print.to_string()})));
        }
        if let Some(text) = &self.public_key {
            let key: PublicKey = serde_json::from_value(json!(text)).map_err(|_| {
                Refused::new(Code::KeyMissing, "A public key is 64 hexadecimal digits, as keygen prints it.")
            })?;
            open_manifest_by_keys(pack.envelope(), &[key]).map_err(|fault| refusal(&self.pack, &fault.into()))?;
            return Ok((format!("Signed by the key {text}."), json!({"public_key": text})));
        }
        Ok(("Who signed it was not asked: give --root root.dsse or --public-key KEY.".into(), Value::Null))
    }
}

impl Extract {
    pub fn run(self) -> Result<Done, Refused> {
        let pack = open(&self.pack)?;
        if self.out.exists() {
            let text = format!("{} is already there. Name a folder to be made.", self.out.display());
            return Err(Refused::new(Code::DiskTrouble, text));
        }
        let bar = bytes_bar(pack.manifest().content_bytes());
        let result = pack.extract(&self.out, &mut |len| bar.inc(len as u64));
        bar.finish_and_clear();
        result.map_err(|fault| refusal(&self.pack, &fault))?;
        let count = pack.manifest().files.len();
        let text = format!("{count} files in {}", self.out.display());
        Ok(Done { text, data: json!({"files": count, "folder": self.out.display().to_string()}) })
    }
}

fn open(path: &Path) -> Result<OpenedPack, Refused> {
    OpenedPack::open(path).map_err(|fault| refusal(path, &fault))
}

fn refusal(path: &Path, fault: &OpenFault) -> Refused {
    let (code, mend) = match fault {
        _ if matches!(fault.carrier(), Some(SourceFault::SliceMissing { .. })) => {
            (Code::PackSliceMissing, "Put all parts of the pack into one folder.")
        }
        OpenFault::Pack(PackFault::NotAPack(_)) => (Code::PackNotAPack, "Name a .fpack file."),
        OpenFault::Pack(PackFault::Cut { .. }) => (Code::PackCut, "Copy it again from where it is whole."),
        OpenFault::Pack(PackFault::Io(_)) | OpenFault::Io(_) => (Code::DiskTrouble, "Look at the disk and the name."),
        OpenFault::Pack(_) => (Code::PackAltered, "Copy it again from where it is whole, or build it again."),
        OpenFault::Manifest(ManifestFault::NeedsNewer { .. }) => (Code::PackNeedsNewer, "Use a newer foothold-pack."),
        OpenFault::Manifest(ManifestFault::Publisher { .. }) => {
            (Code::PackOtherPublisher, "Ask the agency to let this publisher sign packs of this name.")
        }
        OpenFault::Manifest(_) => {
            (Code::PackUnknownPublisher, "Ask who made it for a pack that is signed by a known key.")
        }
    };
    Refused::new(code, format!("{}: {fault}. {mend}", path.display()))
}
