//! The provinces and communes that the caller knows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What is known about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// Its name.
    Known(&'a str),
    /// There is a list, and the code is not in it.
    Unknown,
    /// The list is not at hand; nothing is said about the code.
    NotAtHand,
}

/// Where names of provinces and communes come from.
///
/// The browser has the list of the chosen province, the server has all. Neither judges a code whose list it
/// does not have, so that they never contradict each other.
pub trait Places {
    fn province(&self, province: &str) -> Place<'_>;
    fn commune(&self, province: &str, commune: &str) -> Place<'_>;
}

/// No list at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPlaces;

impl Places for NoPlaces {
    fn province(&self, _: &str) -> Place<'_> {
        Place::NotAtHand
    }

    fn commune(&self, _: &str, _: &str) -> Place<'_> {
        Place::NotAtHand
    }
}

/// Lists of places by code, as a page carries them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceBook {
    /// Code to name; empty means not at hand.
    pub provinces: BTreeMap<String, String>,
    /// Province code to its communes, code to name.
    pub communes: BTreeMap<String, BTreeMap<String, String>>,
}

impl Places for PlaceBook {
    fn province(&self, province: &str) -> Place<'_> {
        if self.provinces.is_empty() {
            return Place::NotAtHand;
        }
        known(self.provinces.get(province))
    }

    fn commune(&self, province: &str, commune: &str) -> Place<'_> {
        match self.communes.get(province) {
            Some(list) => known(list.get(commune)),
            None => Place::NotAtHand,
        }
    }
}

fn known(name: Option<&String>) -> Place<'_> {
    name.map_or(Place::Unknown, |name| Place::Known(name))
}
