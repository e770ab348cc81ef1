//! Who may act.

use serde::{Deserialize, Serialize};

use crate::codes::words;

/// What a person is to the one-stop shop (law §1.5, the roles of the first release).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Anybody who has not signed in.
    Visitor,
    /// Applies, supplements, withdraws, rates; sees nobody else's dossier.
    Citizen,
    /// Checks, accepts, refuses, hands over and returns; the only one who talks to the citizen.
    OneStopOfficer,
    /// Appraises and drafts; reaches the citizen only through the one-stop.
    HandlingOfficer,
    /// Approves what another person drafted, and moves a due date.
    Leader,
    /// Keeps users, units and catalogues; touches no dossier.
    Administrator,
}

words!(Role {
    Visitor => "visitor", "Khách", "Visitor";
    Citizen => "citizen", "Công dân", "Citizen";
    OneStopOfficer => "one_stop_officer", "Cán bộ một cửa", "One-stop officer";
    HandlingOfficer => "handling_officer", "Chuyên viên thụ lý", "Handling officer";
    Leader => "leader", "Lãnh đạo cơ quan", "Head of the agency";
    Administrator => "administrator", "Quản trị hệ thống", "Administrator";
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_word_is_the_serialised_word() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(*role));
            let json = serde_json::to_string(role).unwrap();
            assert_eq!(json, format!("\"{role}\""));
        }
        assert!("emperor".parse::<Role>().is_err());
    }
}
