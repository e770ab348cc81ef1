//! What the use cases show to a page: plain data, read by the server when it renders and by the browser after.

mod account;
mod api;
mod catalogue;
mod desk;
mod dossier;
mod draft;
mod failure;
mod identity;
mod moment;
mod notice;
mod packed;
mod person;
mod survey;

pub use account::{
    AccountView, EnrolmentView, OfficerLine, ProofAsked, ProofKind, SecondFactorView, SessionLine, Step,
};
pub use api::{
    ApiView, Attempt, DeliveryLine, DeliveryState, FieldProblem, Filed, FollowedDossier, Fresh, Scope,
    Secret, TokenLine, TokenState, WebhookLine, WebhookView,
};
pub use catalogue::{Commune, ProcedureLine, Province};
pub use desk::{Colleague, DeskDossier, InboxLine, InboxView, ReadLine, ResultDraft};
pub use dossier::{
    Applicant, DossierLine, FileView, IssuedPaper, Mine, OwnDossier, SupplementItem, SupplementView,
    TimelineLine, TrackView,
};
pub use draft::{DraftLine, DraftView, Saved};
pub use failure::Failure;
pub use identity::{Door, IssuerAudience};
pub use moment::Moment;
pub use notice::{ContactView, MailChoice, MailLine, NoticeKind, NoticeLine, NoticesView};
pub use packed::Packed;
pub use person::{DemoPerson, Me};
pub use survey::{RatingView, StatsLine, StatsView};
