#!/usr/bin/python3
"""Goes through the starter course in the real window, as a person would, and leaves a picture of each kind of screen.

    drive.py --pictures FOLDER --course COURSE.toml --words assets/locales/en [--by both|keyboard|mouse]

With `--by keyboard` the mouse is never touched: Tab goes to what is pressed, as far as it takes. With `--by mouse` keys
are used only to write into fields. It looks at the window through the accessibility tree, as a screen reader does, and acts by mouse and keyboard through
xdotool: nothing is called inside the program. What to press is found by the words of `--words`, what to answer by the
course's own source. Started by installer/try.sh, which gives it a display and an accessibility bus.
"""

import argparse
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PERSON, PIN = "Sam Rivera", "246801"
# Where the body of a screen is seen: below the top bar, above the bar of a lesson.
TOP, BOTTOM, MIDDLE = 112, 690, (760, 420)
# What a walk may use.
HANDS = ("both", "keyboard", "mouse")
# What can be pressed, by its role.
FIELDS = ("entry", "text")
PRESSED = ("push button", "radio button", "check box", "toggle button", "link", "page tab", "list item", "menu item")


def say(text):
    print(f"   {text}", flush=True)


class Stuck(Exception):
    """What was waited for did not come."""


class Words:
    """The English words of the program, by key."""

    def __init__(self, folder):
        self.texts = {}
        for file in sorted(Path(folder).glob("*.ftl")):
            for line in file.read_text().splitlines():
                found = re.match(r"([a-z][a-z0-9-]*) = (.*)", line)
                if found:
                    self.texts[found[1]] = found[2]

    def __getitem__(self, key):
        """A pattern that fits the whole text, whatever stands for its variables."""
        parts = re.split(r"\{[^}]*\}", self.texts[key])
        return re.compile(".+".join(re.escape(part) for part in parts) + "$", re.S)


class Node:
    def __init__(self, role, name, box, states, at):
        self.role, self.name, self.box, self.states, self.at = role, name, box, states, at

    @property
    def middle(self):
        return self.box.x + self.box.width // 2, self.box.y + self.box.height // 2

    @property
    def value(self):
        """What stands in a field."""
        return Atspi.Text.get_text(self.at, 0, Atspi.Text.get_character_count(self.at))

    def is_usable(self):
        return self.states.contains(Atspi.StateType.ENABLED) and self.box.width > 0


class Window:
    def __init__(self, pictures, by="both"):
        self.pictures, self.taken, self.by = Path(pictures), 0, by
        self.pictures.mkdir(parents=True, exist_ok=True)
        Atspi.init()

    def nodes(self):
        """Everything in the window now, in order."""
        desk = Atspi.get_desktop(0)
        desk.clear_cache()  # or a program that was begun again may not be among what is remembered
        found = []
        for n in range(desk.get_child_count()):
            app = desk.get_child_at_index(n)
            if app is not None:
                app.clear_cache()
                self._walk(app, found)
        return found

    def _walk(self, at, found):
        try:
            role, name = at.get_role_name(), at.get_name() or ""
            try:
                box = at.get_extents(Atspi.CoordType.SCREEN)
                found.append(Node(role, name, box, at.get_state_set(), at))
            except GLib.Error:
                pass  # a frame has no place of its own
            children = [at.get_child_at_index(n) for n in range(at.get_child_count())]
        except GLib.Error:
            return  # it went away while it was read
        for child in children:
            if child is not None:
                self._walk(child, found)

    def find(self, pattern, roles=None):
        if isinstance(pattern, str):
            pattern = re.compile(re.escape(pattern) + "$", re.S)
        fits = lambda node: pattern.match(node.name.strip()) and (roles is None or node.role in roles)
        return [node for node in self.nodes() if fits(node)]

    def wait(self, pattern, seconds=20, roles=None, usable=False):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = [node for node in self.find(pattern, roles) if node.is_usable() or not usable]
            if found:
                return found[0]
            time.sleep(0.25)
        raise Stuck(f"“{getattr(pattern, 'pattern', pattern)}” did not come within {seconds} s")

    def press(self, pattern, seconds=20, roles=PRESSED, fixed=False):
        """Clicks what fits the pattern; in the body of a screen it is first scrolled to where it is seen."""
        node = self.wait(pattern, seconds, roles, usable=True)
        if self.by == "keyboard":
            return self.press_by_keys(pattern, roles)
        for _ in range(40):
            if fixed or TOP <= node.middle[1] <= BOTTOM:
                break
            self.wheel(5 if node.middle[1] > BOTTOM else 4, 2)
            node = self.wait(pattern, seconds, roles, usable=True)
        self.click(*node.middle)
        return node

    def focused(self):
        return next((node for node in self.nodes() if node.states.contains(Atspi.StateType.FOCUSED)), None)

    def press_by_keys(self, pattern, roles):
        """Goes there by Tab and presses it; in a field the keyboard stays."""
        node = self.reach(pattern, roles)
        if node.role not in FIELDS:
            self.key("Return")
            time.sleep(0.35)
        return node

    def reach(self, pattern, roles=PRESSED, steps_max=150):
        """Goes there by Tab."""
        if isinstance(pattern, str):
            pattern = re.compile(re.escape(pattern) + "$", re.S)
        for _ in range(steps_max):
            node = self.focused()
            if node and pattern.match(node.name.strip()) and node.role in roles and node.is_usable():
                return node
            xdotool("key", "Tab")
            time.sleep(0.12)
        raise Stuck(f"“{pattern.pattern}” cannot be reached by Tab")

    def click(self, x, y):
        if self.by == "keyboard":
            raise Stuck("the mouse was to be left alone")
        xdotool("mousemove", x, y)
        time.sleep(0.15)
        xdotool("click", 1)
        time.sleep(0.35)

    def further(self):
        """A little further down the page."""
        if self.by == "keyboard":
            self.key("Page_Down")
        else:
            self.wheel(5, 4)

    def wheel(self, button, times, at=MIDDLE):
        xdotool("mousemove", *at)
        xdotool("click", "--repeat", times, "--delay", 40, button)
        time.sleep(0.35)

    def key(self, *names):
        xdotool("key", "--delay", 80, *names)
        time.sleep(0.2)

    def type(self, text):
        xdotool("type", "--delay", 60, text)
        time.sleep(0.3)

    def pin(self, digits):
        if self.by == "mouse":
            for digit in digits:
                self.press(digit, fixed=True)
        else:
            self.type(digits)

    def picture(self, name):
        self.taken += 1
        path = self.pictures / f"{self.taken:02}-{name}.png"
        time.sleep(0.6)
        subprocess.run(["import", "-window", "root", str(path)], check=True)
        say(f"picture {path.name}")


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


class Player:
    """The program, begun and ended from here."""

    def __init__(self, program, home):
        self.program, self.home, self.process, self.window = program, home, None, None

    def begin(self, *options):
        with open(f"{self.home}.log", "a") as log:
            self.process = subprocess.Popen([self.program, "--home", self.home, *options], stdout=log, stderr=log)
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Foothold"]
        self.window = subprocess.run(search, check=True, capture_output=True, text=True, timeout=60).stdout.split()[0]
        xdotool("windowmove", self.window, 0, 0, "windowsize", self.window, 1366, 768, "windowfocus", self.window)

    def kill(self):
        self.process.kill()
        if self.process.wait() != -signal.SIGKILL:
            raise Stuck(f"it had ended by itself: {self.process.returncode}")

    def ends(self):
        """The program ends well by itself."""
        if self.process.wait(60) != 0:
            raise Stuck(f"it ended with {self.process.returncode}")


class Learner:
    """Somebody who takes the course from the first lesson to the certificate."""

    def __init__(self, window, words, course):
        self.window, self.words, self.course = window, words, course
        self.pictured = set()

    def once(self, name):
        if name not in self.pictured:
            self.pictured.add(name)
            self.window.picture(name)

    def sign_in(self):
        w, words = self.window, self.words
        w.wait(words["welcome-title"], 60)
        w.picture("welcome")
        w.press(words["welcome-try-do"], fixed=True)
        w.wait(words["who-is-learning"], 120)
        w.wait(re.compile(PERSON), 60)
        w.picture("sign-in")
        w.press(re.compile(PERSON), fixed=True)
        w.wait(words["type-your-pin"])
        w.pin(PIN[:3])
        w.picture("pin")
        w.pin(PIN[3:])
        w.wait(words["place-library"], 30)
        w.picture("home")

    def open_course(self):
        w, title = self.window, self.course["title"]["en"]
        w.press(self.words["place-library"], fixed=True)
        card = w.wait(re.compile(re.escape(title)), 60)
        w.picture("library")
        w.press(card.name.strip())
        w.wait(self.words["action-start"], 20, ("push button",))
        w.picture("course")
        w.press(self.words["action-start"], fixed=True)

    def lessons(self):
        return [lesson for module in self.course["modules"] for lesson in module["lessons"]]

    def study(self):
        for lesson in self.lessons():
            title = lesson["title"]["en"]
            say(f"{lesson['kind']}: {title}")
            self.window.wait(self.words["lesson-hide-outline"], 30)
            self.window.wait(title, 30)
            time.sleep(0.5)
            if lesson["required"]:
                getattr(self, lesson["kind"])(lesson)
            if lesson is not self.lessons()[-1]:
                self.window.press(self.words["action-next"], fixed=True)

    def is_missing(self):
        return self.window.find(self.words["missing-see"])

    def await_done(self, seconds, what):
        until = time.monotonic() + seconds
        while self.is_missing():
            if time.monotonic() > until:
                raise Stuck(f"{what} did not count as seen")
            time.sleep(0.5)

    def reading(self, _lesson):
        self.once("reading")
        for turn in range(60):
            if not self.is_missing():
                break
            self.window.further()
            time.sleep(0.6)
            if turn == 4:
                self.once("reading-further")
        self.await_done(15, "the reading")

    def slides(self, lesson):
        for n in range(len(lesson["slides"]) - 1):
            if n == 2:
                self.once("slides")
            time.sleep(1)
            self.window.press(self.words["slides-next"])
        self.await_done(20, "the slides")

    def video(self, _lesson):
        w = self.window
        w.press(self.words["video-play"], 30, fixed=True)
        time.sleep(14)
        self.once("video")
        self.await_done(150, "the video")

    def quiz(self, lesson):
        w, words = self.window, self.words
        w.press(words["quiz-start"])
        for part in lesson["quiz"]["parts"]:
            for number, question in enumerate(part["questions"], 1):
                w.wait(re.compile(rf"Question {number} of "), 20)
                self.answer(question)
                if number == 1:
                    self.once("quiz")
                w.press(words["quiz-check"])
                w.wait(re.compile(words["quiz-verdict-right"].pattern.removesuffix("$")), 20)  # and the points
                if number == 2:
                    self.once("quiz-checked")
                is_last = number == len(part["questions"])
                w.press(words["quiz-finish" if is_last else "quiz-next"])
        w.wait(words["quiz-result-passed"], 30)
        self.once("quiz-passed")

    def answer(self, question):
        w, words = self.window, self.words
        lists = ("options", "items", "left", "right")
        text = {option["id"]: option["text"]["en"] for key in lists for option in question.get(key, [])}
        match question["kind"]:
            case "single":
                w.press(text[question["answer"]])
            case "multiple":
                for option in question["answer"]:
                    w.press(text[option])
            case "true_false":
                w.press(words["quiz-true" if question["answer"] else "quiz-false"])
            case "numeric":
                self.write("quiz-your-number", question["value"])
            case "short":
                self.write("quiz-your-words", question["accept"][0]["text"]["en"])
            case "match":
                for _, right in question["pairs"]:
                    w.press(text[right])  # the next left without one waits for it
            case "order":
                for number, item in enumerate(question["items"], 1):
                    said = text[item["id"]]
                    while not w.find(f"{number}. {said}"):
                        w.press(f"Move up: {said}")

    def write(self, label, text):
        self.window.press(self.words[label], roles=FIELDS)
        self.window.type(text)

    def certificate(self):
        w, words = self.window, self.words
        w.press(words["quiz-see-certificate"])
        w.wait(words["certificate-is-provisional"], 30)
        w.picture("certificate")

    def look_around(self):
        w, words = self.window, self.words
        for place in ("home", "record", "help"):
            w.press(words[f"place-{place}"], fixed=True)
            time.sleep(1)
            w.picture(f"{place}-after")
            if w.find(re.compile(".*not on this computer now")):
                raise Stuck("a course is called gone that is here")
        w.press(words["action-lock"], fixed=True)
        w.wait(words["locked-why"])
        w.picture("locked")


# What ends a walk before its end.
FAULTS = (Stuck, subprocess.SubprocessError)


def stopped(window, fault):
    """Leaves what there was to see when a walk stopped, and says why; gives the status to end with."""
    try:
        window.picture("stuck")
    except subprocess.SubprocessError:
        say("the display is gone")
    for node in window.nodes():
        print(f"     {node.role}: {node.name!r} at {node.box.x},{node.box.y} {node.box.width}x{node.box.height}", file=sys.stderr)
    print(f"It stopped: {fault}", file=sys.stderr)
    return 1


def journey(window, player, steps):
    """Begins the program, takes the steps, and leaves nothing running; gives the status to end with."""
    try:
        player.begin()
        for step in steps:
            step()
    except FAULTS as fault:
        return stopped(window, fault)
    finally:
        if player.process:
            player.process.kill()
    return 0


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pictures", required=True)
    arguments.add_argument("--course", required=True)
    arguments.add_argument("--words", required=True)
    arguments.add_argument("--by", choices=HANDS, default="both")
    given = arguments.parse_args()
    window = Window(given.pictures, given.by)
    course = tomllib.loads(Path(given.course).read_text())
    learner = Learner(window, Words(given.words), course)
    try:
        for step in (learner.sign_in, learner.open_course, learner.study, learner.certificate, learner.look_around):
            step()
    except FAULTS as fault:
        return stopped(window, fault)
    return 0


if __name__ == "__main__":
    sys.exit(main())
