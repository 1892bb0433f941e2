//! An open lesson.

use super::course::{course as course_view, kind, language, row, say};
use super::kept::lesson_kept;
use super::{Pictures, quiz};
use crate::job::courses::StationCourse;
use crate::job::study::Study;
use crate::model::event::SpanUnit;
use crate::model::id::Lang;
use crate::model::lesson::{DocumentFormat, Lesson, LessonContent, Slide, Timed, TrackKind};
use crate::model::markdown::{READING_BYTES_MAX, Reading};
use crate::model::problem::{Code, Problem};
use crate::model::progress::{CourseProgress, LessonProgress};
use crate::model::text::FileRef;
use crate::model::trust::FreeText;
use crate::worker::view::{
    CaptionsView, DocumentView, FileHandle, LessonContentView, LessonView, PictureView, ReadingView, SlideView,
    SlidesView, TermView, VideoView,
};
use std::collections::BTreeMap;

/// Captions and transcripts are texts of a few hundred KiB.
const TEXT_BYTES_MAX: u64 = 4 << 20;

/// Everything one lesson's screen needs.
pub(in crate::worker) struct Opened<'a> {
    pub on: &'a StationCourse,
    pub lesson: &'a Lesson,
    pub progress: &'a CourseProgress,
    pub study: &'a Study,
    pub lang: &'a Lang,
    pub places: &'a quiz::Places,
    pub wall_ms: u64,
}

impl Opened<'_> {
    fn known(&self) -> Result<&LessonProgress, Problem> {
        self.progress.lessons.get(&self.lesson.id).ok_or_else(|| Problem::new(Code::LessonGone))
    }

    /// Where to go on, if the place was kept in this unit.
    fn position(&self, unit: SpanUnit) -> u64 {
        let position = self.known().ok().and_then(|known| known.position.as_ref()); // nothing known: the beginning
        position.filter(|position| position.unit == unit).map_or(0, |position| position.at)
    }

    fn text(&self, file: &FileRef) -> Result<String, Problem> {
        let path = file.get(self.lang, self.on.course.first_language());
        let bytes = self.on.read(path, READING_BYTES_MAX as u64)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The lesson's view.
pub(in crate::worker) fn lesson(
    opened: &Opened<'_>,
    free_text: FreeText,
    pictures: &mut Pictures,
) -> Result<LessonView, Problem> {
    let (course, lang) = (&opened.on.course, opened.lang);
    let known = opened.known()?;
    let module = course.module_of(&opened.lesson.id);
    let glossary = course.glossary.iter().map(|term| TermView {
        id: term.id.clone(),
        term: say(course, &term.term, lang),
        meaning: say(course, &term.meaning, lang),
    });
    Ok(LessonView {
        course: course_view(opened.on, opened.progress, lang, pictures),
        row: row(course, opened.lesson, opened.progress, lang),
        module_title: module.map(|module| say(course, &module.title, lang)).unwrap_or_default(),
        lang: language(course, lang),
        before: course.lesson_before(&opened.lesson.id).map(|lesson| lesson.id.clone()),
        after: course.lesson_after(&opened.lesson.id).map(|lesson| lesson.id.clone()),
        missing: known.missing.clone(),
        glossary: glossary.collect(),
        kept: lesson_kept(opened.on, opened.lesson, opened.study.followed().fold().keepings(), lang, free_text),
        content: content(opened, known, pictures)?,
    })
}

fn content(opened: &Opened<'_>, known: &LessonProgress, pictures: &mut Pictures) -> Result<LessonContentView, Problem> {
    Ok(match &opened.lesson.content {
        LessonContent::Reading { body } => LessonContentView::Reading(reading(opened, known, body, pictures)?),
        LessonContent::Slides { slides } => LessonContentView::Slides(slides_view(opened, known, slides, pictures)?),
        LessonContent::Video(timed) | LessonContent::Audio(timed) => {
            LessonContentView::Video(video(opened, known, timed, pictures)?)
        }
        LessonContent::Document { format: DocumentFormat::Pdf, file } => {
            LessonContentView::Document(document(opened, known, file)?)
        }
        LessonContent::Document { format: DocumentFormat::Epub, file } => {
            LessonContentView::Book(document(opened, known, file)?)
        }
        LessonContent::Quiz { quiz } => LessonContentView::Quiz(quiz::quiz(opened, quiz, pictures)),
        LessonContent::Document { .. }
        | LessonContent::Assignment(_)
        | LessonContent::Form { .. }
        | LessonContent::Directory { .. }
        | LessonContent::Code(_)
        | LessonContent::Unknown(_) => LessonContentView::NeedsNewer { kind: kind(opened.lesson) },
    })
}

fn reading(
    opened: &Opened<'_>,
    known: &LessonProgress,
    body: &FileRef,
    pictures: &mut Pictures,
) -> Result<ReadingView, Problem> {
    let markdown = opened.text(body)?;
    let from = body.get(opened.lang, opened.on.course.first_language());
    Ok(ReadingView {
        pictures: pictures_of(opened.on, &markdown, from, pictures),
        markdown,
        position_permille: u32::try_from(opened.position(SpanUnit::Permille)).unwrap_or(0).min(1000),
        seen_permille: known.seen_permille,
    })
}

/// The pictures a Markdown text names, by the path it names: relative to the text's own folder, or in the pack.
fn pictures_of(
    on: &StationCourse,
    markdown: &str,
    from: &str,
    pictures: &mut Pictures,
) -> BTreeMap<String, PictureView> {
    let parsed = Reading::parse(markdown);
    let mut found = BTreeMap::new();
    for named in parsed.pictures() {
        let beside = beside(from, named);
        let path = [beside.as_deref(), Some(named)].into_iter().flatten().find(|path| on.file(path).is_ok());
        if let Some(picture) = path.and_then(|path| pictures.at(on, path, "")) {
            found.insert(named.to_owned(), picture);
        }
    }
    found
}

/// The path `named` leads to from the folder of the file `from`; none if it leads out of the pack.
fn beside(from: &str, named: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in named.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn slides_view(
    opened: &Opened<'_>,
    known: &LessonProgress,
    slides: &[Slide],
    pictures: &mut Pictures,
) -> Result<SlidesView, Problem> {
    let course = &opened.on.course;
    let mut views = Vec::with_capacity(slides.len());
    for (n, slide) in slides.iter().enumerate() {
        let alt = say(course, &slide.alt, opened.lang);
        let picture = pictures.file(opened.on, &slide.image, opened.lang, &alt);
        let n = n as u64;
        views.push(SlideView {
            id: slide.id.clone(),
            lost: picture.is_none().then_some(alt),
            picture,
            notes: slide.notes.as_ref().map(|notes| opened.text(notes)).transpose()?,
            is_seen: known.seen.gaps_in(n, n + 1).is_empty(),
        });
    }
    let last = u32::try_from(slides.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let position = u32::try_from(opened.position(SpanUnit::Slide)).unwrap_or(last).min(last);
    Ok(SlidesView { slides: views, position })
}

fn document(opened: &Opened<'_>, known: &LessonProgress, file: &FileRef) -> Result<DocumentView, Problem> {
    let path = file.get(opened.lang, opened.on.course.first_language());
    Ok(DocumentView {
        file: FileHandle(Box::new(opened.on.file(path)?)),
        position_permille: opened.position(SpanUnit::Permille).min(1000),
        seen_permille: known.seen_permille,
    })
}

fn video(
    opened: &Opened<'_>,
    known: &LessonProgress,
    timed: &Timed,
    pictures: &mut Pictures,
) -> Result<VideoView, Problem> {
    let (on, lang, first) = (opened.on, opened.lang, opened.on.course.first_language());
    let main = timed.main(lang, first).ok_or_else(|| Problem::new(Code::LessonDamaged).because("no main track"))?;
    let bytes = |path: &str| on.read(path, TEXT_BYTES_MAX);
    let mut captions = Vec::new();
    for track in timed.of_kind(&TrackKind::Captions) {
        captions.push(CaptionsView {
            lang: track.lang.clone(),
            label: track.label.as_ref().map(|label| say(&on.course, label, lang)),
            bytes: bytes(&track.file)?,
            is_default: track.default,
            is_machine: track.origin == crate::model::lesson::Origin::Machine,
        });
    }
    put_first(&mut captions, lang, &main.lang);
    let in_lang = |kind: &'static TrackKind| {
        let all = || timed.of_kind(kind);
        all().find(|track| track.lang == *lang).or_else(|| all().find(|track| track.lang == *first))
    };
    let (transcript, chapters) = (in_lang(&TrackKind::Transcript), in_lang(&TrackKind::Chapters));
    let position = opened.position(SpanUnit::Ms);
    Ok(VideoView {
        is_sound: matches!(opened.lesson.content, LessonContent::Audio(_)),
        file: FileHandle(Box::new(on.file(&main.file)?)),
        preview: FileHandle(Box::new(on.file(&main.file)?)),
        duration_ms: timed.duration_ms,
        poster: timed.poster.as_ref().and_then(|poster| pictures.file(on, poster, lang, "")),
        captions,
        chapters: chapters.map(|track| bytes(&track.file)).transpose()?,
        transcript: transcript.map(|track| bytes(&track.file)).transpose()?,
        // At the very end it starts again.
        position_ms: if position.saturating_add(1_000) >= timed.duration_ms { 0 } else { position },
        seen_permille: known.seen_permille,
    })
}

/// The captions that the person reads come first; they are on by themselves where the film is spoken in another
/// language, or where its maker turned any on.
fn put_first(captions: &mut [CaptionsView], wanted: &Lang, spoken: &Lang) {
    let Some(at) = captions.iter().position(|track| track.lang == *wanted) else { return };
    let is_on = wanted != spoken || captions.iter().any(|track| track.is_default);
    captions.iter_mut().for_each(|track| track.is_default = false);
    captions[at].is_default = is_on;
    captions[..=at].rotate_right(1);
}

#[cfg(test)]
mod tests {
    use super::{CaptionsView, Lang, beside, put_first};

    #[test]
    fn captions_are_in_the_language_of_the_person_and_on_where_they_are_needed() {
        let lang = |tag| Lang::parse(tag).unwrap();
        let track = |tag, is_default| CaptionsView {
            lang: lang(tag),
            label: None,
            bytes: Vec::new(),
            is_default,
            is_machine: false,
        };
        for (default, wanted, spoken, first) in [
            ("en", "es", "en", ("es", true)), // English film, somebody who reads Spanish
            ("en", "en", "en", ("en", true)), // on, as its maker said
            ("none", "en", "en", ("en", false)),
            ("none", "es", "en", ("es", true)),
            ("en", "fr", "en", ("en", true)), // none in the wanted language: as they were
        ] {
            let mut captions = ["en", "es"].map(|tag| track(tag, tag == default));
            put_first(&mut captions, &lang(wanted), &lang(spoken));
            let on: Vec<bool> = captions.iter().map(|track| track.is_default).collect();
            assert_eq!((captions[0].lang.as_str(), on[0]), first, "{default} {wanted} {spoken}");
            assert!(!on[1], "one at most is on");
        }
    }

    #[test]
    fn a_picture_is_looked_for_beside_its_text() {
        for (from, named, found) in [
            ("readings/a.md", "map.png", Some("readings/map.png")),
            ("readings/en/a.md", "../pictures/map.png", Some("readings/pictures/map.png")),
            ("a.md", "./map.png", Some("map.png")),
            ("a.md", "../map.png", None),
            ("x/a.md", "../../../etc/passwd", None),
        ] {
            assert_eq!(beside(from, named).as_deref(), found, "{from} {named}");
        }
    }
}
