//! Statutory papers as archival, accessible PDF, and QR codes as SVG.
//!
//! Forms: Phụ lục I of TT 03/2025/TT-VPCP. The caller prepares every text; this crate decides only how a
//! paper looks. Nothing here reads the clock, the network or the disk, so the same paper gives the same bytes.

mod error;
mod letters;
mod paper;
mod qr;
mod render;
mod world;

pub use error::DocumentError;
pub use paper::{
    Applicant, Contact, Letterhead, Paper, PaperLine, Receipt, Refusal, SupplementItem, SupplementRequest,
};
pub use qr::qr_svg;
pub use render::render;
