lesson-show-outline = Show the outline
lesson-hide-outline = Hide the outline
lesson-to-course = Back to the course
missing-open = Open it
missing-see = { $count }% more to see
missing-minutes = { $count ->
    [one] { $count } more minute
   *[other] { $count } more minutes
 }
missing-pass = Pass the quiz
missing-submit = Hand in your work
missing-mark = Waiting for your teacher to mark it
missing-sign-off = Staff sign it off
missing-lesson = Another lesson comes first
missing-module = Another module comes first
missing-course = Another course comes first
missing-level = Another level comes first
missing-certificate = Another certificate comes first
missing-required = { $count ->
    [one] { $count } more part
   *[other] { $count } more parts
 }
missing-some = { $count } more of several
missing-newer = This needs a newer Foothold
