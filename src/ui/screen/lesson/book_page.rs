//! A page of a book as the blocks of a reading, with its pictures as textures.

use crate::media::epub::book::{BookFacts, BookPage};
use crate::media::epub::content::{Node, Place, Span};
use crate::model::markdown::{Block, Column, Link, Look, Run};
use egui::load::SizedTexture;
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use std::collections::BTreeMap;

/// See the module.
pub struct Shown {
    /// Which page.
    pub page: usize,
    /// Its blocks.
    pub blocks: Vec<Block>,
    textures: BTreeMap<String, TextureHandle>,
}

impl Shown {
    /// From what the book's thread read.
    #[must_use]
    pub fn new(ctx: &Context, page: BookPage, facts: &BookFacts) -> Self {
        let textures = page.pictures.iter().map(|(path, picture)| {
            let size = [picture.width as usize, picture.height as usize];
            let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
            (path.clone(), ctx.load_texture(format!("book-{path}"), image, TextureOptions::LINEAR))
        });
        Self {
            page: page.page,
            textures: textures.collect(),
            blocks: blocks(&page.nodes, &Leads { page: page.page, facts }),
        }
    }

    /// The texture of a picture of the page.
    #[must_use]
    pub fn texture(&self, path: &str) -> Option<SizedTexture> {
        self.textures.get(path).map(SizedTexture::from_handle)
    }
}

/// Where links lead, seen from one page.
struct Leads<'a> {
    page: usize,
    facts: &'a BookFacts,
}

impl Leads<'_> {
    fn link(&self, place: &Place) -> Option<Link> {
        let page = self.facts.page_of(place)?;
        let is_here = page == self.page && !place.name.is_empty();
        Some(if is_here { Link::Here(place.name.clone()) } else { Link::Page(page, place.name.clone()) })
    }
}

fn blocks(nodes: &[Node], leads: &Leads<'_>) -> Vec<Block> {
    nodes.iter().map(|node| block(node, leads)).collect()
}

fn block(node: &Node, leads: &Leads<'_>) -> Block {
    match node {
        Node::Heading(level, words) => {
            Block::Heading { level: *level, anchor: String::new(), runs: runs(words, leads) }
        }
        Node::Paragraph(words) => Block::Paragraph(runs(words, leads)),
        Node::List(start, items) => {
            Block::List { start: *start, items: items.iter().map(|item| blocks(item, leads)).collect() }
        }
        Node::Quote(inside) => Block::Quote(blocks(inside, leads)),
        Node::Code(text) => Block::Code { language: String::new(), text: text.clone() },
        Node::Table(head, rows) => Block::Table {
            columns: vec![Column::Left; head.len()],
            head: head.iter().map(|cell| runs(cell, leads)).collect(),
            rows: rows.iter().map(|row| row.iter().map(|cell| runs(cell, leads)).collect()).collect(),
        },
        Node::Picture(path, alt) => Block::Picture { file: path.clone(), alt: alt.clone() },
        Node::Divider => Block::Divider,
        Node::Place(name) => Block::Place(name.clone()),
    }
}

fn runs(spans: &[Span], leads: &Leads<'_>) -> Vec<Run> {
    let run = |span: &Span| Run {
        words: span.words.clone(),
        look: Look {
            is_strong: span.look.is_strong,
            is_emphasised: span.look.is_emphasised,
            is_code: span.look.is_code,
            is_struck: span.look.is_struck,
            ..Look::default()
        },
        link: span.link.as_ref().and_then(|place| leads.link(place)),
    };
    spans.iter().map(run).collect()
}
