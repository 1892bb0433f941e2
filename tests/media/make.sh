#!/usr/bin/env bash
# Makes the small media files of this folder, and ffmpeg's own hashes of their pictures. Needs ffmpeg with libx264 and libx265.
set -euo pipefail
cd "$(dirname "$0")"
ff() { ffmpeg -v error -y -bitexact "$@"; }
src() { echo "testsrc2=s=$1:r=$2:d=$3"; }
# A click at exactly 1 s in 2 s of silence, left only.
click="aevalsrc='if(between(n,48000,48007),0.9,0)|0':s=48000:d=2"
x264=(-c:v libx264 -threads 1 -preset slow -crf 36)
aac=(-c:a aac -b:a 48k)

ff -f lavfi -i "$(src 160x120 25 2)" -f lavfi -i "$click" "${x264[@]}" -profile:v high -bf 3 -g 20 "${aac[@]}" high.mp4
ff -f lavfi -i "$(src 162x98 30000/1001 2)" -f lavfi -i "sine=440:r=44100:d=2" "${x264[@]}" -profile:v main -bf 2 -g 30 "${aac[@]}" -ac 1 -movflags +faststart main.mp4
ff -f lavfi -i "$(src 128x96 15 2)" "${x264[@]}" -profile:v baseline -g 10 silent.mp4
ff -f lavfi -i "$(src 128x96 25 2)" "${x264[@]}" -x264-params open-gop=1:keyint=12:bframes=3 opengop.mp4
ff -ss 0.68 -i high.mp4 -c copy cut.mp4
ff -i high.mp4 -c copy -movflags frag_keyframe+empty_moov fragmented.mp4
ff -f lavfi -i "$(src 128x96 25 1)" "${x264[@]}" -flags +ildct+ilme -x264-params tff=1 interlaced.mp4
ff -f lavfi -i "$(src 128x96 25 1)" "${x264[@]}" -pix_fmt yuv420p10le ten_bit.mp4
ff -f lavfi -i "$(src 128x96 25 1)" "${x264[@]}" -pix_fmt yuv444p chroma444.mp4
ff -f lavfi -i "$(src 128x96 25 1)" -c:v libx265 -preset fast -crf 40 -x265-params log-level=error hevc.mp4
ff -f lavfi -i "$(src 2048x1152 5 0.4)" "${x264[@]}" -crf 51 large.mp4
ff -display_rotation 90 -i silent.mp4 -c copy turned.mp4 2>/dev/null || ff -i silent.mp4 -c copy -metadata:s:v rotate=90 turned.mp4
ff -f lavfi -i "$(src 128x96 25 1)" -f lavfi -i "sine=440:r=48000:d=1" "${x264[@]}" -c:a aac -ac 6 surround.mp4
ff -f lavfi -i "$(src 128x96 25 1)" -f lavfi -i "sine=440:r=48000:d=1" "${x264[@]}" -c:a ac3 -b:a 64k ac3.mp4
ff -f lavfi -i "$click" "${aac[@]}" sound.m4a
ff -f lavfi -i "$click" -c:a libmp3lame -b:a 32k sound.mp3
ff -f lavfi -i "aevalsrc='if(between(n,8000,8001),0.9,0)':s=8000:d=2" -c:a flac sound.flac
ff -f lavfi -i "aevalsrc='if(between(n,8000,8001),0.9,0)':s=8000:d=2" -c:a pcm_u8 sound.wav

for name in high main silent opengop cut; do
    ffmpeg -v error -y -i $name.mp4 -map 0:v -f framehash -hash sha256 $name.frames
done
