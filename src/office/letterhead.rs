//! What stands on the office's papers, given once and kept in its folder: `papers/logo.png`, `papers/signature-1.png` …,
//! the size of the sheet and the names in `office.json`.

use super::home::{OfficeConfig, OfficeHome, Reader, Signatory, disk_problem, take_away, write_file};
use crate::format::limits::PICTURE_BYTES_MAX;
use crate::format::picture_file;
use crate::model::letterhead::{Letterhead, PaperSize, Picture, SIGNERS_MAX, Signer};
use crate::model::problem::{Code, Problem};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// What somebody who signs is given as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSigner {
    /// Name and title.
    pub who: Signatory,
    /// A PNG file with their signature; none: they sign by hand.
    pub signature: Option<PathBuf>,
}

/// What is to change; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LetterheadChange {
    /// The sheet.
    pub paper: Option<PaperSize>,
    /// A PNG file with the logo, or no logo any more.
    pub logo: Option<Option<PathBuf>>,
    /// Everybody who signs, from left to right.
    pub signers: Option<Vec<NewSigner>>,
}

fn logo_file(home: &OfficeHome) -> PathBuf {
    home.papers().join("logo.png")
}

fn signature_file(home: &OfficeHome, place: usize) -> PathBuf {
    home.papers().join(format!("signature-{}.png", place + 1))
}

/// What stands on papers now.
///
/// # Errors
/// The disk's; [`Code::PictureUnusable`] if a kept picture was changed by another hand.
pub fn read(home: &OfficeHome, config: &OfficeConfig) -> Result<Letterhead, Problem> {
    let signer = |(place, who): (usize, &Signatory)| -> Result<Signer, Problem> {
        let signature = kept(&signature_file(home, place))?;
        Ok(Signer { name: who.name.clone(), title: who.title.clone(), signature })
    };
    let signers = config.signers.iter().take(SIGNERS_MAX).enumerate().map(signer).collect::<Result<_, _>>()?;
    Ok(Letterhead { paper: config.paper, logo: kept(&logo_file(home))?, signers })
}

/// Changes what stands on papers from now on. Every picture is read before anything is changed.
///
/// # Errors
/// [`Code::PictureUnusable`], [`Code::SignersWrong`], the disk's.
pub fn change(home: &OfficeHome, asked: &LetterheadChange) -> Result<Letterhead, Problem> {
    let mut config = home.config()?;
    let logo = asked.logo.as_ref().map(|logo| logo.as_deref().map(given).transpose()).transpose()?;
    let signers = asked.signers.as_deref().map(read_signers).transpose()?;
    if let Some(logo) = logo {
        put(&logo_file(home), logo.as_deref())?;
    }
    if let Some(signers) = signers {
        for place in 0..SIGNERS_MAX {
            let signature = signers.get(place).and_then(|(_, signature)| signature.as_deref());
            put(&signature_file(home, place), signature)?;
        }
        config.signers = signers.into_iter().map(|(who, _)| who).collect();
    }
    config.paper = asked.paper.unwrap_or(config.paper);
    home.set_config(&config)?;
    read(home, &config)
}

type ReadSigner = (Signatory, Option<Vec<u8>>);

fn read_signers(signers: &[NewSigner]) -> Result<Vec<ReadSigner>, Problem> {
    let trimmed = |who: &Signatory| Signatory { name: who.name.trim().into(), title: who.title.trim().into() };
    if signers.len() > SIGNERS_MAX || signers.iter().any(|signer| signer.who.name.trim().is_empty()) {
        return Err(Problem::new(Code::SignersWrong));
    }
    signers.iter().map(|it| Ok((trimmed(&it.who), it.signature.as_deref().map(given).transpose()?))).collect()
}

/// The bytes of a picture that can be printed.
fn given(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|fault| disk_problem(path, &fault))?;
    file.take(PICTURE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes).map_err(|fault| disk_problem(path, &fault))?;
    picture(path, &bytes)?;
    Ok(bytes)
}

fn picture(path: &Path, bytes: &[u8]) -> Result<Picture, Problem> {
    let unusable = |fault| Problem::new(Code::PictureUnusable).with("file", path.display()).because(fault);
    picture_file::read(bytes).map_err(unusable)
}

fn kept(path: &Path) -> Result<Option<Picture>, Problem> {
    match fs::read(path) {
        Ok(bytes) => picture(path, &bytes).map(Some),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(disk_problem(path, &fault)),
    }
}

fn put(path: &Path, bytes: Option<&[u8]>) -> Result<(), Problem> {
    match bytes {
        Some(bytes) => write_file(path, bytes, Reader::Owner),
        None => take_away(path),
    }
}
