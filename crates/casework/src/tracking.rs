//! Slowing down whoever guesses dossier codes, without punishing a village that shares one address.
//!
//! Only wrong codes count against an address, so that hundreds of people behind it can follow their dossiers all day.
//! When somebody among them guesses, the address must wait between its wrong codes; meanwhile the codes that it found
//! before still answer, and so does everybody who is signed in.

use std::collections::HashMap;
use std::mem;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::role::Role;
use store::moment::Millis;
use views::Failure;

use crate::pace::{Paces, Rate};
use crate::{Actor, Case};

/// Wrong codes of an address: sixty at once, then one each ten seconds.
const WRONG: Rate = Rate { burst: 60, every: 10_000 };
/// Looks of an address at one code by people who are not signed in: two minutes' worth at once, then two a second.
const LOOKS: Rate = Rate { burst: 240, every: 500 };
/// So many addresses, codes, and codes that an address found, are known at the most.
const MOST: usize = 20_000;
/// An address may look again at what it found, whatever its neighbours do, for so long.
const KNOWN_FOR: Millis = 24 * 3_600_000;

#[derive(Default)]
pub(crate) struct Tracking(Mutex<State>);

struct State {
    wrong: Paces<IpAddr>,
    looks: Paces<(Option<IpAddr>, String)>,
    found: Found,
}

impl Default for State {
    fn default() -> Self {
        Self { wrong: Paces::new(MOST), looks: Paces::new(MOST), found: Found::default() }
    }
}

/// When an address found a code last. Those of long ago are let go together, so that nobody waits for a search.
#[derive(Default)]
struct Found {
    young: HashMap<(IpAddr, String), Millis>,
    old: HashMap<(IpAddr, String), Millis>,
}

impl Found {
    fn at(&self, key: &(IpAddr, String)) -> Option<Millis> {
        self.young.get(key).or_else(|| self.old.get(key)).copied()
    }

    fn note(&mut self, key: (IpAddr, String), now: Millis) {
        if self.young.len() >= MOST / 2 && !self.young.contains_key(&key) {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(key, now);
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
        let look = (place(actor), code.to_owned());
        if state.looks.wait(&look, LOOKS, now) > 0 {
            return Err(Failure::TooManyRequests.into());
        }
        state.looks.spend(&look, LOOKS, now);
        let (Some(place), code) = look else { return Ok(()) };
        let known = state.found.at(&(place, code)).is_some_and(|at| now - at < KNOWN_FOR);
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
        self.state().found.note((place, code), now);
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
        assert!(tracking.may_look(&at("203.0.113.7"), "one", 500).is_ok());
        assert!(tracking.may_look(&at("203.0.113.9"), "one", 0).is_ok(), "nobody shuts a dossier for others");
    }

    #[test]
    fn of_what_was_found_the_latest_is_remembered_and_no_more_than_it_may() {
        let (tracking, village) = (Tracking::default(), at("203.0.113.7"));
        for number in 0..50_000 {
            tracking.found(&village, format!("code-{number}"), 0);
        }
        let state = tracking.state();
        assert!(state.found.young.len() + state.found.old.len() <= MOST);
        let place = place(&village).unwrap();
        for number in 40_000..50_000 {
            assert_eq!(state.found.at(&(place, format!("code-{number}"))), Some(0), "{number}");
        }
    }
}
