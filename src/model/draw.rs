//! Which questions an attempt asks, and in which order questions and options stand: all from one seed, the same on
//! every computer and in every later version, so that a resumed attempt looks as it did.
//!
//! The numbers come from SplitMix64 (Steele, Lea, Flood 2014) and are cut to a range by rejection; shuffles are
//! Fisher–Yates from the end. Options are drawn by a seed of their own for each question, so that an edition with one
//! question more does not move the options of the others. Never change any of it: make a new version beside it.

use super::course::Course;
use super::event::QuestionRev;
use super::id::{LessonId, QuestionId};
use super::question::Question;
use super::quiz::{Part, Quiz};
use std::collections::BTreeSet;

/// Seeds are below this, so that every JSON reader keeps them exact.
pub const SEED_LIMIT: u64 = 1 << 53;

/// Makes a seed of random bytes.
#[must_use]
pub fn seed_of(bytes: [u8; 16]) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    u64::from_le_bytes(first) % SEED_LIMIT
}

/// The questions of an attempt at `quiz`, in the order asked. No question is asked twice.
#[must_use]
pub fn questions<'a>(course: &'a Course, quiz: &'a Quiz, seed: u64) -> Vec<&'a Question> {
    let mut source = SplitMix(seed);
    let mut asked = BTreeSet::new();
    let mut drawn: Vec<&Question> = Vec::new();
    for part in &quiz.parts {
        match part {
            Part::Fixed(fixed) => drawn.extend(fixed.questions.iter().filter(|q| asked.insert(&q.id))),
            Part::Drawn(part) => {
                let Some(bank) = course.bank(&part.bank) else { continue };
                let mut pool: Vec<&Question> = part.candidates(bank).filter(|q| !asked.contains(&q.id)).collect();
                source.shuffle(&mut pool);
                drawn.extend(pool.into_iter().filter(|q| asked.insert(&q.id)).take(part.draw as usize));
            }
        }
    }
    if quiz.shuffle_questions {
        source.shuffle(&mut drawn);
    }
    drawn
}

/// The same, as an event names them.
#[must_use]
pub fn names(questions: &[&Question]) -> Vec<QuestionRev> {
    questions.iter().map(|question| QuestionRev { id: question.id.clone(), rev: question.rev }).collect()
}

/// The questions of an attempt begun before, as this edition has them; those it has no more are left out.
#[must_use]
pub fn recall<'a>(course: &'a Course, lesson: &LessonId, names: &[QuestionRev]) -> Vec<&'a Question> {
    names.iter().filter_map(|name| course.question(lesson, &name.id).filter(|q| q.rev == name.rev)).collect()
}

/// Puts the options of one question of an attempt in their order. `salt` tells apart several lists of one question.
pub fn shuffle_options<T>(options: &mut [T], seed: u64, question: &QuestionId, salt: u64) {
    let own = question.as_str().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3) // FNV-1a
    });
    SplitMix(seed ^ own ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)).shuffle(options);
}

struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit` (at least 1), each as likely as the others.
    fn below(&mut self, limit: u64) -> u64 {
        let fair = u64::MAX - u64::MAX % limit.max(1);
        loop {
            let number = self.next();
            if number < fair {
                return number % limit.max(1);
            }
        }
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = usize::try_from(self.below(last as u64 + 1)).unwrap_or(last);
            items.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn course(quiz: serde_json::Value) -> Course {
        let bank: Vec<_> = (0..9)
            .map(|n| {
                let tags = if n % 2 == 0 { json!(["even"]) } else { json!(["odd"]) };
                json!({"id": format!("b{n}"), "rev": 1, "points": 1, "prompt": "?", "tags": tags, "kind": "true_false", "answer": true})
            })
            .collect();
        serde_json::from_value(json!({"schema": 1, "id": "org.example.c", "edition": 1, "title": "C", "summary": "C",
            "languages": ["en"], "subjects": [], "level": "beginner", "outcomes": [], "minutes": 1, "authors": [],
            "sources": [], "rule": {"kind": "all_required"}, "banks": [{"id": "bank", "questions": bank}],
            "modules": [{"id": "m", "title": "M", "rule": {"kind": "all_required"}, "lessons": [
                {"id": "l", "title": "L", "minutes": 1, "required": true, "rule": {"kind": "passed"}, "kind": "quiz", "quiz": quiz}]}]}))
        .unwrap()
    }

    fn drawn(course: &Course, seed: u64) -> Vec<String> {
        let quiz = course.quiz(&LessonId::parse("l").unwrap()).unwrap();
        questions(course, quiz, seed).iter().map(|q| q.id.to_string()).collect()
    }

    fn quiz(parts: serde_json::Value, shuffle: bool) -> serde_json::Value {
        json!({"mode": "test", "parts": parts, "pass": {"kind": "score", "permille": 700}, "opened_by": "learner",
            "shuffle_questions": shuffle, "shuffle_options": true, "feedback": "end", "keep": "best"})
    }

    #[test]
    fn a_seed_draws_the_same_for_ever() {
        let course =
            course(quiz(json!([{"bank": "bank", "draw": 3}, {"bank": "bank", "draw": 2, "tags": ["odd"]}]), true));
        assert_eq!(drawn(&course, 42), drawn(&course, 42));
        assert_eq!(drawn(&course, 42), ["b7", "b4", "b5", "b1", "b8"], "a stored attempt must look as it did");
        let mut source = SplitMix(1_234_567);
        assert_eq!(
            [source.next(), source.next()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973],
            "SplitMix64"
        );
    }

    #[test]
    fn no_question_is_asked_twice_and_a_small_bank_gives_what_it_has() {
        let course = course(quiz(
            json!([{"bank": "bank", "draw": 4}, {"bank": "bank", "draw": 50}, {"bank": "none", "draw": 1}]),
            false,
        ));
        for seed in 0..200 {
            let asked = drawn(&course, seed);
            assert_eq!(asked.len(), 9);
            assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), 9);
        }
    }

    #[test]
    fn every_question_is_drawn_about_as_often() {
        let course = course(quiz(json!([{"bank": "bank", "draw": 3}]), false));
        let mut counts = std::collections::BTreeMap::new();
        for seed in 0..9_000 {
            for id in drawn(&course, seed) {
                *counts.entry(id).or_insert(0_u32) += 1;
            }
        }
        assert!(counts.values().all(|count| (2_700..3_300).contains(count)), "{counts:?}");
    }

    #[test]
    fn options_keep_their_order_whatever_else_is_asked() {
        let order = |seed, question: &str| {
            let mut options = ["a", "b", "c", "d"];
            shuffle_options(&mut options, seed, &QuestionId::parse(question).unwrap(), 0);
            options
        };
        assert_eq!(order(7, "q1"), order(7, "q1"));
        assert!((0..20).any(|seed| order(seed, "q1") != order(seed, "q2")));
        shuffle_options::<u8>(&mut [], 0, &QuestionId::parse("q").unwrap(), 1);
    }
}
