//! What a track's samples are: the first entry of `stsd`.

use super::boxes::{Bytes, Name};
use crate::media::track::{AudioCoding, Fault, VideoCoding};

fn printable(name: &Name) -> String {
    name.iter().map(|&byte| if byte.is_ascii_graphic() { char::from(byte) } else { '?' }).collect()
}

fn first_entry(mut stsd: Bytes<'_>) -> Result<(Name, Bytes<'_>), Fault> {
    stsd.version()?;
    stsd.u32()?;
    stsd.next_box()?.ok_or_else(|| Fault::damaged("a track without a description"))
}

/// Reads a video track's `stsd`.
pub fn video(stsd: Bytes<'_>) -> Result<VideoCoding, Fault> {
    let (name, mut entry) = first_entry(stsd)?;
    match &name {
        b"avc1" | b"avc3" => {
            entry.take(VISUAL_SIZE)?;
            h264(entry.need(b"avcC")?)
        }
        b"vp09" => Ok(VideoCoding::Vp9),
        b"av01" => {
            entry.take(VISUAL_SIZE)?;
            let config = entry.find(b"av1C")?.map_or_else(Vec::new, |av1c| av1c.0.to_vec());
            Ok(VideoCoding::Av1 { config })
        }
        other => Ok(VideoCoding::Other(video_name(other))),
    }
}

/// The fixed part of a VisualSampleEntry (14496-12, 12.1.3).
const VISUAL_SIZE: usize = 78;

fn h264(mut avcc: Bytes<'_>) -> Result<VideoCoding, Fault> {
    avcc.take(4)?;
    let length_size = usize::from(avcc.u8()? & 3) + 1;
    let mut parameter_sets = Vec::new();
    let sps_count = avcc.u8()? & 31;
    for _ in 0..sps_count {
        let size = usize::from(avcc.u16()?);
        parameter_sets.push(avcc.take(size)?.to_vec());
    }
    let pps_count = avcc.u8()?;
    for _ in 0..pps_count {
        let size = usize::from(avcc.u16()?);
        parameter_sets.push(avcc.take(size)?.to_vec());
    }
    Ok(VideoCoding::H264 { length_size, parameter_sets })
}

fn video_name(name: &Name) -> String {
    match name {
        b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => "HEVC (H.265)".to_owned(),
        b"vp08" => "VP8".to_owned(),
        b"mp4v" => "MPEG-4 part 2".to_owned(),
        b"apch" | b"apcn" | b"apcs" | b"apco" | b"ap4h" => "ProRes".to_owned(),
        other => printable(other),
    }
}

/// Reads a sound track's `stsd`.
pub fn audio(stsd: Bytes<'_>) -> Result<AudioCoding, Fault> {
    let (name, mut entry) = first_entry(stsd)?;
    match &name {
        b"mp4a" => {}
        b"Opus" => {
            entry.take(28)?;
            return opus(entry.need(b"dOps")?);
        }
        other => return Ok(AudioCoding::Other(audio_name(other))),
    }
    entry.take(8)?;
    let quicktime_version = entry.u16()?;
    entry.take(18)?; // AudioSampleEntry (14496-12, 12.2.3)
    match quicktime_version {
        0 => {}
        1 => drop(entry.take(16)?),
        2 => drop(entry.take(36)?),
        _ => return Err(Fault::damaged("a sound description of an unknown version")),
    }
    let esds = match entry.find(b"wave")? {
        Some(wave) => wave.need(b"esds")?,
        None => entry.need(b"esds")?,
    };
    elementary_stream(esds)
}

/// `dOps` (Encapsulation of Opus in ISO Base Media, 4.3.2). The samples to skip stand in the edit list.
fn opus(mut dops: Bytes<'_>) -> Result<AudioCoding, Fault> {
    dops.u8()?;
    let channels = u32::from(dops.u8()?);
    dops.take(6)?;
    let gain = dops.u16()? as i16;
    Ok(AudioCoding::Opus { channels, gain })
}

fn audio_name(name: &Name) -> String {
    match name {
        b"ac-3" => "AC-3".to_owned(),
        b"ec-3" => "E-AC-3".to_owned(),
        b"fLaC" => "FLAC in MP4".to_owned(),
        b"alac" => "ALAC".to_owned(),
        b".mp3" => "MP3 in MP4".to_owned(),
        other => printable(other),
    }
}

/// `esds`: descriptors inside one another (ISO/IEC 14496-1, 7.2.6).
fn elementary_stream(mut esds: Bytes<'_>) -> Result<AudioCoding, Fault> {
    esds.version()?;
    let mut stream = descriptor(&mut esds, 3)?;
    stream.u16()?;
    let flags = stream.u8()?;
    if flags & 0x80 != 0 {
        stream.u16()?;
    }
    if flags & 0x40 != 0 {
        let length = usize::from(stream.u8()?);
        stream.take(length)?;
    }
    if flags & 0x20 != 0 {
        stream.u16()?;
    }
    let mut decoder = descriptor(&mut stream, 4)?;
    let object = decoder.u8()?;
    decoder.take(12)?;
    match object {
        0x40 | 0x66..=0x68 => {
            let config = descriptor(&mut decoder, 5)?.0.to_vec();
            Ok(AudioCoding::Mpeg4 { config })
        }
        0x69 | 0x6b => Ok(AudioCoding::Other("MP3 in MP4".to_owned())),
        other => Ok(AudioCoding::Other(format!("coding {other:#04x}"))),
    }
}

fn descriptor<'a>(from: &mut Bytes<'a>, wanted: u8) -> Result<Bytes<'a>, Fault> {
    let tag = from.u8()?;
    let mut size = 0usize;
    for _ in 0..4 {
        let byte = from.u8()?;
        size = size << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    if tag != wanted {
        return Err(Fault::damaged("the sound's description is in the wrong order"));
    }
    Ok(Bytes(from.take(size)?))
}
