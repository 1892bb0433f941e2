#!/usr/bin/env python3
"""How old a reader must be for the words on screen: English by Flesch-Kincaid (grade), Spanish by Fernandez Huerta
(0 hard to 100 easy). Reads assets/locales/*/*.ftl, prints the hardest sentences, and fails if the whole is too hard.

    tests/reading_age.py [--worst N]

What learners read must be grade 6 or lower (about age 11) in English and 70 or higher in Spanish; all texts together,
with those of the staff desk and the command line, grade 7 and 65. Only the standard library is used.
"""
import pathlib
import re
import sys

LOCALES = pathlib.Path(__file__).resolve().parent.parent / "assets" / "locales"
# What learners see; all else is for staff, the office and technicians. Problems are for all of them.
LEARNERS = {"arrive", "common", "document", "kept", "learner", "lesson", "library", "pages", "study", "video"}
GRADE_MAX, GRADE_MAX_ALL = 6.0, 7.0
EASE_MIN, EASE_MIN_ALL = 70.0, 65.0
LABEL_WORDS = 4
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)|\n")


def messages(path):
    """Key and plain text of each message; of a choice, the last variant, which is the usual one."""
    key, lines = None, []
    for line in path.read_text(encoding="utf-8").splitlines() + ["end ="]:
        start = re.match(r"^([a-zA-Z][\w-]*)\s*=\s*(.*)$", line)
        if start:
            if key:
                yield key, plain("\n".join(lines))
            key, lines = start.group(1), [start.group(2)]
        elif line.startswith((" ", "\t")) and key:
            lines.append(line.strip())
        # comments and blank lines end nothing: a message goes on only indented


def plain(text):
    """Without selectors and values: a value counts as one short word."""
    chosen = re.search(r"\*\[\w+\]\s*(.*?)\s*(?:\n\s*\[|\n\s*\}|$)", text, re.S)
    if "->" in text and chosen:
        text = chosen.group(1)
    return re.sub(r"\{[^{}]*\}", "5", text).strip()


def english_syllables(word):
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    word = re.sub(r"(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$", lambda end: end.group(0)[0], word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def spanish_syllables(word):
    """Vowels, of which a weak one beside another makes no syllable of its own."""
    word = word.lower().replace("qu", "k").replace("gue", "ge").replace("gui", "gi")
    groups = re.findall(r"[aeiouáéíóúü]+", word)
    count = 0
    for group in groups:
        count += 1
        for before, after in zip(group, group[1:]):
            strong = "aeoáéíóú"
            count += before in strong and after in strong
    return max(1, count)


class Sum:
    """Words, sentences and syllables of texts."""

    def __init__(self):
        self.words = self.sentences = self.syllables = 0

    def add(self, text, syllables):
        words = WORD.findall(text)
        if len(words) < LABEL_WORDS:
            return  # a label: it would only make the whole look easier
        self.words += len(words)
        self.sentences += max(1, sum(1 for part in SENTENCE_END.split(text) if WORD.search(part)))
        self.syllables += sum(map(syllables, words))

    def grade(self):
        """Flesch-Kincaid (1975): years of school."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    def ease(self):
        """Fernandez Huerta (1959): 100 very easy, 60 to 70 usual, under 50 hard. Per 100 words: syllables, and words
        in a sentence."""
        return 206.84 - 60 * self.syllables / self.words - 1.02 * self.words / self.sentences


def measure(language, worst):
    syllables = english_syllables if language == "en" else spanish_syllables
    score = Sum.grade if language == "en" else Sum.ease
    learners, everybody, each = Sum(), Sum(), []
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for key, text in messages(path):
            everybody.add(text, syllables)
            if path.stem not in LEARNERS:
                continue
            learners.add(text, syllables)
            one = Sum()
            one.add(text, syllables)
            if one.words >= 6:  # of fewer, such figures say nothing
                each.append((score(one), key, text))
    each.sort(reverse=language == "en")
    for value, key, text in each[:worst]:
        print(f"{language} {value:5.1f}  {key}: {' '.join(text.split())}")
    mine, all_of_it = score(learners), score(everybody)
    if language == "en":
        print(f"en: grade {mine:.1f} (age {mine + 5:.0f}) over {learners.words} words for learners; {all_of_it:.1f} in all")
        return mine <= GRADE_MAX and all_of_it <= GRADE_MAX_ALL
    print(f"es: ease {mine:.1f} over {learners.words} words for learners; {all_of_it:.1f} in all")
    return mine >= EASE_MIN and all_of_it >= EASE_MIN_ALL


def main():
    worst = int(sys.argv[sys.argv.index("--worst") + 1]) if "--worst" in sys.argv else 8
    fits = [measure(language, worst) for language in ("en", "es")]
    if not all(fits):
        print("too hard to read: shorter sentences, shorter words")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
