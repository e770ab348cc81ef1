//! What holds for every state that any sequence of actions reaches.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use time::{Duration, OffsetDateTime, macros::datetime};

use super::*;

const NOW: OffsetDateTime = datetime!(2026-11-25 09:00 +7);

/// So many different facts there are.
const FACTS: u16 = 512;

/// Facts in which each bit settles one question that a guard asks.
fn facts(bits: u16) -> Facts {
    let yes = |bit: u8| bits >> bit & 1 == 1;
    let past_or_future = |bit| NOW + Duration::days(if yes(bit) { 3 } else { -3 });
    Facts {
        due_at: Some(past_or_future(0)),
        agency_supplement_by: Some(past_or_future(1)),
        applicant_supplement_by: Some(past_or_future(2)),
        has_result: yes(3),
        fees_settled: yes(4),
        reason_given: yes(5),
        receipt_given: yes(5),
        actor_drafted: yes(6),
        fee_askable: yes(7),
        filed_on_paper: yes(8),
        ..Facts::new(NOW, NOW)
    }
}

fn neighbours(dossier: Lifecycle) -> HashSet<Lifecycle> {
    let mut found = HashSet::new();
    for bits in 0..FACTS {
        for role in Role::ALL {
            let legal = |action: &Action| dossier.apply(*action, *role, &facts(bits)).ok();
            found.extend(Action::ALL.iter().filter_map(legal));
        }
    }
    found
}

fn reachable() -> HashMap<Lifecycle, HashSet<Lifecycle>> {
    let mut graph = HashMap::new();
    let mut waiting = vec![Lifecycle::filed()];
    while let Some(dossier) = waiting.pop() {
        if graph.contains_key(&dossier) {
            continue;
        }
        let next = neighbours(dossier);
        waiting.extend(&next);
        graph.insert(dossier, next);
    }
    graph
}

fn every_record() -> Vec<LifecycleRecord> {
    let steps = [None, Some(Step::Received), Some(Step::Drafted), Some(Step::Approved)];
    let mut records = Vec::new();
    for status in Status::ALL {
        for step in steps {
            for counts in 0..18 {
                records.push(LifecycleRecord {
                    status: *status,
                    step,
                    supplement_count: counts % 3,
                    supplement_received: counts / 3 % 2 == 1,
                    reappoint_count: counts / 6,
                });
            }
        }
    }
    records
}

#[test]
fn a_record_is_accepted_exactly_when_some_sequence_of_actions_reaches_it() {
    let graph = reachable();
    for record in every_record() {
        let reached = graph.keys().any(|dossier| LifecycleRecord::from(*dossier) == record);
        assert_eq!(Lifecycle::try_from(record).is_ok(), reached, "{record:?}");
    }
}

#[test]
fn every_status_is_reached_and_every_row_of_the_table_is_used() {
    let graph = reachable();
    for status in Status::ALL {
        assert!(graph.keys().any(|dossier| dossier.status() == *status), "{status}");
    }
    for row in TABLE {
        let used = graph
            .keys()
            .any(|dossier| row.roles.iter().any(|role| dossier.transition(row.action, *role) == Ok(row)));
        assert!(used, "{} from {}", row.action, row.from);
    }
}

#[test]
fn every_dossier_can_end_and_an_ended_one_stays_as_it_is() {
    let graph = reachable();
    let mut can_end: HashSet<Lifecycle> =
        graph.keys().copied().filter(|dossier| dossier.is_terminal()).collect();
    for ended in &can_end {
        assert!(graph[ended].is_empty(), "{ended:?}");
    }
    loop {
        let before = can_end.len();
        let leads_on = |next: &HashSet<Lifecycle>| next.iter().any(|d| can_end.contains(d));
        let found: Vec<_> = graph.iter().filter(|(_, next)| leads_on(next)).collect();
        can_end.extend(found.into_iter().map(|(dossier, _)| *dossier));
        if can_end.len() == before {
            break;
        }
    }
    for dossier in graph.keys() {
        assert!(can_end.contains(dossier), "{dossier:?}");
    }
}

#[test]
fn administrators_and_visitors_never_touch_a_dossier() {
    for row in TABLE {
        assert!(!row.roles.contains(&Role::Administrator));
        assert!(!row.roles.contains(&Role::Visitor));
    }
}

#[test]
fn no_two_rows_of_one_role_answer_one_action_in_one_place() {
    for dossier in reachable().keys() {
        for (action, role) in Action::ALL.iter().flat_map(|a| Role::ALL.iter().map(move |r| (a, r))) {
            let rows = TABLE.iter().filter(|row| {
                row.action == *action
                    && row.from == dossier.status()
                    && row.roles.contains(role)
                    && row.starts_at(dossier.step())
            });
            assert!(rows.count() <= 1, "{action} by {role} at {dossier:?}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_tried_the_dossier_stays_a_possible_one(
        tries in prop::collection::vec((0..Action::ALL.len(), 0..Role::ALL.len(), 0..FACTS), 0..40),
    ) {
        let mut dossier = Lifecycle::filed();
        for (action, role, bits) in tries {
            let (action, role) = (Action::ALL[action], Role::ALL[role]);
            let Ok(next) = dossier.apply(action, role, &facts(bits)) else { continue };
            let record = LifecycleRecord::from(next);
            prop_assert_eq!(Lifecycle::try_from(record), Ok(next));
            prop_assert!(next.supplement_count() >= dossier.supplement_count());
            prop_assert!(next.reappoint_count() >= dossier.reappoint_count());
            dossier = next;
        }
    }

    #[test]
    fn what_is_offered_is_what_succeeds_with_a_reason(
        place in 0_usize..1000, role in 0..Role::ALL.len(), others in 0..FACTS,
    ) {
        // The bit by which reason and receipt are given.
        let bits = others | 1 << 5;
        let states: Vec<Lifecycle> = every_record().into_iter().flat_map(Lifecycle::try_from).collect();
        let (dossier, role) = (states[place % states.len()], Role::ALL[role]);
        let offered = dossier.offered(role, &facts(bits));
        for action in Action::ALL {
            let succeeds = dossier.apply(*action, role, &facts(bits)).is_ok();
            prop_assert_eq!(offered.contains(action), succeeds);
        }
    }
}
