//! A course folder becomes the same pack every time, and each mistake in it is named by file and line, all at once.

use foothold::author::{BuildFault, Checked, Content, Depth, Stage, Watch, build, read_source};
use foothold::crypto::sign::SecretKey;
use foothold::format::search_line::SearchLine;
use foothold::library::opened::OpenedPack;
use foothold::library::reader::PackReader;
use foothold::library::source::{PackSource, SourceFault};
use foothold::model::course::Course;
use foothold::model::id::CourseId;
use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

const PACK: &str = r#"pack_id = "org.example.garden"
version = 3
title = { en = "Gardens", es = "Jardines" }
languages = ["en", "es"]
publisher = "Example"
licence = "CC-BY-4.0"
created = 2026-11-01
documents = [
  { kind = "course", path = "The Course" },
]
"#;

const COURSE: &str = r#"schema = 1
id = "org.example.garden"
edition = 2
title = { en = "Gardens", es = "Jardines" }
summary = { en = "How to grow food.", es = "Cómo cultivar." }
languages = ["en", "es"]
subjects = ["garden"]
level = "basic"
minutes = 20
outcomes = [{ id = "grow", text = "Grow beans" }]
authors = ["Example"]
sources = []
rule = { kind = "all_required" }
picture = { file = "Pictures/Über uns.PNG", alt = "A bed of beans." }

[[modules]]
id = "beds"
title = "Beds"
rule = { kind = "all_required" }

[[modules.lessons]]
id = "soil"
kind = "reading"
title = "Soil"
minutes = 5
required = true
rule = { kind = "seen", permille = 900 }
body = { en = "soil.en.md", es = "soil.es.md" }

[[modules.lessons]]
id = "film"
kind = "video"
title = "A film"
minutes = 1
required = true
rule = { kind = "seen", permille = 900 }

[[modules.lessons.tracks]]
id = "main"
kind = "main"
lang = "en"
file = "film.mp4"
origin = "human"

[[modules.lessons.tracks]]
id = "captions"
kind = "captions"
lang = "en"
file = "film.vtt"
origin = "human"

[[modules.lessons]]
id = "ask"
kind = "quiz"
title = "What do you know?"
minutes = 2
required = true
rule = { kind = "passed" }

[modules.lessons.quiz]
mode = "test"
pass = { kind = "score", permille = 500 }
opened_by = "learner"
shuffle_questions = false
shuffle_options = true
feedback = "each"
keep = "best"

[[modules.lessons.quiz.parts]]

[[modules.lessons.quiz.parts.questions]]
id = "q1"
rev = 1
points = 1
kind = "single"
prompt = "What do beans need?"
options = [
  { id = "sun", text = "Sun" },
  { id = "snow", text = "Snow" },
]
answer = "sun"
restudy = { lesson = "soil", anchor = "good-soil" }

[[glossary]]
id = "compost"
term = "Compost"
meaning = "What leaves become."

[[certificates]]
id = "done"
title = "Gardens"
criteria = "Did all lessons."
when = { kind = "course", id = "org.example.garden" }
shows = ["hours"]
"#;

const SOIL: &str = "# Soil\n\nBeans like [compost](glossary:compost).\n\n## Good soil\n\nSee the [film](lesson:film).\n\n![A spade in the earth](Pictures/Ein Spaten.png)\n";
const SOIL_PICTURE: &str = "![A spade in the earth](<Pictures/Ein Spaten.png>)";
const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:01.000\nBeans grow.\n\n00:01.000 --> 00:01.500\nThey need water\n\n\
                        00:01.500 --> 00:02.000\nand light.\n";

/// Writes the good course folder.
pub fn write(root: &Path) {
    let course = root.join("The Course");
    fs::create_dir_all(course.join("Pictures")).unwrap();
    fs::write(root.join("pack.toml"), PACK).unwrap();
    fs::write(course.join("course.toml"), COURSE).unwrap();
    let soil = SOIL.replace("![A spade in the earth](Pictures/Ein Spaten.png)", SOIL_PICTURE);
    fs::write(course.join("soil.en.md"), soil).unwrap();
    fs::write(course.join("soil.es.md"), "# Tierra\r\n\r\nA los frijoles les gusta el sol.\r\n").unwrap();
    fs::write(course.join("film.vtt"), CAPTIONS).unwrap();
    let film = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media/high.mp4");
    fs::copy(film, course.join("film.mp4")).unwrap();
    for (name, shade) in [("Über uns.PNG", 10), ("Ein Spaten.png", 200)] {
        let picture = image::GrayImage::from_pixel(8, 8, image::Luma([shade]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        fs::write(course.join("Pictures").join(name), bytes.into_inner()).unwrap();
    }
}

fn with_watch<T>(work: impl FnOnce(&Watch<'_>) -> T) -> T {
    work(&Watch { report: &|_, _, _| {}, cancel: &AtomicBool::new(false) })
}

fn check(root: &Path, depth: Depth) -> Checked {
    with_watch(|watch| read_source(root, depth, watch)).unwrap()
}

fn mistakes(checked: &Checked) -> Vec<String> {
    checked.findings.mistakes.iter().map(ToString::to_string).collect()
}

fn key() -> SecretKey {
    SecretKey::from_seed(&[7; 32])
}

#[test]
fn the_same_folder_gives_the_same_bytes_and_every_zip_reader_reads_them() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut packs = Vec::new();
    for place in [&one, &two] {
        write(&place.path().join("src"));
        let checked = check(&place.path().join("src"), Depth::Full);
        let source = checked.source.unwrap_or_else(|| panic!("{:#?}", checked.findings));
        let out = place.path().join("garden.fpack");
        let built = with_watch(|watch| build(&source, &[&key()], &out, None, watch)).unwrap();
        assert_eq!(built.files, std::slice::from_ref(&out));
        assert_eq!(built.bytes, out.metadata().unwrap().len());
        packs.push(fs::read(out).unwrap());
    }
    assert!(packs[0] == packs[1], "two builds of one folder differ");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&packs[0])).unwrap();
    let names: Vec<String> = (0..zip.len()).map(|n| zip.by_index(n).unwrap().name().unwrap().into_owned()).collect();
    assert!(names.contains(&"the-course/pictures/uber-uns.png".to_owned()), "{names:?}");
    for index in 0..zip.len() {
        std::io::copy(&mut zip.by_index(index).unwrap(), &mut std::io::sink()).unwrap();
    }
}

#[test]
fn the_pack_holds_the_compiled_course_its_pages_and_its_words() {
    let place = tempfile::tempdir().unwrap();
    write(&place.path().join("src"));
    let source = check(&place.path().join("src"), Depth::Full).source.unwrap();
    let out = place.path().join("garden.fpack");
    with_watch(|watch| build(&source, &[&key()], &out, None, watch)).unwrap();
    let pack = PackReader::open_any(&out).unwrap();
    let id = CourseId::parse("org.example.garden").unwrap();
    let course: Course = pack.course(&id).unwrap();
    let film = course.lessons().nth(1).unwrap().content.timed().unwrap();
    assert!((1..60_000).contains(&film.duration_ms), "the length is measured: {}", film.duration_ms);
    assert!(pack.file(&film.tracks[0].file).is_some(), "paths in the course are the pack's");
    let read = |path: &str| String::from_utf8(pack.file(path).unwrap().read_all().unwrap()).unwrap();
    let page = read("the-course/soil.en.md");
    assert!(page.contains("](<pictures/ein-spaten.png>)"), "pictures are found under their names in the pack: {page}");
    assert!(!read("the-course/soil.es.md").contains('\r'));
    let search = read("search.jsonl");
    let lines: Vec<SearchLine> = search.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let has =
        |words: &str, lang: &str| lines.iter().any(|line| line.text.contains(words) && line.lang.as_str() == lang);
    assert!(has("Beans like compost", "en") && has("frijoles", "es"), "{search}");
    let said = |words: &str| lines.iter().find(|line| line.text == words).and_then(|line| line.at_ms);
    let times = (said("Beans grow."), said("They need water and light."));
    assert_eq!(times, (Some(0), Some(1_000)), "a sentence of captions at its own second: {search}");
}

#[test]
fn each_mistake_is_named_by_its_file_and_line() {
    let course = "The Course/course.toml";
    let page = "The Course/soil.en.md";
    let table: &[(&str, &str, &str, &str)] = &[
        ("pack.toml", "version = 3", "version = \"3.0\"", "pack.toml:2: \"3.0\" stands here — give a whole number"),
        ("pack.toml", "licence", "license", "pack.toml:6: the key `license` is not known here — write `licence`"),
        ("pack.toml", "created = 2026-11-01", "created = 2026", "pack.toml:7: the number 2026 stands here"),
        (
            "pack.toml",
            "\"The Course\"",
            "\"The Curse\"",
            "pack.toml:9: there is no file `The Curse` — add it, or did you mean `The Course`?",
        ),
        (
            "pack.toml",
            "languages = [\"en\", \"es\"]",
            "languages = [\"en\"]",
            "The Course/course.toml:6: `es` is not a language of the pack",
        ),
        ("pack.toml", "version = 3", "version 3", "pack.toml:2: this is not TOML"),
        (course, "edition = 2", "edition = 0", "The Course/course.toml:3: `edition` is 0 — give a number from 1"),
        (
            course,
            "kind = \"reading\"",
            "kind = \"readin\"",
            "The Course/course.toml:23: the kind `readin` is not known to this version — write `reading`",
        ),
        (
            course,
            "minutes = 5",
            "mintues = 5",
            "The Course/course.toml:25: the key `mintues` is not known here — write `minutes`",
        ),
        (course, "minutes = 5", "mintues = 5", "The Course/course.toml:21: `minutes` is missing"),
        (
            course,
            "soil.es.md",
            "sol.es.md",
            "The Course/course.toml:28: there is no file `The Course/sol.es.md` — add it, or did you mean `soil.es.md`?",
        ),
        (
            course,
            "\"film.mp4\"",
            "\"../../film.mp4\"",
            "The Course/course.toml:42: `../../film.mp4` leads out of the folder",
        ),
        (course, "Über uns.PNG", "uns.PNG", "The Course/course.toml:14: there is no file"),
        (
            course,
            "answer = \"sun\"",
            "answer = \"sum\"",
            "The Course/course.toml:81: the answer `sum` is not one of the options — did you mean `sun`?",
        ),
        (course, "{ id = \"snow\"", "{ id = \"sun\"", "The Course/course.toml:79: the id `sun` is used twice"),
        (
            course,
            "anchor = \"good-soil\"",
            "anchor = \"bad-soil\"",
            "The Course/course.toml:82: the lesson `soil` has no heading or slide `#bad-soil` — did you mean `#good-soil`?",
        ),
        (
            course,
            "rule = { kind = \"passed\" }",
            "rule = { kind = \"opene\" }",
            "The Course/course.toml:58: the kind `opene` is not known to this version — write `opened`",
        ),
        (
            course,
            "rule = { kind = \"passed\" }",
            "rule = { kind = \"submitted\" }",
            "The Course/course.toml:58: the rule `submitted` makes no sense here",
        ),
        (
            course,
            "[[glossary]]",
            "[[glosary]]",
            "The Course/course.toml:84: the key `glosary` is not known here — write `glossary`",
        ),
        (
            page,
            "glossary:compost",
            "glossary:compots",
            "The Course/soil.en.md:3: there is no glossary word `compots` in this course — did you mean `compost`?",
        ),
        (
            page,
            "lesson:film",
            "lesson:films",
            "The Course/soil.en.md:7: there is no lesson `films` in this course — did you mean `film`?",
        ),
        (
            page,
            "lesson:film",
            "lesson:soil#god-soil",
            "The Course/soil.en.md:7: the lesson `soil` has no heading or slide `#god-soil` — did you mean `#good-soil`?",
        ),
        (
            page,
            "lesson:film",
            "https://example.org",
            "The Course/soil.en.md:7: the link “https://example.org” does not lead",
        ),
        (page, "Ein Spaten", "Ein Spalten", "The Course/soil.en.md:9: there is no file"),
        (page, "![A spade in the earth]", "![]", "The Course/soil.en.md:9: the picture"),
        (
            page,
            "Beans like",
            "<a href='https://x.org'>Beans</a> like",
            "The Course/soil.en.md:3: the link “https://x.org” does not lead",
        ),
        (page, "Beans like", "<img src=p.png> like", "The Course/soil.en.md:3: the picture “p.png” has no description"),
        (
            page,
            "Beans like",
            "$\\frca{1}{2}$ like",
            "The Course/soil.en.md:3: the formula says \\frca, which is not known — did you mean \\frac?",
        ),
        (
            page,
            "Beans like",
            "$\\sqrt{2$ like",
            "The Course/soil.en.md:3: a formula's dollar signs or braces do not match",
        ),
        (
            "The Course/film.vtt",
            "00:01.000 --> 00:01.500",
            "00:01.000 --> never",
            "The Course/film.vtt:6: these times cannot be read",
        ),
    ];
    let place = tempfile::tempdir().unwrap();
    for (file, good, bad, wanted) in table {
        write(place.path());
        let path = place.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(good), "{file}: {good}");
        fs::write(&path, text.replacen(good, bad, 1)).unwrap();
        let found = mistakes(&check(place.path(), Depth::Quick));
        assert!(found.iter().any(|line| line.starts_with(wanted)), "{file}: {bad}\nwanted {wanted}\ngot {found:#?}");
    }
}

#[test]
fn a_film_that_is_slow_to_seek_in_is_built_with_a_remark_that_tells_the_mend() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let notes = |folder: &Path| {
        let checked = check(folder, Depth::Full);
        assert!(checked.source.is_some(), "{:?}", mistakes(&checked));
        checked.findings.notes.iter().map(ToString::to_string).filter(|note| note.contains("slow")).collect::<Vec<_>>()
    };
    assert!(notes(folder.path()).is_empty());
    let far_apart = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media/hour.mp4");
    fs::copy(far_apart, folder.path().join("The Course/film.mp4")).unwrap();
    let notes = notes(folder.path());
    assert_eq!(notes.len(), 1, "{notes:?}");
    for told in ["film.mp4", "up to 300 s between pictures that stand alone", "ffmpeg -i", "-force_key_frames"] {
        assert!(notes[0].contains(told), "{told}: {notes:?}");
    }
}

#[test]
fn html_that_no_reading_shows_is_a_remark_and_the_harmless_part_of_it_none() {
    let place = tempfile::tempdir().unwrap();
    write(place.path());
    let path = place.path().join("The Course/soil.en.md");
    let text = fs::read_to_string(&path).unwrap();
    let with = "<b onclick='x()'>Beans</b> <script>x()</script> H<sub>2</sub>O like";
    fs::write(&path, text.replacen("Beans like", with, 1)).unwrap();
    let checked = check(place.path(), Depth::Quick);
    assert_eq!(mistakes(&checked), Vec::<String>::new());
    let notes: Vec<String> = checked.findings.notes.iter().map(ToString::to_string).collect();
    for wanted in [
        "The Course/soil.en.md:3: <script> is HTML that a reading does not show; all that is in it is left out",
        "The Course/soil.en.md:3: onclick=… is HTML that a reading does not use",
    ] {
        assert!(notes.iter().any(|note| note.starts_with(wanted)), "wanted {wanted}\ngot {notes:#?}");
    }
}

/// The good course, its film with these chapters.
fn write_with_chapters(root: &Path, chapters: &[u8]) {
    write(root);
    let course = root.join("The Course");
    let text = fs::read_to_string(course.join("course.toml")).unwrap();
    let captions = "\n[[modules.lessons.tracks]]\nid = \"captions\"";
    let track = "id = \"chapters\"\nkind = \"chapters\"\nlang = \"en\"\nfile = \"parts.vtt\"\norigin = \"human\"";
    let text = text.replacen(captions, &format!("\n[[modules.lessons.tracks]]\n{track}\n{captions}"), 1);
    fs::write(course.join("course.toml"), text).unwrap();
    fs::write(course.join("parts.vtt"), chapters).unwrap();
}

#[test]
fn chapters_are_checked_line_by_line_and_found_by_the_search() {
    let place = tempfile::tempdir().unwrap();
    let cases: [(&[u8], &str); 5] = [
        (b"0 --> 1\nSeeds", "The Course/parts.vtt:1: a file of chapters begins with the line WEBVTT"),
        (b"WEBVTT\n\n0 --> 1\n\n1 --> 2\nx", "The Course/parts.vtt:3: this chapter has no name"),
        (b"WEBVTT\n\n0 --> 1\na\n\n0.5 --> 2\nb", "The Course/parts.vtt:6: this chapter begins before the one above"),
        (b"WEBVTT\n\n0 --> 1\na\n\n700 --> 800\nb", "The Course/parts.vtt:6: this chapter begins after the end"),
        (
            b"WEBVTT\n\n0 --> 1\n\xFCber",
            "The Course/parts.vtt:4: the file of chapters is not UTF-8 text — save it again",
        ),
    ];
    for (chapters, wanted) in cases {
        write_with_chapters(place.path(), chapters);
        let found = mistakes(&check(place.path(), Depth::Full));
        assert!(found.len() == 1 && found[0].starts_with(wanted), "wanted {wanted}\ngot {found:#?}");
    }
    write_with_chapters(place.path(), b"WEBVTT\n\n0 --> 1\nSeeds\n\n1 --> 1.5\nThe first leaves");
    let source = check(place.path(), Depth::Full).source.unwrap();
    let out = place.path().join("garden.fpack");
    with_watch(|watch| build(&source, &[&key()], &out, None, watch)).unwrap();
    let search = PackReader::open_any(&out).unwrap().file("search.jsonl").unwrap().read_all().unwrap();
    let search = String::from_utf8(search).unwrap();
    let mut lines = search.lines().map(|line| serde_json::from_str::<SearchLine>(line).unwrap());
    assert!(lines.any(|line| line.text == "The first leaves" && line.at_ms == Some(1_000)), "{search}");
}

#[test]
fn all_mistakes_are_told_at_once_and_none_twice() {
    let place = tempfile::tempdir().unwrap();
    write(place.path());
    let course = place.path().join("The Course");
    let text = COURSE.replace("level = ", "lvel = ").replace("answer = \"sun\"", "answer = \"x\"");
    fs::write(course.join("course.toml"), text).unwrap();
    fs::write(course.join("soil.en.md"), "# Soil\n\n[out](https://example.org)\n").unwrap();
    fs::write(course.join("film.mp4"), b"not a film").unwrap();
    fs::write(course.join("Pictures/Über uns.PNG"), b"not a picture").unwrap();
    let checked = check(place.path(), Depth::Full);
    assert!(checked.source.is_none());
    let found = mistakes(&checked);
    let wanted = [
        "The Course/Pictures/Über uns.PNG: a station could not play it",
        "The Course/course.toml:1: `level` is missing",
        "The Course/course.toml:8: the key `lvel`",
        "The Course/course.toml:81: the answer `x`",
        "The Course/course.toml:82: the lesson `soil` has no heading",
        "The Course/film.mp4: a station could not play it",
        "The Course/soil.en.md:3: the link",
    ];
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
    for (line, wanted) in found.iter().zip(wanted) {
        assert!(line.starts_with(wanted), "wanted {wanted}, got {line}");
    }
    assert!(found[5].contains("ffmpeg"), "the command that mends it: {}", found[5]);
}

#[test]
fn files_that_nothing_names_stay_out_and_are_told() {
    let place = tempfile::tempdir().unwrap();
    write(place.path());
    fs::write(place.path().join("The Course/secret notes.txt"), "x").unwrap();
    let checked = check(place.path(), Depth::Full);
    let notes: Vec<String> = checked.findings.notes.iter().map(ToString::to_string).collect();
    assert!(notes.iter().any(|note| note.contains("secret notes.txt: nothing names this file")), "{notes:?}");
    assert!(checked.source.unwrap().entries.iter().all(|entry| !entry.path.contains("secret")));
}

#[test]
fn slices_are_the_pack_cut_and_old_slices_go() {
    let place = tempfile::tempdir().unwrap();
    write(&place.path().join("src"));
    let source = check(&place.path().join("src"), Depth::Full).source.unwrap();
    let (whole, cut) = (place.path().join("a.fpack"), place.path().join("b.fpack"));
    let one = with_watch(|watch| build(&source, &[&key()], &whole, None, watch)).unwrap();
    let slice = one.bytes / 3 - 1;
    let many = with_watch(|watch| build(&source, &[&key()], &cut, Some(slice), watch)).unwrap();
    assert_eq!((many.files.len(), many.sha256), (4, one.sha256));
    let carried = PackSource::open_sliced_by(&many.files[1], &[], slice).unwrap();
    let mut bytes = Vec::new();
    carried.stream().read_to_end(&mut bytes).unwrap();
    assert!(bytes == fs::read(&whole).unwrap());
    looked_at_by_slices(carried, &whole);
    fs::rename(&many.files[2], place.path().join("elsewhere")).unwrap();
    let lacking = OpenedPack::of(PackSource::open_sliced_by(&many.files[0], &[], slice).unwrap()).unwrap();
    let fault = lacking.verify(&mut |_| {}).unwrap_err();
    assert!(matches!(fault.carrier(), Some(SourceFault::SliceMissing { number: 3, .. })), "{fault}");
    let fewer = with_watch(|watch| build(&source, &[&key()], &cut, Some(one.bytes), watch)).unwrap();
    assert_eq!(fewer.files.len(), 1);
    assert!(!many.files[1].exists(), "a slice of an earlier build would be taken for one of this");
}

/// As the office reads it before it approves: every byte, a document, and all files taken out.
fn looked_at_by_slices(carried: PackSource, whole: &Path) {
    let (pack, same) = (OpenedPack::of(carried).unwrap(), OpenedPack::open(whole).unwrap());
    let (mut heard, mut same_heard) = (0, 0);
    pack.verify(&mut |bytes| heard += bytes).unwrap();
    same.verify(&mut |bytes| same_heard += bytes).unwrap();
    assert_eq!((pack.hash(), heard), (same.hash(), same_heard));
    let document = &pack.manifest().documents[0].path;
    let read = pack.read(document, 1 << 20).unwrap().unwrap();
    assert_eq!(Some(&read), same.read(document, 1 << 20).unwrap().as_ref());
    assert!(pack.read(document, read.len() - 1).is_err(), "larger than asked for");
    assert!(pack.read("no/such.file", 1 << 20).unwrap().is_none());
    let out = whole.with_extension("taken-out");
    pack.extract(&out, &mut |_| {}).unwrap();
    assert_eq!(fs::read(out.join(document)).unwrap(), read);
}

#[test]
fn stopping_at_any_moment_leaves_nothing_behind() {
    let place = tempfile::tempdir().unwrap();
    write(&place.path().join("src"));
    let source = check(&place.path().join("src"), Depth::Full).source.unwrap();
    let out = place.path().join("a.fpack");
    for stage in [Stage::Hashing, Stage::Writing] {
        let cancel = AtomicBool::new(false);
        let report = |now: Stage, _: u64, _: u64| {
            if now == stage {
                cancel.store(true, Ordering::Relaxed);
            }
        };
        let result = build(&source, &[&key()], &out, None, &Watch { report: &report, cancel: &cancel });
        assert!(matches!(result, Err(BuildFault::Stopped)), "{result:?}");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "only the source is there");
    }
    let report = |_: Stage, _: u64, _: u64| {};
    let stopped =
        read_source(&place.path().join("src"), Depth::Full, &Watch { report: &report, cancel: &AtomicBool::new(true) });
    assert!(stopped.is_err());
}

#[test]
fn a_file_that_changes_while_it_is_built_is_refused() {
    let place = tempfile::tempdir().unwrap();
    write(&place.path().join("src"));
    let mut source = check(&place.path().join("src"), Depth::Full).source.unwrap();
    let changed = place.path().join("changed");
    fs::write(&changed, "one").unwrap();
    for entry in &mut source.entries {
        if entry.path.ends_with("film.vtt") {
            entry.content = Content::File(changed.clone());
        }
    }
    let report = |stage: Stage, _: u64, _: u64| {
        if stage == Stage::Writing {
            fs::write(&changed, "two").unwrap();
        }
    };
    let out = place.path().join("a.fpack");
    let result = build(&source, &[&key()], &out, None, &Watch { report: &report, cancel: &AtomicBool::new(false) });
    assert!(matches!(result, Err(BuildFault::Pack(_))), "{result:?}");
    assert!(!out.exists());
}
