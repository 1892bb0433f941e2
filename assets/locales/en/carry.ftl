# Carry in and carry out.
carry-step-put-in = Put in the stick
carry-step-look = Look at what is on it
carry-step-in = Carry it in
carry-step-out = Take it out
carry-step-stick = Choose the stick
carry-step-leaves = What leaves
carry-step-seal = Seal and write
carry-put-in = Put the stick in now
carry-which-stick = Which stick?
carry-in-why = Courses, notices and receipts from the office come on a stick. This page sees it by itself, in a few seconds.
carry-out-why = The sealed file for the office is written to a stick. This page sees it by itself, in a few seconds.
carry-other-stick = Another stick
carry-free = { $size } free
carry-found = { $count ->
    [0] nothing for Foothold on it
    [one] { $count } thing for Foothold
   *[other] { $count } things for Foothold
 }
carry-nothing = There is nothing for Foothold on this stick.
carry-nothing-mend = Course packs end in .fpack. Check that it is the right stick.
carry-in-do = { $count ->
    [0] Carry in
    [one] Carry in { $count } thing
   *[other] Carry in { $count } things
 }
carry-in-more = Carry in more
carry-then = Then: { $name }
carry-use-older = Use the older version: { $name }
carry-version = version { $version }
carry-notice = Notice from the agency
carry-record = People from the records office
carry-receipt = Receipt from the records office
carry-kit = Station kit
standing-new = New here.
standing-newer = Newer than the one here. It takes its place; progress is kept.
standing-here = Already here. There is nothing to do.
standing-older = Older than the one here. Leave it, unless the office asked for it.
standing-refused = This cannot be carried in:
standing-record = Brings somebody who learned elsewhere, or the office’s list of people.
standing-receipt = Says what the office holds, and brings official certificates.
standing-notice = The newest list of approved packs, and the rules.
standing-kit = For setting up a new computer. There is nothing to do with it here.
standing-unreadable = Nothing in this file can be read.
carry-safe = You can take the stick out now.
carry-safe-why = This is what was done:
carry-pack-ready = { $name } is ready to learn.
carry-taken = { $name }: taken in.
carry-courses-here = Courses: { $names }.
carry-lessons-added = New lessons: { $names }.
carry-lessons-changed = Changed lessons: { $names }.
carry-lessons-removed = Lessons no longer in it: { $names }.
carry-notice-now = Approved packs are now at version { $catalogue }, the rules at version { $policy }.
carry-people-added = Added: { $names }.
carry-people-records = Here with all they did elsewhere: { $names }.
carry-people-changed = Changed by the office: { $names }.
carry-people-kept = Left as staff here wrote it later: { $names }.
carry-people-away = Not let in, for staff or the office put them away or sent them elsewhere: { $names }.
carry-people-pin = On the People page, give a PIN to: { $names }.
carry-people-more = and { $count } more
carry-people-none = All of it was here already.
carry-receipt-now = The office holds { $held } entries of this computer; { $unsent } are still here only. { $certificates ->
    [0] No certificate came with it.
    [one] { $certificates } official certificate came with it.
   *[other] { $certificates } official certificates came with it.
 }
carry-confirmed = This computer is now confirmed.
carry-speed = { $size } a second
carry-seconds-left = { $seconds ->
    [one] { $seconds } second left
   *[other] { $seconds } seconds left
 }
stage-checking = Looking at signatures and approval
stage-copying = Copying and checking
stage-settling = Making sure that it is on the disk
stage-gathering = Gathering what leaves
stage-sealing = Sealing for the office
stage-writing = Writing to the stick
stage-comparing = Reading back and comparing
stage-waiting = The stick is out. Put it back in: it goes on by itself.
stage-preparing = Getting ready
carry-sealing = Carrying out
carry-out-do = Save the file to the stick
carry-out-done = The sealed file is on it, was read back and compared. Print the slip and send both to the records office.
carry-save-slip = Save the slip
carry-nothing-leaves = There is nothing to carry out: the office holds everything.
carry-people-told = People it tells of
carry-about-size = At most
carry-withheld = { $count ->
    [one] The text of { $count } entry stays here, as the rules say.
   *[other] The text of { $count } entries stays here, as the rules say.
 }
carry-only-office = Only the records office can open the file. PINs never leave this computer.
carry-about-whom = What it says, and about whom
carry-the-station = This computer
carry-kind-count = { $what }: { $count }
carry-texts = Texts that people wrote

# What an entry of the log is, for who sees what leaves.
entry-epoch-started = Log begun
entry-station-configured = Settings of the computer
entry-station-damage = Damage found
entry-clock-jumped = Clock jumped
entry-clock-set = Clock set
entry-trust-updated = Notice taken in
entry-pack-imported = Pack carried in
entry-pack-activated = Pack put to use
entry-pack-removed = Pack removed
entry-pack-withdrawn = Pack withdrawn
entry-export-started = Carrying out begun
entry-export-finished = Carried out
entry-receipt-taken = Receipt taken in
entry-record-taken = Record of somebody taken in
entry-roster-taken = List of people taken in
entry-staff-added = Staff added
entry-staff-changed = Staff changed
entry-auth-method-set = PIN or passphrase set (not the PIN itself)
entry-auth-delayed = Wrong PIN several times
entry-backup-made = Backup made
entry-learner-added = Person added: name, number, year of birth
entry-learner-changed = Name or number changed
entry-learner-merged = Two entries of one person joined
entry-learner-unmerged = Joined entries taken apart
entry-learner-status = Where the person is
entry-group-set = Group
entry-enrolment-set = Enrolled in a course
entry-enrolment-moved = Moved to a newer edition
entry-session-started = Signed in
entry-session-ended = Signed out
entry-lesson-opened = Lessons opened
entry-lesson-span = Time in lessons
entry-lesson-signed-off = Lesson signed off
entry-quiz-opened = Quiz opened for another try
entry-quiz-started = Quizzes begun
entry-quiz-hinted = Hints shown
entry-quiz-answered = Answers to questions
entry-quiz-finished = Quizzes handed in, with score
entry-quiz-voided = Quiz set aside
entry-quiz-marked = Answers marked by staff
entry-quiz-commented = What staff wrote about answers
entry-assignment-submitted = Work handed in
entry-assignment-marked = Work marked
entry-code-run = Programs run
entry-form-saved = Forms filled in
entry-note-saved = Notes
entry-highlight-set = Highlights
entry-bookmark-set = Bookmarks
entry-packet-chosen = Pages and notes for the packet
entry-journal-saved = Journal
entry-goal-set = Goals
entry-goal-signed-off = Goals signed off
entry-card-reviewed = Cards reviewed
entry-shortlist-set = Shortlist
entry-preference-set = Language and look
entry-certificate-provisional = Certificates earned
entry-certificate-official = Official certificates
entry-certificate-revoked = Certificates taken back
entry-certificate-saved = Certificates saved or printed
carry-try-out = This is a try-out: nothing can be carried out of it.
carry-try-out-mend = You can look at what would leave a real computer. To carry out for real, start Foothold with a new folder and set it up from a kit.
standing-mends = Here, but damaged. Carrying it in again mends it; nobody’s progress is lost.
