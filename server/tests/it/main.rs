//! The site as a browser meets it, and the shape of the code behind it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod access;
mod accounts;
mod api;
mod api_document;
mod api_filing;
mod architecture;
mod assets;
mod backup;
mod business;
mod cli;
mod deployed;
mod escaping;
mod first_page;
mod half;
mod identity;
mod inputs;
mod issuer;
mod kept;
mod limits;
mod log;
mod mail;
mod markup;
mod of_others;
mod officer;
mod organisation;
mod origin;
mod pages;
mod post_office;
mod site;
#[cfg(feature = "otel")]
mod spans;
mod stop;
mod strangers;
mod table;
mod tracking;
mod watch;
mod webhooks;
mod zero_bytes;
