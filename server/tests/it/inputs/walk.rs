//! Trying one argument after the other, and telling at the end all that went wrong.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use views::Failure;

use super::arguments::{Argument, Kind};
use super::around::{Form, TAKEN};
use super::fields::filled;
use super::{holds, kept, word};
use crate::site::{Answer, Site};

/// Letters: far more than anybody types into what is no text,
pub(super) const LONG: usize = 10_000;
/// and than the fields of a whole procedure have, which may be called anything.
const LONGER: usize = 250_000;
/// Bytes of an address to which somebody is sent.
pub(super) const LONGEST_WAY: usize = 1_000;
/// Nobody waits longer, even where tests are slow.
const QUICK: Duration = Duration::from_secs(10);

pub(super) struct Walk<'a> {
    site: &'a Site,
    tried: Vec<String>,
    wrong: Vec<String>,
}

impl<'a> Walk<'a> {
    pub(super) const fn new(site: &'a Site) -> Self {
        Self { site, tried: Vec::new(), wrong: Vec::new() }
    }

    /// Tries each of these arguments in its form, and then the form itself.
    pub(super) async fn through(&mut self, path: &str, arguments: &[&Argument], form: &Form) {
        let cookie = form.who.cookie(self.site).await;
        let mut fields = form.fields(self.site).await;
        for argument in arguments {
            if self.one(path, argument, &cookie, &borrowed(&fields)).await {
                fields = form.fields(self.site).await;
            }
        }
        let Some(ends) = form.ends else { return };
        let answer = self.site.post(path, &cookie, &borrowed(&fields)).await;
        let ended = if answer.status == StatusCode::OK { String::new() } else { beginning(&answer) };
        if ended != ends {
            self.wrong
                .push(format!("{path} with nothing too long ends with {ended:?} and not with {ends:?}"));
        }
    }

    /// Sends a form in which one argument is too long; answers whether it was taken.
    pub(super) async fn one(
        &mut self,
        path: &str,
        argument: &Argument,
        cookie: &str,
        around: &[(&str, &str)],
    ) -> bool {
        let what = format!("{} of {path}", argument.name);
        let (name, value) = too_long(argument, &word("Re", self.tried.len()));
        let below = format!("{}[", argument.name);
        let others =
            around.iter().copied().filter(|(name, _)| *name != argument.name && !name.starts_with(&below));
        let fields: Vec<(&str, &str)> = others.chain([(name.as_str(), value.as_str())]).collect();
        let began = Instant::now();
        let answer = self.site.post(path, cookie, &fields).await;
        let took = began.elapsed();
        let taken = TAKEN.contains(&(path, argument.name.as_str()));
        self.judge(&what, &answer, taken);
        if took > QUICK {
            self.wrong.push(format!("{what} takes {took:?}"));
        }
        self.tried.push(what);
        answer.status == StatusCode::OK
    }

    fn judge(&mut self, what: &str, answer: &Answer, taken: bool) {
        let fits = if taken {
            answer.status == StatusCode::OK
        } else {
            answer.status.is_client_error() && Failure::from_code(&answer.failure()).is_some()
        };
        if !fits {
            self.wrong.push(format!("{what}: {} {}", answer.status, beginning(answer)));
        }
        let way = answer.location().len();
        if way > LONGEST_WAY {
            self.wrong.push(format!("{what} leads to an address of {way} bytes"));
        }
    }

    /// Looks for what was kept of all that was tried.
    pub(super) async fn end(mut self) {
        let kept = kept(self.site).await;
        for (number, what) in self.tried.iter().enumerate() {
            if holds(&kept, &word("Re", number)) {
                self.wrong.push(format!("{what} is kept"));
            }
        }
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// The name and the value of a field that is too long in the way of its kind.
fn too_long(argument: &Argument, word: &str) -> (String, String) {
    let name = argument.name.clone();
    match argument.kind {
        Kind::Text if name == "next" => (name, format!("/{}", filled(word, LONG))),
        Kind::Text => (name, filled(word, LONG)),
        Kind::Choice => (name, "9".repeat(LONG)),
        Kind::Map => {
            let letters = if name == "fields" { LONGER } else { LONG };
            (format!("{name}[{}]", filled(word, letters)), "1".to_owned())
        }
    }
}

fn beginning(answer: &Answer) -> String {
    answer.failure().chars().take(60).collect()
}

fn borrowed<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
