use leptos::prelude::*;

use super::{State, Uploads};
use crate::ui::t;

impl Uploads {
    /// Files of a draft that have not arrived yet but will.
    pub(in crate::citizen) fn underway(self, draft: &str) -> usize {
        self.count(draft, |state| !matches!(state, State::Failed(_)))
    }

    fn count(self, draft: &str, counted: impl Fn(State) -> bool) -> usize {
        self.list
            .with(|list| list.iter().filter(|upload| upload.draft == draft && counted(upload.state)).count())
    }

    /// What has not arrived, told where somebody would file without it.
    pub(in crate::citizen) fn note(self, draft: &str) -> AnyView {
        let draft = draft.to_owned();
        (move || {
            let failed = self.count(&draft, |state| matches!(state, State::Failed(_)));
            let note = match (self.underway(&draft), failed) {
                (0, 0) => return None,
                (0, count) => view! {
                    <p class="warning-note">
                        <strong>{t("Chú ý", "Mind this")}</strong>
                        " "
                        {t("Số tệp chưa gửi được:", "Files that could not be sent:")} " " {count} ". "
                        <a href=format!("/drafts/{draft}/files")>{t("Xem giấy tờ đính kèm", "See the papers")}</a>
                    </p>
                }
                .into_any(),
                (count, _) => view! {
                    <div class="notice" role="status">
                        <p>
                            {t("Số tệp còn đang gửi:", "Files still on their way:")} " " {count} ". "
                            {t("Gửi xong, bạn nộp được ngay.", "You can file as soon as they have arrived.")}
                        </p>
                    </div>
                }
                .into_any(),
            };
            Some(note)
        })
        .into_any()
    }
}
