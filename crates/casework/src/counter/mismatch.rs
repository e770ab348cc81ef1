//! A number that is somebody else's tells that its holder is known. Each time is in the log, and nobody tries for long.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::json;
use store::moment::Millis;
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
    /// # Errors
    /// `TooManyRequests` for somebody who met too many.
    pub(super) fn may_ask(&self, actor: &Actor, now: Millis) -> Case<()> {
        if self.paces().wait(&actor.id, RATE, now) > 0 {
            return Err(Failure::TooManyRequests.into());
        }
        Ok(())
    }

    fn paces(&self) -> MutexGuard<'_, Paces<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts a number of somebody else, in the turn of the writer in which it was met: of many at once each sees the others.
pub(super) fn paced<T>(office: &Office, actor: &Actor, done: Case<T>) -> Case<T> {
    if is_mismatch(&done) {
        office.mismatches().paces().spend(&actor.id, RATE, office.now_millis());
    }
    done
}

/// Notes it in the log, where what it came to is undone.
pub(super) async fn noted<T: Send>(office: &Office, actor: &Actor, done: Case<T>) -> Case<T> {
    if !is_mismatch(&done) {
        return done;
    }
    let now = office.now_millis();
    let actor = actor.clone();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                let unit = actor.unit_code.clone();
                record::event(tx, now, &actor, "number_of_another", &unit, None, json!({})).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await?;
    done
}

fn is_mismatch<T>(done: &Case<T>) -> bool {
    done.as_ref().is_err_and(|error| error.failure() == Failure::KnownByAnotherName)
}
