//! What a person has chosen or typed before it is given as the answer.

use crate::model::answer::Answer;
use crate::model::id::OptionId;
use crate::worker::view::{Ask, QuestionView};

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
}

impl Draft {
    /// What was given before, to be changed.
    #[must_use]
    pub fn of(question: &QuestionView) -> Self {
        let mut draft = Self::default();
        match &question.given {
            Some(Answer::Choice { option }) => draft.options = vec![option.clone()],
            Some(Answer::Choices { options }) => draft.options.clone_from(options),
            Some(Answer::Truth { value }) => draft.truth = Some(*value),
            Some(Answer::Number { text, unit }) => {
                draft.text.clone_from(text);
                draft.unit.clone_from(unit);
            }
            Some(Answer::Words { text }) => draft.text.clone_from(text),
            _ => {}
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

    /// The answer, once there is one.
    #[must_use]
    pub fn answer(&self, ask: &Ask) -> Option<Answer> {
        let typed = self.text.trim();
        match ask {
            Ask::Single { .. } => self.options.first().map(|option| Answer::Choice { option: option.clone() }),
            Ask::Multiple { .. } => {
                (!self.options.is_empty()).then(|| Answer::Choices { options: self.options.clone() })
            }
            Ask::TrueFalse => self.truth.map(|value| Answer::Truth { value }),
            Ask::Numeric { is_unit_required, units } => {
                let has_unit = !*is_unit_required || units.is_empty() || self.unit.is_some();
                (!typed.is_empty() && has_unit)
                    .then(|| Answer::Number { text: typed.to_owned(), unit: self.unit.clone() })
            }
            Ask::Short { .. } | Ask::Open { .. } => {
                (!typed.is_empty()).then(|| Answer::Words { text: typed.to_owned() })
            }
            Ask::Order { .. } | Ask::Match { .. } | Ask::Gaps { .. } | Ask::Point { .. } | Ask::NeedsNewer => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_chosen_is_no_answer() {
        let ask = Ask::Numeric { units: vec!["kg".into()], is_unit_required: true };
        let mut draft = Draft { text: " 5 ".into(), ..Draft::default() };
        assert_eq!(draft.answer(&ask), None);
        draft.unit = Some("kg".into());
        assert_eq!(draft.answer(&ask), Some(Answer::Number { text: "5".into(), unit: Some("kg".into()) }));
        assert_eq!(Draft::default().answer(&Ask::TrueFalse), None);
        assert_eq!(Draft::default().answer(&Ask::Multiple { options: vec![] }), None);
    }

    #[test]
    fn choosing_twice_takes_back_only_where_several_may_be_chosen() {
        let (a, b): (OptionId, OptionId) = ("a".parse().unwrap(), "b".parse().unwrap());
        let mut draft = Draft::default();
        draft.choose(&a, true);
        draft.choose(&b, true);
        assert_eq!(draft.options, std::slice::from_ref(&b));
        draft.choose(&a, false);
        draft.choose(&b, false);
        assert_eq!(draft.options, [a]);
    }
}
