//! A transcript as a document for people.

use super::{CertificateLine, CourseLine, CredentialLine, CreditLine, LevelLine, Transcript};
use crate::model::event::OutsideKind;
use crate::model::flow::{Column, Flow, Place};
use crate::model::sheet::{Ink, Sheet, Style};
use crate::text::{Words, decimal};

/// The pages, in the transcript's language as far as we speak it.
#[must_use]
pub fn sheets(it: &Transcript) -> Vec<Sheet> {
    let words = Words::for_tag(it.language.as_str());
    let title = words.get("transcript-title");
    let mut pages = Pages {
        flow: Flow::new(it.head.paper, &format!("{title} – {}", it.name), it.language.as_str()),
        words: &words,
    };
    pages.flow.head(&it.head, &it.issuer);
    pages.person(it);
    pages.courses(&it.courses);
    pages.months(it);
    pages.certificates(&it.certificates);
    pages.levels(&it.levels);
    pages.credits(&it.credits);
    pages.credentials(&it.credentials);
    pages.end(it);
    let made = words.day_text(&it.made);
    let foot = words.with("transcript-foot", &[("name", it.name.as_str().into()), ("day", made.into())]);
    pages.flow.finish(&foot, |page, of| words.with("page-number", &[("page", page.into()), ("of", of.into())]))
}

struct Pages<'a> {
    flow: Flow,
    words: &'a Words,
}

impl Pages<'_> {
    fn say(&self, key: &str) -> String {
        self.words.get(&format!("transcript-{key}"))
    }

    fn day(&self, iso: &str) -> String {
        self.words.day_text(iso)
    }

    fn person(&mut self, it: &Transcript) {
        let mut facts = vec![(self.say("name"), it.name.clone()), (self.say("number"), it.number.clone())];
        if let Some(year) = it.birth_year {
            facts.push((self.say("birth-year"), year.to_string()));
        }
        if !it.earlier.is_empty() {
            facts.push((self.say("earlier"), it.earlier.join(", ")));
        }
        facts.push((self.say("hours"), hours(it.credited_ms)));
        if it.held_ms > 0 {
            facts.push((self.say("hours-waiting"), hours(it.held_ms)));
        }
        let good = it.certificates.iter().filter(|line| line.revoked.is_none()).count();
        facts.push((self.say("certificates"), good.to_string()));
        facts.push((self.say("made"), self.day(&it.made)));
        self.flow.facts(&facts);
    }

    /// A part with a heading and a table; where there is nothing, a word that says so.
    fn part(&mut self, key: &str, columns: &[(&str, f32, Place)], rows: &[Vec<String>]) {
        let heading = self.say(key);
        self.flow.heading(&heading);
        if rows.is_empty() {
            let nothing = self.say("nothing");
            return self.flow.paragraph(&nothing, Style::of(9.5, Ink::Muted));
        }
        let labels: Vec<String> = columns.iter().map(|(label, ..)| self.say(label)).collect();
        let columns: Vec<Column<'_>> = columns
            .iter()
            .zip(&labels)
            .map(|((_, share, place), label)| Column { label, share: *share, place: *place })
            .collect();
        self.flow.table(&columns, rows);
    }

    fn courses(&mut self, lines: &[CourseLine]) {
        let row = |line: &CourseLine| {
            let (first, last) = line.days.clone().unwrap_or_default();
            let state = match line.is_done {
                true => self.say("done"),
                false => format!("{} / {}", line.lessons.0, line.lessons.1),
            };
            let score = line.score_permille.map(|score| self.percent(score)).unwrap_or_default();
            vec![line.title.clone(), first, last, state, score, hours(line.credited_ms)]
        };
        let rows: Vec<_> = lines.iter().map(row).collect();
        let columns = [
            ("course", 4.2, Place::Left),
            ("from", 1.5, Place::Left),
            ("to", 1.5, Place::Left),
            ("lessons", 1.5, Place::Left),
            ("score", 1.0, Place::Right),
            ("hours-short", 1.0, Place::Right),
        ];
        self.part("courses", &columns, &rows);
    }

    fn percent(&self, permille: u32) -> String {
        self.words.with("percent", &[("percent", decimal(permille.into()).into())])
    }

    fn months(&mut self, it: &Transcript) {
        let most = it.months.values().copied().max().unwrap_or_default().max(1);
        let row = |(month, ms): (&String, &u64)| vec![self.month(month), hours(*ms), (ms * 1000 / most).to_string()];
        let rows: Vec<_> = it.months.iter().map(row).collect();
        let columns = [("month", 2.0, Place::Left), ("hours-short", 1.0, Place::Right), ("hours-bar", 5.0, Place::Bar)];
        self.part("months", &columns, &rows);
    }

    /// `2026-11` as "November 2026".
    fn month(&self, month: &str) -> String {
        let (year, number) = month.split_once('-').unwrap_or((month, ""));
        let name = self.words.get(&format!("month-{}", number.trim_start_matches('0')));
        self.words.with("transcript-month-of", &[("month", name.into()), ("year", year.into())])
    }

    fn certificates(&mut self, lines: &[CertificateLine]) {
        let row = |line: &CertificateLine| {
            let mut state = match &line.revoked {
                None => self.say("in-force"),
                Some((day, reason)) => {
                    let values = [("day", self.day(day).into()), ("reason", reason.as_str().into())];
                    self.words.with("transcript-taken-back", &values)
                }
            };
            if line.is_dated_by_office {
                state.push_str(&format!(" {}", self.say("dated-by-office")));
            }
            vec![line.title.clone(), line.number.clone(), self.day(&line.day), state]
        };
        let rows: Vec<_> = lines.iter().map(row).collect();
        let columns = [
            ("certificate", 3.6, Place::Left),
            ("certificate-number", 2.6, Place::Left),
            ("day", 2.0, Place::Left),
            ("state", 2.8, Place::Left),
        ];
        self.part("certificates", &columns, &rows);
    }

    fn levels(&mut self, lines: &[LevelLine]) {
        let row = |line: &LevelLine| {
            let state = if line.is_done { self.say("reached") } else { self.say("not-reached") };
            vec![line.programme.clone(), line.level.clone(), format!("{} / {}", line.steps.0, line.steps.1), state]
        };
        let rows: Vec<_> = lines.iter().map(row).collect();
        let columns = [
            ("programme", 3.5, Place::Left),
            ("level", 3.5, Place::Left),
            ("courses-done", 1.6, Place::Right),
            ("state", 2.0, Place::Left),
        ];
        self.part("levels", &columns, &rows);
    }

    fn credits(&mut self, lines: &[CreditLine]) {
        let row = |line: &CreditLine| {
            let key = format!("credit-{}", line.kind.replace('_', "-"));
            let amount = match self.words.has(&key) {
                true => self.words.with(&key, &[("amount", line.amount.as_str().into())]),
                false => line.amount.clone(),
            };
            let who = line.who.clone().unwrap_or_else(|| self.say("recommended"));
            vec![amount, line.basis.clone(), who, line.day.as_deref().map(|day| self.day(day)).unwrap_or_default()]
        };
        let rows: Vec<_> = lines.iter().map(row).collect();
        let columns = [
            ("credit", 2.4, Place::Left),
            ("basis", 3.8, Place::Left),
            ("who", 2.4, Place::Left),
            ("entered", 2.2, Place::Left),
        ];
        self.part("credits", &columns, &rows);
    }

    fn credentials(&mut self, lines: &[CredentialLine]) {
        let columns = [
            ("earned", 3.0, Place::Left),
            ("issuer", 2.4, Place::Left),
            ("day", 1.9, Place::Left),
            ("evidence", 2.6, Place::Left),
            ("entered-by", 2.4, Place::Left),
        ];
        let kinds = [(OutsideKind::Credential, "outside"), (OutsideKind::Instructor, "instructor")];
        for (kind, heading) in kinds {
            let row = |line: &CredentialLine| {
                let values = [("who", line.who.as_str().into()), ("day", self.day(&line.entered).into())];
                let who = self.words.with("transcript-by", &values);
                vec![line.name.clone(), line.issuer.clone(), self.day(&line.day), line.evidence.clone(), who]
            };
            let rows: Vec<_> = lines.iter().filter(|line| line.kind == kind).map(row).collect();
            self.part(heading, &columns, &rows);
        }
    }

    /// The statement, the lines to sign on, and how to check.
    fn end(&mut self, it: &Transcript) {
        self.flow.space(4.0);
        let statement = self.words.with("transcript-statement", &[("name", it.name.as_str().into())]);
        self.flow.need(62.0);
        self.flow.paragraph(&statement, Style::of(11.0, Ink::Ink));
        let (name, title) = (self.say("sign-name"), self.say("sign-title"));
        self.flow.signatures(&it.head, (&name, &title));
        let heading = self.say("check-title");
        self.flow.heading(&heading);
        let mut check = self.say("check");
        if let Some(contact) = &it.contact {
            check.push_str(&format!(
                "\n{}",
                self.words.with("certificate-contact", &[("contact", contact.as_str().into())])
            ));
        }
        self.flow.paragraph(&check, Style::of(9.5, Ink::Ink));
    }
}

/// Hours with one decimal, rounded down.
fn hours(ms: u64) -> String {
    decimal(ms / 360_000)
}
