//! Rating the service, and what the ratings say.

mod rate;
mod stats;

pub use rate::RatePage;
pub use stats::StatsPage;
