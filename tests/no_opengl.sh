#!/usr/bin/env bash
# Where OpenGL is drawn by the processor, and where it does not start at all: the program chooses, or begins again, and
# its first screen comes, in real windows on virtual displays.
#   tests/no_opengl.sh FOOTHOLD STARTER-FOLDER
set -euo pipefail
program=$1
export FOOTHOLD_STARTER=$2 LANG=C.UTF-8
place=$(mktemp -d)
stopped() {
  kill ${player:-} ${screen:-} 2>/dev/null || true
  wait ${player:-} ${screen:-} 2>/dev/null || true
  player="" screen=""
}
ended() { stopped; rm -rf "$place"; }
trap ended EXIT

status=0
wrong() { echo "$1: $2" >&2; status=1; }
# shows NAME OPTIONS-OF-THE-SERVER LINE-OF-THE-LOG COMMAND...
shows() {
  local name=$1 options=$2 wanted=$3 log=$place/$1/log/foothold.log colours
  shift 3
  mkdir -p "$place/$name"
  # shellcheck disable=SC2086 # several words
  Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp $options 2>/dev/null 3>"$place/$name.display" &
  screen=$!
  for _ in $(seq 100); do [ -s "$place/$name.display" ] && break; sleep 0.1; done
  DISPLAY=:$(cat "$place/$name.display") "$@" --home "$place/$name" >"$place/$name.out" 2>&1 &
  player=$!
  for _ in $(seq 300); do
    grep -qs "the first screen is ready" "$log" && break
    kill -0 $player 2>/dev/null || break
    sleep 0.2
  done
  sleep 2
  grep -qs "the first screen is ready" "$log" || wrong "$name" "no screen came"
  grep -qs "$wanted" "$log" || wrong "$name" "the log does not say “$wanted”"
  colours=$(DISPLAY=:$(cat "$place/$name.display") import -window root png:- | identify -format %k - || true)
  [ "${colours:-0}" -ge 50 ] || wrong "$name" "nothing is drawn (${colours:-0} colours)"
  echo "$name: $(grep -hm1 "$wanted" "$log" 2>/dev/null || tail -n 3 "$place/$name.out"), ${colours:-0} colours"
}

shows forced "" "the first screen is ready" "$program" --renderer software
grep -qs OpenGL "$place/forced/log/foothold.log" && wrong forced "OpenGL was thought of"
stopped
shows by-itself "" "drawn without OpenGL" env LIBGL_ALWAYS_SOFTWARE=1 "$program"
stopped
shows opengl "" "drawn by OpenGL" env LIBGL_ALWAYS_SOFTWARE=1 "$program" --renderer glow
stopped
nowhere=(env __EGL_VENDOR_LIBRARY_DIRS=/nonexistent LIBGL_DRIVERS_PATH=/nonexistent)
shows begins-again "-extension GLX" "OpenGL does not start, begins again without it" "${nowhere[@]}" "$program" --renderer glow
tr '\0' ' ' <"/proc/$player/cmdline" | grep -q -- "--renderer software" || wrong begins-again "it is not the same program begun again"
stopped
exit $status
