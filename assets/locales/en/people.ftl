# People at the staff desk: the list, groups, assignments, lists out of spreadsheets; and what a learner is asked to do.
date-weekday = { $weekday }, { $month } { $day }
weekday-long-1 = Monday
weekday-long-2 = Tuesday
weekday-long-3 = Wednesday
weekday-long-4 = Thursday
weekday-long-5 = Friday
weekday-long-6 = Saturday
weekday-long-7 = Sunday

due-on = Due { $day }
due-today = Due today
due-tomorrow = Due tomorrow
due-past = { $days ->
    [one] It was due yesterday. There is still time to finish.
   *[other] It was due { $days } days ago. There is still time to finish.
 }
duty-new = Not started
duty-paused = Paused by staff. Ask them when it goes on.
duty-not-here = Not on this computer now. Ask staff.
duty-by-staff = Assigned by staff
course-ask-staff = Ask staff
course-not-open = Staff open this course for you
course-not-open-why = Here you learn the courses that staff assign to you. If you would like this one, ask them.
course-paused = Staff have paused this course for you
course-paused-why = Everything you did is kept. Ask staff when it goes on.
course-empty = There are no lessons in this course yet
course-empty-why = Ask staff: there may be a newer one.
course-about-left = { $time } left
missing-course-named = First finish the course “{ $name }”.
missing-lesson-named = First finish the lesson “{ $name }”.
missing-module-named = First finish “{ $name }”.
missing-go = Go to “{ $name }”
course-gives = Certificate: { $name }

people-from-file = Add from a list
people-groups = Groups
people-choose = Choose several
people-choose-end = End choosing
people-choose-all = Choose all { $count }
people-choose-none = Choose none
people-chosen = { $count ->
    [0] Nobody chosen
    [one] { $count } person chosen
   *[other] { $count } people chosen
 }
people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
filter-here = On the list
filter-away = Put away
filter-all = Everybody
filter-due = Something due
filter-nobody = Nobody like this here.
filter-nobody-mend = Look under another filter, or change the search.
column-due = Due
cell-late = past: { $day }

status-active = On the sign-in list
status-segregated = Apart, still learning here
status-transferred = Moved to another place
status-released = Released
status-returned = Back on the sign-in list
status-archived = Put away
people-status = Where they are
people-status-change = Change where they are
ask-status = { $count ->
    [one] Where is { $name } now?
   *[other] Where are these { $count } people now?
 }
ask-status-why = Nothing is deleted. Whoever is not on the list cannot sign in; what they did is kept, and they can come back at any time.
ask-status-reason = Reason, if it should be noted
ask-status-yes = Save
status-done = { $count ->
    [one] { $count } person is where you said.
   *[other] { $count } people are where you said.
 }
action-undo = Undo
undone = Undone.

assign = Assign a course
assign-to = { $count ->
    [one] Assign to { $name }
   *[other] Assign to { $count } people
 }
assign-what = What
assign-nothing = There is no course here to assign. Carry one in from a stick.
assign-by = To be done by
assign-no-day = No day
assign-in-weeks = { $weeks ->
    [one] In { $weeks } week
   *[other] In { $weeks } weeks
 }
assign-day = Day, as year-month-day
assign-day-wrong = Write the day like this: { $day }
assign-do = Assign
assign-done = { $count ->
    [0] Nothing to change: they all have it so already.
    [one] Assigned to { $count } person.
   *[other] Assigned to { $count } people.
 }
assigned = Assigned
assigned-none = Nothing assigned.
assigned-lessons = { $done } of { $all ->
    [one] 1 lesson
   *[other] { $all } lessons
}
assigned-is-done = Finished
assigned-paused = Paused
assigned-withdrawn = Taken back
assigned-not-here = not on this computer
assigned-no-day = no day
assigned-change = Change the day
assigned-pause = Pause
assigned-go-on = Go on
assigned-withdraw = Take back
assigned-again = Assign again
assigned-name = { $action }: { $title }

group-to = Put into a group
group-to-title = { $count ->
    [one] Put { $name } into a group
   *[other] Put { $count } people into a group
 }
group-new = New group
group-make = Make the group
group-put = Put into it
group-out = Take out of “{ $name }”
group-is-done = The group is changed.
group-none = There are no groups yet. A group is a class or a wing that you assign courses to in one go.
group-rename = New name for “{ $name }”
group-rename-do = Rename
group-assign = Assign to “{ $name }”
group-remove = Remove “{ $name }”
group-people = Its people
group-show = Show “{ $name }”
ask-group-remove = Remove the group “{ $name }”?
ask-group-remove-why = Its people stay, and so does everything they were assigned.
ask-group-remove-yes = Remove the group
group-joins = Whoever joins later also gets what everybody in the group has been assigned.

pins-many = New PINs
ask-pins = Give { $count } people new PINs?
ask-pins-why = The PINs they have now no longer work. Making them takes some time, about { $time }. You then save one sheet with all of them.
ask-pins-yes = Make the PINs
pins-made = { $count ->
    [one] { $count } one-time PIN is ready
   *[other] { $count } one-time PINs are ready
 }
pins-save = Save the sheet of PINs
pins-save-why = Save the sheet to a stick and print it: a slip for each person, in the language they read. The PINs are shown here only now and kept nowhere. Each is good until its owner has chosen their own.
pins-leave = Go on without the sheet
pins-lost-why = Without the sheet nobody knows these PINs. You can give new ones at any time.
pin-sheet-title = One-time PINs
pin-sheet-how = Choose your name on this computer and type this PIN. You choose your own right after.

roster-title = Add people from a list
roster-step-put-in = Put in the stick
roster-step-look = Look at the list
roster-step-add = Add
roster-step-pins = PINs
roster-why = Put in a stick with a list saved as CSV by a spreadsheet program. It needs a column “name” and a column “number”; “birth year”, “language” and “group” are read too.
roster-which = Which list?
roster-none = There is no list on the stick
roster-none-mend = In the spreadsheet program choose “Save as” and “CSV”, put the file on a stick, and put the stick in.
roster-file = { $name }, { $size }
roster-reading = Reading the list
roster-add = { $count ->
    [one] Add { $count } person
   *[other] Add { $count } people
 }
roster-take-over = Take over the changes
roster-nothing = Everybody on this list is here already, just so.
roster-with-changes = { $count ->
    [one] Also change { $count } person who is here already
   *[other] Also change { $count } people who are here already
 }
roster-count-new = New: { $count }
roster-count-back = Back: { $count }
roster-count-changed = Changed: { $count }
roster-count-here = Here already: { $count }
roster-count-fault = To be mended: { $count }
roster-encoding = The list is not saved as UTF-8
roster-encoding-mend = Look at names with accents, such as é and ñ. If they are wrong, save the list as “CSV UTF-8” and choose it again.
roster-passed-over = These columns are not used: { $names }
roster-new-groups = New groups: { $names }
roster-faults = { $count ->
    [one] { $count } row cannot be used
   *[other] { $count } rows cannot be used
 }
roster-faults-mend = They are left out. Mend them in the spreadsheet and choose the list again, or add the others now.
roster-pins-time = Making their PINs takes about { $time }.
roster-row = Line { $line } · { $name }: { $what }
column-line = Line
column-what = What happens
verdict-new = New
verdict-here = Here already
verdict-back = Was put away, comes back
verdict-changed = Changes: { $what }
verdict-name = name was { $old }
verdict-birth-year = year of birth was { $old }
verdict-birth-year-new = year of birth is new
verdict-lang = language was { $old }
verdict-group = joins { $old }
verdict-somebody-else = This number was { $name }’s, who is put away. Check the number, or put them back first.
row-name-missing = The name is missing. Fill it in.
row-number-missing = The number is missing. Fill it in.
row-too-long = A field is longer than 100 characters. Shorten it.
row-hidden = A field holds characters that cannot be seen. Type it again.
row-formula = A field begins with =, +, - or @, like a formula. Take the sign away.
row-birth-year = The year of birth is not a year. Write four digits, such as 1988.
row-language = This language is not known. Write “en” or “es”.
row-twice = The number is in line { $line } already. Take one of the two away.
roster-added = { $count ->
    [0] No new people
    [one] { $count } person is new
   *[other] { $count } people are new
 }
roster-back = { $count ->
    [one] { $count } person is back on the list
   *[other] { $count } people are back on the list
 }
roster-changed = { $count ->
    [one] { $count } person was changed
   *[other] { $count } people were changed
 }
stage-pins = Making one-time PINs
standing-roster = A list of people. Add them under “People”.

command-roster-row = line { $line }: { $name }, { $number }: { $what }
command-roster-sum = { $new } new, { $back } back, { $changed } changed, { $here } here already, { $faults } to be mended
command-roster-dry = Nothing was written.
command-roster-pin = { $number }: { $name }: one-time PIN { $pin }
