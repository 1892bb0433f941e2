//! The starter course is whole: its document fits the types, every file is there, every link leads somewhere, both
//! films play, and its captions fit their times. `foothold-pack check` says the same of any course; this says it of
//! ours even while the builder is being changed.

use foothold::media::caption::Captions;
use foothold::media::check::{check_image, check_video};
use foothold::model::course::Course;
use foothold::model::id::Lang;
use foothold::model::lesson::{LessonContent, TrackKind};
use foothold::model::markdown::{Link, Reading};
use foothold::model::text::FileRef;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content-packs/looking-for-work/course")
}

/// The course with the length of each film measured, as the builder does.
fn course() -> Course {
    let text = fs::read_to_string(folder().join("course.toml")).unwrap();
    let mut document: toml::Value = toml::from_str(&text).unwrap();
    for module in document["modules"].as_array_mut().unwrap() {
        for lesson in module["lessons"].as_array_mut().unwrap() {
            let lesson = lesson.as_table_mut().unwrap();
            if lesson["kind"].as_str() == Some("video") {
                lesson.insert("duration_ms".into(), toml::Value::Integer(60_000));
            }
        }
    }
    document.try_into().unwrap()
}

/// Every Markdown file of the course.
fn readings(course: &Course) -> Vec<String> {
    let mut files = Vec::new();
    for lesson in course.lessons() {
        match &lesson.content {
            LessonContent::Reading { body } => files.extend(body.paths().map(str::to_owned)),
            LessonContent::Slides { slides } => {
                files
                    .extend(slides.iter().filter_map(|s| s.notes.as_ref()).flat_map(FileRef::paths).map(str::to_owned));
            }
            _ => {}
        }
    }
    files
}

#[test]
fn it_has_three_modules_with_a_quiz_each_and_two_films() {
    let course = course();
    assert_eq!(course.modules.len(), 3);
    for module in &course.modules {
        assert!(module.lessons.iter().any(|l| l.required && matches!(l.content, LessonContent::Quiz { .. })));
    }
    assert_eq!(course.lessons().filter(|l| matches!(l.content, LessonContent::Video(_))).count(), 2);
    assert!(course.lessons().count() >= 14);
    assert_eq!(course.certificates.len(), 1);
    assert!(!course.sources.is_empty());
}

#[test]
fn every_reading_is_plain_and_its_links_and_pictures_lead_somewhere() {
    let course = course();
    for file in readings(&course) {
        let path = folder().join(&file);
        let reading = Reading::parse(&fs::read_to_string(&path).unwrap());
        assert_eq!(reading.faults, [], "{file}");
        for link in reading.links() {
            match link {
                Link::Lesson(id, None) => assert!(course.lesson(id).is_some(), "{file}: {id}"),
                Link::Glossary(id) => assert!(course.term(id).is_some(), "{file}: {id}"),
                other => panic!("{file}: {other:?}"),
            }
        }
        for picture in reading.pictures() {
            check_image(File::open(path.parent().unwrap().join(picture)).unwrap()).unwrap();
        }
    }
}

#[test]
fn every_slide_has_its_picture_in_each_language_named() {
    for lesson in course().lessons() {
        let LessonContent::Slides { slides } = &lesson.content else { continue };
        for image in slides.iter().flat_map(|slide| slide.image.paths()) {
            let facts = check_image(File::open(folder().join(image)).unwrap()).unwrap();
            assert_eq!((facts.width, facts.height), (1280, 720), "{image}");
        }
    }
}

#[test]
fn both_films_play_seek_quickly_and_are_captioned_to_their_end() {
    for lesson in course().lessons() {
        let Some(timed) = lesson.content.timed() else { continue };
        let english = Lang::parse("en").unwrap();
        let main = timed.main(&english, &english).unwrap();
        let path = |file: &str| folder().join(file);
        let facts = check_video(File::open(path(&main.file)).unwrap()).unwrap();
        assert!((60_000..=92_000).contains(&facts.duration_ms), "{}: {} ms", lesson.id, facts.duration_ms);
        assert!(facts.has_audio && facts.keyframe_gap_ms_max <= 2_000, "{}: {facts:?}", lesson.id);
        let captions: Vec<_> = timed.tracks.iter().filter(|t| t.kind == TrackKind::Captions).collect();
        assert_eq!(captions.len(), 2, "{}", lesson.id);
        for track in captions {
            let (captions, faults) = Captions::parse(&fs::read(path(&track.file)).unwrap());
            assert_eq!(faults, [], "{}", track.id);
            let last = captions.cues().last().unwrap();
            assert!(last.end_ms <= facts.duration_ms && last.end_ms + 3_000 > facts.duration_ms, "{last:?}");
        }
    }
}

#[test]
fn the_course_page_the_titles_and_every_reading_are_in_spanish() {
    let course = course();
    let (english, spanish) = (Lang::parse("en").unwrap(), Lang::parse("es").unwrap());
    let differs = |text: &foothold::model::text::Text| text.get(&spanish, &english) != text.get(&english, &english);
    assert!(differs(&course.title) && differs(&course.summary));
    assert!(course.outcomes.iter().all(|o| differs(&o.text)));
    assert!(course.modules.iter().all(|m| differs(&m.title)) && course.lessons().all(|l| differs(&l.title)));
    for lesson in course.lessons() {
        if let LessonContent::Reading { body } = &lesson.content {
            assert_ne!(body.get(&spanish, &english), body.get(&english, &english), "{}", lesson.id);
        }
    }
}
