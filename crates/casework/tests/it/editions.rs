//! Versions of procedures: one prepares an edition, another publishes it, and only then, from its day on, it counts.

use std::collections::BTreeMap;

use casework::catalogue::{Loaded, load, procedure, procedure_view, receiving_units};
use casework::edition::{
    Change, Seen, begin, change, effects, list, part, publish, recall, redo, refuse, show, undo, withdraw,
};
use casework::{Actor, Case, Office, draft, intake, submit};
use domain::role::Role;
use domain::text::Lang;
use sea_orm::EntityTrait as _;
use store::entity::procedure_version;
use views::{Edition, EditionPart, EditionState, Failure};

use crate::calendars::officer;
use crate::template::data;
use crate::world::{
    CENTRE, COPY, MORNING, RECORD, UNIT, World, answered, code_in, failure, filed, handled_record, hoa, nam,
    posted, ready, staff, staff_of_record,
};

/// The first day of the new version.
const FROM: &str = "2026-12-01";
const BEFORE: &str = "2026-11-30T09:00:00+07:00";
const AFTER: &str = "2026-12-01T09:00:00+07:00";

/// An office with somebody who prepares; [`staff`] has somebody who publishes.
struct Desk {
    world: World,
    keeper: Actor,
    leader: Actor,
}

impl Desk {
    async fn new() -> Self {
        let world = World::new().await;
        let keeper = officer(&world.office, "quan.tri.mot", Role::Administrator).await;
        let leader = staff(&world.office, UNIT).await.leader;
        Self { world, keeper, leader }
    }

    fn office(&self) -> &Office {
        &self.world.office
    }

    async fn edition(&self, code: &str) -> Edition {
        show(self.office(), &self.leader, code).await.unwrap().edition.unwrap()
    }

    /// What must be mended: part and field.
    async fn faults(&self, code: &str) -> Vec<(EditionPart, String)> {
        let faults = self.edition(code).await.faults;
        faults.into_iter().map(|fault| (fault.part, fault.field)).collect()
    }

    /// Types into fields of a part that show what it says now.
    async fn typed(&self, code: &str, of: EditionPart, pairs: &[(&str, &str)], go: &str) -> Case<String> {
        let shown = part(self.office(), &self.keeper, code, of.as_str()).await?;
        let mut fields = shown.fields;
        for (key, value) in pairs {
            fields.insert((*key).to_owned(), (*value).to_owned());
        }
        let seen = Seen { edition: shown.number, revision: shown.revision, over: false };
        let typed = Change { part: of, seen, go: go.to_owned(), fields };
        change(self.office(), &self.keeper, code, typed).await
    }

    /// Copies from the register in 2 working days instead of on the same day, from [`FROM`] on.
    async fn prepare(&self) {
        begin(self.office(), &self.keeper, COPY, FROM).await.unwrap();
        let deadline = [("deadline.unit", "working_days"), ("deadline.amount", "2")];
        self.typed(COPY, EditionPart::Deadline, &deadline, "").await.unwrap();
        let last = self.edition(COPY).await.procedure.unwrap().process.len() - 1;
        let steps: Vec<(String, String)> = (0..=last)
            .flat_map(|row| {
                let amount = if row == last { 16 - last } else { 1 };
                let key = |field: &str| format!("process.{row}.{field}");
                [(key("unit"), "hours".to_owned()), (key("amount"), amount.to_string())]
            })
            .collect();
        let steps: Vec<(&str, &str)> = steps.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        self.typed(COPY, EditionPart::Process, &steps, "").await.unwrap();
        assert_eq!(self.faults(COPY).await, []);
    }

    async fn publish(&self, code: &str) {
        let seen = self.edition(code).await.seen;
        publish(self.office(), &self.leader, code, &seen).await.unwrap();
    }
}

async fn period(office: &Office, code: &str) -> String {
    procedure(office, code).await.unwrap().deadline.period.label(Lang::Vi)
}

#[tokio::test]
async fn what_one_prepared_another_publishes_and_it_counts_from_its_day_on() {
    let desk = Desk::new().await;
    let office = desk.office();
    let other_server = desk.world.at(BEFORE).await;
    assert_eq!(begin(office, &desk.keeper, COPY, FROM).await.unwrap(), format!("/admin/procedures/{COPY}"));
    desk.prepare().await;
    let seen = desk.edition(COPY).await.seen;
    assert_eq!(failure(publish(office, &desk.keeper, COPY, &seen).await), Failure::EditionOwn);
    publish(office, &desk.leader, COPY, &seen).await.unwrap();
    // The servers that run take it up, each by its own clock.
    other_server.refresh_catalogue().await.unwrap();
    assert_eq!(period(&other_server, COPY).await, "trong ngày");
    assert_eq!(procedure_view(&other_server, COPY).await.unwrap().changes_on.as_deref(), Some(FROM));
    let after = desk.world.at(AFTER).await;
    assert_eq!(period(&after, COPY).await, "2 ngày làm việc");
    let shown = show(office, &desk.leader, COPY).await.unwrap();
    assert!(shown.edition.is_none());
    let spans: Vec<(&str, Option<&str>)> =
        shown.versions.iter().map(|line| (line.from.as_str(), line.to.as_deref())).collect();
    assert_eq!(spans, [("2025-07-01", Some("2026-11-30")), (FROM, None)]);
    let published = shown.versions[1].published.as_ref().unwrap();
    assert_eq!((published.edition, published.by.as_str()), (1, desk.leader.name.as_str()));
    assert_eq!(shown.past[0].state, EditionState::Published);
    let events = desk.world.events(&format!("procedure:{COPY}")).await;
    assert_eq!(events, ["edition_begun", "edition_changed", "edition_changed", "edition_published"]);
    desk.world.log_is_whole().await;
}

#[tokio::test]
async fn accepted_dossiers_keep_their_version_and_open_drafts_follow_the_new_one() {
    let desk = Desk::new().await;
    let hoa = hoa(desk.office()).await;
    let one_stop = staff(desk.office(), UNIT).await.one_stop;
    let before = filed(desk.office(), &hoa).await;
    let begun = ready(desk.office(), &hoa).await;
    desk.prepare().await;
    desk.publish(COPY).await;
    let after = desk.world.at(AFTER).await;
    intake::accept(&after, &one_stop, &before).await.unwrap();
    let filed_later = code_in(&submit::submit(&after, &hoa, &begun).await.unwrap());
    let versions: BTreeMap<String, String> =
        desk.world.dossiers().await.into_iter().map(|row| (row.code, row.procedure_version_id)).collect();
    assert_eq!(versions[&before], format!("{COPY}@2025-07-01"));
    assert_eq!(versions[&filed_later], format!("{COPY}@{FROM}"));
    // It is read under the version that it was filed under.
    intake::accept(&after, &one_stop, &filed_later).await.unwrap();
    let due = crate::world::own(&after, &hoa, &filed_later).await.due.unwrap();
    assert_eq!(domain::when::iso_local_datetime(due.at), "2026-12-03T17:00:00+07:00");
}

#[tokio::test]
async fn what_is_typed_is_kept_valid_or_not_and_told_at_its_field() {
    let desk = Desk::new().await;
    begin(desk.office(), &desk.keeper, COPY, FROM).await.unwrap();
    assert_eq!(desk.faults(COPY).await, []);
    // Steps that no longer fill the deadline.
    let deadline = [("deadline.unit", "working_days"), ("deadline.amount", "2")];
    let page = desk.typed(COPY, EditionPart::Deadline, &deadline, "").await.unwrap();
    assert_eq!(page, format!("/admin/procedures/{COPY}/deadline?saved=1"));
    let faults = desk.edition(COPY).await.faults;
    assert_eq!(faults[0].part, EditionPart::Process);
    let told = "các bước cộng lại 8 giờ làm việc, chưa đủ thời hạn 16 giờ làm việc";
    assert_eq!(faults[0].words.vi, told);
    // A number that is none.
    desk.typed(COPY, EditionPart::Deadline, &[("deadline.amount", "hai")], "").await.unwrap();
    let shown = part(desk.office(), &desk.keeper, COPY, "deadline").await.unwrap();
    assert_eq!(shown.fields["deadline.amount"], "hai");
    assert_eq!(shown.faults[0].field, "deadline.amount");
    // An added fee has no name yet.
    desk.typed(COPY, EditionPart::Fees, &[], "add:fees").await.unwrap();
    let fees = desk.edition(COPY).await.procedure.unwrap().fees.len();
    let name = (EditionPart::Fees, format!("fees.{}.name.vi", fees - 1));
    assert!(desk.faults(COPY).await.contains(&name), "{:?}", desk.faults(COPY).await);
    // Days: over, taken, none.
    for (day, field) in [("2026-11-17", "valid.from"), ("2025-07-01", "valid.from"), ("x", "valid.from")] {
        desk.typed(COPY, EditionPart::Validity, &[("valid.from", day)], "").await.unwrap();
        assert!(desk.faults(COPY).await.contains(&(EditionPart::Validity, field.to_owned())), "{day}");
    }
    let seen = desk.edition(COPY).await.seen;
    assert_eq!(failure(publish(desk.office(), &desk.leader, COPY, &seen).await), Failure::EditionFaulty);
}

#[tokio::test]
async fn the_whole_text_is_kept_even_when_it_cannot_be_read() {
    let desk = Desk::new().await;
    let office = desk.office();
    begin(office, &desk.keeper, COPY, FROM).await.unwrap();
    let before = part(office, &desk.keeper, COPY, "text").await.unwrap();
    let text = before.fields["text"].clone();
    let broken = text.replace("\nservice:", "\nservise:").replace('\n', "\r\n");
    desk.typed(COPY, EditionPart::Text, &[("text", &broken)], "").await.unwrap();
    let line = text.lines().position(|line| line.starts_with("service:")).unwrap() + 1;
    let faults = desk.edition(COPY).await.faults;
    assert!(faults[0].words.vi.starts_with(&format!("Dòng {line}:")), "{faults:?}");
    assert!(faults[0].words.vi.contains("servise"), "{faults:?}");
    let kept = part(office, &desk.keeper, COPY, "text").await.unwrap().fields["text"].clone();
    assert_eq!(kept, broken.replace("\r\n", "\n"));
    let one = desk.typed(COPY, EditionPart::Fees, &[], "add:fees").await;
    assert_eq!(failure(one), Failure::EditionUnreadable);
    // Somebody who still has the page of before does not overwrite it unawares.
    let stale = Change {
        part: EditionPart::Text,
        seen: Seen { edition: 1, revision: before.revision, over: false },
        go: String::new(),
        fields: BTreeMap::from([("text".to_owned(), format!("{text}\n"))]),
    };
    assert_eq!(failure(change(office, &desk.keeper, COPY, stale).await), Failure::EditionPlaceChanged);
    let another = text.replace(COPY, "1.001193");
    desk.typed(COPY, EditionPart::Text, &[("text", &another)], "").await.unwrap();
    let words = desk.edition(COPY).await.faults.into_iter().map(|fault| fault.words.vi).collect::<String>();
    assert!(words.contains("Mã thủ tục phải là 2.000908"), "{words}");
    let enormous = "x".repeat(200_001);
    let enormous = desk.typed(COPY, EditionPart::Text, &[("text", &enormous)], "").await;
    assert_eq!(failure(enormous), Failure::TooMuchText);
}

#[tokio::test]
async fn two_people_who_type_into_the_same_part_do_not_overwrite_each_other_unawares() {
    let desk = Desk::new().await;
    desk.prepare().await;
    let shown = part(desk.office(), &desk.keeper, COPY, "deadline").await.unwrap();
    let typed = |part, fields: &BTreeMap<String, String>, over| Change {
        part,
        seen: Seen { edition: shown.number, revision: shown.revision, over },
        go: String::new(),
        fields: fields.clone(),
    };
    let fees = part(desk.office(), &desk.keeper, COPY, "fees").await.unwrap().fields;
    let days = |count: &str| {
        let mut fields = shown.fields.clone();
        fields.insert("deadline.amount".to_owned(), count.to_owned());
        fields
    };
    desk.typed(COPY, EditionPart::Deadline, &[("deadline.amount", "5")], "").await.unwrap();

    let mut dearer = fees.clone();
    dearer.insert("fees.0.note.vi".to_owned(), "Theo nghị quyết mới".to_owned());
    let elsewhere = typed(EditionPart::Fees, &dearer, false);
    change(desk.office(), &desk.keeper, COPY, elsewhere).await.expect("another part is nobody else's change");
    let same = typed(EditionPart::Deadline, &days("5"), false);
    change(desk.office(), &desk.keeper, COPY, same).await.expect("both typed the same");
    let mine = typed(EditionPart::Deadline, &days("7"), false);
    assert_eq!(failure(change(desk.office(), &desk.keeper, COPY, mine).await), Failure::EditionPlaceChanged);
    let knowingly = typed(EditionPart::Deadline, &days("7"), true);
    change(desk.office(), &desk.keeper, COPY, knowingly).await.unwrap();
    let now = part(desk.office(), &desk.keeper, COPY, "deadline").await.unwrap();
    assert_eq!(now.fields["deadline.amount"], "7");

    // What cannot be read waits beside the text, which drops it.
    let text = part(desk.office(), &desk.keeper, COPY, "text").await.unwrap();
    desk.typed(COPY, EditionPart::Deadline, &[("deadline.amount", "bảy")], "").await.unwrap();
    let mut fields = text.fields.clone();
    fields.get_mut("text").unwrap().push('\n');
    let seen = Seen { edition: text.number, revision: text.revision, over: false };
    let whole = Change { part: EditionPart::Text, seen, go: String::new(), fields };
    assert_eq!(
        failure(change(desk.office(), &desk.keeper, COPY, whole.clone()).await),
        Failure::EditionPlaceChanged
    );
    let of_another = Change { seen: Seen { edition: 2, ..seen }, ..whole };
    assert_eq!(
        failure(change(desk.office(), &desk.keeper, COPY, of_another).await),
        Failure::EditionPlaceChanged
    );
}

#[tokio::test]
async fn a_change_is_undone_and_done_again_and_no_revision_is_lost() {
    let desk = Desk::new().await;
    let office = desk.office();
    begin(office, &desk.keeper, COPY, FROM).await.unwrap();
    assert_eq!(failure(undo(office, &desk.keeper, COPY).await), Failure::WrongState);
    let note = |words: &'static str| [("deadline.note.vi", words), ("deadline.note.en", words)];
    desk.typed(COPY, EditionPart::Deadline, &note("Một"), "").await.unwrap();
    desk.typed(COPY, EditionPart::Deadline, &note("Hai"), "").await.unwrap();
    let noted = async || desk.edition(COPY).await.procedure.unwrap().deadline.note.unwrap_or_default().vi;
    undo(office, &desk.keeper, COPY).await.unwrap();
    assert_eq!(noted().await, "Một");
    redo(office, &desk.keeper, COPY).await.unwrap();
    assert_eq!(noted().await, "Hai");
    assert_eq!(failure(redo(office, &desk.keeper, COPY).await), Failure::WrongState);
    undo(office, &desk.keeper, COPY).await.unwrap();
    desk.typed(COPY, EditionPart::Deadline, &note("Ba"), "").await.unwrap();
    let edition = desk.edition(COPY).await;
    assert_eq!((noted().await.as_str(), edition.revisions.len(), edition.revision), ("Ba", 4, 4));
    undo(office, &desk.keeper, COPY).await.unwrap();
    assert_eq!(noted().await, "Một", "the one before, not the one that was undone");
    // Saving what is there already changes nothing.
    desk.typed(COPY, EditionPart::Deadline, &[], "").await.unwrap();
    assert_eq!(desk.edition(COPY).await.revisions.len(), 4);
}

#[tokio::test]
async fn only_what_was_shown_is_published_and_never_by_one_of_those_who_changed_it() {
    let desk = Desk::new().await;
    let office = desk.office();
    let two = officer(office, "quan.tri.hai", Role::Administrator).await;
    desk.prepare().await;
    let seen = desk.edition(COPY).await.seen;
    let note = [("deadline.note.vi", "Mới"), ("deadline.note.en", "New")];
    desk.typed(COPY, EditionPart::Deadline, &note, "").await.unwrap();
    assert_eq!(failure(publish(office, &two, COPY, &seen).await), Failure::EditionChanged);
    // Who only undoes has changed it too.
    undo(office, &two, COPY).await.unwrap();
    assert_eq!(failure(publish(office, &two, COPY, &seen).await), Failure::EditionOwn);
    assert_eq!(failure(refuse(office, &two, COPY, "Không").await), Failure::EditionOwn);
    assert!(show(office, &two, COPY).await.unwrap().edition.unwrap().own);
    publish(office, &desk.leader, COPY, &seen).await.unwrap();
    assert_eq!(failure(publish(office, &desk.leader, COPY, &seen).await), Failure::NotFound);
}

#[tokio::test]
async fn a_leader_does_not_prepare_and_others_see_nothing() {
    let desk = Desk::new().await;
    let office = desk.office();
    assert_eq!(failure(begin(office, &desk.leader, COPY, FROM).await), Failure::NotAllowed);
    let one_stop = staff(office, UNIT).await.one_stop;
    assert_eq!(failure(list(office, &one_stop).await), Failure::NotAllowed);
    assert_eq!(failure(show(office, &Actor::visitor(), COPY).await), Failure::SignInNeeded);
    for (code, day, wanted) in [
        ("9.999999", FROM, Failure::NotFound),
        (COPY, "2026-11-17", Failure::DayInvalid),
        (COPY, "1/12/2026", Failure::DayInvalid),
    ] {
        assert_eq!(failure(begin(office, &desk.keeper, code, day).await), wanted);
    }
    let lines = list(office, &desk.leader).await.unwrap().lines;
    assert!(lines.len() > 10 && lines.iter().all(|line| !line.in_preparation));
    let ended: Vec<&str> =
        lines.iter().filter(|line| line.running.is_none()).map(|line| line.code.as_str()).collect();
    assert_eq!(ended, ["1.009994"], "only what the districts decided has ended");
}

#[tokio::test]
async fn refusing_needs_a_reason_and_the_next_edition_begins_anew() {
    let desk = Desk::new().await;
    let office = desk.office();
    desk.prepare().await;
    assert_eq!(failure(refuse(office, &desk.leader, COPY, " ").await), Failure::ReasonMissing);
    refuse(office, &desk.leader, COPY, "Chưa có quyết định công bố").await.unwrap();
    assert_eq!(failure(undo(office, &desk.keeper, COPY).await), Failure::NotFound);
    begin(office, &desk.keeper, COPY, FROM).await.unwrap();
    assert_eq!(desk.edition(COPY).await.number, 2);
    assert_eq!(desk.edition(COPY).await.procedure.unwrap().deadline.period.label(Lang::Vi), "trong ngày");
    withdraw(office, &desk.keeper, COPY).await.unwrap();
    let past = show(office, &desk.leader, COPY).await.unwrap().past;
    let states: Vec<EditionState> = past.iter().map(|edition| edition.state).collect();
    assert_eq!(states, [EditionState::Withdrawn, EditionState::Refused]);
    assert_eq!(past[1].reason, "Chưa có quyết định công bố");
    let events = desk.world.events(&format!("procedure:{COPY}")).await;
    assert_eq!(events[3..], ["edition_refused", "edition_begun", "edition_withdrawn"]);
}

#[tokio::test]
async fn loading_the_files_again_neither_loses_nor_overrides_what_was_published() {
    let desk = Desk::new().await;
    let office = desk.office();
    desk.prepare().await;
    desk.publish(COPY).await;
    let loaded = load(office.database(), &data()).await.unwrap();
    assert!(matches!(&loaded, Loaded::Stored { kept, .. } if kept.is_empty()), "{loaded:?}");
    // A file for the same day that says something else.
    let folder = tempfile::tempdir().unwrap();
    crate::catalogue::copy(&data(), folder.path());
    let file = folder.path().join(format!("procedures/{COPY}.yaml"));
    let text = std::fs::read_to_string(&file).unwrap();
    let later = text.replace("from: \"2025-07-01\"", &format!("from: \"{FROM}\""));
    assert_ne!(later, text);
    std::fs::write(folder.path().join(format!("procedures/{COPY}-later.yaml")), later).unwrap();
    let loaded = load(office.database(), folder.path()).await.unwrap();
    let id = format!("{COPY}@{FROM}");
    assert!(matches!(&loaded, Loaded::Stored { kept, .. } if *kept == [id.clone()]), "{loaded:?}");
    let after = desk.world.at(AFTER).await;
    assert_eq!(period(&after, COPY).await, "2 ngày làm việc", "what was published counts");
    let lines = show(&after, &desk.leader, COPY).await.unwrap().versions;
    assert!(lines[1].published.as_ref().unwrap().file_differs, "and the page says so");
    // Taken back in time, the file counts again.
    recall(office, &desk.leader, COPY, &id, "Sai ngày").await.unwrap();
    let after = desk.world.at(AFTER).await;
    assert_eq!(period(&after, COPY).await, "trong ngày");
    assert!(show(&after, &desk.leader, COPY).await.unwrap().versions[1].published.is_none());
}

#[tokio::test]
async fn only_what_has_not_begun_is_taken_back() {
    let desk = Desk::new().await;
    let office = desk.office();
    desk.prepare().await;
    desk.publish(COPY).await;
    let id = format!("{COPY}@{FROM}");
    let file = format!("{COPY}@2025-07-01");
    assert_eq!(failure(recall(office, &desk.leader, COPY, &file, "x").await), Failure::NotFound);
    assert_eq!(failure(recall(office, &desk.leader, "1.001193", &id, "x").await), Failure::NotFound);
    assert_eq!(failure(recall(office, &desk.leader, COPY, &id, "").await), Failure::ReasonMissing);
    assert_eq!(failure(recall(office, &desk.keeper, COPY, &id, "x").await), Failure::EditionOwn);
    let after = desk.world.at(AFTER).await;
    assert_eq!(failure(recall(&after, &desk.leader, COPY, &id, "x").await), Failure::EditionBegun);
    recall(office, &desk.leader, COPY, &id, "Sai ngày").await.unwrap();
    let after = desk.world.at(AFTER).await;
    assert_eq!(period(&after, COPY).await, "trong ngày");
    let stored = procedure_version::Entity::find_by_id(id).one(office.database().reader()).await.unwrap();
    assert!(stored.is_none());
    let past = show(office, &desk.leader, COPY).await.unwrap().past;
    assert_eq!((past[0].state, past[0].reason.as_str()), (EditionState::Recalled, "Sai ngày"));
}

#[tokio::test]
async fn the_trial_counts_dossiers_that_would_be_late_and_drafts_that_need_an_answer() {
    let desk = Desk::new().await;
    let office = desk.office();
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let centre = staff_of_record(office).await;
    let code = handled_record(office, &hoa, &centre).await;
    // Two days on, with 1 working day instead of 5: late. Under the promise it is not.
    let later = desk.world.at("2026-11-20T09:00:00+07:00").await;
    begin(&later, &desk.keeper, RECORD, FROM).await.unwrap();
    let trial = async |actor: &Actor| effects(&later, actor, RECORD).await.unwrap().effects;
    desk.typed(RECORD, EditionPart::Deadline, &[("deadline.amount", "1")], "").await.unwrap();
    assert_eq!(trial(&desk.keeper).await, None, "the steps do not fit yet");
    let text = part(office, &desk.keeper, RECORD, "text").await.unwrap().fields["text"].clone();
    let steps = text.split("\nprocess:").nth(1).unwrap().split("\nlegal_basis:").next().unwrap();
    let one = "\n- name: {vi: Việc, en: Work}\n  role: handling_officer\n  half_hours: 16";
    desk.typed(RECORD, EditionPart::Text, &[("text", &text.replace(steps, one))], "").await.unwrap();
    let told = trial(&desk.keeper).await.unwrap();
    assert_eq!((told.dossiers, told.late_now, told.would_be_late, told.earlier), (1, 0, 1, 1));
    assert_eq!((told.codes.len(), told.hidden), (0, 1), "whoever keeps the catalogue sees no codes");
    let told = trial(&centre.leader).await.unwrap();
    assert_eq!((told.codes, told.hidden), (vec![code], 0));
    assert_eq!(trial(&desk.leader).await.unwrap().hidden, 1, "of another unit");

    // A draft that was complete, and one that was only begun.
    ready(office, &hoa).await;
    answered(office, &nam, "family").await;
    begin(office, &desk.keeper, COPY, FROM).await.unwrap();
    let text = part(office, &desk.keeper, COPY, "text").await.unwrap().fields["text"].clone();
    let asked = "    - id: holder_age\n      label: {vi: Tuổi người được cấp, en: Age}\n      kind: number\n      example: '30'\n";
    let place = text.find("    - id: holder_name").unwrap();
    let more = format!("{}{asked}{}", &text[..place], &text[place..]);
    desk.typed(COPY, EditionPart::Text, &[("text", &more)], "").await.unwrap();
    assert_eq!(desk.faults(COPY).await, []);
    let told = effects(office, &desk.keeper, COPY).await.unwrap().effects.unwrap();
    assert_eq!((told.drafts, told.drafts_need_answer, told.drafts_were_complete), (2, 2, 1));
    assert_eq!(told.needs.len(), 1);
    assert!(told.needs[0].0.vi.contains("tuổi người được cấp") && told.needs[0].1 == 2, "{:?}", told.needs);
}

#[tokio::test]
async fn further_counters_are_offered_on_their_days_only() {
    let desk = Desk::new().await;
    let office = desk.office();
    begin(office, &desk.keeper, "1.014027", FROM).await.unwrap();
    let during = [
        ("any_counter", "during"),
        ("counters.0.valid.from", "2026-12-05"),
        ("counters.0.valid.to", "2026-12-31"),
        ("counters.0.at.H09.01", "1"),
        ("counters.0.at.H99.99", "1"),
    ];
    desk.typed("1.014027", EditionPart::Counters, &during, "").await.unwrap();
    let unknown = (EditionPart::Counters, "counters.0.valid.from".to_owned());
    assert_eq!(desk.faults("1.014027").await, [unknown]);
    desk.typed("1.014027", EditionPart::Counters, &[("counters.0.at.H99.99", "")], "").await.unwrap();
    assert_eq!(desk.faults("1.014027").await, []);
    desk.publish("1.014027").await;
    for (at, offered) in
        [(AFTER, false), ("2026-12-05T09:00:00+07:00", true), ("2027-01-01T09:00:00+07:00", false)]
    {
        let office = desk.world.at(at).await;
        let shown = procedure_view(&office, "1.014027").await.unwrap();
        let units = receiving_units(&office, &shown.procedure);
        assert_eq!(units.iter().any(|(code, _)| code == CENTRE), offered, "{at}");
        assert_eq!(shown.further_counters.map(|further| further.len()), offered.then_some(1), "{at}");
        let hoa = hoa(&office).await;
        let id = draft::start(&office, &hoa, "1.014027").await.unwrap().draft_id;
        let decided_by = |competent| posted(&[("receiving_unit", CENTRE), ("competent_unit", competent)]);
        let page = draft::save(&office, &hoa, &id, "where", "next", decided_by(UNIT)).await.unwrap();
        assert_eq!(page.ends_with("?check=1"), !offered, "{at}: {page}");
        for unsaid in ["", "here"] {
            let page = draft::save(&office, &hoa, &id, "where", "next", decided_by(unsaid)).await.unwrap();
            assert!(page.ends_with("?check=1"), "{at}: the centre decides nothing of a commune: {page}");
        }
    }
    let morning = desk.world.at(MORNING).await;
    assert!(procedure_view(&morning, "1.014027").await.unwrap().further_counters.is_none());
}
