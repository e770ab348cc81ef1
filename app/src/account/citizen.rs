use leptos::prelude::*;
use views::SessionLine;

use super::sessions;
use crate::api::accounts::list_sessions;
use crate::ui::{Loaded, PageTitle, QueryFailure, loaded, t};

/// `/my/account`: where a citizen is signed in.
#[component]
pub fn MyAccountPage() -> impl IntoView {
    let lines = loaded((), |()| list_sessions());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=lines children=page/>
        </main>
    }
    .into_any()
}

fn page(lines: Vec<SessionLine>) -> AnyView {
    let title = t("Tài khoản", "Account");
    view! {
        <PageTitle title=title/>
        <a class="back" href="/my">{t("Hồ sơ của tôi", "My dossiers")}</a>
        <h1>{title}</h1>
        <QueryFailure/>
        {sessions::done()}
        {sessions::section(lines)}
    }
    .into_any()
}
