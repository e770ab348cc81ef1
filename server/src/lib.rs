//! The axum server: configuration, router, uploads, and the command line.

mod access;
pub mod api;
pub mod assets;
mod backup;
mod bulk;
pub mod cli;
pub mod config;
mod download;
mod export;
mod first_page;
mod gate;
mod headers;
pub mod identity;
mod kept;
mod language;
pub mod mail;
mod message;
mod officers;
pub mod peer;
mod qr;
mod reply;
pub mod rest;
pub mod router;
pub mod serve;
mod upload;
pub mod watch;
pub mod webhooks;
