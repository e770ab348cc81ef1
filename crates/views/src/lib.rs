//! What the use cases show to a page: plain data, read by the server when it renders and by the browser after.

mod account;
mod api;
mod board;
mod bulk;
mod calendar;
mod catalogue;
mod counter;
mod desk;
mod dossier;
mod draft;
mod edition;
mod edition_form;
mod failure;
mod identity;
mod live;
mod message;
mod moment;
mod notice;
mod organisation;
mod packed;
mod person;
mod survey;

pub use account::{
    AccountView, EnrolmentView, OfficerLine, PasskeyLine, PasskeyOptions, ProofAsked, ProofKind,
    SecondFactorView, SessionLine, Step,
};
pub use api::{
    ApiView, Attempt, DeliveryLine, DeliveryState, FieldProblem, Filed, FollowedDossier, Fresh, Scope,
    Secret, TokenLine, TokenState, WebhookLine, WebhookView,
};
pub use board::{BoardAsked, BoardChoices, BoardLine, BoardView, Deadline, FeedView, KeptView};
pub use bulk::{BatchLine, BatchView, BulkView, RowLine, RowState};
pub use calendar::{CalendarDay, CalendarDraft, CalendarInUse, CalendarLine, CalendarView, CalendarsView};
pub use catalogue::{Commune, FormerPlace, Operator, ProcedureLine, ProcedureView, Province};
pub use counter::{BringerView, CounterDraft, CounterSupplement, CounterView};
pub use desk::{
    ApologyDraft, Colleague, DeskDossier, FeeLine, InboxLine, InboxView, ReadLine, ResultDraft,
    SupplementTarget,
};
pub use dossier::{
    Applicant, DossierLine, FeeItem, FileView, IssuedPaper, Mine, OwnDossier, PaymentView, ReceiptView,
    SupplementItem, SupplementView, TimelineLine, TrackView, WaitsFor, paper_target, target_paper,
};
pub use draft::{
    Asked, CopiedFrom, DraftLine, DraftOverview, DraftView, Saved, TakenFor, Unlike, WholeDraft,
};
pub use edition::{
    Edition, EditionFault, EditionLine, EditionPart, EditionPartView, EditionState, EditionView,
    EditionsView, Effects, EffectsView, PastEdition, PublishedLine, RevisionLine, VersionLine,
};
pub use edition_form::{EditionFormView, FormItemView, FormPreview};
pub use failure::Failure;
pub use identity::{Door, IssuerAudience};
pub use live::{LivePage, LiveView};
pub use message::{DeskThread, MessageLine, MessageSide, TemplateLine, Thread, Writing};
pub use moment::Moment;
pub use notice::{ContactView, MailChoice, MailLine, MailsView, NoticeKind, NoticeLine, NoticesView};
pub use organisation::{
    ActingView, InvitationLine, InvitationView, InvitedView, MemberLine, MemberState, MembersView,
    OrganisationLine, OrganisationName, RightsView,
};
pub use packed::{pack, unpack};
pub use person::{DemoPerson, Me};
pub use survey::{RatingView, StatsLine, StatsView};
