use super::book::{Book, BookFault};
use super::chapter;
use super::check::check_epub;
use super::content::{Node, Place};
use super::made::{book, xhtml, zipped};
use super::reader::{BookReader, Phase};
use std::io::Cursor;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn nodes(body: &str) -> Vec<Node> {
    let order = ["a.xhtml".to_owned(), "b.xhtml".to_owned()];
    chapter::read("a.xhtml", &String::from_utf8(xhtml(body)).unwrap(), &order).nodes
}

fn said(nodes: &[Node]) -> String {
    let spans = |spans: &[super::content::Span]| spans.iter().map(|s| s.words.as_str()).collect::<String>();
    let each = nodes.iter().map(|node| match node {
        Node::Heading(level, words) => format!("h{level}:{}", spans(words)),
        Node::Paragraph(words) => format!("p:{}", spans(words)),
        Node::List(first, items) => {
            format!("list{}[{}]", first.unwrap_or(0), items.iter().map(|i| said(i)).collect::<Vec<_>>().join("|"))
        }
        Node::Quote(inside) => format!("quote({})", said(inside)),
        Node::Code(text) => format!("code:{text}"),
        Node::Table(head, rows) => {
            let row = |row: &Vec<Vec<super::content::Span>>| row.iter().map(|c| spans(c)).collect::<Vec<_>>().join(",");
            format!("table:{};{}", row(head), rows.iter().map(row).collect::<Vec<_>>().join(";"))
        }
        Node::Picture(path, words) => format!("picture:{path}:{words}"),
        Node::Divider => "line".to_owned(),
        Node::Place(name) => format!("#{name}"),
    });
    each.collect::<Vec<_>>().join("/")
}

#[test]
fn markup_becomes_parts_and_what_could_act_is_dropped() {
    for (body, parts) in [
        ("<h1 id='top'>One <i>two</i></h1><p>A\n  b&nbsp;&eacute;&#x41;</p>", "#top/h1:One two/p:A b\u{a0}éA"),
        ("<ul><li>a</li><li><p>b</p><ol start='3'><li>c</li></ol></li></ul>", "list0[p:a|p:b/list3[p:c]]"),
        ("<blockquote><p>q</p></blockquote>", "quote(p:q)"),
        ("<pre>x\n  y</pre>", "code:x\n  y"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr></table>", "table:a,b;1,"),
        ("<p>x<img src='m.png' alt='A map'/>y</p><hr/>", "p:x/picture:m.png:A map/p:y/line"),
        ("<script>alert(1)<b>x</b></script><p onclick='x'>kept</p><iframe src='http://x'>no</iframe>", "p:kept"),
        ("<img src='https://example.org/x.png' alt='out'/><p><a href='http://x'>words</a></p>", "p:words"),
        ("loose <div>text</div> here", "p:loose/p:text/p:here"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "p:t/p:d"),
        ("<p>a<br/>b</p>", "p:a\nb"),
        ("<svg xmlns:xlink='http://www.w3.org/1999/xlink'><image xlink:href='cover.png'/></svg>", "picture:cover.png:"),
        ("<p>un<b>closed</p><p>next</p>", "p:unclosed/p:next"),
    ] {
        assert_eq!(said(&nodes(body)), parts, "{body}");
    }
    let Node::Paragraph(words) = &nodes("<p><a href='b.xhtml#n'>x</a></p>")[0] else { panic!("a paragraph") };
    assert_eq!(words[0].link, Some(Place { chapter: 1, name: "n".into() }));
}

#[test]
fn a_book_has_pages_contents_and_pictures() {
    let long = format!("<h2 id='far'>Far</h2>{}", "<p>Words and words and more words.</p>".repeat(2_000));
    let chapters =
        ["<h1>First</h1><p>Go <a href='c1.xhtml#far'>far</a></p><img src='../pictures/map.png' alt='Map'/>", &long];
    let opened = Book::open(Arc::new(book(&chapters))).unwrap();
    let facts = opened.facts();
    assert_eq!(facts.title, "A & B");
    assert!(facts.pages.len() > 3 && facts.pages.len() < 12, "{}", facts.pages.len());
    assert_eq!(facts.pages[0].title, "First");
    let lines: Vec<_> = facts.contents.iter().map(|(words, depth, page, _)| (words.as_str(), *depth, *page)).collect();
    assert_eq!(lines, [("Chapter 1", 0, 0), ("Chapter 2", 0, 1)]);
    let first = opened.page(0).unwrap();
    assert_eq!(first.pictures["OEBPS/pictures/map.png"].width, 60);
    assert_eq!(facts.page_of(&Place { chapter: 1, name: "far".into() }), Some(1));
    let all: usize = (0..facts.pages.len()).map(|page| opened.words(page).unwrap().nodes.len()).sum();
    assert_eq!(all, 3 + 2 + 2_000, "no part is lost or shown twice: three, a place with its heading, the rest");
    let facts = check_epub(Cursor::new(book(&chapters)), &mut |_, _| true).unwrap();
    assert_eq!(facts.pages[0], "First Go far");
}

#[test]
fn a_table_of_epub_2_is_read_too() {
    let ncx = "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint><navLabel><text>One</text></navLabel>\
               <content src='a.xhtml'/><navPoint><navLabel><text>Inside</text></navLabel><content src='a.xhtml#x'/>\
               </navPoint></navPoint></navMap></ncx>";
    let lines = super::contents::read("toc.ncx", ncx, &["a.xhtml".to_owned()], true);
    let found: Vec<_> = lines.iter().map(|line| (line.words.as_str(), line.depth, line.place.name.as_str())).collect();
    assert_eq!(found, [("One", 0, ""), ("Inside", 1, "x")]);
}

#[test]
fn what_is_no_book_or_made_to_exhaust_is_refused() {
    let open = |bytes: Vec<u8>| Book::open(Arc::new(bytes)).err();
    assert_eq!(open(b"PK no zip".to_vec()), Some(BookFault::NoBook));
    assert_eq!(open(zipped(&[])), Some(BookFault::NoBook));
    let bomb = "x".repeat(5 << 20);
    assert_eq!(open(book(&[&bomb])), Some(BookFault::TooLarge), "5 MiB from a few KiB");
    let encryption = "<encryption><EncryptedData><CipherData><CipherReference URI='OEBPS/c0.xhtml'/></CipherData>\
                      </EncryptedData></encryption>";
    assert_eq!(open(zipped(&[("META-INF/encryption.xml", encryption.into())])), Some(BookFault::Locked));
    assert_eq!(open(book(&["<p></p>"])), Some(BookFault::Empty));
    let deep = "<blockquote><ul><li>".repeat(20_000) + "deep";
    let nested = Book::open(Arc::new(book(&[&deep]))).unwrap();
    assert_eq!(check_epub(Cursor::new(book(&[&deep])), &mut |_, _| true).unwrap().pages, ["deep"]);
    drop(nested.page(0).unwrap());
    let missing = book(&["<img src='no.png' alt='x'/>"]);
    let fault = check_epub(Cursor::new(missing), &mut |_, _| true).unwrap_err();
    assert!(fault.to_string().contains("no.png") && fault.mend("b.epub").contains("ebook-convert 'b.epub'"), "{fault}");
}

#[test]
fn a_reader_gives_pages() {
    let wake: super::reader::Wake = Arc::new(|| {});
    let reader = BookReader::open(Cursor::new(book(&["<p>one</p>", "<p>two</p>"])), wake);
    let begun = Instant::now();
    let mut pages = Vec::new();
    reader.want(1);
    while pages.is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(2));
        pages = reader.take();
    }
    assert!(matches!(reader.phase(), Phase::Open(_)));
    assert_eq!(said(&pages[0].as_ref().unwrap().nodes), "p:two");
}

/// Made by other programs from the same words (`tests/media/make_documents.py`).
#[test]
fn books_of_other_programs_are_taken_and_their_contents_lead_to_chapters() {
    for name in ["pandoc.epub", "ebooklib.epub"] {
        let whole = crate::media::tests::file(name);
        let facts = check_epub(Cursor::new(whole.clone()), &mut |_, _| true).unwrap_or_else(|f| panic!("{name}: {f}"));
        let all = facts.pages.join("\n");
        for words in ["Bring your card and two letters.", "¿Qué más? A pencil – and 5 €.", "three weeks."] {
            assert!(all.contains(words), "{name}: {words} is not in {all}");
        }
        let opened = Book::open(Arc::new(whole)).unwrap();
        let known = opened.facts();
        assert_eq!(known.title, "Bring your papers", "{name}");
        for heading in ["What to bring", "Where to go", "What comes next"] {
            let line = known.contents.iter().find(|(words, ..)| words == heading);
            let (_, _, page, _) = line.unwrap_or_else(|| panic!("{name}: {:?}", known.contents));
            let nodes = said(&opened.page(*page).unwrap().nodes);
            assert!(nodes.contains(&format!(":{heading}")), "{name}: {nodes}");
        }
    }
}

#[test]
fn a_file_that_the_reading_order_names_once_for_each_heading_is_one_chapter() {
    let items = ["a", "b", "c"].map(|n| format!("<item id=\"{n}\" href=\"one.xhtml#{n}\"/>")).concat();
    let opf = format!(
        "<package><metadata/><manifest>{items}<item id=\"z\" href=\"two.xhtml\"/></manifest><spine><itemref idref=\"a\"/>\
         <itemref idref=\"b\"/><itemref idref=\"z\"/><itemref idref=\"c\"/></spine></package>"
    );
    let container = b"<container><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>".to_vec();
    let bytes = zipped(&[
        ("META-INF/container.xml", container),
        ("b.opf", opf.into_bytes()),
        ("one.xhtml", xhtml("<h1 id='a'>A</h1><h1 id='b'>B</h1><h1 id='c'>C</h1>")),
        ("two.xhtml", xhtml("<h1>Z</h1>")),
    ]);
    let pages = check_epub(Cursor::new(bytes), &mut |_, _| true).unwrap().pages;
    assert_eq!(pages, ["A B C", "Z"]);
}
