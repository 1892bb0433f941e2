#!/usr/bin/env bash
# Makes an office and a station with two learners, then has the program killed in the middle of their quizzes, in the
# real window (crash.py). Started by try.sh --crash; also by hand with the programs of a development build:
#   crash.sh FOLDER-OF-PROGRAMS PLACE PICTURES [both|keyboard|mouse]
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/station.sh
pictures=$3
make_station "$1" "$2"
mkdir -p "$pictures"
ana=$(add_learner "Ana Ruiz" 1)
ben=$(add_learner "Ben Okafor" 2)
export TURNS_PINS=$ana,$ben HANDS=${4:-both}
dbus-run-session -- bash installer/walk.sh "$programs/foothold" "$place/walk" "$pictures" crash
