#!/usr/bin/env bash
# Makes an office and a station with an idle lock of two minutes and two learners, then goes through two turns in the
# real window (turns.py). Started by try.sh --turns; also by hand with the programs of a development build:
#   turns.sh FOLDER-OF-PROGRAMS PLACE PICTURES
set -euo pipefail
cd "$(dirname "$0")/.."
programs=$1 place=$2 pictures=$3 pack=$2/looking-for-work.fpack
rm -rf "$place"
mkdir -p "$place/walk" "$pictures"
json() { python3 -c 'import json, sys; at = json.load(sys.stdin)["data"]
for name in sys.argv[1:]: at = at[name]
print(at)' "$@"; }
office() { "$programs/foothold-office" --json --office "$place/office" "$@"; }
station() { "$programs/foothold" --json --home "$place/walk/home" "$@"; }

office init --agency Agency --name Office --facility north=North --no-passphrase >/dev/null
"$programs/foothold-pack" build content-packs/looking-for-work -o "$pack" --key "$place/office/keys/publisher.key" >/dev/null
office policy --set idle_lock_min=2 >/dev/null
office approve "$pack" >/dev/null
office kit north >"$place/kit.json"
printf 'fifteen letters or more\n' >"$place/passphrase"
cat >"$place/answers.toml" <<ANSWERS
kit = "$(json folder <"$place/kit.json")"
fingerprint = "$(json fingerprint <"$place/kit.json")"
station = "Desk 1"
administrator = "Alex"
passphrase_file = "$place/passphrase"
recovery_code_file = "$place/recovery"
ANSWERS
station setup --answers "$place/answers.toml" >/dev/null
alex=(--staff Alex --passphrase-file "$place/passphrase")
station import "$pack" "${alex[@]}" >/dev/null
ana=$(station learner add --name "Ana Ruiz" --number 1 "${alex[@]}" | json pin)
ben=$(station learner add --name "Ben Okafor" --number 2 "${alex[@]}" | json pin)
export TURNS_PINS=$ana,$ben
dbus-run-session -- bash installer/walk.sh "$programs/foothold" "$place/walk" "$pictures" turns
