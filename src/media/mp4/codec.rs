//! What a track's samples are: the first entry of `stsd`.

use super::boxes::{Bytes, Name};
use super::movie::Fault;

/// The coding of a video track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VideoCoding {
    /// H.264 with samples as length-prefixed NAL units.
    H264 {
        /// Bytes of each length prefix, 1 to 4.
        length_size: usize,
        /// Sequence and picture parameter sets.
        parameter_sets: Vec<Vec<u8>>,
    },
    /// Anything else, by its name.
    Other(String),
}

/// The coding of a sound track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AudioCoding {
    /// MPEG-4 audio with its AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1).
    Mpeg4 {
        /// The configuration's bytes.
        config: Vec<u8>,
    },
    /// Anything else, by its name.
    Other(String),
}

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
    if !matches!(&name, b"avc1" | b"avc3") {
        return Ok(VideoCoding::Other(video_name(&name)));
    }
    entry.take(78)?; // VisualSampleEntry (14496-12, 12.1.3)
    let mut avcc = entry.need(b"avcC")?;
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
        b"vp09" => "VP9".to_owned(),
        b"av01" => "AV1".to_owned(),
        b"mp4v" => "MPEG-4 part 2".to_owned(),
        b"apch" | b"apcn" | b"apcs" | b"apco" | b"ap4h" => "ProRes".to_owned(),
        other => printable(other),
    }
}

/// Reads a sound track's `stsd`.
pub fn audio(stsd: Bytes<'_>) -> Result<AudioCoding, Fault> {
    let (name, mut entry) = first_entry(stsd)?;
    if &name != b"mp4a" {
        return Ok(AudioCoding::Other(audio_name(&name)));
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

fn audio_name(name: &Name) -> String {
    match name {
        b"ac-3" => "AC-3".to_owned(),
        b"ec-3" => "E-AC-3".to_owned(),
        b"Opus" => "Opus".to_owned(),
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
