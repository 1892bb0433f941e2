#!/usr/bin/env bash
# Makes an office and a station with three courses and three learners, then goes through a day there in the real window
# (day.py): the desk's list of people, every kind of question, what a learner keeps, and what ends a session. The last has the station on a
# small disk of its own in memory, for which it must be root.
#   day.sh FOLDER-OF-PROGRAMS PLACE PICTURES [people|questions|keeping|endings...]
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/station.sh
programs=$1 place=$2 pictures=$3
visits=("${@:4}")
[ ${#visits[@]} -gt 0 ] || visits=(people questions keeping endings)
umount_small() { ! mountpoint -q "$place/walk" || umount -l "$place/walk"; }
umount_small
trap umount_small EXIT

make_station "$programs" "$place"
python3 tests/renderers_course.py "$place/garden"
for folder in tests/quizzes "$place/garden"; do
  pack=$place/$(basename "$folder").fpack
  "$programs/foothold-pack" build "$folder" -o "$pack" --key "$place/office/keys/publisher.key" >/dev/null
  office approve "$pack" >/dev/null
  station notice "$place/office/notice" "${alex[@]}" >/dev/null
  station import "$pack" "${alex[@]}" >/dev/null
done
number=0
for name in "Ana Ruiz" "Ben Okafor" "Cleo Park"; do
  number=$((number + 1))
  echo "$name $(add_learner "$name" $number)"
done >"$place/pins"
office withdraw org.foothold.every-kind >/dev/null
cp -r "$place/office/notice" "$place/withdrawing"
mv "$place/walk/home" "$place/home"
mkdir -p "$pictures"

for visit in "${visits[@]}"; do
  echo "$visit"
  umount_small
  rm -rf "$place/walk" "$place/STICK"
  mkdir -p "$place/walk" "$place/STICK"
  if [ "$visit" = endings ]; then
    mount -t tmpfs -o size=$(($(du -sk "$place/home" | cut -f1) + 128 * 1024))k tmpfs "$place/walk"
  fi
  cp -r "$place/home" "$place/walk/home"
  FOOTHOLD_DRIVES=$place/STICK DAY_PLACE=$place dbus-run-session -- bash installer/walk.sh "$programs/foothold" \
    "$place/walk" "$pictures" "$visit"
done
