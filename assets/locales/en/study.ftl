# Inside a lesson: readings, slides and quizzes.

reading-on-this-page = On this page

slides-previous = Previous
slides-next = Next slide
slides-place = { $number } of { $of }

quiz-questions = { $count ->
    [one] 1 question
   *[other] { $count } questions
}
quiz-limit = { $count ->
    [one] 1 minute for all of it
   *[other] { $count } minutes for all of it
}
quiz-pass-score = You pass with { $percent }% or more
quiz-pass-mastery = You pass with { $right } right answers out of the last { $last }
quiz-pass-finish = You pass by answering every question
quiz-tries-free = You can try as often as you like
quiz-tries-left = { $left ->
    [one] 1 try left of { $max }
   *[other] { $left } tries left of { $max }
}
quiz-saved-as-given = Each answer is saved when you give it
quiz-passed-with = You have passed with { $percent }%.
quiz-best-so-far = Your best so far: { $percent }%.
quiz-start = Start
quiz-try-again = Try again
quiz-go-on = Continue at question { $number }
quiz-closed-no-try = You have used all your tries.
quiz-closed-wait = { $count ->
    [one] You can try again in 1 minute.
   *[other] You can try again in { $count } minutes.
}
quiz-closed-staff = Ask staff to open this exam.
quiz-closed-newer = This quiz has a question that needs a newer Foothold. You can go on with another lesson.

quiz-place = Question { $number } of { $of }
quiz-number = Question { $number }
quiz-choose-all = Choose all that fit.
quiz-true = True
quiz-false = False
quiz-your-number = Your number
quiz-your-words = Your answer
quiz-you-wrote = You wrote: { $text }
quiz-hint = Show a hint
quiz-hint-more = Show one more hint
quiz-check = Check my answer
quiz-save-answer = Save and go on
quiz-previous = Previous
quiz-choose-first = Choose an answer first
quiz-unit-first = Choose a unit too
quiz-write-first = Write an answer first
quiz-next = Next question
quiz-finish = See how it went
quiz-right-answer = The right answer
quiz-your-choice = You chose this
quiz-verdict-right = That is right.
quiz-verdict-partly = Partly right.
quiz-verdict-wrong = Not quite.
quiz-verdict-waiting = Saved. Waiting for your teacher to mark it.
quiz-verdict-marked = Your teacher has marked it.
quiz-mark-line = { $what }: { $points } of { $max }
quiz-mark-comment = Your teacher wrote:
quiz-right-is = The right answer: { $answer }
quiz-look-again = Look at it again: { $lesson }

quiz-all-answered = You have been through every question
quiz-open-left = { $count ->
    [one] 1 question has no answer yet.
   *[other] { $count } questions have no answer yet.
}
quiz-look-over = Look over my answers
quiz-hand-in = Hand in

quiz-result-passed = Well done. You passed.
quiz-result-handed-in = Handed in. Your teacher will mark it.
quiz-result-again = Not passed yet
quiz-result-answers = Your answers
quiz-earned = You have earned a certificate: { $title }
quiz-see-certificate = See my certificate
quiz-pre-why = This shows where you start. It keeps you out of nothing.
quiz-told-each = You see how it went after each question
quiz-told-end = You see the answers when you have handed in
quiz-told-passed = You see the right answers once you pass
quiz-told-never = The answers of this test are not shown
quiz-tally = { $of ->
    [one] { $right } of 1 right.
   *[other] { $right } of the last { $of } right.
}
quiz-tally-need = You need { $right }.
quiz-pre-score = Before you began: { $percent }%.
quiz-pair-before = Before the course you had { $percent }%.
quiz-pair-both = Before: { $before }%. Now: { $now }%.
quiz-pair-gain = { $count ->
    [one] You have gained 1 point out of 100.
   *[other] You have gained { $count } points out of 100.
}
quiz-pair-after = Later, in “{ $lesson }”, you had { $percent }%.
quiz-review = See my answers
quiz-review-back = Back to the quiz
quiz-closed-no-try-do = Talk to staff. They can open it once more for you.
quiz-closed-wait-do = Until then, look at the lessons again. They stay open.
quiz-closed-until = You can try again on { $when }.
quiz-closed-staff-do = They open it for you at the staff desk. Then sign in and come back here.
quiz-time-left = { $count ->
    [one] 1 minute left
   *[other] { $count } minutes left
}
quiz-seconds-left = { $time } left
quiz-time-up = Time is up
quiz-time-up-why = What you answered is saved. It is handed in now.
quiz-points = { $count ->
    [one] 1 point
   *[other] { $count } points
}
quiz-points-of = { $points } of { $max ->
    [one] 1 point
   *[other] { $max } points
}.
quiz-picture-lost = A picture is missing here. It shows: { $alt }
quiz-order-how = Put these in the right order. Use the arrows, or drag.
quiz-order-item = { $number }. { $item }
quiz-order-up = Move up: { $item }
quiz-order-down = Move down: { $item }
quiz-order-now = “{ $item }” is now number { $number } of { $of }.
quiz-match-how = Choose one, then choose what belongs to it.
quiz-match-right = What belongs to it
quiz-match-done = { $done } of { $of } paired
quiz-match-first = Pair all of them first
quiz-gaps-how = Fill the gaps in the text.
quiz-gap = Gap { $number }
quiz-gap-choose = Choose
quiz-gap-words = Words for gap { $number }
quiz-gaps-first = Fill all the gaps first
quiz-point-how = Point at the place in the picture. With the keyboard, move the marker with the arrow keys.
quiz-point-how-many = Point at { $count } places in the picture. With the keyboard, use the arrow keys, then Enter.
quiz-point-name = Picture to point at: { $alt }
quiz-point-none = No marker yet.
quiz-point-at = The marker is { $across }% from the left and { $down }% from the top.
quiz-point-cursor = You are { $across }% from the left and { $down }% from the top. Press Enter to set a marker.
quiz-point-undo = Take back the last marker
quiz-point-first = Point at the picture first
quiz-point-by-name = The picture is missing here. Choose the place by its name.
quiz-open-staff = Staff will read and mark this answer.
quiz-later = Leave it for now
quiz-keep-answer = Keep my answer
quiz-one-more = One more question
quiz-to-open = Go to what is open
quiz-verdict-none = You left this one out.
quiz-right-order = The right order:
quiz-part-right = { $of }: { $right }. Right.
quiz-part-other = { $of }: you answered { $given }. Right is { $right }.
quiz-part-none = { $of }: no answer. Right is { $right }.
quiz-you-answered = Your answer: { $answer }
quiz-look-again-at = Look at it again: { $lesson }, { $time }
quiz-result-pre = Thank you. This is where you start.
quiz-result-go-on = Not there yet. Keep going.
quiz-keep-going = Keep going
quiz-result-changed = This quiz is new since you began
quiz-result-changed-why = The course was brought up to date. What you answered is kept. Please begin again.
quiz-result-time-up = Time was up. What you had answered was handed in.
quiz-result-waiting = { $count ->
    [one] 1 of your answers is waiting for your teacher to mark it. Its points come later.
   *[other] { $count } of your answers are waiting for your teacher to mark them. Their points come later.
}
quiz-restudy = Look at these again

# Programmes
my-programmes = My programs
library-programmes = Programs
programme-courses = { $count ->
    [one] 1 course
   *[other] { $count } courses
}
programme-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weeks
}
programme-levels-done = { $done } of { $all } levels done
programme-plan = Week by week
programme-levels = Courses and levels
programme-next = Next course: { $course }
programme-done = You finished this program
week-name = Week { $number }: { $title }
week-is-now = You are here
goals-done = { $done } of { $all ->
    [one] 1 goal
   *[other] { $all } goals
} reached
goal-waits = Ask your mentor to sign this off
goal-signed = Signed off
goal-for-mentor = Your mentor signs this off
goal-open-course = Open the course
level-done = Level done
level-courses-done = { $done } of { $all ->
    [one] 1 course
   *[other] { $all } courses
} done
step-is-extra = Extra
step-not-here = A course that is not here yet
step-not-here-mend = Ask staff to bring it in.
counts-for = Counts for: { $credit }
quiz-newer = This question needs a newer Foothold.
quiz-newer-do = Leave it for now and go on with the others.
