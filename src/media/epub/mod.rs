//! EPUB books (EPUB 2 and 3): chapters as plain parts, the table of contents, pictures from inside the book.
//!
//! A book is a ZIP of XHTML. Nothing in it is run and nothing outside is asked for: only the elements named in
//! [`chapter`] become something, scripts and styles become nothing, links lead only inside the book. Every size is
//! bounded while it is unpacked, whatever the ZIP says of it.

pub mod book;
pub mod chapter;
pub mod check;
pub mod content;
pub mod reader;

mod contents;
mod markup;
mod package;
mod unpack;

#[cfg(test)]
pub mod made;
#[cfg(test)]
mod tests;
