#!/usr/bin/env bash
# Started by try.sh and some tests inside a D-Bus session of its own: a virtual display, the accessibility bus, the
# player or the window of the office, the walk. What it keeps lies in the folder.
#   walk.sh FOOTHOLD FOLDER PICTURES [both|keyboard|mouse|turns|typing|tour|station [OPTION OF FOOTHOLD...]]
#   walk.sh FOOTHOLD FOLDER PICTURES crash|people|questions|keeping|endings
#   walk.sh FOOTHOLD-OFFICE FOLDER PICTURES new-office|files|office [OPTION OF ITS WINDOW...]
set -euo pipefail
program=$1 folder=$2 pictures=$3 by=${4:-both}
ended() {
  for job in ${player:-} ${screen:-}; do kill "$job" 2>/dev/null || true; done
}
trap ended EXIT

Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 2>"$folder/xvfb.log" 3>"$folder/display" &
screen=$!
for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$folder/display")
export DISPLAY LANG=C.UTF-8

for switch in IsEnabled ScreenReaderEnabled; do
  gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus \
    --method org.freedesktop.DBus.Properties.Set org.a11y.Status $switch '<true>' >/dev/null 2>&1
done

case $by in
  new-office | files | office) begun=(--office "$folder/office" desk --by Ada) ;;
  *) begun=(--home "$folder/home") ;;
esac
case $by in
  crash | people | questions | keeping | endings) ;; # these begin the player themselves, some of them more than once
  *)
    HOME=$folder "$program" "${begun[@]}" "${@:5}" >"$folder/foothold.log" 2>&1 &
    player=$!
    xdotool search --sync --onlyvisible --name Foothold >"$folder/window"
    window=$(head -n 1 "$folder/window")
    xdotool windowmove "$window" 0 0 windowsize "$window" 1366 768 windowfocus "$window"
    ;;
esac
status=0
course=(--course content-packs/looking-for-work/course/course.toml)
given=(--pictures "$pictures" --words assets/locales/en "${course[@]}")
visit=(tests/renderers.py "$by" --pictures "$pictures" --words assets/locales "${course[@]}")
case $by in
  tour | new-office | files | office) /usr/bin/python3 "${visit[@]}" || status=$? ;;
  station) /usr/bin/python3 "${visit[@]}" --one-time "$TOUR_PIN" || status=$? ;;
  typing) /usr/bin/python3 tests/keyboard.py --pictures "$pictures" --words assets/locales/en || status=$? ;;
  crash)
    /usr/bin/python3 installer/crash.py "${given[@]}" --pins "$TURNS_PINS" --program "$program" --home "$folder/home" \
      --by "${HANDS:-both}" || status=$?
    ;;
  people | questions | keeping | endings)
    /usr/bin/python3 tests/day.py "$by" --pictures "$pictures" --words assets/locales/en --program "$program" \
      --place "$DAY_PLACE" || status=$?
    ;;
  turns) /usr/bin/python3 installer/turns.py "${given[@]}" --pins "$TURNS_PINS" --by "${HANDS:-both}" || status=$? ;;
  *) /usr/bin/python3 installer/drive.py "${given[@]}" --by "$by" || status=$? ;;
esac
[ $status = 0 ] || tail -n 20 "$folder"/*.log >&2
exit $status
