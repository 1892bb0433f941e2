//! PDF files of our [`Sheet`]s: one page each, words as words (they can be searched and read aloud), fonts embedded
//! as subsets. The same sheets give the same bytes.
//!
//! What is to last ([`write_lasting`]) is PDF/A-3u (ISO 19005-3): whatever is needed to draw it is in it, so that it looks
//! the same in thirty years. That asks for a date, which a slip or a list does without.

mod face;

use crate::model::sheet::{Anchor, Ink, Item, POINT, Point, Sheet};
use face::Faces;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Path, PathBuilder, Point as At, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use std::collections::HashMap;

/// A page could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be made: {0}")]
pub struct PdfFault(String);

/// A file in a file, as it is: not compressed, so that it is found by whoever looks for it.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// What it is, for a person.
    pub about: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The file of these pages.
///
/// # Errors
/// [`PdfFault`] for a page without a size, or a fault of the PDF library.
pub fn write(sheets: &[Sheet]) -> Result<Vec<u8>, PdfFault> {
    drawn(sheets, SerializeSettings::default(), |_, about| Ok(about))
}

/// The file of these pages for the archive, with files attached. `made_ms` is when they were made, ms since 1970.
///
/// # Errors
/// The same, and two attachments of one name.
pub fn write_lasting(sheets: &[Sheet], attachments: &[Attachment<'_>], made_ms: u64) -> Result<Vec<u8>, PdfFault> {
    drawn(sheets, lasting()?, |document, about| {
        for attachment in attachments {
            let file = EmbeddedFile {
                path: attachment.name.to_owned(),
                mime_type: MimeType::new(attachment.media_type),
                description: Some(attachment.about.to_owned()),
                association_kind: AssociationKind::Data,
                data: attachment.bytes.to_vec().into(),
                modification_date: Some(date(made_ms)),
                compress: Some(false),
                location: None,
            };
            document.embed_file(file).ok_or_else(|| PdfFault("two files of one name".into()))?;
        }
        Ok(about.creation_date(date(made_ms)))
    })
}

fn drawn(
    sheets: &[Sheet],
    settings: SerializeSettings,
    more: impl FnOnce(&mut krilla::Document, Metadata) -> Result<Metadata, PdfFault>,
) -> Result<Vec<u8>, PdfFault> {
    let faces = Faces::load()?;
    let mut document = krilla::Document::new_with(settings);
    let first = sheets.first().ok_or_else(|| PdfFault("no page".into()))?;
    let about = Metadata::new().title(first.title.clone()).language(first.language.clone()).creator("Foothold".into());
    let about = more(&mut document, about)?;
    document.set_metadata(about);
    let mut images = HashMap::new();
    for sheet in sheets {
        let size = PageSettings::from_wh(sheet.width / POINT, sheet.height / POINT);
        let mut page = document.start_page_with(size.ok_or_else(|| PdfFault("a page without a size".into()))?);
        let mut surface = page.surface();
        for item in &sheet.items {
            draw(&mut surface, &faces, &mut images, item);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|fault| PdfFault(format!("{fault:?}")))
}

fn lasting() -> Result<SerializeSettings, PdfFault> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A3_U).finish();
    let configuration = configuration.map_err(|fault| PdfFault(format!("{fault:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// An instant of universal time; one outside the calendar is its first.
fn date(ms: u64) -> DateTime {
    let second = i64::try_from(ms / 1000).unwrap_or_default();
    let at = jiff::Timestamp::from_second(second).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC);
    let small = |number: i8| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
}

/// Pictures that were drawn already, so that a logo on each of many pages is in the file once.
type Images = HashMap<u64, Image>;

fn draw(surface: &mut Surface<'_>, faces: &Faces, images: &mut Images, item: &Item) {
    match item {
        Item::Line { from, to, width, ink } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0 / POINT, from.1 / POINT);
            path.line_to(to.0 / POINT, to.1 / POINT);
            stroke(surface, path.finish(), *width, *ink);
        }
        Item::Curve { points, closed, width, ink } => stroke(surface, smooth(points, *closed), *width, *ink),
        Item::Box { at, size, fill, edge } => {
            let rect = Rect::from_xywh(at.0 / POINT, at.1 / POINT, size.0 / POINT, size.1 / POINT);
            let mut path = PathBuilder::new();
            if let Some(rect) = rect {
                path.push_rect(rect);
            }
            let Some(path) = path.finish() else { return };
            surface.set_fill(fill.map(paint));
            surface.set_stroke(edge.map(|(width, ink)| pen(width, ink)));
            if fill.is_some() || edge.is_some() {
                surface.draw_path(&path);
            }
        }
        Item::Text { at, text, size, weight, anchor, ink } => {
            let line = faces.set(text, *weight);
            let size = size / POINT;
            let left = match anchor {
                Anchor::Left => 0.0,
                Anchor::Middle => line.width() * size / 2.0,
                Anchor::Right => line.width() * size,
            };
            surface.set_stroke(None);
            surface.set_fill(Some(paint(*ink)));
            line.draw(surface, At::from_xy(at.0 / POINT - left, at.1 / POINT), size);
        }
        Item::Picture { at, size, picture } => {
            let (width, height) = picture.size();
            let image = images.entry(picture.print());
            let image = image.or_insert_with(|| Image::from_rgba8(picture.rgba().to_vec(), width, height));
            let Some(size) = Size::from_wh(size.0 / POINT, size.1 / POINT) else { return };
            surface.push_transform(&Transform::from_translate(at.0 / POINT, at.1 / POINT));
            surface.draw_image(image.clone(), size);
            surface.pop();
        }
    }
}

fn stroke(surface: &mut Surface<'_>, path: Option<Path>, width: f32, ink: Ink) {
    let Some(path) = path else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(pen(width, ink)));
    surface.draw_path(&path);
}

/// A Catmull-Rom spline through the points, as Bézier curves.
fn smooth(points: &[Point], closed: bool) -> Option<Path> {
    let count = points.len();
    if count < 2 {
        return None;
    }
    let at = |i: isize| -> Point {
        let last = count as isize - 1;
        let i = if closed { i.rem_euclid(count as isize) } else { i.clamp(0, last) };
        points[i as usize]
    };
    let mut path = PathBuilder::new();
    path.move_to(points[0].0 / POINT, points[0].1 / POINT);
    let pieces = if closed { count } else { count - 1 };
    for i in 0..pieces as isize {
        let (before, from, to, after) = (at(i - 1), at(i), at(i + 1), at(i + 2));
        let c1 = (from.0 + (to.0 - before.0) / 6.0, from.1 + (to.1 - before.1) / 6.0);
        let c2 = (to.0 - (after.0 - from.0) / 6.0, to.1 - (after.1 - from.1) / 6.0);
        path.cubic_to(c1.0 / POINT, c1.1 / POINT, c2.0 / POINT, c2.1 / POINT, to.0 / POINT, to.1 / POINT);
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn pen(width: f32, ink: Ink) -> Stroke {
    Stroke { paint: colour(ink).into(), width: width / POINT, ..Stroke::default() }
}

fn paint(ink: Ink) -> Fill {
    Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

/// The light theme's colours on white paper.
fn colour(ink: Ink) -> rgb::Color {
    let (r, g, b) = match ink {
        Ink::Paper => (0xFF, 0xFF, 0xFF),
        Ink::Ink => (0x1B, 0x24, 0x30),
        Ink::Muted => (0x51, 0x60, 0x6F),
        Ink::Line => (0x7A, 0x87, 0x94),
        Ink::Earned => (0x8A, 0x52, 0x00),
        Ink::EarnedSoft => (0xEE, 0xE2, 0xCC),
        Ink::Primary => (0x0B, 0x5A, 0x75),
        Ink::Tint => (0xE3, 0xF0, 0xF4),
    };
    rgb::Color::new(r, g, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::letterhead::Picture;
    use crate::model::sheet::{LETTER, Style};

    #[test]
    fn a_page_holds_its_words_and_its_size() {
        let mut sheet = Sheet::new(LETTER, "A page", "en");
        sheet.words((20.0, 20.0), "Words", Style::of(12.0, Ink::Ink));
        let file = write(&[sheet.clone(), sheet.clone()]).unwrap();
        assert!(file.starts_with(b"%PDF-"));
        assert_eq!(file, write(&[sheet.clone(), sheet]).unwrap(), "the same sheets, the same bytes");
        assert!(write(&[]).is_err());
    }

    #[test]
    fn it_is_for_the_archive_with_what_is_attached_and_any_letter() {
        let mut sheet = Sheet::new(LETTER, "A page", "en");
        sheet.words((20.0, 20.0), "Нгуен Nguyễn 😀 李 \u{e001}\u{200d}\t", Style::of(12.0, Ink::Ink));
        let logo = Picture::new(2, 2, vec![7; 16]).unwrap();
        for y in [30.0, 60.0] {
            sheet.picture((20.0, y), (20.0, 20.0), (0.0, 0.0), &logo);
        }
        let attachment = |name| Attachment {
            name,
            media_type: "application/json",
            about: "The same for programs",
            bytes: b"{\"a\":1}",
        };
        let file =
            write_lasting(&[sheet.clone()], &[attachment("a.json"), attachment("b.json")], 1_790_000_000_000).unwrap();
        let text = String::from_utf8_lossy(&file);
        assert!(text.contains("<pdfaid:part>3") && text.contains("<pdfaid:conformance>U"), "PDF/A-3u");
        assert!(text.contains("{\"a\":1}") && text.contains("AFRelationship"));
        assert_eq!(
            text.matches("/Subtype /Image").count() + text.matches("/Subtype/Image").count(),
            2,
            "once, and its opacity"
        );
        assert!(write_lasting(&[sheet], &[attachment("a.json"), attachment("a.json")], 0).is_err());
    }
}
