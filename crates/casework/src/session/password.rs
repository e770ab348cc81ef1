//! Passwords: argon2id, a few at a time.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{Case, CaseError};

/// Argon2 takes 19 MB for each password; so many are worked on at a time.
static HASHING: Semaphore = Semaphore::const_new(4);

async fn turn() -> Case<SemaphorePermit<'static>> {
    HASHING.acquire().await.map_err(|_| CaseError::Impossible("nobody closes the turns"))
}

/// Checks a password. Without a stored hash it does the same work, so that time tells nothing about names.
pub(crate) async fn verify(hash: Option<String>, password: String) -> Case<bool> {
    let turn = turn().await?;
    let right = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let Some(hash) = hash else {
            let _ = Argon2::default().hash_password(password.as_bytes());
            return false;
        };
        PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(right.await?)
}

/// The argon2id hash of a password, in PHC form.
pub(crate) async fn hash_password(password: String) -> Case<String> {
    let turn = turn().await?;
    let hash = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    hash.await?.map_err(|_| CaseError::Impossible("argon2 refused its own parameters"))
}
