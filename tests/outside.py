#!/usr/bin/env python3
"""Tools that others wrote agree with ours: tests/outside.py DIR, where DIR is what tests/line.sh left behind.

Packs: unzip, 7z and Python's zipfile read each one whole. Signed documents: the DSSE verifier of the package
securesystemslib accepts the envelopes of packs, catalogue, policy and root with the keys that the root names.
Exports: stock `age` opens each with the office's identity, and the envelope inside verifies with the key of the
station's certificate or request.
"""

import base64
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

counted = {"passed": 0, "failed": 0}


def check(what, fits, why=""):
    counted["passed" if fits else "failed"] += 1
    if not fits:
        print(f"FAILED {what} {why}")


def runs(*command):
    return subprocess.run([str(word) for word in command], capture_output=True).returncode == 0


def payload(text):
    return json.loads(base64.b64decode(json.loads(text)["payload"]))


def keys(hexes):
    import hashlib

    return [SSlibKey(hashlib.sha256(bytes.fromhex(h)).hexdigest(), "ed25519", "ed25519", {"public": h}) for h in hexes]


def is_signed(text, hexes, threshold=1):
    try:
        Envelope.from_dict(json.loads(text)).verify(keys(hexes), threshold)
        return True
    except Exception as fault:  # whatever it says, it does not accept it
        print(f"  {fault}")
        return False


def packs(folder, publishers):
    for path in sorted(folder.rglob("*.fpack")):
        check(f"unzip -t {path.name}", runs("unzip", "-tq", path))
        check(f"7z t {path.name}", runs("7z", "t", "-bd", path))
        with zipfile.ZipFile(path) as archive:
            check(f"zipfile {path.name}", archive.testzip() is None)
            check(f"DSSE of {path.name}", is_signed(archive.read("pack.dsse"), publishers))


def exports(folder, identity):
    for path in sorted(folder.rglob("*.fexport")):
        with tempfile.NamedTemporaryFile() as opened:
            if not runs("age", "-d", "-i", identity, "-o", opened.name, path):
                check(f"age -d {path.name}", False)
                continue
            data = Path(opened.name).read_bytes()
        check(f"age -d {path.name}", True)
        size = int.from_bytes(data[:4], "big")
        envelope = data[4 : 4 + size]
        header = payload(envelope)
        told = header.get("station_certificate") or header["enrolment"]
        key = payload(json.dumps(told))["key"]
        check(f"DSSE of {path.name}", is_signed(envelope, [key]))


def main(folder):
    office = folder / "office"
    root_text = sorted(office.glob("trust/root.*.dsse"))[-1].read_bytes()
    root = payload(root_text)
    roles = {role["role"]: role for role in root["roles"]}
    check("root", is_signed(root_text, roles["root"]["keys"], roles["root"]["threshold"]))
    for path in sorted(folder.rglob("catalogue*.dsse")):
        check(path.name, is_signed(path.read_bytes(), roles["approver"]["keys"], roles["approver"]["threshold"]))
    for path in sorted(folder.rglob("policy*.dsse")):
        check(path.name, is_signed(path.read_bytes(), [key for one in root["offices"] for key in one["keys"]]))
    packs(folder, [key for publisher in root["publishers"] for key in publisher["keys"]])
    exports(folder, next(iter(sorted(office.rglob("sealing.key")))))
    print(f"{counted['passed']} passed, {counted['failed']} failed")
    return 1 if counted["failed"] or not counted["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
