//! Tables of summaries: what follows from each person's events, kept so that a question is answered at once. Never the
//! truth: `report --rebuild` makes all of it again from the events. And the views for analysts over them.
//!
//! Months are numbers like 202611; 0 is an instant that no calendar has. Times are ms, scores ‰.

/// The summaries' tables.
pub(super) const TABLES: &str = "
-- Of what the summaries were made, and how far they reach: what came after it is not counted yet.
CREATE TABLE summary_state(
  id INTEGER NOT NULL PRIMARY KEY CHECK(id = 1),
  version INTEGER NOT NULL, tz TEXT NOT NULL,
  events INTEGER NOT NULL, office_events INTEGER NOT NULL, held TEXT NOT NULL
) STRICT;
-- Learners to be counted anew for another reason than a new event.
CREATE TABLE summary_dirty(learner BLOB NOT NULL PRIMARY KEY) STRICT;
-- A person once, by the id in front. sums: what they added to the sums over people.
CREATE TABLE summary_person(
  person INTEGER NOT NULL PRIMARY KEY,
  learner BLOB NOT NULL UNIQUE CHECK(length(learner) = 16),
  name TEXT NOT NULL, number TEXT NOT NULL, birth_year INTEGER, language TEXT NOT NULL,
  status TEXT NOT NULL, status_day TEXT, facility TEXT, last_wall INTEGER NOT NULL, sums BLOB NOT NULL
) STRICT;
CREATE TABLE summary_id(learner BLOB NOT NULL PRIMARY KEY, person INTEGER NOT NULL) STRICT;
CREATE INDEX summary_id_person ON summary_id(person);
-- Seat time. course '': over all courses, each moment once.
CREATE TABLE summary_time(
  person INTEGER NOT NULL, course TEXT NOT NULL, facility TEXT NOT NULL, month INTEGER NOT NULL,
  counted_ms INTEGER NOT NULL, twice_ms INTEGER NOT NULL, waiting_ms INTEGER NOT NULL,
  PRIMARY KEY(person, course, facility, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE summary_course(
  person INTEGER NOT NULL, course TEXT NOT NULL, edition INTEGER NOT NULL, facility TEXT NOT NULL,
  began INTEGER NOT NULL, done INTEGER, lessons_done INTEGER NOT NULL, lessons_required INTEGER NOT NULL,
  score INTEGER, counted_ms INTEGER NOT NULL, waiting_ms INTEGER NOT NULL, last_lesson TEXT,
  PRIMARY KEY(person, course)
) STRICT, WITHOUT ROWID;
CREATE INDEX summary_course_course ON summary_course(course);
CREATE TABLE summary_level(
  person INTEGER NOT NULL, programme TEXT NOT NULL, level TEXT NOT NULL, facility TEXT NOT NULL, month INTEGER NOT NULL,
  PRIMARY KEY(person, programme, level)
) STRICT, WITHOUT ROWID;
CREATE TABLE summary_certificate(
  person INTEGER NOT NULL, id TEXT NOT NULL, course TEXT NOT NULL, cert TEXT NOT NULL, facility TEXT NOT NULL,
  month INTEGER NOT NULL, is_revoked INTEGER NOT NULL CHECK(is_revoked IN (0, 1)),
  PRIMARY KEY(person, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE summary_credential(
  person INTEGER NOT NULL, event BLOB NOT NULL, issuer TEXT NOT NULL, name TEXT NOT NULL, month INTEGER NOT NULL,
  facility TEXT NOT NULL,
  PRIMARY KEY(person, event)
) STRICT, WITHOUT ROWID;
-- What somebody should look at: of a person, or of a station.
CREATE TABLE summary_hint(
  person INTEGER, station BLOB, kind TEXT NOT NULL, course TEXT NOT NULL, lesson TEXT NOT NULL, facility TEXT NOT NULL,
  month INTEGER NOT NULL, measured INTEGER NOT NULL
) STRICT;
CREATE INDEX summary_hint_person ON summary_hint(person);
CREATE TABLE summary_pattern(
  person INTEGER NOT NULL, pattern BLOB NOT NULL, course TEXT NOT NULL, lesson TEXT NOT NULL, facility TEXT NOT NULL,
  month INTEGER NOT NULL,
  PRIMARY KEY(person, pattern)
) STRICT, WITHOUT ROWID;
CREATE INDEX summary_pattern_pattern ON summary_pattern(pattern);
-- Sums over people.
CREATE TABLE summary_lesson(
  course TEXT NOT NULL, lesson TEXT NOT NULL, facility TEXT NOT NULL, month INTEGER NOT NULL,
  people INTEGER NOT NULL, done INTEGER NOT NULL, stopped INTEGER NOT NULL, counted_ms INTEGER NOT NULL,
  PRIMARY KEY(course, lesson, facility, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE summary_question(
  course TEXT NOT NULL, lesson TEXT NOT NULL, question TEXT NOT NULL, rev INTEGER NOT NULL,
  facility TEXT NOT NULL, month INTEGER NOT NULL,
  tries INTEGER NOT NULL, right_tries INTEGER NOT NULL, active_ms INTEGER NOT NULL, hints INTEGER NOT NULL,
  PRIMARY KEY(course, lesson, question, rev, facility, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE summary_gain(
  course TEXT NOT NULL, quiz_before TEXT NOT NULL, quiz_after TEXT NOT NULL, facility TEXT NOT NULL, month INTEGER NOT NULL,
  people INTEGER NOT NULL, before_sum INTEGER NOT NULL, after_sum INTEGER NOT NULL, better INTEGER NOT NULL,
  PRIMARY KEY(course, quiz_before, quiz_after, facility, month)
) STRICT, WITHOUT ROWID;
-- What stations told of themselves, and how they stood when the summaries were made.
CREATE TABLE summary_station(
  station BLOB NOT NULL PRIMARY KEY, facility TEXT NOT NULL, state TEXT NOT NULL, last_good BLOB,
  root INTEGER NOT NULL, catalogue INTEGER NOT NULL, policy INTEGER NOT NULL, told INTEGER
) STRICT;
-- The newest editions of courses and programmes when the summaries were made. titles: JSON, by language.
CREATE TABLE summary_catalogue(
  kind TEXT NOT NULL CHECK(kind IN ('course', 'programme')), id TEXT NOT NULL, edition INTEGER NOT NULL,
  manifest BLOB NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL, titles TEXT NOT NULL,
  PRIMARY KEY(kind, id)
) STRICT;
-- Which courses a programme has (name: its id), and who made a course (name: theirs).
CREATE TABLE summary_group(
  kind TEXT NOT NULL CHECK(kind IN ('programme', 'partner')), name TEXT NOT NULL, course TEXT NOT NULL,
  PRIMARY KEY(kind, name, course)
) STRICT, WITHOUT ROWID;
CREATE INDEX summary_group_course ON summary_group(kind, course);
CREATE INDEX export_station ON export(station, merged);
";

/// How people are searched for: names and numbers, now and once, without case and accents.
pub(super) const SEARCHED: &str = "
ALTER TABLE summary_person ADD COLUMN plain TEXT NOT NULL DEFAULT '';
CREATE INDEX summary_person_plain ON summary_person(plain);
";

/// Where a course was begun, beside where it was worked in last. No row of an older program has it: they are all made
/// again before they are asked for.
pub(super) const BEGUN: &str = "
ALTER TABLE summary_course ADD COLUMN begun_facility TEXT NOT NULL DEFAULT '';
DROP VIEW v_courses;
CREATE VIEW v_courses AS
  SELECT s.person, s.course, c.title, s.edition, s.facility, s.begun_facility AS began_facility, s.began AS began_month,
    s.done AS done_month, CASE WHEN s.done IS NULL THEN 0 ELSE 1 END AS is_done, s.lessons_done, s.lessons_required,
    s.score / 10.0 AS score_percent, s.counted_ms / 3600000.0 AS hours, s.last_lesson
  FROM summary_course s LEFT JOIN summary_catalogue c ON c.kind = 'course' AND c.id = s.course;
";

/// Every table that is made again from the events.
pub(super) const MADE: [&str; 14] = [
    "summary_person",
    "summary_id",
    "summary_time",
    "summary_course",
    "summary_level",
    "summary_certificate",
    "summary_credential",
    "summary_hint",
    "summary_pattern",
    "summary_lesson",
    "summary_question",
    "summary_gain",
    "summary_station",
    "summary_catalogue",
];

/// Tables with a row or more for each person, by the column `person`.
pub(super) const OF_PERSON: [&str; 9] = [
    "summary_person",
    "summary_id",
    "summary_time",
    "summary_course",
    "summary_level",
    "summary_certificate",
    "summary_credential",
    "summary_hint",
    "summary_pattern",
];
