//! `motcua explain`: why a dossier stands as it stands.

use std::process::ExitCode;

use casework::explain::{Explanation, explain};
use clap::Args;
use store::Database;
use views::Failure;

use super::answer::{Refusal, tell};
use super::options::Language;
use crate::config::Stores;

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code of the dossier
    dossier: String,
    #[command(flatten)]
    stores: Stores,
    #[command(flatten)]
    language: Language,
}

pub async fn run(args: ExplainArgs) -> ExitCode {
    tell(answer(args).await)
}

async fn answer(args: ExplainArgs) -> Result<Explanation, Refusal> {
    let database = Database::open(&args.stores.database_url).await;
    let database = database.map_err(|error| Refusal::new(error.to_string()))?;
    let explained = explain(&database, &args.dossier, args.language.lang).await;
    database.close().await.map_err(|error| Refusal::new(error.to_string()))?;
    explained.map_err(|error| match error.failure() {
        Failure::NotFound => Refusal::new(format!("there is no dossier {}", args.dossier)),
        _ => Refusal::new(error.to_string()),
    })
}
