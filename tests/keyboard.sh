#!/usr/bin/env bash
# A Spanish keyboard (dead keys, AltGr, Shift, Caps Lock), and copying, cutting, pasting and taking back by keys, in a
# field of the real window that the software painter draws, on a virtual display.
#   tests/keyboard.sh FOOTHOLD STARTER-FOLDER [RENDERER]
set -euo pipefail
cd "$(dirname "$0")/.."
program=$1
export FOOTHOLD_STARTER=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
dbus-run-session -- bash installer/walk.sh "$program" "$place" "$place/pictures" typing --renderer "${3:-software}"
