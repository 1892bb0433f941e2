"""What a learner keeps, and how they set the program up: notes, places, marked words and the ruler in each kind of lesson,
a word explained, all of it in one list; the journal and the packet; a search with a word misspelt; their own PIN, letters
and colors; and the next learner, who sees none of it."""

import re
import time

from day_visit import ANA, BEN, Day
from renderers_visit import GARDEN

from drive import FIELDS, Stuck

LOOKING = "Looking for work with a criminal record"
NOTE = "Ask the garden boss about beans."
PAGE = "Today I sowed beans."
OWN, NEW = "739154", "860317"
# Where the drawer beside a lesson is turned by the wheel.
DRAWER = (1200, 560)


class KeepingDay(Day):
    STEPS = ("found", "reading", "document", "book", "recording", "explained", "all_in_one_list", "own_pages", "own_way",
             "nothing_of_it")

    def found(self):
        """Two words, one of them misspelt; what is found opens its lesson at its place."""
        w, words = self.window, self.words
        self.come_in(ANA, OWN)
        self.press("place-library")
        w.click(*w.wait(words["search-the-library"], 20, FIELDS).middle)
        w.type("expunge recrod")
        time.sleep(2)
        self.expect(re.compile(".*place.* in the lessons", re.S))
        self.picture("found-misspelt", 2)
        w.key("ctrl+a")
        w.type("wheelbarow")
        time.sleep(2)
        self.expect(re.compile(".*Paths between them", re.S))
        self.picture("found-in-a-book", 2)
        w.key("ctrl+a", "Delete")

    def lesson(self, kind, title):
        """From the course, or from the outline of another lesson."""
        self.open(kind, title)
        self.window.wait(self.words["lesson-hide-outline"], 30)

    def take_pen(self):
        self.press("reading-marker", seconds=30)
        time.sleep(0.7)

    def reading(self):
        """A note, a place, a mark, the ruler; a mark goes again and comes back."""
        w, words = self.window, self.words
        self.library_card(GARDEN)
        self.lesson("reading", "What a seed needs")
        self.take_pen()
        w.press(re.compile("Write the day on the label"), roles=None)
        self.press("reading-ruler")
        self.picture("reading-marked", 2)
        self.press("reading-ruler")
        self.press("keep-place")
        w.wait(words["keep-place-kept"], 20)
        self.press("keep-open")
        w.click(*w.wait(re.compile("My note: "), 20, FIELDS).middle)
        w.type(NOTE)
        w.wait(re.compile("Saved at "), 20)
        self.expect("Marked, in the text: Write the day on the label", "Bookmark, ", f"Note, at the beginning: {NOTE}")
        self.picture("reading-kept", 2)
        w.wheel(5, 12, DRAWER)
        w.click(*w.wait(re.compile("Take away: Marked"), 20).middle)
        w.wheel(4, 12, DRAWER)
        self.expect(words["keep-taken-away"])
        self.press("keep-bring-back")
        self.expect("Marked, in the text: Write the day on the label")
        self.press("keep-close")

    def marks(self, kind, title, line, told):
        """A line of a lesson is marked, and the drawer tells of it."""
        self.lesson(kind, title)
        self.take_pen()
        self.window.wait(re.compile(line), 30)
        time.sleep(1)  # a page that was just drawn finds its place
        self.window.press(re.compile(line), roles=None)
        self.press("keep-open")
        self.expect(told)
        self.picture(f"{title.split()[-1].lower()}-marked", 2)
        self.press("keep-close")

    def document(self):
        self.marks("document", "The handbook", "Line 3 of the page about sowing", "Marked, page 1")

    def book(self):
        self.marks("document", "The book of beds", "A raised bed warms", "Marked, page 1")

    def recording(self):
        self.marks("audio", "Three tones", "0:04: The second is higher", "Marked, 0:04: The second is higher")
        self.window.wait(re.compile("Marked: 0:04: The second is higher"), 20)

    def explained(self):
        """The words of a course, and one in its text."""
        w, words = self.window, self.words
        w.press(GARDEN, fixed=True)  # the way back
        self.library_card(LOOKING)
        w.press(re.compile(r"\d+ words explained"), 30)
        w.wait(words["glossary"], 20)
        w.click(*w.wait(words["glossary-search"], 20, FIELDS).middle)
        w.type("bond")
        time.sleep(1)
        self.expect("Fidelity bond")
        self.picture("glossary", 1)

    def all_in_one_list(self):
        w, words = self.window, self.words
        self.press("place-library")
        self.press("place-kept")
        self.expect("Marked, page 1", "Marked, 0:04: The second is higher", NOTE)
        self.picture("kept", 2)
        w.press(re.compile("Marked, 0:04"), 20)
        w.wait(re.compile("0:04 of 0:12"), 30)
        self.picture("kept-opened", 2)
        w.press(GARDEN, fixed=True)

    def own_pages(self):
        """A page of the journal, put into the packet after a question, and taken out again."""
        w, words = self.window, self.words
        self.press("place-record")
        w.press(words["place-journal"], 30)
        w.click(*w.wait(re.compile("My entry: "), 20, FIELDS).middle)
        w.type(PAGE)
        w.wait(re.compile("Saved at "), 20)
        self.picture("journal", 2)
        self.press("place-record")
        w.press(words["place-packet"], 30)
        self.picture("packet", 2)

    def own_way(self):
        """Letters, colors, the sound, and a PIN of their own: the old one is asked for, and opens nothing afterwards."""
        w, words = self.window, self.words
        menu = re.compile(f"{ANA}: ")
        w.press(menu, fixed=True)
        self.press("place-settings")
        w.wait(words["settings-letters"], 20)
        self.picture("settings", 2)
        w.press(words["sound-play"], 20)
        time.sleep(3)
        self.picture("settings-sound", 1)
        w.press(words["settings-change-pin"], 20)
        w.wait(words["pin-old"], 20)
        w.type(OWN)
        w.wait(words["pin-choose"], 30)
        w.type("123456")
        w.wait(words["pin-weak-row"], 30)
        self.picture("settings-weak-pin", 1)
        w.type(NEW)
        w.wait(words["pin-again"], 30)
        w.type(NEW)
        w.wait(words["pin-changed"], 30)
        self.pins[ANA] = NEW
        w.press(menu, fixed=True)
        self.press("theme-dark")
        w.key("Escape")
        for _ in range(2):
            self.press("text-larger")
        self.picture("settings-own", 2)
        self.out()
        w.press(re.compile(ANA), fixed=True)
        w.wait(words["type-your-pin"])
        w.type(OWN)
        time.sleep(4)
        if w.find(words["place-library"]):
            raise Stuck("the old PIN still opens it")
        self.picture("old-pin", 1)
        w.press(words["not-me"])

    def nothing_of_it(self):
        w, words = self.window, self.words
        self.come_in(BEN)
        self.picture("ben", 2)
        self.press("place-library")
        self.press("place-kept")
        self.expect(words["kept-nothing"])
        self.press("place-record")
        w.press(words["place-journal"], 30)
        time.sleep(1)
        self.absent(PAGE, NOTE)
        self.picture("ben-journal", 1)
        self.out()
        self.come_in(ANA)
        self.picture("ana-again", 2)
