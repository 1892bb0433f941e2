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
kept-not-here = This lesson is not on this computer now.

reading-ruler = Reading ruler
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

record-next = How far to the next certificate
record-next-missing = Still to do:
record-go-on = Go on with { $course }
record-credit = Credit
record-credit-given = Given by staff or the office
record-credit-advised = What my finished courses are recommended to count for
record-credit-advised-why = A school or an office decides whether it counts there.
record-outside = Earned elsewhere
record-outside-line = { $issuer }, { $day }
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
