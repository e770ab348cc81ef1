//! The board of an organisation: filtered, ordered and paged, and never more than a member may see.

use casework::organisation::{
    self, Asked, act_for, board, calendar, feed, keep_view, make_feed, read_all, revoke_feed,
};
use casework::{Actor, Office, intake};
use domain::when::{iso_date, local};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use store::WriteError;
use store::entity::dossier;
use views::{BoardAsked, BoardLine, Deadline, Failure};

use crate::world::*;

const FIRM: &str = "demo-co-khi";

async fn as_(office: &Office, person: &str) -> Actor {
    let begun = casework::demo::become_person(office, &Actor::visitor(), person).await.unwrap();
    act_for(office, &holder(office, &begun.cookie).await, FIRM).await.unwrap();
    holder(office, &begun.cookie).await
}

/// So many dossiers like one that was filed, an hour apart, two of each hour.
async fn many(office: &Office, code: &str, count: i64) {
    let row = dossier::Entity::find_by_id(code).one(office.database().reader()).await.unwrap().unwrap();
    let insert = office.database().write(move |tx| {
        Box::pin(async move {
            for number in 0..count {
                let mut copy = row.clone();
                copy.code = format!("H09.41.10-251118-{number:04}");
                copy.draft_id = format!("copy-{number}");
                copy.filed_at -= (number / 2 + 1) * 3_600_000;
                copy.attention_at = copy.filed_at + 1;
                copy.search = format!("ban sao {number} nguyen thi hoa");
                copy.into_active_model().reset_all().insert(tx).await?;
            }
            Ok::<_, WriteError>(())
        })
    });
    insert.await.unwrap();
}

#[tokio::test]
async fn pages_meet_every_line_once_in_both_directions() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let first = filed(office, &mai).await;
    many(office, &first, 120).await;
    for sort in ["", "oldest", "deadline"] {
        let mut asked = BoardAsked { sort: sort.to_owned(), ..BoardAsked::default() };
        let (mut seen, mut pages) = (Vec::new(), Vec::new());
        loop {
            let view = board(office, &mai, &asked).await.unwrap();
            assert_eq!(view.total, 121);
            let codes: Vec<String> = view.lines.iter().map(|line| line.code.clone()).collect();
            pages.push((codes.clone(), view.before));
            seen.extend(codes);
            let Some(after) = view.after else { break };
            asked.at = after;
        }
        assert_eq!((seen.len(), pages.len()), (121, 3));
        let mut codes = seen.clone();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 121, "no line twice");
        assert_eq!(seen[0] == first, sort.is_empty());
        let before = pages[2].1.clone().unwrap();
        let back = board(office, &mai, &BoardAsked { at: before, ..asked }).await.unwrap();
        let back: Vec<String> = back.lines.into_iter().map(|line| line.code).collect();
        assert_eq!(back, pages[1].0, "the way back leads to the same page");
    }
    let mut reading = read_all(office, &mai, &BoardAsked::default()).unwrap();
    let mut read = 0;
    loop {
        match reading.next().await.unwrap().len() {
            0 => break,
            lines => read += lines,
        }
    }
    assert_eq!(read, 121);
}

#[tokio::test]
async fn filters_narrow_and_words_are_found_without_marks() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, phuc) = (as_(office, "demo-mai").await, as_(office, "demo-phuc").await);
    let (hers, his) = (filed(office, &mai).await, filed(office, &phuc).await);
    let one_stop = staff(office, UNIT).await.one_stop;
    intake::accept(office, &one_stop, &hers).await.unwrap();
    let found = |asked: BoardAsked| {
        let mai = mai.clone();
        async move {
            let view = board(office, &mai, &asked).await.unwrap();
            assert_eq!(view.total, view.lines.len() as u64);
            view.lines.into_iter().map(|line| line.code).collect::<Vec<_>>()
        }
    };
    let base = BoardAsked::default;
    let both = vec![his.clone(), hers.clone()];
    for (asked, expected) in [
        (BoardAsked { status: "filed".into(), ..base() }, vec![his.clone()]),
        (BoardAsked { status: "open".into(), ..base() }, both.clone()),
        (BoardAsked { status: "late".into(), ..base() }, vec![]),
        (BoardAsked { person: "demo-mai".into(), ..base() }, vec![hers.clone()]),
        (BoardAsked { unit: OTHER_UNIT.into(), ..base() }, vec![]),
        (BoardAsked { unit: UNIT.into(), ..base() }, both.clone()),
        (BoardAsked { procedure: COPY.into(), ..base() }, both.clone()),
        (BoardAsked { procedure: "1.001193".into(), ..base() }, vec![]),
        (BoardAsked { days: "3".into(), ..base() }, both.clone()),
        (BoardAsked { q: his.clone(), ..base() }, vec![his.clone()]),
        (BoardAsked { q: "  dinh  VĂN ".into(), ..base() }, vec![his.clone()]),
        (BoardAsked { q: "nguyen thi hoa".into(), ..base() }, both.clone()),
        (BoardAsked { q: "%".into(), ..base() }, vec![]),
        (BoardAsked { q: "_".into(), ..base() }, vec![]),
    ] {
        assert_eq!(found(asked.clone()).await, expected, "{asked:?}");
    }
}

#[tokio::test]
async fn dossiers_of_two_one_stops_stand_on_one_board_in_order_of_deadline() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let (ward, centre) = (staff(office, UNIT).await.one_stop, staff(office, CENTRE).await.one_stop);
    let (last, first, middle) =
        (filed_record(office, &mai).await, filed(office, &mai).await, filed(office, &mai).await);
    intake::accept(office, &centre, &last).await.unwrap();
    intake::accept(office, &ward, &first).await.unwrap();
    let asked = BoardAsked { sort: "deadline".into(), ..BoardAsked::default() };
    let lines = board(office, &mai, &asked).await.unwrap().lines;
    let told: Vec<_> = lines.iter().map(|line| (&*line.code, &line.unit)).collect();
    assert_eq!(told, [(&*first, &ward.unit), (&*middle, &ward.unit), (&*last, &centre.unit)]);
    let day = |line: &BoardLine| iso_date(local(line.deadline.unwrap().1.at()).date());
    assert_eq!(lines.iter().map(day).collect::<Vec<_>>(), ["2026-11-18", "2026-11-19", "2026-11-26"]);
}

#[tokio::test]
async fn what_waits_for_the_organisation_stands_on_top() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let (asked, other) = (filed(office, &mai).await, filed(office, &mai).await);
    let one_stop = staff(office, UNIT).await.one_stop;
    let reasons = [("requester_name".to_owned(), "Ghi đủ họ tên".to_owned())].into();
    intake::ask_supplement(office, &one_stop, &asked, reasons, "").await.unwrap();
    let view = board(office, &mai, &BoardAsked::default()).await.unwrap();
    let urgent: Vec<&str> = view.urgent.iter().map(|line| &*line.code).collect();
    assert_eq!((urgent, view.urgent_total, view.total), (vec![&*asked], 1, 2));
    assert_eq!(view.urgent[0].deadline.map(|(kind, _)| kind), Some(Deadline::Supplement));
    let act = BoardAsked { status: "act".into(), ..BoardAsked::default() };
    assert_eq!(board(office, &mai, &act).await.unwrap().lines.len(), 1);

    let draft = own(office, &mai, &asked).await.draft_id;
    casework::submit::submit(office, &mai, &draft).await.unwrap();
    let view = board(office, &mai, &BoardAsked::default()).await.unwrap();
    assert!(view.urgent.is_empty() && view.urgent_total == 0, "it waits for the office again");
    // It was to be checked by Thursday the 19th, 9:00.
    let late = async |at: &str| {
        let (now, asked) =
            (world.at(at).await, BoardAsked { status: "late".into(), ..BoardAsked::default() });
        let found = board(&now, &mai, &asked).await.unwrap().lines;
        assert!(found.iter().all(|line| line.late), "{at}: found, and marked");
        found.into_iter().map(|line| line.code).collect::<Vec<_>>()
    };
    assert_eq!(late("2026-11-19T23:59:00+07:00").await, Vec::<String>::new(), "a day lasts to its midnight");
    assert_eq!(
        late("2026-11-20T00:01:00+07:00").await,
        [other],
        "one was filed, the other waits as a supplement"
    );
}

#[tokio::test]
async fn a_member_sees_and_takes_along_only_what_they_were_given() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    filed(office, &mai).await;
    let only = Asked { procedures: vec!["1.001193".to_owned()], ..Asked::default() };
    organisation::change(office, &mai, "demo-phuc", only).await.unwrap();
    let phuc = as_(office, "demo-phuc").await;
    for asked in [BoardAsked::default(), BoardAsked { procedure: COPY.into(), ..BoardAsked::default() }] {
        assert_eq!(board(office, &phuc, &asked).await.unwrap().total, 0);
        assert!(read_all(office, &phuc, &asked).unwrap().next().await.unwrap().is_empty());
    }
    make_feed(office, &phuc).await.unwrap();
    let text = read_calendar(office, &phuc).await;
    assert!(!text.contains("VEVENT"), "{text}");
    let alone = become_(office, "demo-mai").await;
    assert_eq!(failure(board(office, &alone, &BoardAsked::default()).await), Failure::ActForNone);
    assert!(read_all(office, &alone, &BoardAsked::default()).is_err());
}

async fn read_calendar(office: &Office, member: &Actor) -> String {
    let address = feed(office, member).await.unwrap().address.unwrap();
    let token = address.rsplit('/').next().unwrap().strip_suffix(".ics").unwrap();
    calendar(office, &Actor::visitor(), token).await.unwrap()
}

#[tokio::test]
async fn a_calendar_has_the_dates_and_nobodys_name() {
    let world = World::new().await;
    let office = &world.office;
    let mai = as_(office, "demo-mai").await;
    let code = filed(office, &mai).await;
    make_feed(office, &mai).await.unwrap();
    let text = read_calendar(office, &mai).await.replace("\r\n ", "");
    assert!(text.contains(&format!("UID:{code}@127.0.0.1:3000\r\n")), "{text}");
    assert!(text.contains("DTSTART:20261119T020000Z\r\n"), "eight working hours after nine: {text}");
    for name in ["Mai", "Hoa", "An", "Bình An"] {
        assert!(!text.contains(name), "{name} in {text}");
    }
    let address = feed(office, &mai).await.unwrap().address.unwrap();
    let token = address.rsplit('/').next().unwrap().strip_suffix(".ics").unwrap().to_owned();
    let later = world.at("2026-11-18T09:30:00+07:00").await;
    assert_eq!(feed(&later, &mai).await.unwrap().address, None, "shown for ten minutes");
    calendar(&later, &Actor::visitor(), &token).await.unwrap();
    revoke_feed(office, &mai).await.unwrap();
    assert_eq!(failure(calendar(office, &Actor::visitor(), &token).await), Failure::NotFound);
    assert_eq!(failure(calendar(office, &Actor::visitor(), "").await), Failure::NotFound);
}

#[tokio::test]
async fn a_calendar_ends_with_the_rights() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, phuc) = (as_(office, "demo-mai").await, as_(office, "demo-phuc").await);
    make_feed(office, &phuc).await.unwrap();
    let address = feed(office, &phuc).await.unwrap().address.unwrap();
    let token = address.rsplit('/').next().unwrap().strip_suffix(".ics").unwrap();
    calendar(office, &Actor::visitor(), token).await.unwrap();
    organisation::suspend(office, &mai, "demo-phuc").await.unwrap();
    assert_eq!(failure(calendar(office, &Actor::visitor(), token).await), Failure::NotFound);
}

#[tokio::test]
async fn views_are_kept_by_each_member_alone() {
    let world = World::new().await;
    let office = &world.office;
    let (mai, phuc) = (as_(office, "demo-mai").await, as_(office, "demo-phuc").await);
    let page = keep_view(office, &mai, " Gấp ", "?status=act&sort=deadline").await.unwrap();
    assert_eq!(page, "/business?status=act&sort=deadline");
    keep_view(office, &mai, "Gấp", "status=late").await.unwrap();
    let kept = board(office, &mai, &BoardAsked::default()).await.unwrap().views;
    assert_eq!((kept.len(), &*kept[0].name, &*kept[0].query), (1, "Gấp", "status=late"));
    assert!(board(office, &phuc, &BoardAsked::default()).await.unwrap().views.is_empty());
    assert_eq!(failure(organisation::forget_view(office, &phuc, &kept[0].id).await), Failure::NotFound);
    assert_eq!(failure(keep_view(office, &mai, " ", "status=late").await), Failure::NameMissing);
    assert_eq!(failure(keep_view(office, &mai, "x", "q=đ").await), Failure::TooMuchText);
    organisation::forget_view(office, &mai, &kept[0].id).await.unwrap();
    assert!(board(office, &mai, &BoardAsked::default()).await.unwrap().views.is_empty());
}
