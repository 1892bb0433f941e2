//! Tables as CSV that opens in a spreadsheet as it is meant: UTF-8 with a mark at its beginning (Excel reads it as UTF-8
//! only then), lines ending in CR LF (RFC 4180), ISO 8601 days, and no cell that a spreadsheet takes for a formula.

use crate::model::report::{Cell, Table};
use jiff::tz::TimeZone;

/// What a file in UTF-8 begins with.
const MARK: &str = "\u{feff}";

/// What a spreadsheet may take for a formula, or for a way to hide one.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The table with its columns' keys as the first line. Instants are told in `zone`. The last row over all is left out:
/// whoever adds up a column must not count everything twice.
#[must_use]
pub fn of(table: &Table, zone: &TimeZone) -> Vec<u8> {
    let head: Vec<&str> = table.columns.iter().map(|column| column.key).collect();
    write(&head, table.rows.iter().map(|row| row.iter().map(|cell| plain(cell, zone)).collect()))
}

/// A file of these columns. Rows are as long as the head, their cells as they are to stand there.
///
/// # Panics
/// Never: writing to memory cannot be refused.
pub(in crate::office) fn write(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    out.write_record(head).expect("memory takes it");
    for row in rows {
        out.write_record(&row).expect("rows are as long as the head, and memory takes them");
    }
    out.into_inner().expect("memory takes everything")
}

/// Words are kept from being formulas; numbers are ours and may begin with a minus.
fn plain(cell: &Cell, zone: &TimeZone) -> String {
    let text = cell.plain(zone);
    if matches!(cell, Cell::Text(_)) { harmless(text) } else { text }
}

/// Words that no spreadsheet takes for a formula.
pub(in crate::office) fn harmless(text: String) -> String {
    let is_formula = text.trim_start_matches([' ', '\u{a0}', '\n']).starts_with(FORMULAS);
    if is_formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::report::{Column, Kind};

    #[test]
    fn no_name_breaks_a_row_or_becomes_a_formula() {
        for (text, wanted) in [
            ("Ana", "Ana"),
            ("López, Ana", "\"López, Ana\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            ("=1+1", "'=1+1"),
            ("  =1+1", "'  =1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("\tx", "'\tx"),
            ("@x,y", "\"'@x,y\""),
        ] {
            let columns = vec![Column::new("name", Kind::Text), Column::new("gain_points", Kind::Points)];
            let rows = vec![vec![Cell::text(text), Cell::Points(-55)]];
            let csv = of(&Table { columns, rows, total: None }, &TimeZone::UTC);
            assert_eq!(String::from_utf8(csv).unwrap(), format!("\u{feff}name,gain_points\r\n{wanted},-5.5\r\n"));
        }
    }

    #[test]
    fn an_empty_table_is_its_head() {
        let table = Table { columns: vec![Column::new("name", Kind::Text)], ..Table::default() };
        assert_eq!(of(&table, &TimeZone::UTC), "\u{feff}name\r\n".as_bytes());
    }
}
