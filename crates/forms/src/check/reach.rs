//! What no answers can bring about: questions that are never asked, papers that are never needed, rules that are never
//! or always broken, and rules that no answers satisfy together.
//!
//! It is a proof by tableau: goals are taken apart until only statements about single questions are left, and those are
//! put into a [`World`], which tells when they cannot all be true. Where the proof would take too long nothing is said.

mod world;

use world::World;

use super::conditions::Names;
use super::{FaultReason, Faults};
use crate::procedure::Procedure;
use crate::schema::{Condition, Demand, Kind, Question, Rule, Severity};
use crate::scope::Entry;

/// Steps of one proof. The forms of the catalogue need a few hundred.
const STEPS: u32 = 20_000;

/// What is wanted of a condition. Of a statement without parts, `Fails` is also true while it is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    /// As in `show_if`, where the unknown does not hold.
    Holds,
    Fails,
    /// As in `must_hold`, where the unknown is neither true nor false.
    True,
    False,
    NotTrue,
    NotFalse,
}

impl Wish {
    const fn of_opposite(self) -> Self {
        match self {
            Self::Holds => Self::Fails,
            Self::Fails => Self::Holds,
            Self::True => Self::False,
            Self::False => Self::True,
            Self::NotTrue => Self::NotFalse,
            Self::NotFalse => Self::NotTrue,
        }
    }

    /// Whether the wish is for the condition and not against it.
    const fn is_for(self) -> bool {
        matches!(self, Self::Holds | Self::True | Self::NotFalse)
    }
}

type Goal<'a> = (&'a Condition, Wish);

pub(super) fn check(procedure: &Procedure, names: Names<'_>, faults: &mut Faults) {
    let prover = Prover { names };
    sections(&prover, faults);
    questions(&prover, faults);
    papers(&prover, procedure, faults);
    deadlines(&prover, procedure, faults);
    fees(&prover, procedure, faults);
    rules(&prover, faults);
}

fn sections(prover: &Prover<'_>, faults: &mut Faults) {
    for section in &prover.names.index.form.sections {
        let Some(condition) = &section.show_if else {
            continue;
        };
        let never = !prover.possible(vec![(condition, Wish::Holds)], false);
        faults.add_if(never, &format!("form.{}.show_if", section.id), FaultReason::NeverAsked);
    }
}

fn questions(prover: &Prover<'_>, faults: &mut Faults) {
    for entry in &prover.names.index.entries {
        if entry.question.show_if.is_none() {
            continue;
        }
        let mut around = prover.shown(entry);
        let never_here = !prover.possible(around.clone(), false);
        around.retain(|(condition, _)| Some(*condition) != entry.question.show_if.as_ref());
        // What stands in something that is never asked is told there.
        if never_here && prover.possible(around, false) {
            let section = &prover.names.index.section(entry).id;
            let path = format!("form.{section}.{}.show_if", entry.question.id);
            faults.add(path, FaultReason::NeverAsked);
        }
    }
}

fn papers(prover: &Prover<'_>, procedure: &Procedure, faults: &mut Faults) {
    for paper in &procedure.papers {
        let Some(condition) = &paper.needed_if else {
            continue;
        };
        let never = !prover.possible(vec![(condition, Wish::Holds)], false);
        faults.add_if(never, &format!("papers.{}.needed_if", paper.id), FaultReason::NeverNeeded);
    }
}

fn deadlines(prover: &Prover<'_>, procedure: &Procedure, faults: &mut Faults) {
    for (number, case) in procedure.deadline.cases.iter().enumerate() {
        let never = !prover.possible(vec![(&case.condition, Wish::Holds)], false);
        faults.add_if(never, &format!("deadline.cases.{number}"), FaultReason::NeverHolds);
    }
}

fn fees(prover: &Prover<'_>, procedure: &Procedure, faults: &mut Faults) {
    for (number, fee) in procedure.fees.iter().enumerate() {
        let Some(condition) = &fee.owed_if else {
            continue;
        };
        let never = !prover.possible(vec![(condition, Wish::Holds)], false);
        faults.add_if(never, &format!("fees.{number}.owed_if"), FaultReason::NeverHolds);
    }
}

fn rules(prover: &Prover<'_>, faults: &mut Faults) {
    let index = prover.names.index;
    let asked = |rule: &Rule| {
        let entry = index.entries.iter().find(|entry| entry.question.id == rule.at)?;
        let shown = prover.shown(entry);
        prover.possible(shown.clone(), true).then_some(shown)
    };
    let mut satisfiable: Vec<(&Rule, Vec<Goal<'_>>)> = Vec::new();
    for rule in &index.form.rules {
        let Some(shown) = asked(rule) else {
            continue;
        };
        let path = format!("form.rules.{}", rule.id);
        let with = |goal| shown.iter().copied().chain([goal]).collect();
        if !prover.possible(with(broken(&rule.demand)), false) {
            faults.add(path, FaultReason::NeverBroken);
            continue;
        }
        if rule.severity == Severity::Warning {
            continue;
        }
        if !prover.possible(with(kept(&rule.demand)), true) {
            faults.add(path, FaultReason::AlwaysBroken);
            continue;
        }
        // Two rules clash where both speak.
        let clashes = satisfiable.iter().find(|(other, other_shown)| {
            let both: Vec<Goal<'_>> = shown.iter().chain(other_shown).copied().collect();
            let kept: Vec<Goal<'_>> =
                both.iter().copied().chain([kept(&rule.demand), kept(&other.demand)]).collect();
            prover.possible(both, true) && !prover.possible(kept, true)
        });
        if let Some((other, _)) = clashes {
            faults.add(path, FaultReason::RulesClash { other: other.id.clone() });
        }
        satisfiable.push((rule, shown));
    }
}

const fn broken(demand: &Demand) -> Goal<'_> {
    match demand {
        Demand::BrokenIf(condition) => (condition, Wish::Holds),
        Demand::MustHold(condition) => (condition, Wish::False),
    }
}

const fn kept(demand: &Demand) -> Goal<'_> {
    match demand {
        Demand::BrokenIf(condition) => (condition, Wish::Fails),
        Demand::MustHold(condition) => (condition, Wish::NotFalse),
    }
}

struct Prover<'a> {
    names: Names<'a>,
}

impl<'a> Prover<'a> {
    /// What must hold so that a question exists.
    fn shown(&self, entry: &Entry<'a>) -> Vec<Goal<'a>> {
        let index = self.names.index;
        let group = entry.group.and_then(|group| index.entries[group].question.show_if.as_ref());
        let own = entry.question.show_if.as_ref();
        let conditions = [index.section(entry).show_if.as_ref(), group, own];
        conditions.into_iter().flatten().map(|condition| (condition, Wish::Holds)).collect()
    }

    /// Whether some answers bring all goals about. With `complete`, answers with which one can file: every question that
    /// is asked and must be answered is.
    fn possible(&self, goals: Vec<Goal<'a>>, complete: bool) -> bool {
        let mut world = World::new(self.names, complete);
        let entries = self.names.index.entries.iter().enumerate();
        let always = entries.filter(|(_, entry)| {
            complete
                && entry.group.is_none()
                && must_be_answered(entry.question)
                && self.shown(entry).is_empty()
        });
        let mut steps = STEPS;
        always.map(|(place, _)| place).all(|place| world.answer(place))
            && self.search(goals, world, &mut steps)
    }

    fn search(&self, mut goals: Vec<Goal<'a>>, mut world: World<'a>, steps: &mut u32) -> bool {
        while let Some((condition, wish)) = goals.pop() {
            if *steps == 0 {
                return true;
            }
            *steps -= 1;
            match condition {
                Condition::Not(inner) => goals.push((inner, wish.of_opposite())),
                Condition::All(parts) if wish.is_for() => goals.extend(parts.iter().map(|part| (part, wish))),
                Condition::Any(parts) if !wish.is_for() => {
                    goals.extend(parts.iter().map(|part| (part, wish)));
                }
                Condition::All(parts) | Condition::Any(parts) => {
                    return parts.iter().any(|part| {
                        let goals = goals.iter().copied().chain([(part, wish)]).collect();
                        self.search(goals, world.clone(), steps)
                    });
                }
                _ => match wish {
                    Wish::Holds | Wish::True => {
                        if !world.is_true(condition) || !self.answer_all(condition, &mut world, &mut goals) {
                            return false;
                        }
                    }
                    Wish::Fails | Wish::NotTrue => {
                        if !self.is_not_true(condition, &mut world, &mut goals) {
                            return false;
                        }
                    }
                    Wish::False => {
                        let known = matches!(condition, Condition::Answered(_))
                            || self.answer_all(condition, &mut world, &mut goals);
                        if !known || !self.is_not_true(condition, &mut world, &mut goals) {
                            return false;
                        }
                    }
                    Wish::NotFalse => {
                        return self.is_true_or_unknown(condition, &goals, &world, steps);
                    }
                },
            }
        }
        true
    }

    fn is_true_or_unknown(
        &self,
        condition: &'a Condition,
        goals: &[Goal<'a>],
        world: &World<'a>,
        steps: &mut u32,
    ) -> bool {
        let with = |goal| goals.iter().copied().chain([goal]).collect();
        if self.search(with((condition, Wish::True)), world.clone(), steps) {
            return true;
        }
        if matches!(condition, Condition::Answered(_)) {
            return false;
        }
        world.places(condition).into_iter().any(|place| {
            let mut world = world.clone();
            match self.leave_blank(place, &mut world) {
                Blank::Never => false,
                Blank::Asked => self.search(goals.to_vec(), world, steps),
                Blank::Hidden(ways) => {
                    ways.into_iter().any(|way| self.search(with(way), world.clone(), steps))
                }
            }
        })
    }

    fn is_not_true(
        &self,
        condition: &'a Condition,
        world: &mut World<'a>,
        goals: &mut Vec<Goal<'a>>,
    ) -> bool {
        let Condition::Answered(_) = condition else {
            return world.is_not_true(condition);
        };
        world.places(condition).into_iter().all(|place| match self.leave_blank(place, world) {
            Blank::Never => false,
            // From several ways to be hidden nothing is concluded.
            Blank::Hidden(ways) if ways.len() == 1 => {
                goals.extend(ways);
                true
            }
            Blank::Hidden(_) | Blank::Asked => true,
        })
    }

    /// The questions without which a condition is unknown exist and are answered.
    fn answer_all(&self, condition: &'a Condition, world: &mut World<'a>, goals: &mut Vec<Goal<'a>>) -> bool {
        for place in world.places_needed(condition) {
            if world.is_answered(place) {
                continue;
            }
            if !world.answer(place) {
                return false;
            }
            goals.extend(self.shown(&self.names.index.entries[place]));
        }
        true
    }

    fn leave_blank(&self, place: usize, world: &mut World<'a>) -> Blank<'a> {
        if !world.leave_blank(place) {
            return Blank::Never;
        }
        let entry = &self.names.index.entries[place];
        if !world.complete || !must_be_answered(entry.question) {
            return Blank::Asked;
        }
        let shown = self.shown(entry).into_iter();
        let ways: Vec<Goal<'a>> = shown.map(|(condition, _)| (condition, Wish::Fails)).collect();
        if ways.is_empty() { Blank::Never } else { Blank::Hidden(ways) }
    }
}

/// How a question can be unanswered.
enum Blank<'a> {
    Never,
    /// Also where it is asked.
    Asked,
    /// Only by not being asked, for one of these reasons.
    Hidden(Vec<Goal<'a>>),
}

/// Nobody can file without an answer where it is asked.
fn must_be_answered(question: &Question) -> bool {
    match question.kind {
        Kind::Calculated { .. } | Kind::File { .. } => false,
        Kind::Group { min_rows, .. } => question.required && min_rows > 0,
        _ => question.required,
    }
}

#[cfg(test)]
mod tests;
