//! Readings, and what is refused.

use super::*;

#[test]
fn a_reading_becomes_blocks_in_order() {
    let text = "# Work\n\nFirst **bold** [word](glossary:record).\n\n- one\n- two\n  - deeper\n\n| a | b |\n|---|--:|\n| 1 |\n\n![A desk](img/desk.png)\n\n> note\n\n```toml\nx\n```\n\n---\n";
    let reading = Reading::parse(text);
    assert_eq!(reading.faults, []);
    let kinds: Vec<_> = reading
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading { .. } => "heading",
            Block::Paragraph(_) => "paragraph",
            Block::List { .. } => "list",
            Block::Quote(_) => "quote",
            Block::Callout(..) => "callout",
            Block::Place(_) => "place",
            Block::Code { .. } => "code",
            Block::Table { .. } => "table",
            Block::Picture { .. } => "picture",
            Block::Divider => "divider",
        })
        .collect();
    assert_eq!(kinds, ["heading", "paragraph", "list", "table", "picture", "quote", "code", "divider"]);
    let Block::Table { head, rows, columns } = &reading.blocks[3] else { panic!("a table") };
    assert_eq!((head.len(), rows.len(), rows[0].len(), columns[1]), (2, 1, 2, Column::Right));
    assert_eq!(reading.pictures(), ["img/desk.png"]);
    assert_eq!(reading.links().len(), 1);
    assert_eq!(reading.passages()[0].0, "work");
}

#[test]
fn footnotes_are_numbered_as_met_and_callouts_have_kinds() {
    let reading = Reading::parse(
        "One[^b] two[^a] again[^b].\n\n[^a]: Second note.\n[^b]: First *note*.\n\n> [!WARNING]\n> Take care.\n",
    );
    assert_eq!(reading.faults, []);
    let leads: Vec<_> = reading.links().into_iter().cloned().collect();
    let here = |n: u32| Link::Here(format!("note-{n}"));
    assert_eq!(leads, [here(1), here(2), here(1)]);
    let [Block::Paragraph(_), Block::Callout(Callout::Warning, inside), Block::Divider, Block::List { items, .. }] =
        reading.blocks.as_slice()
    else {
        panic!("{:#?}", reading.blocks)
    };
    assert_eq!(inside.len(), 1);
    assert!(matches!(&items[0][..], [Block::Place(name), Block::Paragraph(runs)]
        if name == "note-1" && words(runs) == "First note."));
    assert_eq!(items.len(), 2);
    assert_eq!(Link::parse("here:x"), None);
}

#[test]
fn what_leads_out_is_named_with_its_line() {
    let cases = [
        ("a\n\n[x](https://example.org)", 3, MarkdownFault::Link("https://example.org".into())),
        ("![x](http://a/b.png)", 1, MarkdownFault::Picture("http://a/b.png".into())),
        ("![](a.png)", 1, MarkdownFault::PictureWithoutWords("a.png".into())),
        ("a\n<b>c</b>", 2, MarkdownFault::Html),
    ];
    for (text, line, fault) in &cases {
        assert_eq!(Reading::parse(text).faults.first(), Some(&(*line, fault.clone())), "{text}");
    }
    assert_eq!(Link::parse("lesson:Bad_Id"), None);
    assert_eq!(Link::parse("file:x"), None);
}

#[test]
fn any_text_parses_without_a_panic_and_depth_is_bounded() {
    for text in ["> ".repeat(500_000), "- ".repeat(500), "| ".repeat(300), "![[[".repeat(200), "\u{0}\n|".repeat(99)] {
        let reading = Reading::parse(&text);
        assert!(reading.blocks.len() < 1000);
    }
}

#[test]
fn headings_of_the_same_words_have_different_anchors() {
    let reading = Reading::parse("# Año\n\n# Año\n");
    let anchors: Vec<_> = reading.headings().map(|(_, anchor, _)| anchor.to_owned()).collect();
    assert_eq!(anchors, ["ano", "ano-2"]);
}
