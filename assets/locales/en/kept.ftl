# What a learner keeps: notes, places, marked words, the journal, a course's words; credit and credentials.
keep-bring-back = Bring it back
place-kept = My notes and bookmarks
place-journal = My journal

keep-place = Keep this place
keep-place-kept = Place kept
keep-open = Notes
keep-close = Close the notes
keep-notes = My notes
keep-words = Words
keep-note-at = My note: { $place }
keep-done = Done
keep-delete = Delete this note
keep-local = This note stays on this computer. It does not go to the records office.
keep-reviewed = Staff can read this note.
keep-reviewed-why = It goes to the records office with your results. Write only what others may read.
keep-off = The rules of this place leave no room for notes on this computer. You can still keep places and mark words.
keep-not-saved = Not saved yet
keep-trouble = Could not be saved yet. It is tried again by itself.
keep-cut = Not all of what you pasted fits. The end was left out.
keep-left = { $count ->
    [one] Room for { $count } more letter
   *[other] Room for { $count } more letters
 }
keep-taken-away = Taken away.
keep-sure = Take this away for good?
keep-sure-why = The rules of this place leave no room for writing on this computer. What you take away now cannot come back.
keep-sure-yes = Take it away
keep-sure-no = Keep it
keep-in-lesson = Kept in this lesson
keep-nothing-yet = Nothing yet. Write a note, or press “Keep this place”.

kept-all = All
kept-notes = Notes
kept-places = Bookmarks
kept-marks = Marked words
kept-note = Note
kept-place = Bookmark
kept-mark = Marked
kept-name = { $what }, { $place }
kept-remove = Take away: { $name }
kept-page = page { $number }
kept-slide = slide { $number }
kept-slide-any = a slide
kept-question = question { $number }
kept-question-any = a question
kept-beginning = at the beginning
kept-in-text = in the text
kept-nothing = You have kept nothing yet.
kept-nothing-mend = In any lesson, press “Keep this place” or “Notes”. What you keep is listed here.
kept-none-of-these = Nothing of this kind yet.
kept-lesson-gone = A lesson that is not here now
kept-not-here = What you wrote there is kept. If you need the lesson, ask staff.
kept-locked = You cannot open this lesson yet. The course page says what comes first.
kept-marks-away = { $count ->
    [one] You marked words in it once.
   *[other] You marked words in it { $count } times.
}

reading-ruler = Reading ruler
reading-ruler-how = The ruler follows the mouse. With the keyboard: press Esc, then use the up and down arrows.
reading-marker = Marker pen
reading-marker-how = Draw over words to mark them. Press a mark to take it away. With the keyboard: Tab to a paragraph, then Enter.

glossary = Words of this course
glossary-of = Words that “{ $course }” explains
glossary-search = Find a word
glossary-nothing = No such word here.
course-words = { $count ->
    [one] { $count } word explained
   *[other] { $count } words explained
 }

journal-lead = A place for your own thoughts. It never goes out with your results, and the staff desk does not show it.
journal-where = It lies on this computer’s disk and in its backups, without a lock of its own. Somebody with full rights to this computer could read it there.
journal-packet = Only the pages that you put into your release packet go out.
journal-off = The rules of this place leave no room for a journal on this computer.
journal-today = today, { $day }
journal-entry = My entry: { $day }
journal-new = New entry
journal-entries = What I wrote
journal-open = { $day }: { $words }
journal-prompts = If you want a question to begin with:
journal-prompt-well = What went well today?
journal-prompt-learned = What did I learn that I can use?
journal-prompt-next = What do I want to do next?

place-packet = My release packet
my-packet-lead = When you leave, the records office can give you a packet. It holds your certificates, the record of what you learned, and those of your own pages that you choose here.
my-packet-who = Who reads it
my-packet-read = What you put in: staff who save the file for the office, and the records office. It is printed in your packet.
my-packet-unread = All other pages of your journal: they stay on this computer.
my-packet-back = You can take a page out again. If a file has left before that, the office may have read it. With the next file it is out of your packet.
my-packet-choose = My pages
my-packet-count = { $count ->
    [0] No page is in your packet.
    [one] { $count } page is in your packet.
   *[other] { $count } pages are in your packet.
 }
my-packet-note = Note in “{ $lesson }”
my-packet-note-gone = Note in a lesson that is not here now
my-packet-gone = A page that is in your packet only
my-packet-changed = You have changed this page since. Your packet holds the old words.
my-packet-again = Put in the new words
my-packet-again-named = Put in the new words: { $page }
my-packet-sure = Put this page into your packet?
my-packet-sure-why = These words leave this computer with the next file. Staff and the records office can read them.
my-packet-put = Put it in
my-packet-leave = Leave it out
my-packet-nothing = You have written no pages yet.
my-packet-nothing-mend = Write in your journal, or write notes in a lesson. Then choose here what you take along.

record-next = How far to the next certificate
record-next-shown = { $shown } of { $all } are here: those of the courses you opened last.
record-next-missing = Still to do:
record-go-on = Go on with { $course }
record-credit = Credit
record-credit-given = Given by staff or the office
record-credit-advised = What my finished courses are recommended to count for
record-credit-advised-why = A school or an office decides whether it counts there.
record-outside = Earned elsewhere
record-outside-line = { $issuer }, { $day }
record-outside-word = On the word of { $issuer }, { $day }
record-outside-known = How they know it: { $evidence }
record-vouched = Vouched for by instructors
record-outside-seen = Staff have seen: { $evidence }
record-week = week of { $day }: { $time }
record-no-time = no time
record-credit-seat-hours = { $amount } hours of learning
record-credit-academic = { $amount } school or college credits
record-credit-ceu = { $amount } continuing education units
record-credit-earned-time = { $amount } days of earned time
record-credit-outside = { $amount } from elsewhere
record-credit-other = { $amount }

credential-title = Credit and credentials
credential-none = Nothing yet.
credential-add = Add a credential
credential-add-why = Write down what was earned elsewhere. The learner sees it in their record.
credential-name = What was earned
credential-name-why = Such as: Welding, level 1
credential-issuer = Who gave it
credential-day = Day, year first
credential-day-why = 2026-11-01
credential-evidence = What you have seen
credential-evidence-why = Such as: the paper itself
credential-ground = What it rests on
credential-ground-paper = A paper from elsewhere
credential-ground-word = An instructor’s word
credential-word-name = What the person can do
credential-word-name-why = Such as: weld pipes, or teach others to
credential-word-issuer = Who vouches for it
credential-word-issuer-why = The instructor’s name and trade
credential-word-evidence = How they know it
credential-word-evidence-why = Such as: a year in the weld shop
credit-add = Give credit
credit-add-why = The learner sees it in their record. It goes to the records office with your name.
credit-kind = What kind
credit-amount = How much
credit-basis = On what ground
credit-kind-seat-hours = Hours of learning
credit-kind-academic = School or college
credit-kind-ceu = Continuing education
credit-kind-earned-time = Earned time
credit-kind-outside = From elsewhere
credential-write = Write it down
credential-sure = Is this right?
credential-sure-why = “{ $what }” will stand in the record of { $name }. A mistake can be taken back, but not deleted.
credential-take-back = Take back: { $what }
credential-take-back-why = It counts for nothing from now on. That it was written, and your reason, stay in the log.
credential-reason = Why is it taken back?
credential-take-back-do = Take it back
