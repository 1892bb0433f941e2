//! `foothold-pack draft FOLDER --pack-id ID`.

use super::outcome::{Done, Refused};
use clap::Args;
use foothold::author::{DraftFault, Plan, draft};
use foothold::model::day::Day;
use foothold::model::id::{Lang, PackId};
use foothold::model::problem::Code;
use serde_json::json;
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(Args)]
pub struct Draft {
    /// The folder with the films, recordings and documents.
    folder: PathBuf,
    /// What the pack and its course are called for ever, like org.example.welding.
    #[arg(long)]
    pack_id: String,
    /// The name that people see; the folder's name if it is not given.
    #[arg(long)]
    title: Option<String>,
    /// Who gives it out.
    #[arg(long, default_value = "Education department")]
    publisher: String,
    /// Under which licence, as SPDX names it, or in words.
    #[arg(long, default_value = "All rights reserved")]
    licence: String,
    /// The language of the films.
    #[arg(long, default_value = "en")]
    lang: String,
}

impl Draft {
    pub fn run(self) -> Result<Done, Refused> {
        let wrong = |what: &str, fault: &dyn std::fmt::Display| {
            Refused::new(Code::CourseMistakes, format!("{what} cannot be used: {fault}."))
        };
        let pack_id = PackId::parse(&self.pack_id).map_err(|fault| wrong(&self.pack_id, &fault))?;
        let lang = Lang::parse(&self.lang).map_err(|fault| wrong(&self.lang, &fault))?;
        let folder = self.folder.canonicalize().map_err(|error| {
            Refused::new(
                Code::DiskTrouble,
                format!("The folder {} cannot be read: {error}. Look at its name.", self.folder.display()),
            )
        })?;
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let today = jiff::Zoned::now().date().to_string();
        let created = Day::parse(&today).map_err(|fault| wrong(&today, &fault))?;
        let title = self.title.unwrap_or(name);
        let plan = Plan { pack_id, title, publisher: self.publisher, licence: self.licence, lang, created };
        let drafted = draft(&folder, &plan).map_err(|fault| refusal(&fault))?;
        let shown = self.folder.display();
        let mut text = format!(
            "{shown}: pack.toml and course.toml are written. Lessons: {}, modules: {}.\n",
            drafted.lessons, drafted.modules
        );
        for file in &drafted.left_out {
            writeln!(text, "left out: {file}").map_err(|fault| wrong("the text", &fault))?;
        }
        write!(text, "Read course.toml, change what is not right, and then: foothold-pack check {shown}")
            .map_err(|fault| wrong("the text", &fault))?;
        let data = json!({"modules": drafted.modules, "lessons": drafted.lessons, "left_out": drafted.left_out});
        Ok(Done { text, data })
    }
}

fn refusal(fault: &DraftFault) -> Refused {
    let (code, mend) = match fault {
        DraftFault::Exists(_) => (Code::CourseMistakes, "Change that, or move it away to draft it anew."),
        DraftFault::Nothing => {
            (Code::CourseMistakes, "Put the files into it first: MP4, WebM, MP3, PDF, EPUB, Markdown.")
        }
        DraftFault::TooMany => (Code::CourseMistakes, "Divide it into several courses."),
        DraftFault::Id(_) => (Code::CourseMistakes, "Give a name like org.example.welding."),
        DraftFault::Io(_) => (Code::DiskTrouble, "Look at the disk and the permissions."),
    };
    Refused::new(code, format!("Nothing was written: {fault}. {mend}"))
}
