//! A number that is somebody else's tells that its holder is known. Each time is in the log, and nobody tries for long.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::json;
use store::writer::Job;
use views::Failure;

use crate::pace::{Paces, Rate};
use crate::{Actor, Case, CaseError, Office, record};

/// Ten at once, and then one more each five minutes.
const RATE: Rate = Rate { burst: 10, every: 300_000 };
/// So many officers are known at the most.
const MOST: usize = 10_000;

/// How often officers met numbers of somebody else lately.
pub(crate) struct Mismatches(Mutex<Paces<String>>);

impl Default for Mismatches {
    fn default() -> Self {
        Self(Mutex::new(Paces::new(MOST)))
    }
}

impl Mismatches {
    fn paces(&self) -> MutexGuard<'_, Paces<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One change by an officer, who met not too many numbers of others. Whatever it comes to is counted in the turn of the
/// writer: of many at once each sees the others.
///
/// # Errors
/// As `work`, and `TooManyRequests`.
pub(super) async fn watched<T: Send + 'static>(
    office: &Office,
    actor: &Actor,
    work: impl for<'tx> Job<'tx, T, CaseError> + Send + 'static,
) -> Case<T> {
    let (shared, by) = (office.clone(), actor.clone());
    let done = office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let now = shared.now_millis();
                if shared.mismatches().paces().wait(&by.id, RATE, now) > 0 {
                    return Err(Failure::TooManyRequests.into());
                }
                let done = work(tx).await;
                if is_mismatch(&done) {
                    shared.mismatches().paces().spend(&by.id, RATE, now);
                }
                done
            })
        })
        .await;
    if is_mismatch(&done) {
        note(office, actor).await?;
    }
    done
}

/// Notes it in the log, where what it came to is undone.
async fn note(office: &Office, actor: &Actor) -> Case<()> {
    let (now, actor) = (office.now_millis(), actor.clone());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let unit = actor.unit_code.clone();
                record::event(tx, now, &actor, "number_of_another", &unit, None, json!({})).await?;
                Ok(())
            })
        })
        .await
}

fn is_mismatch<T>(done: &Case<T>) -> bool {
    done.as_ref().is_err_and(|error| error.failure() == Failure::KnownByAnotherName)
}
