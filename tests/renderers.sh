#!/usr/bin/env bash
# Every screen of a try-out station drawn by OpenGL and by the software painter, in real windows on virtual displays,
# compared pixel by pixel. A pixel differs if a channel is more than 3 % off; a screen may have 1 in 2,000 that do (edges
# of letters and curves, which OpenGL's own drivers round differently too). A film is scaled by other means, which shows
# at its edges: 20 %. Of a station's own page its free space and its fingerprint are left out,
# and everywhere how long ago something was saved.
#   tests/renderers.sh FOOTHOLD STARTER-FOLDER [FOLDER FOR THE PICTURES]
set -euo pipefail
cd "$(dirname "$0")/.."
program=$1
export FOOTHOLD_STARTER=$2 LANG=C.UTF-8
out=${3:-$(mktemp -d)}
mkdir -p "$out"

# Inside a D-Bus session of its own: accessibility, the player, the tour.
tour() { # tour RENDERER
  local folder=$out/$1 home status=0
  home=$(mktemp -d)
  for switch in IsEnabled ScreenReaderEnabled; do
    gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
      --method org.freedesktop.DBus.Properties.Set org.a11y.Status $switch '<true>' >/dev/null 2>&1
  done
  FOOTHOLD_HOME=$home "$program" --renderer "$1" >"$folder/foothold.log" 2>&1 &
  player=$!
  xdotool search --sync --onlyvisible --name Foothold >"$folder/window"
  xdotool windowmove "$(head -n 1 "$folder/window")" 0 0 windowfocus "$(head -n 1 "$folder/window")"
  /usr/bin/python3 tests/renderers.py --pictures "$folder" --words assets/locales/en \
    --course content-packs/looking-for-work/course/course.toml || status=$?
  kill $player
  wait $player 2>/dev/null || true
  rm -rf "$home"
  return $status
}
export -f tour
export program out

ended() { kill ${screen:-} 2>/dev/null || true; }
trap ended EXIT
for renderer in glow software; do
  folder=$out/$renderer
  mkdir -p "$folder"
  rm -f "$folder"/*.png "$folder/display"
  Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 2>"$folder/xvfb.log" 3>"$folder/display" &
  screen=$!
  for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
  echo "$renderer"
  DISPLAY=:$(cat "$folder/display") dbus-run-session -- bash -euo pipefail -c "tour $renderer"
  kill "$screen"
  wait "$screen" 2>/dev/null || true
done

for folder in "$out"/{glow,software}; do
  mogrify -fill white -draw "rectangle 860,40 1045,80" "$folder"/*.png # how long ago something was saved
  mogrify -fill white -draw "rectangle 450,320 620,360 rectangle 260,535 620,575" "$folder/desk-station.png"
done

status=0 seen=0
for picture in "$out"/glow/*.png; do
  name=$(basename "$picture" .png)
  case $name in lesson-video | film-*) fuzz=20% ;; *) fuzz=3% ;; esac
  off=$(compare -metric AE -fuzz $fuzz "$picture" "$out/software/$name.png" "$out/$name-off.png" 2>&1 || true)
  worst=$(compare -metric PAE "$picture" "$out/software/$name.png" null: 2>&1 || true)
  printf '%-22s %8s pixels off, the worst by %s\n' "$name" "$off" "$worst"
  seen=$((seen + 1))
  awk -v off="$off" 'BEGIN { exit !(off <= 1366 * 768 / 2000) }' || status=1
done
distinct=$(sha256sum "$out"/software/*.png | awk '{ print $1 }' | sort -u | wc -l)
echo "$seen screens, $distinct of them different ones; the pictures are in $out"
[ "$distinct" -ge 30 ] || { echo "the tour did not reach enough screens" >&2; status=1; }
exit $status
