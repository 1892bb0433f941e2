use super::*;
use crate::media::damage::Damage;

fn whole(language: &str, text: &str) -> Vec<(Range<usize>, Kind)> {
    let pieces = pieces(language, text);
    let mut at = 0;
    for (range, _) in &pieces {
        assert_eq!(range.start, at, "{language}: no gap and no overlap");
        assert!(text.is_char_boundary(range.end));
        at = range.end;
    }
    assert_eq!(at, text.len(), "{language}: to the end");
    pieces
}

fn kind_of(language: &str, text: &str, wanted: &str) -> Kind {
    let at = text.find(wanted).unwrap();
    let pieces = whole(language, text);
    pieces.into_iter().find(|(range, _)| range.contains(&at)).map(|(_, kind)| kind).unwrap()
}

#[test]
fn every_language_that_courses_teach_has_its_pieces() {
    for (language, text, wanted, kind) in [
        ("python", "def f(x):\n    return 'ñ' # hi\n", "def", Kind::Keyword),
        ("python", "def f(x):\n    return 'ñ' # hi\n", "# hi", Kind::Comment),
        ("py", "x = 'ñandú'", "'ñandú'", Kind::Text),
        ("javascript", "const a = `x`;", "const", Kind::Keyword),
        ("html", "<p class=\"a\">hi</p>", "p class", Kind::Name),
        ("css", "a { color: #fff }", "color", Kind::Property),
        ("rust", "fn main() {}", "fn", Kind::Keyword),
        ("c", "#include <stdio.h>\nint main(void) { return 0; }", "#include", Kind::Keyword),
        ("c", "int main(void) { return 0; }", "int", Kind::Name),
        ("c", "printf(\"a \\\" b\\n\"); /* no */", "\"a", Kind::Text),
        ("java", "public class A { // c\n int x = 0x1F; }", "0x1F", Kind::Value),
        ("java", "public class A { // c\n int x = 1; }", "// c", Kind::Comment),
        ("cpp", "std::vector<int> v; // x", "vector", Kind::Name),
        ("C#", "foreach (var x in xs) {}", "foreach", Kind::Keyword),
        ("go", "func main() { s := `a\nb` }", "`a", Kind::Text),
        ("json", "{\"a\": 1}", "1", Kind::Value),
        ("sql", "SELECT name FROM t WHERE x = 'it''s' -- c", "SELECT", Kind::Keyword),
        ("SQL", "select name from t where x = 'it''s' -- c", "s' -- c", Kind::Text),
        ("sql", "select 1 -- c", "-- c", Kind::Comment),
        ("bash", "if [ -f x ]; then echo hi; fi # c", "# c", Kind::Comment),
        ("toml", "a = 1 # c", "# c", Kind::Comment),
        ("yaml", "a: 1 # c", "# c", Kind::Comment),
    ] {
        assert!(knows(language), "{language}");
        assert_eq!(kind_of(language, text, wanted), kind, "{language}: {wanted}");
    }
}

#[test]
fn what_is_not_known_or_too_long_is_plain() {
    assert_eq!(whole("klingon", "a b"), [(0..3, Kind::Plain)]);
    assert_eq!(whole("", "a"), [(0..1, Kind::Plain)]);
    assert_eq!(whole("c", &"int ".repeat(60_000)).len(), 1);
    assert_eq!(kind_of("python {1,3}", "def f(): pass", "def"), Kind::Keyword);
}

#[test]
fn any_text_in_any_language_is_whole_and_ends() {
    const LANGUAGES: &[&str] = &[
        "rust",
        "bash",
        "css",
        "dockerfile",
        "html",
        "js",
        "json",
        "md",
        "python",
        "toml",
        "ts",
        "yaml",
        "c",
        "cpp",
        "java",
        "cs",
        "go",
        "sql",
    ];
    const SIGNS: &[&str] = &[
        "\"", "'", "`", "/*", "*/", "//", "#", "--", "<", ">", "</", "<!--", "${", "{", "}", "\\", "\n", " ", "a",
        "fn", "0x", "1.", "ñ", "🦀", "\u{0}", "\t", "<<EOF", "r#\"", "@", ":", "=", "|", "&", "*", "- ", "```", "$(",
        "<script>", "/",
    ];
    for seed in 0..1_000 {
        let mut damage = Damage::seeded(seed);
        let text: String = (0..damage.below(120)).map(|_| SIGNS[damage.below(SIGNS.len())]).collect();
        whole(LANGUAGES[seed as usize % LANGUAGES.len()], &text);
    }
    for language in LANGUAGES {
        for sign in SIGNS {
            whole(language, &sign.repeat(BYTES_MAX / sign.len()));
        }
    }
}
