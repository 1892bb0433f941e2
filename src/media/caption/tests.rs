use super::*;

fn texts(file: &str) -> Vec<(u64, u64, String)> {
    let (captions, _) = Captions::parse(file.as_bytes());
    captions.cues().iter().map(|cue| (cue.start_ms, cue.end_ms, cue.text.clone())).collect()
}

fn one(start: u64, end: u64, text: &str) -> Vec<(u64, u64, String)> {
    vec![(start, end, text.to_owned())]
}

#[test]
fn both_kinds_are_read_in_the_forms_people_write() {
    let cases = [
        ("WEBVTT\n\n00:01.000 --> 00:02.500\nHello", one(1000, 2500, "Hello")),
        (
            "\u{feff}WEBVTT - title\r\n\r\nid\r\n00:00:01.000 --> 00:00:02.000 align:start\r\nHello\r\nthere",
            one(1000, 2000, "Hello\nthere"),
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i> {\\an8}there", one(1000, 2000, "Hello there")),
        (
            "WEBVTT\n\nNOTE a --- b\n\n00:01.0 --> 00:02\n<v.loud Ann>Hi &amp; bye</v> 2 < 3",
            one(1000, 2000, "Ann: Hi & bye 2 < 3"),
        ),
        ("00:00:01,000-->00:00:02,000\nglued", one(1000, 2000, "glued")),
        ("WEBVTT\n\n100:00:00.000 --> 100:00:01.000\nlate", one(360_000_000, 360_001_000, "late")),
    ];
    for (file, expected) in cases {
        assert_eq!(texts(file), expected, "{file}");
    }
    let glued = "1\n00:01,0 --> 00:02,0\none\n2\n00:03,0 --> 00:04,0\ntwo";
    assert_eq!(texts(glued).iter().map(|cue| cue.2.as_str()).collect::<Vec<_>>(), ["one", "two"]);
}

#[test]
fn what_cannot_be_read_is_left_out_and_named_by_line() {
    let file = "WEBVTT\n\nsoon --> later\nx\n\n00:02.000 --> 00:01.000\nx\n\n00:03.000 --> 00:04.000\n\n00:05.000 --> 00:06.000\nkept";
    let (captions, faults) = Captions::parse(file.as_bytes());
    assert_eq!(captions.cues().len(), 1);
    let found: Vec<_> = faults.iter().map(|fault| (fault.line, fault.what)).collect();
    let expected = [(3, CaptionFaultKind::Times), (6, CaptionFaultKind::Backwards), (9, CaptionFaultKind::Empty)];
    assert_eq!(found, expected);
    let (_, faults) = Captions::parse(b"WEBVTT");
    assert_eq!(faults[0].what, CaptionFaultKind::NoCues);
    let (captions, faults) = Captions::parse(b"WEBVTT\n\n00:01.000 --> 00:02.000\nni\xf1o");
    assert_eq!((captions.cues()[0].text.as_str(), faults[0].line), ("niño", 4));
    assert_eq!(Captions::parse(&vec![b' '; FILE_SIZE_MAX + 1]).1[0].what, CaptionFaultKind::TooLarge);
}

#[test]
fn hostile_files_give_something_or_nothing_never_a_panic() {
    let long = format!("00:01.000 --> 00:02.000\n{}", "<".repeat(10_000));
    let cases = [
        "-->",
        "--> -->",
        "\n-->\n-->\n",
        "99999999999999999999:00 --> 1",
        "00:01.000 --> 00:02.000\n<v",
        "1 --> 2\n<é>",
        "1 --> 2\n{\\",
        "1 --> 2\n&&&;",
        "1 --> 2\n\u{202e}abc",
        "9:9:9:9 --> 1:1:1:1\nx",
        &long,
        "999999:999999:999999.999 --> 999999:999999:999999.9999\nx",
        "1.é --> 2\nx",
        "1 --> 2\n<\u{301}v x>",
    ];
    for case in cases {
        let (captions, _) = Captions::parse(case.as_bytes());
        assert!(captions.cues().iter().all(|cue| cue.text.chars().count() <= CUE_CHARS_MAX), "{case}");
    }
    assert_eq!(texts("1 --> 2\n\u{202e}abc")[0].2, "abc");
}

#[test]
fn what_is_shown_follows_the_time() {
    let (captions, _) = Captions::parse(b"1 --> 3\na\n\n2 --> 4\nb\n\n6 --> 7\nc");
    let shown = |ms| captions.at(ms).iter().map(|cue| cue.text.clone()).collect::<String>();
    let expected = [(0, ""), (1000, "a"), (2500, "ab"), (3000, "b"), (4000, ""), (6500, "c"), (7000, "")];
    for (ms, words) in expected {
        assert_eq!(shown(ms), words, "at {ms}");
    }
    assert_eq!(captions.current(500), None);
    assert_eq!(captions.current(5000), Some(1));
    assert_eq!(captions.next_change_ms(0), Some(1000));
    assert_eq!(captions.next_change_ms(2500), Some(3000));
    assert_eq!(captions.next_change_ms(4500), Some(6000));
    assert_eq!(captions.next_change_ms(8000), None);
}

fn cues(file: &str) -> Vec<Cue> {
    Captions::parse(file.as_bytes()).0.cues().to_vec()
}

#[test]
fn bold_italic_and_underlined_are_kept_over_lines() {
    let file =
        "1 --> 2\n<v Ann>Well, <i>this\n<b>and</b> that</i> is <u>it</u></v> {\\i1}so{\\i0} &lt;i> <c.red>done</c>";
    let cue = cues(file).remove(0);
    assert_eq!(cue.text, "Ann: Well, this\nand that is it so <i> done");
    let looks = |style: Style| [(style.is_bold, 'b'), (style.is_italic, 'i'), (style.is_underlined, 'u')];
    let written = |style| looks(style).iter().filter(|(is_on, _)| *is_on).map(|(_, name)| *name).collect::<String>();
    let runs: Vec<_> = cue.runs.iter().map(|run| (&cue.text[run.range.clone()], written(run.style))).collect();
    let expected = [("Ann:", "b"), ("this", "i"), ("and", "bi"), (" that", "i"), ("it", "u"), ("so", "i")];
    assert_eq!(runs, expected.map(|(words, style)| (words, style.to_owned())));
}

#[test]
fn a_cue_keeps_its_place() {
    let file = "1 --> 2 line:0 align:start\na\n\n3 --> 4\n{\\an8}b\n\n5 --> 6\nc";
    let places: Vec<Place> = cues(file).iter().map(|cue| cue.place).collect();
    assert_eq!((places[0].line, places[0].align), (Line::FromTop(0), Side::Start));
    assert_eq!((places[1].line, places[1].align), (Line::FromTop(0), Side::Centre));
    assert_eq!(places[2], Place::default());
}

/// Cues as both kinds of file write them: first and last millisecond, words.
fn written(cues: &[(u64, u64, &str)]) -> [(&'static str, String); 2] {
    let time = |ms: u64, mark: char| {
        let (seconds, part) = (ms / 1000, ms % 1000);
        format!("{:02}:{:02}:{:02}{mark}{part:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    };
    let (mut vtt, mut srt) = (String::from("WEBVTT\n\n"), String::new());
    for (n, (from, to, words)) in cues.iter().enumerate() {
        vtt += &format!("{} --> {}\n{words}\n\n", time(*from, '.'), time(*to, '.'));
        srt += &format!("{}\n{} --> {}\n{words}\n\n", n + 1, time(*from, ','), time(*to, ','));
    }
    [("WebVTT", vtt), ("SubRip", srt)]
}

#[test]
fn files_in_other_encodings_are_read_and_named_and_only_utf_8_is_right() {
    let cues = [(1000, 2000, "¿Qué más, niño?"), (3000, 4000, "It’s 5 €")];
    let units = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let single = |text: &str| {
        let byte = |letter: char| match letter {
            '’' => 0x92,
            '€' => 0x80,
            other => u8::try_from(u32::from(other)).unwrap(),
        };
        text.chars().map(byte).collect::<Vec<u8>>()
    };
    for (kind, text) in written(&cues) {
        let first_word = text.lines().position(|line| line.contains('¿')).unwrap() + 1;
        let marked = format!("\u{feff}{text}");
        let files = [
            ("UTF-8", text.clone().into_bytes(), None),
            ("UTF-8 with a mark", marked.clone().into_bytes(), None),
            ("UTF-8 with lines of DOS", text.replace('\n', "\r\n").into_bytes(), None),
            ("UTF-16", units(&marked, u16::to_le_bytes), Some(1)),
            ("UTF-16, the other way", units(&marked, u16::to_be_bytes), Some(1)),
            ("UTF-16 without a mark", units(&text, u16::to_le_bytes), Some(1)),
            ("UTF-16 without a mark, the other way", units(&text, u16::to_be_bytes), Some(1)),
            ("Windows-1252", single(&text), Some(first_word)),
        ];
        for (encoding, bytes, line) in files {
            let (captions, faults) = Captions::parse(&bytes);
            let found: Vec<_> = captions.cues().iter().map(|cue| (cue.start_ms, cue.end_ms, &*cue.text)).collect();
            assert_eq!(found, cues, "{kind} in {encoding}");
            let named = line.map(|line| CaptionFault { line, what: CaptionFaultKind::Encoding });
            assert_eq!(faults, Vec::from_iter(named), "{kind} in {encoding}");
        }
    }
}

#[test]
fn cues_over_one_another_and_out_of_order_are_shown_at_their_times_and_backward_ones_are_named() {
    let cues = [
        (5000, 9000, "late"),
        (1000, 8000, "long"),
        (4000, 3000, "backwards"),
        (2000, 2000, "of no length"),
        (2000, 6000, "over it"),
        (2000, 6000, "over it"),
        (2500, 3000, "short"),
        (2600, 3000, "more"),
        (2700, 3000, "at once than are shown"),
    ];
    for (kind, text) in written(&cues) {
        let (captions, faults) = Captions::parse(text.as_bytes());
        let line_of = |words: &str| text.lines().position(|line| line == words).unwrap();
        let backward = |words: &str| CaptionFault { line: line_of(words), what: CaptionFaultKind::Backwards };
        assert_eq!(faults, [backward("backwards"), backward("of no length")], "{kind}");
        let shown = |ms| captions.at(ms).iter().map(|cue| &*cue.text).collect::<Vec<_>>();
        assert_eq!(shown(1500), ["long"], "{kind}");
        assert_eq!(shown(2000), ["long", "over it", "over it"], "{kind}");
        assert_eq!(shown(2800), ["over it", "short", "more", "at once than are shown"], "{kind}: the last to begin");
        assert_eq!(shown(3500), ["long", "over it", "over it"], "{kind}");
        assert_eq!(shown(8500), ["late"], "{kind}");
        assert!(captions.cues().is_sorted_by_key(|cue| cue.start_ms), "{kind}: the transcript goes by time");
    }
}

#[test]
fn of_more_cues_than_a_film_has_the_first_are_kept_and_the_rest_is_named() {
    let many: Vec<_> = (0..CUES_MAX as u64 + 5).map(|n| (n * 1000, n * 1000 + 900, "x")).collect();
    for (kind, text) in written(&many) {
        let (captions, faults) = Captions::parse(text.as_bytes());
        assert_eq!(captions.cues().len(), CUES_MAX, "{kind}");
        assert_eq!(faults.len(), 1, "{kind}: {faults:?}");
        assert_eq!(faults[0].what, CaptionFaultKind::TooLarge, "{kind}");
    }
}

/// What is shown, found the slow way.
fn shown_slowly(cues: &[Cue], ms: u64) -> Vec<&Cue> {
    let all: Vec<&Cue> = cues.iter().filter(|cue| cue.start_ms <= ms && ms < cue.end_ms).collect();
    all[all.len().saturating_sub(SHOWN_MAX)..].to_vec()
}

#[test]
fn ten_thousand_cues_are_shown_as_if_each_were_looked_at() {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let names: Vec<String> = (0..10_000).map(|n| n.to_string()).collect();
    let mut cues = vec![(0, 9_000_000, "all the way")];
    cues.extend(names.iter().enumerate().map(|(n, name)| {
        let from = next(9_000_000);
        (from, from + 1 + next(if n % 50 == 0 { 400_000 } else { 4_000 }), name.as_str())
    }));
    for (kind, file) in written(&cues) {
        let (captions, faults) = Captions::parse(file.as_bytes());
        assert_eq!((captions.cues().len(), faults), (10_001, Vec::new()), "{kind}");
        let edges = captions.cues().iter().step_by(97).flat_map(|cue| [cue.start_ms, cue.end_ms - 1, cue.end_ms]);
        for ms in edges.chain((0..9_400_000).step_by(33_331)) {
            assert_eq!(captions.at(ms), shown_slowly(captions.cues(), ms), "{kind} at {ms}");
            let next = captions.next_change_ms(ms);
            let changes = captions.cues().iter().flat_map(|cue| [cue.start_ms, cue.end_ms]);
            assert_eq!(next, changes.filter(|change| *change > ms).min(), "{kind} after {ms}");
        }
    }
}
