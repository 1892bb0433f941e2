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
            Block::Formula(_) => "formula",
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
        ("a\n<blink>c</blink>", 2, MarkdownFault::Html("blink".into(), false)),
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

/// The blocks in short: what is where.
fn said(blocks: &[Block]) -> String {
    let runs = |runs: &[Run]| {
        let each = runs.iter().map(|run| {
            let look = run.look;
            let marks = [
                (look.is_strong, 'b'),
                (look.is_emphasised, 'i'),
                (look.is_code, 'c'),
                (look.is_struck, 's'),
                (look.is_raised, '^'),
                (look.is_lowered, '_'),
                (look.is_underlined, 'u'),
                (look.is_marked, 'm'),
                (look.is_formula, '$'),
                (run.link.is_some(), '@'),
            ];
            let marks: String = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
            if marks.is_empty() { run.words.clone() } else { format!("{marks}[{}]", run.words) }
        });
        each.collect::<String>()
    };
    let each = blocks.iter().map(|block| match block {
        Block::Heading { level, runs: of, .. } => format!("h{level}:{}", runs(of)),
        Block::Paragraph(of) => format!("p:{}", runs(of)),
        Block::List { start, items } => {
            let items: Vec<_> = items.iter().map(|item| said(item)).collect();
            format!("list{}({})", start.unwrap_or(0), items.join("|"))
        }
        Block::Quote(inside) => format!("quote({})", said(inside)),
        Block::Callout(_, inside) => format!("callout({})", said(inside)),
        Block::Place(name) => format!("#{name}"),
        Block::Code { language, text } => format!("code:{language}:{text}"),
        Block::Table { head, rows, .. } => {
            let row = |row: &[Vec<Run>]| row.iter().map(|cell| runs(cell)).collect::<Vec<_>>().join(",");
            format!("table({};{})", row(head), rows.iter().map(|r| row(r)).collect::<Vec<_>>().join(";"))
        }
        Block::Picture { file, alt } => format!("picture:{file}:{alt}"),
        Block::Formula(tex) => format!("math:{tex}"),
        Block::Divider => "line".to_owned(),
    });
    each.collect::<Vec<_>>().join("/")
}

#[test]
fn formulas_stand_in_the_line_or_alone_and_money_is_none() {
    for (text, parts) in [
        ("Area $\\pi r^2$ of $$x^2$$ it", "p:Area $[\\pi r^2] of /math:x^2/p: it"),
        ("# The $x$\n\n| $a$ | $$b$$ |\n|--|--|\n| 1 |\n", "h1:The $[x]/table($[a],$[b];1,)"),
        ("It costs $5 and $6.", "p:It costs $5 and $6."),
        ("From $5–$10, or \\$7$x$", "p:From $5–$10, or $7$[x]"),
        ("`$x$`", "p:c[$x$]"),
        ("$$\na\n$$", "math:a"),
        ("- $x$\n- b", "list0(p:$[x]|p:b)"),
    ] {
        let reading = Reading::parse(text);
        assert_eq!(said(&reading.blocks), parts, "{text}");
        assert_eq!(reading.faults, [], "{text}");
    }
    let many = Reading::parse(&"$x$ ".repeat(FORMULAS_MAX + 5));
    assert_eq!(many.formulas().len(), FORMULAS_MAX);
    assert_eq!(many.faults, [(1, MarkdownFault::Formulas)]);
}

#[test]
fn html_of_the_list_makes_the_same_blocks_as_markdown() {
    for (text, parts) in [
        ("a <b>b</b> <em>c *d*</em> H<sub>2</sub>O x<sup>2</sup>", "p:a b[b] i[c d] H_[2]O x^[2]"),
        ("<u>u</u> <kbd>Ctrl</kbd> <mark>m</mark> <s>s</s> a<br>b", "p:u[u] c[Ctrl] m[m] s[s] a\nb"),
        ("<h2>One</h2>\n<p>Two &amp; three&nbsp;&lt;</p>", "h2:One/p:Two & three\u{a0}<"),
        ("<div>\n\n*in*\n\n</div>", "p:i[in]"),
        ("<ul><li>a</li><li>b<ol start=3><li>c</ol></ul>", "list0(p:a|p:b/list3(p:c))"),
        ("<table><tr><th>A<th>B<tr><td>1</table>", "table(b[A],b[B];1,)"),
        (
            "<table><caption>C</caption><tbody><tr><td>1</td><td><p>2</p><p>3</p></td></tr></tbody></table>",
            "p:i[C]/table(1,2\n3;)",
        ),
        ("<blockquote><p>q</p></blockquote><hr/>", "quote(p:q)/line"),
        ("<pre><code class=\"language-python\">if a &lt; b:\n  x</code></pre>", "code:python:if a < b:\n  x"),
        ("<img src='img/a.png' alt=\"A desk\">", "picture:img/a.png:A desk"),
        ("<a href=\"lesson:other#x\">go</a> <a href='glossary:w'>w</a>", "p:@[go] @[w]"),
        ("<p>a<p>b\n\n# c", "p:a/p:b/h1:c"),
        ("- <b>x\n- y\n\n> <i>q\n\nz", "list0(p:b[x]|p:y)/quote(p:i[q])/p:z"),
        ("2 < 3 and <3 <!-- not said --> end", "p:2 < 3 and <3  end"),
        ("| a |\n|--|\n| <b>b</b><br>c |", "table(a;b[b]\nc)"),
    ] {
        let reading = Reading::parse(text);
        assert_eq!(said(&reading.blocks), parts, "{text}");
        assert_eq!(reading.faults, [], "{text}");
    }
}

#[test]
fn html_that_acts_loads_or_dresses_is_left_out_and_named() {
    let html = |name: &str| MarkdownFault::Html(name.into(), true);
    let attribute = |name: &str| MarkdownFault::HtmlAttribute(name.into());
    for (text, parts, line, fault) in [
        ("a\n\n<script>alert('<b>x</b>')\n\nmore()</script>\n\nb", "p:a/p:b", 3, html("script")),
        ("a <script>alert(1)</script> b", "p:a  b", 1, html("script")),
        ("<style>p{}</style>\n\nb", "p:b", 1, html("style")),
        ("<iframe src='https://x.y'>old</iframe>\n\nb", "p:b", 1, html("iframe")),
        ("<svg onload=alert(1)><text>t</text></svg>\n\nb", "p:b", 1, html("svg")),
        ("<object data=x><embed src=y></object>z", "p:z", 1, html("object")),
        ("<p onclick=\"x()\">b</p>", "p:b", 1, attribute("onclick")),
        ("<p style='color:red'>b</p>", "p:b", 1, attribute("style")),
        ("<ScRiPt x>alert(1)</sCrIpT>b", "p:b", 1, html("script")),
        ("<img src=\"x.png\" alt=d onerror=alert(1)>", "picture:x.png:d", 1, attribute("onerror")),
        ("<blink>b</blink>", "p:b", 1, MarkdownFault::Html("blink".into(), false)),
        ("<a href=\"javascript:x()\">b</a>", "p:b", 1, MarkdownFault::Link("javascript:x()".into())),
        ("<a href=\"java&#115;cript:x()\">b</a>", "p:b", 1, MarkdownFault::Link("javascript:x()".into())),
        (
            "<img src='data:image/png;base64,AA' alt=x>",
            "picture:data:image/png;base64,AA:x",
            1,
            MarkdownFault::Picture("data:image/png;base64,AA".into()),
        ),
        ("<img src='//h/a.png' alt=x>", "picture://h/a.png:x", 1, MarkdownFault::Picture("//h/a.png".into())),
        ("<img src=a.png>", "picture:a.png:", 1, MarkdownFault::PictureWithoutWords("a.png".into())),
    ] {
        let reading = Reading::parse(text);
        assert_eq!(said(&reading.blocks), parts, "{text}");
        assert_eq!(reading.faults.first(), Some(&(line, fault)), "{text}");
    }
}

#[test]
fn html_of_any_kind_ends_and_stays_shallow() {
    let bomb = "&amp;".repeat(100_000);
    for text in [
        "<div>".repeat(10_000),
        "<ul><li>".repeat(10_000),
        "<blockquote>".repeat(10_000),
        "<table><tr><td>".repeat(10_000),
        "x <b><i>".repeat(10_000),
        "<b ".repeat(100_000),
        "<a href=\"".repeat(50_000),
        "<!--".repeat(100_000),
        "</p>".repeat(100_000),
        "<script>".repeat(50_000),
        format!("<p>{bomb}</p>"),
        "<p>&lol;&#xFFFFFFFF;&#0;&&&</p>".repeat(1_000),
        "<".repeat(300_000),
        "<pre>".repeat(10_000),
        "<td>".repeat(10_000),
        "![<p><ul>](a.png)<li>".repeat(1_000),
        "<details><summary>a</summary>\n\n".repeat(1_000),
    ] {
        let reading = Reading::parse(&text);
        assert!(reading.faults.len() <= FAULTS_MAX);
        let mut depth = 0;
        let mut level = reading.blocks.iter().collect::<Vec<_>>();
        while !level.is_empty() {
            depth += 1;
            level = level
                .into_iter()
                .flat_map(|block| match block {
                    Block::List { items, .. } => items.iter().flatten().collect::<Vec<_>>(),
                    Block::Quote(inside) | Block::Callout(_, inside) => inside.iter().collect(),
                    _ => Vec::new(),
                })
                .collect();
        }
        assert!(depth <= 26, "{depth}: {}", &text[..40]);
        assert!(references(&text).len() <= 100_000);
    }
}

#[test]
fn what_a_text_names_is_found_with_its_place() {
    let text = "$x$ ![a](p.png)\n\n> <img src=\"q.png\"\n> alt=b> [l](lesson:a)\n\n$5–$10 <a href=glossary:w>";
    let found = references(text);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(found[0], (Reference::Formula("x".into(), false), 1));
    let Reference::Picture(path, at) = &found[2].0 else { panic!("{found:?}") };
    assert_eq!((path.as_str(), &text[at.clone()], found[2].1), ("q.png", "q.png", 3));
    assert_eq!(found[3].0, Reference::Link("lesson:a".into()));
    assert_eq!(found[4], (Reference::Link("glossary:w".into()), 6));
}

#[test]
fn a_dollar_sign_that_lost_its_formula_is_found() {
    let dollars = |text: &str| {
        let found = references(text).into_iter().filter(|(reference, _)| *reference == Reference::Dollar);
        found.map(|(_, line)| line).collect::<Vec<_>>()
    };
    assert_eq!(dollars("a\n\n$$\nx + \\sqrt{2\n$$\n"), [3, 5]);
    assert_eq!(dollars("so $\\frac{1}{2$ is"), [1]);
    for text in ["$x$ and $$y$$", "$5, \\$\\$ and `$$`", "```\n$$ $\\a\n```", "US$ 5", "$15–$20"] {
        assert!(dollars(text).is_empty(), "{text}");
    }
}
