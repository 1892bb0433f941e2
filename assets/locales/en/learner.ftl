# The learner's screens: sign-in, shell, home, library, course, certificate, record, help.
place-home = Home
place-library = Library
place-record = My record
place-help = Help
place-course = Course
place-certificate = Certificate
person-menu = { $name }: language, colors, settings
text-letter = A
file-written = Saved as { $name }.
date-short = { $month } { $day }
language-en = English
language-es = Spanish

who-is-learning = Who is learning?
find-your-name = Find your name
name-with-number = { $name } · number ends in { $end }
no-such-name = No name like this. Check the spelling, or ask staff.
nobody-yet = Nobody is on the list yet.
nobody-yet-mend = Staff sign in and add the first person at the staff desk.
use-a-number = I use a number instead
use-my-name = I use my name instead
your-number = What is your number?
number = Number
hello-name = Hello, { $name }
type-your-pin = Type your PIN
pin-dots = { $count } of 6 digits
pin-backspace = Take the last digit back
forgot-ask-staff = Forgot it? Ask staff for a new one.
not-me = That is not me
pin-choose = Choose your own PIN
pin-choose-why = Six digits that only you know. Staff cannot see it.
pin-again = Type it once more
pin-again-why = So that we know it is the one you meant.
pin-differ = The two were not the same. Choose again.
staff-sign-in = Staff sign in here
staff-desk = Staff desk
staff-sign-in-why = Sign in with your name and your passphrase.
staff-name = Your name
passphrase = Passphrase
sign-in = Sign in
locked-for = Locked for { $name }
locked-why = Type your PIN to go on where you were.
somebody-else = Somebody else is learning

greeting-name = { $greeting }, { $name }
minutes-left = { $minutes ->
    [one] { $minutes } minute left
   *[other] { $minutes } minutes left
 }
place-from = from { $time }
place-slide = slide { $number } of { $all }
place-part = { $percent }% read
place-question = question { $number } of { $all }
this-week = This week
how-far-i-am = How far I am
how-far-all = All my { $count } courses
week-learned = { $time } of learning
no-course-begun = No course begun yet.
courses-away = { $count ->
    [one] A course you learned in is not on this computer now. What you did in it is kept. Ask staff about it.
   *[other] { $count } courses you learned in are not on this computer now. What you did in them is kept. Ask staff about them.
 }
course-not-here = not on this computer now
certificates-away = { $count ->
    [one] One more certificate is from a course that is not on this computer. It is kept. Ask staff about it.
   *[other] { $count } more certificates are from courses that are not on this computer. They are kept. Ask staff about them.
 }
percent-done = { $percent }% done
lessons-done = { $done } of { $all ->
    [one] 1 lesson
   *[other] { $all } lessons
}
new-in-the-library = New in the library
welcome-first = Begin your first course
welcome-first-why = “{ $course }” is a good one to begin with. You can stop at any time: it goes on where you left it.
welcome-next = Begin another course
welcome-next-why = You have not opened “{ $course }” yet. You can stop at any time: it goes on where you left it.
look-at-it = Look at it
all-courses-done = You have finished every course here
all-courses-done-why = Each one stays in the library: open it again whenever you like.
library-is-empty = There are no courses here yet.
library-is-empty-mend = Staff can carry in courses at the staff desk.

search-the-library = Search courses and lessons
courses-found = { $count ->
    [one] { $count } course
   *[other] { $count } courses
 }
nothing-found = Nothing found for “{ $words }”
nothing-found-mend = Try fewer words, or other ones.
show-all-courses = Show all courses
with-certificate = Certificate
course-done = Finished
not-begun = Not begun
level-beginner = Beginner
level-intermediate = Intermediate
level-advanced = Advanced
subject-general = General
subject-work = Work
subject-reading = Reading
subject-maths = Math
subject-reentry = Going home
subject-health = Health
subject-computers = Computers
subject-law = Law

kind-reading = Reading
kind-slides = Slides
kind-video = Video
kind-audio = Audio
kind-document = Document
kind-quiz = Quiz
kind-assignment = Assignment
kind-form = Form
kind-directory = Directory
kind-code = Programming
kind-unknown = Other
state-locked = not open yet
state-new = not begun
state-begun = begun
state-done = done
course-locked = This course opens later.
lesson-optional = optional
score-of-lesson = Score { $percent }%
time-spent = { $time } spent
last-open = last open { $day }
what-you-will-do = What you will be able to do
made-by = Made by { $names }
source-line = { $title }. { $place }. Checked { $day }.
see-certificate = See the certificate
certificate-open = Certificate not earned yet
certificate-is-provisional = Provisional: recorded here, not yet confirmed by the office
certificate-is-official = Official: signed by the records office
certificate-is-revoked = Taken back by the records office

well-done = Well done, { $name }
save-certificate = Save as PDF
what-happens-next = What happens next
next-provisional = Staff carry your results to the records office. The office signs your official certificate and sends it back to this computer. You do not need to do anything.
next-official = This certificate is yours, also after you leave. Anybody can check that it is real, without asking us.
next-revoked = The records office has taken this certificate back. Ask staff why.

record-is-empty = Your record begins with your first lesson.
record-is-empty-mend = The time you learn, your courses and your certificates will be listed here.
time-by-week = Hours by week
time-in-all = { $time } in all
my-certificates = My certificates
my-courses = My courses

help-lead = You can do nothing wrong here. Try things out.
help-saved-title = Everything is saved by itself
help-saved = When the top bar says “Saved”, it is on the disk, even if the power goes off. You go on where you stopped.
help-time-title = How time is counted
help-time = Time counts while you read, watch or answer. It stops when you pause, when the screen is locked, and when nobody has touched anything for a few minutes.
help-lock-title = When you are called away
help-lock = Press “Lock”. Your PIN brings you back to the same place. The screen also locks by itself.
help-text-size-title = Larger text and other colors
help-text-size = Press the large A in the top bar for larger text. Press your name for other colors and languages. Foothold remembers.
help-certificate-title = Certificates
help-certificate = When a course is finished you get a provisional certificate at once. The records office checks it and sends the official one.
help-trouble-title = When something does not work
help-trouble = The screen says what happened and what to do. Your progress is safe. If it happens again, tell staff.
help-staff-see = What staff can see
help-staff-do-not-see = What staff cannot see
help-see-name = Your name and your number
help-see-courses = Which lessons you opened and finished
help-see-time = How long you learned, by day
help-see-scores = Your quiz scores and certificates
help-see-answers = What you write as an answer for your teacher to mark
help-see-notes = Your notes: staff look through them before they go to the records office
help-hide-pin = Your PIN
help-hide-screen = Your screen: Foothold shows it to no other computer
help-hide-search = What you search for in the library
help-hide-notes = Your notes: they stay on this computer
help-hide-journal = Your journal: it never leaves this computer
help-hide-journal-but = Your journal, but for the pages that you put into your release packet
help-leaves = What leaves this computer is sealed for the records office. Staff see the list before it leaves.
help-keys = With the keyboard
key-tab = Tab
help-key-tab = goes to the next thing you can press; with Shift, back
key-enter = Enter or Space
help-key-enter = presses it
key-escape = Escape
help-key-escape = closes what is open
key-size = Ctrl and +
help-key-size = makes the text larger; Ctrl and − makes it smaller

try-out-pins = In this try-out Sam’s PIN is 246801, Lucía’s is 135790.
try-out-staff = In this try-out: Alex Morgan, with the passphrase “try foothold today”.
home-marked = Your teacher has marked your work in “{ $title }”.
home-marked-see = See it
