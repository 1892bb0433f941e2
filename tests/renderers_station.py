"""A station of an office: a notice and a course carried in from a stick, somebody who chooses a PIN, learns and chooses
what leaves, and the sealed file carried out."""

import re

from renderers_visit import GARDEN, Visit

ANA, OWN_PIN = "Ana Ruiz", "739154"
STAFF, PASSPHRASE = "Alex", "fifteen letters or more"
STICK = re.compile("STICK, ")
FREE = re.compile(r".* free\b")


class StationVisit(Visit):
    STEPS = ("carry_in", "choose_pin", "learn", "let_leave", "carry_out")

    def __init__(self, window, words, one_time):
        super().__init__(window, words)
        self.one_time = one_time

    def at_the_stick(self, page):
        """The list of sticks on a page of the desk; the one that is there is taken."""
        self.press(f"desk-{page}", seconds=60)
        self.window.wait(STICK, 30)
        self.picture(f"{page}-stick", 2, hide=[FREE])
        self.window.press(STICK, fixed=True)
        self.window.wait(self.words["carry-other-stick"], 20)

    def carry_in(self):
        """First the notice, without which the course is refused, then the course."""
        w, words = self.window, self.words
        self.staff_in(STAFF, PASSPHRASE)
        self.at_the_stick("carry-in")
        self.picture("carry-in-refused", 2)
        self.carry_one("notice")
        self.press("carry-in-more")
        w.press(STICK, 30, fixed=True)
        w.wait(words["carry-other-stick"], 20)
        w.press(words["carry-notice"])  # it is here already
        self.picture("carry-in-course", 2)
        self.carry_one("course")
        self.press("action-leave")

    def carry_one(self, name):
        self.window.press(re.compile("Carry in 1 thing"))
        self.window.wait(self.words["carry-safe"], 60)
        self.picture(f"carry-in-{name}-done", 2)

    def choose_pin(self):
        w, words = self.window, self.words
        w.wait(words["who-is-learning"], 90)
        w.press(re.compile(ANA), fixed=True)
        w.wait(words["type-your-pin"])
        w.type(self.one_time)
        w.wait(words["pin-choose"], 30)
        self.picture("rules-choose-pin")
        w.type(OWN_PIN)
        w.wait(words["pin-again"], 30)
        w.type(OWN_PIN)
        w.wait(words["place-library"], 30)
        self.press("place-help")
        self.picture("rules-help", 2)

    def learn(self):
        """The page that earns the certificate."""
        w, words = self.window, self.words
        self.press("place-library")
        w.press(w.wait(re.compile(GARDEN), 60).name.strip())
        self.press("action-start", seconds=30)
        w.wait(words["lesson-hide-outline"], 30)
        w.press(GARDEN, fixed=True)
        w.wait(words["see-certificate"], 30)

    def let_leave(self):
        w, words = self.window, self.words
        self.press("place-record")
        w.press(words["place-journal"], 30)
        self.write_page("rules-journal")
        self.press("place-record")
        w.press(words["place-packet"], 30)
        page = re.compile(".*sowed beans")
        w.press(page, 30)
        self.picture("rules-packet-sure", 2)
        self.press("my-packet-put")
        w.wait(page, 20)
        self.picture("rules-packet", 2)
        self.somebody_else()

    def carry_out(self):
        """How many entries leave depends on how long everything took: their number and size are not compared."""
        w, words = self.window, self.words
        self.staff_in(STAFF, PASSPHRASE)
        self.at_the_stick("carry-out")
        w.wait(words["carry-only-office"], 20)
        self.picture("carry-out-leaves", 2, beside=[words["slip-events"], words["carry-about-size"]])
        self.press("carry-out-do")
        w.wait(words["carry-safe"], 60)
        told = [words[f"slip-{fact}"] for fact in ("file", "events", "size", "made")]
        digest = [re.compile(r"[0-9a-f]{8} [0-9a-f ]{40,}")]
        self.picture("carry-out-done", 2, hide=digest, beside=told)
        self.press("carry-save-slip")
        w.wait(re.compile(r".*\.pdf"), 20)
        self.picture("carry-out-slip", 2, hide=[*digest, re.compile(r".*\.pdf")], beside=told)
