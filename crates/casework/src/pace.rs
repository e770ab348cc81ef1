//! How fast somebody may go: so many at once, and then one after the other at a steady pace.
//!
//! A pace is kept as one moment for each key (the generic cell rate algorithm): until then what was spent is not yet
//! won back. In memory and bounded; whoever has won everything back is forgotten.

use std::collections::HashMap;
use std::hash::Hash;

use store::moment::Millis;

/// So many at once, and one more each `every` milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub burst: u32,
    pub every: Millis,
}

impl Rate {
    /// So many in a minute, all of them at once if need be.
    #[must_use]
    pub fn per_minute(requests: u32) -> Self {
        let requests = requests.max(1);
        Self { burst: requests, every: 60_000 / Millis::from(requests) }
    }

    fn whole(self) -> Millis {
        self.every.saturating_mul(Millis::from(self.burst))
    }
}

/// Where each key stands.
#[derive(Debug)]
pub struct Paces<K> {
    spent_until: HashMap<K, Millis>,
    /// So many keys are known at the most.
    most: usize,
}

impl<K: Eq + Hash + Clone> Paces<K> {
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { spent_until: HashMap::new(), most }
    }

    /// How long until one more is free; 0 when it is now.
    #[must_use]
    pub fn wait(&self, key: &K, rate: Rate, now: Millis) -> Millis {
        (self.until(key, now) + rate.every - rate.whole() - now).max(0)
    }

    /// How many are free now.
    #[must_use]
    pub fn left(&self, key: &K, rate: Rate, now: Millis) -> u32 {
        let left = (now + rate.whole() - self.until(key, now)) / rate.every.max(1);
        u32::try_from(left).unwrap_or(0)
    }

    /// Spends one, whether it is free or not.
    pub fn spend(&mut self, key: &K, rate: Rate, now: Millis) {
        let until = (self.until(key, now) + rate.every).min(now + rate.whole());
        if !self.spent_until.contains_key(key) {
            self.make_room(now);
        }
        self.spent_until.insert(key.clone(), until);
    }

    fn until(&self, key: &K, now: Millis) -> Millis {
        self.spent_until.get(key).map_or(now, |until| now.max(*until))
    }

    fn make_room(&mut self, now: Millis) {
        if self.spent_until.len() < self.most {
            return;
        }
        self.spent_until.retain(|_, until| *until > now);
        if self.spent_until.len() < self.most {
            return;
        }
        // All are busy: those who spent least are let go, some at a time, because looking for them takes a while.
        let mut moments: Vec<Millis> = self.spent_until.values().copied().collect();
        let last = (self.most / 16).min(moments.len() - 1);
        let (_, least, _) = moments.select_nth_unstable(last);
        let (least, mut left) = (*least, last + 1);
        self.spent_until.retain(|_, until| {
            let goes = *until <= least && left > 0;
            left -= usize::from(goes);
            !goes
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RATE: Rate = Rate { burst: 3, every: 100 };

    #[test]
    fn a_burst_is_free_and_then_one_after_the_other() {
        let mut paces = Paces::new(10);
        for left in [3, 2, 1] {
            assert_eq!((paces.left(&"a", RATE, 0), paces.wait(&"a", RATE, 0)), (left, 0));
            paces.spend(&"a", RATE, 0);
        }
        assert_eq!((paces.left(&"a", RATE, 0), paces.wait(&"a", RATE, 0)), (0, 100));
        assert_eq!((paces.left(&"a", RATE, 100), paces.wait(&"a", RATE, 100)), (1, 0));
        assert_eq!(paces.left(&"a", RATE, 300), 3);
        assert_eq!(paces.left(&"b", RATE, 0), 3, "somebody else's pace is their own");
    }

    #[test]
    fn it_keeps_no_more_than_it_may_and_those_who_spent_most() {
        let mut paces = Paces::new(5);
        for _ in 0..3 {
            paces.spend(&0, RATE, 0);
        }
        for key in 1..1_000 {
            paces.spend(&key, RATE, 0);
            assert!(paces.spent_until.len() <= 5);
        }
        assert_eq!(paces.left(&0, RATE, 0), 0, "the one who hurries is not forgotten for the others");
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_the_burst_and_the_pace(gaps in prop::collection::vec(0_i64..300, 1..200)) {
            let (mut paces, mut now, mut let_in) = (Paces::new(3), 0, 0_i64);
            for gap in gaps {
                now += gap;
                if paces.wait(&(), RATE, now) == 0 {
                    paces.spend(&(), RATE, now);
                    let_in += 1;
                }
                prop_assert!(let_in <= 3 + now / 100);
            }
        }
    }
}
