"""The desk's People page and what learners see of it: a list out of a spreadsheet, a group that is assigned a course,
somebody put away and back, new PINs, pictures instead of a PIN, a goal that a mentor signs off."""

import re
import subprocess

from day_visit import ANA, BEN, EVERY_KIND, Day

from drive import Stuck

# Three who are new, one who is here, and three rows that cannot be used: no number, a number twice, a formula.
LIST = """Name,Number,Birth year,Language,Group
Dora Diaz,11,1990,en,Morning class
Émile Núñez,12,1985,en,Morning class
Fay Wong,13,,en,
Ana Ruiz,1,,en,
No Number,,1970,en,
Gus Hill,11,1999,en,
=HYPERLINK(1),14,,en,
"""
DORA, FAY = "Dora Diaz", "Fay Wong"
STICK = re.compile("STICK, ")
GOAL = "Send off the order for your papers"
PROGRAMME = "Four weeks to release"
OWN = ("House", "Dog", "Fish", "Ball")


class PeopleDay(Day):
    STEPS = ("from_a_list", "to_a_group", "away_and_back", "a_new_pin", "by_pictures", "what_is_due", "signed_off")

    def from_a_list(self):
        w, words = self.window, self.words
        (self.place / "STICK" / "people.csv").write_text(LIST)
        self.staff()
        self.press("desk-people")
        self.press("people-from-file")
        w.press(re.compile("people.csv, "), 30)
        self.expect("New: 3", "Here already: 1", "To be mended: 3", "3 rows cannot be used", "New groups: Morning class")
        self.picture("list-looked-at", 2)
        self.press("action-cancel")
        w.wait(words["people-add"], 20)
        self.absent(DORA)  # a list that was only looked at changes nothing
        self.press("people-from-file")
        w.press(re.compile("people.csv, "), 30)
        w.press(re.compile("Add 3 people$"), 30)
        self.expect("3 people are new", seconds=60)
        self.picture("list-added", 2)
        self.press("pins-save")
        w.press(STICK, 30, fixed=True)
        self.expect("is on the stick.")
        self.picture("list-pins-saved", 2)
        self.confirm("action-done")
        self.read_pins()
        self.confirm("action-done")
        w.wait(re.compile(DORA), 30)

    def read_pins(self):
        """As they stand on the paper that staff hand out."""
        sheet, = (self.place / "STICK").rglob("*.pdf")
        text = subprocess.run(["pdftotext", "-layout", sheet, "-"], check=True, capture_output=True, text=True).stdout
        for who in (DORA, "Émile Núñez", FAY):
            found = re.search(re.escape(who) + r".*?(\d{3} ?\d{3})\b", text, re.S)
            if not found:
                raise Stuck(f"no PIN of {who} on the paper: {text}")
            self.pins[who] = found[1].replace(" ", "")
            self.one_time.add(who)

    def to_a_group(self):
        w, words = self.window, self.words
        self.press("people-groups")
        w.press("Assign to “Morning class”")
        w.press(EVERY_KIND, roles=("radio button", "push button", "list item"), fixed=True)
        w.press("In 2 weeks", fixed=True)
        self.picture("assigning", 2)
        self.confirm("assign-do")
        self.expect("Assigned to 2 people.")
        self.row(DORA)
        self.expect(EVERY_KIND, "0 of 1 lesson", "Due ", "Morning class")
        self.picture("assigned", 2)

    def away_and_back(self):
        w, words = self.window, self.words
        self.row(BEN)
        w.press(words["people-status-change"])
        w.press("Put away", fixed=True, roles=("radio button", "push button", "list item"))
        self.confirm("ask-status-yes")
        self.expect("1 person is where you said.")
        self.picture("put-away", 2)
        self.press("action-undo")
        self.expect("Undone.")
        self.picture("put-away-undone", 2)
        self.row(BEN)
        w.press(words["people-archive"])
        self.picture("asks-to-take-off", 2)
        self.confirm("ask-archive-yes")
        self.expect("1 person is where you said.")
        self.out()
        w.wait(re.compile(ANA), 20)
        self.absent(BEN)
        self.staff()
        self.press("desk-people")
        self.press("filter-away")
        self.row(BEN)
        w.press(words["people-put-back"])
        self.confirm("ask-put-back-yes")
        self.expect("1 person is where you said.")
        self.out()
        w.wait(re.compile(BEN), 20)

    def a_new_pin(self):
        w, words = self.window, self.words
        self.staff()
        self.press("desk-people")
        self.row(ANA)
        w.press(words["people-new-pin"])
        self.confirm("ask-pin-yes")
        told = w.wait(re.compile(r"\d{3} \d{3}$"), 30)
        self.picture("new-pin", 2)
        old, self.pins[ANA] = self.pins[ANA], told.name.replace(" ", "").strip()
        self.press("pin-given-done")
        self.out()
        w.press(re.compile(ANA), fixed=True)
        w.wait(words["type-your-pin"])
        w.type(old)
        w.wait(words["err-pin-wrong"], 30)
        w.press(words["not-me"])

    def by_pictures(self):
        w, words = self.window, self.words
        w.press(re.compile(DORA), fixed=True)
        w.wait(words["type-your-pin"])
        w.type(self.pins[DORA])
        w.wait(words["pin-choose"], 30)
        self.press("use-pictures")
        w.wait(words["pictures-choose"], 20)
        self.picture("pictures-choose", 2)
        self.touch("House", "Sun", "Tree", "Cat")
        w.wait(words["pin-weak-row"], 20)
        self.picture("pictures-too-easy", 2)
        self.touch(*OWN)
        w.wait(words["pictures-again"], 20)
        self.touch(*OWN)
        w.wait(words["place-library"], 30)
        self.out()
        w.press(re.compile(DORA), fixed=True)
        w.wait(words["choose-your-pictures"], 20)
        self.touch(*reversed(OWN))
        w.wait(words["pictures-wrong"], 30)
        self.picture("pictures-wrong", 2)
        self.touch(*OWN)
        w.wait(words["place-library"], 30)

    def touch(self, *pictures):
        for picture in pictures:
            self.window.press(picture, roles=("push button",), fixed=True)

    def what_is_due(self):
        """Dora's: she joined the group that was assigned the course. Fay is in no group."""
        w, words = self.window, self.words
        duty = re.compile(re.escape(EVERY_KIND) + ", Due .*, Not started")
        w.wait(duty, 20)
        self.picture("due-at-home", 2)
        w.press(duty)
        w.wait(words["action-start"], 30, ("push button",))
        self.picture("due-course", 2)
        self.out()
        self.come_in(FAY)
        w.wait(words["place-home"], 20)
        if w.find(duty):
            raise Stuck("Fay was assigned nothing")
        self.out()

    def signed_off(self):
        w, words = self.window, self.words
        self.come_in(ANA)
        self.library_card(PROGRAMME)
        w.press(re.compile(GOAL), 30, roles=("check box", "push button", "list item"))
        w.wait(words["goal-waits"], 20)
        self.picture("goal-waits", 2)
        self.out()
        self.staff()
        self.press("desk-people")
        self.row(ANA)
        w.press(re.compile(f"Sign off: {GOAL}"), 20)
        self.picture("goal-asks", 2)
        self.confirm("ask-goal-yes")
        w.wait(words["goal-signed"], 20)
        self.picture("goal-signed-at-the-desk", 2)
        self.out()
        self.come_in(ANA)
        self.library_card(PROGRAMME)
        w.wait(words["goal-signed"], 30)
        self.picture("goal-signed", 2)
        self.out()
