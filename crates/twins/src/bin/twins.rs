//! The server's half of `tools/twins.mjs`.
//!
//! `twins <first seed> <cases>` writes for each case the length of its bytes, four bytes little-endian, and the bytes.
//! `twins --tape <hex>` writes the bytes of one case, `twins --show <hex>` the case itself for a reader.

use std::io::{self, Write as _};

use twins::{Case, judged, tape};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match arguments[..] {
        ["--tape", hex] => out.write_all(&judged(&Case::of(&bytes(hex)?)))?,
        ["--show", hex] => writeln!(out, "{:#?}", Case::of(&bytes(hex)?))?,
        [first, cases] => {
            let (first, cases) = (number(first)?, number(cases)?);
            for seed in first..first.saturating_add(cases) {
                let bytes = judged(&Case::of(&tape(seed)));
                let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
                out.write_all(&length.to_le_bytes())?;
                out.write_all(&bytes)?;
            }
        }
        _ => return Err(io::Error::other("usage: twins <first seed> <cases> | --tape <hex> | --show <hex>")),
    }
    out.flush()
}

fn number(text: &str) -> io::Result<u32> {
    text.parse().map_err(io::Error::other)
}

fn bytes(hex: &str) -> io::Result<Vec<u8>> {
    (0..hex.len() / 2)
        .map(|place| {
            let pair = hex.get(2 * place..2 * place + 2).unwrap_or_default();
            u8::from_str_radix(pair, 16).map_err(io::Error::other)
        })
        .collect()
}
