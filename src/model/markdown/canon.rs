//! The text of a reading that marked places are counted in: the words of its headings, paragraphs and cells in order, each
//! followed by a line break. Program text, formulas that stand alone and pictures are not in it.

use super::{Block, Reading, Run, each_block, push_words};
use std::ops::Range;

/// The text of each language of a course begins at a multiple of this in the numbers of a marked range: more characters
/// than any reading has.
pub const LANGUAGE_STRIDE: u64 = 1 << 22;

impl Reading {
    /// The text that marked ranges are counted in, by characters.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut push = |runs: &[Run]| {
            runs.iter().for_each(|run| out.push_str(&run.words));
            out.push('\n');
        };
        each_block(&self.blocks, &mut |block| match block {
            Block::Heading { runs, .. } | Block::Paragraph(runs) => push(runs),
            Block::Table { head, rows, .. } => head.iter().chain(rows.iter().flatten()).for_each(|cell| push(cell)),
            _ => {}
        });
        out
    }

    /// Where each top-level block begins in [`Reading::text`].
    #[must_use]
    pub fn block_starts(&self) -> Vec<u64> {
        let mut at = 0;
        let mut starts = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            starts.push(at);
            let one = Self { blocks: vec![block.clone()], faults: Vec::new() };
            at += one.text().chars().count() as u64;
        }
        starts
    }

    /// The words of a marked range, in one line, at most `chars_max` characters of them.
    #[must_use]
    pub fn excerpt(&self, range: Range<u64>, chars_max: usize) -> String {
        let (from, to) = (usize::try_from(range.start), usize::try_from(range.end));
        let (Ok(from), Ok(to)) = (from, to) else { return String::new() };
        let words: String = self.text().chars().skip(from).take(to.saturating_sub(from)).collect();
        one_line(&words, chars_max)
    }

    /// The first words from a top-level block on.
    #[must_use]
    pub fn words_at(&self, block: usize, chars_max: usize) -> String {
        let mut words = String::new();
        for block in self.blocks.iter().skip(block) {
            each_block(std::slice::from_ref(block), &mut |block| push_words(block, &mut words));
            if !words.is_empty() {
                break;
            }
        }
        one_line(&words, chars_max)
    }
}

/// Words in one line; what is cut off is shown by "…".
fn one_line(words: &str, chars_max: usize) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(chars_max) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_every_word_once_and_a_range_of_it_reads_back() {
        let reading = Reading::parse("# Work\n\nAsk *for* it.\n\n- one\n- two\n\n| a | b |\n|--|--|\n| c | d |\n");
        assert_eq!(reading.text(), "Work\nAsk for it.\none\ntwo\na\nb\nc\nd\n");
        assert_eq!(reading.block_starts(), [0, 5, 17, 25]);
        assert_eq!(reading.excerpt(9..16, 80), "for it.");
        assert_eq!(reading.excerpt(5..16, 5), "Ask f…");
        assert_eq!(reading.excerpt(900..905, 80), "");
        assert_eq!(reading.words_at(1, 80), "Ask for it.");
        assert_eq!(reading.words_at(99, 80), "");
    }
}
