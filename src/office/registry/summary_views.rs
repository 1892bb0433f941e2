//! Views for analysts, over the summaries: plain names, hours as decimals, percent. Described in
//! `installer/registry.md`; nothing in the program reads them.

/// The views.
pub(super) const VIEWS: &str = "
CREATE VIEW v_people AS
  SELECT person, name, number, birth_year, language, status, status_day, facility AS last_facility,
    last_wall AS last_entry_ms FROM summary_person;
CREATE VIEW v_hours AS
  SELECT t.person, t.course, c.title, t.facility, t.month, t.counted_ms / 3600000.0 AS hours,
    t.twice_ms / 3600000.0 AS hours_overlap, t.waiting_ms / 3600000.0 AS hours_waiting
  FROM summary_time t LEFT JOIN summary_catalogue c ON c.kind = 'course' AND c.id = t.course WHERE t.course <> '';
CREATE VIEW v_hours_once AS
  SELECT t.person, t.facility, t.month, t.counted_ms / 3600000.0 AS hours, t.twice_ms / 3600000.0 AS hours_overlap,
    t.waiting_ms / 3600000.0 AS hours_waiting
  FROM summary_time t WHERE t.course = '';
CREATE VIEW v_courses AS
  SELECT s.person, s.course, c.title, s.edition, s.facility, s.began AS began_month, s.done AS done_month,
    CASE WHEN s.done IS NULL THEN 0 ELSE 1 END AS is_done, s.lessons_done, s.lessons_required,
    s.score / 10.0 AS score_percent, s.counted_ms / 3600000.0 AS hours, s.last_lesson
  FROM summary_course s LEFT JOIN summary_catalogue c ON c.kind = 'course' AND c.id = s.course;
CREATE VIEW v_lessons AS
  SELECT s.course, c.title, s.lesson, s.facility, s.month AS began_month, s.people AS reached, s.done, s.stopped,
    s.counted_ms / 3600000.0 AS hours
  FROM summary_lesson s LEFT JOIN summary_catalogue c ON c.kind = 'course' AND c.id = s.course;
CREATE VIEW v_questions AS
  SELECT s.course, c.title, s.lesson, s.question, s.rev, s.facility, s.month, s.tries, s.right_tries,
    s.active_ms / 1000.0 AS seconds, s.hints
  FROM summary_question s LEFT JOIN summary_catalogue c ON c.kind = 'course' AND c.id = s.course;
CREATE VIEW v_gains AS
  SELECT s.course, c.title, s.quiz_before, s.quiz_after, s.facility, s.month, s.people,
    s.before_sum / 10.0 / s.people AS before_percent, s.after_sum / 10.0 / s.people AS after_percent, s.better
  FROM summary_gain s LEFT JOIN summary_catalogue c ON c.kind = 'course' AND c.id = s.course;
CREATE VIEW v_levels AS
  SELECT s.person, s.programme, c.title, s.level, s.facility, s.month
  FROM summary_level s LEFT JOIN summary_catalogue c ON c.kind = 'programme' AND c.id = s.programme;
CREATE VIEW v_certificates AS
  SELECT s.person, s.id, s.course, s.cert, s.facility, s.month, s.is_revoked, o.dated AS dated_ms, o.issued AS issued_ms,
    o.revoked AS revoked_ms, o.reason
  FROM summary_certificate s LEFT JOIN certificate o ON o.id = s.id;
CREATE VIEW v_credentials AS
  SELECT person, issuer, name, month, facility FROM summary_credential;
CREATE VIEW v_stations AS
  SELECT s.id AS station, s.name, s.facility, s.state, s.first_seen AS first_seen_ms,
    (SELECT max(e.merged) FROM export e WHERE e.station = s.id) AS heard_ms, d.root, d.catalogue, d.policy
  FROM station s LEFT JOIN summary_station d ON d.station = s.id;
CREATE VIEW v_hints AS
  SELECT person, station, kind, course, lesson, facility, month, measured FROM summary_hint;
CREATE VIEW v_groups AS
  SELECT kind, name, course FROM summary_group;
";
