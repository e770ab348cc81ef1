//! Whatever people try, in whatever order: a dossier is where its log says, and can end.

use casework::counter::take_in;
use casework::payment::{Posted, Settling};
use casework::{
    Actor, Case, Office, applicant, assignment, decision, intake, payment, reappointment, submit,
};
use domain::when::iso_date;
use proptest::prelude::*;
use time::Duration;
use views::Failure;

use crate::counter::keyed_in;
use crate::replay::assert_replays;
use crate::world::*;

/// What somebody may try.
#[derive(Clone, Copy, Debug)]
enum Try {
    Accept,
    AskSupplement,
    HandlerAsks,
    Supplement,
    Refuse,
    Transfer,
    Draft,
    DraftRefusal,
    SendBack,
    Approve,
    Finish,
    HandOver,
    Withdraw,
    ConfirmWithdrawal,
    CloseUnsupplemented,
    AskPayment,
    ConfirmPayment,
    Reappoint,
    NextDay,
    WeeksPass,
}

const ALL: [Try; 20] = [
    Try::Accept,
    Try::AskSupplement,
    Try::HandlerAsks,
    Try::Supplement,
    Try::Refuse,
    Try::Transfer,
    Try::Draft,
    Try::DraftRefusal,
    Try::SendBack,
    Try::Approve,
    Try::Finish,
    Try::HandOver,
    Try::Withdraw,
    Try::ConfirmWithdrawal,
    Try::CloseUnsupplemented,
    Try::AskPayment,
    Try::ConfirmPayment,
    Try::Reappoint,
    Try::NextDay,
    Try::WeeksPass,
];

struct Walk {
    world: World,
    office: Office,
    hoa: Actor,
    staff: Staff,
    code: String,
    draft: String,
    on_paper: bool,
}

impl Walk {
    async fn online() -> Self {
        let world = World::new().await;
        let office = world.office.clone();
        let (hoa, staff) = (hoa(&office).await, staff_of_record(&office).await);
        let code = filed_record(&office, &hoa).await;
        let draft = world.dossiers().await.remove(0).draft_id;
        Self { world, office, hoa, staff, code, draft, on_paper: false }
    }

    /// Without the proof that a relative must hand in.
    async fn on_paper() -> Self {
        let world = World::new().await;
        let office = world.office.clone();
        let (hoa, staff) = (hoa(&office).await, staff(&office, UNIT).await);
        let draft = keyed_in(&office, &staff.one_stop, "counter", "family").await;
        take_in(&office, &staff.one_stop, &draft, None, true).await.unwrap();
        let code = world.dossiers().await.remove(0).code;
        Self { world, office, hoa, staff, code, draft, on_paper: true }
    }

    /// Goes on later, when everybody has signed in again.
    async fn wait(&mut self, time: Duration) -> Case<String> {
        let now = self.office.now() + time;
        self.office = self.world.at(&domain::when::iso_local_datetime(now)).await;
        self.hoa = hoa(&self.office).await;
        self.staff = staff_of(&self.office, &self.code).await;
        Ok(String::new())
    }

    async fn attempt(&mut self, what: Try) -> Case<String> {
        let (office, code, staff) = (&self.office, &*self.code, &self.staff);
        let Staff { one_stop, handler, leader } = staff;
        let missing = if self.on_paper { format!("paper:{PROOF}") } else { "purpose".to_owned() };
        let reasons = [(missing, "Còn thiếu".to_owned())].into();
        let a_day = iso_date(office.today() + Duration::days(12));
        match what {
            Try::Accept => intake::accept(office, one_stop, code).await,
            Try::AskSupplement => intake::ask_supplement(office, one_stop, code, reasons, "").await,
            Try::HandlerAsks => intake::ask_supplement(office, handler, code, reasons, "").await,
            Try::Supplement => self.supplement().await,
            Try::Refuse => intake::refuse(office, one_stop, code, "Sai nơi").await,
            Try::Transfer => assignment::transfer(office, one_stop, code, &handler.id).await,
            Try::Draft => decision::draft(office, handler, code, "Đủ điều kiện").await,
            Try::DraftRefusal => decision::draft_refusal(office, handler, code, "Thiếu", "Không đủ").await,
            Try::SendBack => decision::send_back(office, leader, code, "Xem lại").await,
            Try::Approve => decision::approve(office, leader, code).await,
            Try::Finish => {
                // Whether it may have a file yet is a rule of its own.
                let slot = casework::attachment::Slot::Result { code: code.to_owned() };
                let _ = upload(office, handler, slot, "kết quả.pdf", &pdf(code)).await;
                decision::finish(office, handler, code).await
            }
            Try::HandOver => decision::hand_over(office, one_stop, code, fetched()).await,
            Try::Withdraw if self.on_paper => applicant::withdraw_on_paper(office, one_stop, code, "").await,
            Try::Withdraw => applicant::withdraw(office, &self.hoa, code, "").await,
            Try::ConfirmWithdrawal => decision::confirm_withdrawal(office, one_stop, code).await,
            Try::CloseUnsupplemented => decision::close_unsupplemented(office, one_stop, code).await,
            Try::AskPayment => {
                let fee = Posted { counts: posted(&[("fee0", "1")]), ..Posted::default() };
                payment::ask(office, handler, code, fee, "Phí").await
            }
            Try::ConfirmPayment => {
                // Where nobody asked, whoever hands the result over says what is paid.
                let fee = Posted { counts: posted(&[("fee0", "1")]), ..Posted::default() };
                let paid = Settling { receipt: "0001".to_owned(), posted: fee, ..Settling::default() };
                payment::confirm(office, one_stop, code, paid).await
            }
            Try::Reappoint => reappointment::reappoint(office, leader, code, &a_day, "Chờ tra cứu").await,
            Try::NextDay => self.wait(Duration::days(1)).await,
            Try::WeeksPass => self.wait(Duration::days(23)).await,
        }
    }

    async fn supplement(&self) -> Case<String> {
        let office = &self.office;
        if self.on_paper {
            upload(office, &self.staff.one_stop, proof_of(&self.draft), "a.pdf", &pdf("a")).await?;
            return take_in(office, &self.staff.one_stop, &self.draft, None, false).await;
        }
        applicant::start_supplement(office, &self.hoa, &self.code).await?;
        submit::submit(office, &self.hoa, &self.draft).await
    }

    async fn has_ended(&self) -> bool {
        self.world.dossiers().await[0].ended_at.is_some()
    }

    /// Takes the ways that lead on, whatever is left of them here.
    async fn end(&mut self) -> bool {
        const WAYS: [Try; 11] = [
            Try::ConfirmWithdrawal,
            Try::ConfirmPayment,
            Try::CloseUnsupplemented,
            Try::Accept,
            Try::Transfer,
            Try::Draft,
            Try::Approve,
            Try::Finish,
            Try::HandOver,
            Try::Refuse,
            Try::WeeksPass,
        ];
        for way in WAYS.into_iter().cycle().take(4 * WAYS.len()) {
            if self.has_ended().await {
                return true;
            }
            let _ = self.attempt(way).await;
        }
        self.has_ended().await
    }
}

/// Walks, and tells what happened when it ended where it must not.
async fn walk(mut walk: Walk, tries: Vec<Try>) -> Result<(), TestCaseError> {
    for what in tries {
        let before = walk.world.events(&walk.code).await.len();
        let done = walk.attempt(what).await;
        let after = walk.world.events(&walk.code).await;
        assert_replays(&walk.world, &walk.code).await;
        if let Err(error) = &done {
            prop_assert_ne!(error.failure(), Failure::Broken, "{:?}: {}", what, error.chain());
            prop_assert_eq!(after.len(), before, "{:?} was refused and is in the log: {:?}", what, after);
        }
    }
    let told = walk.world.events(&walk.code).await;
    prop_assert!(walk.end().await, "it cannot end after {:?}", told);
    assert_replays(&walk.world, &walk.code).await;
    walk.world.log_is_whole().await;
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_tried_in_whatever_order_the_log_tells_where_a_dossier_is_and_it_can_end(
        tries in prop::collection::vec(prop::sample::select(ALL.as_slice()), 10..50),
        on_paper in any::<bool>(),
    ) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let start = if on_paper { Walk::on_paper().await } else { Walk::online().await };
            walk(start, tries).await
        })?;
    }
}
