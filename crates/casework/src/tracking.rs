//! Slowing down whoever guesses dossier codes, without punishing a village that shares one address.
//!
//! Only wrong codes count against an address, so that hundreds of people behind it can follow their dossiers all day.
//! When somebody among them guesses, the address must wait between its wrong codes; meanwhile the codes that it found
//! before still answer, and so does everybody who is signed in.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::role::Role;
use store::moment::Millis;
use views::Failure;

use crate::pace::{Paces, Rate};
use crate::{Actor, Case};

/// Wrong codes of an address: sixty at once, then one each ten seconds.
const WRONG: Rate = Rate { burst: 60, every: 10_000 };
/// Looks at one code by people who are not signed in: two minutes' worth at once, then two a second.
const LOOKS: Rate = Rate { burst: 240, every: 500 };
/// So many addresses, codes, and codes that an address found, are known at the most.
const MOST: usize = 20_000;
/// An address may look again at what it found, whatever its neighbours do, for so long.
const KNOWN_FOR: Millis = 24 * 3_600_000;

#[derive(Default)]
pub(crate) struct Tracking(Mutex<State>);

struct State {
    wrong: Paces<IpAddr>,
    looks: Paces<String>,
    found: HashMap<(IpAddr, String), Millis>,
}

impl Default for State {
    fn default() -> Self {
        Self { wrong: Paces::new(MOST), looks: Paces::new(MOST), found: HashMap::new() }
    }
}

impl Tracking {
    /// Whether the actor may look at the code now.
    ///
    /// # Errors
    /// `TooManyRequests`.
    pub(crate) fn may_look(&self, actor: &Actor, code: &str, now: Millis) -> Case<()> {
        if actor.role != Role::Visitor {
            return Ok(());
        }
        let mut state = self.state();
        let code = code.to_owned();
        if state.looks.wait(&code, LOOKS, now) > 0 {
            return Err(Failure::TooManyRequests.into());
        }
        state.looks.spend(&code, LOOKS, now);
        let Some(place) = place(actor) else { return Ok(()) };
        let known = state.found.get(&(place, code)).is_some_and(|at| now - at < KNOWN_FOR);
        if !known && state.wrong.wait(&place, WRONG, now) > 0 {
            return Err(Failure::TooManyRequests.into());
        }
        Ok(())
    }

    /// There was no such code.
    pub(crate) fn missed(&self, actor: &Actor, now: Millis) {
        if let Some(place) = place(actor) {
            self.state().wrong.spend(&place, WRONG, now);
        }
    }

    /// There was.
    pub(crate) fn found(&self, actor: &Actor, code: String, now: Millis) {
        let Some(place) = place(actor) else { return };
        let mut state = self.state();
        if let Some(at) = state.found.get_mut(&(place, code.clone())) {
            *at = now;
            return;
        }
        if state.found.len() >= MOST {
            state.found.retain(|_, at| now - *at < KNOWN_FOR);
        }
        if state.found.len() >= MOST {
            // Whoever looked longest ago must stand in line like a newcomer.
            let oldest = state.found.iter().min_by_key(|(_, at)| **at).map(|(key, _)| key.clone());
            oldest.map(|key| state.found.remove(&key));
        }
        state.found.insert((place, code), now);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The address, or the network of an IPv6 address: one household has as many of those as it likes.
fn place(actor: &Actor) -> Option<IpAddr> {
    let address = actor.address.filter(|_| actor.role == Role::Visitor)?;
    Some(match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Millis = 60_000;

    fn at(address: &str) -> Actor {
        Actor { address: address.parse().ok(), ..Actor::visitor() }
    }

    /// How many of so many wrong codes were looked at.
    fn guesses(tracking: &Tracking, actor: &Actor, times: u32, now: Millis) -> u32 {
        let guess = |number: u32| {
            let may = tracking.may_look(actor, &format!("wrong-{number}"), now).is_ok();
            if may {
                tracking.missed(actor, now);
            }
            u32::from(may)
        };
        (0..times).map(guess).sum()
    }

    #[test]
    fn a_village_behind_one_address_follows_its_dossiers_all_day() {
        let (tracking, village) = (Tracking::default(), at("203.0.113.7"));
        for person in 0..5_000 {
            let code = format!("code-{}", person % 800);
            assert!(tracking.may_look(&village, &code, 0).is_ok(), "person {person}");
            tracking.found(&village, code, 0);
        }
    }

    #[test]
    fn whoever_guesses_is_slowed_down() {
        let (tracking, guesser) = (Tracking::default(), at("203.0.113.7"));
        assert_eq!(guesses(&tracking, &guesser, 1_000, 0), 60);
        assert_eq!(guesses(&tracking, &guesser, 1_000, MINUTE), 6);
        assert_eq!(guesses(&tracking, &at("203.0.113.8"), 10, 0), 10, "another address is another's");
        let networks = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"].map(at);
        assert_eq!(guesses(&tracking, &networks[0], 100, 0), 60);
        assert_eq!(guesses(&tracking, &networks[1], 100, 0), 0, "the same network");
    }

    #[test]
    fn the_neighbours_of_whoever_guesses_still_see_their_own() {
        let (tracking, village) = (Tracking::default(), at("203.0.113.7"));
        tracking.found(&village, "mine".to_owned(), 0);
        guesses(&tracking, &village, 100, 0);
        assert!(tracking.may_look(&village, "mine", 0).is_ok());
        assert!(tracking.may_look(&village, "never seen", 0).is_err());
        assert!(tracking.may_look(&village, "never seen", 10_000).is_ok(), "ten seconds later");
        let signed_in = Actor { role: Role::Citizen, ..village };
        assert!(tracking.may_look(&signed_in, "never seen", 0).is_ok());
    }

    #[test]
    fn one_code_is_not_asked_for_without_end() {
        let tracking = Tracking::default();
        let asked = (0..1_000).filter(|_| tracking.may_look(&at("203.0.113.7"), "one", 0).is_ok()).count();
        assert_eq!(asked, 240);
        assert!(tracking.may_look(&at("203.0.113.9"), "one", 500).is_ok());
    }
}
