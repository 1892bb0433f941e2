#!/usr/bin/python3
"""The program is killed in the middle of a quiz, in the real window: the quiz opens at the same question again, and what
was answered before counts.

    crash.py --program FOOTHOLD --home FOLDER --pictures FOLDER --course COURSE.toml --words assets/locales/en --pins PIN,PIN
        [--by both|keyboard|mouse]

The station has two learners, Ana Ruiz and Ben Okafor, each with a one-time PIN. Ana's program is killed the moment her
first answer is told to be right; Ben's while he is in the middle of the second question. Each then comes back: Home leads
to question 2, what Ben had begun there stands there again, and the result counts the answer from before. Started by
installer/try.sh --crash.
"""

import argparse
import re
import sys
import time
import tomllib
from functools import partial
from pathlib import Path

from gi.repository import GLib

from drive import HANDS, PRESSED, Learner, Player, Stuck, Window, Words, journey, say, xdotool
from turns import ANA, BEN, Station


class Crash(Station):
    def __init__(self, window, words, course, one_time, player):
        super().__init__(window, words, course, one_time)
        self.player, self.learner = player, Learner(window, words, course)
        self.quiz = next(lesson for lesson in self.learner.lessons() if lesson["kind"] == "quiz")
        self.title = self.quiz["title"]["en"]
        self.questions = [question for part in self.quiz["quiz"]["parts"] for question in part["questions"]]
        self.pairs = self.questions[1]["left"]  # the second question is one of pairs

    def place(self, number):
        return re.compile(rf"Question {number} of {len(self.questions)}\b")

    def paired(self, done):
        self.window.wait(f"{done} of {len(self.pairs)} paired", 10)

    def first_answer(self, who):
        """To the first question of the quiz, and its right answer chosen."""
        w, words = self.window, self.words
        self.come_in(who)
        w.press(words["place-library"], fixed=True)
        card = w.wait(re.compile(re.escape(self.course)), 60)
        w.press(card.name.strip())
        w.wait(words["action-start"], 30, ("push button",))
        w.press(re.compile(re.escape(f"{words.texts['kind-quiz']}: {self.title}")), 30)
        w.press(words["quiz-start"], 30)
        w.wait(self.place(1), 20)
        self.learner.answer(self.questions[0])

    def killed_at_once(self):
        """The button goes when it is told whether the answer is right, which is after it was saved."""
        w, words = self.window, self.words
        self.first_answer(ANA)
        button = w.wait(words["quiz-check"], 10, PRESSED, usable=True)
        w.picture("ana-has-chosen")
        if not is_there(button.at, words["quiz-check"]):
            raise Stuck("the button that is watched cannot be seen")
        if w.by == "keyboard":
            w.reach(words["quiz-check"])
            xdotool("key", "Return")
        else:
            xdotool("mousemove", *button.middle)
            time.sleep(0.15)
            xdotool("click", 1)
        pressed = time.monotonic()
        while is_there(button.at, words["quiz-check"]):
            if time.monotonic() > pressed + 20:
                raise Stuck("the answer was not taken")
        self.player.kill()
        say(f"killed {(time.monotonic() - pressed) * 1000:.0f} ms after the answer was given")

    def killed_in_the_next(self):
        w, words = self.window, self.words
        self.first_answer(BEN)
        w.press(words["quiz-check"])
        w.wait(re.compile(words["quiz-verdict-right"].pattern.removesuffix("$")), 20)
        w.press(words["quiz-next"])
        w.wait(self.place(2), 20)
        w.press(self.questions[1]["right"][0]["text"]["en"])
        self.paired(1)
        w.picture("ben-is-in-the-second")
        time.sleep(2)  # longer than the pause after which it is saved
        self.player.kill()

    def goes_on(self, who, begun):
        """Home leads to the second question; the rest is left out, so that all that counts is from before."""
        w, words, name = self.window, self.words, who.split()[0].lower()
        self.player.begin()
        self.come_in(who)
        w.wait(re.compile(rf".*question 2 of {len(self.questions)}\b"), 20)
        w.picture(f"{name}-at-home-again")
        w.press(re.compile(words["action-continue"].pattern.removesuffix("$") + ": " + re.escape(self.title)), 20)
        w.wait(self.place(2), 20)
        self.paired(begun)
        w.picture(f"{name}-goes-on")
        for number in range(2, len(self.questions) + 1):
            w.wait(self.place(number), 20)
            w.press(words["quiz-later"])
        w.wait(re.compile(f"{len(self.questions) - 1} questions have no answer yet"), 20)
        w.press(words["quiz-hand-in"])
        points = sum(question["points"] for question in self.questions)
        w.wait(re.compile(f"{self.questions[0]['points']} of {points} points"), 20)
        w.picture(f"{name}-result")
        self.leave(who)

    def turn(self, who, killed, begun):
        say(f"{who}, {killed.__name__.replace('_', ' ')}")
        killed()
        self.goes_on(who, begun)


def is_there(at, pattern):
    """Whether a control is still in the window; asked of the program itself, not of what is remembered of it."""
    try:
        at.clear_cache()
        return bool(pattern.match((at.get_name() or "").strip()))
    except GLib.Error:
        return False


def main():
    arguments = argparse.ArgumentParser()
    for name in ("program", "home", "pictures", "course", "words", "pins"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--by", choices=HANDS, default="both")
    given = arguments.parse_args()
    window, player = Window(given.pictures, given.by), Player(given.program, given.home)
    course = tomllib.loads(Path(given.course).read_text())
    pins = dict(zip((ANA, BEN), given.pins.split(","), strict=True))
    crash = Crash(window, Words(given.words), course, pins, player)
    turns = ((ANA, crash.killed_at_once, 0), (BEN, crash.killed_in_the_next, 1))
    return journey(window, player, [partial(crash.turn, *turn) for turn in turns])


if __name__ == "__main__":
    sys.exit(main())
