"""What every visit of tests/renderers.py shares: a picture under its own name, and what is pressed and written by the
keys of the words. Nothing that tells a time, a number by chance or the room on a disk may tell two pictures apart."""

import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "installer"))
from drive import FIELDS, xdotool  # noqa: E402

GARDEN = "A garden from seed"
AWAY = (5, 760)
# So far what stands beside a name reaches to the right.
BESIDE = 620


class Visit:
    def __init__(self, window, words):
        self.window, self.words = window, words

    def picture(self, name, wait=1.5, hide=(), beside=()):
        """Without the mouse over anything. Whatever text fits `hide` is painted white, and what stands right of `beside`."""
        xdotool("mousemove", *AWAY)
        time.sleep(wait)
        path = self.window.pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=True)
        boxes = [(box.x - 2, box.y, box.x + box.width + 40, box.y + box.height) for box in self.boxes(hide)]
        boxes += [(box.x + box.width + 2, box.y, box.x + BESIDE, box.y + box.height) for box in self.boxes(beside)]
        if boxes:
            drawn = " ".join(f"rectangle {left},{top} {right},{bottom}" for left, top, right, bottom in boxes)
            subprocess.run(["mogrify", "-fill", "white", "-draw", drawn, str(path)], check=True)
        print(f"   {name}", flush=True)

    def boxes(self, patterns):
        """Where these texts stand; each stands somewhere. A card that is called by what stands in it is not meant."""
        for pattern in patterns:
            self.window.wait(pattern, 10)
            boxes = [node.box for node in self.window.find(pattern)]
            lines = 1.5 * min(box.height for box in boxes)
            yield from (box for box in boxes if box.height <= lines)

    def press(self, key, **more):
        return self.window.press(self.words[key], fixed=True, **more)

    def write(self, key, text):
        node = self.window.wait(self.words[key], 20, (*FIELDS, "password text"))
        self.window.click(*node.middle)
        self.window.type(text)

    def dialog(self, name, **more):
        """A picture of a dialog, which is put away."""
        self.picture(name, 2, **more)
        self.window.key("Escape")

    def staff_in(self, name, passphrase, picture=None):
        """From the list of names to the staff desk."""
        self.window.wait(self.words["who-is-learning"], 90)
        self.press("staff-sign-in")
        self.write("staff-name", name)
        self.write("passphrase", passphrase)
        if picture:
            self.picture(picture)
        self.window.key("Return")

    def somebody_else(self, picture=None):
        """From wherever somebody is, to the list of names."""
        self.press("action-lock")
        self.window.wait(self.words["locked-why"], 20)
        if picture:
            self.picture(picture, 2)
        self.press("somebody-else")
        self.window.wait(self.words["who-is-learning"], 30)

    def open(self, kind, title):
        """A lesson of the course that is open."""
        self.window.press(re.compile(re.escape(f"{self.words.texts[f'kind-{kind}']}: {title}")), 30)

    def write_page(self, name):
        """A page of the journal that is open."""
        w = self.window
        w.click(*w.wait(re.compile("My entry: "), 20, FIELDS).middle)
        w.type("Today I sowed beans.")
        self.picture(name, 4)
