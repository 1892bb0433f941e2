//! Upright documents of as many pages as they need: headings, facts and tables from top to bottom, the heads of a table
//! again on each page, a line at the foot of all.

use super::letterhead::{Letterhead, PaperSize};
use super::sheet::{Ink, LINE_HEIGHT, Sheet, Style, width_of, wrap};

/// The edge left free at both sides, mm.
const LEFT: f32 = 20.0;
/// The first base line of a page but the first, mm.
const TOP: f32 = 24.0;
/// What stays free at the foot for the line of all pages, mm.
const FOOT: f32 = 24.0;
/// Space between the columns of a table, mm.
const GAP: f32 = 3.0;

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column<'a> {
    /// Its head.
    pub label: &'a str,
    /// Its part of the width; all parts together are the whole.
    pub share: f32,
    /// Where its words stand.
    pub place: Place,
}

/// Where the words of a column stand, or what is drawn instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At its left.
    Left,
    /// At its right, as numbers do.
    Right,
    /// A bar as long as the cell's number says, in ‰ of the column.
    Bar,
}

/// A document while it is written.
pub struct Flow {
    size: (f32, f32),
    title: String,
    language: String,
    done: Vec<Sheet>,
    sheet: Sheet,
    y: f32,
}

impl Flow {
    /// An empty document.
    #[must_use]
    pub fn new(paper: PaperSize, title: &str, language: &str) -> Self {
        let size = paper.upright();
        let sheet = blank(size, title, language);
        Self { size, title: title.to_owned(), language: language.to_owned(), done: Vec::new(), sheet, y: TOP }
    }

    /// Width between the edges, mm.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.size.0 - 2.0 * LEFT
    }

    /// The head of the first page: logo, whose document it is, its title.
    pub fn head(&mut self, head: &Letterhead, of: &[String]) {
        let mut room = self.width();
        if let Some(logo) = &head.logo {
            self.sheet.picture((self.size.0 - LEFT - 44.0, 14.0), (44.0, 22.0), (1.0, 0.0), logo);
            room -= 50.0;
        }
        for line in of {
            self.y = self.sheet.paragraph((LEFT, self.y), line, Style::of(11.0, Ink::Muted), room, 2);
        }
        let title = Style::of(22.0, Ink::Ink).bold();
        self.y = self.sheet.paragraph((LEFT, self.y.max(36.0) + 4.0), &self.title, title, self.width(), 2) - 4.0;
        self.sheet.line((LEFT, self.y), (self.size.0 - LEFT, self.y), 0.5, Ink::Primary);
        self.y += 8.0;
    }

    /// Leaves space.
    pub fn space(&mut self, mm: f32) {
        self.y += mm;
    }

    /// Begins a page if less than `mm` are left on this one.
    pub fn need(&mut self, mm: f32) {
        if self.y + mm > self.bottom() {
            self.turn();
        }
    }

    /// A smaller heading, with room for something below it.
    pub fn heading(&mut self, text: &str) {
        self.need(26.0);
        self.y += 5.0;
        let style = Style::of(13.0, Ink::Primary).bold();
        self.y = self.sheet.paragraph((LEFT, self.y), text, style, self.width(), 2) + 0.5;
    }

    /// Words over as many lines and pages as they take.
    pub fn paragraph(&mut self, text: &str, style: Style) {
        let step = style.size * LINE_HEIGHT;
        for paragraph in text.split('\n') {
            for line in wrap(paragraph, style.size, style.weight, self.width()) {
                self.need(step);
                self.sheet.words((LEFT, self.y), &line, style);
                self.y += step;
            }
            self.y += 1.2;
        }
    }

    /// Labels with their values, two in a row.
    pub fn facts(&mut self, facts: &[(String, String)]) {
        let column = self.width() / 2.0;
        for pair in facts.chunks(2) {
            self.need(14.0);
            let mut end = self.y;
            for (index, (label, value)) in pair.iter().enumerate() {
                let x = LEFT + column * index as f32;
                self.sheet.words((x, self.y), label, Style::of(8.5, Ink::Muted));
                let style = Style::of(11.0, Ink::Ink).bold();
                end = end.max(self.sheet.paragraph((x, self.y + 4.8), value, style, column - GAP, 2));
            }
            self.y = end + 2.2;
        }
    }

    /// A table. Rows are as high as their fullest cell; a row higher than a page goes on over the next.
    pub fn table(&mut self, columns: &[Column<'_>], rows: &[Vec<String>]) {
        let grid = Grid::of(columns, self.width());
        self.need(18.0);
        self.heads(&grid);
        for row in rows {
            let mut cells: Vec<Vec<String>> = grid.cells(row);
            let step = CELL_POINTS * super::sheet::POINT * LINE_HEIGHT;
            let lines = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
            if self.y + lines.min(8) as f32 * step > self.bottom() {
                self.turn();
                self.heads(&grid);
            }
            loop {
                let room = (((self.bottom() - self.y) / step).floor() as usize).max(1);
                grid.draw(&mut self.sheet, self.y, &cells, room);
                let drawn = cells.iter().map(Vec::len).max().unwrap_or_default().min(room).max(1);
                self.y += drawn as f32 * step;
                cells.iter_mut().for_each(|lines| drop(lines.drain(..lines.len().min(room))));
                if cells.iter().all(Vec::is_empty) {
                    break;
                }
                self.turn();
                self.heads(&grid);
            }
            self.sheet.line((LEFT, self.y - 2.6), (self.size.0 - LEFT, self.y - 2.6), 0.12, Ink::Line);
            self.y += 1.0;
        }
        self.y += 2.0;
    }

    /// Lines to sign on, with the printed signatures of those who have one.
    pub fn signatures(&mut self, head: &Letterhead, nobody: (&str, &str)) {
        self.need(34.0);
        self.y += 18.0;
        let many = head.signers.len().max(2) as f32;
        let (step, y) = (self.width() / many, self.y);
        for (index, signer) in head.signers.iter().enumerate() {
            let (x, width) = (LEFT + step * index as f32, step - 8.0);
            if let Some(signature) = &signer.signature {
                self.sheet.picture((x + 2.0, y - 12.5), (width - 4.0, 13.5), (0.0, 1.0), signature);
            }
            self.sign_line(x, y, width, (&signer.name, &signer.title));
        }
        if head.signers.is_empty() {
            self.sign_line(LEFT, y, step - 8.0, nobody);
        }
        self.y += 12.0;
    }

    fn sign_line(&mut self, x: f32, y: f32, width: f32, (name, title): (&str, &str)) {
        self.sheet.line((x, y), (x + width, y), 0.25, Ink::Ink);
        self.sheet.paragraph((x, y + 4.4), name, Style::of(10.0, Ink::Ink).bold(), width, 1);
        self.sheet.paragraph((x, y + 8.6), title, Style::of(8.5, Ink::Muted), width, 1);
    }

    /// The pages, each with `foot` at its left and its number at its right, as `number(page, of)` says it.
    #[must_use]
    pub fn finish(mut self, foot: &str, number: impl Fn(usize, usize) -> String) -> Vec<Sheet> {
        self.done.push(self.sheet);
        let (all, y) = (self.done.len(), self.size.1 - 14.0);
        let right = self.size.0 - LEFT;
        for (index, sheet) in self.done.iter_mut().enumerate() {
            let quiet = Style::of(8.5, Ink::Muted);
            sheet.line((LEFT, y - 5.0), (right, y - 5.0), 0.15, Ink::Line);
            let number = number(index + 1, all);
            let room = right - LEFT - width_of(&number, quiet.size, quiet.weight) - 6.0;
            sheet.paragraph((LEFT, y), foot, quiet, room, 1);
            sheet.words((right, y), &number, quiet.right());
        }
        self.done
    }

    fn bottom(&self) -> f32 {
        self.size.1 - FOOT
    }

    fn turn(&mut self) {
        let next = blank(self.size, &self.title, &self.language);
        self.done.push(std::mem::replace(&mut self.sheet, next));
        self.y = TOP;
    }

    fn heads(&mut self, grid: &Grid<'_>) {
        let style = Style::of(8.5, Ink::Muted).bold();
        let mut end = self.y;
        for (column, (x, width)) in &grid.columns {
            let (at, style) = match column.place {
                Place::Right => ((x + width, self.y), style.right()),
                Place::Left | Place::Bar => ((*x, self.y), style),
            };
            end = end.max(self.sheet.paragraph(at, column.label, style, *width, 2));
        }
        self.sheet.line((LEFT, end - 2.0), (self.size.0 - LEFT, end - 2.0), 0.3, Ink::Primary);
        self.y = end + 2.6;
    }
}

fn blank(size: (f32, f32), title: &str, language: &str) -> Sheet {
    let mut sheet = Sheet::new(size, title, language);
    sheet.fill((0.0, 0.0), size, Ink::Paper);
    sheet
}

const CELL_POINTS: f32 = 9.0;

/// The columns of a table with their places, mm.
struct Grid<'a> {
    columns: Vec<(Column<'a>, (f32, f32))>,
}

impl<'a> Grid<'a> {
    fn of(columns: &[Column<'a>], width: f32) -> Self {
        let whole: f32 = columns.iter().map(|column| column.share).sum();
        let room = width - GAP * columns.len().saturating_sub(1) as f32;
        let mut x = LEFT;
        let place = |column: &Column<'a>| {
            let own = room * column.share / whole;
            let at = x;
            x += own + GAP;
            (*column, (at, own))
        };
        Self { columns: columns.iter().map(place).collect() }
    }

    /// The lines of each cell of a row.
    fn cells(&self, row: &[String]) -> Vec<Vec<String>> {
        let style = Style::of(CELL_POINTS, Ink::Ink);
        let lines = |((column, (_, width)), text): (&(Column<'_>, (f32, f32)), &String)| match column.place {
            Place::Bar => vec![text.clone()],
            Place::Left | Place::Right => wrap(text, style.size, style.weight, *width),
        };
        self.columns.iter().zip(row).map(lines).collect()
    }

    fn draw(&self, sheet: &mut Sheet, y: f32, cells: &[Vec<String>], room: usize) {
        let style = Style::of(CELL_POINTS, Ink::Ink);
        for ((column, (x, width)), lines) in self.columns.iter().zip(cells) {
            for (index, line) in lines.iter().take(room).enumerate() {
                let y = y + index as f32 * style.size * LINE_HEIGHT;
                match column.place {
                    Place::Left => sheet.words((*x, y), line, style),
                    Place::Right => sheet.words((x + width, y), line, style.right()),
                    Place::Bar => bar(sheet, (*x, y), *width, line),
                }
            }
        }
    }
}

fn bar(sheet: &mut Sheet, (x, y): (f32, f32), width: f32, permille: &str) {
    let part = permille.parse::<f32>().unwrap_or_default().clamp(0.0, 1000.0) / 1000.0;
    sheet.fill((x, y - 2.5), (width, 2.8), Ink::Tint);
    if part > 0.0 {
        sheet.fill((x, y - 2.5), ((width * part).max(0.4), 2.8), Ink::Primary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sheet::{Anchor, Item};

    const COLUMNS: [Column<'_>; 3] = [
        Column { label: "What", share: 3.0, place: Place::Left },
        Column { label: "How much of it there is in all", share: 1.0, place: Place::Right },
        Column { label: "Bar", share: 1.0, place: Place::Bar },
    ];

    fn texts(sheets: &[Sheet]) -> Vec<String> {
        let items = sheets.iter().flat_map(|sheet| &sheet.items);
        items.filter_map(|item| if let Item::Text { text, .. } = item { Some(text.clone()) } else { None }).collect()
    }

    #[test]
    fn nothing_is_lost_and_nothing_leaves_the_page_however_long_the_rows() {
        for paper in PaperSize::ALL {
            let mut flow = Flow::new(paper, &"A title that is far too long ".repeat(9), "en");
            flow.head(&Letterhead::default(), &["Agency ".repeat(40), "Office".into()]);
            flow.facts(&vec![("Label".to_owned(), "Value ".repeat(30)); 5]);
            let long = format!("{} end", "Lopado-temacho-selacho-galeo-kranio ".repeat(600));
            let row =
                |n: usize| vec![if n == 7 { long.clone() } else { format!("row{n}x") }, n.to_string(), "700".into()];
            flow.table(&COLUMNS, &(0..150).map(row).collect::<Vec<_>>());
            flow.signatures(&Letterhead::default(), ("Name", "Title"));
            let sheets = flow.finish(&"foot ".repeat(60), |page, of| format!("{page} of {of}"));
            let all = texts(&sheets);
            for n in (0..150).filter(|n| *n != 7) {
                assert_eq!(all.iter().filter(|text| **text == format!("row{n}x")).count(), 1, "row {n}");
            }
            assert!(all.iter().any(|text| text.ends_with("end")));
            assert_eq!(all.iter().filter(|text| *text == "What").count(), sheets.len(), "heads on every page");
            assert!(all.contains(&format!("{0} of {0}", sheets.len())));
            let (width, height) = paper.upright();
            for item in sheets.iter().flat_map(|sheet| &sheet.items) {
                let Item::Text { at, text, size, weight, anchor, .. } = item else { continue };
                let wide = width_of(text, *size, *weight);
                let left = if *anchor == Anchor::Right { at.0 - wide } else { at.0 };
                assert!(left > LEFT - 0.1 && left + wide < width - LEFT + 0.1, "{text}: {left}");
                assert!(at.1 > 10.0 && at.1 < height - 12.0, "{text}: {}", at.1);
            }
        }
    }
}
