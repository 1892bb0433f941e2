//! The records of a directory: one JSON object on a line.

use super::folder::Folder;
use super::mistake::{Findings, Mistake};
use crate::model::directory::{Directory, Record, RecordKind, RecordPolicy};
use crate::model::validate::{check_shape, nearest, schema};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};

/// The longest record.
const LINE_BYTES_MAX: u64 = 64 << 10;
/// Most mistakes told of one file: the rest is like them.
const MISTAKES_MAX: usize = 100;

/// Checks every record of the file `file` against `directory`. A few lines are in memory at a time.
pub fn check_records(folder: &Folder, file: &str, directory: &Directory, findings: &mut Findings) {
    let opened = match File::open(folder.file(file)) {
        Ok(opened) => opened,
        Err(error) => {
            return findings.mistake(Mistake::new(
                file,
                format!("it cannot be read ({error})"),
                "look at its permissions",
            ));
        }
    };
    let mut check =
        Check { file, directory, schema: schema::record_schema(), seen: BTreeSet::new(), found: Vec::new() };
    let mut reader = BufReader::new(opened);
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        match reader.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes) {
            Ok(0) if number == 1 => {
                check.say(1, "there is no record".into(), "write one JSON object on each line".into());
            }
            Ok(0) => break,
            Ok(_) => check.line(number, &bytes),
            Err(error) => {
                check.say(number, format!("it cannot be read ({error})"), "look at the disk".into());
                break;
            }
        }
        if check.found.len() >= MISTAKES_MAX {
            break;
        }
    }
    findings.mistakes.extend(check.found);
}

struct Check<'a> {
    file: &'a str,
    directory: &'a Directory,
    schema: serde_json::Value,
    seen: BTreeSet<String>,
    found: Vec<Mistake>,
}

impl Check<'_> {
    fn say(&mut self, line: usize, what: String, mend: String) {
        self.found.push(Mistake::new(self.file, what, mend).at(line));
    }

    fn line(&mut self, number: usize, bytes: &[u8]) {
        if bytes.len() as u64 == LINE_BYTES_MAX && !bytes.ends_with(b"\n") {
            return self.say(number, "the record is longer than 64 KiB".into(), "shorten it".into());
        }
        let written: serde_json::Value = match serde_json::from_slice(bytes) {
            Ok(written) => written,
            Err(error) => {
                return self.say(number, format!("this is not JSON: {error}"), "write one object on the line".into());
            }
        };
        let shape = check_shape(&self.schema, &written);
        for fault in &shape.faults {
            let place = if fault.at.is_empty() { String::new() } else { format!("{}: ", fault.at) };
            self.say(number, format!("{place}{}", fault.what), fault.mend.clone());
        }
        match serde_json::from_value::<Record>(written) {
            Ok(record) => self.record(number, &record),
            Err(error) if shape.faults.is_empty() => {
                self.say(
                    number,
                    format!("it has not the right shape: {error}"),
                    "compare it with the schema of records".into(),
                );
            }
            Err(_) => {} // told above, better
        }
    }

    fn record(&mut self, number: usize, record: &Record) {
        if !self.seen.insert(record.id.to_string()) {
            self.say(number, format!("the id `{}` is used twice", record.id), "give each record its own id".into());
        }
        if matches!(record.kind, RecordKind::Other(_)) || matches!(record.record_policy, RecordPolicy::Other(_)) {
            self.say(
                number,
                "its kind or record policy is not known".into(),
                "use one of the names of the schema".into(),
            );
        }
        if record.places.is_empty() {
            self.say(number, "it has no place".into(), "name at least city and region".into());
        }
        let own =
            [("area", &record.area), ("help", &record.help), ("serves", &record.serves), ("trades", &record.trades)];
        for (field, values) in own {
            self.values(number, field, values.iter().map(|value| value.as_str()));
        }
        for (field, values) in &record.extra {
            if self.directory.fields.iter().all(|known| known.id != *field) {
                let known: Vec<&str> = self.directory.fields.iter().map(|known| known.id.as_str()).collect();
                let mend = nearest(field.as_str(), known)
                    .map_or("add it to the directory's fields".into(), |guess| format!("did you mean `{guess}`?"));
                self.say(number, format!("the directory has no field `{field}`"), mend);
            }
            self.values(number, field.as_str(), values.iter().map(String::as_str));
        }
    }

    fn values<'v>(&mut self, number: usize, field: &str, values: impl Iterator<Item = &'v str>) {
        let Some(known) =
            self.directory.fields.iter().find(|known| known.id.as_str() == field && !known.options.is_empty())
        else {
            return;
        };
        let options: Vec<&str> = known.options.iter().map(|option| option.id.as_str()).collect();
        for value in values.filter(|value| !options.contains(value)) {
            let mend = nearest(value, options.iter().copied()).map_or_else(
                || format!("add it to the options of `{field}`"),
                |guess| format!("did you mean `{guess}`?"),
            );
            self.say(number, format!("`{value}` is not one of the options of `{field}`"), mend);
        }
    }
}
