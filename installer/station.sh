# Sourced by installer/turns.sh and tests/renderers.sh: an office, and a station that it set up, for trying out.

json() { python3 -c 'import json, sys; at = json.load(sys.stdin)["data"]
for name in sys.argv[1:]: at = at[name]
print(at)' "$@"; }

# make_station PROGRAMS PLACE RULE=VALUE...: an office in PLACE/office with the starter course, and its station in
# PLACE/walk/home, whose administrator is Alex.
make_station() {
  programs=$1 place=$2
  local pack=$place/looking-for-work.fpack rule
  rm -rf "$place"
  mkdir -p "$place/walk"
  office init --agency Agency --name Office --facility north=North --no-passphrase >/dev/null
  "$programs/foothold-pack" build content-packs/looking-for-work -o "$pack" --key "$place/office/keys/publisher.key" >/dev/null
  for rule in "${@:3}"; do office policy --set "$rule" >/dev/null; done
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
}
office() { "$programs/foothold-office" --json --office "$place/office" "$@"; }
station() { "$programs/foothold" --json --home "$place/walk/home" "$@"; }

# add_learner NAME NUMBER [OPTION...]: prints the one-time PIN.
add_learner() { station learner add --name "$1" --number "$2" "${@:3}" "${alex[@]}" | json pin; }
