#!/usr/bin/env bash
# The same screens drawn by OpenGL and by the software painter, in real windows on virtual displays, compared pixel by
# pixel. A pixel differs if a channel is more than 3 % off; a screen may have 1 in 2,000 that do (edges of letters and
# curves, which OpenGL's own drivers round differently too).
#   tests/renderers.sh FOOTHOLD STARTER-FOLDER [FOLDER FOR THE PICTURES]
set -euo pipefail
program=$1 starter=$2
out=${3:-$(mktemp -d)}
mkdir -p "$out"
shown() { # shown RENDERER
  local folder=$out/$1 home step
  home=$(mktemp -d)
  mkdir -p "$folder"
  Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 2>"$folder/xvfb.log" 3>"$folder/display" &
  screen=$!
  for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
  export DISPLAY=:$(cat "$folder/display")
  FOOTHOLD_HOME=$home FOOTHOLD_STARTER=$starter LANG=C.UTF-8 "$program" --renderer "$1" >"$folder/foothold.log" 2>&1 &
  player=$!
  xdotool search --sync --onlyvisible --name Foothold >"$folder/window"
  xdotool windowmove "$(head -n 1 "$folder/window")" 0 0 windowfocus "$(head -n 1 "$folder/window")"
  while read -r name wait action; do
    eval "xdotool $action"
    sleep "$wait"
    import -window root "$folder/$name.png"
  done <<STEPS
welcome 4 mousemove 5 760
sign-in 8 mousemove 798 483 sleep 0.4 click 1 sleep 0.4 mousemove 5 760
pin 3 mousemove 825 250 sleep 0.4 click 1 sleep 0.4 mousemove 5 760
home 6 type --delay 100 246801
library 4 mousemove 44 220 sleep 0.4 click 1 sleep 0.4 mousemove 200 760
course 5 mousemove 340 560 sleep 0.4 click 1 sleep 0.4 mousemove 5 760
focus 3 key --delay 300 Tab Tab Tab Tab
record 4 mousemove 44 305 sleep 0.4 click 1 sleep 0.4 mousemove 200 760
help 4 mousemove 44 388 sleep 0.4 click 1 sleep 0.4 mousemove 200 760
larger 4 mousemove 1118 60 sleep 0.4 click 1 sleep 0.4 mousemove 200 760
menu 3 mousemove 1200 60 sleep 0.4 click 1 sleep 0.4 mousemove 200 760
STEPS
  kill "$player" "$screen"
  wait "$player" "$screen" 2>/dev/null || true
  rm -rf "$home"
}
ended() { kill ${player:-} ${screen:-} 2>/dev/null || true; }
trap ended EXIT
shown glow
shown software

status=0 seen=0
for picture in "$out"/glow/*.png; do
  name=$(basename "$picture" .png)
  off=$(compare -metric AE -fuzz 3% "$picture" "$out/software/$name.png" "$out/$name-off.png" 2>&1 || true)
  worst=$(compare -metric PAE "$picture" "$out/software/$name.png" null: 2>&1 || true)
  printf '%-10s %8s pixels off, the worst by %s\n' "$name" "$off" "$worst"
  seen=$((seen + 1))
  awk -v off="$off" 'BEGIN { exit !(off <= 1366 * 768 / 2000) }' || status=1
done
distinct=$(sha256sum "$out"/software/*.png | awk '{ print $1 }' | sort -u | wc -l)
echo "$seen screens, $distinct of them different ones; the pictures are in $out"
[ "$distinct" -ge 8 ] || { echo "the walk did not reach enough screens" >&2; status=1; }
exit $status
