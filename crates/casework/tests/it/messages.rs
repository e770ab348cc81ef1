//! Messages go between the applicant and the one-stop, and nobody else reads or writes them.

use casework::attachment::{self, Rendition};
use casework::message::{self, FILES, LONGEST, UNANSWERED};
use casework::{Actor, Case, Office, applicant, desk, draft, intake, notice, submit};
use sea_orm::EntityTrait as _;
use store::entity::{attachment as files, mail};
use views::{Failure, MessageSide, NoticeKind, Writing};

use crate::world::*;

/// Writes with files.
async fn write_with(
    office: &Office,
    actor: &Actor,
    side: MessageSide,
    code: &str,
    words: &str,
    files: &[(&str, Vec<u8>)],
) -> Case<String> {
    let mut composing = message::compose(office, actor, side, code).await?;
    for (name, bytes) in files {
        let mut file = composing.file(office).await?;
        file.write(bytes).await?;
        composing.add(file.finish(office, name).await?);
    }
    composing.send(office, actor, words).await
}

async fn write(office: &Office, actor: &Actor, side: MessageSide, code: &str, words: &str) -> Case<String> {
    write_with(office, actor, side, code, words, &[]).await
}

use MessageSide::{Applicant, Office as OneStop};

#[tokio::test]
async fn a_question_is_answered_and_each_side_sees_that_the_other_has_read() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let Staff { one_stop, handler, leader } = staff(office, UNIT).await;
    let code = filed(office, &hoa).await;
    let page = write(office, &hoa, Applicant, &code, " Bao giờ có kết quả?\r\nCảm ơn ").await.unwrap();
    assert_eq!(page, format!("/track/{code}#messages"));
    let asked = message::thread(office, &hoa, &code).await.unwrap();
    assert_eq!((asked.lines[0].body.as_str(), &asked.lines[0].read), ("Bao giờ có kết quả?\nCảm ơn", &None));

    // The handling officer and the leader read along; to the one-stop it was written.
    for reader in [&handler, &leader] {
        let thread = message::desk_thread(office, reader, &code, "").await.unwrap();
        assert_eq!((thread.thread.lines.len(), thread.answers, thread.templates.len()), (1, false, 0));
    }
    assert_eq!(message::thread(office, &hoa, &code).await.unwrap().lines[0].read, None);
    message::desk_thread(office, &one_stop, &code, "").await.unwrap();
    let read = message::thread(office, &hoa, &code).await.unwrap().lines[0].read.clone().unwrap();
    let officer = format!("{}, {}", one_stop.name, one_stop.unit.vi);
    assert_eq!(read.who, officer, "the applicant learns which officer read it");

    let page = write(office, &one_stop, OneStop, &code, "Chiều mai.").await.unwrap();
    assert_eq!(page, format!("/desk/{code}#messages"));
    let mine = applicant::mine(office, &hoa).await.unwrap();
    assert_eq!(mine.dossiers[0].unread, 1);
    let told = notice::inbox(office, &hoa).await.unwrap().notices;
    assert_eq!((told[0].kind, told[0].read), (NoticeKind::Message, false));
    assert!(!told[0].words.vi.contains("Chiều mai"), "a notice tells nothing of the contents");
    let there = message::desk_thread(office, &one_stop, &code, "").await.unwrap().thread;
    assert_eq!(there.lines[1].read, None);
    message::thread(office, &hoa, &code).await.unwrap();
    assert_eq!(applicant::mine(office, &hoa).await.unwrap().dossiers[0].unread, 0);
    let there = message::desk_thread(office, &one_stop, &code, "").await.unwrap().thread;
    assert_eq!(there.lines[1].read.as_ref().unwrap().who, hoa.name);

    let events = world.events(&code).await;
    let of = |kind: &str| events.iter().filter(|event| *event == kind).count();
    assert_eq!((of("message_written"), of("message_answered"), of("messages_read")), (1, 1, 2), "{events:?}");
    world.log_is_whole().await;
    assert!(mail::Entity::find().all(office.database().reader()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_note_reaches_the_one_stop_and_never_the_applicant() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let Staff { one_stop, handler, leader } = staff(office, UNIT).await;
    let code = filed(office, &hoa).await;
    message::leave_note(office, &handler, &code, "Nhờ hỏi cách viết tên con").await.unwrap();
    assert_eq!(message::thread(office, &hoa, &code).await.unwrap().lines, []);
    assert_eq!(applicant::mine(office, &hoa).await.unwrap().dossiers[0].unread, 0);
    let inbox = desk::inbox(office, &one_stop, "messages").await.unwrap();
    assert_eq!((inbox.unanswered, inbox.lines.len(), inbox.lines[0].unanswered), (Some(1), 1, 1));
    let thread = message::desk_thread(office, &one_stop, &code, "").await.unwrap();
    assert_eq!((thread.unanswered, thread.thread.lines[0].side), (1, MessageSide::Note));
    // Whoever decides writes to nobody outside (NĐ 61/2018 Đ5.1e).
    for decides in [&handler, &leader] {
        assert_eq!(failure(write(office, decides, OneStop, &code, "x").await), Failure::NotAllowed);
    }
    for other in [&one_stop, &leader] {
        assert_eq!(failure(message::leave_note(office, other, &code, "x").await), Failure::NotAllowed);
    }
}

#[tokio::test]
async fn nobody_outside_reads_or_writes() {
    let world = World::new().await;
    let office = &world.office;
    let (hoa, nam) = (hoa(office).await, nam(office).await);
    let code = filed(office, &hoa).await;
    let sent = [("a.pdf", pdf("riêng"))];
    write_with(office, &hoa, Applicant, &code, "Xin hỏi", &sent).await.unwrap();
    let own = message::thread(office, &hoa, &code).await.unwrap();
    let file = own.lines[0].files[0].id.clone();
    let Staff { one_stop, handler, leader } = staff(office, OTHER_UNIT).await;
    for stranger in [&nam, &one_stop, &handler, &leader, &Actor::visitor(), &Actor::system()] {
        for wanted in [code.as_str(), "H09.41.10-261118-9999"] {
            let mut refused = vec![
                failure(message::thread(office, stranger, wanted).await),
                failure(message::desk_thread(office, stranger, wanted, "").await),
                failure(message::leave_note(office, stranger, wanted, "x").await),
                failure(message::settle(office, stranger, wanted).await),
            ];
            for side in [Applicant, OneStop, MessageSide::Note] {
                refused.push(failure(write(office, stranger, side, wanted, "x").await));
            }
            let denied = [Failure::NotFound, Failure::NotAllowed, Failure::SignInNeeded];
            assert!(refused.iter().all(|failure| denied.contains(failure)), "{}: {refused:?}", stranger.id);
        }
        for rendition in [Rendition::Whole, Rendition::Thumbnail] {
            let seen = failure(attachment::send(office, stranger, &file, rendition).await);
            assert!(matches!(seen, Failure::NotFound | Failure::NotAllowed), "{}: {seen:?}", stranger.id);
        }
    }
    // Another citizen learns nothing of whether there is such a dossier.
    for wanted in [code.as_str(), "H09.41.10-261118-9999"] {
        assert_eq!(failure(message::thread(office, &nam, wanted).await), Failure::NotFound);
        assert_eq!(failure(write(office, &nam, Applicant, wanted, "x").await), Failure::NotFound);
        assert_eq!(failure(write_with(office, &nam, Applicant, wanted, "x", &sent).await), Failure::NotFound);
    }
    for rendition in [Rendition::Whole, Rendition::Thumbnail] {
        assert_eq!(failure(attachment::send(office, &nam, &file, rendition).await), Failure::NotFound);
    }
    let of_unit = staff(office, UNIT).await;
    for reader in [&hoa, &of_unit.one_stop, &of_unit.handler, &of_unit.leader] {
        attachment::send(office, reader, &file, Rendition::Whole).await.unwrap();
    }
    let thread = message::thread(office, &hoa, &code).await.unwrap();
    assert_eq!((thread.lines.len(), &thread.lines[0].read), (1, &None), "nobody's attempt left a trace");
}

#[tokio::test]
async fn files_of_messages_are_no_papers() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let code = filed(office, &hoa).await;
    let before = own(office, &hoa, &code).await;
    let sent = [("ảnh.png", picture()), ("giấy.pdf", pdf("một")), ("giấy.pdf", pdf("một"))];
    write_with(office, &hoa, Applicant, &code, "Gửi ảnh", &sent).await.unwrap();
    write_with(office, &one_stop, OneStop, &code, "Mẫu đây", &[("mẫu.pdf", pdf("hai"))]).await.unwrap();
    let thread = message::thread(office, &hoa, &code).await.unwrap();
    let names = |line: usize| thread.lines[line].files.iter().map(|f| f.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(0), ["giấy.pdf", "ảnh.png"], "the same bytes are one file");
    assert_eq!(names(1), ["mẫu.pdf"]);
    let after = own(office, &hoa, &code).await;
    assert_eq!((after.files, after.offered), (before.files, before.offered));
    let on_desk = desk::open(office, &one_stop, &code).await.unwrap();
    assert_eq!(on_desk.dossier.files.len(), 1);
    // Nor is one put into a message by whoever may take files out of drafts.
    let file = thread.lines[0].files[0].id.clone();
    let draft = after.draft_id;
    let _ = attachment::remove(office, &hoa, &draft, &file).await;
    attachment::send(office, &hoa, &file, Rendition::Whole).await.unwrap();
    // What is refused leaves neither words nor a row.
    let rows = || async { files::Entity::find().all(office.database().reader()).await.unwrap().len() };
    let there = rows().await;
    let many: Vec<(&str, Vec<u8>)> = (0..=FILES).map(|n| ("a.pdf", pdf(&n.to_string()))).collect();
    let refused = write_with(office, &hoa, Applicant, &code, "x", &many).await;
    assert_eq!(failure(refused), Failure::TooManyFiles);
    let script = [("a.pdf", b"<script>alert(1)</script>".to_vec())];
    assert_eq!(failure(write_with(office, &hoa, Applicant, &code, "x", &script).await), Failure::FileKind);
    let large = [("a.pdf", vec![b'x'; LARGEST as usize + 1])];
    assert_eq!(failure(write_with(office, &hoa, Applicant, &code, "x", &large).await), Failure::FileTooLarge);
    assert_eq!(rows().await, there);
    assert_eq!(message::thread(office, &hoa, &code).await.unwrap().lines.len(), 2);
}

#[tokio::test]
async fn what_is_unanswered_is_limited_and_an_answer_makes_room() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let (code, other) = (filed(office, &hoa).await, filed(office, &hoa).await);
    for number in 0..UNANSWERED {
        write(office, &hoa, Applicant, &code, &format!("Câu {number}")).await.unwrap();
    }
    assert_eq!(failure(write(office, &hoa, Applicant, &code, "nữa").await), Failure::MessagesUnanswered);
    assert_eq!(message::thread(office, &hoa, &code).await.unwrap().writing, Writing::Waiting);
    write(office, &hoa, Applicant, &other, "Hồ sơ khác").await.unwrap();
    message::desk_thread(office, &one_stop, &code, "").await.unwrap();
    write(office, &one_stop, OneStop, &code, "Trả lời").await.unwrap();
    write(office, &hoa, Applicant, &code, "Cảm ơn").await.unwrap();
    let inbox = desk::inbox(office, &one_stop, "messages").await.unwrap();
    assert_eq!((inbox.unanswered, inbox.lines.len()), (Some(2), 2));
    message::settle(office, &one_stop, &code).await.unwrap();
    let unread = desk::inbox(office, &one_stop, "messages").await.unwrap();
    assert_eq!(unread.lines.len(), 2, "what nobody has read yet is not settled");
    message::desk_thread(office, &one_stop, &code, "").await.unwrap();
    message::settle(office, &one_stop, &code).await.unwrap();
    message::settle(office, &one_stop, &code).await.unwrap();
    let inbox = desk::inbox(office, &one_stop, "messages").await.unwrap();
    assert_eq!(inbox.lines.iter().map(|line| line.code.as_str()).collect::<Vec<_>>(), [other]);
    let settled = world.events(&code).await.iter().filter(|event| *event == "messages_settled").count();
    assert_eq!(settled, 1, "nothing waited the second time");
}

#[tokio::test]
async fn words_are_bounded_and_a_double_click_sends_once() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let code = filed(office, &hoa).await;
    assert_eq!(failure(write(office, &hoa, Applicant, &code, " \r\n ").await), Failure::MessageEmpty);
    let long = "ô".repeat(LONGEST + 1);
    assert_eq!(failure(write(office, &hoa, Applicant, &code, &long).await), Failure::TooMuchText);
    write(office, &hoa, Applicant, &code, "Một lần").await.unwrap();
    write(office, &hoa, Applicant, &code, "Một lần").await.unwrap();
    assert_eq!(message::thread(office, &hoa, &code).await.unwrap().lines.len(), 1);
    write_with(office, &hoa, Applicant, &code, "Một lần", &[("a.pdf", pdf("a"))]).await.unwrap();
    assert_eq!(
        message::thread(office, &hoa, &code).await.unwrap().lines.len(),
        2,
        "with a file it is another"
    );
}

#[tokio::test]
async fn a_month_after_the_end_the_thread_is_only_read() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let (code, asked) = (filed(office, &hoa).await, filed(office, &hoa).await);
    for ended in [&code, &asked] {
        intake::refuse(office, &one_stop, ended, "Không đúng nơi").await.unwrap();
    }
    let last_day = world.at("2026-12-18T08:59:00+07:00").await;
    let hoa_then = become_(&last_day, "demo-hoa").await;
    write(&last_day, &hoa_then, Applicant, &asked, "Nộp ở đâu?").await.unwrap();
    let later = world.at("2026-12-18T09:01:00+07:00").await;
    let (hoa_later, one_stop) = (become_(&later, "demo-hoa").await, staff(&later, UNIT).await.one_stop);
    assert_eq!(
        failure(write(&later, &hoa_later, Applicant, &code, "Nộp ở đâu?").await),
        Failure::MessagesClosed
    );
    assert_eq!(failure(write(&later, &one_stop, OneStop, &code, "Chào").await), Failure::MessagesClosed);
    let inbox = desk::inbox(&later, &one_stop, "messages").await.unwrap();
    assert_eq!(inbox.lines.len(), 1, "an ended dossier is not forgotten while somebody waits");
    write(&later, &one_stop, OneStop, &asked, "Ở phường Dĩ An.").await.unwrap();
    let thread = message::thread(&later, &hoa_later, &asked).await.unwrap();
    assert!(matches!(thread.writing, Writing::Closed { .. }) && thread.lines.len() == 2);
}

#[tokio::test]
async fn a_template_begins_with_what_the_dossier_says() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let code = filed(office, &hoa).await;
    let offered = |thread: &views::DeskThread| {
        thread.templates.iter().map(|line| line.id.clone()).collect::<Vec<String>>()
    };
    let thread = message::desk_thread(office, &one_stop, &code, "appointment").await.unwrap();
    assert_eq!(thread.chosen, None, "no day is promised yet");
    assert_eq!(offered(&thread), ["collect_result", "received"], "nothing of other procedures");
    intake::accept(office, &one_stop, &code).await.unwrap();
    let thread = message::desk_thread(office, &one_stop, &code, "appointment").await.unwrap();
    assert_eq!(thread.chosen.as_deref(), Some("appointment"));
    let chosen = thread.templates.iter().find(|line| line.id == "appointment");
    let text = &chosen.unwrap().text;
    assert!(text.contains(code.as_str()) && text.contains("18/11/2026") && text.contains("Hoa"), "{text}");
    assert!(!text.contains('{'), "{text}");
    let unknown = message::desk_thread(office, &one_stop, &code, "../x").await.unwrap();
    assert_eq!(unknown.chosen, None);
}

#[tokio::test]
async fn applying_again_takes_no_files_of_messages() {
    let world = World::new().await;
    let office = &world.office;
    let hoa = hoa(office).await;
    let one_stop = staff(office, UNIT).await.one_stop;
    let id = ready(office, &hoa).await;
    let code = code_in(&submit::submit(office, &hoa, &id).await.unwrap());
    write_with(office, &hoa, Applicant, &code, "Gửi", &[("a.pdf", pdf("thêm"))]).await.unwrap();
    intake::refuse(office, &one_stop, &code, "Sai nơi").await.unwrap();
    let page = casework::again::apply_again(office, &hoa, &code).await.unwrap();
    let again = draft::load(office, &hoa, page.strip_prefix("/drafts/").unwrap()).await.unwrap().draft;
    assert_eq!(again.files.len(), 1);
}
