# The window of the records office.
office-files = Open files
office-people = People
office-certificates = Certificates
office-stations = Stations
office-keys = Keys and packs
office-records = Records
office-leave = Lock the desk
office-unlock = Unlock the keys
office-keys-locked = Keys are locked
office-unlock-why = This needs the keys of the office. They are locked with a passphrase.
office-passphrase = Passphrase of the keys
office-passphrase-again = The same passphrase again
office-opening-keys = Opening the keys…
office-your-name = Your name, as it will stand beside what you do
office-left = The desk locked by itself: nobody was at it for { $minutes } minutes.
office-enter = Open the desk
office-look-only = Look without the keys
office-look-only-why = You can see people, certificates and stations. Opening files and deciding need the keys.
office-working = Working…
office-close = Close
office-reason = Why?
office-reason-kept = Your reason and your name are kept with the decision.
office-and-more = and { $count } more

# A new office.
office-make = Set up the records office
office-make-why = This takes one step. It makes the keys, an empty registry and the first rules for your stations.
office-make-folder = Everything will be in { $folder }
office-make-who = Who you are
office-make-papers = Dates and certificates
office-make-passphrase = One passphrase for all keys
office-make-do = Set up the office
office-making = Making the keys. This takes some seconds…
office-made = The office is set up.
office-made-next = Next: make a copy of the keys and lock it away from this computer. Then make a kit for each place under “Keys and packs”.
office-code = Code of the office
office-code-why = It is printed on the page that travels apart from a kit. Whoever sets a station up types it.
office-agency = Agency
office-name = Name of the office
office-facilities = Places you serve, one a line
office-facilities-short = Places you serve
office-facilities-why = For example: North Facility. You can add more later.
office-zone = Time zone
office-zone-eastern = Eastern
office-zone-central = Central
office-zone-mountain = Mountain
office-zone-arizona = Arizona
office-zone-pacific = Pacific
office-zone-alaska = Alaska
office-zone-hawaii = Hawaii
office-zone-puerto-rico = Puerto Rico
office-unnamed = Leave the office’s name off certificates
office-unnamed-why = For places that must not be told to an employer.
office-passphrase-why = At least 15 characters. Four or more words are easy to keep. Nobody can open the keys without it.
office-missing-names = Still needed: the agency and the name of the office.
office-missing-facility = Still needed: at least one place.
office-missing-passphrase = Still needed: a passphrase of at least 15 characters.
office-missing-again = The two passphrases are not the same yet.

# Folders and sticks.
office-pick-files = Which files?
office-pick-notice = Where shall the notice go?
office-pick-certificate = Where shall the certificate go?
office-pick-packet = Where shall the packet go?
office-pick-pack = Which course pack?
office-pick-backup = Where shall the copy go?
office-pick-back = Which notice or kit?
office-pick-restore = Which copy of the records?
office-pick-this = Use this folder
office-pick-places = Sticks and places
office-pick-up = One folder up
office-pick-begin = Where do you want to look?
office-pick-empty = There is nothing to choose in this folder.
office-stick-files = { $count ->
    [0] no sealed file on it
    [one] { $count } sealed file on it
   *[other] { $count } sealed files on it
 }
office-open-stick = Open { $name }
office-notice-stick = Copy the notice to { $name }
office-no-stick = No stick is in. A stick shows here by itself, in a few seconds.
office-sticks = Sticks

# Opening files.
office-step-choose = Choose the files
office-step-look = Look at the plan
office-step-merge = Merge
office-step-back = Send the answer back
office-drop = Drop sealed files or folders here
office-drop-why = Or put the stick in, or look for a folder. Nothing is changed until you say so.
office-look-in-folder = Look in a folder
office-reading = Reading the files
office-files-opening = Opening the seals and checking signatures
office-files-counting = Counting certificates
office-files-merging = Writing to the registry
office-files-issuing = Issuing certificates and writing receipts
office-files-copying = Writing to the stick and reading back
office-work-files = { $files } files
office-work-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
 }
office-merging = Merging
office-merging-why = It is done whole or not at all. If you cancel now, nothing is changed and the plan stays.
office-merging-ends = What is written stays. This ends by itself.
office-plan-sum = { $files ->
    [0] No file can be merged
    [one] { $files } file of { $stations ->
        [one] one station
       *[other] { $stations } stations
     }
   *[other] { $files } files of { $stations ->
        [one] one station
       *[other] { $stations } stations
     }
 }
office-plan-new = { $count ->
    [0] no new entry
    [one] { $count } new entry
   *[other] { $count } new entries
 }
office-plan-known = { $count } known
office-plan-filled = { $count ->
    [one] { $count } text filled in
   *[other] { $count } texts filled in
 }
office-plan-apart = { $count } kept apart
office-plan-certificates = { $count ->
    [one] { $count } certificate would be issued
   *[other] { $count } certificates would be issued
 }
office-plan-not-borne-out = { $count ->
    [one] { $count } certificate was recorded, but the record here does not bear it out
   *[other] { $count } certificates were recorded, but the record here does not bear them out
 }
office-plan-waiting = { $count ->
    [one] { $count } certificate waits for a decision about a station
   *[other] { $count } certificates wait for a decision about a station
 }
office-plan-unknown = { $count ->
    [one] { $count } certificate is of a course that is not approved here
   *[other] { $count } certificates are of courses that are not approved here
 }
office-plan-nothing-yet = Nothing has been changed yet.
office-plan-drop = Put the plan away
office-plan-clean = Nothing special.
office-plan-made = Newest file made
office-plan-files = Files
office-plan-missing = { $count ->
    [one] one run; the next receipt asks for it
   *[other] { $count } runs; the next receipt asks for them
 }
office-plan-refused = { $count ->
    [one] One file cannot be merged
   *[other] { $count } files cannot be merged
 }
office-merge-do = Merge
office-column-station = Station
office-column-facility = Place
office-column-new = New
office-column-known = Known
office-column-missing = Missing
office-column-forked = Forked
office-column-apart = Kept apart
office-column-state = State
office-column-status = Status
office-column-heard = Last heard
office-column-title = For
office-column-dated = Date
office-column-issued = Issued
office-state-asking = Not confirmed
office-state-confirmed = Confirmed
office-state-retired = Retired
office-fingerprint = Code of the station

# After a merge.
office-merged = Merged. Everything is in the registry.
office-merged-new = { $count ->
    [one] new entry
   *[other] new entries
 }
office-merged-known = { $count ->
    [one] entry was here already
   *[other] entries were here already
 }
office-merged-filled = { $count ->
    [one] text filled in
   *[other] texts filled in
 }
office-merged-apart = kept apart
office-merged-released = { $count ->
    [one] entry counts now
   *[other] entries count now
 }
office-merged-trouble = The merge is done all the same. What is still to do is done the next time, or under “Certificates”.
office-confirm-title = A new station: { $station }
office-confirm-why = Call { $facility } and let them read the code from the screen of { $station }. Confirm it only if every letter is the same. Until then its entries are kept apart.
office-confirm-do = The codes are the same: confirm
office-confirm-named = Confirm { $station }
office-confirming = Confirming…
office-confirmed = { $station } is confirmed.
office-confirmed-counts = { $count ->
    [one] { $count } entry counts now.
   *[other] { $count } entries count now.
 }
office-issued = { $count ->
    [0] No certificate was due.
    [one] { $count } certificate was issued.
   *[other] { $count } certificates were issued.
 }
office-wait-fork = { $count ->
    [one] { $count } certificate waits, because the station’s log divides.
   *[other] { $count } certificates wait, because a station’s log divides.
 }
office-wait-fork-mend = Look at the station under “Stations” and decide.
office-wait-count = { $count ->
    [one] { $count } certificate is not borne out by what the office holds.
   *[other] { $count } certificates are not borne out by what the office holds.
 }
office-wait-count-mend = Some entries may still be missing. The next files of the station bring them.
office-wait-course = Not approved here: { $courses }
office-wait-course-mend = Approve the course packs under “Keys and packs”. The certificates are issued then.
office-notice = The answer for the stations
office-notice-why = { $count ->
    [0] The newest rules and lists lie ready. No station is confirmed yet.
    [one] The newest rules and lists lie ready, with a receipt for { $count } station.
   *[other] The newest rules and lists lie ready, with receipts for { $count } stations.
 }
office-notice-folder = Copy the notice to a folder
office-notice-copying = Copying the notice
office-notice-copied = { $count ->
    [one] { $count } file is in { $folder }, read back and compared.
   *[other] { $count } files are in { $folder }, read back and compared.
 }
office-more-files = Open more files

# People.
office-people-search = Search by name or number
office-filter-all = All
office-filter-here = Learning here
office-filter-away = Elsewhere
office-people-shown = { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
office-people-of = { $count } of { $all } people
office-page = { $first } to { $last } of { $count }
office-page-before = Page before
office-page-next = Next page
office-people-none = Nobody is in the registry yet.
office-people-none-mend = People come with the first files of a confirmed station.
office-person-close = Close this person
office-status-active = Learning here
office-status-segregated = Here, apart
office-status-transferred = Moved
office-status-released = Released
office-status-returned = Came back
office-status-archived = Put away
office-numbers-before = Earlier numbers
office-names-before = Earlier names
office-since = Since
office-birth-year = Born
office-last-entry = Last entry
office-person-ids = { $count } records were joined into this person.
office-courses = Courses
office-person-hours = Hours, and what they are made of
office-courses-none = No course begun yet.
office-course-unknown = This course is not approved here
office-course-done = done
office-lessons = { $done } of { $all } lessons
office-hours = { $hours } hours
office-hours-held = { $hours } hours wait for a decision
office-score = { $percent }% right
office-certificates-none-yet = No official certificate yet.
office-decisions = Decisions
office-decided-one = { $day }: { $one } and { $other } are one person.
office-decided-two = { $day }: { $one } and { $other } are two people.
office-undo = Take this back
office-undo-why = Nothing was lost when they were joined. They can be parted again. A certificate that they have only together is taken back then, and each gets what they earned alone.
office-transfer = Send to another station
office-transfer-where = Where does { $name } go on?
office-transfer-title = Send { $name } to { $station }?
office-transfer-why = From today on { $name } learns at { $station }. The whole record is sealed to that station and travels with the next notice. Staff there give a new PIN.
office-transfer-do = Send
office-transferred = { $name } goes on at { $station }.
office-transferred-next = Carry the folder { $folder } there. In it: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
 } and { $certificates ->
    [one] { $certificates } certificate
   *[other] { $certificates } certificates
 }.
office-packet = Release packet
office-packet-title = Write the release packet of { $name }?
office-packet-why = It holds the certificates, the transcript, the signed record and a page that checks it. Of what the person wrote, it holds only what they chose. It is theirs: hand it over, and keep no other copy than you must.
office-packet-do = Choose where it goes
office-packet-made = The packet is in { $folder }.
office-packet-holds = In it: { $certificates ->
    [one] { $certificates } certificate
   *[other] { $certificates } certificates
 }, { $forms ->
    [one] { $forms } form
   *[other] { $forms } forms
 }, { $entries ->
    [one] { $entries } entry of the journal
   *[other] { $entries } entries of the journal
 }.
office-alike = { $count ->
    [one] Two records may be the same person.
   *[other] { $count } pairs of records may be the same person.
 }
office-alike-look = Look at them
office-alike-back = Back to everybody
office-alike-none = Nobody here looks like somebody else.
office-alike-pair = Pair { $at } of { $all }
office-alike-number = They have, or had, the same number.
office-alike-name = They have the same name and year of birth.
office-alike-next = Next pair
office-the-same = { $value } (the same)
office-one-do = They are one person
office-one-title = { $one } and { $other } are one person?
office-one-why = Hours, courses and certificates are counted together from now on, under { $one }. You can take this back.
office-two-do = Not the same person
office-two-title = { $one } and { $other } are two people?
office-two-why = They are counted apart, and are not shown as a pair again. A certificate that they have only together is taken back, and each gets what they earned alone.
office-now-one = They are one person now.
office-now-two = They are two people.
office-now-parted = { $count ->
    [one] { $count } certificate was taken back: neither has it alone, or it names the other one.
   *[other] { $count } certificates were taken back: neither has them alone, or they name the other one.
 }

# Certificates.
office-certificates-search = Search by name, course or number
office-certificates-shown = { $count ->
    [one] { $count } certificate
   *[other] { $count } certificates
 }
office-certificates-of = { $count } of { $all } certificates
office-certificates-none = No official certificate has been issued yet.
office-certificates-none-mend = They are issued when files are merged, or here.
office-certificates-fit = No certificate fits what you search for.
office-filter-revoked = Taken back
office-certificate-good = Good
office-certificate-revoked = Taken back
office-certificate-id = Its number
office-issue = Issue what is due
office-save-files = Save the files
office-saved = { $count ->
    [one] { $count } file saved in { $folder }.
   *[other] { $count } files saved in { $folder }.
 }
office-date-is-ours = The date is the day the office opened the file: the station’s clock was in doubt.
office-paper-missing = The paper of this certificate is not in its folder.
office-paper-damaged = The paper of this certificate cannot be shown.
office-paper-damaged-mend = Bring it back from a copy of the records.
office-revoke-do = Take this certificate back
office-revoke-title = Take back “{ $title }” of { $name }?
office-revoke-why = Whoever checks it from now on is told that it does not hold. This cannot be undone. The stations hear of it with the next notice.
office-revoked = The certificate is taken back.
office-revoked-next = Carry the next notice to the stations, and write the check page again.
office-revoked-on = Taken back on { $day }
office-revoked-of = Taken back: { $title }

# Stations.
office-stations-search = Search by name or place
office-stations-none = No station has sent a file yet.
office-stations-none-mend = Make a kit, set a station up with it, and open the first file it sends.
office-stations-fit = No station fits what you search for.
office-filter-waiting = Waiting for you
office-never = never
office-first-seen = First seen
office-document-newest = { $held }, the newest
office-document-behind = { $held }; the newest is { $newest }
office-document-untold = not told yet
office-document-told = Told of them on
office-station-counted = Entries that count
office-station-counts = { $station } counts now.
office-station-apart = { $count ->
    [one] { $count } entry is kept apart from now on.
   *[other] { $count } entries are kept apart from now on.
 }
office-station-name = New name of the station
office-rename = Rename
office-retire = Retire
office-retire-title = Retire { $station }?
office-retire-why = What counts now goes on counting, whichever side of its log it stands in. What waits for a decision goes on waiting. Whatever comes later from this computer is kept apart, until you let it count. A station that is retired stays retired.
office-retire-do = Retire this station
office-release = { $count ->
    [one] { $count } entry of this station is kept apart.
   *[other] { $count } entries of this station are kept apart.
 }
office-release-why = They came after the station was retired, or were kept apart then. They count for nothing until you let them.
office-release-do = Let what is kept apart count
office-release-title = Let what is kept apart of { $station } count?
office-release-decide = Ask the facility first why the old computer was used, and by whom. If it is real work of real people, let it count. The station stays retired: what comes later is kept apart again.
office-released = What was kept apart of { $station } counts now.
office-fork = { $count ->
    [one] The log of this station divides in one place.
   *[other] The log of this station divides in { $count } places.
 }
office-fork-why = That happens when a computer is set back to an older copy, or copied. Nothing is lost. Hours and certificates after it wait until you decide.
office-fork-branch = Side { $number }: begins with entry { $seq } of run { $run }, first seen { $day }
office-fork-do = Let all sides count
office-fork-title = Let all sides of { $station } count?
office-fork-decide = Ask the facility first whether the computer was set back or copied. If all sides are real work of real people, let them count. If one was made up, leave them as they are: hours and certificates of all sides go on waiting. Then retire the station, so that nothing more is taken from it.
office-merges = Files merged
office-merge-line = { $day }: { $file }, { $count ->
    [one] { $count } new entry
   *[other] { $count } new entries
 }
office-merge-line-by = { $day }, { $by }: { $file }, { $count ->
    [one] { $count } new entry
   *[other] { $count } new entries
 }
office-program = Program

# Keys, kits, packs.
office-key-list = The keys
office-key-here = here
office-key-away = not on this computer
office-key-bare = here, without a passphrase
office-key-root = Root key
office-key-root-does = Says who may do what. Needed seldom: lock it away.
office-key-publisher = Publisher key
office-key-publisher-does = Signs course packs.
office-key-approver = Approver key
office-key-approver-does = Signs the list of approved packs.
office-key-office = Office key
office-key-office-does = Signs kits, rules, stations and receipts.
office-key-issuer = Issuer key
office-key-issuer-does = Signs certificates. Lock a copy away.
office-key-sealing = Opening key
office-key-sealing-does = Opens the sealed files of stations.
office-key-recovery = Recovery key
office-key-recovery-does = Opens them if the opening key is lost. Keep it elsewhere.
office-root-version = Root, version
office-catalogue-version = List of packs, version
office-policy-version = Rules, version
office-signed = Newest signed
office-rules = The rules of stations
office-rules-why = They travel with the next notice.
office-rules-change = Change the rules
office-rules-look = Look at what changes
office-rules-sign = Sign these rules
office-rules-sign-why = Every station follows them once the next notice is there. What was recorded stays as it is.
office-rules-changed = { $was } → { $is }
office-rules-signed = The rules are now at version { $version }.
office-rule-minutes = { $rule }, in minutes
office-rule-minutes-wrong = Times are whole minutes, from 1 to { $count }.
office-rule-enrol = Learners may choose courses themselves
office-facility-add = Add a place
office-facility-why = Each place gets its own kit. The list of places is signed anew with the root key.
office-facility-names = New places, one a line
office-facility-code = The code of the office is another one then. Stations that are set up go on by themselves. Print the pages of kits again before you set up another one.
office-facility-do = Add and sign
office-facility-added = Added: { $names }
office-facility-next = The notice is written anew. Make the kits again, and print their pages: the code is another one.
office-rule-off = never
office-rule-lock = Screen locks after
office-rule-seat = Time stops counting after
office-rule-session = Longest sitting
office-rule-text = What learners write
office-rule-text-off = not kept
office-rule-text-local = stays on the station
office-rule-text-reviewed = leaves after staff saw it
office-rule-print = Learners may print
office-rule-save = Learners may save a PDF
office-rule-names = Names on the sign-in screen
office-rule-kiosk = Full screen only
office-kits = Kits
office-kits-why = A kit sets the stations of one place up. Print the page beside it and send it apart.
office-kit-do = Make the kit for { $facility }
office-kit-made = The kit is made.
office-kit-folder = Goes on the stick
office-kit-page = Print this, and send it apart
office-packs = Approved course packs
office-packs-why = Stations take in only what is on this list.
office-packs-none = No pack is approved yet.
office-packs-withdrawn = { $count ->
    [one] { $count } pack was withdrawn.
   *[other] { $count } packs were withdrawn.
 }
office-packs-signed = The list of packs is now at version { $version }.
office-packs-signed-next = The notice is written anew. Carry it to the stations.
office-keys-checking = Checking every byte of the pack
office-approve = Approve a pack
office-approving = Approving
office-withdraw = Withdraw
office-withdraw-named = Withdraw { $pack }
office-withdraw-title = Withdraw { $pack }?
office-withdraw-why = Stations stop playing it with the next notice. What people did in it is kept.

# Records.
office-backup = A copy of the records
office-backup-why = Registry, documents and certificates, checked after copying. The keys are not in it.
office-backup-do = Make a copy
office-backup-working = Copying and checking…
office-backup-done = A checked copy is in { $folder }.
office-backup-keys = Keep copies of the keys in another place.
office-restore = Bring records back from a copy
office-restore-why = To bring a copy back, start this desk with an empty folder. It asks then.
office-back = Documents from after the copy
office-back-why = Was this office brought back from a copy? Then what it signed after the copy is not here: packs approved, rules, places, certificates taken back. A stick with the newest notice still has it.
office-back-where = Choose the stick, its folder “notice”, or a kit. Only what this office signed is taken.
office-back-do = Bring documents back
office-back-working = Checking the documents…
office-back-done = The documents are back. Now in use: root { $root }, catalog { $catalogue }, policy { $policy }.
office-back-next = Some packs may not be known here. Approve them once more, so that their certificates can be issued. Then copy the notice to the sticks.
office-back-old = Nothing there is newer than what is here. In use: root { $root }, catalog { $catalogue }, policy { $policy }.
office-back-other = If you have another stick that took a later notice, try that one.
office-back-incomplete = Choose a stick that took the newest notice, its folder “notice”, or a kit.
office-back-altered = Try another stick that took the newest notice, or a kit.
office-back-conflicting = Since the copy, something else was signed here under the same number. Decide again what is missing.
office-back-other-office = Choose a notice or kit of this office.
office-look = How this window looks
office-about = This office

# Reports.
office-reports = Reports
office-report-counting = Counting
office-report-from = From month
office-report-to = To month
office-report-save = Save as CSV and PDF
office-report-names-people = It names people: keep it safe.
office-pick-report = Where shall the report go?
office-by-facility = By place
office-by-course = By course
office-by-programme = By program
office-by-partner = By partner
office-by-month = By month
office-report-question = Question
office-report-question-named = Question: { $title }. Choose another
office-report-back = Back to: { $title }
office-report-group = Rows
office-report-narrow = Only
office-report-month-wrong = Write a month like 2026-01.
office-report-month-order = The first month is after the last one.
office-report-days = Days without news
office-report-whose = Whose hours do you want to look into?
office-report-row = Press a row to see what its hours are made of.
office-report-columns = { $count ->
    [one] { $count } more column is in the files you save.
   *[other] { $count } more columns are in the files you save.
 }
office-report-nothing = Nothing fits what you asked for.

# Choosing out of a list.
office-choose-search = Search this list
office-choose-none = Nothing here fits.
office-choose-more = and { $count } more: search for them
office-choose-facility = Which place?
office-choose-course = Which course?
office-choose-programme = Which program?
office-choose-person = Which person?
office-narrow-facility = Place: { $value }
office-narrow-course = Course: { $value }
office-narrow-programme = Program: { $value }
office-narrow-person = Person: { $value }
office-narrow-all = all
office-narrow-everybody = everybody
office-narrow-any = All of them
office-narrow-anybody = Everybody
office-narrow-clear = Show everything again
