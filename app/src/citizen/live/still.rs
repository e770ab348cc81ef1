//! On the server nothing is typed.

use forms::answers::Answers;
use leptos::ev::{FocusEvent, MouseEvent};
use leptos::prelude::*;

use super::{Live, Saving};
use crate::citizen::sheet::Sheet;

impl Live {
    pub(in crate::citizen) fn new(sheet: Sheet, _: &str) -> Self {
        let saved_at = sheet.draft.with_value(|draft| draft.saved_at);
        Self { sheet, saving: RwSignal::new(Saving::Saved(saved_at)), offered: RwSignal::new(false) }
    }

    pub(in crate::citizen) const fn typed(self) {}
    pub(in crate::citizen) const fn left(self, _: &FocusEvent) {}
    pub(in crate::citizen) fn change_rows(self, _: &MouseEvent, _: &str, _: impl FnOnce(&mut Answers)) {}
    pub(super) const fn take_kept(self) {}
    pub(super) const fn drop_kept(self) {}
}
