//! What a chapter is made of, once its markup is gone.

/// A place inside the book: a chapter and the name of a place in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Which file of the reading order, from 0.
    pub chapter: usize,
    /// The name of a place in it; empty for its beginning.
    pub name: String,
}

/// Words that look alike and lead to the same place. A line break is `"\n"`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub words: String,
    /// How they look.
    pub look: Look,
    /// Where they lead.
    pub link: Option<Place>,
}

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Strong emphasis.
    pub is_strong: bool,
    /// Emphasis.
    pub is_emphasised: bool,
    /// Code.
    pub is_code: bool,
    /// Struck out.
    pub is_struck: bool,
}

/// A part of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A heading, level 1 to 6.
    Heading(u8, Vec<Span>),
    /// Running text.
    Paragraph(Vec<Span>),
    /// A list; numbered if it has a first number.
    List(Option<u64>, Vec<Vec<Node>>),
    /// A quotation or an aside.
    Quote(Vec<Node>),
    /// Text kept as it is.
    Code(String),
    /// A table: the header's cells, then rows.
    Table(Vec<Vec<Span>>, Vec<Vec<Vec<Span>>>),
    /// A picture of the book: its path inside, and what it shows.
    Picture(String, String),
    /// A line across.
    Divider,
    /// The next part is what links of this name lead to.
    Place(String),
}

impl Node {
    /// About how many characters it holds.
    #[must_use]
    pub fn chars(&self) -> usize {
        let spans = |spans: &[Span]| spans.iter().map(|span| span.words.len()).sum::<usize>();
        match self {
            Self::Heading(_, words) | Self::Paragraph(words) => spans(words),
            Self::List(_, items) => items.iter().flatten().map(Self::chars).sum(),
            Self::Quote(nodes) => nodes.iter().map(Self::chars).sum(),
            Self::Code(text) => text.len(),
            Self::Table(head, rows) => head.iter().chain(rows.iter().flatten()).map(|cell| spans(cell)).sum(),
            Self::Picture(..) => 200,
            Self::Divider | Self::Place(_) => 0,
        }
    }
}

/// Every part, those inside others too.
pub fn each<'n>(nodes: &'n [Node], visit: &mut impl FnMut(&'n Node)) {
    for node in nodes {
        visit(node);
        match node {
            Node::List(_, items) => items.iter().for_each(|item| each(item, visit)),
            Node::Quote(inside) => each(inside, visit),
            _ => {}
        }
    }
}

/// Every run of words in a part, without those of parts inside it.
pub fn spans_of(node: &Node) -> impl Iterator<Item = &Span> {
    let (own, cells): (&[Span], Vec<&[Span]>) = match node {
        Node::Heading(_, words) | Node::Paragraph(words) => (words, Vec::new()),
        Node::Table(head, rows) => (&[], head.iter().chain(rows.iter().flatten()).map(Vec::as_slice).collect()),
        _ => (&[], Vec::new()),
    };
    own.iter().chain(cells.into_iter().flatten())
}
