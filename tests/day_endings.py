"""How a session ends or is kept from beginning: call time, a course that is withdrawn while it is open, a disk that is
full, and a kiosk that only staff close."""

import os
import re
import shutil
import subprocess
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from day_visit import ANA, BEN, CLEO, EVERY_KIND, PASSPHRASE, STAFF, Day

from drive import Stuck, say, xdotool

# What an office sets its stations to if it is told nothing else.
ZONE = ZoneInfo("America/New_York")
# Less than what the program wants free before work is begun, and more than it needs to let people in.
LITTLE = 24 << 20
WRONG = "hands no key to anybody"
TITLE = "Looking for work with a criminal record"


class EndingsDay(Day):
    STEPS = ("call_time", "withdrawn_while_open", "little_room", "no_room", "kiosk")

    def __init__(self, *given, player):
        super().__init__(*given)
        self.player = player

    def answers_one(self, who):
        """In the middle of the quiz with every kind of question."""
        w, words = self.window, self.words
        self.come_in(who)
        self.library_card(EVERY_KIND)
        w.wait(words["action-start"], 30, ("push button",))
        self.open("quiz", "Every kind")
        w.press(words["quiz-start"], 30)
        w.wait(re.compile("Question 1 of "), 20)
        w.press("20 seconds")
        w.press(words["quiz-check"])

    def call_time(self):
        """Staff write a time two or three minutes ahead; it is told, and ends the session in the middle of a question."""
        w, words = self.window, self.words
        self.staff()
        self.press("desk-station")
        now = datetime.now(ZONE)
        at = (now + timedelta(minutes=3 if now.second > 20 else 2)).replace(second=0, microsecond=0)
        w.press(words["call-times-field"], roles=("entry", "text"))
        w.type("25:61")
        w.wait(words["call-times-wrong"], 10)
        w.key("ctrl+a")
        w.type(f"{at:%H:%M}")
        w.press(words["call-times-keep"])
        time.sleep(1)
        self.picture("call-times", 1)
        self.out()
        self.answers_one(ANA)
        w.press(words["quiz-next"], 20)
        w.wait(re.compile("Question 2 of "), 20)
        w.wait(words["session-ends"], 30)
        self.picture("call-time-told", 1)
        w.wait(words["parting-call"], 200)
        late = (datetime.now(ZONE) - at).total_seconds()
        say(f"the session ended {late:.0f} s after the call time")
        w.wait(words["who-is-learning"], 10)
        self.absent(EVERY_KIND, "Question")
        self.picture("call-time-over", 1)
        self.come_in(ANA)
        w.wait(re.compile(r".*question 2 of "), 20)
        self.picture("call-time-goes-on", 2)
        self.out()

    def withdrawn_while_open(self):
        """He is called away in the middle of a quiz; when he comes back, staff have carried in that the course is no more."""
        w, words = self.window, self.words
        self.answers_one(BEN)
        w.wait(words["quiz-next"], 20)
        self.somebody_else()
        shutil.copytree(self.place / "withdrawing", self.place / "STICK" / "notice")
        self.staff()
        self.press("desk-carry-in", seconds=60)
        w.press(re.compile("STICK, "), 30, fixed=True)
        w.press(re.compile("Carry in 1 thing"), 30)
        w.wait(words["carry-safe"], 60)
        self.picture("withdrawn-carried-in", 1)
        self.out()
        self.come_in(BEN)
        time.sleep(2)
        self.absent("question 2 of")
        gone = "A course you learned in is not on this computer now. What you did in it is kept."
        self.expect(gone)
        self.picture("withdrawn-home", 1)
        self.press("place-library")
        w.wait(re.compile(re.escape(TITLE)), 30)
        self.absent(EVERY_KIND)
        self.picture("withdrawn-library", 1)
        self.press("place-record")
        self.expect(gone)
        self.picture("withdrawn-record", 1)
        self.out()

    def free(self):
        room = os.statvfs(self.player.home)
        return room.f_bavail * room.f_frsize

    def fill(self, leave):
        """Takes room away until so much is left."""
        with open(f"{self.player.home}/../filler", "ab") as filler:
            try:
                while self.free() > leave:
                    filler.write(b"\0" * min(1 << 20, max(4096, self.free() - leave)))
                    filler.flush()
            except OSError:
                pass  # nothing is left

    def little_room(self):
        """People come in, read, and are told before they do any work that it may not be kept."""
        w, words = self.window, self.words
        self.fill(LITTLE)
        self.come_in(CLEO)
        w.wait(words["err-disk-nearly-full"], 20)
        self.picture("little-room-home", 2)
        self.library_card(TITLE)
        w.wait(words["action-start"], 30, ("push button",))
        w.press(re.compile("Quiz: "), 20)
        time.sleep(2)
        self.picture("little-room-quiz", 2)
        w.press(words["quiz-start"], 20)
        time.sleep(2)
        self.picture("little-room-no-quiz", 1)
        if w.find(re.compile("Question 1 of ")):
            raise Stuck("a quiz began that might not be finished")
        self.out()

    def no_room(self):
        """Nothing can be written: the door says why, and lets people in again once there is room."""
        w, words = self.window, self.words
        self.fill(0)
        w.press(re.compile(CLEO), fixed=True)
        w.wait(words["type-your-pin"])
        w.type(self.pins[CLEO])
        w.wait(words["err-disk-full"], 30)
        self.picture("no-room", 2)
        os.remove(f"{self.player.home}/../filler")
        w.press(words["not-me"])
        self.come_in(CLEO)
        self.out()

    def kiosk(self):
        """Alt-F4 and the window's own way to close ask for staff; a learner's try closes nothing."""
        w, words = self.window, self.words
        manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)
        try:
            time.sleep(2)
            xdotool("windowactivate", "--sync", self.player.window)
            w.key("alt+F4")  # anywhere but in a kiosk that is enough
            self.player.ends()
            self.player.begin("--kiosk")
            w.wait(words["who-is-learning"], 60)
            self.is_all_of_the_screen()
            self.come_in(CLEO)
            w.key("alt+F4")
            w.wait(words["staff-close"], 20)
            self.picture("kiosk-asks", 2)
            w.key("Escape")
            w.wait(words["place-library"], 10)
            w.key("alt+F4")
            w.wait(words["staff-close"], 20)
            self.write("staff-name", STAFF)
            self.write("passphrase", WRONG)
            w.key("Return")
            w.wait(words["err-sign-in-refused"], 30)
            self.picture("kiosk-refuses", 2)
            if self.player.process.poll() is not None:
                raise Stuck("it closed without staff")
            w.key("ctrl+a")
            self.write("passphrase", PASSPHRASE)
            w.key("Return")
            self.player.ends()
        finally:
            manager.kill()

    def is_all_of_the_screen(self):
        told = subprocess.run(["xdotool", "getwindowgeometry", "--shell", self.player.window], check=True,
                              capture_output=True, text=True).stdout
        size = dict(line.split("=") for line in told.split())
        if (size["X"], size["Y"], size["WIDTH"], size["HEIGHT"]) != ("0", "0", "1366", "768"):
            raise Stuck(f"it does not fill the screen: {size}")
