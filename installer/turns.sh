#!/usr/bin/env bash
# Makes an office and a station with an idle lock of two minutes and two learners, then goes through two turns in the
# real window (turns.py). Started by try.sh --turns; also by hand with the programs of a development build:
#   turns.sh FOLDER-OF-PROGRAMS PLACE PICTURES [both|keyboard|mouse]
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/station.sh
pictures=$3
make_station "$1" "$2" idle_lock_min=2
mkdir -p "$pictures"
ana=$(add_learner "Ana Ruiz" 1)
ben=$(add_learner "Ben Okafor" 2)
export TURNS_PINS=$ana,$ben HANDS=${4:-both}
dbus-run-session -- bash installer/walk.sh "$programs/foothold" "$place/walk" "$pictures" turns
