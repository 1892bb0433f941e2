//! A formula in one line of plain text, for who listens to it and for what is searched: `x = (−b ± √(b² − 4ac))/(2a)`. The
//! same in every language: signs, not words.

use ratex_font::symbols::{Mode as SymbolMode, get_symbol};
use ratex_parser::parse_node::AtomFamily;
use ratex_parser::{Mode, ParseNode as Node};
use unicode_normalization::UnicodeNormalization as _;

/// The longest line; what is longer is cut.
const CHARS_MAX: usize = 2_000;
/// Deeper parts are left out.
const DEPTH_MAX: usize = 40;

/// The line of `nodes`.
pub(super) fn words(nodes: &[Node]) -> String {
    let line = all(nodes, DEPTH_MAX);
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    line.nfc().take(CHARS_MAX).collect()
}

fn all(nodes: &[Node], depth: usize) -> String {
    if depth == 0 {
        return String::new();
    }
    let mut out = String::new();
    for (at, node) in nodes.iter().enumerate() {
        let words = one(node, depth - 1);
        let is_sign = is_bin(node) && nodes[..at].iter().rev().find(|node| !is_space(node)).is_none_or(leads_on);
        out.push_str(if is_sign { words.trim() } else { &words });
    }
    out
}

fn is_bin(node: &Node) -> bool {
    matches!(node, Node::Atom { family: AtomFamily::Bin, .. })
}

fn is_space(node: &Node) -> bool {
    matches!(node, Node::SpacingNode { .. } | Node::Kern { .. })
}

/// Whether a `−` behind it is the sign of a number.
fn leads_on(node: &Node) -> bool {
    use AtomFamily::{Bin, Open, Punct, Rel};
    matches!(node, Node::Atom { family: Bin | Open | Punct | Rel, .. })
}

fn one(node: &Node, depth: usize) -> String {
    let inside = |node: &Node| all(std::slice::from_ref(node), depth);
    match node {
        Node::Atom { text, mode, family, .. } => {
            let sign = sign(text, *mode);
            match family {
                AtomFamily::Bin | AtomFamily::Rel => format!(" {sign} "),
                AtomFamily::Punct => format!("{sign} "),
                AtomFamily::Open | AtomFamily::Close | AtomFamily::Inner => sign,
            }
        }
        Node::MathOrd { text, mode, .. } | Node::TextOrd { text, mode, .. } | Node::OpToken { text, mode, .. } => {
            sign(text, *mode)
        }
        Node::AccentToken { .. } => String::new(),
        Node::SpacingNode { .. } | Node::Kern { .. } => " ".to_owned(),
        Node::SupSub { base, sup, sub, .. } => {
            let base = base.as_deref().map(inside).unwrap_or_default();
            let mut out = base.trim_end().to_owned();
            out.push_str(&script(sub.as_deref().map(inside), '_', "₀₁₂₃₄₅₆₇₈₉"));
            out.push_str(&script(sup.as_deref().map(inside), '^', "⁰¹²³⁴⁵⁶⁷⁸⁹"));
            out + &base[base.trim_end().len()..]
        }
        Node::GenFrac { numer, denom, has_bar_line, .. } => {
            let (above, below) = (grouped(&inside(numer)), grouped(&inside(denom)));
            if *has_bar_line { format!("{above}/{below}") } else { format!("({above} {below})") }
        }
        Node::Sqrt { body, index, .. } => {
            let index = index.as_deref().map(inside).map(|index| script(Some(index), '^', "⁰¹²³⁴⁵⁶⁷⁸⁹"));
            format!("{}√{}", index.unwrap_or_default(), grouped(&inside(body)))
        }
        Node::Op { name, body, .. } => match (name, body) {
            (Some(name), _) => format!(" {} ", sign(name, Mode::Math)),
            (None, Some(body)) => all(body, depth),
            (None, None) => String::new(),
        },
        Node::OperatorName { body, .. } => format!(" {} ", all(body, depth)),
        Node::Array { body, .. } => rows(body, depth),
        Node::LeftRight { body, left, right, .. } => {
            format!("{}{}{}", delimiter(left), all(body, depth), delimiter(right))
        }
        Node::Middle { delim, .. } | Node::DelimSizing { delim, .. } => format!(" {} ", delimiter(delim)),
        Node::XArrow { label, body, .. } => format!(" {} {} ", sign(label, Mode::Math), inside(body)),
        Node::Verb { body, .. } => body.clone(),
        Node::Rule { .. } | Node::Phantom { .. } | Node::VPhantom { .. } => String::new(),
        Node::MathChoice { display, .. } => all(display, depth),
        Node::Tag { body, tag, .. } => format!("{} ({})", all(body, depth), all(tag, depth)),
        Node::HtmlMathMl { html, .. } => all(html, depth),
        Node::OrdGroup { body, .. }
        | Node::Text { body, .. }
        | Node::Color { body, .. }
        | Node::Styling { body, .. }
        | Node::Sizing { body, .. }
        | Node::MClass { body, .. }
        | Node::HBox { body, .. }
        | Node::Pmb { body, .. }
        | Node::Href { body, .. }
        | Node::Html { body, .. } => all(body, depth),
        Node::Accent { base, label, .. } => {
            let base = inside(base);
            if base.chars().count() == 1 { base + mark(label) } else { base }
        }
        Node::Font { body, .. }
        | Node::AccentUnder { base: body, .. }
        | Node::Overline { body, .. }
        | Node::Underline { body, .. }
        | Node::Smash { body, .. }
        | Node::HorizBrace { base: body, .. }
        | Node::Enclose { body, .. }
        | Node::Lap { body, .. }
        | Node::RaiseBox { body, .. }
        | Node::VCenter { body, .. }
        | Node::CdLabel { label: body, .. }
        | Node::CdLabelParent { fragment: body, .. } => inside(body),
        _ => String::new(),
    }
}

/// The rows of a matrix or of a column of equations: `a, b; c, d`.
fn rows(body: &[Vec<Node>], depth: usize) -> String {
    let rows = body.iter().map(|row| {
        let cells = row.iter().map(|cell| all(std::slice::from_ref(cell), depth).trim().to_owned());
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
    });
    rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("; ")
}

/// A sign by its name: `\times` is `×`, `\sin` is `sin`.
fn sign(name: &str, mode: Mode) -> String {
    let symbols = if matches!(mode, Mode::Math) { SymbolMode::Math } else { SymbolMode::Text };
    match get_symbol(name, symbols).and_then(|symbol| symbol.codepoint) {
        Some(sign) => sign.to_string(),
        None => name.trim_start_matches('\\').to_owned(),
    }
}

/// What an accent adds to its letter.
fn mark(label: &str) -> &'static str {
    match label.trim_start_matches('\\') {
        "'" | "acute" => "\u{301}",
        "`" | "grave" => "\u{300}",
        "^" | "hat" | "widehat" => "\u{302}",
        "~" | "tilde" | "widetilde" => "\u{303}",
        "\"" | "ddot" => "\u{308}",
        "=" | "bar" => "\u{304}",
        "." | "dot" => "\u{307}",
        "vec" => "\u{20D7}",
        "u" | "breve" => "\u{306}",
        "v" | "check" => "\u{30C}",
        "r" | "mathring" => "\u{30A}",
        "c" => "\u{327}",
        _ => "",
    }
}

fn delimiter(name: &str) -> String {
    if name == "." { String::new() } else { sign(name, Mode::Math) }
}

/// In brackets unless it is one thing.
fn grouped(words: &str) -> String {
    let words = words.trim();
    let is_one = words.chars().all(|c| c.is_ascii_digit()) || words.chars().count() == 1;
    if is_one { words.to_owned() } else { format!("({words})") }
}

/// Raised or lowered: small digits where there are such, else after a sign.
fn script(words: Option<String>, before: char, digits: &str) -> String {
    let Some(words) = words else { return String::new() };
    let words = words.trim();
    let small = |letter: char| letter.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize));
    match words.chars().map(small).collect::<Option<String>>() {
        Some(small) => small,
        None if words == "∘" || words == "′" => words.replace('∘', "°"),
        None => format!("{before}{}", grouped(words)),
    }
}
