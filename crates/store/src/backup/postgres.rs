//! PostgreSQL's own tools, which know best how to copy it.

use std::path::Path;

use percent_encoding::percent_decode_str;
use tokio::process::Command;

use super::BackupError;

/// Dumps what a transaction sees that exported its snapshot.
pub(super) async fn dump(url: &str, snapshot: &str, to: &Path) -> Result<(), BackupError> {
    let mut command = tool("pg_dump", url);
    command.args(["--format=custom", "--no-owner", "--no-privileges"]);
    command.arg(format!("--snapshot={snapshot}")).arg("--file").arg(to);
    run("pg_dump", command).await
}

/// Fills an empty database, whole or not at all.
pub(super) async fn load(url: &str, from: &Path) -> Result<(), BackupError> {
    let mut command = tool("pg_restore", url);
    command.args(["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]).arg(from);
    run("pg_restore", command).await
}

/// A tool that connects to the database. The password goes by the environment: arguments are everybody's to see.
fn tool(name: &str, url: &str) -> Command {
    let (url, password) = without_password(url);
    let mut command = Command::new(name);
    command.arg("--dbname").arg(url).arg("--no-password").kill_on_drop(true);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command
}

async fn run(name: &'static str, mut command: Command) -> Result<(), BackupError> {
    let status = command.status().await.map_err(|_| BackupError::NoTool(name))?;
    if status.success() { Ok(()) } else { Err(BackupError::Tool(name)) }
}

fn without_password(url: &str) -> (String, Option<String>) {
    let split = || {
        let (scheme, rest) = url.split_once("://")?;
        let (user, host) = rest.split_once('@')?;
        let (user, password) = user.split_once(':')?;
        let password = percent_decode_str(password).decode_utf8().ok()?.into_owned();
        Some((format!("{scheme}://{user}@{host}"), Some(password)))
    };
    split().unwrap_or_else(|| (url.to_owned(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_no_argument() {
        let with =
            without_password("postgres://motcua:m%40t%20cua@db.example.vn:5432/motcua?sslmode=require");
        assert_eq!(with.0, "postgres://motcua@db.example.vn:5432/motcua?sslmode=require");
        assert_eq!(with.1.as_deref(), Some("m@t cua"));
        for without in ["postgres://motcua@/motcua?host=/run/postgresql", "postgres://127.0.0.1/motcua"] {
            assert_eq!(without_password(without), (without.to_owned(), None));
        }
    }
}
