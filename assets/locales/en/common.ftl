# Words used on many screens.

action-continue = Continue
action-start = Start
action-back = Back
action-next = Next
action-cancel = Cancel
action-close = Close
action-save = Save
action-done = Done
action-retry = Try again
action-yes = Yes
action-no = No
action-clear = Clear
action-lock = Lock
action-leave = Sign out
action-print = Print
action-remove = Remove

loading = One moment…
required = needed

time-am = { $hour }:{ $minute } AM
time-pm = { $hour }:{ $minute } PM
date-long = { $month } { $day }, { $year }
date-time = { $date }, { $time }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
ago-now = just now
ago-minutes = { $minutes ->
    [one] { $minutes } minute ago
   *[other] { $minutes } minutes ago
 }
span-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
 }
span-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
 }
span-both = { $hours } h { $minutes } min
size-kb = { $size } KB
size-mb = { $size } MB
size-gb = { $size } GB

greeting-morning = Good morning
greeting-afternoon = Good afternoon
greeting-evening = Good evening

saved-now = Saved just now
saved-ago = Saved { $time }
saved-at = Saved at { $time }
saving = Saving…
try-out-band = Try-out: nothing here counts, and nothing leaves this computer.
text-size = Text size
text-larger = Larger text
text-smaller = Smaller text
language = Language
theme = Colors
theme-light = Light
theme-dark = Dark
face-dyslexic = Letters for dyslexia
theme-contrast = High contrast
progress-of = { $done } of { $all }
percent = { $percent }%
step-of = Step { $step } of { $all }
