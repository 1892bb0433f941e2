"""The window of the records office: a new office, the files of a stick opened, merged and answered, and every page of an
office that has merged them."""

import re

from renderers_station import ANA, FREE
from renderers_visit import Visit

from drive import FIELDS

PASSPHRASE = "four words are easy"
REPORTS = ("participation", "outcomes", "people", "lessons", "questions", "gain", "seat-time", "levels", "credentials",
           "stations", "documents", "hints", "evidence")


class NewOffice(Visit):
    """Its code is by chance."""
    STEPS = ("make", "lock")
    CODE = [re.compile(r"[A-Z0-9]{4,5}([- ][A-Z0-9]{4,5})+")]

    def make(self):
        self.window.wait(self.words["office-make"], 90)
        self.picture("office-new")
        for key, text in (("office-agency", "Agency"), ("office-name", "Office"), ("office-facilities", "North"),
                          ("office-passphrase", PASSPHRASE), ("office-passphrase-again", PASSPHRASE)):
            self.window.press(self.words[key], roles=(*FIELDS, "password text"))
            self.window.type(text)
        self.picture("office-new-filled")
        self.window.press(self.words["office-make-do"])
        self.window.wait(self.words["office-made"], 120)
        self.picture("office-made", 2, hide=self.CODE)

    def lock(self):
        w, words = self.window, self.words
        self.press("office-leave")
        w.wait(words["office-look-only"], 20)
        self.picture("office-locked", 2)
        self.press("office-look-only")
        w.wait(words["office-keys-locked"], 30)
        self.press("office-unlock")
        w.wait(words["office-unlock-why"], 20)
        self.dialog("office-unlock")


class OfficeVisit(Visit):
    def come_in(self):
        self.window.wait(self.words["office-enter"], 90)
        self.picture("office-enter")
        self.press("office-enter")
        self.window.wait(self.words["office-drop"], 60)


class OfficeFiles(OfficeVisit):
    STEPS = ("come_in", "read", "merge", "answer")

    def read(self):
        w, words = self.window, self.words
        stick = w.wait(re.compile("Open STICK"), 30)
        self.picture("office-files", 2)
        w.click(*stick.middle)
        w.wait(words["office-merge-do"], 60)
        self.picture("office-plan", 2)

    def merge(self):
        w, words = self.window, self.words
        self.press("office-merge-do")
        w.wait(words["office-merged"], 60)
        self.picture("office-merged", 2, hide=[FREE])
        w.press(re.compile("Confirm "))
        w.wait(re.compile(".* is confirmed"), 60)
        self.picture("office-confirmed", 2, hide=[FREE])

    def answer(self):
        self.window.press(re.compile("Copy the notice to STICK"))
        self.window.wait(self.words["carry-safe"], 60)
        self.picture("office-answered", 2)


class OfficePages(OfficeVisit):
    STEPS = ("come_in", "people", "alike", "certificates", "reports", "stations", "keys", "records", "looks", "in_spanish")

    def __init__(self, window, words, spanish):
        super().__init__(window, words)
        self.spanish = spanish

    def place(self, name):
        self.press(f"office-{name}")
        self.picture(f"office-{name}", 3)

    def ask(self, key, name, **more):
        """Presses what opens a dialog."""
        self.window.press(self.words[key])
        self.dialog(name, **more)

    def people(self):
        w = self.window
        self.place("people")
        w.click(*w.wait(re.compile(ANA), 30).middle)
        w.wait(self.words["office-person-close"], 20)
        self.picture("office-person", 2)
        self.ask("office-transfer", "office-transfer")
        self.ask("office-packet", "office-packet")
        self.press("office-person-close")

    def alike(self):
        self.press("office-alike-look")
        self.picture("office-alike", 2)
        self.ask("office-one-do", "office-one")
        self.press("office-alike-back")

    def certificates(self):
        w = self.window
        self.place("certificates")
        w.click(*w.wait(re.compile(ANA), 30).middle)
        w.wait(self.words["office-save-files"], 30)
        self.picture("office-certificate", 5)
        self.ask("office-revoke-do", "office-revoke")

    def reports(self):
        """Each question; the hours of one person are chosen out of a list."""
        w, words = self.window, self.words
        self.place("reports")
        for name in REPORTS:
            w.press(words["office-report-question-named"], 30)
            if name == REPORTS[0]:
                self.picture("office-questions", 2)
            w.press(words[f"report-{name}"])
            if name == "evidence":
                w.press(words["office-choose-person"], 30)
                w.wait(re.compile(ANA), 20)
                self.picture("office-choose", 2)
                w.press(re.compile(ANA))
            self.picture(f"office-report-{name}", 4)

    def stations(self):
        w = self.window
        self.place("stations")
        w.click(*w.wait(re.compile("Desk 1"), 30).middle)
        w.wait(self.words["office-retire"], 20)
        self.picture("office-station", 2)
        self.ask("office-retire", "office-retire")

    def keys(self):
        w, words = self.window, self.words
        self.place("keys")
        w.press(re.compile("Make the kit for "))
        w.wait(words["office-kit-made"], 60)
        self.picture("office-kit", 2)
        w.press(words["office-rules-change"])
        w.wait(words["office-rules-look"], 20)
        self.picture("office-rules", 2)
        w.press(words["office-rule-print"])
        w.press(words["office-rules-look"])
        w.wait(words["office-rules-sign"], 20)
        self.dialog("office-rules-sign")
        self.ask("office-facility-add", "office-places")

    def records(self):
        self.place("records")
        self.window.press(self.words["office-backup-do"])
        self.window.wait(self.words["office-pick-begin"], 20)
        self.dialog("office-pick")
        self.window.press(self.words["office-back-do"])
        self.window.wait(self.words["office-pick-begin"], 20)
        self.dialog("office-pick-back")

    def looks(self):
        for theme in ("dark", "contrast"):
            self.press("office-records")
            self.press(f"theme-{theme}")
            self.press("office-people")
            self.picture(f"office-{theme}", 2)
        self.press("office-records")
        self.press("theme-light")
        for _ in range(3):
            self.press("text-larger")
        self.press("office-stations")
        self.picture("office-larger", 2)
        self.press("office-records")
        for _ in range(3):
            self.press("text-smaller")

    def in_spanish(self):
        self.press("office-records")
        self.window.press("Español")
        for place in ("files", "people", "certificates", "reports", "stations", "keys", "records"):
            self.window.press(self.spanish[f"office-{place}"], fixed=True)
            self.picture(f"office-es-{place}", 3)
