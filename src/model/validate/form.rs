//! Forms: fields that can be filled in, sums of what can be added.

use super::fault::Trail;
use super::question::{WORK_CHARS_MAX, check_choices};
use super::rules::suggest;
use super::words::Words;
use crate::model::course::Course;
use crate::model::form::{Field, FieldContent as F, Form};
use crate::model::id::Slug;

/// Checks one form.
pub(super) fn check_form<'a>(trail: &mut Trail, words: &mut Words<'a>, form: &'a Form, course: &'a Course) {
    trail.within("print", |trail| words.title(trail, "title", &form.print.title));
    trail.check_key("sections", !form.sections.is_empty(), "the form is empty", "add a section with fields");
    trail.unique("sections", &form.sections, |section| &section.id);
    check_field_ids(trail, form);
    trail.each("sections", &form.sections, |trail, section| {
        words.title(trail, "title", &section.title);
        words.maybe(trail, "help", section.help.as_ref());
        if let Some(most) = section.repeat_max {
            trail.range("repeat_max", u64::from(most), 2, 100);
        }
        trail.check_key(
            "fields",
            !section.fields.is_empty(),
            "the section has no field",
            "add one, or remove the section",
        );
        trail.each("fields", &section.fields, |trail, field| check_field(trail, words, field, form, course, false));
    });
}

fn fields(form: &Form) -> impl Iterator<Item = &Field> {
    form.sections.iter().flat_map(|section| &section.fields)
}

fn check_field_ids(trail: &mut Trail, form: &Form) {
    let mut seen = std::collections::BTreeSet::new();
    trail.each("sections", &form.sections, |trail, section| {
        trail.each("fields", &section.fields, |trail, field| {
            if !seen.insert(&field.id) {
                let what = format!("the field id `{}` is used twice in the form", field.id);
                trail.within("id", |trail| trail.fault(what, "give each field its own id"));
            }
        });
    });
}

fn check_field<'a>(
    trail: &mut Trail,
    words: &mut Words<'a>,
    field: &'a Field,
    form: &'a Form,
    course: &Course,
    is_column: bool,
) {
    words.title(trail, "label", &field.label);
    words.maybe(trail, "help", field.help.as_ref());
    match &field.content {
        F::Text { max_chars } | F::LongText { max_chars } => {
            trail.range("max_chars", u64::from(*max_chars), 1, WORK_CHARS_MAX);
        }
        F::Choice { options } | F::Choices { options } => check_choices(trail, words, "options", options, 2),
        F::Table { .. } if is_column => trail.fault("a table stands in a table", "make it a field of its own"),
        F::Table { columns, rows_max } => {
            trail.range("rows_max", u64::from(*rows_max), 1, 500);
            trail.check_key(
                "columns",
                (1..=20).contains(&columns.len()),
                "the table has no column, or over 20",
                "give 1 to 20",
            );
            trail.unique("columns", columns, |column| &column.id);
            trail.each("columns", columns, |trail, column| check_field(trail, words, column, form, course, true));
        }
        F::Sum { of } => check_sum(trail, of, form),
        F::FromDirectory { directory } => {
            let mend = suggest(directory.as_str(), course.directories.iter().map(|known| known.id.as_str()));
            let what = format!("there is no directory `{directory}` in this course");
            trail.check_key("directory", course.directory(directory).is_some(), what, mend);
        }
        F::Number {} | F::Money {} | F::Date {} | F::Month {} | F::Phone {} | F::YesNo {} | F::FromRecord { .. } => {}
        F::Unknown(opaque) => {
            trail.fault(
                format!("the kind `{}` is not known to this version", opaque.kind()),
                "use a newer foothold-pack",
            );
        }
    }
}

fn check_sum(trail: &mut Trail, of: &[Slug], form: &Form) {
    trail.check_key("of", !of.is_empty(), "it is the sum of nothing", "name number or money fields");
    let columns =
        || fields(form).filter_map(|f| if let F::Table { columns, .. } = &f.content { Some(columns) } else { None });
    let can_add = |field: &&Field| matches!(field.content, F::Number {} | F::Money {} | F::Sum { .. });
    let addable: Vec<&Field> = fields(form).chain(columns().flatten()).filter(can_add).collect();
    trail.each("of", of, |trail, id| {
        let mend = suggest(id.as_str(), addable.iter().map(|field| field.id.as_str()));
        let is_there = addable.iter().any(|field| field.id == *id);
        trail.check(is_there, format!("`{id}` is not a number or money field of this form"), mend);
    });
}
