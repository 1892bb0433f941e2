# Words on paper: certificates, the slip that goes with a stick, the page of a kit, a recovery code.
certificate-heading = Certificate of completion
certificate-certifies = This is to certify that
certificate-completed = has completed
certificate-provisional = Provisional
certificate-provisional-note = Recorded at the place of study. The records office confirms it with an official certificate.
certificate-official = Official
certificate-official-note = Signed by the records office. Anyone can check its file, without asking us.
certificate-hours = Hours of study
certificate-score = Score
certificate-day = Date
certificate-credit = Counts for
certificate-outcomes = What this person can do
certificate-issuer = Issued by
certificate-number = Number
certificate-check = Scan the code, or open the check page with this file.
certificate-key = Signing key { $key }
certificate-contact = Questions: { $contact }
certificate-attached = The same certificate for computer programs, signed

slip-title = Slip for a sealed file
slip-intro = This slip goes with the stick. It says what the sealed file is; it names no person. Only the records office can open the file.
slip-file = File
slip-size = Size
slip-sha = SHA-256 of the file
slip-facility = Facility
slip-station = Computer
slip-station-code = Computer’s fingerprint
slip-for = Sealed for
slip-made = Made
slip-events = Entries in it
slip-carried = Carried by, date
slip-received = Received by, date
slip-lost = If this stick is lost, carry out again: the same entries go once more, and count once.

kit-title = Set up a computer
kit-intro = Send this page apart from the stick with the kit. Whoever sets the computer up types the code below, and checks that the screen names this facility.
kit-office = Office
kit-facility = Facility
kit-made = Made
kit-code = Code to type
kit-steps = What to do
kit-step-1 = Put the stick in and start Foothold. Choose “Set up from a kit”.
kit-step-2 = Type the code. If it does not match, stop and call the office.
kit-step-3 = Check the facility on the screen, then make the first administrator’s passphrase.
kit-step-4 = Print the recovery code and lock it away.

recovery-title = Recovery code
recovery-intro = This code opens this computer’s keys if every administrator’s passphrase is lost. Lock it away; it is shown once.
recovery-code = Recovery code
recovery-station = Computer
recovery-made = Made

# What a course counts for, on certificates.
credit-seat-hours = { $amount } class hours
credit-academic = { $amount } academic credits
credit-ceu = { $amount } CEU
credit-earned-time = { $amount } days of earned time
credit-outside = { $amount } credits elsewhere

# Transcripts.
page-number = Page { $page } of { $of }
transcript-title = Record of learning
transcript-name = Name
transcript-number = Number
transcript-birth-year = Year of birth
transcript-earlier = Earlier numbers and names
transcript-hours = Hours of study, all told
transcript-hours-waiting = Hours that wait for a decision
transcript-made = Made on
transcript-nothing = Nothing on record.
transcript-courses = Courses
transcript-course = Course
transcript-from = First day
transcript-to = Last day
transcript-lessons = Lessons
transcript-score = Score
transcript-hours-short = Hours
transcript-done = All done
transcript-months = Hours of study by month
transcript-month = Month
transcript-month-of = { $month } { $year }
transcript-hours-bar = Beside the fullest month
transcript-certificates = Certificates
transcript-certificate = Certificate
transcript-certificate-number = Number
transcript-day = Date
transcript-state = State
transcript-in-force = In force
transcript-taken-back = Taken back on { $day }: { $reason }
transcript-dated-by-office = (dated by the office)
transcript-levels = Levels
transcript-programme = Program
transcript-level = Level
transcript-courses-done = Courses done
transcript-reached = Reached
transcript-not-reached = Not reached
transcript-credits = Credit
transcript-credit = Credit
transcript-basis = On what ground
transcript-who = Given by
transcript-recommended = Recommended by the course
transcript-entered = Written down
transcript-outside = Earned elsewhere
transcript-instructor = Certified by instructors
transcript-earned = What
transcript-issuer = Given by
transcript-evidence = What was seen
transcript-entered-by = Written down by
transcript-by = { $who }, { $day }
transcript-statement = This is a true copy of what the office’s records say about { $name }.
transcript-sign-name = Name and signature
transcript-sign-title = Title, date
transcript-check-title = How to check this record
transcript-check = Each certificate listed here has a signed file and a paper with a code. Anyone can check those without asking the office: open the office’s check page in a web browser and scan the code or choose the file. If a signed record came attached to this document, choose this document itself on the check page. All else here rests on the office’s log; ask the office.
transcript-foot = { $name }, made on { $day }
transcript-attached = The certificates of this record, signed, for computer programs

# The packet that somebody takes along.
packet-title = Release packet
packet-lead = This packet belongs to { $name }. It holds what they earned and what they chose to take along.
packet-contents = In this packet
packet-certificates = { $count ->
    [0] No official certificate yet
    [one] { $count } official certificate
   *[other] { $count } official certificates
 }
packet-transcript = The record of learning: courses, hours, credit
packet-own = Their own: { $forms ->
    [one] { $forms } form
   *[other] { $forms } forms
 }, { $entries ->
    [one] { $entries } journal entry
   *[other] { $entries } journal entries
 }
packet-check = Open check.html from the ZIP file in any web browser; it needs no internet. Choose this document, or a certificate’s file, or scan the code on a certificate. The page says whether it is valid.
packet-own-title = My own pages
packet-own-lead = These pages were written by the person and put into the packet by their own choice. The office has not checked them.
packet-entry = Chosen on { $day }
