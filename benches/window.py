#!/usr/bin/python3
"""What the window costs: a screen that stands still, a mouse that moves, a film; beside mpv on the same film.

    window.py FOOTHOLD STARTER-FOLDER FILM.mp4 [SECONDS-STILL]

The starter folder holds the starter course, with FILM.mp4 in the place of its first film (see benches/window.md). It
opens a virtual display, learns on a try-out station by mouse and keyboard, and counts the CPU ticks of the process.
Films of both programs are played in turns, in the same size, without a sound device.
"""

import ctypes
import os
import re
import subprocess
import sys
import tempfile
import time

TICK = 1 / os.sysconf("SC_CLK_TCK")
TURNS, FILM_SECS, MOVES = 3, 15, 300


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("rest", ctypes.c_char * 128)]


def ask_to_close(window):
    """What a window manager sends when the cross is pressed."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    atom = lambda name: x11.XInternAtom(display, name, 0)  # noqa: E731
    event = ClientMessage(type=33, window=window, message=atom(b"WM_PROTOCOLS"), format=32)
    event.data[0] = atom(b"WM_DELETE_WINDOW")
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, 0, ctypes.byref(event))
    x11.XCloseDisplay(display)


def cpu_secs(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def act(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


def click(x, y, then=2.0):
    act("mousemove", x, y, "sleep", 0.4, "click", 1)
    time.sleep(then)


def mpv(film, start):
    began = os.times()
    subprocess.run(["mpv", "--no-config", "--vo=x11", "--ao=null", "--geometry=753x423", f"--start={start}",
                    f"--length={FILM_SECS}", "--really-quiet", film], check=True)
    ended = os.times()
    return ended.children_user + ended.children_system - began.children_user - began.children_system


def measured(foothold, starter, film, still_secs, renderer, out):
    home = tempfile.mkdtemp()
    environment = dict(os.environ, FOOTHOLD_HOME=home, FOOTHOLD_STARTER=starter)
    player = subprocess.Popen([foothold, "--renderer", renderer], env=environment, stderr=subprocess.DEVNULL)
    found = subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "Foothold"],
                           check=True, capture_output=True, text=True)
    window = int(found.stdout.split()[0])
    act("windowmove", window, 0, 0, "windowfocus", window)
    time.sleep(2)
    click(798, 483, 6)  # Try Foothold
    click(825, 250)  # Sam Rivera
    act("type", "--delay", 100, "246801")
    time.sleep(4)
    act("mousemove", 5, 760)
    time.sleep(3)

    before = cpu_secs(player.pid)
    time.sleep(still_secs)
    out(f"{renderer}: home stands still, {still_secs} s: {(cpu_secs(player.pid) - before) / TICK:.0f} ticks of CPU")
    before = cpu_secs(player.pid)
    for move in range(MOVES):
        act("mousemove", 300 + 2 * move, 600 + move % 7)
        time.sleep(0.02)
    took = (cpu_secs(player.pid) - before) / MOVES * 1000
    out(f"{renderer}: mouse over home, {MOVES} moves: {took:.2f} ms of CPU each")

    click(550, 340, 3)  # Look at it
    click(400, 612, 4)  # What a background check shows
    for turn in range(TURNS):
        before = cpu_secs(player.pid)
        act("windowfocus", window, "key", "space")
        time.sleep(FILM_SECS)
        act("key", "space")
        time.sleep(0.5)
        own = cpu_secs(player.pid) - before
        peer = mpv(film, turn * FILM_SECS)
        out(f"{renderer}: film {FILM_SECS} s: {own / FILM_SECS:.1%} of a core; mpv {peer / FILM_SECS:.1%};"
            f" {own / peer:.2f} times")
    memory = re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{player.pid}/status").read())[1]
    out(f"{renderer}: {int(memory) // 1024} MB of memory")
    ask_to_close(window)
    player.wait(timeout=20)
    log = open(f"{home}/log/foothold.log").read()
    out(f"{renderer}: {log.strip().splitlines()[-1].split(': ', 1)[-1]}")


def main():
    foothold, starter, film = sys.argv[1:4]
    still_secs = int(sys.argv[4]) if len(sys.argv) > 4 else 60
    server = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        os.environ["DISPLAY"] = ":" + server.stdout.readline().strip()
        for renderer in ("software", "glow"):
            measured(foothold, starter, film, still_secs, renderer, lambda line: print(line, flush=True))
    finally:
        server.terminate()


main()
