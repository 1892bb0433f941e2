#!/usr/bin/env bash
# From a bare Debian 12 to the open player: installs what is missing, builds Foothold, builds and signs the starter
# course, and opens the player on a try-out station of its own.
#   installer/try.sh               opens the window; with no display, as with --pictures
#   installer/try.sh --pictures    on a virtual display, goes from sign-in to the certificate by mouse and keyboard
#                                  and leaves a picture of each screen
#   installer/try.sh --keyboard, --mouse    the same by one of them alone
#   installer/try.sh --turns       two learners in turn on a station of an office: the idle lock, and no trace of another
#   installer/try.sh --crash       the program is killed in the middle of a quiz, twice, and the quiz goes on where it was
# Everything it makes is in target/try (pictures in $OUT/try if OUT is set).
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/needs.sh

case "${1:-}" in
  --pictures | --keyboard | --mouse | --turns | --crash) unset DISPLAY WAYLAND_DISPLAY ;;
  "") ;;
  *) echo "usage: installer/try.sh [--pictures|--keyboard|--mouse|--turns|--crash]" >&2; exit 2 ;;
esac

place=$PWD/target/try
pictures=${OUT:+$OUT/try}
pictures=${pictures:-$place/pictures}

need_build_tools
need_rust
need_packages libasound2 libx11-6 libx11-xcb1 libxcb1 libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2
# OpenGL only where hardware draws it; elsewhere Foothold draws its window without.
if compgen -G '/dev/dri/renderD*' >/dev/null; then need_packages libgl1 libegl1 libgl1-mesa-dri; fi

say "Building Foothold (some minutes the first time)"
cargo build --release --locked --bins
program=$PWD/target/release

say "Building and signing the starter course"
mkdir -p "$place/starter"
[ -f "$place/publisher.key" ] || "$program/foothold-pack" keygen --out "$place/publisher.key" --no-passphrase
for course in content-packs/*/; do
  name=$(basename "$course")
  "$program/foothold-pack" build "$course" -o "$place/starter/$name.fpack" --key "$place/publisher.key"
done
export FOOTHOLD_STARTER=$place/starter

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "Opening Foothold: choose “Try Foothold”, then Sam Rivera; the PIN is 246801"
  exec "$program/foothold" --home "$place/home"
fi

if [ "${1:-}" = --turns ] || [ "${1:-}" = --crash ]; then
  journey=${1#--}
  case $journey in
    turns) say "On a virtual display, two learners in turn" ;;
    crash) say "On a virtual display, killed in the middle of a quiz" ;;
  esac
  need_packages xvfb xdotool imagemagick at-spi2-core dbus gir1.2-atspi-2.0 python3-gi libglib2.0-bin
  rm -rf "$pictures"
  bash "installer/$journey.sh" "$program" "$place/$journey" "$pictures"
  say "Done. The pictures are in $pictures"
  exit
fi

case "${1:-}" in
  --keyboard) by=keyboard hands="by keyboard alone" ;;
  --mouse) by=mouse hands="by mouse alone" ;;
  *) by=both hands="by mouse and keyboard" ;;
esac
say "No display: on a virtual one, $hands"
need_packages xvfb xdotool imagemagick at-spi2-core dbus gir1.2-atspi-2.0 python3-gi libglib2.0-bin
rm -rf "$place/walk" "$pictures"
mkdir -p "$place/walk" "$pictures"
status=0
dbus-run-session -- bash installer/walk.sh "$program/foothold" "$place/walk" "$pictures" "$by" || status=$?
[ $status = 0 ] || { echo "The walk did not reach its end; see $pictures and $place/walk" >&2; exit $status; }
say "Done. The pictures are in $pictures"
ls "$pictures"
