#!/usr/bin/env python3
"""Start, memory and idle work of the player with 20 packs, on a virtual display with no GPU.

    cargo build --release --bins && python3 benches/start.py [--packs 20] [--idle 60] [-- ARGUMENTS OF foothold]

Needs Xvfb and xdotool. The packs are copies of the starter course under other names; the station is a try-out one that
took all of them in. Prints the time from the start of the program to the first screen that can be used (the median of
five starts, by the line that the program then writes in its log), the memory it holds then, and the processor time and
threads woken while nobody touches it.

The aims: no repaint when nothing moves, so next to no processor time.

Seen on 2 virtual cores with no GPU (llvmpipe), other builds running beside: first screen after 351 ms, 128 MiB,
20 ms of processor time in 60 idle seconds (the clock on the screen turned once).
"""
import argparse
import datetime
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = HERE / "target/release"
COURSE = HERE / "content-packs/looking-for-work"
READY = re.compile(r"^(\S+) INFO .*the first screen is ready", re.M)
TRY_IT = (798, 483)


def packs(place, count):
    """`count` signed packs, alike but for their ids."""
    key = place / "publisher.key"
    tool = PROGRAMS / "foothold-pack"
    subprocess.run([tool, "keygen", "--out", key, "--no-passphrase"], check=True, stdout=subprocess.DEVNULL)
    (place / "starter").mkdir()
    for n in range(count):
        source = place / "source"
        shutil.copytree(COURSE, source)
        for path in (source / "pack.toml", source / "course/course.toml"):
            path.write_text(path.read_text().replace("org.foothold.looking-for-work", f"org.foothold.looking-for-work-{n}"))
        out = place / "starter" / f"{n}.fpack"
        subprocess.run([tool, "build", source, "-o", out, "--key", key], check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(source)


class Player:
    def __init__(self, home, starter, arguments):
        self.log = home / "log/foothold.log"
        self.skip = len(self.log.read_text()) if self.log.exists() else 0
        self.began = time.time()
        environment = dict(os.environ, FOOTHOLD_STARTER=str(starter))
        self.process = subprocess.Popen([PROGRAMS / "foothold", "--home", home, *arguments], env=environment)

    def ready_after(self):
        """Seconds from the start to the first usable screen."""
        for _ in range(1200):
            text = self.log.read_text()[self.skip :] if self.log.exists() else ""
            found = READY.search(text)
            if found:
                when = datetime.datetime.fromisoformat(found[1][:26].rstrip("Z") + "+00:00").timestamp()
                return when - self.began
            time.sleep(0.05)
        sys.exit("the first screen never came")

    def facts(self):
        """Memory in MiB; processor ticks; context switches of all threads."""
        proc = pathlib.Path(f"/proc/{self.process.pid}")
        memory = int(re.search(r"VmRSS:\s+(\d+)", (proc / "status").read_text())[1]) // 1024
        ticks = sum(map(int, (proc / "stat").read_text().rsplit(")", 1)[1].split()[11:13]))
        switches = 0
        for task in (proc / "task").iterdir():
            switches += sum(map(int, re.findall(r"ctxt_switches:\s+(\d+)", (task / "status").read_text())))
        return memory, ticks, switches

    def end(self):
        self.process.terminate()
        self.process.wait()


def click(x, y):
    window = subprocess.run(["xdotool", "search", "--name", "Foothold"], capture_output=True, text=True).stdout.split()[-1]
    for command in (["windowmove", window, "0", "0"], ["windowfocus", window], ["mousemove", str(x), str(y)], ["click", "1"]):
        subprocess.run(["xdotool", *command], check=True)
        time.sleep(0.3)


def measure(place, asked, display):
    packs(place, asked.packs)
    home, starter = place / "home", place / "starter"
    first = Player(home, starter, asked.arguments)
    first.ready_after()
    time.sleep(1)
    click(*TRY_IT)
    home = home / "tryout"  # where the trying-out is kept: a whole station of its own
    for _ in range(600):
        if len(list((home / "packs").glob("*.fpack"))) >= asked.packs:
            break
        time.sleep(0.2)
    time.sleep(5)
    first.end()
    starts = []
    for _ in range(5):
        player = Player(home, starter, asked.arguments)
        starts.append(player.ready_after())
        time.sleep(3)
        if len(starts) < 5:
            player.end()
    memory, ticks, switches = player.facts()
    time.sleep(asked.idle)
    _, ticks_after, switches_after = player.facts()
    player.end()
    print(f"packs           {asked.packs}")
    print(f"first screen    {statistics.median(starts) * 1000:.0f} ms (median of 5: {' '.join(f'{s * 1000:.0f}' for s in starts)})")
    print(f"memory          {memory} MiB")
    print(f"idle {asked.idle} s       {(ticks_after - ticks) * 10} ms of processor time, {switches_after - switches} context switches")


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--packs", type=int, default=20)
    asked.add_argument("--idle", type=int, default=60)
    asked.add_argument("arguments", nargs="*", help="arguments of foothold")
    asked = asked.parse_args()
    place = pathlib.Path(tempfile.mkdtemp())
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    try:
        os.environ["DISPLAY"] = ":" + os.read(reading, 16).decode().strip()
        measure(place, asked, screen)
    finally:
        screen.terminate()
        shutil.rmtree(place)


main()
