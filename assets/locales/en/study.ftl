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
quiz-pass-score = You pass with { $percent } % or more
quiz-pass-mastery = You pass with { $right } right answers out of the last { $last }
quiz-pass-finish = You pass by answering every question
quiz-tries-free = You can try as often as you like
quiz-tries-left = { $left ->
    [one] 1 try left of { $max }
   *[other] { $left } tries left of { $max }
}
quiz-saved-as-given = Each answer is saved when you give it
quiz-passed-with = You have passed with { $percent } %.
quiz-best-so-far = Your best so far: { $percent } %.
quiz-start = Start
quiz-try-again = Try again
quiz-go-on = Continue at question { $number }
quiz-closed-no-try = You have used all your tries. Ask staff to open it again.
quiz-closed-wait = { $count ->
    [one] You can try again in 1 minute.
   *[other] You can try again in { $count } minutes.
}
quiz-closed-staff = Staff open this test. Ask them when you are ready.
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
quiz-choose-first = Choose or write an answer first
quiz-next = Next question
quiz-finish = See how it went
quiz-right-answer = The right answer
quiz-your-choice = You chose this
quiz-verdict-right = That is right.
quiz-verdict-partly = Partly right.
quiz-verdict-wrong = Not quite.
quiz-verdict-waiting = Saved. Staff will read it.
quiz-right-is = The right answer: { $answer }
quiz-look-again = Look again: { $lesson }

quiz-all-answered = You have been through every question
quiz-open-left = { $count ->
    [one] 1 question has no answer yet.
   *[other] { $count } questions have no answer yet.
}
quiz-look-over = Look over my answers
quiz-hand-in = Hand in

quiz-result-passed = Well done. You passed.
quiz-result-again = Not passed yet
quiz-result-score = { $score } of { $max } points
quiz-result-answers = Your answers
quiz-earned = You have earned a certificate: { $title }
quiz-see-certificate = See my certificate
