//! An open document: how many pages, how large each is, and one page drawn at a time.
//!
//! Limits: the file, the pages, a page's shape and pixels are bounded before anything is drawn.

use super::outline::{self, Heading};
use super::words::{PageWords, TooMuch, Walk};
use hayro::hayro_interpret::util::TransformExt as _;
use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, InterpreterWarning, interpret_page};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::peniko::ImageAlphaType;
use hayro::{PixmapSettings, RenderCache, RenderSettings, kurbo::Rect};
use std::sync::{Arc, Mutex, PoisonError};

/// The largest file, in bytes: it is held in memory while it is read.
pub const FILE_BYTES_MAX: u64 = 96 << 20;
/// The most pages.
pub const PAGES_MAX: usize = 5_000;
/// The longest side of a page, in points: what PDF readers agree on (200 inches).
pub const SIDE_POINTS_MAX: f32 = 14_400.0;
/// The shortest side that is shown, in points.
pub const SIDE_POINTS_MIN: f32 = 8.0;
/// The most pixels one page is drawn with; a page zoomed beyond is enlarged from these.
pub const PIXELS_MAX: u32 = 4_000_000;

/// Why a document is not shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfFault {
    /// The bytes cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(String),
    /// Too large a file.
    #[error("the file is larger than {} MiB", FILE_BYTES_MAX >> 20)]
    TooLarge,
    /// Locked with a password.
    #[error("the file is locked with a password")]
    Locked,
    /// Not a PDF, or damaged beyond reading.
    #[error("this is not a PDF, or it is damaged")]
    Damaged,
    /// No page in it.
    #[error("the file has no pages")]
    Empty,
    /// Too many pages.
    #[error("the file has more than {PAGES_MAX} pages")]
    TooMany,
    /// Pages that never end took all the threads that there are for one document.
    #[error("its pages cannot be drawn in reasonable time")]
    Stuck,
}

/// Why one page is not shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageFault {
    /// Larger, smaller or longer than any paper.
    #[error("the page is not the size of a page")]
    Size,
    /// More on it than a station can draw.
    #[error("{0}")]
    TooMuch(#[from] TooMuch),
    /// The drawing stopped by itself.
    #[error("the page is damaged")]
    Damaged,
    /// It took too long.
    #[error("the page cannot be drawn in reasonable time")]
    Slow,
}

/// What is missing on a page that was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// A font of a kind that is not known.
    Font,
    /// A picture that cannot be decoded.
    Picture,
}

/// What is known of a document as soon as it is open.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Width and height of each page, in points (1/72 inch), as it is seen.
    pub pages: Vec<[f32; 2]>,
    /// Its own table of contents; empty if it has none.
    pub outline: Vec<Heading>,
}

/// A page as pixels.
#[derive(Debug, Clone)]
pub struct Pixels {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Four bytes a pixel, rows from the top, on white.
    pub rgba: Vec<u8>,
}

/// Parses a document held in memory.
///
/// # Errors
/// [`PdfFault`].
pub fn parse(bytes: &Arc<Vec<u8>>) -> Result<Pdf, PdfFault> {
    let pdf = Pdf::new(Arc::clone(bytes)).map_err(|fault| match fault {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            PdfFault::Locked
        }
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => PdfFault::Damaged,
    })?;
    match pdf.pages().len() {
        0 => Err(PdfFault::Empty),
        more if more > PAGES_MAX => Err(PdfFault::TooMany),
        _ => Ok(pdf),
    }
}

/// The facts of a parsed document.
#[must_use]
pub fn facts(pdf: &Pdf) -> Facts {
    let pages = pdf.pages().iter().map(|page| {
        let (width, height) = page.render_dimensions();
        [shown_side(width), shown_side(height)]
    });
    Facts { pages: pages.collect(), outline: outline::read(pdf) }
}

/// A side as the screen lays it out, whatever the file says.
fn shown_side(points: f32) -> f32 {
    if points.is_finite() { points.clamp(SIDE_POINTS_MIN, SIDE_POINTS_MAX) } else { SIDE_POINTS_MIN }
}

/// What one session with a parsed document keeps. It grows with what was drawn: begin a new one now and then.
pub struct Session<'p> {
    pdf: &'p Pdf,
    walk_cache: InterpreterCache<'p>,
    cache: RenderCache<'p>,
    settings: InterpreterSettings,
    lacks: Arc<Mutex<Option<Lack>>>,
    /// Bytes of page contents decoded so far, which the parser keeps.
    pub kept_bytes: usize,
}

impl<'p> Session<'p> {
    /// A session that has drawn nothing.
    #[must_use]
    pub fn new(pdf: &'p Pdf) -> Self {
        let lacks = Arc::new(Mutex::new(None));
        let theirs = Arc::clone(&lacks);
        let settings = InterpreterSettings {
            warning_sink: Arc::new(move |warning| {
                let lack = match warning {
                    InterpreterWarning::UnsupportedFont => Lack::Font,
                    InterpreterWarning::ImageDecodeFailure => Lack::Picture,
                    _ => return,
                };
                theirs.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(lack);
            }),
            ..InterpreterSettings::default()
        };
        Self { pdf, walk_cache: InterpreterCache::new(), cache: RenderCache::new(), settings, lacks, kept_bytes: 0 }
    }

    fn page(&self, index: usize) -> Result<&'p Page<'p>, PageFault> {
        let page = self.pdf.pages().get(index).ok_or(PageFault::Damaged)?;
        let (width, height) = page.render_dimensions();
        let sides = SIDE_POINTS_MIN..=SIDE_POINTS_MAX;
        if sides.contains(&width) && sides.contains(&height) { Ok(page) } else { Err(PageFault::Size) }
    }

    /// The words of a page, and the proof that it is within limits.
    ///
    /// # Errors
    /// [`PageFault`]. Unwinds with [`TooMuch`] inside; call it under [`contained`].
    pub fn words(&mut self, index: usize) -> Result<PageWords, PageFault> {
        let page = self.page(index)?;
        self.kept_bytes += page.page_stream().map_or(0, <[u8]>::len);
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, &self.walk_cache, page.xref(), self.settings.clone());
        let mut walk = Walk::new(bounds);
        interpret_page(page, &mut context, &mut walk);
        Ok(walk.finish())
    }

    /// The page drawn about `width` pixels wide, and what is missing on it. Walk its words first.
    ///
    /// # Errors
    /// [`PageFault`]. May panic; call it under [`contained`].
    pub fn draw(&mut self, index: usize, width: u32) -> Result<(Pixels, Option<Lack>), PageFault> {
        let page = self.page(index)?;
        let (w, h) = page.render_dimensions();
        let scale = (width.max(1) as f32 / w).min((PIXELS_MAX as f32 / (w * h)).sqrt()).max(1.5 / w.min(h));
        let pixmap_settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        *self.lacks.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let pixmap = hayro::render(page, &self.cache, &self.settings, &RenderSettings::default(), &pixmap_settings);
        let lack = self.lacks.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
        let rgba = pixmap.take_rgba8(ImageAlphaType::AlphaPremultiplied); // without a copy of some 16 MB
        Ok((Pixels { width, height, rgba }, lack))
    }
}

/// Runs a piece of drawing so that its panic is its own.
///
/// # Errors
/// What it gives, or [`PageFault::Damaged`] after a panic, or [`PageFault::TooMuch`].
pub fn contained<T>(work: impl FnOnce() -> Result<T, PageFault>) -> Result<T, PageFault> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)) {
        Ok(done) => done,
        Err(payload) => Err(payload.downcast::<TooMuch>().map_or(PageFault::Damaged, |too| PageFault::TooMuch(*too))),
    }
}
