#!/usr/bin/python3
"""Visits every screen in the real window, and leaves a picture of each under its own name.

    renderers.py VISIT --pictures FOLDER --course COURSE.toml --words assets/locales

A VISIT is to a try-out station (`tour`), to a station of an office (`station`) or to the office's own window (`new-office`,
`files`, `office`). Besides the starter course it opens the one that renderers_course.py writes. Started by
tests/renderers.sh once for each renderer. What to press is found through the accessibility tree.
"""

import argparse
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from renderers_office import NewOffice, OfficeFiles, OfficePages
from renderers_station import StationVisit
from renderers_visit import GARDEN, Visit

from drive import PERSON, PIN, Stuck, Window, Words

STAFF, PASSPHRASE = "Alex Morgan", "try foothold today"


class Tour(Visit):
    STEPS = ("arrive", "course", "search", "study", "garden", "own_places", "looks", "in_spanish", "desk")

    def __init__(self, window, words, spanish, course):
        super().__init__(window, words)
        self.spanish = spanish
        self.title = course["title"]["en"]
        lessons = [lesson for module in course["modules"] for lesson in module["lessons"]]
        self.lessons = {kind: next(it for it in lessons if it["kind"] == kind)["title"]["en"]
                        for kind in ("reading", "slides", "video", "quiz")}

    def arrive(self):
        w, words = self.window, self.words
        w.wait(words["welcome-title"], 90)
        self.picture("welcome")
        self.press("welcome-kit-do")
        self.picture("set-up")
        self.press("action-back")
        w.wait(words["welcome-title"], 20)
        self.press("welcome-try-do")
        w.wait(words["who-is-learning"], 180)
        w.wait(re.compile(PERSON), 60)
        self.picture("sign-in")
        w.press(re.compile(PERSON), fixed=True)
        w.wait(words["type-your-pin"])
        self.picture("pin")
        w.type(PIN)
        w.wait(words["place-library"], 60)
        self.picture("home", 3)

    def course(self):
        w = self.window
        self.press("place-library")
        w.wait(re.compile(re.escape(self.title)), 60)
        self.picture("library", 3)
        programme = w.find(re.compile("Four weeks"), ("push button", "link", "list item"))
        if programme:
            w.press(programme[0].name.strip())
            self.picture("programme", 3)
            self.press("place-library")
        w.press(w.wait(re.compile(re.escape(self.title)), 60).name.strip())
        w.wait(self.words["action-start"], 30, ("push button",))
        self.picture("course", 3)
        self.press("place-library")

    def search(self):
        """What is found, what is found for a word that nobody wrote, and nothing at all."""
        w, words = self.window, self.words
        for typed, comes, name in (("record", r"\d+ places?", "found"), ("interveiw", "Results for ", "found-instead"),
                                   ("xqzvk", "Nothing found for ", "found-nothing")):
            self.write("search-the-library", typed)
            w.wait(re.compile(comes), 60)
            while w.find(words["results-building"]):
                time.sleep(1)
            self.picture(name, 2)
            w.key("ctrl+a", "Delete")
        w.press(w.wait(re.compile(re.escape(self.title)), 60).name.strip())
        w.wait(words["action-start"], 30, ("push button",))

    def study(self):
        """One lesson of each kind, the first from the course's page, the others from the outline."""
        w = self.window
        for kind, title in self.lessons.items():
            self.open(kind, title)
            w.wait(self.words["lesson-hide-outline"], 30)
            if kind == "video":
                w.wait(self.words["video-times"], 30)
            self.picture(f"lesson-{kind}", 4)
            if kind == "quiz":
                self.press("quiz-start")
                w.wait(re.compile("Question 1 of "), 20)
                self.picture("lesson-quiz-question", 2)
            if kind == "video":
                self.press("video-full")
                self.picture("film-full", 2)
                w.key("Escape")
                w.wait(self.words["lesson-hide-outline"], 20)
                self.press("video-keys")
                self.picture("film-keys")
                w.key("Escape")
        w.press(self.title, fixed=True)
        w.press(re.compile(r"\d+ words? explained"), 30)
        self.picture("glossary", 2)
        w.press(self.title, fixed=True)
        self.press("place-library")

    def garden(self):
        """A table and a formula, pages, a book, a recording, and the certificate that the first of them earned."""
        w, words = self.window, self.words
        w.press(w.wait(re.compile(GARDEN), 60).name.strip())
        self.press("action-start", seconds=30)
        w.wait(words["lesson-hide-outline"], 30)
        self.picture("lesson-table", 3)
        self.open("document", "The handbook")
        w.wait(words["pages-search"], 30)
        self.picture("lesson-pdf", 4)
        self.press("pages-contents")
        self.picture("pdf-contents", 2)
        self.write("pages-search", "harvest")
        w.wait(re.compile(r"\d+ of \d\d$"), 20)  # so many places
        self.picture("pdf-found", 2)
        self.open("document", "The book of beds")
        w.wait(words["book-after"], 30)
        self.picture("lesson-epub", 3)
        self.press("pages-contents")
        self.press("book-after")
        self.picture("epub-further", 2)
        self.press("keep-open")
        self.picture("lesson-notes", 2)
        self.press("keep-close")
        self.open("audio", "Three tones")
        w.wait(words["video-times"], 30)
        self.picture("lesson-audio", 3)
        self.press("video-chapter-now")
        self.picture("audio-chapters", 2)
        w.key("Escape")
        self.questions()
        w.press(GARDEN, fixed=True)
        w.press(words["see-certificate"], 30)
        w.wait(words["certificate-is-provisional"], 30)
        self.picture("certificate", 2)
        self.press("place-library")

    def questions(self):
        """Each left out, to the result and what it says of each."""
        w = self.window
        self.open("quiz", "What do you know?")
        self.press("quiz-start", seconds=30)
        for number, kind in enumerate(("gaps", "order", "point"), 1):
            w.wait(re.compile(rf"Question {number} of "), 20)
            if kind == "order":
                self.bring_into_order("Dig", "Sow", "Reap")
            self.picture(f"quiz-{kind}", 2)
            self.press("quiz-later")
        self.picture("quiz-open", 2)
        self.press("quiz-hand-in")
        w.wait(re.compile("0 of 5 points"), 20)
        self.picture("quiz-result", 2)

    def bring_into_order(self, *items):
        """They come in another order each time; the last of them is the last that is moved."""
        for number, item in enumerate(items, 1):
            while not self.window.find(f"{number}. {item}"):
                self.window.press(f"Move up: {item}")
        for way in ("up", "down"):
            self.window.press(f"Move {way}: {items[-1]}")

    def own_places(self):
        w, words = self.window, self.words
        for place in ("record", "help"):
            self.press(f"place-{place}")
            self.picture(place, 2)
        self.press("place-record")
        w.press(words["place-packet"], 30)
        self.picture("packet", 2)
        self.press("place-record")
        w.press(words["place-journal"], 30)
        self.picture("journal", 2)
        self.write_page("journal-written")
        self.press("place-library")
        self.press("place-kept")
        self.picture("kept", 2)

    def looks(self):
        w = self.window
        menu = re.compile(f"{PERSON}: ")
        w.press(menu, fixed=True)
        self.picture("menu")
        self.press("place-settings")
        w.wait(self.words["settings-letters"], 20)
        self.picture("settings", 2)
        for theme in ("dark", "contrast", "light"):
            w.press(menu, fixed=True)
            self.press(f"theme-{theme}")
            w.key("Escape")
            if theme != "light":
                self.press("place-home")
                self.picture(f"home-{theme}", 2)
        for _ in range(3):
            self.press("text-larger")
        self.picture("home-larger", 2)
        for _ in range(3):
            self.press("text-smaller")

    def in_spanish(self):
        w, words = self.window, self.spanish
        menu = re.compile(f"{PERSON}: ")
        w.press(menu, fixed=True)
        w.press("Español", fixed=True)
        self.picture("es-kept")
        w.key("Escape")
        for place in ("home", "library", "record", "help"):
            w.press(words[f"place-{place}"], fixed=True)
            self.picture(f"es-{place}", 3)
        w.press(menu, fixed=True)
        w.press(words["place-settings"], fixed=True)
        self.picture("es-settings", 2)
        w.press(menu, fixed=True)
        w.press("English", fixed=True)
        w.key("Escape")

    def desk(self):
        w, words = self.window, self.words
        self.somebody_else("lock")
        self.staff_in(STAFF, PASSPHRASE, "staff-sign-in")
        for place in ("today", "people", "courses", "carry-in", "carry-out", "station"):
            self.press(f"desk-{place}", seconds=60)
            self.picture(f"desk-{place}", 3)
            if place == "people":
                self.people()
            if place == "courses":
                w.press(words["courses-remove"], 20)
                self.dialog("desk-remove")
            if place == "station":
                w.press(words["staff-add"])
                self.picture("desk-add-staff")

    def people(self):
        """The list's dialogs, and those of one person."""
        w = self.window
        self.press("people-add")
        self.dialog("desk-add-person")
        self.press("people-groups")
        self.write("group-new", "Morning class")
        self.press("group-make")
        w.wait(self.words["group-show"], 20)
        self.dialog("desk-groups")
        self.press("people-choose")
        self.picture("desk-choose")
        self.press("people-choose-end")
        self.press("people-from-file")
        self.picture("desk-roster", 3)
        self.press("action-cancel")
        w.click(*w.wait(re.compile(PERSON)).middle)
        self.picture("desk-person", 3)
        for asked in ("people-new-pin", "people-status-change", "group-to", "assign"):
            w.press(self.words[asked])
            self.dialog(f"desk-{asked}")


def visit(name, window, words, spanish, course, one_time):
    """Where it goes, and the steps there."""
    match name:
        case "tour":
            return Tour(window, words, spanish, course)
        case "station":
            return StationVisit(window, words, one_time)
        case "new-office":
            return NewOffice(window, words)
        case "files":
            return OfficeFiles(window, words)
        case "office":
            return OfficePages(window, words, spanish)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("visit", choices=("tour", "station", "new-office", "files", "office"))
    for name in ("pictures", "course", "words"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--one-time", help="Ana's PIN at a station of an office")
    given = arguments.parse_args()
    window = Window(given.pictures)
    words = [Words(Path(given.words) / language) for language in ("en", "es")]
    course = tomllib.loads(Path(given.course).read_text())
    guest = visit(given.visit, window, *words, course, given.one_time)
    try:
        for step in guest.STEPS:
            getattr(guest, step)()
    except (Stuck, subprocess.CalledProcessError) as fault:
        guest.picture("stuck")
        print(f"The visit stopped: {fault}", file=sys.stderr)
        for node in window.nodes():
            print(f"     {node.role}: {node.name!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
