"""Every kind of question and of quiz, once right and once wrong, what is said of each, and where it is taught again."""

import json
import re
import subprocess
from pathlib import Path

from day_visit import ANA, CLEO, EVERY_KIND, Day

from drive import FIELDS, Stuck

COURSE = json.loads((Path(__file__).parent / "quizzes" / "course" / "course.json").read_text())
LESSONS = {lesson["id"]: lesson for module in COURSE["modules"] for lesson in module["lessons"]}
TRUTH = {question["prompt"]: question["answer"] for bank in COURSE["banks"] for question in bank["questions"]}
# What may be typed: what a web page would run, what a template would fill in, and letters written from the right, which
# are those keys of an Arabic keyboard.
HOSTILE, KEYS, FROM_THE_RIGHT = "<script>alert(1)</script> '%s' \\0 {{x}} ", (38, 39, 40, 41), "شسيب"
CHARS_MAX = 600


class QuestionsDay(Day):
    STEPS = ("where_you_start", "every_kind", "look_again", "times_tables", "against_the_clock", "the_exam",
             "afterwards")

    def question(self, number, of, picture=None):
        self.window.wait(re.compile(rf"Question {number} of {of}\b"), 30)
        if picture:
            self.picture(picture, 2)

    def give(self):
        w, words = self.window, self.words
        key = next(key for key in ("quiz-check", "quiz-save-answer") if w.find(words[key]))
        w.press(words[key])

    def on(self, is_last=False):
        self.window.press(self.words["quiz-finish" if is_last else "quiz-next"])

    def hand_in(self):
        self.window.press(self.words["quiz-hand-in"], 20)

    def verdict(self, key):
        said = re.escape(self.words.texts[f"quiz-verdict-{key}"])
        self.window.wait(re.compile(said), 20)

    def begin(self, lesson):
        """Opens a quiz from the outline or the course's page and begins it."""
        self.open("quiz", LESSONS[lesson]["title"]["en"])
        self.window.press(self.words["quiz-start"], 30)

    def where_you_start(self):
        """One of two right, and the answers are told at the end."""
        w, words = self.window, self.words
        self.come_in(ANA)
        self.library_card(EVERY_KIND)
        w.wait(words["action-start"], 30, ("push button",))
        self.open("quiz", LESSONS["before"]["title"]["en"])
        w.wait(words["quiz-pre-why"], 20)
        self.picture("before-the-course", 2)
        w.press(words["quiz-start"], 30)
        self.question(1, 2)
        w.press(words["quiz-true"])
        self.give()
        self.question(2, 2)
        w.press(words["quiz-false"])
        self.give()
        self.hand_in()
        w.wait(words["quiz-result-pre"], 20)
        self.expect("1 of 2 points")
        self.picture("before-result", 2)

    def every_kind(self):
        w, words = self.window, self.words
        questions = LESSONS["kinds"]["quiz"]["parts"][0]["questions"]
        self.begin("kinds")
        for number, question in enumerate(questions, 1):
            self.question(number, len(questions))
            verdict = getattr(self, question["id"])()
            self.picture(f"kind-{number:02}-{question['id']}", 1)
            self.give()
            self.verdict(verdict)
            self.picture(f"kind-{number:02}-{question['id']}-told", 1)
            self.on(number == len(questions))
        if w.find(words["quiz-hand-in"]):
            self.hand_in()
        self.expect("of your answers", "points")
        self.picture("kinds-result", 2)

    # One method for each question of the lesson; each gives what is said of the answer.
    def hands(self):
        self.window.press(self.words["quiz-hint"])
        self.expect("Longer than most people do.")
        self.window.press("5 seconds")
        return "wrong"

    def sign(self):
        self.window.press(re.compile("Sign 2"))
        return "right"

    def cold(self):
        self.window.press("Milk")
        return "partly"

    def oil(self):
        self.window.press(self.words["quiz-true"])
        return "wrong"

    def flour(self):
        """In the other unit, and within the tolerance."""
        self.type_into("quiz-your-number", "0.752")
        self.window.wait(self.words["quiz-unit-first"], 10)
        self.window.press("kg")
        return "right"

    def germs(self):
        """With a slip of the pen that the course allows."""
        self.type_into("quiz-your-words", "Poisonning")
        return "right"

    def steps(self):
        question = next(one for one in LESSONS["kinds"]["quiz"]["parts"][0]["questions"] if one["id"] == "steps")
        for number, item in enumerate((item["text"]["en"] for item in question["items"]), 1):
            while not self.window.find(f"{number}. {item}"):
                self.window.press(f"Move up: {item}")
        return "right"

    def tools(self):
        for right in ("Beating eggs", "Serving soup", "Cutting bread"):
            self.window.press(right)
        return "partly"

    def rule(self):
        for gap, text in (("Gap 1", " Two "), ("Gap 3", "9")):
            self.window.press(gap, roles=FIELDS)
            self.window.type(text)
        self.window.press("refrigerator")
        return "partly"

    def exit(self):
        """In the middle of the extinguisher, as the course says where it is."""
        picture = self.window.wait(re.compile("Picture to point at: "), 20)
        box = picture.box
        self.window.click(box.x + box.width * 557 // 1000, box.y + box.height * 705 // 1000)
        self.window.wait(re.compile("The marker is "), 10)
        return "right"

    def own(self):
        """What is typed is there as it was typed; what is pasted again and again ends at the question's limit."""
        w = self.window
        self.type_into("quiz-your-words", HOSTILE)
        subprocess.run(["setxkbmap", "ara"], check=True)
        w.key(*KEYS)
        subprocess.run(["setxkbmap", "us"], check=True)
        typed = HOSTILE + FROM_THE_RIGHT
        self.kept(lambda text: text == typed, "was not kept as typed")
        for _ in range(5):
            w.key("ctrl+a", "ctrl+c", "Right", "ctrl+v")
        self.kept(lambda text: len(text) == CHARS_MAX and text.startswith(typed), "is not bounded")
        return "waiting"

    def kept(self, fits, fault):
        field = self.window.wait(self.words["quiz-your-words"], 10, FIELDS)
        if not fits(field.value):
            raise Stuck(f"it {fault}: {field.value!r}")

    def type_into(self, key, text):
        self.window.press(self.words[key], roles=FIELDS)
        self.window.type(text)

    def look_again(self):
        """What was not right leads to the lesson; the answers can be seen later, the typed one as it was typed."""
        w, words = self.window, self.words
        w.press(re.compile(re.escape("Look at it again: A safe kitchen")), 20)
        w.wait(words["lesson-hide-outline"], 20)
        self.expect("A safe kitchen")
        self.picture("taught-again", 2)
        self.open("quiz", LESSONS["kinds"]["title"]["en"])
        w.press(words["quiz-review"], 30)
        w.wait(words["quiz-result-answers"], 20)
        self.expect((HOSTILE + FROM_THE_RIGHT) * 3)
        self.picture("answers-again", 2)
        self.press("quiz-review-back")

    def tables(self, count, is_told, right=True):
        """The questions of the bank, each by the truth of what it says."""
        w, words = self.window, self.words
        for number in range(1, count + 1):
            self.question(number, count)
            prompt = next(node.name.strip() for node in w.nodes() if node.name.strip() in TRUTH)
            w.press(words["quiz-true" if TRUTH[prompt] == right else "quiz-false"])
            self.give()
            if is_told:
                self.verdict("right" if right else "wrong")
                self.on(number == count)

    def times_tables(self):
        """Passed by three right of the last four."""
        w, words = self.window, self.words
        self.open("quiz", LESSONS["drill"]["title"]["en"])
        self.expect("You pass with 3 right answers out of the last 4")
        w.press(words["quiz-start"], 30)
        for number in (1, 2, 3):
            w.wait(re.compile(rf"Question {number} of "), 20)
            prompt = next(node.name.strip() for node in w.nodes() if node.name.strip() in TRUTH)
            w.press(words["quiz-true" if TRUTH[prompt] else "quiz-false"])
            self.give()
            self.verdict("right")
            self.picture(f"mastery-{number}", 1)
            if number < 3:
                self.on()
        w.press(words["quiz-finish"])
        w.wait(words["quiz-result-passed"], 20)
        self.picture("mastery-passed", 2)

    def against_the_clock(self):
        w, words = self.window, self.words
        self.open("quiz", LESSONS["timed"]["title"]["en"])
        self.expect("2 minutes for all of it", "2 tries")
        w.press(words["quiz-start"], 30)
        self.expect(re.compile(r"(\d minutes?|\d+:\d\d) left"))
        self.picture("timed", 1)
        self.tables(3, False, right=False)
        self.hand_in()
        w.wait(words["quiz-result-again"], 20)
        self.expect("0 of 3 points", re.compile("You can try again in (29|30) minutes"))
        self.picture("timed-cooling-off", 2)

    def the_exam(self):
        """Closed until staff open it, for one try."""
        w, words = self.window, self.words
        title = LESSONS["exam"]["title"]["en"]
        self.open("quiz", title)
        w.wait(words["quiz-closed-staff"], 20)
        self.picture("exam-closed", 2)
        self.out()
        self.staff()
        self.press("desk-people")
        self.row(ANA)
        w.press(f"Open for 2 hours: {title}")
        self.confirm("ask-exam-yes")
        self.expect(re.compile("Open until .*, for one try"))
        self.picture("exam-opened", 2)
        self.out()
        self.come_in(ANA)
        self.library_card(EVERY_KIND)
        self.begin("exam")
        self.tables(3, False)
        self.hand_in()
        w.wait(words["quiz-result-passed"], 20)
        w.wait(words["quiz-told-never"], 20)
        self.absent("The right answer")
        self.picture("exam-passed", 2)

    def afterwards(self):
        """Both right now, beside one before the course."""
        w, words = self.window, self.words
        self.begin("after")
        for number in (1, 2):
            self.question(number, 2)
            w.press(words["quiz-true"])
            self.give()
        self.hand_in()
        w.wait(words["quiz-result-passed"], 20)
        self.expect("Before: 50%. Now: 100%. You have gained 50 points out of 100.")
        self.picture("after-and-before", 2)
        self.out()
        self.come_in(CLEO)
        self.library_card(EVERY_KIND)
        self.absent("Your best so far", "100%")
        self.out()
