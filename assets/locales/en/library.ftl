# The library: what narrows it, and what a search found.
filters-open = More filters
filters-open-count = More filters ({ $count } on)
filters-close = Fewer filters
filters-clear = Clear all
filters-level = Level
filters-length = Length
filters-kind = What is in it
filters-language = Language
filters-mine = My progress
filters-has = With
filter-count = { $name } ({ $count })
filter-short = Up to an hour
filter-medium = 1 to 5 hours
filter-long = More than 5 hours
filter-new = Not started
filter-begun = Begun
filter-done = Finished
filter-captions = Captions
filter-certificate = Certificate
no-course-fits = No course fits all of this
no-course-fits-mend = Take one of the filters away, or show all courses.

nothing-found-filters = Something was found, but not with these filters. Take one away.
results-instead = Results for “{ $words }”. Nothing was found for “{ $typed }”.
results-partial = No place has all of these words. These have some of them.
results-building = New courses are still being read. More will be found in a moment.
results-more-courses = { $count ->
    [one] Show { $count } more course
   *[other] Show { $count } more courses
 }
results-more = { $count ->
    [one] Show { $count } more
   *[other] Show { $count } more
 }
places-found = { $count ->
    [one] { $count } place in the lessons
   *[other] { $count } places in the lessons
 }
hit-term = A word explained
hit-at = at { $time }
hit-page = page { $page }
