#!/usr/bin/python3
"""Types into a field of the real window on a Spanish keyboard, and copies, cuts, pastes and takes back.

    keyboard.py --pictures FOLDER --words assets/locales/en

What stands in the field is read as a screen reader reads it. Started by tests/keyboard.sh.
"""

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "installer"))
from drive import FIELDS, PERSON, PIN, Stuck, Window, Words, xdotool  # noqa: E402

EMPTY = ("ctrl+a", "Delete")
# What is done, the keys as they are pressed (a word begins with + or - where a key is held or let go), what stands there.
TYPED = (
    ("letters", ("c", "a", "f"), "caf"),
    ("an accent by a dead key", ("dead_acute", "e"), "é"),
    ("a capital with an accent", ("dead_acute", "shift+a"), "Á"),
    ("two dots by a dead key with Shift", ("shift+dead_acute", "u"), "ü"),
    ("a grave accent", ("dead_grave", "o"), "ò"),
    ("a hat by a dead key with Shift", ("shift+dead_grave", "i"), "î"),
    ("a dead key and a space", ("dead_acute", "space"), "'"),
    ("the keyboard's own letters", ("ntilde", "shift+ntilde", "ccedilla"), "ñÑç"),
    ("the key of Spanish marks, 21, without and with Shift", ("21", "shift+21"), "¡¿"),
    ("signs by AltGr", ("+ISO_Level3_Shift", "2", "4", "e", "-ISO_Level3_Shift"), "@~€"),
    ("Caps Lock", ("Caps_Lock", "n", "ntilde", "Caps_Lock", "n"), "NÑn"),
)
EDITED = (
    ("copied and pasted twice", ("u", "n", "o", "ctrl+a", "ctrl+c", "End", "ctrl+v", "ctrl+v"), "unounouno"),
    ("cut", ("d", "o", "s", "ctrl+a", "ctrl+x"), ""),
    ("pasted after a cut", ("d", "o", "s", "ctrl+a", "ctrl+x", "space", "ctrl+v"), " dos"),
    ("pasted over what is chosen", ("u", "n", "o", "ctrl+a", "ctrl+c", "d", "ctrl+a", "ctrl+v"), "uno"),
    ("an accent copied", ("dead_acute", "e", "ctrl+a", "ctrl+c", "End", "ctrl+v"), "éé"),
    ("a cut taken back", ("u", "n", "o", "WAIT", "ctrl+a", "ctrl+x", "WAIT", "ctrl+z"), "uno"),
    ("and done again", ("u", "n", "o", "WAIT", "ctrl+a", "ctrl+x", "WAIT", "ctrl+z", "WAIT", "ctrl+shift+z"), ""),
)


class Typing:
    def __init__(self, window, words):
        self.window, self.words, self.wrong = window, words, 0

    def begin(self):
        """To the field that searches the library."""
        w, words = self.window, self.words
        w.wait(words["welcome-title"], 90)
        w.press(words["welcome-try-do"], fixed=True)
        w.wait(words["who-is-learning"], 180)
        w.wait(re.compile(PERSON), 60)
        w.press(re.compile(PERSON), fixed=True)
        w.wait(words["type-your-pin"])
        w.type(PIN)
        w.press(words["place-library"], 60, fixed=True)
        time.sleep(2)
        w.click(*self.field().middle)

    def field(self):
        until = time.monotonic() + 30
        while time.monotonic() < until:
            found = [node for node in self.window.nodes() if node.role in FIELDS]
            if found:
                return found[0]
            time.sleep(0.25)
        raise Stuck("no field came")

    def keys(self, names):
        for name in names:
            if name == "WAIT":
                time.sleep(1.5)  # what is typed without a pause is taken back as one
            elif name[0] in "+-":
                xdotool("keydown" if name[0] == "+" else "keyup", name[1:])
            else:
                xdotool("key", name)
            time.sleep(0.12)

    def holds(self, wanted, seconds=5):
        until = time.monotonic() + seconds
        while (value := self.field().value) != wanted and time.monotonic() < until:
            time.sleep(0.2)
        return value

    def check(self, what, names, wanted):
        self.keys(EMPTY)
        self.holds("")
        self.keys(names)
        value = self.holds(wanted)
        print(f"   {what}: {value!r}" + ("" if value == wanted else f", not {wanted!r}"), flush=True)
        self.wrong += value != wanted

    def all(self):
        self.begin()
        subprocess.run(["setxkbmap", "es"], check=True)
        time.sleep(1)
        for row in (*TYPED, *EDITED):
            self.check(*row)
        self.window.picture("typed")
        return self.wrong


def main():
    arguments = argparse.ArgumentParser()
    for name in ("pictures", "words"):
        arguments.add_argument(f"--{name}", required=True)
    given = arguments.parse_args()
    window = Window(given.pictures)
    try:
        wrong = Typing(window, Words(given.words)).all()
    except (Stuck, subprocess.CalledProcessError) as fault:
        window.picture("stuck")
        print(f"The typing stopped: {fault}", file=sys.stderr)
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
