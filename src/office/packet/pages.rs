//! The pages of a packet that no other paper has: what is in it, and what is the person's own.

use crate::model::event::{Body, Event};
use crate::model::flow::Flow;
use crate::model::form::{Field, FieldContent, Form, Leaves};
use crate::model::id::{CourseId, Lang, LessonId, Slug};
use crate::model::lesson::LessonContent;
use crate::model::sheet::{Ink, Sheet, Style};
use crate::office::dossier::Dossier;
use crate::office::known::Known;
use crate::office::transcript::Transcript;
use crate::text::Words;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

/// What of a packet is the person's own.
pub(super) struct Own {
    forms: Vec<FilledForm>,
    entries: Vec<Entry>,
}

/// A form with the answers that may go into a packet.
struct FilledForm {
    title: String,
    sections: Vec<(String, Vec<(String, String)>)>,
}

/// An entry of the journal.
struct Entry {
    wall_ms: u64,
    text: String,
}

impl Own {
    pub(super) fn of(dossier: &Dossier, known: &Known, lang: &Lang) -> Self {
        Self { forms: forms(dossier, known, lang), entries: entries(dossier) }
    }

    /// How many forms, how many entries.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.forms.len(), self.entries.len())
    }

    /// The pages, if there is anything on them, with days as they were in `zone`.
    pub(super) fn sheets(&self, it: &Transcript, zone: &TimeZone) -> Vec<Sheet> {
        if self.counts() == (0, 0) {
            return Vec::new();
        }
        let words = Words::for_tag(it.language.as_str());
        let title = words.get("packet-own-title");
        let mut flow = Flow::new(it.head.paper, &format!("{title} – {}", it.name), it.language.as_str());
        flow.head(&it.head, &[]);
        flow.paragraph(&words.get("packet-own-lead"), Style::of(10.0, Ink::Muted));
        for form in &self.forms {
            flow.heading(&form.title);
            for (heading, answers) in &form.sections {
                flow.need(16.0);
                flow.paragraph(heading, Style::of(10.5, Ink::Ink).bold());
                for (label, answer) in answers {
                    flow.paragraph(&format!("{label}: {answer}"), Style::of(10.5, Ink::Ink));
                }
            }
        }
        for entry in &self.entries {
            flow.heading(&words.with("packet-entry", &[("day", words.date(entry.wall_ms, zone).into())]));
            flow.paragraph(&entry.text, Style::of(11.0, Ink::Ink));
        }
        flow.finish(&it.name, |page, of| words.with("page-number", &[("page", page.into()), ("of", of.into())]))
    }
}

/// The first page: whose packet it is, what is in it, how to check it.
pub(super) fn cover(it: &Transcript, own: &Own) -> Vec<Sheet> {
    let words = Words::for_tag(it.language.as_str());
    let title = words.get("packet-title");
    let mut flow = Flow::new(it.head.paper, &format!("{title} – {}", it.name), it.language.as_str());
    flow.head(&it.head, &it.issuer);
    flow.paragraph(&words.with("packet-lead", &[("name", it.name.as_str().into())]), Style::of(12.0, Ink::Ink));
    flow.heading(&words.get("packet-contents"));
    let good: Vec<_> = it.certificates.iter().filter(|line| line.revoked.is_none()).collect();
    let (forms, entries) = own.counts();
    let line = Style::of(11.0, Ink::Ink);
    flow.paragraph(&words.with("packet-certificates", &[("count", good.len().into())]), line);
    for certificate in good {
        let day = words.day_text(&certificate.day);
        flow.paragraph(&format!("– {}, {day}, {}", certificate.title, certificate.number), Style::of(10.0, Ink::Muted));
    }
    flow.paragraph(&words.get("packet-transcript"), line);
    if forms + entries > 0 {
        let values = [("forms", forms.into()), ("entries", entries.into())];
        flow.paragraph(&words.with("packet-own", &values), line);
    }
    flow.heading(&words.get("transcript-check-title"));
    flow.paragraph(&words.get("packet-check"), Style::of(10.0, Ink::Ink));
    if let Some(contact) = &it.contact {
        let contact = words.with("certificate-contact", &[("contact", contact.as_str().into())]);
        flow.paragraph(&contact, Style::of(10.0, Ink::Ink));
    }
    flow.finish(&it.name, |page, of| words.with("page-number", &[("page", page.into()), ("of", of.into())]))
}

/// The entries that the person put into it, in the order of their choice.
fn entries(dossier: &Dossier) -> Vec<Entry> {
    let chosen = |entry: &Slug, text: &str| {
        let is_it = |event: &&Event| matches!(event.body(), Some(Body::PacketChosen(body)) if body.entry == *entry && body.text.as_deref() == Some(text));
        dossier.events.iter().rfind(is_it).map_or(0, |event| event.header.wall)
    };
    let kept = dossier.fold.keepings().packet();
    let mut entries: Vec<Entry> =
        kept.map(|(entry, text)| Entry { wall_ms: chosen(entry, text), text: text.to_owned() }).collect();
    entries.sort_by_key(|entry| entry.wall_ms);
    entries
}

/// Their forms, as far as their fields may go into a packet: by the edition that they were filled in with, whatever a later
/// one says. Of an edition that this office does not know nothing goes.
fn forms(dossier: &Dossier, known: &Known, lang: &Lang) -> Vec<FilledForm> {
    let kept = dossier.fold.keepings();
    let filled = kept.lessons().filter_map(|(id, lesson)| {
        let values = kept.form_values(id, lesson)?;
        let edition = edition_of(dossier, (id, lesson), values)?;
        let course = known.courses.get(id)?.iter().find(|course| course.edition == edition)?;
        let found = course.lessons().find(|it| it.id == *lesson)?;
        let LessonContent::Form { form } = &found.content else { return None };
        let say = |text: &crate::model::text::Text| text.get(lang, course.first_language()).to_owned();
        let sections = sections(form, values, &say);
        (!sections.is_empty()).then(|| FilledForm { title: say(&form.print.title), sections })
    });
    filled.collect()
}

/// The edition of the course in which a form was last filled in with these values.
fn edition_of(dossier: &Dossier, at: (&CourseId, &LessonId), values: &Map<String, Value>) -> Option<u32> {
    let saved = dossier.events.iter().filter_map(|event| match event.body() {
        Some(Body::FormSaved(body)) if (&body.at.course, &body.at.lesson) == at && body.values == *values => {
            Some((event.header.lamport, event.hash, body.at.edition))
        }
        _ => None,
    });
    saved.max().map(|(_, _, edition)| edition)
}

type Say<'a> = &'a dyn Fn(&crate::model::text::Text) -> String;

fn sections(form: &Form, values: &Map<String, Value>, say: Say<'_>) -> Vec<(String, Vec<(String, String)>)> {
    let mut out = Vec::new();
    for section in &form.sections {
        let times: Vec<&Value> = match values.get(section.id.as_str()) {
            Some(Value::Array(times)) => times.iter().collect(),
            Some(once) => vec![once],
            None => continue,
        };
        for value in times {
            let answers: Vec<_> = section.fields.iter().filter_map(|field| answer(field, value, say)).collect();
            if !answers.is_empty() {
                out.push((say(&section.title), answers));
            }
        }
    }
    out
}

/// The answer to a field, if it has one and may go into a packet.
fn answer(field: &Field, values: &Value, say: Say<'_>) -> Option<(String, String)> {
    if field.leaves == Leaves::Never {
        return None;
    }
    let value = values.get(field.id.as_str())?;
    let text = spoken(&field.content, value, say);
    (!text.trim().is_empty()).then(|| (say(&field.label), text))
}

fn spoken(content: &FieldContent, value: &Value, say: Say<'_>) -> String {
    match (content, value) {
        (FieldContent::Choice { options } | FieldContent::Choices { options }, Value::String(id)) => options
            .iter()
            .find(|option| option.id.as_str() == id)
            .map_or_else(|| id.clone(), |option| say(&option.text)),
        (FieldContent::Table { columns, .. }, Value::Array(rows)) => {
            let row = |row: &Value| {
                let cells = columns.iter().filter_map(|column| answer(column, row, say));
                cells.map(|(label, text)| format!("{label}: {text}")).collect::<Vec<_>>().join(", ")
            };
            rows.iter().map(row).filter(|row| !row.is_empty()).collect::<Vec<_>>().join("; ")
        }
        (_, Value::Array(items)) => items.iter().map(|item| spoken(content, item, say)).collect::<Vec<_>>().join(", "),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Bool(true)) => "✓".into(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Null | Value::Bool(false) | Value::Object(_)) => String::new(),
    }
}
