//! The certificate's JSON in its own PDF. Ours attaches it as it is, not compressed, so that it can be found by looking
//! for how every certificate of ours begins. A PDF that another program saved again may hide it: then the JSON file
//! itself is what to check.

use super::{CertificateFault, context};
use serde_json::{StreamDeserializer, Value};

/// How every PDF file begins.
pub const SIGNATURE: &[u8] = b"%PDF-";
/// The attachment's name.
pub const NAME: &str = "certificate.json";

/// The one certificate attached to a PDF.
///
/// # Errors
/// [`CertificateFault`]: none there, or more than one.
pub fn read(file: &[u8]) -> Result<Vec<u8>, CertificateFault> {
    let begins = format!("{{\"@context\":[\"{}\",", context::CREDENTIALS).into_bytes();
    let place = |bytes: &[u8]| bytes.windows(begins.len()).position(|place| place == begins);
    let none =
        CertificateFault::Form("there is no certificate attached to this PDF, or another program saved it again");
    let rest = &file[place(file).ok_or(none)?..];
    let mut values: StreamDeserializer<'_, _, Value> = serde_json::Deserializer::from_slice(rest).into_iter();
    let end = match values.next() {
        Some(Ok(_)) => values.byte_offset(),
        Some(Err(fault)) => return Err(CertificateFault::Json(fault.to_string())),
        None => return Err(CertificateFault::Form("the certificate in this PDF is cut off")),
    };
    match place(&rest[end..]) {
        Some(_) => Err(CertificateFault::Form("there is more than one certificate in this PDF")),
        None => Ok(rest[..end].to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attachment_is_found_once_and_whole() {
        let json = format!("{{\"@context\":[\"{}\",\"x\"],\"id\":\"1\"}}", context::CREDENTIALS);
        let file = format!("%PDF-1.7 stream\n{json}\nendstream and more");
        assert_eq!(read(file.as_bytes()).unwrap(), json.as_bytes());
        assert!(read(format!("{file}{json}").as_bytes()).is_err(), "two");
        assert!(read(b"%PDF-1.7 nothing").is_err());
        assert!(read(&file.as_bytes()[..file.len() / 2]).is_err(), "cut");
    }
}
