#!/usr/bin/python3
"""Two learners in turn at one station, in the real window: the screen locks by itself, and nobody sees a trace of another.

    turns.py --pictures FOLDER --course COURSE.toml --words assets/locales/en --pins PIN,PIN [--by both|keyboard|mouse]

The station has an idle lock of two minutes and two learners, Ana Ruiz and Ben Okafor, each with a one-time PIN. Ana
chooses her PIN, opens a lesson and goes away: the countdown comes, then the lock, and nothing of hers is left on the
screen; her PIN leads back to the same lesson. Then Ben comes in: nothing of Ana's is anywhere. Then Ana again: her place
is still there. Started by installer/try.sh --turns.
"""

import argparse
import re
import sys
import time
import tomllib
from pathlib import Path

from drive import FAULTS, HANDS, Stuck, Window, Words, say, stopped

ANA, BEN = "Ana Ruiz", "Ben Okafor"
PINS = {ANA: "739154", BEN: "830265"}
# The idle lock of the station in seconds; the countdown is told in its last minute.
LOCK = 120


class Station:
    def __init__(self, window, words, course, one_time):
        self.window, self.words, self.one_time = window, words, one_time
        self.course = course["title"]["en"]
        self.lesson = course["modules"][0]["lessons"][0]["title"]["en"]

    def absent(self, *traces):
        """None of these texts is anywhere in the window, for eyes or for a screen reader."""
        seen = [node.name for node in self.window.nodes()]
        for trace in traces:
            found = [name for name in seen if trace in name]
            if found:
                raise Stuck(f"“{trace}” is still there: {found[:3]}")

    def come_in(self, who):
        w, words = self.window, self.words
        w.wait(words["who-is-learning"], 60)
        self.absent(self.course, self.lesson)
        w.press(re.compile(who), fixed=True)
        w.wait(words["type-your-pin"])
        w.pin(self.one_time.get(who, PINS[who]))
        if who in self.one_time:
            w.wait(words["pin-choose"], 30)
            w.pin(PINS[who])
            w.wait(words["pin-again"], 30)
            w.pin(PINS[who])
            del self.one_time[who]
        w.wait(words["place-library"], 30)

    def leave(self, who):
        w, words = self.window, self.words
        w.press(words["action-leave"], fixed=True)
        w.wait(words["who-is-learning"], 30)

    def ana_begins(self):
        w, words = self.window, self.words
        self.come_in(ANA)
        w.press(words["place-library"], fixed=True)
        card = w.wait(re.compile(re.escape(self.course)), 60)
        w.press(card.name.strip())
        w.press(words["action-start"], fixed=True)
        w.wait(self.lesson, 30)
        w.further()
        w.picture("ana-reads")

    def nobody_touches_it(self):
        w, words = self.window, self.words
        start = time.monotonic()
        w.wait(words["locks-in"], LOCK)
        told = time.monotonic() - start
        if told < LOCK - 60 - 15:
            raise Stuck(f"the countdown came after {told:.0f} s already")
        w.picture("countdown")
        self.window.wait(self.lesson, 5)
        w.wait(words["locked-why"], 90)
        locked = time.monotonic() - start
        say(f"countdown after {told:.0f} s, locked after {locked:.0f} s without a sign of life")
        self.absent(self.course, self.lesson)
        w.picture("locked-by-itself")

    def ana_is_back(self):
        w = self.window
        w.pin(PINS[ANA])
        w.wait(self.lesson, 30)
        w.picture("ana-is-back")
        self.leave(ANA)

    def ben_comes(self):
        w, words = self.window, self.words
        self.come_in(BEN)
        w.wait(words["welcome-first"], 20)
        self.absent("Ana")
        w.picture("ben-at-home")
        for place in ("library", "record"):
            w.press(words[f"place-{place}"], fixed=True)
            time.sleep(1)
            self.absent("Ana")
            w.picture(f"ben-{place}")
        w.press(words["action-lock"], fixed=True)
        w.wait(words["locked-why"])
        w.press(words["somebody-else"])

    def ana_goes_on(self):
        w, words = self.window, self.words
        self.come_in(ANA)
        card = words["action-continue"].pattern.removesuffix("$") + ": " + re.escape(self.lesson)
        w.wait(re.compile(card), 20)
        self.absent("Ben")
        w.picture("ana-goes-on")
        self.leave(ANA)


def main():
    arguments = argparse.ArgumentParser()
    for name in ("pictures", "course", "words", "pins"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--by", choices=HANDS, default="both")
    given = arguments.parse_args()
    window = Window(given.pictures, given.by)
    course = tomllib.loads(Path(given.course).read_text())
    station = Station(window, Words(given.words), course, dict(zip((ANA, BEN), given.pins.split(","), strict=True)))
    steps = (station.ana_begins, station.nobody_touches_it, station.ana_is_back, station.ben_comes, station.ana_goes_on)
    try:
        for step in steps:
            say(step.__name__.replace("_", " "))
            step()
    except FAULTS as fault:
        return stopped(window, fault)
    return 0


if __name__ == "__main__":
    sys.exit(main())
