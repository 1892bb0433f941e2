use super::check::{Unshowable, check_pdf};
use super::document::{PageFault, PdfFault, Session, contained, facts, parse};
use super::made::{document, file, lines, more_at, plain, stream};
use super::reader::{Found, Phase, Reader, Want};
use super::words::{TooMuch, count};
use std::io::Cursor;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn check(bytes: Vec<u8>) -> Result<Vec<String>, Unshowable> {
    check_pdf(Cursor::new(bytes), &mut |_, _| true).map(|facts| facts.pages)
}

fn wait(reader: &Reader, until: impl Fn(&Reader) -> bool) {
    let begun = Instant::now();
    while !until(reader) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it never came to that");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn pages_are_drawn_with_their_words_and_places() {
    let bytes = Arc::new(plain(&["The first page\nwith two lines", "Second"]));
    let pdf = parse(&bytes).unwrap();
    assert_eq!(facts(&pdf).pages, [[612.0, 792.0]; 2]);
    let mut session = Session::new(&pdf);
    let words = session.words(0).unwrap();
    assert_eq!(words.text, "The first page\nwith two lines");
    let (pixels, lack) = session.draw(0, 306).unwrap();
    assert_eq!((pixels.width, pixels.height, lack), (306, 396, None));
    let dark = |x: u32, y: u32| pixels.rgba[((y * pixels.width + x) * 4) as usize] < 128;
    let found = words.find("TWO");
    assert_eq!(found.len(), 1);
    let [left, top, right, bottom] = found[0][0];
    let inside = |part: f32, whole: u32| (part / 1000.0 * whole as f32) as u32;
    let (mut xs, ys) = (inside(left, 306)..inside(right, 306), inside(top, 396)..inside(bottom, 396));
    assert!(xs.any(|x| ys.clone().any(|y| dark(x, y))), "ink where the word is said to be");
    assert!(right - left > 30.0 && right - left < 100.0 && bottom - top < 40.0, "{:?}", found[0]);
    assert!(!(0..30).any(|x| (0..60).any(|y| dark(x, y))), "white elsewhere");
}

#[test]
fn search_sees_past_capitals_accents_and_line_ends() {
    for (text, sought, times) in [
        ("Café au lait, CAFE noir", "cafe", 2),
        ("infor-\nmation", "information", 1),
        ("two\nwords  here", "two words here", 1),
        ("oﬃce", "office", 1),
        ("abc", "", 0),
        ("aaaa", "aa", 2),
    ] {
        assert_eq!(count(text, sought), times, "{text:?} {sought:?}");
    }
    let bytes = Arc::new(plain(&["You have infor-\nmation to give"]));
    let pdf = parse(&bytes).unwrap();
    let words = Session::new(&pdf).words(0).unwrap();
    let found = words.find("information");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].len(), 2, "a rectangle on each of its two lines");
    assert_eq!(words.find("information").len(), count(&words.text, "information"));
}

#[test]
fn a_place_on_a_page_is_a_character_and_characters_have_places() {
    let bytes = Arc::new(plain(&["Tell the truth\n \nAsk for it"]));
    let words = Session::new(&parse(&bytes).unwrap()).words(0).unwrap();
    let text: Vec<char> = words.text.chars().collect();
    let lines: Vec<String> = words.line_ranges().into_iter().map(|range| text[range].iter().collect()).collect();
    assert_eq!(lines.iter().map(|line| line.trim()).collect::<Vec<_>>(), ["Tell the truth", "Ask for it"]);
    for (sought, at) in [("Tell", 0), ("truth", 9)] {
        let [left, top, right, bottom] = words.find(sought)[0][0];
        let middle = f32::midpoint(top, bottom);
        assert_eq!(words.at(left + 1.0, middle), Some(at));
        assert_eq!(words.at(right - 1.0, middle), Some(at + sought.len()));
        assert_eq!(words.places(at..at + sought.len()), words.find(sought)[0..1].concat());
    }
    assert_eq!(words.at(-50.0, -50.0), Some(0), "outside the page, the nearest");
    assert_eq!(words.at(990.0, 990.0), Some(text.len()));
    assert_eq!(words.places(text.len() + 5..text.len() + 9), Vec::<[f32; 4]>::new());
    let nothing = Session::new(&parse(&Arc::new(plain(&[""]))).unwrap()).words(0).unwrap();
    assert_eq!((nothing.at(500.0, 500.0), nothing.line_ranges()), (None, Vec::new()));
}

#[test]
fn the_outline_leads_to_pages() {
    let pages = [lines("one"), lines("two"), lines("three")];
    let bytes = Arc::new(document(&pages, &[("Start", 0), ("Parts \\(of it\\)", 2)], &[]));
    let outline = facts(&parse(&bytes).unwrap()).outline;
    let found: Vec<_> = outline.iter().map(|line| (line.words.as_str(), line.depth, line.page)).collect();
    assert_eq!(found, [("Start", 0, 0), ("Parts (of it)", 0, 2)]);
}

#[test]
fn a_reader_gives_pages_and_finds_words() {
    let pages: Vec<String> =
        (1..=120).map(|n| format!("Page {n}{}", if n % 40 == 0 { " has a fox" } else { "" })).collect();
    let bytes = plain(&pages.iter().map(String::as_str).collect::<Vec<_>>());
    let reader = Reader::open(Cursor::new(bytes), Duration::from_secs(30), Arc::new(|| {}));
    wait(&reader, |reader| matches!(reader.phase(), Phase::Open(_)));
    reader.want(vec![Want { page: 7, width: 300 }, Want { page: 8, width: 300 }]);
    wait(&reader, |reader| !reader.is_at_work());
    let drawn: Vec<_> = reader.take_drawn().iter().map(|page| (page.want.page, page.pixels.width)).collect();
    assert_eq!(drawn, [(7, 300), (8, 300)]);
    assert!(reader.take_drawn().is_empty(), "given out once");
    reader.search(" a Fox ");
    wait(&reader, |reader| reader.found().is_some_and(|found| found.is_whole));
    let whole = Found { sought: "a Fox".into(), pages: vec![(39, 1), (79, 1), (119, 1)], is_whole: true };
    assert_eq!(reader.found(), Some(whole));
    reader.search("");
    assert_eq!(reader.found(), None);
}

#[test]
fn what_cannot_be_shown_is_named_with_its_mend() {
    let cases = [
        (b"not a pdf at all".to_vec(), "not a PDF", "gs -sDEVICE=pdfwrite"),
        (plain(&[]), "no pages", "gs -sDEVICE=pdfwrite"),
        (plain(&["x"]).into_iter().take(60).collect(), "not a PDF", "gs -sDEVICE=pdfwrite"),
        (document(&["/X0 Do".into()], &[], &[picture(60_000, 60_000)]), "page 1: a picture", "gs"),
        (vast(), "page 1: the page is not the size of a page", "gs"),
    ];
    for (bytes, what, mend) in cases {
        let fault = check(bytes).unwrap_err();
        assert!(fault.to_string().contains(what), "{fault}");
        assert!(fault.mend("my file's.pdf").contains(mend), "{fault}");
        assert!(fault.mend("my file's.pdf").contains(r"'my file'\''s.pdf'"), "{fault}");
    }
    assert!(
        Unshowable::from(PdfFault::Locked).mend("a.pdf").contains("qpdf --password=… --decrypt 'a.pdf' 'a-mended.pdf'")
    );
    assert_eq!(check(plain(&["Hello", "World"])).unwrap(), ["Hello", "World"]);
}

/// A page of fourteen metres a side.
fn vast() -> Vec<u8> {
    let text = String::from_utf8(plain(&["x"])).unwrap();
    text.replace("[0 0 612 792]", "[0 0 40000 40000]").into_bytes()
}

fn picture(width: u32, height: u32) -> String {
    let keys = format!(
        "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
    );
    stream(&keys, "0")
}

/// Forms in forms: ten times each, twelve deep.
fn bomb(leaf: &str) -> Vec<u8> {
    let first = more_at(1, 0);
    let mut forms: Vec<String> = Vec::new();
    for depth in 0..12 {
        let keys = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /N {} 0 R >> >>",
            first + depth + 1
        );
        forms.push(stream(&keys, &"/N Do ".repeat(10)));
    }
    forms.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792]", leaf));
    document(&["/X0 Do".to_owned()], &[], &forms)
}

#[test]
fn a_page_made_to_exhaust_is_stopped_by_its_count() {
    let bytes = Arc::new(bomb("0 0 m 10 10 l S"));
    let pdf = parse(&bytes).unwrap();
    let mut session = Session::new(&pdf);
    assert_eq!(contained(|| session.words(0)), Err(PageFault::TooMuch(TooMuch::Steps)));
}

#[test]
fn a_page_that_never_ends_is_left_behind_and_the_rest_goes_on() {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 612 792] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /N 7 0 R >> >> >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>".to_owned(),
        stream("", &"/N Do ".repeat(5)),
        stream("", "0 0 100 100 re f"),
    ];
    for depth in 0..5 {
        let keys = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N {} 0 R >> >>",
            8 + depth
        );
        objects.push(stream(&keys, &"/N Do ".repeat(10)));
    }
    // Half a million empty forms are within the count and take their time; then they end, and their thread with them.
    objects.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "1 w"));
    let reader = Reader::open(Cursor::new(file(&objects)), Duration::from_millis(250), Arc::new(|| {}));
    wait(&reader, |reader| matches!(reader.phase(), Phase::Open(_)));
    reader.want(vec![Want { page: 0, width: 200 }, Want { page: 1, width: 200 }]);
    wait(&reader, |reader| matches!(reader.phase(), Phase::Open(_)) && reader.fault(0).is_some());
    assert_eq!(reader.fault(0), Some(PageFault::Slow));
    let drawn = std::cell::RefCell::new(Vec::new());
    wait(&reader, |reader| {
        drawn.borrow_mut().extend(reader.take_drawn().iter().map(|page| page.want.page));
        !drawn.borrow().is_empty()
    });
    assert_eq!(*drawn.borrow(), [1]);
}

/// Made by other programs from the same words (`tests/media/make_documents.py`).
#[test]
fn documents_of_other_programs_are_taken_drawn_and_searched_and_their_contents_lead_to_pages() {
    let headings = ["What to bring", "Where to go", "What comes next"];
    for (name, outline) in [
        ("cairo.pdf", vec![]),
        ("fpdf2.pdf", vec![(0, 0), (0, 1), (0, 2)]),
        ("mupdf.pdf", vec![(0, 0), (1, 1), (0, 2)]),
        ("reportlab.pdf", vec![(0, 0), (0, 1), (0, 2)]),
    ] {
        let whole = crate::media::tests::file(name);
        let pages = check(whole.clone()).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(pages.len(), 3, "{name}");
        for (page, heading) in pages.iter().zip(headings) {
            assert!(page.starts_with(heading), "{name}: {page}");
        }
        assert!(pages[0].contains("¿Qué más? A pencil") && pages[1].contains("Oak Street"), "{name}: {pages:?}");
        let bytes = Arc::new(whole);
        let pdf = parse(&bytes).unwrap();
        let found: Vec<_> = facts(&pdf).outline.into_iter().map(|line| (line.depth, line.page)).collect();
        assert_eq!(found, outline, "{name}");
        let mut session = Session::new(&pdf);
        for (index, heading) in headings.into_iter().enumerate() {
            let words = session.words(index).unwrap();
            let places = words.find(heading);
            assert_eq!(places.len(), 1, "{name}: {heading}");
            let (pixels, lack) = session.draw(index, 420).unwrap();
            assert_eq!(lack, None, "{name}");
            let [left, top, right, bottom] = places[0][0];
            let within = |from: f32, to: f32, whole: u32| {
                let at = |part: f32| (part / 1000.0 * whole as f32) as u32;
                at(from)..at(to).min(whole)
            };
            let dark = |x: u32, y: u32| pixels.rgba[((y * pixels.width + x) * 4) as usize] < 128;
            let rows = within(top, bottom, pixels.height);
            let ink = within(left, right, pixels.width).flat_map(|x| rows.clone().map(move |y| (x, y)));
            assert!(ink.filter(|&(x, y)| dark(x, y)).count() > 100, "{name}: “{heading}” is drawn where it is found");
        }
    }
}
