//! `motcua forms`: the files of procedures and the one evaluator.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use casework::catalogue::{Fault, places_in, procedure_file, procedure_in};
use clap::{Args, Subcommand};
use domain::id::ProcedureCode;
use domain::text::{Lang, Text};
use domain::when::{iso_date, local};
use forms::answers::Answers;
use forms::evaluate::{Attached, Context, Evaluation, evaluate};
use forms::json_schema::{Imported, NotAnObject, export, import};
use forms::problem::ProblemCode;
use forms::procedure::{Channel, Procedure};
use forms::schema::Form;
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::{Date, OffsetDateTime};

use super::answer::{Refusal, print, tell};
use super::options::{Folder, Language, date};

#[derive(Debug, Subcommand)]
pub enum FormsCommand {
    /// Check the file of a procedure
    Check {
        /// Such as data/procedures/1.001193.yaml
        file: PathBuf,
        #[command(flatten)]
        folder: Folder,
    },
    /// Judge answers as the site does: problems, visible questions, papers needed
    Evaluate(EvaluateArgs),
    /// Write the answers of a form as a JSON Schema
    Export {
        /// The code of a procedure, or its file
        form: String,
        #[command(flatten)]
        folder: Folder,
        #[command(flatten)]
        language: Language,
    },
    /// Begin a form from a JSON Schema, and tell what did not come along
    Import {
        /// A schema of an object
        schema: PathBuf,
        #[command(flatten)]
        language: Language,
    },
}

#[derive(Debug, Args)]
pub struct EvaluateArgs {
    /// The code of a procedure, or its file
    form: String,
    /// A JSON object of keys and texts, such as {"child_name": "Nguyễn An"}
    answers: PathBuf,
    /// The day on which the answers are judged; without it today
    #[arg(long, value_parser = date)]
    today: Option<Date>,
    /// How it is filed: online, counter or post
    #[arg(long, value_parser = channel, default_value = "online")]
    channel: Channel,
    /// A paper of which files are attached, and how many: birth_notice=1. May be repeated
    #[arg(long, value_parser = attached)]
    attached: Vec<(String, u32)>,
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    language: Language,
}

fn channel(text: &str) -> Result<Channel, String> {
    Channel::named(text).ok_or_else(|| "online, counter or post".to_owned())
}

fn attached(text: &str) -> Result<(String, u32), String> {
    let (paper, count) = text.split_once('=').ok_or("write paper=count, such as birth_notice=1")?;
    let count = count.parse().map_err(|_| "the count is a whole number")?;
    Ok((paper.to_owned(), count))
}

/// A form that was begun; the file of a procedure takes it as `form`, because YAML reads JSON.
#[derive(Serialize)]
struct Begun {
    form: Form,
    lost: Vec<Lost>,
}

#[derive(Serialize)]
struct Lost {
    /// JSON Pointer of the schema.
    at: String,
    keyword: String,
}

#[derive(Serialize)]
struct Checked {
    file: String,
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<ToldFault>,
}

#[derive(Serialize)]
struct ToldFault {
    line: u64,
    reason: String,
}

#[derive(Serialize)]
struct Judged {
    form: String,
    valid_from: String,
    today: String,
    /// Whether it could be filed.
    complete: bool,
    visible_sections: Vec<String>,
    visible_questions: Vec<String>,
    papers: Vec<ToldPaper>,
    problems: Vec<ToldProblem>,
}

#[derive(Serialize)]
struct ToldPaper {
    id: String,
    name: Text,
    required: bool,
    satisfied: bool,
}

#[derive(Serialize)]
struct ToldProblem {
    section: String,
    path: String,
    /// Only errors keep a form from being filed.
    error: bool,
    problem: ProblemCode,
    message: String,
}

pub fn run(command: FormsCommand) -> ExitCode {
    match command {
        FormsCommand::Check { file, folder } => check(&file, &folder.data),
        FormsCommand::Evaluate(args) => tell(judge(args)),
        FormsCommand::Export { form, folder, language } => {
            tell(find(&form, &folder.data, today()).map(|found| export(&found.form, language.lang)))
        }
        FormsCommand::Import { schema, language } => tell(begin(&schema, language.lang)),
    }
}

/// Faults are an answer, but end with the exit code of none, so that a script notices them.
fn check(file: &Path, data: &Path) -> ExitCode {
    let name = file.display().to_string();
    let faults = match procedure_file(data, file, today()) {
        Ok(procedure) => {
            let code = Some(procedure.code.to_string());
            return tell(Ok(Checked { file: name, valid: true, code, faults: Vec::new() }));
        }
        Err(faults) => faults,
    };
    let told = |Fault { line, reason, .. }: &Fault| ToldFault { line: *line, reason: reason.clone() };
    let checked = Checked { file: name, valid: false, code: None, faults: faults.iter().map(told).collect() };
    tell::<Checked>(print(&checked).and(Err(faults.into())))
}

fn judge(args: EvaluateArgs) -> Result<Judged, Refusal> {
    let EvaluateArgs { form, answers, today, channel, attached, folder, language } = args;
    let today = today.unwrap_or_else(self::today);
    let procedure = find(&form, &folder.data, today)?;
    let answers: Answers = read(&answers)?;
    let places = places_in(&folder.data)?;
    let attached: Attached = attached.into_iter().collect();
    let context = Context { today, channel, attached: &attached, places: &places };
    let found = evaluate(&procedure.form, &procedure.papers, &answers, &context);
    Ok(told(&procedure, found, today, language.lang))
}

fn today() -> Date {
    local(OffsetDateTime::now_utc()).date()
}

fn find(form: &str, data: &Path, today: Date) -> Result<Procedure, Refusal> {
    let path = Path::new(form);
    if path.is_file() {
        return Ok(procedure_file(data, path, today)?);
    }
    let code = form.parse::<ProcedureCode>();
    let code = code.map_err(|_| Refusal::new(format!("{form} is no file and no code of a procedure")))?;
    Ok(procedure_in(data, code.as_str(), today)?)
}

fn begin(path: &Path, lang: Lang) -> Result<Begun, Refusal> {
    let schema = read(path)?;
    let Imported { form, losses } = import(&schema, lang)
        .map_err(|NotAnObject| Refusal::new(format!("{}: no schema of an object", path.display())))?;
    let lost = losses.into_iter().map(|loss| Lost { at: loss.pointer, keyword: loss.keyword });
    Ok(Begun { form, lost: lost.collect() })
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Refusal> {
    let refused = |reason: String| Refusal::new(format!("{}: {reason}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| refused(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| refused(error.to_string()))
}

fn told(procedure: &Procedure, found: Evaluation, today: Date, lang: Lang) -> Judged {
    let name =
        |id: &str| procedure.papers.iter().find(|paper| paper.id == id).map(|paper| paper.name.clone());
    let complete = found.is_complete();
    let papers = found.needed_papers.into_iter().map(|needed| ToldPaper {
        name: name(&needed.id).unwrap_or_default(),
        id: needed.id,
        required: needed.required,
        satisfied: needed.satisfied,
    });
    let problems = found.problems.into_iter().map(|problem| ToldProblem {
        message: problem.text(&procedure.form, &procedure.papers, lang),
        error: problem.is_error(),
        section: problem.section,
        path: problem.path,
        problem: problem.code,
    });
    Judged {
        form: procedure.code.to_string(),
        valid_from: procedure.valid.from.clone(),
        today: iso_date(today),
        complete,
        visible_sections: found.visible_sections,
        visible_questions: found.visible.into_iter().collect(),
        papers: papers.collect(),
        problems: problems.collect(),
    }
}
