#!/usr/bin/python3
"""Visits every screen of a try-out station in the real window, and leaves a picture of each under its own name.

    renderers.py --pictures FOLDER --course COURSE.toml --words assets/locales/en

Started by tests/renderers.sh once for each renderer. What to press is found through the accessibility tree.
"""

import argparse
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "installer"))
from drive import FIELDS, PERSON, PIN, Stuck, Window, Words, xdotool  # noqa: E402

STAFF, PASSPHRASE = "Alex Morgan", "try foothold today"
AWAY = (5, 760)


class Tour:
    def __init__(self, window, words, course):
        self.window, self.words = window, words
        self.title = course["title"]["en"]
        lessons = [lesson for module in course["modules"] for lesson in module["lessons"]]
        self.lessons = {kind: next(it for it in lessons if it["kind"] == kind)["title"]["en"]
                        for kind in ("reading", "slides", "video", "quiz")}

    def picture(self, name, wait=1.5):
        """Without the mouse over anything."""
        xdotool("mousemove", *AWAY)
        time.sleep(wait)
        subprocess.run(["import", "-window", "root", str(self.window.pictures / f"{name}.png")], check=True)
        print(f"   {name}", flush=True)

    def press(self, key, **more):
        return self.window.press(self.words[key], fixed=True, **more)

    def write(self, key, text):
        node = self.window.wait(self.words[key], 20, (*FIELDS, "password text"))
        self.window.click(*node.middle)
        self.window.type(text)

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

    def study(self):
        """One lesson of each kind, the first from the course's page, the others from the outline."""
        w = self.window
        for kind, title in self.lessons.items():
            w.press(re.compile(rf"{self.words.texts[f'kind-{kind}']}: {re.escape(title)}"), 30)
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

    def own_places(self):
        w = self.window
        for place in ("record", "help"):
            self.press(f"place-{place}")
            self.picture(place, 2)
        self.press("place-record")
        self.press("place-journal", seconds=30)
        self.picture("journal", 2)
        if self.window.find(self.words["place-packet"]):  # where the rules let words leave
            self.press("place-packet")
            self.picture("packet", 2)
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

    def desk(self):
        w, words = self.window, self.words
        self.press("action-lock")
        w.wait(words["locked-why"], 20)
        self.picture("lock", 2)
        self.press("somebody-else")
        w.wait(words["who-is-learning"], 30)
        self.press("staff-sign-in")
        self.write("staff-name", STAFF)
        self.write("passphrase", PASSPHRASE)
        self.picture("staff-sign-in")
        w.key("Return")
        for place in ("today", "people", "courses", "carry-in", "carry-out", "station"):
            self.press(f"desk-{place}", seconds=60)
            self.picture(f"desk-{place}", 3)
            if place == "people":
                w.click(*w.find(re.compile(PERSON))[0].middle)
                self.picture("desk-person", 3)


def main():
    arguments = argparse.ArgumentParser()
    for name in ("pictures", "course", "words"):
        arguments.add_argument(f"--{name}", required=True)
    given = arguments.parse_args()
    window = Window(given.pictures)
    tour = Tour(window, Words(given.words), tomllib.loads(Path(given.course).read_text()))
    try:
        for part in (tour.arrive, tour.course, tour.study, tour.own_places, tour.looks, tour.desk):
            part()
    except (Stuck, subprocess.CalledProcessError) as fault:
        tour.picture("stuck")
        print(f"The tour stopped: {fault}", file=sys.stderr)
        for node in window.nodes():
            print(f"     {node.role}: {node.name!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
