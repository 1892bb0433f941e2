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


# More of H.264: a pyramid of B-pictures, pictures of uneven length, an odd clock, fragments without edits, slices.
ff -f lavfi -i "$(src 112x80 24 2)" "${x264[@]}" -profile:v high -bf 5 -refs 5 -x264-params b-pyramid=normal:b-adapt=0:weightp=2:keyint=24 pyramid.mp4
ff -f lavfi -i "$(src 96x64 30 2)" -vf "select='not(gt(mod(n,7),2)*lt(n,40))'" -fps_mode vfr "${x264[@]}" -bf 2 -g 15 uneven.mp4
ff -f lavfi -i "$(src 96x66 24000/1001 2)" "${x264[@]}" -profile:v main -coder 0 -x264-params slices=3 -g 24 -video_track_timescale 11988 odd.mp4
ff -i uneven.mp4 -c copy -movflags frag_keyframe+empty_moov+default_base_moof fragments.mp4

# What other encoders and programs do: 1080p60, frames in a stream that allows fields, refresh without key frames, CAVLC
# with B-pictures, times below those of decoding, nothing first (as when sound begins earlier), QuickTime upside down.
ff -f lavfi -i "$(src 1920x1080 60 0.2)" "${x264[@]}" -crf 51 -profile:v high -bf 2 -g 6 full60.mp4
ff -f lavfi -i "$(src 112x80 25 0.8)" "${x264[@]}" -x264-params fake-interlaced=1 -g 10 fake.mp4
ff -f lavfi -i "$(src 96x64 25 1.6)" "${x264[@]}" -x264-params intra-refresh=1:keyint=10 -bf 0 refresh.mp4
ff -f lavfi -i "$(src 96x64 25 1.2)" "${x264[@]}" -profile:v high -coder 0 -bf 3 -g 15 -x264-params weightb=1:direct=temporal cavlc.mp4
ff -i cavlc.mp4 -c copy -movflags negative_cts_offsets negative.mp4
ff -itsoffset 0.4 -i cavlc.mp4 -i sound.m4a -map 0:v -map 1:a -c copy delayed.mp4
ff -display_rotation 180 -i silent.mp4 -c copy over.mov 2>/dev/null || ff -i silent.mp4 -c copy -metadata:s:v rotate=180 over.mov

# VP9 and AV1, in WebM and in MP4, with Opus, Vorbis and AAC.
tone="aevalsrc='0.3*sin(440*2*PI*t)+0.1*sin(3100*2*PI*t*t)|0.3*sin(660*2*PI*t)':s=48000:d=2"
vp9=(-c:v libvpx-vp9 -threads 1 -b:v 60k -g 20 -auto-alt-ref 1 -lag-in-frames 16 -cpu-used 4)
av1=(-c:v libaom-av1 -threads 1 -cpu-used 6 -crf 55 -g 20 -lag-in-frames 16)
log=$(mktemp -u)
ff -f lavfi -i "$(src 162x98 25 2)" "${vp9[@]}" -pass 1 -passlogfile "$log" -f null -
ff -f lavfi -i "$(src 162x98 25 2)" -f lavfi -i "$tone" "${vp9[@]}" -pass 2 -passlogfile "$log" -c:a libopus -b:a 40k vp9.webm
rm -f "$log"*
ff -i vp9.webm -c copy vp9.mp4
ff -f lavfi -i "$(src 160x90 30 2)" -f lavfi -i "$tone" "${av1[@]}" -c:a libvorbis -q:a 0 av1.webm
ff -i av1.webm -c:v copy "${aac[@]}" av1.mp4
ff -f lavfi -i "$(src 96x64 25 0.6)" "${av1[@]}" -aom-params film-grain-test=4 grain.mp4
ff -f lavfi -i "$(src 96x64 25 1.2)" -c:v libsvtav1 -preset 8 -crf 55 -g 12 svt.mp4
ff -f lavfi -i "$(src 96x64 25 1)" -c:v libvpx-vp9 -pix_fmt yuv420p10le -profile:v 2 -b:v 40k ten_bit.webm
ff -f lavfi -i "$(src 96x64 25 1)" -c:v libvpx-vp9 -pix_fmt yuv444p -profile:v 1 -b:v 40k chroma444.webm
ff -f lavfi -i "$(src 96x64 25 1)" -c:v libaom-av1 -cpu-used 8 -pix_fmt yuv420p10le -crf 60 ten_bit_av1.mp4
ff -f lavfi -i "$(src 96x64 25 1)" -c:v libvpx -b:v 40k vp8.webm
ff -i silent.mp4 -c copy h264.mkv
ff -i vp9.webm -c copy -f webm -live 1 - >live.webm

# Very small ones, of each kind, to be cut and changed at random.
tiny=(-f lavfi -i "$(src 64x48 25 0.4)" -f lavfi -i "sine=500:r=48000:d=0.3")
ff "${tiny[@]}" "${x264[@]}" -bf 2 -g 5 -c:a aac -b:a 32k tiny.mp4
ff -i tiny.mp4 -c copy -movflags frag_keyframe+empty_moov+default_base_moof tiny_fragments.mp4
ff -f lavfi -i "$(src 64x48 25 0.4)" -f lavfi -i "sine=500:r=48000:d=0.05" -c:v libvpx-vp9 -b:v 30k -g 5 -c:a libopus -b:a 24k tiny_vp9.webm
ff "${tiny[@]}" -c:v libaom-av1 -cpu-used 8 -crf 60 -g 5 -c:a libvorbis -q:a 0 tiny_av1.webm
ff -i tiny_av1.webm -an -c copy tiny_av1.mp4
ff -i tiny_vp9.webm -c copy tiny_vp9.mp4
ff -f lavfi -i "sine=500:r=48000:d=0.3" -c:a libvorbis -q:a 0 tiny.ogg
ff -f lavfi -i "sine=500:r=48000:d=0.3" -c:a libopus -b:a 24k tiny.opus
ff -f lavfi -i "sine=500:r=16000:d=0.3" -c:a libmp3lame -b:a 16k tiny.mp3
ff -f lavfi -i "sine=500:r=8000:d=0.2" -c:a flac tiny.flac
ff -f lavfi -i "sine=500:r=8000:d=0.1" -c:a pcm_u8 tiny.wav
ff -i tiny.mp4 -vn -c copy tiny.m4a

# An hour for the clock: a picture a second, and a tone of 50 ms that begins 20 ms after each half minute.
ff -f lavfi -i "color=c=gray:s=48x32:r=1:d=3600" -f lavfi -i "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t+29.98,30),0.05)':s=8000:d=3600" "${x264[@]}" -crf 40 -g 300 -bf 0 -c:a aac -b:a 4k hour.mp4

# Sound alone in Ogg. Of what ffmpeg's decoders make of it, every 16th moment is kept, after the number of all.
ff -f lavfi -i "$tone" -c:a libvorbis -q:a 1 sound.ogg
ff -f lavfi -i "$tone" -c:a libopus -b:a 40k sound.opus
ff -f lavfi -i "sine=300:r=48000:d=1.7" -c:a libopus -b:a 14k -application voip -ac 1 speech.opus
ff -f lavfi -i "$tone" "${aac[@]}" -ar 44100 tone.m4a

# As other programs save sound: WAV of 16 and of 24 bits, FLAC, and an MP3 whose rate varies, with a tag and a picture before
# the sound and a Xing header in it.
music="aevalsrc='0.3*sin(440*2*PI*t)+0.1*sin(3100*2*PI*t*t)|0.3*sin(660*2*PI*t)':s=44100"
ff -f lavfi -i "$music:d=0.4" -c:a pcm_s16le sixteen.wav
ff -f lavfi -i "$music:d=0.3" -c:a pcm_s24le twentyfour.wav
ff -f lavfi -i "$music:d=0.8" -c:a flac -sample_fmt s16 stereo.flac
ff -f lavfi -i "$music:d=1.6" -f lavfi -i "testsrc2=s=64x64:r=1:d=1" -map 0:a -map 1:v -c:a libmp3lame -q:a 6 -c:v mjpeg -q:v 8 \
    -frames:v 1 -id3v2_version 3 -metadata title="A tone" -metadata artist="Nobody" -metadata:s:v title="Album cover" \
    -metadata:s:v comment="Cover (front)" -disposition:v attached_pic cover.mp3

for name in sixteen.wav twentyfour.wav stereo.flac cover.mp3 sound.ogg sound.opus speech.opus tone.m4a vp9.webm vp9.mp4 av1.webm av1.mp4; do
    sides='pan=stereo|c0=c0|c1=c1'
    [ $name != speech.opus ] || sides='pan=stereo|c0=c0|c1=c0'
    ff -i $name -vn -af "$sides" -f s16le - | python3 -c '
import sys
pcm = sys.stdin.buffer.read()
kept = b"".join(pcm[at:at + 4] for at in range(0, len(pcm) - 3, 64))
sys.stdout.buffer.write((len(pcm) // 4).to_bytes(4, "little") + kept)' >$name.heard
done

for name in high.mp4 main.mp4 silent.mp4 opengop.mp4 cut.mp4 turned.mp4 pyramid.mp4 uneven.mp4 odd.mp4 fragmented.mp4 fragments.mp4 vp9.webm vp9.mp4 av1.webm av1.mp4 \
    full60.mp4 fake.mp4 refresh.mp4 cavlc.mp4 negative.mp4 delayed.mp4 over.mov grain.mp4 svt.mp4; do
    ff -copyts -i $name -map 0:v -pix_fmt yuv420p -fps_mode passthrough -enc_time_base -1 -f framehash -hash sha256 $name.frames
done
