//! An answer on paper: title, period and agency, the sentence to quote, a chart, the table over as many pages as it
//! takes, and what a reader must know. Drawn with the means of [`crate::model::sheet`], so letter and A4 alike.

use super::said::{period, sentence, with_tongue};
use crate::format::pdf;
use crate::model::problem::{Code, Problem};
use crate::model::report::{Answer, Cell, Chart, ChartKind, Column, Tongue, size_of};
use crate::model::sheet::{Ink, LINE_HEIGHT, POINT, Sheet, Style, Weight, width_of, wrap};
use crate::text::Words;
use jiff::tz::TimeZone;

/// Who stands at the head of the paper.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The agency or office.
    pub office: String,
    /// When it was made, ms.
    pub made: u64,
}

/// Space around everything, mm.
const MARGIN: f32 = 18.0;
/// Sizes of type, points.
const TITLE: f32 = 20.0;
const LEAD: f32 = 13.0;
const BODY: f32 = 9.0;
const SMALL: f32 = 8.0;
/// Space between columns, mm.
const GAP: f32 = 3.0;
/// Space above and below the words of a row, mm.
const PAD: f32 = 1.1;
/// Height of a chart of lines, mm.
const LINES_HEIGHT: f32 = 46.0;
/// Height of one bar with its space, mm.
const BAR_STEP: f32 = 5.4;

/// The pages of an answer as a PDF. `size` is that of the paper, mm; a table of many columns lies across.
///
/// # Errors
/// [`Code::Internal`] if the PDF library refuses.
pub fn pdf(answer: &Answer, head: &Head, words: &Words, zone: &TimeZone, size: (f32, f32)) -> Result<Vec<u8>, Problem> {
    pdf::write(&sheets(answer, head, words, zone, size)).map_err(|fault| Problem::new(Code::Internal).because(fault))
}

/// The pages of an answer.
#[must_use]
pub fn sheets(answer: &Answer, head: &Head, words: &Words, zone: &TimeZone, size: (f32, f32)) -> Vec<Sheet> {
    let size = if answer.table.columns.len() > WIDE_COLUMNS { (size.1, size.0) } else { size };
    with_tongue(words, zone, |tongue| {
        let mut press = Press::new(answer, words, size);
        press.head(answer, head, (words, zone));
        if answer.table.rows.is_empty() {
            press.paragraph(&words.get("report-nothing"), Style::of(LEAD, Ink::Muted));
        } else {
            if let Some(chart) = &answer.chart {
                let is_drawn = press.chart(answer, chart, tongue);
                if let Some(said) = answer.undrawn(chart).filter(|_| is_drawn && chart.kind == ChartKind::Bars) {
                    press.paragraph(&sentence(&said, words, zone), Style::of(SMALL, Ink::Muted));
                }
            }
            press.table(answer, tongue);
        }
        press.space(4.0);
        for note in &answer.notes {
            press.paragraph(&sentence(note, words, zone), Style::of(SMALL, Ink::Muted));
        }
        press.finish(words, &words.with("report-made-on", &[("date", words.date(head.made, zone).into())]))
    })
}

/// More columns than this lie across.
const WIDE_COLUMNS: usize = 7;

/// Pages on their way.
struct Press<'a> {
    pages: Vec<Sheet>,
    title: String,
    words: &'a Words,
    size: (f32, f32),
    /// Where the next thing stands, mm from the top.
    y: f32,
}

impl<'a> Press<'a> {
    fn new(answer: &Answer, words: &'a Words, size: (f32, f32)) -> Self {
        let title = words.get(&answer.question.title());
        let mut press = Self { pages: Vec::new(), title, words, size, y: MARGIN };
        press.turn();
        press
    }

    fn turn(&mut self) {
        self.pages.push(Sheet::new(self.size, &self.title, self.words.language().tag()));
        self.y = MARGIN;
    }

    fn page(&mut self) -> &mut Sheet {
        let last = self.pages.len() - 1;
        &mut self.pages[last] // there is always one
    }

    fn width(&self) -> f32 {
        self.size.0 - 2.0 * MARGIN
    }

    /// Where the foot of a page begins.
    fn bottom(&self) -> f32 {
        self.size.1 - MARGIN - 6.0
    }

    fn space(&mut self, mm: f32) {
        self.y += mm;
    }

    /// Words over the whole width, a page turned where they would run into the foot.
    fn paragraph(&mut self, text: &str, style: Style) {
        for line in wrap(text, style.size, style.weight, self.width()) {
            let step = style.size * LINE_HEIGHT;
            if self.y + step > self.bottom() {
                self.turn();
            }
            self.y += step;
            let at = (MARGIN, self.y - style.size * 0.3);
            self.page().words(at, &line, style);
        }
    }

    fn head(&mut self, answer: &Answer, head: &Head, (words, zone): (&Words, &TimeZone)) {
        if !head.office.is_empty() {
            self.paragraph(&head.office, Style::of(BODY, Ink::Muted));
        }
        let title = self.title.clone();
        self.paragraph(&title, Style::of(TITLE, Ink::Ink).bold());
        self.paragraph(&period(&answer.asked, words), Style::of(LEAD, Ink::Muted));
        for filter in &answer.filters {
            self.paragraph(&sentence(filter, words, zone), Style::of(BODY, Ink::Muted));
        }
        self.space(1.5);
        let (y, right) = (self.y, self.size.0 - MARGIN);
        self.page().line((MARGIN, y), (right, y), 0.5, Ink::Primary);
        self.space(1.5);
        if let Some(headline) = &answer.headline {
            self.paragraph(&sentence(headline, words, zone), Style::of(LEAD, Ink::Ink).bold());
        }
        self.paragraph(&words.get(&answer.question.about()), Style::of(BODY, Ink::Muted));
        self.space(3.0);
    }

    /// The picture; false where it would say nothing.
    fn chart(&mut self, answer: &Answer, chart: &Chart, tongue: &Tongue<'_>) -> bool {
        let table = &answer.table;
        let largest = chart.values.iter().flat_map(|column| table.rows.iter().map(|row| size_of(&row[*column])));
        let largest = largest.max().unwrap_or(0);
        if largest == 0 || table.rows.len() < 2 {
            return false; // one bar, or none, says nothing that the table does not
        }
        self.legend(&chart.values.iter().map(|column| table.columns[*column]).collect::<Vec<_>>());
        match chart.kind {
            ChartKind::Bars => self.bars(answer, chart, largest, tongue),
            ChartKind::Lines => self.lines(answer, chart, largest, tongue),
        }
        self.space(4.0);
        true
    }

    fn legend(&mut self, columns: &[Column]) {
        let style = Style::of(SMALL, Ink::Muted);
        let (mut x, y) = (MARGIN, self.y + 3.0);
        for (series, column) in columns.iter().enumerate() {
            let name = self.words.get(&column.head());
            self.page().fill((x, y - 2.4), (3.0, 2.4), ink(series));
            self.page().words((x + 4.0, y - 0.3), &name, style);
            x += 10.0 + width_of(&name, style.size, style.weight);
        }
        self.y += 5.5;
    }

    /// Bars from the left, each with its value.
    fn bars(&mut self, answer: &Answer, chart: &Chart, largest: u64, tongue: &Tongue<'_>) {
        let style = Style::of(SMALL, Ink::Ink);
        let label_width = self.width() * 0.34;
        let room = self.width() - label_width - GAP - 22.0;
        let series = chart.values.len();
        let thick = (BAR_STEP - 1.4) / series as f32;
        for row in answer.drawn(chart).into_iter().map(|at| &answer.table.rows[at]) {
            if self.y + BAR_STEP > self.bottom() {
                self.turn();
            }
            let label = fitted(&row[chart.label].shown(tongue), style, label_width);
            let y = self.y;
            self.page().words((MARGIN + label_width, y + BAR_STEP * 0.62), &label, style.right());
            for (place, column) in chart.values.iter().enumerate() {
                let long = room * size_of(&row[*column]) as f32 / largest as f32;
                let (x, top) = (MARGIN + label_width + GAP, y + 0.7 + thick * place as f32);
                self.page().fill((x, top), (long.max(0.2), thick), ink(place));
                if series == 1 {
                    let value = row[*column].shown(tongue);
                    self.page().words((x + long + 1.5, y + BAR_STEP * 0.62), &value, Style::of(SMALL, Ink::Muted));
                }
            }
            self.y += BAR_STEP;
        }
    }

    /// A line from row to row, the largest value and zero at the side.
    fn lines(&mut self, answer: &Answer, chart: &Chart, largest: u64, tongue: &Tongue<'_>) {
        if self.y + LINES_HEIGHT > self.bottom() {
            self.turn();
        }
        let rows = &answer.table.rows;
        let style = Style::of(SMALL, Ink::Muted);
        let (left, top, foot) = (MARGIN + 18.0, self.y + 2.0, self.y + LINES_HEIGHT - 8.0);
        let step = (self.size.0 - MARGIN - left) / rows.len().saturating_sub(1).max(1) as f32;
        let right = self.size.0 - MARGIN;
        let most = rows.iter().map(|row| &row[chart.values[0]]).max_by_key(|cell| size_of(cell));
        let most = most.map(|cell| cell.shown(tongue)).unwrap_or_default();
        let page = self.page();
        page.line((left, foot), (right, foot), 0.2, Ink::Line);
        page.line((left, top), (right, top), 0.1, Ink::Line);
        page.words((left - 2.0, top + 1.0), &most, style.right());
        page.words((left - 2.0, foot + 1.0), "0", style.right());
        for (series, column) in chart.values.iter().enumerate() {
            let at = |place: usize, row: &Vec<Cell>| {
                let up = (foot - top) * size_of(&row[*column]) as f32 / largest as f32;
                (left + step * place as f32, foot - up)
            };
            let points: Vec<_> = rows.iter().enumerate().map(|(place, row)| at(place, row)).collect();
            for pair in points.windows(2) {
                page.line(pair[0], pair[1], 0.6, ink(series));
            }
            for (x, y) in points {
                page.fill((x - 0.7, y - 0.7), (1.4, 1.4), ink(series));
            }
        }
        let (first, last) = (rows.first(), rows.last());
        let label = |row: Option<&Vec<Cell>>| row.map(|row| row[chart.label].shown(tongue)).unwrap_or_default();
        page.words((left, foot + 5.0), &label(first), style);
        page.words((right, foot + 5.0), &label(last), style.right());
        self.y += LINES_HEIGHT;
    }

    fn table(&mut self, answer: &Answer, tongue: &Tongue<'_>) {
        let table = &answer.table;
        let heads: Vec<String> = table.columns.iter().map(|column| self.words.get(&column.head())).collect();
        let shown = |row: &Vec<Cell>| row.iter().map(|cell| cell.shown(tongue)).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = table.rows.iter().map(shown).collect();
        let total = table.total.as_ref().map(|total| {
            let mut cells = shown(total);
            cells[0] = self.words.get("report-all");
            cells
        });
        let places = places(&table.columns, &heads, rows.iter().chain(&total), self.width());
        self.row(&heads, &table.columns, &places, Look::Head);
        for row in &rows {
            if self.y + height(row, &places, Weight::Regular) > self.bottom() {
                self.turn();
                self.row(&heads, &table.columns, &places, Look::Head);
            }
            self.row(row, &table.columns, &places, Look::Plain);
        }
        if let Some(total) = &total {
            if self.y + height(total, &places, Weight::Bold) > self.bottom() {
                self.turn();
                self.row(&heads, &table.columns, &places, Look::Head);
            }
            self.row(total, &table.columns, &places, Look::Total);
        }
    }

    fn row(&mut self, cells: &[String], columns: &[Column], places: &[(f32, f32)], look: Look) {
        let style = look.style();
        let tall = height(cells, places, style.weight);
        let (y, width) = (self.y, self.width());
        let page = self.page();
        if look == Look::Head {
            page.fill((MARGIN, y), (width, tall), Ink::Tint);
        }
        for ((cell, column), (x, wide)) in cells.iter().zip(columns).zip(places) {
            let is_right = column.kind.is_number();
            let at = if is_right { x + wide } else { *x };
            let style = if is_right { style.right() } else { style };
            let mut line = y + PAD + style.size;
            for text in wrap(cell, style.size, style.weight, *wide) {
                page.words((at, line), &text, style);
                line += style.size * LINE_HEIGHT;
            }
        }
        let rule = if look == Look::Total { (y, 0.4, Ink::Primary) } else { (y + tall, 0.1, Ink::Line) };
        page.line((MARGIN, rule.0), (MARGIN + width, rule.0), rule.1, rule.2);
        self.y += tall;
    }

    fn finish(mut self, words: &Words, made: &str) -> Vec<Sheet> {
        let pages = self.pages.len();
        let (width, height) = self.size;
        for (number, page) in self.pages.iter_mut().enumerate() {
            let style = Style::of(SMALL, Ink::Muted);
            let of = [("page", (number + 1).to_string().into()), ("pages", pages.to_string().into())];
            page.words((MARGIN, height - MARGIN + 3.0), made, style);
            page.words((width - MARGIN, height - MARGIN + 3.0), &words.with("report-page", &of), style.right());
        }
        self.pages
    }
}

/// How a row is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Head,
    Plain,
    Total,
}

impl Look {
    fn style(self) -> Style {
        match self {
            Self::Head => Style::of(SMALL, Ink::Ink).bold(),
            Self::Plain => Style::of(SMALL, Ink::Ink),
            Self::Total => Style::of(SMALL, Ink::Ink).bold(),
        }
    }
}

fn height(cells: &[String], places: &[(f32, f32)], weight: Weight) -> f32 {
    let size = SMALL * POINT;
    let lines = cells.iter().zip(places).map(|(cell, (_, wide))| wrap(cell, size, weight, *wide).len()).max();
    2.0 * PAD + size * LINE_HEIGHT * lines.unwrap_or(1).max(1) as f32
}

/// Left edge and width of each column. Where all have room each has what its widest cell asks for, and words take what
/// is left, so that the table fills the width; else each has at least its widest word, and the rest is shared by what is
/// asked for beyond that.
fn places<'r>(
    columns: &[Column],
    heads: &[String],
    rows: impl Iterator<Item = &'r Vec<String>>,
    width: f32,
) -> Vec<(f32, f32)> {
    let size = SMALL * POINT;
    // A hair more, so that adding up letters one by one cuts no word that just fits.
    let wide = |text: &str| width_of(text, size, Weight::Bold) + 0.2;
    let word = |text: &str| text.split_whitespace().map(wide).fold(0.0, f32::max);
    let mut least: Vec<f32> = heads.iter().map(|head| word(head)).collect();
    let mut asked = least.clone();
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            asked[place] = asked[place].max(wide(cell));
            least[place] = least[place].max(word(cell).min(WORD_MAX));
        }
    }
    let room = width - GAP * columns.len().saturating_sub(1) as f32;
    let sum = |widths: &[f32]| widths.iter().sum::<f32>().max(0.1);
    let (all, smallest) = (sum(&asked), sum(&least));
    let words: f32 =
        columns.iter().zip(&asked).filter(|(column, _)| !column.kind.is_number()).map(|(_, wide)| wide).sum();
    let given = |place: usize| {
        if all <= room {
            let share = if columns[place].kind.is_number() { 0.0 } else { asked[place] / words.max(0.1) };
            asked[place] + (room - all) * share
        } else if smallest <= room {
            let more = (asked[place] - least[place]) / (all - smallest).max(0.1);
            least[place] + (room - smallest) * more
        } else {
            room * least[place] / smallest
        }
    };
    let mut x = MARGIN;
    let mut out = Vec::with_capacity(columns.len());
    for place in 0..columns.len() {
        let wide = given(place);
        out.push((x, wide));
        x += wide + GAP;
    }
    out
}

/// Words longer than this, mm, are cut over lines where there is no room: an id, a hash.
const WORD_MAX: f32 = 24.0;

/// The first series in the product's colour, the second in the one of things earned.
fn ink(series: usize) -> Ink {
    if series.is_multiple_of(2) { Ink::Primary } else { Ink::Earned }
}

/// Words cut to a width, with a sign that they were.
fn fitted(text: &str, style: Style, width: f32) -> String {
    if width_of(text, style.size, style.weight) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if width_of(&out, style.size, style.weight) > width - width_of("…", style.size, style.weight) {
            out.pop();
            break;
        }
    }
    format!("{}…", out.trim_end())
}
