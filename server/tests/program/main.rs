//! What only the real program shows: what outlives it, and how much memory it takes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

mod books;
mod citizen;
mod export;
mod http;
mod kill;
mod machine;
