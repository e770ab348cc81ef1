//! Who may do what: one table of role and deed. A deed that has no row is allowed to nobody.

use domain::role::Role::{self, Administrator, Citizen, HandlingOfficer, Leader, OneStopOfficer, Visitor};
use views::Scope::{self, DossiersRead, DossiersWrite, Webhooks};

/// Something that a person does with the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// See the catalogue, the statistics, the state of the service, and who one is.
    SeePublic,
    /// Sign in, sign out, become a demo person.
    ChangeSession,
    /// Take a further step of a sign-in: code, first password; and set up the codes, then or later.
    FinishSignIn,
    /// See where one is signed in, and sign out there.
    KeepSessions,
    /// Keep one's own account as an officer: password, second factor.
    KeepAccount,
    /// Keep the accounts of the officers.
    KeepOfficers,
    /// See the working calendars and what is proposed for them.
    SeeCalendars,
    /// Propose a calendar for a year and change the proposal.
    KeepCalendars,
    /// Confirm a calendar that others proposed.
    ConfirmCalendar,
    /// See the versions of procedures and what is prepared for them.
    SeeEditions,
    /// Prepare a new version of a procedure.
    KeepEditions,
    /// Publish or refuse a version that others prepared, and take one back that has not begun.
    PublishEdition,
    /// Begin an application of one's own.
    BeginDraft,
    /// Change and see drafts of one's own, and their files; at a one-stop, those that it keys in.
    WriteDraft,
    /// File a draft or answer a supplement request.
    Submit,
    /// See the tracking page; what it shows depends on whose dossier it is.
    Track,
    /// Act on a dossier of one's own: supplement, withdraw.
    ActAsApplicant,
    /// Rate the service with a one-use link.
    Rate,
    /// See files and papers; whose they are is asked for each.
    SeeFile,
    /// See the inbox and the dossiers of one's unit.
    SeeDesk,
    /// Check at intake: accept, refuse, transfer, return, stop.
    Intake,
    /// Ask for a supplement.
    AskSupplement,
    /// Appraise and draft a result.
    Appraise,
    /// Attach the result file and finish.
    Finish,
    /// Approve a draft or send it back.
    Approve,
    /// Say who handles a dossier.
    Assign,
    /// Apologise and promise a later day.
    Reappoint,
    /// Print what the office keeps: the control slip of a dossier and the register of its unit.
    PrintRecords,
    /// Read one's notices and choose where they go.
    ReadNotices,
    /// Write to the one-stop about a dossier of one's own, and read what it wrote.
    WriteMessages,
    /// Write to applicants: the one-stop alone, because the law keeps those who decide from asking applicants for
    /// anything (NĐ 61/2018 Đ5.1e).
    AnswerMessages,
    /// Leave a note for the one-stop, which the applicant never sees.
    LeaveNotes,
    /// Choose for which organisation one acts; take up an invitation, leave. What of an organisation's somebody sees
    /// and does there is narrowed by the use cases.
    ActForOrganisation,
    /// See an invitation by its link.
    SeeInvitation,
    /// Read the due dates of an organisation by the secret address of a calendar.
    ReadCalendar,
    /// See what became of mails; outside demo mode the use case narrows it to administrators.
    SeeMail,
    /// Have mails tried again that were given up.
    KeepMail,
    /// List and read the dossiers of whom one acts for, as a program does.
    FollowDossiers,
    /// Make and revoke the tokens of one's organisation.
    KeepTokens,
    /// Keep the webhooks of one's organisation, and read their log.
    KeepWebhooks,
}

const EVERYBODY: &[Role] = &[Visitor, Citizen, OneStopOfficer, HandlingOfficer, Leader, Administrator];
const APPLICANTS: &[Role] = &[Visitor, Citizen];
const OFFICERS: &[Role] = &[OneStopOfficer, HandlingOfficer, Leader];
const STAFF: &[Role] = &[OneStopOfficer, HandlingOfficer, Leader, Administrator];

/// All that somebody in the middle of signing in can do: finish it, leave it, and what stands on the wall for anybody.
pub const WITHIN_SIGN_IN: &[Deed] = &[Deed::SeePublic, Deed::ChangeSession, Deed::FinishSignIn];

/// All that is done in the name of whom one acts for.
pub const IN_SOMEBODYS_NAME: &[Deed] =
    &[Deed::BeginDraft, Deed::WriteDraft, Deed::Submit, Deed::ActAsApplicant, Deed::WriteMessages];

/// The table.
pub const TABLE: &[(Deed, &[Role])] = &[
    (Deed::SeePublic, EVERYBODY),
    (Deed::ChangeSession, EVERYBODY),
    (Deed::FinishSignIn, &[Visitor, OneStopOfficer, HandlingOfficer, Leader, Administrator]),
    (Deed::KeepSessions, &[Citizen, OneStopOfficer, HandlingOfficer, Leader, Administrator]),
    (Deed::KeepAccount, STAFF),
    (Deed::KeepOfficers, &[Administrator]),
    (Deed::SeeCalendars, &[Leader, Administrator]),
    (Deed::KeepCalendars, &[Administrator]),
    (Deed::ConfirmCalendar, &[Leader, Administrator]),
    (Deed::SeeEditions, &[Leader, Administrator]),
    (Deed::KeepEditions, &[Administrator]),
    (Deed::PublishEdition, &[Leader, Administrator]),
    (Deed::BeginDraft, APPLICANTS),
    (Deed::WriteDraft, &[Visitor, Citizen, OneStopOfficer]),
    (Deed::Submit, &[Citizen]),
    (Deed::Track, EVERYBODY),
    (Deed::ActAsApplicant, &[Citizen]),
    (Deed::Rate, EVERYBODY),
    (Deed::SeeFile, &[Visitor, Citizen, OneStopOfficer, HandlingOfficer, Leader]),
    (Deed::SeeDesk, OFFICERS),
    (Deed::Intake, &[OneStopOfficer]),
    (Deed::AskSupplement, &[OneStopOfficer, HandlingOfficer]),
    (Deed::Appraise, &[HandlingOfficer]),
    (Deed::Finish, &[OneStopOfficer, HandlingOfficer]),
    (Deed::Approve, &[Leader]),
    (Deed::Assign, &[Leader]),
    (Deed::Reappoint, &[Leader]),
    (Deed::PrintRecords, OFFICERS),
    (Deed::ReadNotices, &[Citizen, OneStopOfficer, HandlingOfficer, Leader]),
    (Deed::WriteMessages, &[Citizen]),
    (Deed::AnswerMessages, &[OneStopOfficer]),
    (Deed::LeaveNotes, &[HandlingOfficer]),
    (Deed::ActForOrganisation, &[Citizen]),
    (Deed::SeeInvitation, EVERYBODY),
    (Deed::ReadCalendar, EVERYBODY),
    (Deed::SeeMail, EVERYBODY),
    (Deed::KeepMail, &[Administrator]),
    (Deed::FollowDossiers, &[Citizen]),
    (Deed::KeepTokens, &[Citizen]),
    (Deed::KeepWebhooks, &[Citizen]),
];

/// What a program may do with a token, and the scope that it needs. What is not here no token can do.
pub const BY_TOKEN: &[(Deed, Scope)] = &[
    (Deed::FollowDossiers, DossiersRead),
    (Deed::SeeFile, DossiersRead),
    (Deed::WriteDraft, DossiersWrite),
    (Deed::Submit, DossiersWrite),
    (Deed::KeepWebhooks, Webhooks),
];

/// What each server function does. The router refuses one that is not here.
pub const SERVER_FUNCTIONS: &[(&str, Deed)] = &[
    ("/fn/list_procedures", Deed::SeePublic),
    ("/fn/get_procedure", Deed::SeePublic),
    ("/fn/list_communes", Deed::SeePublic),
    ("/fn/find_former_places", Deed::SeePublic),
    ("/fn/me", Deed::SeePublic),
    ("/fn/doors", Deed::SeePublic),
    ("/fn/demo_people", Deed::SeePublic),
    ("/fn/stats", Deed::SeePublic),
    ("/fn/become", Deed::ChangeSession),
    ("/fn/sign_in", Deed::ChangeSession),
    ("/fn/sign_out", Deed::ChangeSession),
    ("/fn/give_code", Deed::FinishSignIn),
    ("/fn/first_password", Deed::FinishSignIn),
    ("/fn/enrolment", Deed::FinishSignIn),
    ("/fn/enrol", Deed::FinishSignIn),
    ("/fn/begin_passkey", Deed::FinishSignIn),
    ("/fn/passkey_waits", Deed::FinishSignIn),
    ("/fn/list_sessions", Deed::KeepSessions),
    ("/fn/end_session", Deed::KeepSessions),
    ("/fn/end_other_sessions", Deed::KeepSessions),
    ("/fn/account", Deed::KeepAccount),
    ("/fn/change_password", Deed::KeepAccount),
    ("/fn/start_enrolment", Deed::KeepAccount),
    ("/fn/add_passkey", Deed::KeepAccount),
    ("/fn/remove_passkey", Deed::KeepAccount),
    ("/fn/list_officers", Deed::KeepOfficers),
    ("/fn/unlock_officer", Deed::KeepOfficers),
    ("/fn/close_officer", Deed::KeepOfficers),
    ("/fn/open_officer", Deed::KeepOfficers),
    ("/fn/list_calendars", Deed::SeeCalendars),
    ("/fn/load_calendar", Deed::SeeCalendars),
    ("/fn/begin_calendar", Deed::KeepCalendars),
    ("/fn/add_day_off", Deed::KeepCalendars),
    ("/fn/add_worked_saturday", Deed::KeepCalendars),
    ("/fn/remove_calendar_day", Deed::KeepCalendars),
    ("/fn/name_calendar_source", Deed::KeepCalendars),
    ("/fn/discard_calendar", Deed::KeepCalendars),
    ("/fn/confirm_calendar", Deed::ConfirmCalendar),
    ("/fn/list_editions", Deed::SeeEditions),
    ("/fn/load_edition", Deed::SeeEditions),
    ("/fn/load_edition_part", Deed::KeepEditions),
    ("/fn/load_effects", Deed::SeeEditions),
    ("/fn/begin_edition", Deed::KeepEditions),
    ("/fn/save_edition_part", Deed::KeepEditions),
    ("/fn/load_edition_form", Deed::KeepEditions),
    ("/fn/load_form_item", Deed::KeepEditions),
    ("/fn/preview_form", Deed::KeepEditions),
    ("/fn/arrange_form", Deed::KeepEditions),
    ("/fn/save_form_item", Deed::KeepEditions),
    ("/fn/undo_edition", Deed::KeepEditions),
    ("/fn/redo_edition", Deed::KeepEditions),
    ("/fn/withdraw_edition", Deed::KeepEditions),
    ("/fn/refuse_edition", Deed::PublishEdition),
    ("/fn/publish_edition", Deed::PublishEdition),
    ("/fn/recall_version", Deed::PublishEdition),
    ("/fn/procedure_page", Deed::SeePublic),
    ("/fn/load_draft", Deed::WriteDraft),
    ("/fn/load_overview", Deed::WriteDraft),
    ("/fn/refusal_to_start", Deed::SeePublic),
    ("/fn/start_draft", Deed::BeginDraft),
    ("/fn/save_draft", Deed::WriteDraft),
    ("/fn/autosave_draft", Deed::WriteDraft),
    ("/fn/remove_file", Deed::WriteDraft),
    ("/fn/delete_draft", Deed::WriteDraft),
    ("/fn/list_mine", Deed::BeginDraft),
    ("/fn/submit_draft", Deed::Submit),
    ("/fn/track", Deed::Track),
    ("/fn/receipt", Deed::Track),
    ("/fn/find_dossier", Deed::Track),
    ("/fn/start_supplement", Deed::ActAsApplicant),
    ("/fn/withdraw", Deed::ActAsApplicant),
    ("/fn/ask_receipt", Deed::ActAsApplicant),
    ("/fn/apply_again", Deed::ActAsApplicant),
    ("/fn/notices", Deed::ReadNotices),
    ("/fn/read_notice", Deed::ReadNotices),
    ("/fn/contact", Deed::ReadNotices),
    ("/fn/set_email", Deed::ReadNotices),
    ("/fn/confirm_email", Deed::ReadNotices),
    ("/fn/choose_mail", Deed::ReadNotices),
    ("/fn/thread", Deed::WriteMessages),
    ("/fn/desk_thread", Deed::SeeDesk),
    ("/fn/leave_note", Deed::LeaveNotes),
    ("/fn/settle_messages", Deed::AnswerMessages),
    ("/fn/act_for", Deed::ActForOrganisation),
    ("/fn/organisations", Deed::ActForOrganisation),
    ("/fn/board", Deed::ActForOrganisation),
    ("/fn/keep_view", Deed::ActForOrganisation),
    ("/fn/forget_view", Deed::ActForOrganisation),
    ("/fn/bulk", Deed::ActForOrganisation),
    ("/fn/batch", Deed::ActForOrganisation),
    ("/fn/file_rows", Deed::Submit),
    ("/fn/feed", Deed::ActForOrganisation),
    ("/fn/make_feed", Deed::ActForOrganisation),
    ("/fn/revoke_feed", Deed::ActForOrganisation),
    ("/fn/members", Deed::ActForOrganisation),
    ("/fn/change_member", Deed::ActForOrganisation),
    ("/fn/suspend_member", Deed::ActForOrganisation),
    ("/fn/resume_member", Deed::ActForOrganisation),
    ("/fn/end_member", Deed::ActForOrganisation),
    ("/fn/invite", Deed::ActForOrganisation),
    ("/fn/invited", Deed::ActForOrganisation),
    ("/fn/revoke_invitation", Deed::ActForOrganisation),
    ("/fn/accept_invitation", Deed::ActForOrganisation),
    ("/fn/decline_invitation", Deed::ActForOrganisation),
    ("/fn/invitation", Deed::SeeInvitation),
    ("/fn/mails", Deed::SeeMail),
    ("/fn/send_mails_again", Deed::KeepMail),
    ("/fn/api_access", Deed::KeepTokens),
    ("/fn/make_token", Deed::KeepTokens),
    ("/fn/revoke_token", Deed::KeepTokens),
    ("/fn/webhook", Deed::KeepWebhooks),
    ("/fn/make_webhook", Deed::KeepWebhooks),
    ("/fn/remove_webhook", Deed::KeepWebhooks),
    ("/fn/enable_webhook", Deed::KeepWebhooks),
    ("/fn/test_webhook", Deed::KeepWebhooks),
    ("/fn/replay_delivery", Deed::KeepWebhooks),
    ("/fn/rating", Deed::Rate),
    ("/fn/rate", Deed::Rate),
    ("/fn/desk_inbox", Deed::SeeDesk),
    ("/fn/desk_dossier", Deed::SeeDesk),
    ("/fn/counter", Deed::Intake),
    ("/fn/begin_at_counter", Deed::Intake),
    ("/fn/bringer", Deed::Intake),
    ("/fn/correct_bringer", Deed::Intake),
    ("/fn/correct_arrival", Deed::Intake),
    ("/fn/take_in", Deed::Intake),
    ("/fn/withdraw_on_paper", Deed::Intake),
    ("/fn/accept", Deed::Intake),
    ("/fn/issue_receipt", Deed::Intake),
    ("/fn/confirm_payment", Deed::Intake),
    ("/fn/refuse", Deed::Intake),
    ("/fn/transfer", Deed::Intake),
    ("/fn/choose_agency", Deed::Intake),
    ("/fn/reassign", Deed::Assign),
    ("/fn/return_result", Deed::Intake),
    ("/fn/confirm_withdrawal", Deed::Intake),
    ("/fn/close_unsupplemented", Deed::Intake),
    ("/fn/ask_supplement", Deed::AskSupplement),
    ("/fn/draft_result", Deed::Appraise),
    ("/fn/request_payment", Deed::Appraise),
    ("/fn/finish", Deed::Finish),
    ("/fn/remove_result", Deed::Finish),
    ("/fn/approve_result", Deed::Approve),
    ("/fn/return_draft", Deed::Approve),
    ("/fn/reappoint", Deed::Reappoint),
];

/// Whether the role may do it.
#[must_use]
pub fn allows(deed: Deed, role: Role) -> bool {
    TABLE.iter().any(|(row, roles)| *row == deed && roles.contains(&role))
}

/// The scope that a program needs for a deed; none when no token can do it.
#[must_use]
pub fn scope_of(deed: Deed) -> Option<Scope> {
    BY_TOKEN.iter().find(|(row, _)| *row == deed).map(|(_, scope)| *scope)
}

/// Whether a token with these scopes may do it.
#[must_use]
pub fn allows_token(deed: Deed, scopes: &[Scope]) -> bool {
    scope_of(deed).is_some_and(|scope| scopes.contains(&scope))
}

/// What a server function does, by its path.
#[must_use]
pub fn deed_of(path: &str) -> Option<Deed> {
    SERVER_FUNCTIONS.iter().find(|(known, _)| *known == path).map(|(_, deed)| *deed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officer_never_applies_and_a_citizen_never_decides() {
        for role in OFFICERS {
            assert!(!allows(Deed::Submit, *role) && !allows(Deed::ActAsApplicant, *role));
        }
        let of_officers = [Deed::Intake, Deed::Appraise, Deed::Approve, Deed::SeeDesk, Deed::AskSupplement];
        for deed in of_officers.into_iter().chain([Deed::AnswerMessages, Deed::LeaveNotes]) {
            assert!(!allows(deed, Citizen) && !allows(deed, Visitor));
        }
    }

    #[test]
    fn who_drafts_does_not_approve() {
        let both =
            Role::ALL.iter().filter(|role| allows(Deed::Appraise, **role) && allows(Deed::Approve, **role));
        assert_eq!(both.count(), 0);
    }

    #[test]
    fn only_the_one_stop_writes_to_applicants() {
        let writers = Role::ALL.iter().filter(|role| allows(Deed::AnswerMessages, **role));
        assert!(writers.eq([&OneStopOfficer]));
    }

    #[test]
    fn a_token_makes_no_tokens_and_nothing_that_belongs_to_a_person() {
        for deed in
            [Deed::KeepTokens, Deed::KeepSessions, Deed::ReadNotices, Deed::ChangeSession, Deed::SeeDesk]
        {
            assert!(!allows_token(deed, &Scope::ALL), "{deed:?}");
        }
        for (deed, scope) in BY_TOKEN {
            assert!(allows(*deed, Citizen) && allows_token(*deed, &[*scope]), "{deed:?}");
            assert!(
                !Scope::ALL.iter().any(|other| other != scope && allows_token(*deed, &[*other])),
                "{deed:?}"
            );
        }
    }

    #[test]
    fn no_row_stands_twice() {
        for (index, (deed, _)) in TABLE.iter().enumerate() {
            assert!(!TABLE[index + 1..].iter().any(|(other, _)| other == deed), "{deed:?}");
        }
        for (index, (path, _)) in SERVER_FUNCTIONS.iter().enumerate() {
            assert!(!SERVER_FUNCTIONS[index + 1..].iter().any(|(other, _)| other == path), "{path}");
        }
    }
}
