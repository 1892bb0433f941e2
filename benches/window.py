#!/usr/bin/python3
"""What the window costs: a screen that stands still, a mouse that moves, films; beside mpv and VLC on the same films.

    cargo build --release --bins && python3 benches/window.py [--still 60] [--turns 5] [--films 720,1080,1080p60]
                                                              [--renderers software,glow] [--place FOLDER]

Needs Xvfb, xdotool, ffmpeg with libx264 and mpv; VLC if it is there. It makes the films (90 s, H.264 High, 30 pictures
a second or 60, with noise), puts each in the place of the starter course's first film, opens a virtual display, learns
on a try-out station by mouse and keyboard, and counts the CPU ticks of the whole process, user and system.

A turn is 10 s of the film, 300 pictures or 600: ours, mpv's (`--vo=x11`) and VLC's (`xcb_x11`) one after the other, in
the same size, without a sound device, each counted only while it plays. Pictures not shown are told by each player
itself: ours in its log when the lesson is left, mpv by its properties `frame-drop-count` and
`decoder-frame-drop-count`.
Repaints are told by the X server (DAMAGE extension).
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

import x11

HERE = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = HERE / "target/release"
COURSE = HERE / "content-packs/looking-for-work"
TICK = 1 / os.sysconf("SC_CLK_TCK")
FILM_SECS, MOVES = 10, 300
SIZE = "753x423"
# By name: size, bits a second, pictures a second. A key picture stands every 2 s.
FILMS = {"720": ("1280x720", "2500k", 30), "1080": ("1920x1080", "5000k", 30), "1080p60": ("1920x1080", "8000k", 60)}
# Places on the screens of a window of 1366 × 768.
TRY_IT, SAM, AWAY = (798, 483), (825, 250), (5, 760)
COURSE_OF_HOME, FIRST_FILM, LEAVE = (550, 340), (400, 612), (44, 140)


def cpu_secs(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def act(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


def click(place, then=2.0):
    act("mousemove", *place, "sleep", 0.4, "click", 1)
    time.sleep(then)


def make_film(place, name):
    size, rate, pictures = FILMS[name]
    film = place / f"{name}.mp4"
    if not film.exists():
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                        f"testsrc2=s={size}:r={pictures},noise=alls=6:allf=t,format=yuv420p",
                        "-f", "lavfi", "-i", "sine=440:r=48000", "-t", "87.1", "-c:v", "libx264", "-profile:v", "high",
                        "-preset", "veryfast", "-b:v", rate, "-g", str(2 * pictures), "-bf", "3", "-c:a", "aac",
                        "-ac", "2", film],
                       check=True)
    tool, key, source, starter = PROGRAMS / "foothold-pack", place / "key", place / "source", place / f"starter-{name}"
    if not key.exists():
        subprocess.run([tool, "keygen", "--out", key, "--no-passphrase"], check=True, stdout=subprocess.DEVNULL)
    if starter.exists():
        return film, starter
    shutil.copytree(COURSE, source)
    shutil.copy(film, source / "course/video/what-checks-show.mp4")
    starter.mkdir()
    subprocess.run([tool, "build", source, "-o", starter / "film.fpack", "--key", key], check=True,
                   stdout=subprocess.DEVNULL)
    shutil.rmtree(source)
    return film, starter


class Mpv:
    def __init__(self, film, start):
        self.path = tempfile.mktemp()
        self.process = subprocess.Popen(
            ["mpv", "--no-config", "--vo=x11", "--ao=null", f"--geometry={SIZE}+600+340", f"--start={start}", "--pause",
             "--really-quiet", f"--input-ipc-server={self.path}", film])
        self.socket = socket.socket(socket.AF_UNIX)
        for _ in range(100):
            try:
                self.socket.connect(self.path)
                break
            except OSError:
                time.sleep(0.1)
        self.lines = self.socket.makefile()
        time.sleep(2)

    def ask(self, *command):
        self.socket.sendall(json.dumps({"command": command, "request_id": 7}).encode() + b"\n")
        while (answer := json.loads(self.lines.readline())).get("request_id") != 7:
            pass
        return answer.get("data")

    def turn(self):
        """CPU seconds of playing, and pictures left out."""
        before = cpu_secs(self.process.pid)
        self.ask("set_property", "pause", False)
        time.sleep(FILM_SECS)
        self.ask("set_property", "pause", True)
        took = cpu_secs(self.process.pid) - before
        drops = sum(self.ask("get_property", name) or 0 for name in ("frame-drop-count", "decoder-frame-drop-count"))
        self.process.terminate()
        self.process.wait()
        return took, drops


def vlc(film, start):
    """CPU seconds of playing; not a number if VLC is not here. It refuses to run as root, so it runs as nobody then."""
    if not shutil.which("vlc"):
        return float("nan")
    nobody = ["setpriv", "--reuid=65534", "--clear-groups"] if os.getuid() == 0 else []
    home = tempfile.mkdtemp()
    os.chmod(home, 0o777)
    process = subprocess.Popen(
        [*nobody, "vlc", "-I", "dummy", "--vout", "xcb_x11", "--no-audio", "--no-video-title-show", "--zoom=0.588",
         "--no-embedded-video", "--no-video-deco", "--start-time", str(start), film],
        env=dict(os.environ, HOME=home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(2)
    before = cpu_secs(process.pid)
    time.sleep(FILM_SECS)
    took = cpu_secs(process.pid) - before
    process.terminate()
    process.wait()
    shutil.rmtree(home, ignore_errors=True)
    return took or float("nan")


class Player:
    """Foothold in its window, with the learner signed in."""

    def __init__(self, starter, renderer):
        self.home = tempfile.mkdtemp()
        environment = dict(os.environ, FOOTHOLD_HOME=self.home, FOOTHOLD_STARTER=str(starter))
        self.process = subprocess.Popen([PROGRAMS / "foothold", "--renderer", renderer], env=environment,
                                        stderr=subprocess.DEVNULL)
        found = subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "Foothold"],
                               check=True, capture_output=True, text=True)
        self.window = int(found.stdout.split()[0])
        act("windowmove", self.window, 0, 0, "windowfocus", self.window)
        time.sleep(2)
        click(TRY_IT, 6)
        click(SAM)
        act("type", "--delay", 100, "246801")
        time.sleep(4)
        act("mousemove", *AWAY)
        time.sleep(3)

    def turn(self):
        """CPU seconds of playing, pictures painted by the X server's word; in the lesson, from where it stands."""
        act("windowfocus", self.window)
        watched = x11.Watched(self.window)
        before = cpu_secs(self.process.pid)
        act("key", "space")
        painted = watched.paints(FILM_SECS)
        act("key", "space")
        took = cpu_secs(self.process.pid) - before
        time.sleep(0.5)
        return took, painted

    def close(self):
        memory = re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{self.process.pid}/status").read())[1]
        x11.ask_to_close(self.window)
        self.process.wait(timeout=20)
        log = open(f"{self.home}/log/foothold.log").read()
        late = re.findall(r"a file is closed: (\d+) pictures", log)
        tally = re.findall(r"\d+ passes in .*", log)
        shutil.rmtree(self.home)
        return int(memory) // 1024, late, tally


def standing(player, secs, out):
    watched = x11.Watched(player.window)
    moved = watched.paints(2, lambda: act("mousemove", 44, 220, "sleep", 0.5, "mousemove", *AWAY))
    time.sleep(3)
    before = cpu_secs(player.process.pid)
    painted = watched.paints(secs)
    ticks = (cpu_secs(player.process.pid) - before) / TICK
    out(f"home stands still, {secs} s: {painted} repaints, {ticks:.0f} ticks of CPU"
        f" (a mouse over two things before it: {moved} repaints)")
    before = cpu_secs(player.process.pid)
    for move in range(MOVES):
        act("mousemove", 300 + 2 * move, 600 + move % 7)
        time.sleep(0.02)
    took = (cpu_secs(player.process.pid) - before) / MOVES * 1000
    out(f"mouse over home, {MOVES} moves: {took:.2f} ms of CPU each")


def playing(player, film, turns, out):
    own, peer, other, painted, left_out = [], [], [], [], []
    click(COURSE_OF_HOME, 3)
    click(FIRST_FILM, 4)
    for turn in range(turns):
        took, count = player.turn()
        own.append(took / FILM_SECS)
        painted.append(count)
        took, drops = Mpv(film, turn * FILM_SECS).turn()
        peer.append(took / FILM_SECS)
        left_out.append(drops)
        other.append(vlc(film, turn * FILM_SECS) / FILM_SECS)
    share = lambda values: " ".join(f"{value:.1%}" for value in values)  # noqa: E731
    ratio = statistics.median(a / b for a, b in zip(own, peer))
    pictures = FILMS[film.stem][2]
    name = film.stem if film.stem.endswith(f"p{pictures}") else f"{film.stem}p{pictures}"
    out(f"{name}, shares of a core in {turns} turns of {pictures * FILM_SECS} pictures: {share(own)}")
    out(f"   mpv {share(peer)}; VLC {share(other)}")
    out(f"   beside mpv {ratio:.2f}, beside VLC {statistics.median(a / b for a, b in zip(own, other)):.2f} (medians)")
    out(f"   repaints told by the X server: {painted}; mpv left out: {left_out}")


def measured(films, still_secs, turns, renderer):
    out = lambda line: print(f"{renderer}: {line}", flush=True)  # noqa: E731
    for index, (film, starter) in enumerate(films):
        player = Player(starter, renderer)
        if index == 0:
            standing(player, still_secs, out)
        playing(player, film, turns, out)
        memory, late, tally = player.close()
        out(f"   left out in all turns, told by the player: {late}; {memory} MB of memory; {tally}")


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--still", type=int, default=60)
    asked.add_argument("--turns", type=int, default=5)
    asked.add_argument("--films", default="720,1080,1080p60")
    asked.add_argument("--renderers", default="software,glow")
    asked.add_argument("--place", type=pathlib.Path, help="where films and packs are made, and kept for the next time")
    asked = asked.parse_args()
    place = asked.place or pathlib.Path(tempfile.mkdtemp())
    os.chmod(place, 0o755)  # VLC may run as nobody
    server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-ac", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        os.environ["DISPLAY"] = ":" + server.stdout.readline().strip()
        films = [make_film(place, name) for name in asked.films.split(",")]
        for renderer in asked.renderers.split(","):
            measured(films, asked.still, asked.turns, renderer)
    finally:
        server.terminate()
        if not asked.place:
            shutil.rmtree(place)


main()
