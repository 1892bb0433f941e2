//! The bytes of the ZIP's own records, little-endian, after APPNOTE 6.3 sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16.

const DATE_1980_01_01: u16 = 0x0021;
const VERSION: u16 = 10;
const VERSION_ZIP64: u16 = 45;
const OFFSET_MAX: u64 = 0xFFFF_FFFF;
const COUNT_MAX: u64 = 0xFFFF;

/// Length of a local header.
pub(super) fn local_bytes(name: &str) -> u64 {
    30 + name.len() as u64
}

/// Length of a central directory entry.
pub(super) fn central_bytes(name: &str, offset: u64) -> u64 {
    46 + name.len() as u64 + if offset > OFFSET_MAX { 12 } else { 0 }
}

fn low32(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX) // saturates: exactly what ZIP64 wants of a field that overflows
}

fn low16(value: u64) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

fn fields16(out: &mut Vec<u8>, values: &[u16]) {
    for value in values {
        out.extend_from_slice(&value.to_le_bytes());
    }
}

fn fields32(out: &mut Vec<u8>, values: &[u32]) {
    for value in values {
        out.extend_from_slice(&value.to_le_bytes());
    }
}

fn fields64(out: &mut Vec<u8>, values: &[u64]) {
    for value in values {
        out.extend_from_slice(&value.to_le_bytes());
    }
}

pub(super) fn local(name: &str, size: u64, crc: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(30 + name.len());
    fields32(&mut out, &[0x0403_4b50]);
    fields16(&mut out, &[VERSION, 0, 0, 0, DATE_1980_01_01]);
    fields32(&mut out, &[crc, low32(size), low32(size)]);
    fields16(&mut out, &[low16(name.len() as u64), 0]);
    out.extend_from_slice(name.as_bytes());
    out
}

pub(super) fn central(name: &str, size: u64, crc: u32, offset: u64) -> Vec<u8> {
    let is_far = offset > OFFSET_MAX;
    let version = if is_far { VERSION_ZIP64 } else { VERSION };
    let mut out = Vec::with_capacity(58 + name.len());
    fields32(&mut out, &[0x0201_4b50]);
    fields16(&mut out, &[version, version, 0, 0, 0, DATE_1980_01_01]);
    fields32(&mut out, &[crc, low32(size), low32(size)]);
    fields16(&mut out, &[low16(name.len() as u64), if is_far { 12 } else { 0 }, 0, 0, 0]);
    fields32(&mut out, &[0, low32(offset)]);
    out.extend_from_slice(name.as_bytes());
    if is_far {
        fields16(&mut out, &[0x0001, 8]);
        fields64(&mut out, &[offset]);
    }
    out
}

pub(super) fn end_records(count: u64, directory_at: u64, directory_bytes: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(98);
    if count >= COUNT_MAX || directory_at >= OFFSET_MAX || directory_bytes >= OFFSET_MAX {
        fields32(&mut out, &[0x0606_4b50]);
        fields64(&mut out, &[44]);
        fields16(&mut out, &[VERSION_ZIP64, VERSION_ZIP64]);
        fields32(&mut out, &[0, 0]);
        fields64(&mut out, &[count, count, directory_bytes, directory_at]);
        fields32(&mut out, &[0x0706_4b50, 0]);
        fields64(&mut out, &[directory_at + directory_bytes]);
        fields32(&mut out, &[1]);
    }
    fields32(&mut out, &[0x0605_4b50]);
    fields16(&mut out, &[0, 0, low16(count), low16(count)]);
    fields32(&mut out, &[low32(directory_bytes), low32(directory_at)]);
    fields16(&mut out, &[0]);
    out
}
