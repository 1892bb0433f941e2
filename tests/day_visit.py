"""What the visits of tests/day.py share: coming in with a PIN, the rows of the desk's list, what must be nowhere."""

import re

from renderers_visit import Visit

from drive import Stuck, say

STAFF, PASSPHRASE = "Alex", "fifteen letters or more"
ANA, BEN, CLEO = "Ana Ruiz", "Ben Okafor", "Cleo Park"
EVERY_KIND = "Every kind of question"


class Day(Visit):
    def __init__(self, window, words, place, pins):
        super().__init__(window, words)
        self.place, self.pins, self.one_time = place, dict(pins), set(pins)

    def step(self, name):
        say(name.replace("_", " "))
        getattr(self, name)()

    def staff(self):
        self.staff_in(STAFF, PASSPHRASE)
        self.window.wait(self.words["desk-today"], 60)

    def out(self):
        """From a session or the desk to the list of names."""
        self.press("action-leave")
        self.window.wait(self.words["who-is-learning"], 30)

    def come_in(self, who, own="739154"):
        """With the one-time PIN the first time, and then with their own."""
        w, words = self.window, self.words
        w.wait(words["who-is-learning"], 60)
        w.press(re.compile(who), fixed=True)
        w.wait(words["type-your-pin"])
        w.type(self.pins[who])
        if who in self.one_time:
            for asked in ("pin-choose", "pin-again"):
                w.wait(words[asked], 30)
                w.type(own)
            self.one_time.discard(who)
            self.pins[who] = own
        w.wait(words["place-library"], 30)

    def row(self, who):
        """Somebody's row in the list of people, opened."""
        w = self.window
        w.click(*w.wait(re.compile(who), 20).middle)
        w.wait(self.words["assigned"], 20)

    def confirm(self, key):
        """Presses what a dialog offers; the button that opened it may have the same name."""
        w = self.window
        w.wait(self.words[key], 20)
        found = [node for node in w.find(self.words[key], ("push button",)) if node.is_usable()]
        w.click(*found[-1].middle)

    def expect(self, *texts, seconds=20):
        """Each of these stands somewhere."""
        for text in texts:
            self.window.wait(re.compile(".*" + re.escape(text), re.S) if isinstance(text, str) else text, seconds)

    def absent(self, *texts):
        names = [node.name for node in self.window.nodes()]
        for text in texts:
            found = [name for name in names if text in name]
            if found:
                raise Stuck(f"“{text}” is still there: {found[:3]}")

    def library_card(self, title):
        self.press("place-library")
        self.window.press(self.window.wait(re.compile(re.escape(title)), 60).name.strip())
