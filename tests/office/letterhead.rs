//! What stands on certificates: both sizes of paper, both languages, a logo, lines to sign on; and the code on each is
//! read back from the drawn page as a telephone sees it.
//!
//! With `FOOTHOLD_PAPERS=FOLDER` the PDF files stay there, to be looked at.

use super::certificate::issue_for;
use super::commands::path;
use super::*;
use foothold::format::certificate::{code, verify};
use foothold::media::pdf::document::{Pixels, Session, parse};
use foothold::model::letterhead::PaperSize;
use foothold::office::letterhead as paper;

/// A page as grey points.
pub struct Seen {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

impl Seen {
    /// The first page of a PDF, drawn so wide.
    pub fn page(pdf: Vec<u8>, width: u32) -> Self {
        let parsed = parse(&Arc::new(pdf)).unwrap();
        let mut session = Session::new(&parsed);
        session.words(0).unwrap();
        Self::of(&session.draw(0, width).unwrap().0)
    }

    fn of(page: &Pixels) -> Self {
        let (width, height) = (page.width as usize, page.height as usize);
        let grey =
            page.rgba.chunks_exact(4).map(|p| (p[..3].iter().map(|part| u32::from(*part)).sum::<u32>() / 3) as u8);
        Self { width, height, grey: grey.collect() }
    }

    /// The code with a little of what is round it: a telephone is held before the code, not before the page.
    fn corner(&self, page_mm: f32) -> Self {
        let at = |mm: f32| (mm / page_mm * self.width as f32) as usize;
        let (from, side) = (at(19.4), at(60.0) - at(19.4));
        let grey = (0..side * side).map(|i| self.grey[(from + i / side) * self.width + from + i % side]).collect();
        Self { width: side, height: side, grey }
    }

    /// Turned about a point near the code, mixed between points, and with the grain of a poor camera.
    fn photographed(&self, degrees: f32, grain: i32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (cx, cy) = (self.width as f32 * 0.47, self.height as f32 * 0.47);
        let at = |x: f32, y: f32| {
            let (x, y) = ((x.max(0.0) as usize).min(self.width - 1), (y.max(0.0) as usize).min(self.height - 1));
            f32::from(self.grey[y * self.width + x])
        };
        let mut seed = 7_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as i32 % (2 * grain + 1) - grain
        };
        let point = |i: usize| {
            let (dx, dy) = ((i % self.width) as f32 - cx, (i / self.width) as f32 - cy);
            let (x, y) = (cx + dx * cos - dy * sin, cy + dx * sin + dy * cos);
            let (right, down) = (x.max(0.0).fract(), y.max(0.0).fract());
            let upper = at(x, y) * (1.0 - right) + at(x + 1.0, y) * right;
            let lower = at(x, y + 1.0) * (1.0 - right) + at(x + 1.0, y + 1.0) * right;
            let seen = (upper * (1.0 - down) + lower * down) * 0.65 + 50.0;
            (seen as i32 + noise()).clamp(0, 255) as u8
        };
        Self { grey: (0..self.grey.len()).map(point).collect(), ..*self }
    }

    /// What the code on it says.
    pub fn code(&self) -> Option<String> {
        let grey = |x: usize, y: usize| self.grey[y * self.width + x];
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, grey);
        // Ornament looks like a corner of a code now and then: the first thing found need not be it.
        prepared.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
    }
}

/// A PNG of rings, as a logo or a signature.
pub(super) fn drawing(bed: &OfficeBed, name: &str, size: (u32, u32), is_line: bool) -> PathBuf {
    let file = bed.folder.path().join(name);
    let mut pixels = Vec::new();
    for (y, x) in (0..size.1).flat_map(|y| (0..size.0).map(move |x| (y as f32, x as f32))) {
        let (dx, dy) = (x - size.0 as f32 / 2.0, y - size.1 as f32 / 2.0);
        let wave = (dy - (x / 22.0).sin() * size.1 as f32 * 0.3).abs() < 3.0 + (x / 9.0).sin();
        let ring = (dx.hypot(dy) / size.1 as f32 * 5.0).fract() < 0.5 && dx.hypot(dy) < size.1 as f32 / 2.0;
        let is_ink = if is_line { wave } else { ring };
        pixels.extend(if is_ink { [20, 60, 110, 255] } else { [255, 255, 255, 0] });
    }
    let mut encoder = png::Encoder::new(std::fs::File::create(&file).unwrap(), size.0, size.1);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file
}

fn signer(name: &str, title: &str, signature: Option<PathBuf>) -> paper::NewSigner {
    let who = foothold::office::home::Signatory { name: name.into(), title: title.into() };
    paper::NewSigner { who, signature }
}

/// An office with this head on its paper, and the PDF of a certificate of somebody who reads `lang`.
fn printed(size: PaperSize, lang: &str, is_signed: bool) -> Vec<u8> {
    let mut office = OfficeBed::new();
    let logo = drawing(&office, "logo.png", (360, 200), false);
    let signature = drawing(&office, "hand.png", (400, 90), true);
    let signers = vec![
        signer("Dr. Alma Reyes Ortega", "Director of Education", Some(signature)),
        signer("Warden T. Nguyễn", "North facility", None),
    ];
    let asked = paper::LetterheadChange {
        paper: Some(size),
        logo: Some(is_signed.then_some(logo)),
        signers: Some(if is_signed { signers } else { Vec::new() }),
    };
    paper::change(&office.home, &asked).unwrap();
    let mut config = office.home.config().unwrap();
    config.contact = Some("records@education.example.gov, 1 800 555 0100".into());
    office.home.set_config(&config).unwrap();
    let id = issue_for(&mut office, "Lê Thị Ánh Nguyệt Щербакова 😀", lang);
    let pdf = std::fs::read(office.home.certificates().join(format!("{id}.pdf"))).unwrap();
    if let Some(folder) = std::env::var_os("FOOTHOLD_PAPERS") {
        let name = format!("certificate-{}-{lang}-{}.pdf", size.as_str(), if is_signed { "signed" } else { "plain" });
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(Path::new(&folder).join(name), &pdf).unwrap();
    }
    pdf
}

/// One page, on which stand in print whom to ask, the key that signed, the number, and who signs.
fn says_whom_to_ask(pdf: &[u8], is_signed: bool) {
    assert_eq!(parse(&Arc::new(pdf.to_vec())).unwrap().pages().len(), 1);
    let words = transcript::words_of(pdf.to_vec()).split_whitespace().collect::<Vec<_>>().join(" ");
    let checked = verify(pdf).unwrap();
    let key = stations::fingerprint(&checked.key).to_string();
    for wanted in ["records@education.example.gov, 1 800 555 0100", &key, &checked.title] {
        assert!(words.contains(wanted), "{wanted} in {words}");
    }
    for signer in ["Dr. Alma Reyes Ortega", "Director of Education", "Warden T. Nguyễn"] {
        assert_eq!(words.contains(signer), is_signed, "{signer} in {words}");
    }
}

#[test]
fn the_code_is_read_from_every_paper_small_grainy_and_askew() {
    for (size, lang, is_signed) in [
        (PaperSize::Letter, "en", false),
        (PaperSize::Letter, "es", true),
        (PaperSize::A4, "en", true),
        (PaperSize::A4, "es", false),
    ] {
        let pdf = printed(size, lang, is_signed);
        let checked = verify(&pdf).unwrap();
        assert_eq!(checked.name, "Lê Thị Ánh Nguyệt Щербакова 😀");
        says_whom_to_ask(&pdf, is_signed);
        let whole = Seen::page(pdf.clone(), 2200);
        let ratio = size.lying().0 / size.lying().1;
        assert!((whole.width as f32 / whole.height as f32 - ratio).abs() < 0.01, "{}", size.as_str());
        let text = [2200, 2090, 1980, 1760].into_iter().find_map(|width| Seen::page(pdf.clone(), width).code());
        let text = text.unwrap_or_else(|| panic!("a code on {size:?} {lang}"));
        assert_eq!(format!("urn:uuid:{}", code::verify(&text).unwrap().0.id), checked.id);
        // As with a telephone: what is not read from here is read from a little nearer or farther.
        let near: Vec<Seen> =
            [3300, 3050, 2800, 2550, 2300].map(|width| Seen::page(pdf.clone(), width).corner(size.lying().0)).into();
        for (degrees, grain) in [(0.0, 0), (-6.0, 8), (3.0, 10), (9.0, 10)] {
            let hand = [0.0, 0.8, -0.8, 1.6, -1.6, 2.4]; // no hand is steady, and a telephone looks many times
            let looks = near.iter().flat_map(|seen| hand.map(|more| (seen, degrees + more)));
            let read = looks.into_iter().find_map(|(seen, turned)| seen.photographed(turned, grain).code());
            assert_eq!(read.as_deref(), Some(text.as_str()), "{size:?} {lang} turned by {degrees}, grain {grain}");
        }
    }
}

#[test]
fn the_letterhead_is_given_once_kept_and_carried_into_a_backup() {
    let office = OfficeBed::new();
    let none = office.command(&["letterhead"], 0);
    assert_eq!((&none["data"]["paper"], &none["data"]["logo"]), (&"letter".into(), &false.into()));
    let logo = drawing(&office, "logo.png", (100, 50), false);
    let by = format!("Ada Byrne; Director; {}", path(&logo));
    let told = office
        .command(&["letterhead", "--paper", "a4", "--logo", path(&logo), "--signer", &by, "--signer", "B. Cole"], 0);
    std::fs::remove_file(&logo).unwrap();
    let again = office.command(&["letterhead"], 0);
    assert_eq!(told["data"], again["data"], "the pictures are the office's own now");
    assert_eq!(again["data"]["signers"][0]["signature"], true);
    assert_eq!(again["data"]["signers"][1]["name"], "B. Cole");

    let copy = office.folder.path().join("copy");
    foothold::office::backup::backup(&office.home, &office.registry, &copy).unwrap();
    let restored = OfficeHome::new(office.folder.path().join("restored"));
    foothold::office::backup::restore(&copy, &restored).unwrap();
    let head = |home: &OfficeHome| paper::read(home, &home.config().unwrap()).unwrap();
    assert_eq!(head(&restored), head(&office.home));

    let none = office.command(&["letterhead", "--no-logo", "--no-signers", "--paper", "letter"], 0);
    assert_eq!(none["data"], serde_json::json!({"paper": "letter", "logo": false, "signers": []}));
    assert_eq!(std::fs::read_dir(office.home.papers()).unwrap().count(), 0);
}

#[test]
fn what_cannot_be_printed_changes_nothing() {
    let office = OfficeBed::new();
    let logo = drawing(&office, "logo.png", (100, 50), false);
    office.command(&["letterhead", "--logo", path(&logo), "--signer", "A"], 0);
    let before = office.command(&["letterhead"], 0);
    let text = office.folder.path().join("logo.jpg");
    std::fs::write(&text, b"\xff\xd8\xff a photograph").unwrap();
    let by = format!("B; Director; {}", path(&text));
    for (arguments, code) in [
        (vec!["--paper", "a4", "--logo", path(&text)], "picture.unusable"),
        (vec!["--paper", "a4", "--signer", &by], "picture.unusable"),
        (vec!["--signer", "; Director"], "signers.wrong"),
        (vec!["--signer", "A", "--signer", "B", "--signer", "C", "--signer", "D"], "signers.wrong"),
    ] {
        let refused = office.command(&[&["letterhead"], arguments.as_slice()].concat(), 1);
        assert_eq!(refused["code"], code, "{arguments:?}");
        assert_eq!(office.command(&["letterhead"], 0)["data"], before["data"]);
    }
}
