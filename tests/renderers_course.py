#!/usr/bin/python3
"""Writes a second small course for the tour of screens: what the starter course has none of.

    renderers_course.py FOLDER

A PDF, an EPUB, a recording with captions and chapters, a quiz of the rarer kinds of questions, and a certificate that one
opened reading earns. Every byte is the same each time.
"""

import io
import json
import math
import struct
import sys
import wave
import zipfile
import zlib
from pathlib import Path

PACK = """
pack_id = "org.foothold.tour"
version = 1
title = "A garden from seed"
languages = ["en"]
publisher = "Foothold"
licence = "CC0-1.0"
created = "2026-11-01"
documents = [{ kind = "course", path = "course" }]
"""


def lesson(slug, kind, title, minutes, **more):
    """Only the first one has to be done."""
    return {"id": slug, "kind": kind, "title": {"en": title}, "minutes": minutes, "required": slug == "begin",
            "rule": {"kind": "opened"}, **more}


def track(kind, file, **more):
    return {"id": kind, "kind": kind, "lang": "en", "file": file, "origin": "human", **more}


def question(kind, prompt, points, **more):
    return {"id": kind, "rev": 1, "kind": kind, "prompt": {"en": prompt}, "points": points, **more}


def named(*words):
    """What can be chosen: each by its own word."""
    return [{"id": word.lower(), "text": {"en": word}} for word in words]


QUESTIONS = [
    question("gaps", "What does a seed need?", 2, partial=True,
             text={"en": "A seed needs {{first}} and {{second}}. It needs light later."},
             gaps=[{"id": "first", "accept": [{"text": {"en": "water"}, "match": "folded"}]},
                   {"id": "second", "answer": "warmth", "options": named("warmth", "salt")}]),
    question("order", "In which order?", 2, partial=True, items=named("Dig", "Sow", "Reap")),
    question("point", "Where is the bed?", 1, image="bed.png", answer=["bed"],
             alt={"en": "A brown bed in the middle of a green garden"},
             areas=[{"id": "bed", "name": {"en": "The bed"}, "shape": "rect", "xy": [300, 300, 700, 700]}]),
]

LESSONS = [
    lesson("begin", "reading", "What a seed needs", 1, body="begin.md"),
    lesson("handbook", "document", "The handbook", 3, format="pdf", file="handbook.pdf"),
    lesson("book", "document", "The book of beds", 3, format="epub", file="book.epub"),
    lesson("listen", "audio", "Three tones", 1, tracks=[
        track("main", "tones.wav", default=True), track("captions", "tones.en.vtt", default=True),
        track("chapters", "tones.chapters.vtt")]),
    lesson("quiz", "quiz", "What do you know?", 2, quiz={
        "mode": "practice", "pass": {"kind": "score", "permille": 500}, "opened_by": "learner",
        "shuffle_questions": False, "shuffle_options": False, "feedback": "end", "keep": "best",
        "parts": [{"questions": QUESTIONS}]}),
]

DONE = {"kind": "all_required"}
COURSE = {
    "schema": 1, "id": "org.foothold.tour", "edition": 1, "title": {"en": "A garden from seed"},
    "summary": {"en": "A page, a handbook, a book and a recording."}, "languages": ["en"], "subjects": ["general"],
    "level": "beginner", "minutes": 12, "authors": ["The Foothold authors"], "sources": [], "rule": DONE,
    "outcomes": [{"id": "sow", "text": {"en": "Sow in the right week"}}],
    "modules": [{"id": "garden", "title": {"en": "The garden"}, "rule": DONE, "lessons": LESSONS}],
    "certificates": [{"id": "begun", "title": {"en": "A garden from seed"}, "when": DONE, "shows": ["hours", "outcomes"],
                      "criteria": {"en": "Opened the first page of the course."}}],
}

READING = """# What a seed needs

A seed needs **water**, **warmth** and *air*. It needs light only once it is up.

| Seed | Week | Depth |
|---|---|---|
| Beans | 18 | 4 cm |
| Carrots | 12 | 1 cm |
| Peas | 10 | 5 cm |

> Write the day on the label: by June nobody knows it.

How many seeds for a bed: $n = \\frac{A}{d^2}$, where $A$ is its area and $d$ the distance between two plants.
"""

CAPTIONS = ((0, 4, "The first tone is low."), (4, 8, "The second is higher."), (8, 12, "The third is the highest."))
CHAPTERS = ((0, 4, "Low"), (4, 12, "Higher"))

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""

OPF = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">tour</dc:identifier>
<dc:title>The book of beds</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-11-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>
<spine>{spine}</spine></package>
"""

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{title}</title></head>
<body>{body}</body></html>
"""

NAV = """<nav epub:type="toc"><ol>{lines}</ol></nav>"""

BEDS = """<p>A raised bed warms <em>early</em> and drains <strong>well</strong>. It is as wide as two
arms reach, so that nobody steps on it.</p><h2>What it is made of</h2><ul><li>Boards of larch or oak</li>
<li>Four posts</li><li>Branches, leaves, then earth</li></ul><blockquote><p>Fill it in autumn. It sinks over
winter.</p></blockquote>"""

PATHS = """<p>A path is as wide as the wheelbarrow and a hand on each side.</p>
<ol><li>Lay cardboard.</li><li>Put bark on it.</li></ol>"""

BOOK = {"one": ("Raised beds", BEDS), "two": ("Paths between them", PATHS)}


def pdf():
    """Three pages with text, lines, a filled shape and an outline."""
    titles = ("Sowing", "Watering", "Harvest")
    objects = ["<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>",
               "<< /Type /Pages /Count 3 /Kids [5 0 R 7 0 R 9 0 R] /MediaBox [0 0 612 792] >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
               "<< /First 11 0 R /Last 13 0 R /Count 3 >>"]
    for number, title in enumerate(titles):
        lines = "".join(f"(Line {line} of the page about {title.lower()}, in plain words.) Tj T*\n" for line in range(1, 15))
        content = (f"0.16 0.45 0.36 rg 72 700 468 44 re f 1 g BT /F1 24 Tf 86 713 Td ({title}) Tj ET\n"
                   f"0 g BT /F1 14 Tf 72 660 Td 22 TL\n{lines}ET\n"
                   f"0.8 0.35 0.1 RG 3 w 72 320 m 200 {200 + 40 * number} 400 420 540 240 c S\n"
                   f"0.95 0.8 0.3 rg 120 120 m 220 220 l 320 120 l h f\n")
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {6 + 2 * number} 0 R"
                       " /Resources << /Font << /F1 3 0 R >> >> >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    for number, title in enumerate(titles):
        following = f"/Next {12 + number} 0 R" if number < 2 else ""
        objects.append(f"<< /Title ({title}) /Parent 4 0 R /Dest [{5 + 2 * number} 0 R /Fit] {following} >>")
    out, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out.encode("latin-1")


def vtt(cues):
    lines = (f"00:{start:02}.000 --> 00:{end:02}.000\n{text}\n" for start, end, text in cues)
    return "\n".join(("WEBVTT\n", *lines))


def epub():
    page = lambda title, body: PAGE.format(title=title, body=body)
    each = lambda line: "".join(line.format(name=name, title=title) for name, (title, _) in BOOK.items())
    lines = each('<li><a href="{name}.xhtml">{title}</a></li>')
    items = each('<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>')
    files = {"META-INF/container.xml": CONTAINER, "nav.xhtml": page("Contents", NAV.format(lines=lines)),
             "book.opf": OPF.format(items=items, spine=each('<itemref idref="{name}"/>'))}
    files |= {f"{name}.xhtml": page(title, f"<h1>{title}</h1>{body}") for name, (title, body) in BOOK.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, text in files.items():
            book.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tones(rate_hz=16000, seconds=12):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        for n in range(rate_hz * seconds):
            pitch_hz = 220 * (1 + n // (rate_hz * 4))
            file.writeframes(struct.pack("<h", round(6000 * math.sin(2 * math.pi * pitch_hz * n / rate_hz))))
    return out.getvalue()


def picture(width=480, height=300):
    """A brown bed in a green garden, as PNG."""
    bed = lambda x, y: 3 * width <= 10 * x < 7 * width and 3 * height <= 10 * y < 7 * height
    rows = b"".join(b"\0" + b"".join(bytes((122, 84, 52) if bed(x, y) else (140, 180, 110)) for x in range(width))
                    for y in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def main():
    folder = Path(sys.argv[1])
    course = folder / "course"
    course.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(PACK)
    for name, text in (("course.json", json.dumps(COURSE, indent=1)), ("begin.md", READING),
                       ("tones.en.vtt", vtt(CAPTIONS)), ("tones.chapters.vtt", vtt(CHAPTERS))):
        (course / name).write_text(text)
    for name, content in (("handbook.pdf", pdf()), ("book.epub", epub()), ("tones.wav", tones()),
                          ("bed.png", picture())):
        (course / name).write_bytes(content)


if __name__ == "__main__":
    main()
