# The staff desk.
desk-today = Today
desk-people = People
desk-courses = Courses
desk-carry-in = Carry in
desk-carry-out = Carry out
desk-station = This computer

today-unsent = { $count ->
    [one] { $count } entry has not reached the records office yet.
   *[other] { $count } entries have not reached the records office yet.
 }
today-all-well = Nothing needs your attention.
today-no-courses = There are no courses here yet. Carry some in from a stick.
today-no-people = Nobody is on the list yet. Add the first person.
today-learned = Learned today
today-sum = { $learned } of { $people } people, { $time } in all

people-add = Add a person
people-add-do = Add
people-search = Search by name or number
people-name = Name
people-number = Number
people-number-why = The facility’s own number
people-birth-year = Year of birth
people-reads = Reads in
people-in-all = Time in all
people-never = not yet
people-archived = { $name } (put away)
people-new-pin = New one-time PIN
people-archive = Take off the list
people-put-back = Put back on the list
people-no-courses = No course begun yet.
column-name = Name
column-number = Number
column-last = Last learned
column-week = This week
column-done = Finished
column-certificates = Certificates

pin-given = One-time PIN for { $name }
pin-given-why = Copy it now and give it to this person only. It is shown once and kept nowhere. With it they sign in and choose their own.
pin-given-done = I have copied it
ask-pin = Give { $name } a new PIN?
ask-pin-why = The PIN they have now no longer opens their place. Nothing they did is lost.
ask-pin-yes = Give a new PIN
ask-archive = Take { $name } off the sign-in list?
ask-archive-why = They can no longer sign in. Everything they did is kept, and you can put them back at any time.
ask-archive-yes = Take off the list
ask-put-back = Put { $name } back on the list?
ask-put-back-why = They can sign in again with the PIN they had.
ask-put-back-yes = Put back

courses-since = here since { $day }
courses-current = in use
courses-kept = kept, not in use
courses-remove = Remove { $name }
ask-remove = Remove { $name }?
ask-remove-why = Its courses leave the library. What people did in them is kept, and counts again when the pack is carried in again.

station-confirmed = The records office has confirmed this computer.
station-unconfirmed = The records office has not confirmed this computer yet. Read it the fingerprint above.
station-free = Free space
station-events = Entries in the log
station-unsent = Not at the office yet
station-documents = Documents held
station-versions = root { $root }, approved packs { $catalogue }, rules { $policy }
station-signed = Newest of them made
station-program = Foothold version
station-backup = Backup
station-backup-why = A copy of everything people did here, to put this computer back together. Keep it locked away.
station-backup-to = Write a backup to { $name }
station-staff = Staff
staff-add = Add staff
staff-add-who = Administrators can add staff.
staff-their-name = Name they sign in with
staff-administrator = Administrator
staff-educator = Educator
staff-gone = no longer signs in
staff-administrator-may = Administrator: may add staff, change settings and make backups
passphrase-again = The same once more
passphrase-short = At least { $least } characters. Four or five words are easy to remember.
passphrase-differ = The two are not the same yet.
station-backup-put-in = Put a stick in to write a backup to it. This page sees it by itself.
pin-given-save = Save as PDF
pin-slip-title = Your one-time PIN
pin-slip-code = PIN
pin-slip-how = Choose your name on this computer, then type this PIN. You choose your own PIN right after.
pin-slip-once = It works until you have chosen your own. Keep it to yourself; if somebody else saw it, ask staff for a new one.
people-certificate-official = Official, { $day }
people-certificate-provisional = Provisional, { $day }
people-certificate-save = Save “{ $title }” as PDF
action-save-pdf = Save as PDF
paper-put-in = The PDF is written to a stick. This page sees it by itself, in a few seconds.
paper-saving = Writing to the stick, reading back and comparing
paper-saved = { $name } is on the stick.
today-export-again = Carry out again, and carry in the office’s receipt.
today-never-exported = Nothing was carried out yet. Put in a stick and choose “Carry out”.
today-damaged = { $files ->
    [0] “{ $title }” is damaged on this computer and cannot be opened.
    [one] “{ $title }” is damaged on this computer: { $files } file of it does not read as it should.
   *[other] “{ $title }” is damaged on this computer: { $files } files of it do not read as they should.
 }
today-damaged-mend = Carry the same pack in again from a stick: that mends it. Nobody’s progress is lost. If it happens again, ask a technician to look at the disk.
today-stale = The newest notice from the agency was made { $days } days ago.
today-stale-mend = Learning goes on. Ask the records office for a newer notice, and carry it in: it may approve new packs or withdraw one.
today-no-backup = There was no backup for { $days } days.
today-no-backup-mend = Write one to a stick, and keep it locked away.
today-dates = With the office
today-exported = Last carried out
today-receipt = Last receipt
today-backup = Last backup
today-catalogue = List of approved packs
today-policy = Rules
today-not-yet = not yet
today-none-yet = none yet
today-made = made { $day } ({ $days ->
    [0] today
    [one] { $days } day ago
   *[other] { $days } days ago
 })
station-look = How this screen looks
today-on-its-way = A file was carried out in the last days. When the office’s receipt comes, carry it in.

# Goals that a mentor signs off
people-goals = Goals to sign off
people-goal-open = Not reached yet
people-goal-waits = The learner says this is done
people-goal-sign = Sign off
ask-goal = Sign off this goal?
ask-goal-why = “{ $name }”. It then counts as reached, and it cannot be taken back.
ask-goal-yes = Sign off

people-exams = Exams to open
exam-closed = Not open
exam-no-try = All tries are used
exam-under-way = Under way now
exam-open-until = Open until { $when }, for one try
exam-two-hours = Open for 2 hours
exam-one-day = Open for a day
exam-one-week = Open for a week
exam-open-named = { $time }: { $title }
ask-exam = Open “{ $name }”?
ask-exam-why = They may begin it once in that time. Then it closes again by itself.
ask-exam-yes = Open it
exam-close = Close it again
exam-for-many = Open an exam
exam-for = { $count ->
    [one] Open an exam for { $name }
   *[other] Open an exam for { $count } people
}
exam-for-why = Each may begin it once in that time. Who has passed it, or is in the middle of it, is left out.
exam-which = Which exam
exam-how-long = How long it stays open
exam-for-yes = { $count ->
    [one] Open it for 1 person
   *[other] Open it for { $count } people
}
exam-opened = { $count ->
    [0] It was opened for nobody: all have passed it or are in the middle of it.
    [one] The exam is open for 1 person.
   *[other] The exam is open for { $count } people.
}
exam-closed-again = { $count ->
    [one] The exam is closed again for 1 person.
   *[other] The exam is closed again for { $count } people.
}
group-exam = Open an exam for “{ $name }”

mark-title = { $count ->
    [one] 1 answer to mark
   *[other] { $count } answers to mark
}
mark-of-person = Answers that staff mark
mark-waits-since = Handed in on { $day }
mark-is = Marked: { $points } of { $max ->
    [one] 1 point
   *[other] { $max } points
}
mark-you-wrote = You wrote: { $text }
mark-do = Read and mark
mark-change = Change the mark
mark-do-named = { $action }: { $name }, { $what }
mark-handed-in = Handed in on { $when }
mark-question = The question
mark-answer = The answer
mark-answer-empty = The answer is empty.
mark-points = Points
mark-points-of = { $what } (0 to { $max })
mark-chip = { $points } for: { $what }
mark-sum = { $points } of { $max ->
    [one] 1 point
   *[other] { $max } points
}
mark-sum-open = Choose the points, { $max } at most.
mark-comment = A few words to the learner, if you like
mark-save = Save the mark
