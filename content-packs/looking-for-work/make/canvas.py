"""A small drawing kit: SVG in the player's own colours and typefaces, turned into PNG by rsvg-convert.

Needs the Debian packages librsvg2-bin and pngquant. The typefaces and the icon font are those of `assets/fonts`.
"""

import os
import subprocess
import tempfile
from html import escape
from pathlib import Path

COURSE = Path(__file__).resolve().parent.parent / "course"
FONTS = Path(__file__).resolve().parents[3] / "assets" / "fonts"

PAPER, SURFACE, INK, MUTED = "#F6F4EF", "#FFFFFF", "#1B2430", "#51606F"
LINE, EDGE, PRIMARY, TINT = "#CFD4DA", "#7A8794", "#0B5A75", "#E3F0F4"
EARNED, WARM, OK, BAD = "#8A5200", "#F5E8D3", "#1D6A3B", "#A32626"
GREEN, ROSE = "#E2F0E6", "#F7E4E2"

ICONS = {
    "user": 0xE4C2, "users": 0xE4D6, "gavel": 0xEA32, "bank": 0xE0B4, "buildings": 0xE102, "fingerprint": 0xE23E,
    "file": 0xE23A, "files": 0xE710, "search": 0xE30C, "check": 0xE182, "ok": 0xE184, "no": 0xE4F8, "say": 0xE16E,
    "talk": 0xE17E, "clock": 0xE19A, "calendar": 0xE712, "card": 0xE2C8, "hands": 0xE582, "hammer": 0xE80E,
    "wrench": 0xE5D4, "book": 0xE8F2, "certificate": 0xE766, "house": 0xE2C2, "sun": 0xE5B6, "drop": 0xE210,
    "door": 0xE7E6, "right": 0xE06C, "down": 0xE03E, "pencil": 0xE3B4, "notebook": 0xE34E, "ear": 0xE70C,
    "letter": 0xE218, "briefcase": 0xE0EE, "shop": 0xE470, "truck": 0xE4B4, "pot": 0xE764, "school": 0xE62C,
    "warn": 0xE4E2, "shield": 0xE40C, "person": 0xE4C4, "team": 0xE68E, "pin": 0xE316, "scales": 0xE750,
    "copy": 0xE1CA, "hello": 0xE580, "smile": 0xE436, "walk": 0xED60, "shirt": 0xE670, "phone": 0xE3BA,
    "seal": 0xE606, "flag": 0xE244, "wait": 0xE2B2, "eye": 0xE220, "list": 0xEADC, "bus": 0xE106, "hat": 0xED46,
    "warehouse": 0xECD4, "factory": 0xE760, "question": 0xE3E8, "quiet": 0xE456, "think": 0xE16C, "toolbox": 0xECA0,
}

NARROW, WIDE = set("iljtfrI.,:;'!|() "), set("mwMWÑ@%—")


def width(text, size, bold=False):
    """About how wide a line is. Only used to wrap, so a little too wide is right."""
    em = sum(0.29 if c in NARROW else 0.86 if c in WIDE else 0.53 for c in text)
    return em * size * (1.06 if bold else 1.0)


def wrap(text, size, room, bold=False):
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size, bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line]


class Canvas:
    def __init__(self, w, h, paper=PAPER):
        self.w, self.h, self.parts = w, h, [f'<rect width="{w}" height="{h}" fill="{paper}"/>']

    def add(self, svg):
        self.parts.append(svg)
        return self

    def box(self, x, y, w, h, fill=SURFACE, edge=LINE, r=16, stroke=2, dash=None):
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        return self.add(f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{fill}" stroke="{edge}" stroke-width="{stroke}"{dashes}/>')

    def disc(self, x, y, r, fill=TINT, edge="none", stroke=2):
        return self.add(f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" stroke="{edge}" stroke-width="{stroke}"/>')

    def line(self, x1, y1, x2, y2, colour=EDGE, stroke=3, dash=None):
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        return self.add(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{stroke}" stroke-linecap="round"{dashes}/>')

    def path(self, d, fill="none", colour=EDGE, stroke=3, dash=None):
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        return self.add(f'<path d="{d}" fill="{fill}" stroke="{colour}" stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round"{dashes}/>')

    def arrow(self, x1, y, x2, colour=EDGE, stroke=4):
        self.line(x1, y, x2, y, colour, stroke)
        return self.path(f"M{x2 - 12},{y - 9} L{x2},{y} L{x2 - 12},{y + 9}", colour=colour, stroke=stroke)

    def text(self, x, y, text, size=28, fill=INK, bold=False, anchor="start", room=None, leading=1.28, italic=False):
        """Text whose first baseline is y; wrapped to `room` if given. Answers the baseline after the last line."""
        lines = wrap(text, size, room, bold) if room else text.split("\n")
        weight = 700 if bold else 400
        slant = ' font-style="italic"' if italic else ""
        for n, line in enumerate(lines):
            self.add(
                f'<text x="{x}" y="{y + n * size * leading:.1f}" font-family="Atkinson Hyperlegible Next" '
                f'font-weight="{weight}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"{slant}>{escape(line)}</text>'
            )
        return y + len(lines) * size * leading

    def middle(self, x, y, text, size, room, fill=INK, bold=False, leading=1.28):
        """Text centred on (x, y) both ways."""
        lines = wrap(text, size, room, bold)
        top = y - (len(lines) - 1) * size * leading / 2 + size * 0.35
        return self.text(x, top, "\n".join(lines), size, fill, bold, "middle", None, leading)

    def icon(self, x, y, name, size=64, fill=PRIMARY):
        """An icon centred on (x, y)."""
        glyph = chr(ICONS[name])
        return self.add(
            f'<text x="{x}" y="{y + size * 0.5}" font-family="Phosphor" font-size="{size}" fill="{fill}" text-anchor="middle">{glyph}</text>'
        )

    def badge(self, x, y, name, r=52, fill=TINT, colour=PRIMARY):
        """An icon in a soft round."""
        return self.disc(x, y, r, fill).icon(x, y, name, r * 1.15, colour)

    def number(self, x, y, n, r=26, fill=PRIMARY):
        return self.disc(x, y, r, fill).text(x, y + r * 0.42, str(n), r * 1.2, SURFACE, True, "middle")

    def svg(self):
        body = "".join(self.parts)
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.w}" height="{self.h}" viewBox="0 0 {self.w} {self.h}">{body}</svg>'

    def save(self, path, small=True):
        """Writes the PNG. `small` makes it a palette picture, a third of the size."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        run(["rsvg-convert", "-o", str(path)], self.svg().encode())
        if small:
            run(["pngquant", "--force", "--speed", "1", "--output", str(path), "96", str(path)])


_config = None


def run(command, given=b""):
    """Runs a command with the typefaces of `assets/fonts` and no others of the same name."""
    global _config
    if _config is None:
        folder = tempfile.mkdtemp(prefix="fonts")
        _config = os.path.join(folder, "fonts.conf")
        Path(_config).write_text(
            f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{FONTS}</dir>'
            f"<cachedir>{folder}/cache</cachedir></fontconfig>"
        )
    subprocess.run(command, input=given, check=True, env={**os.environ, "FONTCONFIG_FILE": _config})
