# The office's reports: questions, columns and what they mean, sentences.

report-participation = People, hours and certificates
report-participation-about = How many people took part, how long they learned, and what they earned.
report-outcomes = What came of it
report-outcomes-about = Courses begun and done, scores and gains, for each place and each maker of courses.
report-people = Each person in each course
report-people-about = How far each person is in each course they have begun.
report-lessons = Where people stop
report-lessons-about = For each lesson: who came to it, who did it, and who went no further.
report-questions = Hard questions
report-questions-about = Quiz questions and how often they are answered right, the hardest first.
report-gain = Before and after
report-gain-about = Scores of the quiz before a course and the quiz after it.
report-seat-time = Seat hours
report-seat-time-about = Hours each person spent learning, for earned time. Each hour can be looked into.
report-evidence = Behind the hours
report-evidence-about = Every stretch of learning that one person’s hours are made of, and where it was recorded.
report-levels = Levels reached
report-levels-about = The levels of programs that people reached.
report-credentials = Credentials by who gave them
report-credentials-about = Certificates of this office, and what people earned elsewhere.
report-stations = Stations not heard of
report-stations-about = Stations whose files have not come for some days.
report-documents = Documents at the stations
report-documents-about = Which versions of the signed documents each station holds.
report-hints = Worth a look
report-hints-about = Things that are not usual. There is often a good reason. Ask before you judge.

report-col-facility = Facility
report-about-facility = Where the station stands.
report-col-course = Course
report-about-course = The title of the course.
report-col-course-id = Course id
report-about-course-id = The id of the course, the same in every edition.
report-col-programme = Program
report-about-programme = The title of the program.
report-col-partner = Made by
report-about-partner = Who made the course. A course of two makers counts at both.
report-col-month = Month
report-about-month = The month, by the clock of the station, in the time zone of the office.
report-col-people = People
report-about-people = How many people. Each is counted once, even with two ids.
report-col-hours = Hours
report-about-hours = Time spent learning that counts. No moment counts twice.
report-col-began = Began
report-about-began = How many times somebody began a course.
report-col-done = Done
report-about-done = How many times it was done to the end.
report-col-done-percent = Done, %
report-about-done-percent = Done, out of all that were begun.
report-col-certificates = Certificates
report-about-certificates = Official certificates that were not taken back.
report-col-certificate-ids = Certificate ids
report-about-certificate-ids = The ids of the official certificates, those taken back included.
report-col-score-percent = Score, %
report-about-score-percent = The mean score of quizzes and marked work.
report-col-gain-points = Gain
report-about-gain-points = How much better the quiz after was than the one before, in points of a hundred.
report-col-name = Name
report-about-name = The person’s name as last written down.
report-col-number = Number
report-about-number = The number the facility knows the person by.
report-col-hours-waiting = Hours waiting
report-about-hours-waiting = Hours of a station that was restored or copied. They wait until somebody decides.
report-col-hours-overlap = Hours told twice
report-about-hours-overlap = Time that two stations recorded at the same moment. It is counted once.
report-col-lessons-done = Lessons done
report-about-lessons-done = Lessons done, of those the course asks for.
report-col-lessons-required = Lessons asked for
report-about-lessons-required = How many lessons the course asks for.
report-col-is-done = Course done
report-about-is-done = Whether the course is done.
report-col-lesson = Lesson
report-about-lesson = The title of the lesson.
report-col-reached = Came to it
report-about-reached = People who opened the lesson.
report-col-reached-percent = Came to it, %
report-about-reached-percent = People who opened the lesson, out of all who began the course.
report-col-stopped = Stopped here
report-about-stopped = People who have not done the course and were last in this lesson.
report-col-question = Question
report-about-question = How the question begins.
report-col-question-id = Question id
report-about-question-id = The id of the question and its revision.
report-col-tries = Answers
report-about-tries = How many times it was answered.
report-col-right = Right
report-about-right = How many answers earned every point.
report-col-right-percent = Right, %
report-about-right-percent = Right answers, out of all answers.
report-col-seconds = Seconds
report-about-seconds = The mean time on the question, in seconds.
report-col-before-percent = Before, %
report-about-before-percent = The mean score of the quiz before, first try.
report-col-after-percent = After, %
report-about-after-percent = The mean score of the quiz after, the try that counts.
report-col-better = Did better
report-about-better = People whose score after was higher than before.
report-col-from = From
report-about-from = When it began, in the time zone of the office.
report-col-to = To
report-about-to = When it ended, in the time zone of the office.
report-col-station = Station
report-about-station = The name of the station.
report-col-what = What
report-about-what = What was recorded: a stretch of a lesson, or an answer.
report-col-hours-told = Hours recorded
report-about-hours-told = The time the station recorded.
report-col-hours-counted = Hours counted
report-about-hours-counted = The part of it that counts.
report-col-doubt = To look at
report-about-doubt = Why somebody may want to look at it. Empty: nothing stands out.
report-col-event = Entry
report-about-event = What the entry is known by. It can be looked up with “explain”.
report-col-level = Level
report-about-level = The title of the level.
report-col-level-percent = Reached, %
report-about-level-percent = People who reached it, out of all who took a course of the program.
report-col-issuer = Given by
report-about-issuer = Who gave the credential.
report-col-credential = Credential
report-about-credential = The name of the credential.
report-col-credentials = Credentials
report-about-credentials = How many were given.
report-col-taken-back = Taken back
report-about-taken-back = How many were taken back.
report-col-state = State
report-about-state = What the office decided about the station.
report-col-heard = Last heard
report-about-heard = When a file of the station was last merged.
report-col-days = Days
report-about-days = Whole days since then.
report-col-last-entry = Last entry
report-about-last-entry = The time of the newest entry, by the station’s own clock.
report-col-root = Root
report-about-root = The version of the root it holds. Empty: it has told of none.
report-col-catalogue = Catalog
report-about-catalogue = The version of the catalog it holds.
report-col-policy = Policy
report-about-policy = The version of the policy it holds.
report-col-behind = Behind
report-about-behind = How many catalogs it is behind. Empty: it has not told yet what it holds.
report-col-told = Told on
report-about-told = When the station took these documents, by its own clock.
report-col-hint = What stands out
report-about-hint = What is not usual, and the unit of the measure.
report-col-measured = Measure
report-about-measured = How much, in the unit that “What stands out” names.
report-col-birth-year = Born in
report-about-birth-year = The year of birth.
report-col-status = Status
report-about-status = Where the person is, as last written down.
report-col-status-day = Since
report-about-status-day = The day the status holds from.
report-col-language = Language
report-about-language = The language the person reads.
report-col-id = Id
report-about-id = What it is known by.
report-col-other-ids = Other ids
report-about-other-ids = Other ids of the same person.
report-col-certificate = Certificate
report-about-certificate = Which certificate of the course.
report-col-dated = Date
report-about-dated = The official date.
report-col-date-from-office = Date by the office
report-about-date-from-office = Whether the date is the office’s, because the clock of the station was wrong.
report-col-issued = Issued
report-about-issued = When the office issued it.
report-col-revoked = Taken back on
report-about-revoked = When it was taken back. Empty: it holds.
report-col-reason = Reason
report-about-reason = The reason that was written down.
report-col-fingerprint = Fingerprint
report-about-fingerprint = What to compare by telephone.
report-col-entries = Entries
report-about-entries = Entries of the station that count.
report-col-apart = Kept apart
report-about-apart = Entries that are kept apart and do not count yet.
report-col-first-seen = First seen
report-about-first-seen = When the office first saw it.
report-col-file = File
report-about-file = The name of the file.
report-col-merged = Merged
report-about-merged = When it was merged.
report-col-by = By
report-about-by = Who did it.
report-col-new-entries = New entries
report-about-new-entries = Entries that were new then.
report-col-build = Program
report-about-build = The version of the program that wrote the file.
report-col-why = Why
report-about-why = Why the two may be one.
report-col-other-name = Other name
report-about-other-name = The name of the other one.
report-col-other-number = Other number
report-about-other-number = The number of the other one.
report-col-other-birth-year = Other born in
report-about-other-birth-year = The year of birth of the other one.
report-col-other-id = Other id
report-about-other-id = The id of the other one.
report-col-decided = Decided
report-about-decided = When it was decided.
report-col-is-one = One person
report-about-is-one = Yes: the two are one person. No: they are two.
report-col-entered = Entered
report-about-entered = When it was written down, by the clock there.
report-col-field = Field
report-about-field = What was told of the person.
report-col-value = Value
report-about-value = What it is from then on.
report-col-day = Day
report-about-day = The day it holds from, or was earned on.
report-col-kind = Kind
report-about-kind = What kind of entry it is.
report-col-evidence = Seen
report-about-evidence = What was seen, or on what ground it was given.
report-col-from-station = At a station
report-about-from-station = Whether it was written at a station, not at the office.
report-col-decision = Decision
report-about-decision = What was decided of the station.

report-word-yes = Yes
report-word-no = No
report-word-asking = Asks to be confirmed
report-word-confirmed = Confirmed
report-word-retired = Retired
report-word-span = Lesson
report-word-answer = Answer
report-word-active = Learning
report-word-segregated = Kept apart
report-word-transferred = Moved
report-word-released = Released
report-word-returned = Back again
report-word-archived = Archived
report-word-none = None
report-word-elsewhere = Not in a program
report-word-fast-course = Course done in little of its usual time (% of it)
report-word-fast-film = More film seen than time spent (times)
report-word-fast-answers = Every answer right in no time (seconds for each)
report-word-long-day = A very long day (hours)
report-word-two-stations = At two stations at once (minutes)
report-word-clock = The station’s clock jumped (hours)
report-word-same-answers = The same wrong answers as others (how many people)
report-word-clock-doubt = The station’s clock was wrong
report-word-told-twice = Two stations tell of it
report-word-waiting = Waits for a decision
report-word-same-number = The same number
report-word-same-name-and-year = The same name and year of birth
report-word-name = Name
report-word-number = Number
report-word-birth-year = Year of birth
report-word-language = Language
report-word-status = Status
report-word-placed = Sent to a station
report-word-credential = Earned elsewhere
report-word-instructor = An instructor’s word
report-word-credit-seat-hours = Seat hours
report-word-credit-academic = School credit
report-word-credit-ceu = Continuing education
report-word-credit-earned-time = Earned time
report-word-credit-outside = Credit from elsewhere
report-word-let-count = What was kept apart counts
report-word-renamed = Renamed
report-word-fork-decided = Every branch counts

report-said-participation = { $people ->
    [one] { $people } person
   *[other] { $people } people
 }, { $hours } { $hours ->
    [one] hour
   *[other] hours
 }, { $certificates ->
    [one] { $certificates } certificate
   *[other] { $certificates } certificates
 }
report-said-outcomes = { $began ->
    [one] { $began } course begun
   *[other] { $began } courses begun
 }, { $done } done
report-said-seat-time = { $people ->
    [one] { $people } person
   *[other] { $people } people
 }, { $hours } { $hours ->
    [one] hour
   *[other] hours
 }
report-said-gain = { $people ->
    [one] { $people } person
   *[other] { $people } people
 } took both quizzes; { $better } did better after
report-said-stations = { $silent } of { $stations } stations not heard of for { $days ->
    [one] { $days } day
   *[other] { $days } days
 } or more
report-said-documents = { $behind } of { $stations } stations do not hold catalog { $catalogue } yet
report-said-hints = { $hints ->
    [one] { $hints } thing to look at
   *[other] { $hints } things to look at
 }. None of them is a verdict.
report-said-evidence = { $name }: { $hours } hours counted of { $told } recorded

report-note-once = In the last row each person and each hour is counted once, so it can be less than the sum of the rows.
report-note-months = Months are those of the stations’ clocks, in the time zone of the office.
report-note-cohort = The period is when people began the course.
report-note-cohort-place = The place is where people began the course.
report-note-begun = A course that was begun counts at the place and in the month it was first opened. It may be done at another place or later, so more can be done than begun.
report-note-done = A course counts in the month of its certificate, or of the last work in it.
report-note-waiting = Some hours wait for a decision about a station that was restored or copied.
report-note-unknown = { $courses ->
    [one] { $courses } course is
   *[other] { $courses } courses are
 } not approved here, so lessons, scores and certificates of it are not counted.
report-note-hints = There is often a good reason: a fast reader, a shared lesson, a clock set right. Ask first.
report-note-evidence = A stretch whose clock was wrong still counts: its length comes from a clock nobody can set.
report-note-untold = { $stations ->
    [one] { $stations } station has not told yet what it holds. It is not counted.
   *[other] { $stations } stations have not told yet what they hold. They are not counted.
 }
report-note-first = Only the first { $shown } of { $all } rows are here. A CSV file has them all.

report-chart-largest = The largest { $drawn } are drawn. { $count } more are in the table.
report-chart-first = The first { $drawn } are drawn. { $count } more are in the table.
report-chart-newest = The newest { $drawn } are drawn. { $count ->
    [one] { $count } earlier one is
   *[other] { $count } earlier ones are
 } in the table.

report-period-all = All the time there is
report-period-from = Since { $from }
report-period-to = Until { $to }
report-period-both = { $from } to { $to }
report-month = { $month } { $year }
report-filter-facility = Facility: { $name }
report-filter-course = Course: { $name }
report-filter-programme = Program: { $name }
report-filter-person = Person: { $name }
report-filter-days = Not heard of for { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
report-all = All
report-made-on = Made on { $date }
report-page = Page { $page } of { $pages }
report-nothing = Nothing yet. It will stand here once files of stations are merged.
