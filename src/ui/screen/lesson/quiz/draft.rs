//! What a person has chosen, put in order or typed before it is given as the answer.

use crate::model::answer::Answer;
use crate::model::id::{OptionId, Slug};
use crate::worker::view::{Ask, QuestionView};
use std::collections::BTreeMap;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Options chosen; one at most where only one may be.
    pub options: Vec<OptionId>,
    /// True or false.
    pub truth: Option<bool>,
    /// What was typed.
    pub text: String,
    /// The unit chosen.
    pub unit: Option<String>,
    /// Things in the order they stand in.
    pub order: Vec<OptionId>,
    /// The thing that was moved last, to be said.
    pub moved: Option<OptionId>,
    /// What was put together.
    pub pairs: Vec<(OptionId, OptionId)>,
    /// The left side that waits for its right, or the gap that waits for its word.
    pub picked: Option<OptionId>,
    /// Each gap's filling.
    pub gaps: BTreeMap<OptionId, String>,
    /// Places pointed at, ‰.
    pub points: Vec<(u32, u32)>,
    /// Where the keyboard's marker stands, ‰.
    pub cursor: Option<(u32, u32)>,
}

impl Draft {
    /// What stood there before, or was given, to be changed; or the beginning.
    #[must_use]
    pub fn of(question: &QuestionView, held: Option<&Answer>) -> Self {
        let mut draft = Self::default();
        match held.or(question.given.as_ref()) {
            Some(Answer::Choice { option }) => draft.options = vec![option.clone()],
            Some(Answer::Choices { options }) => draft.options.clone_from(options),
            Some(Answer::Truth { value }) => draft.truth = Some(*value),
            Some(Answer::Number { text, unit }) => {
                draft.text.clone_from(text);
                draft.unit.clone_from(unit);
            }
            Some(Answer::Words { text }) => draft.text.clone_from(text),
            Some(Answer::Order { items }) => draft.order.clone_from(items),
            Some(Answer::Pairs { pairs }) => draft.pairs.clone_from(pairs),
            Some(Answer::Gaps { gaps }) => {
                let own = |(id, text): (&Slug, &String)| Some((OptionId::parse(id.as_str()).ok()?, text.clone()));
                draft.gaps = gaps.iter().filter_map(own).collect();
            }
            Some(Answer::Points { at }) => {
                draft.points.clone_from(at);
                draft.cursor = at.last().copied();
            }
            None => {}
        }
        if let Ask::Order { items } = &question.ask {
            // Whatever was kept, every thing stands there once.
            draft.order.retain(|id| items.iter().any(|item| item.id == *id));
            for item in items {
                if !draft.order.contains(&item.id) {
                    draft.order.push(item.id.clone());
                }
            }
        }
        draft
    }

    /// Chooses, or takes back.
    pub fn choose(&mut self, option: &OptionId, is_one_only: bool) {
        if is_one_only {
            self.options = vec![option.clone()];
        } else if let Some(at) = self.options.iter().position(|chosen| chosen == option) {
            self.options.remove(at);
        } else {
            self.options.push(option.clone());
        }
    }

    /// Puts the thing at `from` at `to`; the others move up or down.
    pub fn put(&mut self, from: usize, to: usize) {
        if from < self.order.len() && to < self.order.len() {
            let item = self.order.remove(from);
            self.moved = Some(item.clone());
            self.order.insert(to, item);
        }
    }

    /// Puts left and right together; what either left had before is gone.
    pub fn pair(&mut self, left: &OptionId, right: &OptionId) {
        self.pairs.retain(|(other, _)| other != left);
        self.pairs.push((left.clone(), right.clone()));
    }

    /// What was put to this left.
    #[must_use]
    pub fn right_of(&self, left: &OptionId) -> Option<&OptionId> {
        self.pairs.iter().find(|(other, _)| other == left).map(|(_, right)| right)
    }

    /// Marks a place: the only one there may be, or one more; the oldest goes when there are enough.
    pub fn point(&mut self, at: (u32, u32), places: usize) {
        self.cursor = Some(at);
        if self.points.len() >= places.max(1) {
            self.points.remove(0);
        }
        self.points.push(at);
    }

    /// The answer, once there is one.
    #[must_use]
    pub fn answer(&self, ask: &Ask) -> Option<Answer> {
        let typed = self.text.trim();
        let options = || (!self.options.is_empty()).then(|| Answer::Choices { options: self.options.clone() });
        match ask {
            Ask::Single { .. } => self.options.first().map(|option| Answer::Choice { option: option.clone() }),
            Ask::Multiple { .. } => options(),
            Ask::TrueFalse => self.truth.map(|value| Answer::Truth { value }),
            Ask::Numeric { is_unit_required, units } => {
                let is_written = || units.iter().any(|unit| typed.ends_with(unit.as_str()));
                let has_unit = !*is_unit_required || units.is_empty() || self.unit.is_some() || is_written();
                (!typed.is_empty() && has_unit)
                    .then(|| Answer::Number { text: typed.to_owned(), unit: self.unit.clone() })
            }
            Ask::Short { .. } | Ask::Open { .. } => {
                (!typed.is_empty()).then(|| Answer::Words { text: self.text.clone() })
            }
            Ask::Order { items } => {
                (self.order.len() == items.len()).then(|| Answer::Order { items: self.order.clone() })
            }
            Ask::Match { left, .. } => {
                let is_whole = left.iter().all(|one| self.right_of(&one.id).is_some());
                is_whole.then(|| Answer::Pairs { pairs: self.pairs.clone() })
            }
            Ask::Gaps { gaps, .. } => {
                let filled = |id: &OptionId| self.gaps.get(id).filter(|text| !text.trim().is_empty());
                let is_whole = gaps.iter().all(|(id, _)| filled(id).is_some());
                let own = |(id, _): &(OptionId, _)| Some((Slug::parse(id.as_str()).ok()?, filled(id)?.to_owned()));
                is_whole.then(|| Answer::Gaps { gaps: gaps.iter().filter_map(own).collect() })
            }
            Ask::Point { image: None, .. } => options(),
            Ask::Point { places, .. } => {
                let is_whole = !self.points.is_empty() && self.points.len() >= *places as usize;
                is_whole.then(|| Answer::Points { at: self.points.clone() })
            }
            Ask::NeedsNewer => None,
        }
    }

    /// What there is of an answer, also a part of one: kept until it is given, and given when time is up. Things that
    /// nobody has put into order are no answer.
    #[must_use]
    pub fn so_far(&self, ask: &Ask) -> Option<Answer> {
        let part = match ask {
            Ask::Numeric { .. } => Answer::Number { text: self.text.clone(), unit: self.unit.clone() },
            Ask::Short { .. } | Ask::Open { .. } => Answer::Words { text: self.text.clone() },
            Ask::Order { items } => {
                let is_as_first = self.order.iter().eq(items.iter().map(|item| &item.id));
                let is_touched = self.moved.is_some() || !is_as_first;
                Answer::Order { items: if is_touched { self.order.clone() } else { Vec::new() } }
            }
            Ask::Match { .. } => Answer::Pairs { pairs: self.pairs.clone() },
            Ask::Gaps { .. } => {
                let own = |(id, text): (&OptionId, &String)| Some((Slug::parse(id.as_str()).ok()?, text.clone()));
                Answer::Gaps {
                    gaps: self.gaps.iter().filter(|(_, text)| !text.trim().is_empty()).filter_map(own).collect(),
                }
            }
            Ask::Point { image: Some(_), .. } => Answer::Points { at: self.points.clone() },
            _ => return self.answer(ask),
        };
        (!part.is_empty()).then_some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::view::OptionView;

    fn id(text: &str) -> OptionId {
        text.parse().unwrap()
    }

    fn option(text: &str) -> OptionView {
        OptionView { id: id(text), text: text.to_uppercase(), picture: None, lost: None }
    }

    fn asked(ask: Ask, given: Option<Answer>) -> QuestionView {
        QuestionView {
            question: "q".parse().unwrap(),
            prompt: "?".into(),
            picture: None,
            lost: None,
            points: 1,
            hints: Vec::new(),
            hints_shown: 0,
            ask,
            given,
            told: None,
        }
    }

    #[test]
    fn nothing_chosen_is_no_answer() {
        let ask = Ask::Numeric { units: vec!["kg".into()], is_unit_required: true };
        let mut draft = Draft { text: " 5 ".into(), ..Draft::default() };
        assert_eq!(draft.answer(&ask), None);
        draft.unit = Some("kg".into());
        assert_eq!(draft.answer(&ask), Some(Answer::Number { text: "5".into(), unit: Some("kg".into()) }));
        let written = Draft { text: "5 kg".into(), ..Draft::default() };
        assert_eq!(written.answer(&ask), Some(Answer::Number { text: "5 kg".into(), unit: None }));
        assert_eq!(Draft::default().answer(&Ask::TrueFalse), None);
        assert_eq!(Draft::default().answer(&Ask::Multiple { options: vec![] }), None);
        let point = Ask::Point { image: None, places: 1, names: vec![option("a")] };
        assert_eq!(Draft::default().answer(&point), None);
    }

    #[test]
    fn choosing_twice_takes_back_only_where_several_may_be_chosen() {
        let (a, b) = (id("a"), id("b"));
        let mut draft = Draft::default();
        draft.choose(&a, true);
        draft.choose(&b, true);
        assert_eq!(draft.options, std::slice::from_ref(&b));
        draft.choose(&a, false);
        draft.choose(&b, false);
        assert_eq!(draft.options, [a]);
    }

    #[test]
    fn every_thing_stands_in_the_order_once_whatever_was_kept() {
        let ask = Ask::Order { items: vec![option("a"), option("b"), option("c")] };
        let kept = Answer::Order { items: vec![id("c"), id("gone"), id("a")] };
        let mut draft = Draft::of(&asked(ask.clone(), Some(kept)), None);
        assert_eq!(draft.order, [id("c"), id("a"), id("b")]);
        draft.put(2, 0);
        draft.put(0, 9);
        assert_eq!(draft.answer(&ask), Some(Answer::Order { items: vec![id("b"), id("c"), id("a")] }));
    }

    #[test]
    fn pairs_and_gaps_are_an_answer_once_all_are_there() {
        let ask = Ask::Match { left: vec![option("a"), option("b")], right: vec![option("x"), option("y")] };
        let mut draft = Draft::default();
        draft.pair(&id("a"), &id("x"));
        assert_eq!(draft.answer(&ask), None);
        draft.pair(&id("b"), &id("x"));
        draft.pair(&id("a"), &id("y"));
        let pairs = vec![(id("b"), id("x")), (id("a"), id("y"))];
        assert_eq!(draft.answer(&ask), Some(Answer::Pairs { pairs }));
        let ask = Ask::Gaps { text: "{{g}} {{h}}".into(), gaps: vec![(id("g"), vec![]), (id("h"), vec![option("x")])] };
        let mut draft = Draft::default();
        draft.gaps.insert(id("g"), "  ".into());
        draft.gaps.insert(id("h"), "x".into());
        assert_eq!(draft.answer(&ask), None, "blanks fill no gap");
        draft.gaps.insert(id("g"), " word ".into());
        let answer = draft.answer(&ask).unwrap();
        let Answer::Gaps { gaps } = &answer else { panic!("{answer:?}") };
        assert_eq!(gaps.values().collect::<Vec<_>>(), [" word ", "x"], "as they were typed");
        assert_eq!(Draft::of(&asked(ask, Some(answer.clone())), None).gaps[&id("g")], " word ", "to be changed later");
    }

    #[test]
    fn a_part_of_an_answer_is_kept_and_what_nobody_touched_is_none() {
        let ask = Ask::Gaps { text: "{{g}} {{h}}".into(), gaps: vec![(id("g"), vec![]), (id("h"), vec![option("x")])] };
        let mut draft = Draft::default();
        draft.gaps.insert(id("g"), "half a".into());
        draft.gaps.insert(id("h"), " ".into());
        let part = draft.so_far(&ask).unwrap();
        assert!(draft.answer(&ask).is_none() && matches!(&part, Answer::Gaps { gaps } if gaps.len() == 1));
        assert_eq!(Draft::of(&asked(ask, None), Some(&part)).gaps[&id("g")], "half a");
        let ask = Ask::Order { items: vec![option("a"), option("b")] };
        let mut draft = Draft::of(&asked(ask.clone(), None), None);
        assert_eq!(draft.so_far(&ask), None, "the order they came in is nobody's");
        draft.put(0, 1);
        let moved = draft.so_far(&ask);
        assert_eq!(moved, Some(Answer::Order { items: vec![id("b"), id("a")] }));
        draft.put(0, 1);
        assert!(draft.so_far(&ask).is_some(), "put back on purpose");
        assert_eq!(Draft::default().so_far(&Ask::Open { max_chars: 9 }), None);
        let choice = Draft { options: vec![id("a")], ..Draft::default() };
        assert_eq!(choice.so_far(&Ask::Single { options: vec![] }), Some(Answer::Choice { option: id("a") }));
    }

    #[test]
    fn one_place_too_many_takes_the_oldest_away() {
        let mut draft = Draft::default();
        for at in [(1, 1), (2, 2), (3, 3)] {
            draft.point(at, 2);
        }
        assert_eq!(draft.points, [(2, 2), (3, 3)]);
        draft.point((4, 4), 0);
        assert_eq!(draft.cursor, Some((4, 4)));
    }
}
