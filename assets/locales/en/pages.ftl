# Documents of pages.
pages-contents = Contents
pages-page = Page
pages-of = of { $count }
pages-go-to = Page to go to
pages-name = Page { $number } of { $count }
pages-smaller = Smaller
pages-larger = Larger
pages-fit = Fit the width
pages-search = Search this document
pages-match = { $number } of { $count }
pages-match-next = Next place
pages-match-before = Place before
pages-no-match = Not found
pages-searching = Looking…
pages-bad-page = This page cannot be shown. Ask staff about it.
