//! Decoding a whole file once, and the command that mends what does not play.

use super::facts::{MediaFacts, Unplayable, Why};
use super::ogg::{OggTune, is_ogg};
use super::picture::{self, PictureFault};
use super::sound::{Heard, SoundStream};
use super::track::{Fault, Movie, Turn};
use super::tune;
use super::video::{Step, VideoStream};
use std::io::{Read, Seek};

/// Pictures further apart than this that can be sought to are made closer by the command.
const KEYFRAMES: &str = "-force_key_frames 'expr:gte(t,n_forced*2)'";
/// No more pixels than 1920 × 1080 have, in whatever shape, and even sides.
const SIZE: &str = "scale='trunc(iw*min(1,sqrt(2073600/iw/ih))/2)*2':-2";
const H264: &str = "-fpsmax 60 -c:v libx264 -profile:v high -pix_fmt yuv420p";
const AAC: &str = "-c:a aac -b:a 128k -ac 2";
/// The most pictures a second, in thousandths, with room for clocks that round.
const FPS_MILLI_MAX: u32 = 61_000;

impl Unplayable {
    /// The command mends all that could be wrong at once, not only what was found first.
    pub(super) fn video(why: Why) -> Self {
        let codings = match &why {
            Why::NoVideo => return Self { why, ffmpeg: String::new() },
            Why::NoIndex => {
                let ffmpeg = "ffmpeg -i INPUT -map 0:v:0 -map '0:a:0?' -c copy OUTPUT.webm".to_owned();
                return Self { why, ffmpeg };
            }
            Why::VideoCoding { found } if found.starts_with("H.264") => format!("-c:v copy {AAC}"),
            Why::AudioCoding { .. } | Why::Channels { .. } => format!("-c:v copy {AAC}"),
            Why::Interlaced => format!("-vf \"bwdif=send_frame,{SIZE}\" {H264} {KEYFRAMES} {AAC}"),
            _ => format!("-vf \"{SIZE}\" {H264} {KEYFRAMES} {AAC}"),
        };
        let ffmpeg = format!("ffmpeg -i INPUT -map 0:v:0 -map '0:a:0?' {codings} -movflags +faststart OUTPUT.mp4");
        Self { why, ffmpeg }
    }

    pub(super) fn sound(why: Why) -> Self {
        if why == Why::NoAudio {
            return Self { why, ffmpeg: String::new() };
        }
        let ffmpeg = format!("ffmpeg -i INPUT -map 0:a:0 -vn {AAC} -movflags +faststart OUTPUT.m4a");
        Self { why, ffmpeg }
    }

    fn picture(why: Why) -> Self {
        let ffmpeg = "ffmpeg -i INPUT -vf \"scale='min(2048,iw)':-2\" -frames:v 1 OUTPUT.png".to_owned();
        Self { why, ffmpeg }
    }
}

/// The command for a film that plays, but is slow to seek in.
pub fn close_keyframes() -> Unplayable {
    Unplayable::video(Why::Tool { found: "far key frames".to_owned() })
}

/// Decodes every picture and every sound packet of an MP4 or WebM.
pub fn video(mut reader: impl Read + Seek + Send) -> Result<MediaFacts, Unplayable> {
    let movie = Movie::open(&mut reader).map_err(|fault| Unplayable::video(why(fault)))?;
    pictures_and_sound(&movie, &mut reader).map_err(Unplayable::video)
}

fn pictures_and_sound(movie: &Movie, reader: &mut (impl Read + Seek)) -> Result<MediaFacts, Why> {
    let track = movie.video.clone().ok_or(Why::NoVideo)?;
    if track.turn == Turn::Other {
        return Err(Why::Turned);
    }
    let mut stream = VideoStream::open(movie, track, reader).map_err(why)?;
    let gap_us = stream.keyframe_gap_us(reader).map_err(|fault| damaged(0, &fault))?;
    let mut count = 0u64;
    loop {
        let at_us = stream.at_us();
        match stream.step(reader).map_err(|fault| damaged(at_us, &fault))? {
            Step::Picture(_) => count += 1,
            Step::More => {}
            Step::Undecodable { at_us, detail } => {
                return Err(undecodable(!stream.may_have_fields(), at_us, detail));
            }
            Step::End => break,
        }
    }
    if count == 0 {
        return Err(Why::NoVideo);
    }
    // After the pictures: what is wrong with them is mended by a command that makes the sound again as well.
    let has_audio = movie.audio.is_some();
    if let Some(track) = movie.audio.clone() {
        all_sound(reader, &mut SoundStream::open(movie, track)?)?;
    }
    let picture_us = u64::try_from(stream.end_us()).unwrap_or(0).max(1);
    let fps_milli = u32::try_from(count.saturating_mul(1_000_000_000) / picture_us).unwrap_or(u32::MAX);
    let (width, height) = stream.size();
    if fps_milli > FPS_MILLI_MAX {
        return Err(Why::TooLarge { limit: "60 pictures a second".to_owned() });
    }
    Ok(MediaFacts {
        duration_ms: ms(movie.duration_us),
        width,
        height,
        fps_milli,
        has_audio,
        keyframe_gap_ms_max: ms(gap_us),
    })
}

fn all_sound(reader: &mut (impl Read + Seek), sound: &mut SoundStream) -> Result<(), Why> {
    loop {
        let at_us = sound.at_us();
        match sound.step(reader).map_err(|fault| damaged(at_us, &fault))? {
            Heard::Block { .. } | Heard::More => {}
            Heard::Undecodable { at_us, detail } => return Err(Why::Damaged { at_ms: ms(at_us), detail }),
            Heard::End => return Ok(()),
        }
    }
}

/// A decoder that fails on a stream that allows fields has met them.
fn undecodable(is_frames_only: bool, at_us: i64, detail: String) -> Why {
    if !is_frames_only {
        Why::Interlaced
    } else if detail.starts_with("unsupported") {
        Why::Tool { found: detail }
    } else {
        Why::Damaged { at_ms: ms(at_us), detail }
    }
}

fn ms(us: i64) -> u64 {
    u64::try_from(us).unwrap_or(0) / 1000
}

fn damaged(at_us: i64, fault: &std::io::Error) -> Why {
    Why::Damaged { at_ms: ms(at_us), detail: fault.to_string() }
}

fn why(fault: Fault) -> Why {
    match fault {
        Fault::Unplayable(why) => why,
        Fault::Read(fault) => damaged(0, &fault),
    }
}

/// Decodes every packet of a file of sound alone.
pub fn audio(mut reader: impl Read + Seek + Send) -> Result<MediaFacts, Unplayable> {
    if is_ogg(&mut reader).map_err(|fault| Unplayable::sound(damaged(0, &fault)))? {
        let tune = OggTune::open(reader).map_err(|fault| Unplayable::sound(why(fault)))?;
        return all_ogg(tune).map_err(Unplayable::sound);
    }
    match Movie::open(&mut reader) {
        Ok(movie) => sound_of(&movie, &mut reader).map_err(Unplayable::sound),
        Err(Fault::Unplayable(Why::NotThisKind { .. })) => tune::check(reader).map_err(Unplayable::sound),
        Err(fault) => Err(Unplayable::sound(why(fault))),
    }
}

fn all_ogg(mut tune: OggTune<impl Read + Seek>) -> Result<MediaFacts, Why> {
    let mut has_audio = false;
    loop {
        let at_us = tune.at_us();
        match tune.hear().map_err(|fault| damaged(at_us, &fault))? {
            Heard::Block { .. } => has_audio = true,
            Heard::More => {}
            Heard::Undecodable { at_us, detail } => return Err(Why::Damaged { at_ms: ms(at_us), detail }),
            Heard::End if has_audio => break,
            Heard::End => return Err(Why::NoAudio),
        }
    }
    Ok(MediaFacts { duration_ms: ms(tune.duration_us()), has_audio, ..MediaFacts::default() })
}

fn sound_of(movie: &Movie, reader: &mut (impl Read + Seek)) -> Result<MediaFacts, Why> {
    let mut sound = SoundStream::open(movie, movie.audio.clone().ok_or(Why::NoAudio)?)?;
    all_sound(reader, &mut sound)?;
    Ok(MediaFacts { duration_ms: ms(movie.duration_us), has_audio: true, ..MediaFacts::default() })
}

/// Decodes a picture.
pub fn image(reader: impl Read + Seek) -> Result<MediaFacts, Unplayable> {
    let decoded = picture::decode(reader).map_err(|fault| {
        Unplayable::picture(match fault {
            PictureFault::Kind => Why::NotThisKind { wanted: "a PNG, JPEG or WebP picture" },
            PictureFault::TooLarge => Why::TooLarge { limit: "8192 pixels a side or 24 million in all".to_owned() },
            PictureFault::Read(fault) => damaged(0, &fault),
            PictureFault::Damaged(detail) => Why::Damaged { at_ms: 0, detail },
        })
    })?;
    Ok(MediaFacts { width: decoded.width, height: decoded.height, ..MediaFacts::default() })
}
