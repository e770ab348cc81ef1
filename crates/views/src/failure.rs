use serde::{Deserialize, Serialize};

/// Why something did not happen, as a stable code that the pages translate. It never carries data of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// This role may not do it.
    NotAllowed,
    SignInNeeded,
    /// The session has ended, or the request came from another site.
    Refused,
    /// The step is not possible in the present state; somebody else may have been faster.
    WrongState,
    /// The form has errors; they are shown at the fields.
    Incomplete,
    ReasonMissing,
    /// It is not said whether to grant or to refuse.
    OutcomeMissing,
    /// A refusal is proposed without the reason that the applicant will read.
    RefusalReasonMissing,
    ResultFileMissing,
    /// The one who drafts may not approve.
    SamePerson,
    SecondSupplement,
    SupplementTooLate,
    /// The due date was moved once already.
    SecondReappointment,
    /// The due day has come, so it can no longer be moved.
    ReappointmentTooLate,
    /// The new day is no working day after the promised one.
    DayUnfit,
    /// Neither the number of a receipt nor a reason why nothing is to be paid.
    ReceiptMissing,
    /// A fee must be settled first.
    FeesUnsettled,
    /// Nothing is charged in this procedure, or it was asked for already.
    NothingToPay,
    NothingAsked,
    TooMuchText,
    FileTooLarge,
    FileEmpty,
    /// The content is neither a picture nor a PDF that we take.
    FileKind,
    FileBroken,
    TooManyFiles,
    TooManyDrafts,
    /// The file did not arrive whole.
    FileLost,
    /// A message without words.
    MessageEmpty,
    /// The one-stop has not answered what was written before.
    MessagesUnanswered,
    /// The dossier ended too long ago to write about it.
    MessagesClosed,
    /// No mail could go to such an address.
    EmailInvalid,
    /// Not twelve digits.
    NationalIdInvalid,
    /// The personal number was not typed twice alike.
    NumbersDiffer,
    /// The personal number is that of somebody with another name.
    KnownByAnotherName,
    /// No number of a telephone in Viet Nam.
    PhoneInvalid,
    /// A letter that was sent by post came on no day of the last 60.
    ArrivalDay,
    /// What is filed is not what was seen.
    DraftChanged,
    /// Whoever has a dossier by mistake wrote in it.
    ApplicantActed,
    /// The same was asked a moment ago.
    TooSoon,
    /// The link of a mail is too old, or of somebody else.
    LinkExpired,
    WrongPassword,
    LockedOut,
    /// Fewer than 8 characters, or more than anybody types.
    PasswordShort,
    /// Not mixed enough.
    PasswordPlain,
    PasswordIsName,
    /// One of the first that anybody guesses.
    PasswordCommon,
    /// One of the last ten.
    PasswordUsed,
    /// The second time it was typed in another way.
    PasswordsDiffer,
    /// Demo people share their account, so nobody may change it.
    DemoAccount,
    /// A one-time code or recovery code that is not the right one.
    CodeWrong,
    /// The one-time code was right and was used before.
    CodeUsed,
    /// The last proof of who one is lies too far back for this act.
    ProofNeeded,
    /// What the passkey signed does not hold: too late, for another site, or by another key.
    PasskeyWrong,
    TooManyPasskeys,
    /// Browsers know no passkeys for the public address of this site.
    PasskeysNowhere,
    /// An administrator cannot close their own account.
    OwnAccount,
    /// An officer with this user name exists.
    NameTaken,
    /// The user name has other characters than small letters, digits, dot and hyphen.
    NameUnfit,
    /// The issuer of identities does not answer.
    IssuerUnreachable,
    /// The person turned back at the issuer.
    SignInCancelled,
    /// The way back from the issuer was taken already, took too long, or began in another browser.
    SignInExpired,
    /// What came back from the issuer does not hold.
    IdentityUnproven,
    /// National ID, name or birth date is missing or malformed.
    IdentityIncomplete,
    /// The account had another national ID before.
    IdentityChanged,
    /// The national ID belongs to somebody who signs in otherwise.
    IdentityTaken,
    /// Who fetched the result, and by what they were known.
    CollectorMissing,
    /// The tax code belongs to an organisation whose owners another issuer vouches for.
    OrganisationTaken,
    /// The account of an organisation has no valid tax code.
    TaxCodeMissing,
    /// The rights to act for the organisation have ended, or rest.
    RightsEnded,
    /// The procedure is none of those that staff may handle.
    RightsProcedure,
    /// The fee is above what staff may cause, or not known.
    RightsAmount,
    /// It asks for an organisation, and the person acts for themselves.
    ActForNone,
    /// The file is no table of ours, or holds no row.
    SheetUnreadable,
    /// The table has more rows, or the file more bytes, than are taken at once.
    SheetTooLong,
    /// An organisation must keep somebody who decides.
    LastOwner,
    /// The invitation was used, taken back or is too old.
    InvitationEnded,
    /// Whoever accepts acts for the organisation already.
    AlreadyMember,
    /// Too many invitations are open, or were made today.
    TooManyInvitations,
    /// Who is meant is not said, or too long.
    NameMissing,
    /// Some procedures were to be ticked, and none is.
    ProceduresMissing,
    /// No whole number of đồng.
    AmountInvalid,
    /// No day, or one that is over.
    DayInvalid,
    /// No day of the year, one that is in its calendar already, or no Saturday where one is asked for.
    CalendarDay,
    /// A calendar does not name the notice that it was entered from.
    CalendarSource,
    /// The calendar was changed after it was shown.
    CalendarChanged,
    /// Whoever changed a calendar may not confirm it.
    CalendarOwn,
    /// A version of a procedure has faults that must be mended first.
    EditionFaulty,
    /// A version of a procedure is no longer what was shown.
    EditionChanged,
    /// Somebody else changed a place of a version since it was shown to whoever changes it now.
    EditionPlaceChanged,
    /// Whoever changed a version of a procedure may not publish it.
    EditionOwn,
    /// The text of a procedure cannot be read, so its parts cannot be changed one by one.
    EditionUnreadable,
    /// The version has begun and cannot be taken back.
    EditionBegun,
    RatingUsed,
    RatingIncomplete,
    /// No working calendar for the year: the office must enter it first.
    NoCalendar,
    /// No set of statutory papers is in force: the office must load it first.
    NoPaperSet,
    /// More requests than this one may send in a while.
    TooManyRequests,
    /// The same idempotency key came with another request before.
    KeyReused,
    /// Whoever asks owns no organisation, or several and has not chosen.
    NoOrganisation,
    /// A token needs a name, so that one knows later what it was for.
    TokenNameMissing,
    /// A token that may do nothing.
    ScopesMissing,
    TooManyTokens,
    TooManyWebhooks,
    /// Messages go to this address already.
    WebhookKnown,
    /// Messages cannot go to such an address: no https, or not on the public internet.
    WebhookAddress,
    /// Something broke on our side; it is in the log.
    Broken,
    /// The browser could not reach the server.
    Offline,
}

impl Failure {
    /// The stable code, as in `?error=reason_missing`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::NotAllowed => "not_allowed",
            Self::SignInNeeded => "sign_in_needed",
            Self::Refused => "refused",
            Self::WrongState => "wrong_state",
            Self::Incomplete => "incomplete",
            Self::ReasonMissing => "reason_missing",
            Self::OutcomeMissing => "outcome_missing",
            Self::RefusalReasonMissing => "refusal_reason_missing",
            Self::ResultFileMissing => "result_file_missing",
            Self::SamePerson => "same_person",
            Self::SecondSupplement => "second_supplement",
            Self::SupplementTooLate => "supplement_too_late",
            Self::SecondReappointment => "second_reappointment",
            Self::ReappointmentTooLate => "reappointment_too_late",
            Self::DayUnfit => "day_unfit",
            Self::ReceiptMissing => "receipt_missing",
            Self::FeesUnsettled => "fees_unsettled",
            Self::NothingToPay => "nothing_to_pay",
            Self::NothingAsked => "nothing_asked",
            Self::TooMuchText => "too_much_text",
            Self::FileTooLarge => "file_too_large",
            Self::FileEmpty => "file_empty",
            Self::FileKind => "file_kind",
            Self::FileBroken => "file_broken",
            Self::TooManyFiles => "too_many_files",
            Self::TooManyDrafts => "too_many_drafts",
            Self::FileLost => "file_lost",
            Self::MessageEmpty => "message_empty",
            Self::MessagesUnanswered => "messages_unanswered",
            Self::MessagesClosed => "messages_closed",
            Self::EmailInvalid => "email_invalid",
            Self::NationalIdInvalid => "national_id_invalid",
            Self::NumbersDiffer => "numbers_differ",
            Self::KnownByAnotherName => "known_by_another_name",
            Self::PhoneInvalid => "phone_invalid",
            Self::ArrivalDay => "arrival_day",
            Self::DraftChanged => "draft_changed",
            Self::ApplicantActed => "applicant_acted",
            Self::TooSoon => "too_soon",
            Self::LinkExpired => "link_expired",
            Self::WrongPassword => "wrong_password",
            Self::LockedOut => "locked_out",
            Self::PasswordShort => "password_short",
            Self::PasswordPlain => "password_plain",
            Self::PasswordIsName => "password_is_name",
            Self::PasswordCommon => "password_common",
            Self::PasswordUsed => "password_used",
            Self::PasswordsDiffer => "passwords_differ",
            Self::DemoAccount => "demo_account",
            Self::CodeWrong => "code_wrong",
            Self::CodeUsed => "code_used",
            Self::ProofNeeded => "proof_needed",
            Self::PasskeyWrong => "passkey_wrong",
            Self::TooManyPasskeys => "too_many_passkeys",
            Self::PasskeysNowhere => "passkeys_nowhere",
            Self::OwnAccount => "own_account",
            Self::NameTaken => "name_taken",
            Self::NameUnfit => "name_unfit",
            Self::IssuerUnreachable => "issuer_unreachable",
            Self::SignInCancelled => "sign_in_cancelled",
            Self::SignInExpired => "sign_in_expired",
            Self::IdentityUnproven => "identity_unproven",
            Self::IdentityIncomplete => "identity_incomplete",
            Self::IdentityChanged => "identity_changed",
            Self::IdentityTaken => "identity_taken",
            Self::CollectorMissing => "collector_missing",
            Self::OrganisationTaken => "organisation_taken",
            Self::TaxCodeMissing => "tax_code_missing",
            Self::RightsEnded => "rights_ended",
            Self::RightsProcedure => "rights_procedure",
            Self::RightsAmount => "rights_amount",
            Self::ActForNone => "act_for_none",
            Self::SheetUnreadable => "sheet_unreadable",
            Self::SheetTooLong => "sheet_too_long",
            Self::LastOwner => "last_owner",
            Self::InvitationEnded => "invitation_ended",
            Self::AlreadyMember => "already_member",
            Self::TooManyInvitations => "too_many_invitations",
            Self::NameMissing => "name_missing",
            Self::ProceduresMissing => "procedures_missing",
            Self::AmountInvalid => "amount_invalid",
            Self::DayInvalid => "day_invalid",
            Self::CalendarDay => "calendar_day",
            Self::CalendarSource => "calendar_source",
            Self::CalendarChanged => "calendar_changed",
            Self::CalendarOwn => "calendar_own",
            Self::EditionFaulty => "edition_faulty",
            Self::EditionChanged => "edition_changed",
            Self::EditionPlaceChanged => "edition_place_changed",
            Self::EditionOwn => "edition_own",
            Self::EditionUnreadable => "edition_unreadable",
            Self::EditionBegun => "edition_begun",
            Self::RatingUsed => "rating_used",
            Self::RatingIncomplete => "rating_incomplete",
            Self::NoCalendar => "no_calendar",
            Self::NoPaperSet => "no_paper_set",
            Self::TooManyRequests => "too_many_requests",
            Self::KeyReused => "key_reused",
            Self::NoOrganisation => "no_organisation",
            Self::TokenNameMissing => "token_name_missing",
            Self::ScopesMissing => "scopes_missing",
            Self::TooManyTokens => "too_many_tokens",
            Self::TooManyWebhooks => "too_many_webhooks",
            Self::WebhookKnown => "webhook_known",
            Self::WebhookAddress => "webhook_address",
            Self::Broken => "broken",
            Self::Offline => "offline",
        }
    }

    /// Reads a code back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failure| failure.code() == code)
    }

    /// The HTTP status that says the same.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::NotAllowed
            | Self::Refused
            | Self::DemoAccount
            | Self::NoOrganisation
            | Self::RightsEnded
            | Self::RightsProcedure
            | Self::RightsAmount
            | Self::ActForNone => 403,
            Self::SignInNeeded
            | Self::WrongPassword
            | Self::CodeWrong
            | Self::CodeUsed
            | Self::PasskeyWrong
            | Self::ProofNeeded => 401,
            Self::WrongState
            | Self::RatingUsed
            | Self::SecondSupplement
            | Self::SupplementTooLate
            | Self::SecondReappointment
            | Self::ReappointmentTooLate
            | Self::FeesUnsettled
            | Self::NothingToPay
            | Self::MessagesClosed => 409,
            Self::SignInExpired | Self::IdentityChanged | Self::IdentityTaken | Self::OrganisationTaken => {
                409
            }
            Self::LastOwner | Self::InvitationEnded | Self::AlreadyMember => 409,
            Self::CalendarChanged | Self::CalendarOwn => 409,
            Self::DraftChanged | Self::ApplicantActed => 409,
            Self::EditionChanged | Self::EditionPlaceChanged | Self::EditionOwn | Self::EditionBegun => 409,
            Self::FileTooLarge | Self::TooMuchText | Self::SheetTooLong => 413,
            Self::LockedOut
            | Self::TooSoon
            | Self::MessagesUnanswered
            | Self::TooManyRequests
            | Self::TooManyInvitations => 429,
            Self::Broken | Self::FileLost | Self::NoCalendar | Self::NoPaperSet => 500,
            Self::Offline | Self::IssuerUnreachable => 503,
            _ => 422,
        }
    }

    pub const ALL: [Self; 108] = [
        Self::NotFound,
        Self::NotAllowed,
        Self::SignInNeeded,
        Self::Refused,
        Self::WrongState,
        Self::Incomplete,
        Self::ReasonMissing,
        Self::OutcomeMissing,
        Self::RefusalReasonMissing,
        Self::ResultFileMissing,
        Self::SamePerson,
        Self::SecondSupplement,
        Self::SupplementTooLate,
        Self::SecondReappointment,
        Self::ReappointmentTooLate,
        Self::DayUnfit,
        Self::ReceiptMissing,
        Self::FeesUnsettled,
        Self::NothingToPay,
        Self::NothingAsked,
        Self::TooMuchText,
        Self::FileTooLarge,
        Self::FileEmpty,
        Self::FileKind,
        Self::FileBroken,
        Self::TooManyFiles,
        Self::TooManyDrafts,
        Self::FileLost,
        Self::MessageEmpty,
        Self::MessagesUnanswered,
        Self::MessagesClosed,
        Self::EmailInvalid,
        Self::NationalIdInvalid,
        Self::NumbersDiffer,
        Self::KnownByAnotherName,
        Self::PhoneInvalid,
        Self::ArrivalDay,
        Self::DraftChanged,
        Self::ApplicantActed,
        Self::TooSoon,
        Self::LinkExpired,
        Self::WrongPassword,
        Self::LockedOut,
        Self::PasswordShort,
        Self::PasswordPlain,
        Self::PasswordIsName,
        Self::PasswordCommon,
        Self::PasswordUsed,
        Self::PasswordsDiffer,
        Self::DemoAccount,
        Self::CodeWrong,
        Self::CodeUsed,
        Self::ProofNeeded,
        Self::PasskeyWrong,
        Self::TooManyPasskeys,
        Self::PasskeysNowhere,
        Self::OwnAccount,
        Self::NameTaken,
        Self::NameUnfit,
        Self::IssuerUnreachable,
        Self::SignInCancelled,
        Self::SignInExpired,
        Self::IdentityUnproven,
        Self::IdentityIncomplete,
        Self::IdentityChanged,
        Self::IdentityTaken,
        Self::CollectorMissing,
        Self::OrganisationTaken,
        Self::TaxCodeMissing,
        Self::RightsEnded,
        Self::RightsProcedure,
        Self::RightsAmount,
        Self::ActForNone,
        Self::SheetUnreadable,
        Self::SheetTooLong,
        Self::LastOwner,
        Self::InvitationEnded,
        Self::AlreadyMember,
        Self::TooManyInvitations,
        Self::NameMissing,
        Self::ProceduresMissing,
        Self::AmountInvalid,
        Self::DayInvalid,
        Self::CalendarDay,
        Self::CalendarSource,
        Self::CalendarChanged,
        Self::CalendarOwn,
        Self::EditionFaulty,
        Self::EditionChanged,
        Self::EditionPlaceChanged,
        Self::EditionOwn,
        Self::EditionUnreadable,
        Self::EditionBegun,
        Self::RatingUsed,
        Self::RatingIncomplete,
        Self::NoCalendar,
        Self::NoPaperSet,
        Self::TooManyRequests,
        Self::KeyReused,
        Self::NoOrganisation,
        Self::TokenNameMissing,
        Self::ScopesMissing,
        Self::TooManyTokens,
        Self::TooManyWebhooks,
        Self::WebhookKnown,
        Self::WebhookAddress,
        Self::Broken,
        Self::Offline,
    ];
}
