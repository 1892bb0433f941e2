//! `letterhead`: what stands on certificates and transcripts.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::model::letterhead::{Letterhead, PaperSize};
use foothold::model::problem::Problem;
use foothold::office::home::Signatory;
use foothold::office::letterhead::{self, LetterheadChange, NewSigner};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct ShowLetterhead {
    /// The sheet the printer holds: letter or a4.
    #[arg(long, value_parser = paper)]
    paper: Option<PaperSize>,
    /// The agency's logo: a PNG file of at most 1 MB.
    #[arg(long)]
    logo: Option<PathBuf>,
    /// No logo any more.
    #[arg(long, conflicts_with = "logo")]
    no_logo: bool,
    /// Somebody who signs, as "NAME; TITLE" or "NAME; TITLE; SIGNATURE.png"; once for each, three at most. Without a
    /// picture they sign by hand.
    #[arg(long = "signer", value_parser = signer)]
    signers: Vec<NewSigner>,
    /// Nobody signs any more.
    #[arg(long, conflicts_with = "signers")]
    no_signers: bool,
}

fn paper(name: &str) -> Result<PaperSize, String> {
    PaperSize::parse(name).ok_or_else(|| "letter or a4".into())
}

fn signer(text: &str) -> Result<NewSigner, String> {
    let mut parts = text.splitn(3, ';').map(str::trim);
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let who = Signatory { name: next(), title: next() };
    Ok(NewSigner { who, signature: Some(next()).filter(|file| !file.is_empty()).map(PathBuf::from) })
}

impl ShowLetterhead {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let asked = LetterheadChange {
            paper: self.paper,
            logo: self.logo.map(Some).or_else(|| self.no_logo.then_some(None)),
            signers: (self.no_signers || !self.signers.is_empty()).then_some(self.signers),
        };
        let is_new = asked != LetterheadChange::default();
        let head = match is_new {
            true => letterhead::change(&desk.home, &asked)?,
            false => letterhead::read(&desk.home, &desk.home.config()?)?,
        };
        let mut text = tell(&head);
        if is_new {
            text.push_str("\nIt stands on what is printed from now on. Pictures are kept in ");
            text.push_str(&format!("{}.", shown(&desk.home.papers())));
        }
        let signer = |it: &foothold::model::letterhead::Signer| json!({"name": it.name, "title": it.title, "signature": it.signature.is_some()});
        let data = json!({"paper": head.paper.as_str(), "logo": head.logo.is_some(),
            "signers": head.signers.iter().map(signer).collect::<Vec<_>>()});
        Ok(Done::new(text, data))
    }
}

fn tell(head: &Letterhead) -> String {
    let mut text = format!("Paper: {}.", head.paper.as_str());
    match &head.logo {
        Some(logo) => text.push_str(&format!("\nLogo: {} × {} points.", logo.size().0, logo.size().1)),
        None => text.push_str("\nNo logo."),
    }
    for signer in &head.signers {
        let how = if signer.signature.is_some() { "signature printed" } else { "signs by hand" };
        text.push_str(&format!("\nSigner: {}, {} ({how}).", signer.name, signer.title));
    }
    if head.signers.is_empty() {
        text.push_str("\nNobody signs.");
    }
    text
}
