#!/usr/bin/env python3
"""Builds a pack of many gigabytes, and has stock tools read it.

    cargo build --release --bins && python3 benches/large.py [GIB] [FOLDER]

GIB (default 20) is the size of the pack, FOLDER (default: the system's for temporary files) where it is made; only the
pack takes room there, its source files are sparse. Each film is the starter course's own with a `free` box behind it, so
that this measures copying, hashing and memory, not decoding. Prints seconds, rate and the most memory that the building
program held, then what `unzip -t` and Python's `zipfile` say.

The aim: memory hardly grows with the pack (its list of chunk hashes does, by 128 bytes a MiB).

Seen on 2 virtual cores, other builds running beside: 2 GiB in 14 s with 27 MiB, 20 GiB (21,477,464,429 bytes) in 109 s
with 46 MiB; `unzip -t` good, `zipfile` lists all entries.
"""
import pathlib
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = HERE / "target/release"
FILM = HERE / "content-packs/looking-for-work/course/video/what-checks-show.mp4"
FILM_BYTES = 2 << 30

PACK = """pack_id = "org.example.large"
version = 1
title = {{ en = "A large pack" }}
languages = ["en"]
publisher = "Bench"
licence = "CC0-1.0"
created = "2026-11-01"
documents = [{{ kind = "course", path = "course" }}]
"""

COURSE = """schema = 1
id = "org.example.large"
edition = 1
title = {{ en = "A large course" }}
summary = {{ en = "Many long films." }}
languages = ["en"]
subjects = ["work"]
level = "beginner"
minutes = 90
authors = ["Bench"]
outcomes = []
sources = []
rule = {{ kind = "all_required" }}

[[modules]]
id = "films"
title = {{ en = "Films" }}
rule = {{ kind = "all_required" }}
"""

LESSON = """
[[modules.lessons]]
id = "film-{n}"
kind = "video"
title = {{ en = "Film {n}" }}
minutes = 2
required = true
rule = {{ kind = "seen", permille = 900 }}

[[modules.lessons.tracks]]
id = "main"
kind = "main"
lang = "en"
file = "film-{n}.mp4"
default = true
origin = "human"
"""


def source(folder, films):
    """The course folder: `films` sparse files of FILM_BYTES each."""
    course = folder / "course"
    course.mkdir(parents=True)
    (folder / "pack.toml").write_text(PACK.format())
    (course / "course.toml").write_text(COURSE.format() + "".join(LESSON.format(n=n) for n in range(films)))
    film = FILM.read_bytes()
    for n in range(films):
        with open(course / f"film-{n}.mp4", "wb") as file:
            file.write(film)
            file.write(struct.pack(">I4sQ", 1, b"free", FILM_BYTES - n - len(film)))
            file.truncate(FILM_BYTES - n)  # no two alike, or the pack would hold one


def run(name, *command):
    start = time.monotonic()
    done = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{name} failed: {done.stderr[-2000:]}")
    return time.monotonic() - start


def main():
    gib = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    place = pathlib.Path(tempfile.mkdtemp(dir=sys.argv[2] if len(sys.argv) > 2 else None))
    try:
        source(place / "source", max(1, gib * (1 << 30) // FILM_BYTES))
        key, pack = place / "publisher.key", place / "large.fpack"
        run("keygen", PROGRAMS / "foothold-pack", "keygen", "--out", key, "--no-passphrase")
        took = run("build", PROGRAMS / "foothold-pack", "build", place / "source", "-o", pack, "--key", key)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        size = pack.stat().st_size
        print(f"pack       {size} bytes")
        print(f"build      {took:.0f} s  {size / took / 1e6:.0f} MB/s")
        print(f"memory     {memory} MiB at most")
        if shutil.which("unzip"):
            print(f"unzip -t   good after {run('unzip', 'unzip', '-tq', pack):.0f} s")
        with zipfile.ZipFile(pack) as archive:
            print(f"zipfile    {len(archive.namelist())} entries, {sum(e.file_size for e in archive.infolist())} bytes")
    finally:
        shutil.rmtree(place)


main()
