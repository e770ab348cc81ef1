//! Statutory papers as archival, accessible PDF, and QR codes as SVG.
//!
//! Forms: TT 01/2018/TT-VPCP and Phụ lục I of TT 03/2025/TT-VPCP. The caller prepares every text; this crate decides only
//! how a paper looks. Nothing here reads the clock, the network or the disk, so the same paper under the same template
//! gives the same bytes.

mod error;
mod letters;
mod paper;
mod qr;
mod render;
mod template;
mod world;

pub use error::DocumentError;
pub use paper::{
    Apology, Applicant, Contact, ControlSlip, DossierHead, FormName, HandOver, Letterhead, Paper, PaperLine,
    Receipt, Refusal, Register, RegisterRow, StopNotice, SupplementItem, SupplementRequest,
};
pub use qr::qr_svg;
pub use render::render;
pub use template::Template;
