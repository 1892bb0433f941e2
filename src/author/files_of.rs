//! Every place of a course that names a file, with what the file is for.

use crate::model::course::Course;
use crate::model::form::{Field, FieldContent};
use crate::model::id::LessonId;
use crate::model::lesson::{Lesson, LessonContent as L, Slide, Timed, Track, TrackKind};
use crate::model::question::{Choice, Picture, Question, QuestionContent as Q};
use crate::model::quiz::Part;
use crate::model::text::FileRef;

/// What a file is for, which says what it must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Use {
    /// A text to read.
    Markdown,
    /// PNG, JPEG or WebP.
    Picture,
    /// The film of a lesson.
    Film,
    /// Sound alone.
    Sound,
    /// WebVTT or SRT.
    Captions,
    /// Names of the parts of a film or recording: WebVTT.
    Chapters,
    /// PDF or EPUB.
    Pages,
    /// Records of a directory.
    Records,
    /// A file of a programming lesson.
    Code,
}

/// One place that names a file.
#[derive(Debug)]
pub struct Place<'a> {
    /// Where, as a JSON pointer.
    pub at: String,
    /// What for.
    pub usage: Use,
    /// In which lesson, if in one.
    pub lesson: Option<&'a LessonId>,
    /// The language, if it is for one.
    pub lang: Option<String>,
    /// For a slide's notes, the slide.
    pub slide: Option<String>,
    /// The path, which may be changed.
    pub path: &'a mut String,
}

type Visit<'v> = &'v mut dyn FnMut(Place<'_>);

/// Calls `visit` for every place of `course` that names a file, in document order.
pub fn each_place(course: &mut Course, visit: Visit<'_>) {
    if let Some(picture) = &mut course.picture {
        Walk { at: "".into(), lesson: None, slide: None }.picture(picture, visit);
    }
    for (m, module) in course.modules.iter_mut().enumerate() {
        for (l, lesson) in module.lessons.iter_mut().enumerate() {
            each_of_lesson(&format!("/modules/{m}/lessons/{l}"), lesson, visit);
        }
    }
    for (b, bank) in course.banks.iter_mut().enumerate() {
        let walk = Walk { at: format!("/banks/{b}"), lesson: None, slide: None };
        walk.questions(&mut bank.questions, visit);
    }
    for (d, directory) in course.directories.iter_mut().enumerate() {
        let walk = Walk { at: format!("/directories/{d}"), lesson: None, slide: None };
        walk.one("records", Use::Records, None, &mut directory.records, visit);
        for (f, field) in directory.fields.iter_mut().enumerate() {
            walk.down(&format!("fields/{f}")).choices("options", &mut field.options, visit);
        }
    }
}

fn each_of_lesson(at: &str, lesson: &mut Lesson, visit: Visit<'_>) {
    let id = lesson.id.clone();
    let walk = Walk { at: at.to_owned(), lesson: Some(&id), slide: None };
    match &mut lesson.content {
        L::Reading { body } => walk.file("body", Use::Markdown, body, visit),
        L::Slides { slides } => walk.slides(slides, visit),
        L::Video(timed) => walk.timed(timed, Use::Film, visit),
        L::Audio(timed) => walk.timed(timed, Use::Sound, visit),
        L::Document { file, .. } => walk.file("file", Use::Pages, file, visit),
        L::Quiz { quiz } => {
            for (p, part) in quiz.parts.iter_mut().enumerate() {
                if let Part::Fixed(fixed) = part {
                    walk.down(&format!("quiz/parts/{p}")).questions(&mut fixed.questions, visit);
                }
            }
        }
        L::Assignment(assignment) => walk.file("task", Use::Markdown, &mut assignment.task, visit),
        L::Form { form } => {
            for (s, section) in form.sections.iter_mut().enumerate() {
                walk.down(&format!("form/sections/{s}")).fields("fields", &mut section.fields, visit);
            }
        }
        L::Code(code) => {
            walk.file("task", Use::Markdown, &mut code.task, visit);
            walk.one("starter", Use::Code, None, &mut code.starter, visit);
            for (c, check) in code.checks.iter_mut().enumerate() {
                walk.down(&format!("checks/{c}")).one("file", Use::Code, None, &mut check.file, visit);
            }
        }
        L::Directory { .. } | L::Unknown(_) => {}
    }
}

#[derive(Clone)]
struct Walk<'a> {
    at: String,
    lesson: Option<&'a LessonId>,
    slide: Option<String>,
}

impl Walk<'_> {
    fn down(&self, step: &str) -> Self {
        Self { at: format!("{}/{step}", self.at), lesson: self.lesson, slide: self.slide.clone() }
    }

    fn one(&self, key: &str, usage: Use, lang: Option<String>, path: &mut String, visit: Visit<'_>) {
        visit(Place {
            at: format!("{}/{key}", self.at),
            usage,
            lesson: self.lesson,
            lang,
            slide: self.slide.clone(),
            path,
        });
    }

    fn file(&self, key: &str, usage: Use, file: &mut FileRef, visit: Visit<'_>) {
        match file {
            FileRef::One(path) => self.one(key, usage, None, path, visit),
            FileRef::By(map) => {
                for (lang, path) in map {
                    self.down(key).one(lang.as_str(), usage, Some(lang.to_string()), path, visit);
                }
            }
        }
    }

    fn picture(&self, picture: &mut Picture, visit: Visit<'_>) {
        self.down("picture").file("file", Use::Picture, &mut picture.file, visit);
    }

    fn slides(&self, slides: &mut [Slide], visit: Visit<'_>) {
        for (s, slide) in slides.iter_mut().enumerate() {
            let mut walk = self.down(&format!("slides/{s}"));
            walk.slide = Some(slide.id.to_string());
            walk.file("image", Use::Picture, &mut slide.image, visit);
            if let Some(notes) = &mut slide.notes {
                walk.file("notes", Use::Markdown, notes, visit);
            }
            if let Some(audio) = &mut slide.audio {
                walk.file("audio", Use::Sound, audio, visit);
            }
        }
    }

    fn timed(&self, timed: &mut Timed, main: Use, visit: Visit<'_>) {
        for (t, track) in timed.tracks.iter_mut().enumerate() {
            let usage = use_of(track, main);
            let lang = Some(track.lang.to_string());
            self.down(&format!("tracks/{t}")).one("file", usage, lang, &mut track.file, visit);
        }
        if let Some(poster) = &mut timed.poster {
            self.file("poster", Use::Picture, poster, visit);
        }
    }

    fn questions(&self, questions: &mut [Question], visit: Visit<'_>) {
        for (q, question) in questions.iter_mut().enumerate() {
            self.down(&format!("questions/{q}")).question(question, visit);
        }
    }

    fn question(&self, question: &mut Question, visit: Visit<'_>) {
        if let Some(picture) = &mut question.picture {
            self.picture(picture, visit);
        }
        match &mut question.answer {
            Q::Single { options, .. } | Q::Multiple { options, .. } => self.choices("options", options, visit),
            Q::Order { items, .. } => self.choices("items", items, visit),
            Q::Match { left, right, .. } => {
                self.choices("left", left, visit);
                self.choices("right", right, visit);
            }
            Q::Gaps { gaps, .. } => {
                for (g, gap) in gaps.iter_mut().enumerate() {
                    self.down(&format!("gaps/{g}")).choices("options", &mut gap.options, visit);
                }
            }
            Q::Point { image, .. } => self.file("image", Use::Picture, image, visit),
            Q::TrueFalse { .. } | Q::Numeric { .. } | Q::Short { .. } | Q::Open { .. } | Q::Unknown(_) => {}
        }
    }

    fn choices(&self, key: &str, choices: &mut [Choice], visit: Visit<'_>) {
        for (c, choice) in choices.iter_mut().enumerate() {
            if let Some(picture) = &mut choice.picture {
                self.down(&format!("{key}/{c}")).picture(picture, visit);
            }
        }
    }

    fn fields(&self, key: &str, fields: &mut [Field], visit: Visit<'_>) {
        for (f, field) in fields.iter_mut().enumerate() {
            let walk = self.down(&format!("{key}/{f}"));
            match &mut field.content {
                FieldContent::Choice { options } | FieldContent::Choices { options } => {
                    walk.choices("options", options, visit);
                }
                FieldContent::Table { columns, .. } => walk.fields("columns", columns, visit),
                _ => {}
            }
        }
    }
}

fn use_of(track: &Track, main: Use) -> Use {
    match &track.kind {
        TrackKind::Main => main,
        TrackKind::Audio | TrackKind::Descriptions => Use::Sound,
        TrackKind::Captions | TrackKind::Other(_) => Use::Captions,
        TrackKind::Chapters => Use::Chapters,
        TrackKind::Transcript if track.file.ends_with(".md") => Use::Markdown,
        TrackKind::Transcript => Use::Captions,
    }
}
