//! The size of everything that comes from outside, each with its reason. Checked before parsing.

/// A signed document other than a pack's manifest: roots and catalogues of a large state stay below 1 MiB.
pub const DOCUMENT_BYTES_MAX: usize = 8 << 20;
/// `pack.dsse`: 100,000 files of 200-byte paths and their JSON, in Base64.
pub const PACK_ENVELOPE_BYTES_MAX: usize = 64 << 20;
/// Signatures on one envelope: root ceremonies have a handful of holders.
pub const SIGNATURES_MAX: usize = 32;
/// Nesting of JSON: our deepest document (course rules) stays below 32.
pub const JSON_DEPTH_MAX: usize = 64;
/// The body of an event: the longest assignment or program somebody types.
pub const EVENT_BODY_BYTES_MAX: usize = 256 << 10;
/// The header of an event: ids and numbers only, about 500 bytes.
pub const EVENT_HEADER_BYTES_MAX: usize = 2 << 10;
/// One line of an export: header, salt and body.
pub const EVENT_LINE_BYTES_MAX: usize = EVENT_BODY_BYTES_MAX + EVENT_HEADER_BYTES_MAX + 256;
/// A certificate file: a page of words and one proof.
pub const CERTIFICATE_BYTES_MAX: usize = 256 << 10;
/// A record of all of a person's certificates: some hundreds of them.
pub const RECORD_BYTES_MAX: usize = 2 << 20;
/// A badge's picture with the certificate in it, or a certificate's PDF with it attached.
pub const BAKED_BYTES_MAX: usize = 4 << 20;
/// A logo or a signature for printed papers.
pub const PICTURE_BYTES_MAX: usize = 1 << 20;
/// Its points each way: 600 an inch over the width of a certificate's corner, and to spare.
pub const PICTURE_SIDE_MAX: u32 = 2000;
/// Roots of one agency in a notice: one a year for a long century.
pub const ROOTS_MAX: usize = 128;
/// Files of one pack.
pub const PACK_FILES_MAX: usize = 100_000;
/// One file of a pack: what a ZIP's local header can say without an extra field.
pub const PACK_FILE_BYTES_MAX: u64 = 0xFFFF_FFFE;
/// All files of a pack together: its chunk list then stays within 32 MiB of memory.
pub const PACK_CONTENT_BYTES_MAX: u64 = 256 << 30;
/// A path in a pack: leaves room for the folder it is extracted to on every system.
pub const PACK_PATH_BYTES_MAX: usize = 200;
/// Bytes that are hashed as one: small enough to check within a frame, large enough that the list stays small.
pub const CHUNK_BYTES: usize = 262_144;
/// Courses, programmes and directories of one pack.
pub const PACK_DOCUMENTS_MAX: usize = 1000;
/// Events in one sealed export; more are split over several.
pub const EXPORT_EVENTS_MAX: u64 = 1_000_000;
/// The body of one sealed export, compressed and decompressed alike.
pub const EXPORT_BODY_BYTES_MAX: u64 = 512 << 20;
/// The header of a sealed export: up to [`EXPORT_RANGES_MAX`] ranges of 300 bytes, in Base64.
pub const EXPORT_HEADER_BYTES_MAX: usize = 8 << 20;
/// Runs of events in one sealed export: one for each start of the program, or each gap.
pub const EXPORT_RANGES_MAX: usize = 10_000;
/// A receipt with some thousands of certificates.
pub const RECEIPT_BYTES_MAX: usize = 64 << 20;
/// A course, programme or directory document: the largest real one stays below 2 MiB.
pub const COURSE_BYTES_MAX: usize = 16 << 20;
/// A list of people out of a spreadsheet: [`ROSTER_ROWS_MAX`] long rows.
pub const ROSTER_BYTES_MAX: u64 = 4 << 20;
/// Rows of such a list: a large facility holds about 5,000 people.
pub const ROSTER_ROWS_MAX: usize = 10_000;
/// Members of one group: their ids, 39 bytes each, stay within [`EVENT_BODY_BYTES_MAX`].
pub const GROUP_MEMBERS_MAX: usize = 6_000;
/// The signed header of a record: [`RECORD_CERTIFICATES_MAX`] certificate files of some kilobytes, in Base64.
pub const RECORD_HEADER_BYTES_MAX: usize = 16 << 20;
/// Events of one person in a record: twenty years of full days.
pub const RECORD_EVENTS_MAX: u64 = 1_000_000;
/// Official certificates of one person.
pub const RECORD_CERTIFICATES_MAX: usize = 1_000;
/// Ids of one person, or of one person in a list of the office: each facility they were at, and mistakes.
pub const PERSON_IDS_MAX: usize = 64;
/// Order numbers of foreign events end here: beyond it a log could not go on counting.
pub const LAMPORT_MAX: u64 = 1 << 48;
/// Order numbers of a station's own events end here. What the office decides comes after what stations wrote, and has as
/// much room again.
pub const LAMPORT_STATION_MAX: u64 = 1 << 47;
/// Nobody's counting follows the numbers of others beyond this, which no honest log reaches: a log with made-up numbers
/// then takes no other one to its end.
pub const LAMPORT_FOLLOWED_MAX: u64 = 1 << 46;
/// The office's list of people for one station, signed and in Base64: [`ROSTER_ROWS_MAX`] people.
pub const ROSTER_DOCUMENT_BYTES_MAX: usize = 32 << 20;
