//! What offices write, and what nobody should.

use super::*;

fn people(text: &str) -> Vec<(String, String)> {
    let roster = read(text.as_bytes()).unwrap();
    let entries = roster.rows.into_iter().map(|row| row.entry.unwrap());
    entries.map(|entry| (entry.name, entry.number)).collect()
}

fn fault(row: &str) -> RowFault {
    let text = format!("name,number,birth year,language,group\nAna Ruiz,1,,,\n{row}\n");
    let rows = read(text.as_bytes()).unwrap().rows;
    assert_eq!((rows.len(), rows[1].line), (2, 3), "{row:?}");
    assert!(rows[0].entry.is_ok());
    rows[1].entry.clone().unwrap_err()
}

#[test]
fn heads_are_known_in_any_order_language_and_case() {
    let both = [("Ana Ruiz".to_owned(), "4711".to_owned())];
    for text in [
        "name,number\nAna Ruiz,4711\n",
        "NUMBER , Name\r\n4711, Ana Ruiz \r\n",
        "\u{FEFF}Nombre;Número\n\"Ana Ruiz\";4711",
        "Apellidos;Nombre;N.º;Expediente\nRuiz;Ana;x;4711\n",
        "Last name\tFirst name\tDOC #\tDOC ID\nRuiz\tAna\t\t4711\n",
        "sep=;\nname;number\nAna Ruiz;4711\n",
        "name,number\n\n,,,\nAna   Ruiz,4711\n\n",
        "name,number\n\"Ana\nRuiz\",4711\n",
    ] {
        assert_eq!(people(text), both, "{text:?}");
    }
}

#[test]
fn a_row_says_all_it_can() {
    let text = "Nombre completo;Número;Año de nacimiento;Idioma;Grupo;Celda\nLucía Ortiz;1002;1988;Español;Mañanas;B-12\n\
                Sam Rivera;1001;04/01/1990;en;;\n";
    let roster = read(text.as_bytes()).unwrap();
    let first = roster.rows[0].entry.clone().unwrap();
    assert_eq!((first.birth_year, first.lang.unwrap().to_string()), (Some(1988), "es".into()));
    assert_eq!(first.group.as_deref(), Some("Mañanas"));
    let second = roster.rows[1].entry.clone().unwrap();
    assert_eq!((second.birth_year, second.group), (Some(1990), None));
    assert_eq!(roster.passed_over, ["Celda"]);
    assert!(!roster.is_other_encoding);
}

#[test]
fn what_is_wrong_in_a_row_is_told_with_its_line() {
    let long = "x".repeat(1 << 20);
    let cases = [
        (",2,,,", RowFault::NameMissing),
        ("Ben,,,,", RowFault::NumberMissing),
        ("Ben", RowFault::NumberMissing),
        ("Ben,2,88,,", RowFault::BirthYear),
        ("Ben,2,1888,,", RowFault::BirthYear),
        ("Ben,2,1988 1989,,", RowFault::BirthYear),
        ("Ben,2,,Klingon,", RowFault::Language),
        ("Ben,2,,e n,", RowFault::Language),
        ("=cmd|' /C calc'!A0,2,,,", RowFault::Formula),
        ("Ben,@2,,,", RowFault::Formula),
        ("Ben,2,,,+1", RowFault::Formula),
        ("B\u{7}en,2,,,", RowFault::Hidden),
        ("Ben\u{202E}neB,2,,,", RowFault::Hidden),
        ("Ben,2\u{200B},,,", RowFault::Hidden),
        ("Ben,1,,,", RowFault::Twice { line: 2 }),
        ("Ben,\" 1 \",,,", RowFault::Twice { line: 2 }),
    ];
    for (row, wanted) in cases {
        assert_eq!(fault(row), wanted, "{row:?}");
    }
    assert_eq!(fault(&format!("{long},2,,,")), RowFault::TooLong, "a field of a mebibyte");
    assert_eq!(fault(&format!("Ben,2,,,{long}")), RowFault::TooLong);
}

#[test]
fn letters_that_run_from_right_to_left_are_kept_as_they_are() {
    assert_eq!(people("name,number\nאורי כהן,7\nمريم,8\n")[0], ("אורי כהן".into(), "7".into()));
}

#[test]
fn other_encodings_are_read_and_told() {
    let latin = b"nombre;n\xFAmero\nBego\xF1a \x97 P\xE9rez;9\n";
    let roster = read(latin).unwrap();
    assert!(roster.is_other_encoding);
    assert_eq!(roster.rows[0].entry.clone().unwrap().name, "Begoña — Pérez");
    let wide: Vec<u8> = "\u{FEFF}name\tnumber\nBegoña\t9\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let roster = read(&wide).unwrap();
    assert!(!roster.is_other_encoding);
    assert_eq!(roster.rows[0].entry.clone().unwrap().name, "Begoña");
}

#[test]
fn what_is_no_list_is_refused_as_a_whole() {
    let many: String =
        std::iter::once("name,number\n".to_owned()).chain((0..100_000).map(|number| format!("P,{number}\n"))).collect();
    let cases: [(&[u8], RosterFault); 8] = [
        (b"", RosterFault::NoColumn("name")),
        (b"\xEF\xBB\xBF", RosterFault::NoColumn("name")),
        (b"Ana Ruiz,4711\n", RosterFault::NoColumn("name")),
        (b"name;wing\nAna;B\n", RosterFault::NoColumn("number")),
        (b"PK\x03\x04 a spreadsheet's own file", RosterFault::NotText),
        (b"name,number\nA\0na,1\n", RosterFault::NotText),
        (b"\xFF\xFEa", RosterFault::NoColumn("name")),
        (many.as_bytes(), RosterFault::TooLarge),
    ];
    for (bytes, wanted) in cases {
        assert_eq!(read(bytes).unwrap_err(), wanted, "{:?}", &bytes[..bytes.len().min(20)]);
    }
    let large = vec![b'a'; usize::try_from(ROSTER_BYTES_MAX).unwrap() + 1];
    assert_eq!(read(&large).unwrap_err(), RosterFault::TooLarge);
}

#[test]
fn a_quotation_mark_that_never_closes_costs_its_row_and_no_more() {
    let roster = read(b"name,number\nAna,1\n\"Ben,2\nCid,3\n").unwrap();
    assert_eq!(roster.rows.len(), 2);
    assert_eq!(roster.rows[1].entry, Err(RowFault::NumberMissing));
}

#[test]
fn no_bytes_make_it_panic() {
    let mut bytes = b"\xEF\xBB\xBFname;number;group\n\"A\"\"na\";1;x\n\r\n'=;\xC3\xB1;\xFF\n".to_vec();
    let mut state = 7_u32;
    for _ in 0..20_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let at = state as usize % bytes.len();
        bytes[at] = (state >> 13) as u8;
        if let Ok(roster) = read(&bytes) {
            assert!(roster.rows.len() <= bytes.len());
        }
    }
}
