//! `docs/states/dossier.md` is printed from the table, so that the page and the code agree.
//!
//! `UPDATE_DOCS=1 cargo test -p domain` rewrites a stale page.

use std::{collections::BTreeSet, fs};

use domain::{
    Lang, Role, Status, Step,
    lifecycle::{ClockEffect, NextStep, TABLE, Transition},
};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/states/dossier.md");

#[test]
fn the_page_of_the_state_machine_is_fresh() {
    let fresh = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(PAGE, &fresh).unwrap();
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(written == fresh, "docs/states/dossier.md is stale: UPDATE_DOCS=1 cargo test -p domain");
}

fn page() -> String {
    [INTRODUCTION.to_owned(), diagram(), statuses(), transitions(), CLOSING.to_owned()].join("\n")
}

const INTRODUCTION: &str = "\
# The states of a dossier

Printed from `TABLE` in `crates/domain/src/lifecycle/table.rs` by `crates/domain/tests/dossier_page.rs`;
`UPDATE_DOCS=1 cargo test -p domain` prints it anew. Codes and Vietnamese words are those of the
national portal.
";

const CLOSING: &str = "\
The first guard that does not hold refuses the action with its own stable code. An action is offered
when every guard holds except the reason or the receipt, which the form of the action asks for.

A check of an online dossier later than 8 working hours is measured as late, not forbidden, and so are other
steps that officers owe by a time (docs/decisions/0014-late-is-told-not-forbidden.md). A request for a supplement from status 4 is written by
the handling officer and sent in the name of the one-stop, the only one that talks to the applicant.

A dossier that is brought to a counter or sent by post (NĐ 61/2018 Article 16) is keyed in by the one-stop. When it is complete it
is filed and accepted in one step, so that its first status is 2; when it is not, it is filed as it is, and asked about or
refused from status 1.

`close_unsupplemented` is also done by the system, once the 15 working days are over. A result may be a
refusal after appraisal: `finish` then issues the Phiếu từ chối as the result, and needs no file.

For a procedure that is answered on the same day, `accept` issues no Giấy tiếp nhận unless the applicant or
the officer asks for it afterwards (NĐ 61/2018 Article 17.4).

What is not certain: that the period pauses while a fee is owed is known from practice, not read in a
primary text; laws of single sectors decide. The pause adds to the due date the working time for which the
dossier waited, from the request to the payment.
";

fn diagram() -> String {
    let (inside, outside): (Vec<String>, Vec<String>) =
        TABLE.iter().flat_map(arrows).partition(|arrow| is_inside(arrow));
    let ended = Status::ALL.iter().filter(|status| status.is_terminal());
    let ends = ended.map(|status| format!("{status:?} --> [*]"));
    let indented = |by: usize, arrow: &String| format!("{:by$}{arrow}", "");
    let mut lines = vec!["```mermaid".to_owned(), "stateDiagram-v2".to_owned()];
    lines.push("    [*] --> Filed: file online, or incomplete on paper".to_owned());
    lines.push("    [*] --> Accepted: take in at a counter or by post".to_owned());
    lines.push("    state InProgress {".to_owned());
    lines.extend(inside.iter().map(|arrow| indented(8, arrow)));
    lines.push("    }".to_owned());
    let mut told = BTreeSet::new();
    let outside = outside.into_iter().filter(|arrow| told.insert(arrow.clone()));
    lines.extend(outside.chain(ends).map(|arrow| indented(4, &arrow)));
    lines.push("```\n".to_owned());
    lines.join("\n")
}

fn is_inside(arrow: &str) -> bool {
    let inside = |place: &str| Step::ALL.iter().any(|step| format!("{step:?}") == place);
    let ends = arrow.split(':').next().unwrap_or_default();
    ends.split(" --> ").all(inside)
}

/// One arrow for each step from which the row starts; the whole status when it starts at any.
fn arrows(row: &Transition) -> BTreeSet<String> {
    let action = row.action;
    let from: Vec<String> = match row.steps {
        [] => vec![format!("{:?}", row.from)],
        steps => steps.iter().map(|step| format!("{step:?}")).collect(),
    };
    let to = match row.step {
        NextStep::Set(step) => format!("{step:?}"),
        NextStep::None | NextStep::Keep => format!("{:?}", row.to),
    };
    from.into_iter().map(|from| format!("{from} --> {to}: {action}")).collect()
}

fn statuses() -> String {
    let status_rows = Status::ALL.iter().map(|status| {
        let (code, label, done) = (status.code(), status.label_vi(), status.degree_of_completion());
        let ends = if status.is_terminal() { "yes" } else { "" };
        format!("| {code} | `{status}` | {label} | {done} % | {ends} |\n")
    });
    let step_rows = Step::ALL.iter().map(|step| {
        let (label, done) = (step.label(Lang::Vi), step.degree_of_completion());
        format!("| `{step}` | {label} | {done} % |\n")
    });
    let statuses = table("code | status | word | degree of completion | ends", status_rows);
    let steps = table("step | word | degree of completion", step_rows);
    format!(
        "## Statuses\n\n{statuses}\n\
         While the agency has the dossier (status 4), it is at one of these steps:\n\n{steps}"
    )
}

fn transitions() -> String {
    let columns = "action | from | to | who | guards, in order | paper | clock";
    format!("## Transitions\n\n{}", table(columns, TABLE.iter().map(transition)))
}

fn table(columns: &str, rows: impl Iterator<Item = String>) -> String {
    let rule = vec!["---"; columns.split('|').count()].join(" | ");
    format!("| {columns} |\n| {rule} |\n{}", rows.collect::<String>())
}

fn transition(row: &Transition) -> String {
    let from = place(row.from, row.steps);
    let to = match row.step {
        NextStep::Set(step) => place(row.to, &[step]),
        NextStep::None => place(row.to, &[]),
        NextStep::Keep => format!("{}, same step", place(row.to, &[])),
    };
    let who: Vec<&str> = row.roles.iter().map(|role: &Role| role.label(Lang::En)).collect();
    let guards: Vec<&str> = row.guards.iter().map(|guard| guard.rule()).collect();
    let paper = row.form.map_or("", |form| form.label(Lang::Vi));
    let (action, who, guards, clock) = (row.action, who.join(", "), guards.join("; "), clock(row.clock));
    format!("| `{action}` | {from} | {to} | {who} | {guards} | {paper} | {clock} |\n")
}

fn place(status: Status, steps: &[Step]) -> String {
    let steps: Vec<&str> = steps.iter().map(|step| step.as_str()).collect();
    match steps.as_slice() {
        [] => format!("{} `{status}`", status.code()),
        steps => format!("{} `{status}`: {}", status.code(), steps.join(" or ")),
    }
}

fn clock(effect: ClockEffect) -> &'static str {
    match effect {
        ClockEffect::None => "",
        ClockEffect::Starts => "starts",
        ClockEffect::Restarts => "starts again from zero",
        ClockEffect::Stops => "stops",
        ClockEffect::Pauses => "pauses",
        ClockEffect::Resumes => "goes on",
        ClockEffect::Moves => "new due date, the first one is kept",
        ClockEffect::Ends => "ends",
    }
}
