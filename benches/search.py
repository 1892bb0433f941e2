#!/usr/bin/env python3
"""The library's search over 10,000 lessons of real text, beside kiwix-serve over the same texts in the same run.

    cargo build --release --bins && cargo build --release --bench search && python3 benches/search.py TEXTS...
    ... [--programs target/release] [--bench target/release/deps/search-...] [--lessons 10000] [--queries 400]

TEXTS are folders of HTML, Markdown or plain text: from each file of at least 600 letters of prose one lesson is made,
from a long one several of about 4,000 letters, each under the file's first heading, until there are enough; what is
alike is taken once. 200
courses of 50 lessons in 20 packs are built with foothold-pack, carried into a try-out station, and asked through the
player's own threads, as the window asks (benches/search.rs). Kiwix gets one HTML page for each lesson, in one ZIM with
its full-text index (zimwriterfs), and is asked over one kept connection: /search for whole words, as a reader of it
does, and /suggest for beginnings, since its full-text search knows none. Queries are drawn from the texts' own words by
how often they stand there, the same for both, each in turn for the one and the other.

Needs kiwix-tools and zim-tools (Debian); without them only Foothold is measured.

Seen on 30 November 2026 on 2 virtual cores, nothing else at work: 10,000 lessons, 29.5 MB, from the Rust documentation
(HTML), /usr/share/doc and Perl's; kiwix-tools 3.3.0; 400 queries of each kind, in turns. The bench itself optimised;
foothold-pack, which only builds the packs, not. In milliseconds, median and p95:

    three letters, names and texts      1.0    2.5    kiwix /suggest (names only)   0.8    1.1
    each letter as typed, from three    1.5    2.6    kiwix /suggest (names only)   0.5    1.0
    the same asked as a whole word      1.1    2.6    kiwix /search                 2.5   11.4

Beside kiwix's search of the texts ours is the quicker one; beside its search of names alone it was not. The index was built
at 28.5 MB/s (zimwriterfs: 2.9 MB/s), has 69 MB, and the slowest answer while it was built took 24 ms.

Since then the best of the commonest beginnings are ranked beforehand (src/library/search/beginnings.rs) and words that
begin otherwise are passed over when a line is looked for. Seen the same day on another, slower machine (2 virtual cores of
an Intel Xeon), nothing else at work, the same texts, 30.1 MB:

    three letters, names and texts      1.2    2.1    kiwix /suggest (names only)   1.2    2.3
    each letter as typed, from three    1.2    2.3    kiwix /suggest (names only)   0.9    1.8
    the same asked as a whole word      1.1    1.9    kiwix /search                 4.5   20.2

Three letters are found in names and texts as quickly as kiwix finds them in names alone, and ten times as quickly as it
finds words in the texts; its names alone, letter by letter, are still quicker (and hold what was typed in 76 of 100, ours in
all). The index was built at 18.8 MB/s (zimwriterfs: 1.9 MB/s); the slowest answer while it was built took 31 ms.

Again on 1 December, since the line shown is a sentence and not the heading once more; a machine half as fast (2 virtual
cores of an AMD EPYC), nothing else at work, all programs optimised, 31.2 MB (the same, and the READMEs of crates):

    three letters, names and texts      1.6    2.9    kiwix /suggest (names only)   1.8    3.1
    each letter as typed, from three    1.9    3.4    kiwix /suggest (names only)   1.3    2.9
    the same asked as a whole word      2.0    3.2    kiwix /search                 9.7   39.6
    one word                            2.3    4.0    kiwix /search                23.8   39.5

The index was built at 11.5 MB/s (zimwriterfs: 1.2 MB/s); the slowest answer while it was built took 75 ms.
"""
import argparse
import collections
import hashlib
import html
import http.client
import json
import pathlib
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent.parent
COURSES, PACKS = 200, 20
SUBJECTS = ["work", "reading", "maths", "health", "law", "computers", "reentry"]
PICTURE = HERE / "content-packs/looking-for-work/course/pictures/cover.png"


def text_of(path):
    """Title and prose of a file."""
    raw = path.read_text(errors="ignore")
    if path.suffix == ".html":
        mains = (r"<main.*?</main>", r"<section id=\"main-content\".*?</section>", r"<body.*?</body>")
        main = next((found for found in (re.search(one, raw, re.S) for one in mains) if found), None)
        body = re.sub(r"<(script|style|nav|pre|button|noscript|rustdoc-topbar)\b.*?</\1>", " ", main[0] if main else raw, flags=re.S)
        found = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.S) or re.search(r"<title>(.*?)</title>", raw, re.S)
        title = html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else path.stem
        body = re.sub(r"</(p|li|h\d|div|tr|dt|dd)>", "\n", body)
        text = html.unescape(re.sub(r"<[^>]+>", "", body))
    else:
        lines = raw.splitlines()
        title, text = next((line.strip("#= ") for line in lines if line.strip("#=- ")), path.stem), raw
    lines = [" ".join(re.sub(r"[`*_#<>\[\]{}|\\~^$]", " ", line).split()) for line in text.splitlines()]
    prose = [line for line in lines if len(line) > 40]
    title = " ".join(re.sub(r"[`*_#<>\[\]{}|\\~^$]", " ", title).split())[:90]
    return title or path.stem, "\n\n".join(prose)[:120_000]


def gather(folders, wanted):
    files = []
    for folder in folders:
        root = pathlib.Path(folder)
        files += [p for p in root.rglob("*") if p.suffix in (".html", ".md", ".txt", ".rst") and p.is_file()]
    files.sort()
    random.Random(7).shuffle(files)
    lessons, seen = [], set()
    for path in files:
        title, text = text_of(path)
        parts = chapters(text)
        for n, part in enumerate(parts):
            mark = hashlib.sha256(part[:300].encode()).digest()
            if mark not in seen:
                seen.add(mark)
                lessons.append((f"{title}, part {n + 1}" if len(parts) > 1 else title, part))
        if len(lessons) >= wanted:
            break
    return lessons[:wanted]


def chapters(text):
    """A long text as several, each of about 4,000 letters and never fewer than 600."""
    parts, held = [], ""
    for line in text.split("\n\n"):
        held += ("\n\n" if held else "") + line
        if len(held) >= 4000:
            parts.append(held[:6000])
            held = ""
    return parts + ([held] if len(held) >= 600 else [])


def build_packs(place, tool, lessons):
    """20 packs of 10 courses of 50 lessons each."""
    key = place / "publisher.key"
    subprocess.run([tool, "keygen", "--out", key, "--no-passphrase"], check=True, stdout=subprocess.DEVNULL)
    q = json.dumps  # a TOML string is a JSON string, near enough
    each = len(lessons) // COURSES
    packs = []
    for p in range(PACKS):
        source = place / "source"
        documents = []
        for c in range(p * COURSES // PACKS, (p + 1) * COURSES // PACKS):
            folder = source / f"c{c}"
            (folder / "r").mkdir(parents=True)
            shutil.copy(PICTURE, folder / "cover.png")
            own = lessons[c * each : (c + 1) * each]
            toml = [
                f'schema = 1\nid = "org.example.course-{c}"\nedition = 1\ntitle = {q("Course " + own[0][0], ensure_ascii=False)}',
                f'summary = {q(own[0][1][:160].replace(chr(10), " "), ensure_ascii=False)}\nlanguages = ["en"]',
                f'subjects = ["{SUBJECTS[c % 7]}"]\nlevel = "{["beginner", "intermediate", "advanced"][c % 3]}"',
                f'minutes = {each * 5}\nauthors = ["The authors"]\nrule = {{ kind = "all_required" }}',
                'picture = { file = "cover.png", alt = "A path" }\nsources = []',
                '[[outcomes]]\nid = "know"\ntext = "Know it"',
                '[[modules]]\nid = "all"\ntitle = "All of it"\nrule = { kind = "all_required" }',
            ]
            for n, (title, text) in enumerate(own):
                (folder / "r" / f"{n}.md").write_text(f"# {title}\n\n{text}\n")
                toml.append(
                    f'[[modules.lessons]]\nid = "lesson-{n}"\ntitle = {q(title, ensure_ascii=False)}\nminutes = 5\nrequired = true\n'
                    f'kind = "reading"\nrule = {{ kind = "seen", permille = 900 }}\nbody = "r/{n}.md"'
                )
            (folder / "course.toml").write_text("\n".join(toml) + "\n")
            documents.append(f'{{ kind = "course", path = "c{c}" }}')
        (source / "pack.toml").write_text(
            f'pack_id = "org.example.pack-{p}"\nversion = 1\ntitle = "Pack {p}"\nlanguages = ["en"]\npublisher = "Bench"\n'
            f'licence = "CC0-1.0"\ncreated = "2026-11-01"\ndocuments = [{", ".join(documents)}]\n'
        )
        out = place / f"{p}.fpack"
        made = subprocess.run([tool, "build", source, "-o", out, "--key", key], capture_output=True, text=True)
        if made.returncode:
            sys.exit(made.stdout[-3000:] + made.stderr[-3000:])
        shutil.rmtree(source)
        packs.append(out)
    return packs


class Kiwix:
    """kiwix-serve over the same lessons, asked over one connection."""

    def __init__(self, place, lessons):
        pages = place / "pages"
        pages.mkdir()
        shutil.copy(PICTURE, pages / "cover.png")
        links = []
        for n, (title, text) in enumerate(lessons):
            body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
            name = html.escape(title)
            (pages / f"{n}.html").write_text(
                f"<!doctype html><html><head><meta charset=utf-8><title>{name}</title></head><body><h1>{name}</h1>{body}</body></html>"
            )
            links.append(f'<a href="{n}.html">{name}</a>')
        (pages / "index.html").write_text(f"<!doctype html><html><head><title>All</title></head><body>{''.join(links)}</body></html>")
        zim = place / "lessons.zim"
        start = time.time()
        made = subprocess.run(
            ["zimwriterfs", "-w", "index.html", "-I", "cover.png", "-l", "eng", "-t", "Lessons", "-d", "Lessons", "-c", "Bench", "-p",
             "Bench", "-n", "lessons", pages, zim],
            capture_output=True, text=True)
        self.made_secs = time.time() - start
        if made.returncode:
            sys.exit(made.stdout[-2000:] + made.stderr[-2000:])
        self.size = zim.stat().st_size
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.process = subprocess.Popen(["kiwix-serve", "-i", "127.0.0.1", "-p", str(port), zim], stdout=subprocess.DEVNULL)
        for _ in range(200):
            try:
                self.to = http.client.HTTPConnection("127.0.0.1", port)
                self.get("/")
                break
            except OSError:
                time.sleep(0.05)

    def get(self, path):
        start = time.perf_counter()
        self.to.request("GET", path)
        answer = self.to.getresponse()
        body = answer.read()
        took = time.perf_counter() - start
        if answer.status not in (200, 302, 404):
            sys.exit(f"kiwix-serve says {answer.status} to {path}")
        return took * 1000, body

    def search(self, words):
        took, body = self.get("/search?content=lessons&pageLength=25&pattern=" + urllib.parse.quote(words))
        return took, body.count(b"<cite>")

    def suggest(self, words):
        took, body = self.get("/suggest?content=lessons&count=25&term=" + urllib.parse.quote(words))
        return took, max(0, len(json.loads(body)) - 1)


class Foothold:
    def __init__(self, bench, home, packs):
        self.process = subprocess.Popen([bench, home, *packs], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ready_ms = int(self.line("ready")[0])
        self.built_ms, self.index_bytes, self.slowest_us = map(int, self.line("built"))

    def line(self, first=None):
        words = self.process.stdout.readline().split()
        if not words or (first and words[0] != first):
            sys.exit(f"the bench ended: {words}")
        return words[1:] if first else words

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.line()

    def find(self, words):
        answer = self.ask("find " + words)
        return int(answer[0]) / 1000, int(answer[1]) + int(answer[2])


def told(name, times, found=None):
    times = sorted(times)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    some = f"   found by {sum(1 for n in found if n) * 100 // len(found)} %" if found else ""
    print(f"{name:44} median {statistics.median(times):7.2f}   p95 {p95:7.2f}   most {times[-1]:7.2f} ms{some}")
    return p95


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="+")
    parser.add_argument("--programs", default=HERE / "target/release", type=pathlib.Path)
    parser.add_argument("--bench", type=pathlib.Path)
    parser.add_argument("--lessons", default=10_000, type=int)
    parser.add_argument("--queries", default=400, type=int)
    parser.add_argument("--events", default=60_000, type=int)
    parser.add_argument("--place", type=pathlib.Path, help="keep what is made here, and use it again")
    options = parser.parse_args()
    bench = options.bench or max((options.programs / "deps").glob("search-*[!.d]"), key=lambda p: p.stat().st_mtime)
    place = options.place or pathlib.Path(tempfile.mkdtemp())
    place.mkdir(exist_ok=True)
    lessons = gather(options.texts, options.lessons)
    lessons = lessons[: len(lessons) // COURSES * COURSES]
    size = sum(len(title.encode()) + len(text.encode()) for title, text in lessons)
    print(f"{len(lessons)} lessons, {size / 1e6:.1f} MB of text")
    packs = sorted(place.glob("*.fpack")) or build_packs(place, options.programs / "foothold-pack", lessons)
    home = place / "home"
    shutil.rmtree(home, ignore_errors=True)
    ours = Foothold(bench, home, packs)
    print(f"foothold: carried in and open after {ours.ready_ms / 1000:.1f} s; index built in {ours.built_ms / 1000:.2f} s = "
          f"{size / 1e3 / max(ours.built_ms, 1):.1f} MB/s, {ours.index_bytes / 1e6:.1f} MB; slowest answer meanwhile {ours.slowest_us / 1000:.1f} ms")
    kiwix = None
    if shutil.which("kiwix-serve") and shutil.which("zimwriterfs"):
        shutil.rmtree(place / "pages", ignore_errors=True)
        (place / "lessons.zim").unlink(missing_ok=True)
        kiwix = Kiwix(place, lessons)
        print(f"zimwriterfs: {kiwix.made_secs:.1f} s = {size / 1e6 / kiwix.made_secs:.2f} MB/s, {kiwix.size / 1e6:.1f} MB")
    try:
        measure(ours, kiwix, lessons, options)
    finally:
        if kiwix:
            kiwix.process.terminate()
        ours.process.stdin.close()
        ours.process.wait()
        if not options.place:
            shutil.rmtree(place)


def measure(ours, kiwix, lessons, options):
    count = collections.Counter(word for _, text in lessons for word in re.findall(r"[a-z]{3,20}", text.lower()))
    words, weights = zip(*count.most_common(20_000))
    draw = random.Random(11)
    drawn = draw.choices(words, weights, k=options.queries * 3)
    two = [f"{a} {b}" for a, b in zip(drawn[::2], drawn[1::2])][: options.queries]
    typed = [word[:n] for word in drawn[: options.queries // 2] for n in range(3, len(word) + 1)][: options.queries * 2]
    three = [word[:3] for word in drawn[: options.queries]]
    missed = [word[: len(word) // 2] + word[len(word) // 2 + 1 :] for word in drawn if len(word) > 6][: options.queries // 2]
    for name, queries, theirs in (
        ("three letters", three, "suggest"),
        ("each letter as it is typed, from three", typed, "suggest"),
        ("three letters, as a word", three, "search"),
        ("one word", drawn[: options.queries], "search"),
        ("two words", two, "search"),
        ("a letter missing", missed, "search"),
        ("nothing to find", [word[::-1] + "xq" for word in drawn[:100]], "search"),
    ):
        mine, others = [], []
        for query in queries:
            mine.append(ours.find(query))
            if kiwix:
                others.append(getattr(kiwix, theirs)(query))
        told(f"foothold  {name}", *map(list, zip(*mine)))
        if others:
            told(f"kiwix     {name} (/{theirs})", *map(list, zip(*others)))
    print(f"200 courses, {options.events} events of one learner, written in {int(ours.ask(f'events {options.events}')[0]) / 1e6:.1f} s")
    told("home, the first time", [int(ours.ask("home")[0]) / 1000])
    told("home", [int(ours.ask("home")[0]) / 1000 for _ in range(50)])
    told("library, the first time", [int(ours.ask("library")[0]) / 1000])
    told("library", [int(ours.ask("library")[0]) / 1000 for _ in range(20)])


if __name__ == "__main__":
    main()
