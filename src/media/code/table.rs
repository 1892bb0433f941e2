//! Languages told apart by their words alone: how they quote, comment and number is much the same. One pass; each step
//! takes at least one character.

use super::Kind;
use std::ops::Range;

/// A language's words and signs.
pub(super) struct Table {
    names: &'static [&'static str],
    keywords: &'static [&'static str],
    types: &'static [&'static str],
    values: &'static [&'static str],
    line_comment: &'static str,
    quotes: &'static [char],
    /// Whether a quotation mark is written in a text by doubling it, not by `\`.
    is_doubled: bool,
    is_case_blind: bool,
    /// Lines that begin with `#`.
    has_directives: bool,
}

const C_KEYWORDS: &[&str] = &[
    "auto", "break", "case", "const", "continue", "default", "do", "else", "enum", "extern", "for", "goto", "if",
    "inline", "register", "restrict", "return", "sizeof", "static", "struct", "switch", "typedef", "union", "volatile",
    "while",
];
const C_TYPES: &[&str] = &[
    "bool", "char", "double", "float", "int", "long", "short", "signed", "size_t", "unsigned", "void", "int8_t",
    "int16_t", "int32_t", "int64_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "FILE",
];
const CPP_KEYWORDS: &[&str] = &[
    "alignas",
    "auto",
    "break",
    "case",
    "catch",
    "class",
    "concept",
    "const",
    "constexpr",
    "continue",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "explicit",
    "export",
    "extern",
    "final",
    "for",
    "friend",
    "goto",
    "if",
    "inline",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "operator",
    "override",
    "private",
    "protected",
    "public",
    "requires",
    "return",
    "sizeof",
    "static",
    "struct",
    "switch",
    "template",
    "throw",
    "try",
    "typedef",
    "typename",
    "union",
    "using",
    "virtual",
    "volatile",
    "while",
];
const CPP_TYPES: &[&str] = &[
    "bool", "char", "double", "float", "int", "long", "short", "signed", "size_t", "std", "string", "unsigned",
    "vector", "void", "wchar_t",
];
const JAVA_KEYWORDS: &[&str] = &[
    "abstract",
    "assert",
    "break",
    "case",
    "catch",
    "class",
    "continue",
    "default",
    "do",
    "else",
    "enum",
    "extends",
    "final",
    "finally",
    "for",
    "if",
    "implements",
    "import",
    "instanceof",
    "interface",
    "native",
    "new",
    "package",
    "permits",
    "private",
    "protected",
    "public",
    "record",
    "return",
    "sealed",
    "static",
    "strictfp",
    "super",
    "switch",
    "synchronized",
    "this",
    "throw",
    "throws",
    "transient",
    "try",
    "var",
    "volatile",
    "while",
    "yield",
];
const JAVA_TYPES: &[&str] = &["boolean", "byte", "char", "double", "float", "int", "long", "short", "void"];
const CSHARP_KEYWORDS: &[&str] = &[
    "abstract",
    "as",
    "async",
    "await",
    "base",
    "break",
    "case",
    "catch",
    "checked",
    "class",
    "const",
    "continue",
    "default",
    "delegate",
    "do",
    "else",
    "enum",
    "event",
    "explicit",
    "extern",
    "finally",
    "fixed",
    "for",
    "foreach",
    "get",
    "goto",
    "if",
    "implicit",
    "in",
    "init",
    "interface",
    "internal",
    "is",
    "lock",
    "nameof",
    "namespace",
    "new",
    "operator",
    "out",
    "override",
    "params",
    "partial",
    "private",
    "protected",
    "public",
    "readonly",
    "record",
    "ref",
    "required",
    "return",
    "sealed",
    "set",
    "sizeof",
    "static",
    "struct",
    "switch",
    "this",
    "throw",
    "try",
    "typeof",
    "using",
    "var",
    "virtual",
    "when",
    "where",
    "while",
    "yield",
];
const CSHARP_TYPES: &[&str] = &[
    "bool", "byte", "char", "decimal", "double", "dynamic", "float", "int", "long", "object", "sbyte", "short",
    "string", "uint", "ulong", "ushort", "void",
];
const GO_KEYWORDS: &[&str] = &[
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];
const GO_TYPES: &[&str] = &[
    "any", "bool", "byte", "error", "float32", "float64", "int", "int16", "int32", "int64", "int8", "rune", "string",
    "uint", "uint16", "uint32", "uint64", "uint8",
];
const SQL_KEYWORDS: &[&str] = &[
    "add",
    "all",
    "alter",
    "and",
    "as",
    "asc",
    "begin",
    "between",
    "by",
    "case",
    "check",
    "column",
    "commit",
    "constraint",
    "create",
    "cross",
    "database",
    "default",
    "delete",
    "desc",
    "distinct",
    "drop",
    "else",
    "end",
    "except",
    "exists",
    "foreign",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "if",
    "in",
    "index",
    "inner",
    "insert",
    "intersect",
    "into",
    "is",
    "join",
    "key",
    "left",
    "like",
    "limit",
    "not",
    "offset",
    "on",
    "or",
    "order",
    "outer",
    "over",
    "partition",
    "primary",
    "references",
    "returning",
    "revoke",
    "right",
    "rollback",
    "select",
    "set",
    "table",
    "then",
    "transaction",
    "trigger",
    "union",
    "unique",
    "update",
    "using",
    "values",
    "view",
    "when",
    "where",
    "with",
];
const SQL_TYPES: &[&str] = &[
    "bigint",
    "blob",
    "boolean",
    "char",
    "date",
    "datetime",
    "decimal",
    "double",
    "float",
    "int",
    "integer",
    "numeric",
    "real",
    "smallint",
    "text",
    "time",
    "timestamp",
    "varchar",
];

const C: Table = Table {
    names: &["c", "h"],
    keywords: C_KEYWORDS,
    types: C_TYPES,
    values: &["NULL", "true", "false", "EOF", "stdin", "stdout", "stderr"],
    line_comment: "//",
    quotes: &['"', '\''],
    is_doubled: false,
    is_case_blind: false,
    has_directives: true,
};

const TABLES: &[Table] = &[
    C,
    Table {
        names: &["cpp", "c++", "cc", "cxx", "hpp"],
        keywords: CPP_KEYWORDS,
        types: CPP_TYPES,
        values: &["nullptr", "NULL", "true", "false", "this"],
        ..C
    },
    Table {
        names: &["java"],
        keywords: JAVA_KEYWORDS,
        types: JAVA_TYPES,
        values: &["null", "true", "false"],
        has_directives: false,
        ..C
    },
    Table {
        names: &["csharp", "cs", "c#"],
        keywords: CSHARP_KEYWORDS,
        types: CSHARP_TYPES,
        values: &["null", "true", "false"],
        ..C
    },
    Table {
        names: &["go", "golang"],
        keywords: GO_KEYWORDS,
        types: GO_TYPES,
        values: &["nil", "true", "false", "iota"],
        quotes: &['"', '\'', '`'],
        has_directives: false,
        ..C
    },
    Table {
        names: &["sql", "sqlite", "postgresql", "mysql"],
        keywords: SQL_KEYWORDS,
        types: SQL_TYPES,
        values: &["null", "true", "false"],
        line_comment: "--",
        quotes: &['\'', '"'],
        is_doubled: true,
        is_case_blind: true,
        has_directives: false,
    },
];

impl Table {
    /// The table of a language, by any of its names.
    pub(super) fn of(language: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.names.iter().any(|name| name.eq_ignore_ascii_case(language)))
    }

    /// The pieces of `text`, without gaps.
    pub(super) fn pieces(&self, text: &str) -> Vec<(Range<usize>, Kind)> {
        let mut out = Vec::new();
        let mut at = 0;
        let mut is_line_start = true;
        while let Some(next) = text[at..].chars().next() {
            let (size, kind) = self.piece(&text[at..], next, is_line_start);
            is_line_start = next == '\n' || (is_line_start && next.is_whitespace());
            out.push((at..at + size, kind));
            at += size;
        }
        out
    }

    /// How many bytes the piece at the beginning of `rest` has, and what it is.
    fn piece(&self, rest: &str, next: char, is_line_start: bool) -> (usize, Kind) {
        let line = || rest.find('\n').unwrap_or(rest.len());
        if rest.starts_with(self.line_comment) {
            return (line(), Kind::Comment);
        }
        if let Some(inside) = rest.strip_prefix("/*") {
            return (inside.find("*/").map_or(rest.len(), |end| end + 4), Kind::Comment);
        }
        if self.has_directives && is_line_start && next == '#' {
            return (1 + run(&rest[1..], |c| c.is_alphanumeric() || c == ' '), Kind::Keyword);
        }
        if self.quotes.contains(&next) {
            return (self.quoted(rest, next), Kind::Text);
        }
        if next.is_ascii_digit() {
            return (run(rest, |c| c.is_ascii_alphanumeric() || c == '.' || c == '_'), Kind::Value);
        }
        if next == '@' {
            return (1 + run(&rest[1..], is_word), Kind::Property);
        }
        if is_word(next) {
            let size = run(rest, is_word);
            return (size, self.word(&rest[..size], rest[size..].starts_with('(')));
        }
        (next.len_utf8(), Kind::Plain)
    }

    fn word(&self, word: &str, is_called: bool) -> Kind {
        let is_in = |list: &[&str]| {
            if self.is_case_blind {
                list.iter().any(|known| known.eq_ignore_ascii_case(word))
            } else {
                list.contains(&word)
            }
        };
        let is_named_like_a_type = !self.is_case_blind && word.starts_with(char::is_uppercase);
        if is_in(self.keywords) {
            Kind::Keyword
        } else if is_in(self.values) {
            Kind::Value
        } else if is_in(self.types) || is_called || is_named_like_a_type {
            Kind::Name
        } else {
            Kind::Plain
        }
    }

    /// To the closing mark; to the end of the line where there is none (to the end of all for `` ` `` and in SQL).
    fn quoted(&self, rest: &str, mark: char) -> usize {
        let mut letters = rest.char_indices().skip(1).peekable();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\\' if !self.is_doubled && mark != '`' => {
                    letters.next();
                }
                '\n' if !self.is_doubled && mark != '`' => return at,
                _ if letter != mark => {}
                _ if self.is_doubled && letters.peek().is_some_and(|(_, next)| *next == mark) => {
                    letters.next();
                }
                _ => return at + letter.len_utf8(),
            }
        }
        rest.len()
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// How many bytes at the beginning are of a kind.
fn run(text: &str, is_of: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !is_of(letter)).unwrap_or(text.len())
}
