//! `motcua officer`: the accounts of officers, for the operator. This is how a new installation gets its first ones.

use std::io::{BufRead as _, IsTerminal as _};
use std::process::ExitCode;

use casework::clock::Clock;
use casework::officers::{self, Forgets, NewOfficer, generated_password};
use casework::{Actor, CaseError, Office, SecondFactor, Settings};
use clap::{Args, Subcommand};
use domain::role::Role;
use domain::text::Lang;
use store::{Database, FileStore};
use views::Failure;

use crate::config::Stores;

type Told<T> = Result<T, Box<dyn std::error::Error>>;

#[derive(Debug, Args)]
pub(crate) struct OfficerArgs {
    #[command(flatten)]
    stores: Stores,
    #[command(subcommand)]
    command: OfficerCommand,
}

#[derive(Debug, Subcommand)]
enum OfficerCommand {
    /// Make an account; the password must be changed at the first sign-in
    Add {
        /// Small letters, digits, dots and hyphens, such as le.thi.lan
        username: String,
        /// Name in full
        #[arg(long)]
        name: String,
        /// Title, such as "Chuyên viên"
        #[arg(long, default_value = "")]
        title: String,
        /// Code of the unit, such as H09.41.10
        #[arg(long)]
        unit: String,
        /// one_stop_officer, handling_officer, leader or administrator
        #[arg(long, value_parser = role)]
        role: Role,
        #[command(flatten)]
        password: Password,
    },
    /// Give a new password to begin with; ends all sessions and lifts a lock
    Reset {
        username: String,
        /// Forget the second factor as well, when the phone and the recovery codes are lost
        #[arg(long)]
        second_factor: bool,
        #[command(flatten)]
        password: Password,
    },
    /// Lift the lock after wrong passwords
    Unlock { username: String },
    /// Close an account: its officer cannot sign in any more, and every session ends
    Close { username: String },
    /// Open a closed account again; its 45 days begin anew
    Open { username: String },
    /// List the accounts
    List,
}

#[derive(Args, Debug)]
struct Password {
    /// Read the password from standard input; else one is made and shown once
    #[arg(long)]
    password_stdin: bool,
}

/// A password to begin with, and whether it was made here.
struct Given {
    password: String,
    made: bool,
}

impl Password {
    fn get(&self) -> Told<Given> {
        if !self.password_stdin {
            return Ok(Given { password: generated_password()?, made: true });
        }
        let stdin = std::io::stdin();
        if stdin.is_terminal() {
            eprintln!("Password:");
        }
        let mut line = String::new();
        stdin.lock().read_line(&mut line)?;
        Ok(Given { password: line.trim_end_matches(['\r', '\n']).to_owned(), made: false })
    }
}

fn role(text: &str) -> Result<Role, String> {
    let role = text.parse::<Role>().ok().filter(|role| !matches!(role, Role::Visitor | Role::Citizen));
    role.ok_or_else(|| "one_stop_officer, handling_officer, leader or administrator".to_owned())
}

pub(crate) async fn run(args: OfficerArgs) -> Told<ExitCode> {
    let office = open(&args.stores).await?;
    let done = carry_out(&office, args.command).await;
    office.database().clone().close().await?;
    done.map(|()| ExitCode::SUCCESS)
}

async fn open(stores: &Stores) -> Told<Office> {
    let database = Database::open(&stores.database_url).await?;
    let files = FileStore::open(&stores.files_url).await?;
    let settings = Settings {
        base_url: String::new(),
        demo: false,
        clock: Clock::real(),
        max_file_size: 0,
        second_factor: SecondFactor::default(),
        reader: None,
    };
    Ok(Office::open(database, files, settings).await?)
}

async fn carry_out(office: &Office, command: OfficerCommand) -> Told<()> {
    let operator = Actor::system();
    match command {
        OfficerCommand::Add { username, name, title, unit, role, password } => {
            let given = password.get()?;
            let new =
                NewOfficer { username: username.clone(), full_name: name, title, unit_code: unit, role };
            officers::add(office, &operator, new, &given.password).await.map_err(in_words)?;
            tell("added", &username, &given);
        }
        OfficerCommand::Reset { username, second_factor, password } => {
            let given = password.get()?;
            let forgets = if second_factor { Forgets::SecondFactor } else { Forgets::Nothing };
            officers::reset(office, &operator, &username, &given.password, forgets)
                .await
                .map_err(in_words)?;
            tell("reset", &username, &given);
        }
        OfficerCommand::Unlock { username } => {
            officers::unlock(office, &operator, &username).await.map_err(in_words)?;
            println!("{username} unlocked");
        }
        OfficerCommand::Close { username } => {
            officers::close(office, &operator, &username).await.map_err(in_words)?;
            println!("{username} closed");
        }
        OfficerCommand::Open { username } => {
            officers::reopen(office, &operator, &username).await.map_err(in_words)?;
            println!("{username} opened");
        }
        OfficerCommand::List => list(office, &operator).await?,
    }
    Ok(())
}

fn tell(done: &str, username: &str, given: &Given) {
    println!("{username} {done}; the password must be changed at the next sign-in");
    if given.made {
        println!("password (shown only now): {}", given.password);
    }
}

async fn list(office: &Office, operator: &Actor) -> Told<()> {
    for line in officers::list(office, operator).await? {
        let mut notes = Vec::new();
        if let Some(until) = line.locked_until {
            notes.push(format!("locked until {}", until.date_time(Lang::En)));
        }
        if !line.active {
            notes.push("closed".to_owned());
        }
        if line.second_factor {
            notes.push("second factor".to_owned());
        }
        notes.push(match line.last_signed_in_at {
            Some(at) => format!("last signed in {}", at.date_time(Lang::En)),
            None => "never signed in".to_owned(),
        });
        println!("{}\t{}\t{}\t{}\t{}", line.username, line.name, line.role, line.unit, notes.join(", "));
    }
    Ok(())
}

/// Why it was refused, in words for a terminal.
fn in_words(error: CaseError) -> Box<dyn std::error::Error> {
    let words = match error.failure() {
        Failure::NotFound => "no such officer or unit",
        Failure::NameTaken => "this user name is taken",
        Failure::NameUnfit => "a user name has small letters without marks, digits, dots and hyphens",
        Failure::Incomplete => "the name is missing",
        Failure::PasswordShort => "the password needs 8 to 128 characters",
        Failure::PasswordPlain => "the password needs three kinds of: capitals, small letters, digits, signs",
        Failure::PasswordIsName => "the password must not hold the user name",
        Failure::PasswordCommon => "the password is one of the commonest",
        _ => return error.into(),
    };
    words.into()
}
