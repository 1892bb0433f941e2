#!/usr/bin/python3
"""Makes the small documents of this folder with programs that people use, from the same words of ours: PDFs by Cairo,
fpdf2, MuPDF (with its objects in streams) and ReportLab, books by ebooklib and pandoc.

    pip install cairocffi fpdf2 pymupdf reportlab ebooklib   (and pandoc, and the font DejaVu Serif)
    python3 make_documents.py
"""

import datetime
import pathlib
import subprocess

import cairocffi
import pymupdf
from ebooklib import epub
from fpdf import FPDF
from reportlab.pdfgen.canvas import Canvas

HERE = pathlib.Path(__file__).resolve().parent
PAGES = [
    ("What to bring", ["Bring your card and two letters.", "¿Qué más? A pencil – and 5 €."]),
    ("Where to go", ["Go to the office on Oak Street.", "Ask for Ana at the first window."]),
    ("What comes next", ["You get an answer in three weeks."]),
]
BOOK = """---
title: Bring your papers
lang: en
---

# What to bring

Bring your card and two letters.[^1]

¿Qué más? A pencil – and 5 €.

# Where to go

Go to the *office* on Oak Street.

Ask for Ana at the first window.

| When | Where |
|------|-------|
| Monday | Room 2 |

# What comes next

You get an answer in three weeks. See [what to bring](#what-to-bring).

[^1]: One of them newer than a month.
"""


def by_cairo(path):
    surface = cairocffi.PDFSurface(path, 420, 300)
    context = cairocffi.Context(surface)
    for heading, lines in PAGES:
        context.select_font_face("DejaVu Serif")
        context.set_font_size(24)
        context.move_to(40, 60)
        context.show_text(heading)
        context.set_font_size(13)
        for row, line in enumerate(lines):
            context.move_to(40, 100 + 22 * row)
            context.show_text(line)
        context.set_source_rgba(0.1, 0.4, 0.7, 0.5)
        context.arc(300, 200, 50, 0, 6.3)
        context.fill()
        context.set_source_rgb(0, 0, 0)
        context.show_page()
    surface.finish()


def by_fpdf2(path):
    pdf = FPDF(format=(148, 105))
    pdf.set_creation_date(datetime.datetime(2026, 12, 1, tzinfo=datetime.timezone.utc))
    for heading, lines in PAGES:
        pdf.add_page()
        pdf.start_section(heading)
        pdf.set_font("helvetica", size=20)
        pdf.cell(0, 12, heading, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("times", size=12)
        for line in lines:
            # Its own fonts have no dash and no sign of the euro.
            pdf.cell(0, 8, line.replace("–", "-").replace("€", "EUR"), new_x="LMARGIN", new_y="NEXT")
    pdf.output(path)


def by_mupdf(path):
    pdf = pymupdf.open()
    for heading, lines in PAGES:
        page = pdf.new_page(width=420, height=300)
        page.insert_text((40, 60), heading, fontsize=24, fontname="tiro")
        page.insert_text((40, 100), lines, fontsize=13, fontname="helv")
        page.draw_circle((300, 200), 50, fill=(0.8, 0.9, 1))
    pdf.set_toc([[1, PAGES[0][0], 1], [2, PAGES[1][0], 2], [1, PAGES[2][0], 3]])
    pdf.save(path, garbage=4, deflate=True, use_objstms=1)


def by_reportlab(path):
    canvas = Canvas(path, pagesize=(420, 300), invariant=1)
    for number, (heading, lines) in enumerate(PAGES):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(heading, f"p{number}", 0)
        canvas.setFont("Times-Bold", 24)
        canvas.drawString(40, 240, heading)
        canvas.setFont("Helvetica", 13)
        for row, line in enumerate(lines):
            canvas.drawString(40, 200 - 22 * row, line)
        canvas.circle(300, 100, 50, fill=1)
        canvas.showPage()
    canvas.save()


def by_ebooklib(path):
    book = epub.EpubBook()
    book.set_identifier("papers")
    book.set_title("Bring your papers")
    book.set_language("en")
    parts = []
    for number, (heading, lines) in enumerate(PAGES, 1):
        part = epub.EpubHtml(title=heading, file_name=f"part {number}.xhtml")
        part.content = f"<h1>{heading}</h1>" + "".join(f"<p>{line}</p>" for line in lines)
        book.add_item(part)
        parts.append(part)
    book.toc = parts
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = ["nav", *parts]
    epub.write_epub(path, book)


by_cairo(str(HERE / "cairo.pdf"))
by_fpdf2(str(HERE / "fpdf2.pdf"))
by_mupdf(str(HERE / "mupdf.pdf"))
by_reportlab(str(HERE / "reportlab.pdf"))
by_ebooklib(str(HERE / "ebooklib.epub"))
subprocess.run(["pandoc", "-t", "epub3", "-o", HERE / "pandoc.epub"], input=BOOK.encode(), check=True)
