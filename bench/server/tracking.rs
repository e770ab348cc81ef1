//! The public tracking page of dossiers, as anybody sees it, beside a bare handler with the same question to the
//! database. All are measured many times for a short while, in turns, and the best counts for each: whatever else the
//! machine does meanwhile slows one moment down and not the other.

use std::sync::Arc;
use std::time::Duration;

use casework::submit;

use crate::load::{Measured, for_some_time};
use crate::stage::{Running, Stage};
use crate::{Arguments, row};

const WARM_UP: Duration = Duration::from_secs(2);
const ROUNDS: u32 = 12;
/// One code may be looked at some two hundred times in a row, so many are asked for in turns.
const CODES: usize = 4000;

/// The codes of so many dossiers, filed one after the other.
async fn codes(stage: &Stage) -> Vec<String> {
    let mut codes = Vec::new();
    for draft in stage.copies(CODES).await {
        let page = submit::submit(&stage.office, &stage.actor, &draft).await.unwrap();
        let code = page.strip_prefix("/track/").and_then(|rest| rest.strip_suffix("/receipt"));
        codes.push(code.unwrap().to_owned());
    }
    codes
}

pub(crate) async fn measure(arguments: &Arguments) {
    let stage = Stage::new(arguments).await;
    let codes = codes(&stage).await;
    let (site, bare) = (stage.serve(arguments), stage.serve_bare(arguments));
    let ask = |path: fn(&str) -> String, encoding: &str| {
        let get = |code: &String| {
            format!("GET {} HTTP/1.1\r\nHost: bench\r\nAccept: text/html\r\n{encoding}\r\n", path(code))
        };
        Arc::new(codes.iter().map(get).collect::<Vec<_>>())
    };
    let page = |code: &str| format!("/track/{code}");
    let turns: [(&str, &Running, _); 3] = [
        ("bare handler, the same select", &bare, ask(|code| format!("/bare/{code}"), "")),
        ("tracking page", &site, ask(page, "")),
        ("tracking page, compressed (br)", &site, ask(page, "Accept-Encoding: br, gzip\r\n")),
    ];
    let time = Duration::from_secs(2 * arguments.seconds) / ROUNDS;
    let mut best: [Option<Measured>; 3] = [const { None }; 3];
    for round in 0..ROUNDS {
        for (index, (_, server, requests)) in turns.iter().enumerate() {
            if round == 0 {
                for_some_time(server, Arc::clone(requests), arguments.clients, WARM_UP).await;
            }
            let measured = for_some_time(server, Arc::clone(requests), arguments.clients, time).await;
            if best[index].as_ref().is_none_or(|best| best.per_second < measured.per_second) {
                best[index] = Some(measured);
            }
        }
    }
    let [bare, pages @ ..] = best.map(Option::unwrap);
    row(turns[0].0, &bare, None);
    for ((what, ..), measured) in turns[1..].iter().zip(&pages) {
        row(what, measured, Some(&bare));
    }
}
