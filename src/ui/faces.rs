//! The faces that words are set in, and what each falls back on: Atkinson Hyperlegible Next, or OpenDyslexic for who
//! chooses it; then the icons; then Noto Sans for every other Latin letter, Vietnamese, Greek and Cyrillic, and for
//! symbols and mathematics. A test walks the alphabets. The licences lie beside the files in `assets/fonts`.

use super::tokens;
use egui::{Context, FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// Which letters a person reads best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Face {
    /// Letters made to be told apart.
    #[default]
    Plain,
    /// Letters with heavy feet, which some people with dyslexia read more easily.
    Dyslexic,
}

impl Face {
    /// As preferences store it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Dyslexic => "dyslexic",
        }
    }

    /// From a preference; plain when unknown.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        if name == Self::Dyslexic.name() { Self::Dyslexic } else { Self::Plain }
    }
}

macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../assets/fonts/", $name)) as &[u8])
    };
}

const FILES: &[(&str, &[u8])] = &[
    file!("AtkinsonNext-Regular.ttf"),
    file!("AtkinsonNext-Bold.ttf"),
    file!("AtkinsonNext-Italic.ttf"),
    file!("AtkinsonNext-BoldItalic.ttf"),
    file!("AtkinsonMono-Regular.ttf"),
    file!("OpenDyslexic-Regular.otf"),
    file!("OpenDyslexic-Bold.otf"),
    file!("OpenDyslexic-Italic.otf"),
    file!("OpenDyslexic-BoldItalic.otf"),
    file!("NotoSans-Regular.ttf"),
    file!("NotoSans-Bold.ttf"),
    file!("NotoSans-Italic.ttf"),
    file!("NotoSans-BoldItalic.ttf"),
    file!("NotoSansSymbols2-Regular.ttf"),
    file!("NotoSansMath-Regular.ttf"),
    file!("Phosphor.ttf"),
];

const ICONS: &str = "Phosphor.ttf";
const SYMBOLS: &[&str] = &["NotoSansSymbols2-Regular.ttf", "NotoSansMath-Regular.ttf"];

/// Installs the faces; before the first frame, and again when a person chooses another.
pub fn install(ctx: &Context, face: Face) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in FILES {
        fonts.font_data.insert((*name).to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let mut family = |family: FontFamily, faces: &[&str]| {
        let all = faces.iter().chain(SYMBOLS).map(|face| (*face).to_owned());
        fonts.families.insert(family, all.collect());
    };
    let named = |name: &str| FontFamily::Name(name.into());
    let styles = [
        (FontFamily::Proportional, ["AtkinsonNext-Regular.ttf", "OpenDyslexic-Regular.otf", "NotoSans-Regular.ttf"]),
        (named(tokens::BOLD), ["AtkinsonNext-Bold.ttf", "OpenDyslexic-Bold.otf", "NotoSans-Bold.ttf"]),
        (named(tokens::ITALIC), ["AtkinsonNext-Italic.ttf", "OpenDyslexic-Italic.otf", "NotoSans-Italic.ttf"]),
        (
            named(tokens::BOLD_ITALIC),
            ["AtkinsonNext-BoldItalic.ttf", "OpenDyslexic-BoldItalic.otf", "NotoSans-BoldItalic.ttf"],
        ),
    ];
    for (style, [plain, dyslexic, rest]) in styles {
        match face {
            Face::Plain => family(style, &[plain, ICONS, rest]),
            Face::Dyslexic => family(style, &[dyslexic, plain, ICONS, rest]),
        }
    }
    family(FontFamily::Monospace, &["AtkinsonMono-Regular.ttf", "AtkinsonNext-Regular.ttf", "NotoSans-Regular.ttf"]);
    family(named(tokens::ICONS), &[ICONS, "AtkinsonNext-Regular.ttf"]);
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::FontId;

    /// Every letter of the alphabets that people here read, and the signs that courses use.
    fn alphabets() -> Vec<char> {
        let ranges = [
            ('\u{21}', '\u{7E}'),     // Basic Latin
            ('\u{A1}', '\u{AC}'),     // Latin-1, without the soft hyphen
            ('\u{AE}', '\u{17F}'),    // Latin-1 and Latin Extended-A: every European language in Latin letters
            ('\u{1E80}', '\u{1E85}'), // Welsh
            ('\u{1EA0}', '\u{1EF9}'), // Vietnamese
            ('\u{388}', '\u{38A}'),   // Greek
            ('\u{38E}', '\u{3A1}'),
            ('\u{3A3}', '\u{3CE}'),
            ('\u{400}', '\u{45F}'), // Cyrillic: Russian, Ukrainian, Serbian, Bulgarian
            ('\u{490}', '\u{491}'),
        ];
        let more = "ƠơƯưĐđȘșȚțƏəƁɓƊɗŊŋƎǝǍǎǏǐǑǒǓǔΆΌ‘’“”„‚«»‹›–—…•·†‡‰′″€£¥₫₽₴§¶©®™°№←↑→↓↔⇒⇔▶◀▲▼■□●○◆★☆✓✔✗✘☐☑☒☎✉⚠♥\
                    √∞≈≠≤≥±×÷∑∏∫∂∆πΩ∈∉⊂⊆∪∩∀∃∅¬∧∨∠⊥∥½⅓¼¾⅔⅛²³ⁿ₁₂℃℉";
        let ranges = ranges.into_iter().flat_map(|(from, to)| from..=to);
        ranges.chain(more.chars()).filter(|letter| !letter.is_whitespace()).collect()
    }

    #[test]
    fn no_letter_of_any_alphabet_is_a_box() {
        for face in [Face::Plain, Face::Dyslexic] {
            let ctx = Context::default();
            install(&ctx, face);
            let families = [
                FontFamily::Proportional,
                FontFamily::Monospace,
                FontFamily::Name(tokens::BOLD.into()),
                FontFamily::Name(tokens::ITALIC.into()),
                FontFamily::Name(tokens::BOLD_ITALIC.into()),
            ];
            let output = ctx.run_ui(egui::RawInput::default(), |ui| {
                for family in &families {
                    let font = FontId::new(17.0, family.clone());
                    let has = |letter: &char| !ui.fonts_mut(|fonts| fonts.has_glyph(&font, *letter));
                    let missing: String = alphabets().into_iter().filter(has).collect();
                    assert_eq!(missing, "", "{face:?} {family:?}");
                }
            });
            output.drop_without_applying_deltas();
        }
    }

    #[test]
    fn no_letter_of_our_own_texts_is_a_box() {
        let locales = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/locales");
        let mut letters = std::collections::BTreeSet::new();
        for language in std::fs::read_dir(locales).unwrap() {
            for file in std::fs::read_dir(language.unwrap().path()).unwrap() {
                letters.extend(std::fs::read_to_string(file.unwrap().path()).unwrap().chars());
            }
        }
        letters.retain(|letter| !letter.is_whitespace());
        assert!(letters.len() > 80, "{letters:?}");
        for face in [Face::Plain, Face::Dyslexic] {
            let ctx = Context::default();
            install(&ctx, face);
            let output = ctx.run_ui(egui::RawInput::default(), |ui| {
                for family in [FontFamily::Proportional, FontFamily::Name(tokens::BOLD.into())] {
                    let font = FontId::new(17.0, family.clone());
                    let is_box = |letter: &&char| !ui.fonts_mut(|fonts| fonts.has_glyph(&font, **letter));
                    let missing: String = letters.iter().filter(is_box).collect();
                    assert_eq!(missing, "", "{face:?} {family:?}");
                }
            });
            output.drop_without_applying_deltas();
        }
    }

    #[test]
    fn the_test_would_see_a_box() {
        let ctx = Context::default();
        install(&ctx, Face::Plain);
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = FontId::new(17.0, FontFamily::Proportional);
            assert!(!ui.fonts_mut(|fonts| fonts.has_glyph(&font, '\u{13000}')), "no hieroglyph is in any of them");
        });
        output.drop_without_applying_deltas();
    }
}
