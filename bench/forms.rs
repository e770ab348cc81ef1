//! Measures how long it takes to judge a form anew of which every question depends on the one before it.
//!
//! `cargo run --release -p forms --example bench-forms`

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::text::Text;
use forms::answers::Answers;
use forms::evaluate::{Attached, Context, evaluate};
use forms::places::NoPlaces;
use forms::procedure::Channel;
use forms::schema::{Condition, Demand, Form, Formula, Kind, Question, Rule, Section, Severity};
use time::Date;

/// Conditions, each of which looks at the one before it.
const LINKS: usize = 100;
const ROUNDS: usize = 2_000;

fn main() {
    println!("| {LINKS} links of a chain | median µs | slowest of 100 µs |");
    println!("| --- | --- | --- |");
    line("questions, the last answer changes", &chain(false), LINKS - 1);
    line("questions, the first answer changes and all are hidden", &chain(false), 0);
    line("questions and a calculated sum each, with a rule each", &chain(true), LINKS - 1);
}

/// Times a judgement after each change of one answer, forth and back.
fn line(name: &str, form: &Form, changed: usize) {
    let mut answers: Answers = (0..LINKS).map(|link| (format!("q{link}"), "1".to_owned())).collect();
    let attached = Attached::new();
    let context = Context {
        today: Date::from_julian_day(2_461_368).unwrap_or(Date::MIN),
        channel: Channel::Online,
        attached: &attached,
        places: &NoPlaces,
    };
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            answers.set(format!("q{changed}"), if round % 2 == 0 { "0" } else { "1" });
            let began = Instant::now();
            black_box(evaluate(black_box(form), &[], black_box(&answers), &context));
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |part: usize| times[times.len() * part / 100].as_micros();
    println!("| {name} | {} | {} |", at(50), at(99));
}

fn chain(calculates: bool) -> Form {
    let mut questions = Vec::new();
    let mut rules = Vec::new();
    for link in 0..LINKS {
        let before = link.checked_sub(1);
        let show_if = before.map(|before| Condition::AtLeast(format!("q{before}"), 1));
        questions.push(question(
            format!("q{link}"),
            show_if,
            Kind::Number { min: None, max: None, unit: None },
        ));
        if !calculates {
            continue;
        }
        let parts = [Some(format!("q{link}")), before.map(|before| format!("sum{before}"))];
        let formula = Formula::Sum(parts.into_iter().flatten().collect());
        questions.push(question(format!("sum{link}"), None, Kind::Calculated { formula, unit: None }));
        rules.push(Rule {
            id: format!("r{link}"),
            at: format!("q{link}"),
            demand: Demand::MustHold(Condition::AtMost(format!("sum{link}"), 1_000)),
            message: Text::default(),
            severity: Severity::Error,
        });
    }
    let section =
        Section { id: "s".to_owned(), title: Text::default(), intro: None, show_if: None, questions };
    Form { sections: vec![section], rules }
}

fn question(id: String, show_if: Option<Condition>, kind: Kind) -> Question {
    Question {
        id,
        label: Text::default(),
        help: None,
        example: None,
        required: true,
        show_if,
        autocomplete: None,
        prefill: None,
        kind,
    }
}
