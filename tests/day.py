#!/usr/bin/python3
"""A day at a station of an office, in the real window: what staff and learners do beyond a course from end to end.

    day.py VISIT --program FOOTHOLD --place FOLDER --pictures FOLDER --words assets/locales/en

A VISIT is to the desk's list of people (`people`), to a course with every kind of question (`questions`), to what a learner
keeps (`keeping`), or to what ends a session (`endings`). PLACE is made by tests/day.sh, which starts this: the station's home, a stick, the one-time PINs.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "installer"))
from day_endings import EndingsDay  # noqa: E402
from day_keeping import KeepingDay  # noqa: E402
from day_people import PeopleDay  # noqa: E402
from day_questions import QuestionsDay  # noqa: E402

from drive import Player, Window, Words, journey  # noqa: E402

VISITS = {"people": PeopleDay, "questions": QuestionsDay, "keeping": KeepingDay, "endings": EndingsDay}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("visit", choices=VISITS)
    for name in ("program", "place", "pictures", "words"):
        arguments.add_argument(f"--{name}", required=True)
    given = arguments.parse_args()
    place, window = Path(given.place), Window(given.pictures)
    pins = dict(line.rsplit(" ", 1) for line in (place / "pins").read_text().splitlines())
    player = Player(given.program, str(place / "walk" / "home"))
    more = {"player": player} if given.visit == "endings" else {}
    guest = VISITS[given.visit](window, Words(given.words), place, pins, **more)
    return journey(window, player, [partial(guest.step, step) for step in guest.STEPS])


if __name__ == "__main__":
    sys.exit(main())
