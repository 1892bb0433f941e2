#!/usr/bin/env bash
# Every screen of a try-out station drawn by OpenGL and by the software painter, in real windows on virtual displays,
# compared pixel by pixel. A pixel differs if a channel is more than 3 % off; a screen may have 1 in 2,000 that do (edges
# of letters and curves, which OpenGL's own drivers round differently too). A film is scaled by other means, which shows
# at its edges: 20 %. Of a station's own page its free space and its fingerprint are left out,
# and everywhere how long ago something was saved.
# To the starter course comes a small second one, built here with the foothold-pack beside the program.
#   tests/renderers.sh FOOTHOLD STARTER-FOLDER [FOLDER FOR THE PICTURES]
set -euo pipefail
cd "$(dirname "$0")/.."
. installer/station.sh
program=$1
out=${3:-$(mktemp -d)}
rm -rf "$out"/{glow,software,starter,garden,office}
mkdir -p "$out"/{glow,software,starter}
cp "$2"/*.fpack "$out/starter"

pack=$(dirname "$program")/foothold-pack
python3 tests/renderers_course.py "$out/garden"
"$pack" keygen --out "$out/garden/publisher.key" --no-passphrase >/dev/null
"$pack" build "$out/garden" -o "$out/starter/garden.fpack" --key "$out/garden/publisher.key"
export FOOTHOLD_STARTER=$out/starter
# And a station whose office lets words leave that a learner chose.
make_station "$(dirname "$program")" "$out/office" free_text=reviewed
TOUR_PIN=$(add_learner "Ana Ruiz" 1)
export TOUR_PIN

for renderer in glow software; do
  echo "$renderer"
  folder=$out/$renderer
  dbus-run-session -- bash installer/walk.sh "$program" "$folder" "$folder" tour --renderer $renderer
  rm -rf "$folder/home"
  cp -r "$out/office/walk/home" "$folder/home"
  dbus-run-session -- bash installer/walk.sh "$program" "$folder" "$folder" rules --renderer $renderer
  rm -rf "$folder/home"
done

for folder in "$out"/{glow,software}; do
  mogrify -fill white -draw "rectangle 860,40 1045,80" "$folder"/*.png # how long ago something was saved
  # when a page of the journal was saved
  mogrify -fill white -draw "rectangle 195,540 540,568" "$folder/journal-written.png"
  mogrify -fill white -draw "rectangle 195,593 540,622" "$folder/rules-journal.png"
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
[ "$distinct" -ge 60 ] || { echo "the tour did not reach enough screens" >&2; status=1; }
exit $status
