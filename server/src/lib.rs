//! The axum server: configuration, router, uploads, and the command line.

pub mod access;
pub mod api;
pub mod assets;
pub mod cli;
pub mod config;
mod download;
mod headers;
pub mod identity;
mod kept;
mod language;
pub mod mail;
mod officers;
pub mod peer;
mod qr;
mod reply;
pub mod rest;
pub mod router;
pub mod serve;
mod upload;
pub mod webhooks;
