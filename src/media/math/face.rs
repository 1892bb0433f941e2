//! The faces of formulas: KaTeX's, made for the measures that the layout counts with, and Noto Sans for letters they lack.
//! The licence lies beside them in `assets/fonts`.

use ratex_layout::FallbackGlyphMetrics;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use std::sync::OnceLock;

macro_rules! face {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../assets/fonts/katex/KaTeX_", $name, ".ttf")) as &[u8])
    };
}

const FACES: &[(&str, &[u8])] = &[
    face!("Main-Regular"),
    face!("Math-Italic"),
    face!("Main-Bold"),
    face!("Main-Italic"),
    face!("Main-BoldItalic"),
    face!("Math-BoldItalic"),
    face!("AMS-Regular"),
    face!("Size1-Regular"),
    face!("Size2-Regular"),
    face!("Size3-Regular"),
    face!("Size4-Regular"),
    face!("Caligraphic-Regular"),
    face!("Caligraphic-Bold"),
    face!("Fraktur-Regular"),
    face!("Fraktur-Bold"),
    face!("SansSerif-Regular"),
    face!("SansSerif-Bold"),
    face!("SansSerif-Italic"),
    face!("Script-Regular"),
    face!("Typewriter-Regular"),
];

/// For letters that KaTeX's faces lack.
const FALLBACK: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");

/// The faces, opened once.
fn faces() -> &'static [(&'static str, FontRef<'static>)] {
    static OPEN: OnceLock<Vec<(&str, FontRef<'_>)>> = OnceLock::new();
    OPEN.get_or_init(|| {
        let all = FACES.iter().chain(&[("", FALLBACK)]);
        all.filter_map(|(name, bytes)| Some((*name, FontRef::new(bytes).ok()?))).collect()
    })
}

/// The face and glyph for `sign` in the face that the layout names, or in one that has it.
pub(super) fn find(name: &str, sign: char) -> Option<(&'static FontRef<'static>, GlyphId)> {
    let wanted = faces().iter().filter(|(known, _)| *known == name);
    let rest = faces().iter().filter(|(known, _)| matches!(*known, "Main-Regular" | "AMS-Regular" | ""));
    wanted.chain(rest).find_map(|(_, face)| Some((face, face.charmap().map(sign)?)))
}

/// How large the fallback's letter is, in em; nothing where a face of formulas has the letter, or none has.
pub(super) fn fallback_metrics(sign: char) -> Option<FallbackGlyphMetrics> {
    let (_, face) = faces().iter().find(|(name, _)| name.is_empty())?;
    let glyph = face.charmap().map(sign)?;
    let metrics = face.glyph_metrics(Size::new(1.0), LocationRef::default());
    let bounds = metrics.bounds(glyph)?;
    Some(FallbackGlyphMetrics {
        width: f64::from(metrics.advance_width(glyph)?),
        height: f64::from(bounds.y_max.max(0.0)),
        depth: f64::from((-bounds.y_min).max(0.0)),
    })
}
