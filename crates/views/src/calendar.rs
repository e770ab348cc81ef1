use domain::clock::Basis;
use domain::text::Text;
use serde::{Deserialize, Serialize};

use crate::Moment;

/// `/admin/calendars`: the years that deadlines are computed with, and those that are being prepared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarsView {
    /// Ascending.
    pub years: Vec<CalendarLine>,
    /// The first year that nobody has begun, for whoever may.
    pub next: Option<i32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarLine {
    pub year: i32,
    pub in_use: Option<CalendarInUse>,
    /// Somebody prepares a new version.
    pub has_draft: bool,
}

/// With what deadlines are computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarInUse {
    /// The number of the version that was confirmed here; none when it is the file's.
    pub version: Option<i32>,
    pub source: String,
    pub days: Vec<CalendarDay>,
    pub confirmed_by: String,
    pub confirmed_at: Option<Moment>,
}

/// `/admin/calendars/{year}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarView {
    pub year: i32,
    /// Mùng 1 Tết, ISO.
    pub lunar_new_year: String,
    /// Giỗ Tổ, ISO.
    pub hung_kings: String,
    pub in_use: Option<CalendarInUse>,
    pub draft: Option<CalendarDraft>,
    /// Whether the reader may begin and change a draft.
    pub may_change: bool,
}

/// A version that nobody has confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDraft {
    pub version: i32,
    pub source: String,
    pub days: Vec<CalendarDay>,
    pub changed_by: Vec<String>,
    pub changed_at: Moment,
    /// A mark of what is shown: only that can be confirmed.
    pub seen: String,
    /// Whether the reader changed it, and so may not confirm it.
    pub own: bool,
    /// Whether the reader's role may confirm.
    pub may_confirm: bool,
}

/// A day off, or a Saturday that is worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// ISO.
    pub date: String,
    /// With its weekday.
    pub shown: Text,
    /// Empty for a worked Saturday.
    pub name: Text,
    pub worked: bool,
    /// What it rests on, when law and moon give it.
    pub basis: Option<Basis>,
}
