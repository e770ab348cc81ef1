//! The calendar of a year: one proposes it, another confirms it, and only then deadlines are computed with it.

use casework::calendar::{Change, begin, change, confirm, discard, list, show};
use casework::officers::{self, NewOfficer};
use casework::session::{first_password, sign_in};
use casework::{Actor, Office, catalogue, intake, submit};
use domain::role::Role;
use domain::text::Text;
use views::{CalendarDraft, Failure};

use crate::accounts::{GIVEN, OWN, of};
use crate::template::data;
use crate::world::{MORNING, UNIT, World, failure, filed, hoa, own, ready, staff};

pub(crate) async fn officer(office: &Office, username: &str, role: Role) -> Actor {
    officer_of(office, UNIT, username, role).await
}

pub(crate) async fn officer_of(office: &Office, unit: &str, username: &str, role: Role) -> Actor {
    let new = NewOfficer {
        username: username.to_owned(),
        full_name: format!("Cán bộ {username}"),
        title: String::new(),
        unit_code: unit.to_owned(),
        role,
    };
    officers::add(office, &Actor::system(), new, GIVEN).await.unwrap();
    let half = of(office, &sign_in(office, &Actor::visitor(), username, GIVEN).await.unwrap()).await;
    of(office, &first_password(office, &half, OWN, OWN).await.unwrap()).await
}

fn off(date: &str) -> Change {
    Change::Off { date: date.to_owned(), name: Text::new("Nghỉ hoán đổi", "Day off in exchange") }
}

fn worked(date: &str) -> Change {
    Change::Worked { date: date.to_owned() }
}

fn source() -> Change {
    Change::Source("Thông báo số 1/TB-BNV".to_owned())
}

async fn draft(office: &Office, actor: &Actor, year: i32) -> CalendarDraft {
    show(office, actor, year).await.unwrap().draft.unwrap()
}

/// Proposes 2027 with a swapped day.
async fn propose(office: &Office, actor: &Actor) {
    assert_eq!(begin(office, actor, 2027).await.unwrap(), "/admin/calendars/2027");
    for step in [off("2027-01-04"), worked("2027-01-09"), source()] {
        change(office, actor, 2027, step).await.unwrap();
    }
}

#[tokio::test]
async fn what_one_proposed_another_confirms_and_running_servers_compute_with_it() {
    let world = World::new().await;
    let office = &world.office;
    let one = officer(office, "quan.tri.mot", Role::Administrator).await;
    let two = officer(office, "quan.tri.hai", Role::Administrator).await;
    let other_server = world.at("2026-12-31T15:00:00+07:00").await;
    let hoa = hoa(&other_server).await;
    propose(office, &one).await;
    let seen = draft(office, &two, 2027).await.seen;
    // What nobody confirmed is not computed with.
    let early = ready(&other_server, &hoa).await;
    assert_eq!(failure(submit::submit(&other_server, &hoa, &early).await), Failure::NoCalendar);
    assert_eq!(failure(confirm(office, &one, 2027, &seen).await), Failure::CalendarOwn);
    confirm(office, &two, 2027, &seen).await.unwrap();
    other_server.refresh_catalogue().await.unwrap();
    let code = filed(&other_server, &hoa).await;
    // Two hours of 31/12, 1/1 to 3/1 and the swapped Monday off, then six hours of Tuesday.
    let due = own(&other_server, &hoa, &code).await.check_by;
    let due = domain::when::iso_local_datetime(due.at);
    assert!(due.starts_with("2027-01-05T15:0"), "{due}");
    let events = world.events("calendar:2027").await;
    assert_eq!(
        events,
        ["calendar_begun", "calendar_changed", "calendar_changed", "calendar_changed", "calendar_confirmed"]
    );
    let known = show(office, &two, 2027).await.unwrap();
    let in_use = known.in_use.unwrap();
    assert_eq!((in_use.version, in_use.confirmed_by.as_str()), (Some(1), "Cán bộ quan.tri.hai"));
    assert!(known.draft.is_none());
    world.log_is_whole().await;
}

#[tokio::test]
async fn loading_the_files_again_keeps_what_was_confirmed() {
    let world = World::new().await;
    let office = &world.office;
    let one = officer(office, "quan.tri.mot", Role::Administrator).await;
    let leader = staff(office, UNIT).await.leader;
    propose(office, &one).await;
    confirm(office, &leader, 2027, &draft(office, &leader, 2027).await.seen).await.unwrap();
    catalogue::load(office.database(), &data()).await.unwrap();
    let fresh = world.at(MORNING).await;
    let years = list(&fresh, &leader).await.unwrap().years;
    let line = years.iter().find(|line| line.year == 2027).unwrap();
    assert_eq!(line.in_use.as_ref().unwrap().version, Some(1));
    assert_eq!(years.len(), 4);
}

#[tokio::test]
async fn a_changed_calendar_is_a_new_version_and_moves_no_promise() {
    let world = World::new().await;
    let office = &world.office;
    let one = officer(office, "quan.tri.mot", Role::Administrator).await;
    let leader = staff(office, UNIT).await.leader;
    let one_stop = staff(office, UNIT).await.one_stop;
    let hoa = hoa(office).await;
    let before = filed(office, &hoa).await;
    let promised = own(office, &hoa, &before).await.check_by;
    begin(office, &one, 2026).await.unwrap();
    change(office, &one, 2026, off("2026-11-19")).await.unwrap();
    confirm(office, &leader, 2026, &draft(office, &leader, 2026).await.seen).await.unwrap();
    assert_eq!(own(office, &hoa, &before).await.check_by, promised);
    let after = filed(office, &hoa).await;
    assert!(own(office, &hoa, &after).await.check_by.at > promised.at);
    // The next version begins from the one in use.
    begin(office, &one, 2026).await.unwrap();
    let second = draft(office, &one, 2026).await;
    assert_eq!(second.version, 2);
    assert!(second.days.iter().any(|day| day.date == "2026-11-19"));
    intake::accept(office, &one_stop, &after).await.unwrap();
    assert!(own(office, &hoa, &after).await.due.is_some());
}

#[tokio::test]
async fn only_what_was_shown_is_confirmed_and_only_with_its_notice() {
    let world = World::new().await;
    let office = &world.office;
    let one = officer(office, "quan.tri.mot", Role::Administrator).await;
    let leader = staff(office, UNIT).await.leader;
    begin(office, &one, 2027).await.unwrap();
    let no_source = draft(office, &leader, 2027).await.seen;
    assert_eq!(failure(confirm(office, &leader, 2027, &no_source).await), Failure::CalendarSource);
    change(office, &one, 2027, source()).await.unwrap();
    let seen = draft(office, &leader, 2027).await.seen;
    change(office, &one, 2027, off("2027-09-01")).await.unwrap();
    assert_eq!(failure(confirm(office, &leader, 2027, &seen).await), Failure::CalendarChanged);
    confirm(office, &leader, 2027, &draft(office, &leader, 2027).await.seen).await.unwrap();
    assert_eq!(failure(confirm(office, &leader, 2027, &seen).await), Failure::NotFound);
}

#[tokio::test]
async fn days_that_do_not_fit_are_refused() {
    let world = World::new().await;
    let office = &world.office;
    let one = officer(office, "quan.tri.mot", Role::Administrator).await;
    assert_eq!(failure(change(office, &one, 2027, source()).await), Failure::NotFound);
    assert_eq!(failure(begin(office, &one, 2020).await), Failure::NotFound);
    assert_eq!(failure(begin(office, &one, 2200).await), Failure::NotFound);
    begin(office, &one, 2027).await.unwrap();
    begin(office, &one, 2027).await.unwrap();
    let unfit = [
        off("2026-12-31"),
        off("2027-02-30"),
        off("4/1/2027"),
        off("2027-01-01"),
        worked("2027-01-11"),
        worked("2027-05-01"),
    ];
    for step in unfit {
        let told = format!("{step:?}");
        assert_eq!(failure(change(office, &one, 2027, step).await), Failure::CalendarDay, "{told}");
    }
    let nameless = Change::Off { date: "2027-01-04".to_owned(), name: Text::new(" ", "") };
    assert_eq!(failure(change(office, &one, 2027, nameless).await), Failure::NameMissing);
    let days = draft(office, &one, 2027).await.days.len();
    change(office, &one, 2027, worked("2027-01-09")).await.unwrap();
    assert_eq!(failure(change(office, &one, 2027, worked("2027-01-09")).await), Failure::CalendarDay);
    change(office, &one, 2027, Change::Remove { date: "2027-01-09".to_owned() }).await.unwrap();
    assert_eq!(draft(office, &one, 2027).await.days.len(), days);
    discard(office, &one, 2027).await.unwrap();
    assert!(show(office, &one, 2027).await.unwrap().draft.is_none());
    let events = world.events("calendar:2027").await;
    assert_eq!(events, ["calendar_begun", "calendar_changed", "calendar_changed", "calendar_discarded"]);
}

#[tokio::test]
async fn who_joins_in_changing_does_not_confirm() {
    let world = World::new().await;
    let office = &world.office;
    let one = officer(office, "quan.tri.mot", Role::Administrator).await;
    let two = officer(office, "quan.tri.hai", Role::Administrator).await;
    propose(office, &one).await;
    change(office, &two, 2027, off("2027-09-01")).await.unwrap();
    let shown = draft(office, &two, 2027).await;
    assert!(shown.own && shown.changed_by.len() == 2);
    assert_eq!(failure(confirm(office, &two, 2027, &shown.seen).await), Failure::CalendarOwn);
    let leader = staff(office, UNIT).await.leader;
    assert_eq!(failure(change(office, &leader, 2027, source()).await), Failure::NotAllowed);
    assert!(!show(office, &leader, 2027).await.unwrap().may_change);
    confirm(office, &leader, 2027, &shown.seen).await.unwrap();
}
