//! The book's own description: where it lies, its title, the reading order (OPF).

use super::book::{BookFault, TEXT_BYTES_MAX};
use super::markup::{Mark, value, walk};
use super::unpack::{Unpack, resolve};
use std::collections::{HashMap, HashSet};

/// The most files in the reading order.
pub const CHAPTERS_MAX: usize = 2_000;

/// What the description says.
#[derive(Debug, Default)]
pub struct Package {
    /// The book's title.
    pub title: String,
    /// Paths of the files in reading order.
    pub order: Vec<String>,
    /// Path of an EPUB 3 table of contents.
    pub nav: Option<String>,
    /// Path of an EPUB 2 table of contents.
    pub ncx: Option<String>,
}

/// Reads `META-INF/container.xml` and the description it names.
pub fn read(unpack: &mut Unpack) -> Result<Package, BookFault> {
    if is_locked(unpack)? {
        return Err(BookFault::Locked);
    }
    let container = unpack.text("META-INF/container.xml", TEXT_BYTES_MAX).map_err(|_| BookFault::NoBook)?;
    let mut path = None;
    walk(&container, &mut |mark| {
        if let Mark::Start(name, attributes) = mark
            && name == "rootfile"
            && path.is_none()
        {
            path = value(&attributes, "full-path").map(str::to_owned);
        }
    });
    let path = path.ok_or(BookFault::NoBook)?;
    let text = unpack.text(&path, TEXT_BYTES_MAX)?;
    let package = described(&path, &text);
    match package.order.len() {
        0 => Err(BookFault::Empty),
        more if more > CHAPTERS_MAX => Err(BookFault::TooLarge),
        _ => Ok(package),
    }
}

/// Whether anything but fonts is encrypted (OCF 3.3, 4.2.6.3.2).
fn is_locked(unpack: &mut Unpack) -> Result<bool, BookFault> {
    const PATH: &str = "META-INF/encryption.xml";
    if !unpack.has(PATH) {
        return Ok(false);
    }
    let text = unpack.text(PATH, TEXT_BYTES_MAX)?;
    let mut is_locked = false;
    walk(&text, &mut |mark| {
        if let Mark::Start(name, attributes) = mark
            && name == "cipherreference"
        {
            let uri = value(&attributes, "uri").unwrap_or_default().to_ascii_lowercase();
            is_locked |= ![".otf", ".ttf", ".woff", ".woff2"].iter().any(|ending| uri.ends_with(ending));
        }
    });
    Ok(is_locked)
}

fn described(path: &str, text: &str) -> Package {
    let mut package = Package::default();
    let mut items: HashMap<String, String> = HashMap::new();
    let mut ordered = HashSet::new();
    let mut is_title = false;
    walk(text, &mut |mark| match mark {
        Mark::Start(name, attributes) => {
            let of = |key: &str| value(&attributes, key).unwrap_or_default();
            match name.as_str() {
                "title" => is_title = package.title.is_empty(),
                "item" => {
                    let Some((file, _)) = resolve(path, of("href")) else { return };
                    if of("properties").split_whitespace().any(|word| word == "nav") {
                        package.nav = Some(file.clone());
                    }
                    if of("media-type") == "application/x-dtbncx+xml" {
                        package.ncx = Some(file.clone());
                    }
                    if items.len() < super::unpack::ENTRIES_MAX {
                        items.insert(of("id").to_owned(), file);
                    }
                }
                "itemref" if of("linear") != "no" && package.order.len() <= CHAPTERS_MAX => {
                    // Some programs name a file once for each of its headings: it is one chapter.
                    let file = items.get(of("idref")).filter(|file| ordered.insert((*file).clone()));
                    package.order.extend(file.cloned());
                }
                _ => {}
            }
        }
        Mark::End(name) => is_title &= name != "title",
        Mark::Text(words) => {
            if is_title && package.title.len() < 300 {
                package.title.push_str(&words);
            }
        }
    });
    package.title = package.title.split_whitespace().collect::<Vec<_>>().join(" ");
    package
}
