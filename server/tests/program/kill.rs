//! Kill -9 at any moment while people file: whatever receipt was shown exists afterwards with all its bytes, and no
//! dossier exists twice.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use store::id::sha256_hex;

use crate::books::{Books, Filed};
use crate::citizen::{Citizen, Receipt, Stage};
use crate::http;
use crate::machine::{Machine, Running};

/// At least so many kills, and on until enough was seen: a slow machine needs more lives for the same work.
const ROUNDS: std::ops::Range<usize> = 60..200;
const ENOUGH_RECEIPTS: usize = 120;
const ENOUGH_CUT_AT_WORK: usize = 30;
const ENOUGH_CUT_AT_FILING: usize = 10;
const CITIZENS: usize = 4;
/// The server lives so long after the first request, in milliseconds.
const LIVES: std::ops::Range<u64> = 50..400;

/// What was seen over all rounds.
#[derive(Default)]
struct Tally {
    receipts: BTreeMap<String, Receipt>,
    /// Rounds that ended while somebody waited for an answer, and those where it was the answer to the filing.
    cut_at_work: usize,
    cut_at_filing: usize,
    /// Filings whose answer was lost and that were there all the same, or not: both are right.
    lost_but_filed: usize,
    lost_and_not_filed: usize,
}

impl Tally {
    fn is_enough(&self) -> bool {
        self.receipts.len() >= ENOUGH_RECEIPTS
            && self.cut_at_work >= ENOUGH_CUT_AT_WORK
            && self.cut_at_filing >= ENOUGH_CUT_AT_FILING
    }
}

#[test]
fn every_receipt_that_was_shown_outlives_a_kill() {
    let began = Instant::now();
    let machine = Machine::new();
    let mut citizens: Vec<Citizen> = (0..CITIZENS).map(Citizen::new).collect();
    let mut tally = Tally::default();
    let mut rounds = 0;
    while rounds < ROUNDS.start || (rounds < ROUNDS.end && !tally.is_enough()) {
        rounds += 1;
        let server = machine.start();
        let fresh = one_life(server, &mut citizens, &mut tally);
        let server = machine.start();
        let books = machine.books();
        for citizen in &citizens {
            count_lost(citizen, &books, &mut tally);
        }
        for receipt in &fresh {
            holds(receipt, &books, &server);
        }
        for receipt in fresh {
            let twice = tally.receipts.insert(receipt.code.clone(), receipt);
            assert!(twice.is_none(), "round {rounds}: one code on two receipts: {twice:?}");
        }
        server.kill();
    }
    finish_what_was_lost(&machine, &mut citizens, &mut tally);
    check_all(&machine, &tally);
    println!(
        "{rounds} rounds: {} receipts shown, {} cut at work, {} at filing; of the lost answers {} were filed and {} not; {} s",
        tally.receipts.len(),
        tally.cut_at_work,
        tally.cut_at_filing,
        tally.lost_but_filed,
        tally.lost_and_not_filed,
        began.elapsed().as_secs(),
    );
    assert!(tally.is_enough(), "{rounds} rounds were too few to prove anything here");
}

/// People file until the server is killed under them; answers the receipts that they saw.
fn one_life(server: Running, citizens: &mut [Citizen], tally: &mut Tally) -> Vec<Receipt> {
    let address = server.address;
    thread::scope(|scope| {
        let working: Vec<_> = citizens
            .iter_mut()
            .map(|citizen| scope.spawn(move || citizen.file_until_cut_off(address)))
            .collect();
        thread::sleep(Duration::from_millis(random(LIVES)));
        server.kill();
        let lives: Vec<_> = working.into_iter().map(|citizen| citizen.join().unwrap()).collect();
        tally.cut_at_work += usize::from(lives.iter().any(|life| life.cut_at != Stage::Connecting));
        tally.cut_at_filing += usize::from(lives.iter().any(|life| life.cut_at == Stage::Filing));
        lives.into_iter().flat_map(|life| life.receipts).collect()
    })
}

fn count_lost(citizen: &Citizen, books: &Books, tally: &mut Tally) {
    let Some(draft) = citizen.unanswered() else { return };
    if books.filed.values().any(|filed| filed.draft == draft) {
        tally.lost_but_filed += 1;
    } else {
        tally.lost_and_not_filed += 1;
    }
}

/// The dossier of a receipt is there, once, and its file comes back over the site byte for byte.
fn holds(receipt: &Receipt, books: &Books, server: &Running) {
    let filed = books.filed.get(&receipt.code).unwrap_or_else(|| panic!("{receipt:?} was shown and is gone"));
    let expected =
        Filed { draft: receipt.draft.clone(), file: filed.file.clone(), sha256: receipt.sha256.clone() };
    assert_eq!(*filed, expected);
    let answer = http::get(server.address, &format!("/files/{}", filed.file), &receipt.cookie).unwrap();
    assert_eq!(answer.status, 200, "the file of {receipt:?}");
    assert_eq!(sha256_hex(&answer.body), receipt.sha256, "the file of {receipt:?}");
}

/// Whoever saw no answer presses the button again, and gets the one receipt of the draft.
fn finish_what_was_lost(machine: &Machine, citizens: &mut [Citizen], tally: &mut Tally) {
    let server = machine.start();
    for citizen in citizens {
        if let Some(receipt) = citizen.try_again(server.address).unwrap() {
            tally.receipts.insert(receipt.code.clone(), receipt);
        }
    }
    server.kill();
}

fn check_all(machine: &Machine, tally: &Tally) {
    let server = machine.start();
    let books = machine.books();
    for receipt in tally.receipts.values() {
        holds(receipt, &books, &server);
    }
    assert_eq!(books.integrity, "ok");
    assert_eq!(books.doubles, 0, "a draft has two dossiers");
    assert_eq!(books.half_filed, 0, "a draft and its dossier do not know each other");
    assert_eq!(books.filed_events, books.filed.len(), "a dossier has no event, or an event no dossier");
    let numbers: Vec<usize> =
        books.filed.keys().map(|code| code.rsplit('-').next().unwrap().parse().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "codes have a gap");
    let extra = books.filed.keys().filter(|code| !tally.receipts.contains_key(*code)).count();
    assert_eq!(extra, 0, "everybody who filed has a receipt by now");
    server.kill();
    machine.log_is_whole();
}

pub(crate) fn random(range: std::ops::Range<u64>) -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).unwrap();
    range.start + u64::from_le_bytes(bytes) % (range.end - range.start)
}
