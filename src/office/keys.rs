//! The office's private keys: one file each, readable by their owner only, wrapped in a passphrase if there is one.
//!
//! A small site holds all of them in one folder. A larger one moves `root`, `issuer` and `recovery` to where they are
//! locked away and brings them back when they are needed: a key that is not there is a problem with a name, not a
//! fault.

use super::home::{OfficeHome, Reader, write_file};
use crate::crypto::seal::SealIdentity;
pub use crate::crypto::seal::Work;
use crate::crypto::sign::SecretKey;
use crate::format::key_file::{self, KeyFault};
use crate::model::id::Slug;
use crate::model::problem::{Code, Problem};
use std::fs;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// A key by what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyName {
    /// Signs roots.
    Root,
    /// Signs packs.
    Publisher,
    /// Signs catalogues.
    Approver,
    /// Signs kits, policies, station certificates and receipts.
    Office,
    /// Signs official certificates.
    Issuer,
    /// Opens exports.
    Sealing,
    /// Opens exports if the sealing key is lost.
    Recovery,
}

impl KeyName {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Root, Self::Publisher, Self::Approver, Self::Office, Self::Issuer, Self::Sealing, Self::Recovery];

    /// Its name, as in its file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Publisher => "publisher",
            Self::Approver => "approver",
            Self::Office => "office",
            Self::Issuer => "issuer",
            Self::Sealing => "sealing",
            Self::Recovery => "recovery",
        }
    }

    /// Its role, as its file names it.
    #[must_use]
    pub fn role(self) -> Slug {
        Slug::parse(self.as_str()).expect("our own names are slugs")
    }
}

/// The keys of an office, and the passphrase that opens them.
#[derive(Debug)]
pub struct Keys {
    home: OfficeHome,
    passphrase: Option<Zeroizing<String>>,
}

impl Keys {
    /// The keys in this office's folder.
    #[must_use]
    pub fn new(home: &OfficeHome, passphrase: Option<Zeroizing<String>>) -> Self {
        Self { home: home.clone(), passphrase }
    }

    /// Where a key's file is.
    #[must_use]
    pub fn file(&self, name: KeyName) -> PathBuf {
        self.home.keys().join(format!("{}.key", name.as_str()))
    }

    /// Whether a key is in the folder.
    #[must_use]
    pub fn has(&self, name: KeyName) -> bool {
        self.file(name).exists()
    }

    /// Whether a key is in the folder, and wrapped in a passphrase.
    #[must_use]
    pub fn is_wrapped(&self, name: KeyName) -> bool {
        fs::read(self.file(name)).map(Zeroizing::new).is_ok_and(|bytes| key_file::is_wrapped(&bytes))
    }

    /// Writes a signing key.
    ///
    /// # Errors
    /// The disk's.
    pub fn write_signing(&self, name: KeyName, key: &SecretKey, work: Work) -> Result<(), Problem> {
        let bytes = key_file::write_signing(&name.role(), key, self.passphrase(), work);
        let bytes = bytes.map_err(|fault| Problem::new(Code::Internal).because(fault))?;
        write_file(&self.file(name), &bytes, Reader::Owner)
    }

    /// Writes a sealing key.
    ///
    /// # Errors
    /// The disk's.
    pub fn write_sealing(&self, name: KeyName, identity: &SealIdentity, work: Work) -> Result<(), Problem> {
        let bytes = key_file::write_sealing(identity, self.passphrase(), work);
        let bytes = bytes.map_err(|fault| Problem::new(Code::Internal).because(fault))?;
        write_file(&self.file(name), &bytes, Reader::Owner)
    }

    /// A signing key.
    ///
    /// # Errors
    /// [`Code::KeyMissing`], [`Code::KeyPassphrase`].
    pub fn signing(&self, name: KeyName) -> Result<SecretKey, Problem> {
        let (role, key) =
            key_file::read_signing(&self.read(name)?, self.passphrase()).map_err(|fault| self.refused(name, &fault))?;
        if role == name.role() { Ok(key) } else { Err(self.refused(name, &KeyFault::Form("it is another role's key"))) }
    }

    /// A sealing key.
    ///
    /// # Errors
    /// [`Code::KeyMissing`], [`Code::KeyPassphrase`].
    pub fn sealing(&self, name: KeyName) -> Result<SealIdentity, Problem> {
        key_file::read_sealing(&self.read(name)?, self.passphrase()).map_err(|fault| self.refused(name, &fault))
    }

    /// Every sealing key that is here: the office's, older ones of it (`sealing-….key`), and the recovery key if it
    /// was brought. At least one.
    ///
    /// # Errors
    /// [`Code::KeyMissing`] if there is none; [`Code::KeyPassphrase`].
    pub fn opening(&self) -> Result<Vec<SealIdentity>, Problem> {
        let mut found = Vec::new();
        for name in [KeyName::Sealing, KeyName::Recovery] {
            if self.file(name).exists() {
                found.push(self.sealing(name)?);
            }
        }
        let entries = fs::read_dir(self.home.keys()).into_iter().flatten().flatten();
        let mut older: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_older_sealing(path)).collect();
        older.sort();
        for path in older {
            let bytes = Zeroizing::new(fs::read(&path).map_err(|fault| super::home::disk_problem(&path, &fault))?);
            let identity = key_file::read_sealing(&bytes, self.passphrase());
            found.push(identity.map_err(|fault| self.refused(KeyName::Sealing, &fault))?);
        }
        if found.is_empty() { Err(self.missing(KeyName::Sealing)) } else { Ok(found) }
    }

    fn passphrase(&self) -> Option<&str> {
        self.passphrase.as_ref().map(|text| text.as_str())
    }

    fn read(&self, name: KeyName) -> Result<Zeroizing<Vec<u8>>, Problem> {
        fs::read(self.file(name)).map(Zeroizing::new).map_err(|fault| self.missing(name).because(fault))
    }

    fn missing(&self, name: KeyName) -> Problem {
        Problem::new(Code::KeyMissing).with("key", name.as_str()).with("file", self.file(name).display())
    }

    fn refused(&self, name: KeyName, fault: &KeyFault) -> Problem {
        Problem::new(Code::KeyPassphrase)
            .with("key", name.as_str())
            .with("file", self.file(name).display())
            .because(fault)
    }
}

fn is_older_sealing(path: &std::path::Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with("sealing-") && name.ends_with(".key")
}
