//! For whom one acts.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{BoardAsked, BoardView, OrganisationLine};

use super::{board, limits};
use crate::api::ApiError;
use crate::api::business::{ActFor, board as load_board, organisations};
use crate::api::people::me;
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, here, loaded, t};

enum Home {
    /// The board of whom one acts for.
    Board(BoardAsked, Box<BoardView>),
    Choice(Vec<OrganisationLine>),
}

/// `/business`: the board of the organisation that one acts for, or the choice of one.
#[component]
pub fn BusinessPage() -> impl IntoView {
    let home = loaded(board::asked(&here()), home);
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <Loaded data=home children=page/>
        </main>
    }
    .into_any()
}

async fn home(asked: BoardAsked) -> Result<Home, ApiError> {
    let me = me().await?;
    if me.acting.is_some() {
        return Ok(Home::Board(asked.clone(), Box::new(load_board(asked).await?)));
    }
    Ok(Home::Choice(organisations().await?))
}

fn page(home: Home) -> AnyView {
    match home {
        Home::Board(asked, view) => board::page(asked, *view),
        Home::Choice(organisations) => {
            let title = t("Doanh nghiệp, tổ chức", "Businesses and organisations");
            view! {
                <PageTitle title=title/>
                <h1>{title}</h1>
                <QueryFailure/>
                {choice(organisations)}
            }
            .into_any()
        }
    }
}

fn choice(organisations: Vec<OrganisationLine>) -> AnyView {
    if organisations.is_empty() {
        return none();
    }
    let items: Vec<AnyView> = organisations.into_iter().map(item).collect();
    view! {
        <section>
            <h2>{t("Bạn làm thay cho ai", "For whom you act")}</h2>
            <p>
                {t(
                    "Chọn xong, mọi hồ sơ bạn điền và nộp là của tổ chức đó; dòng đầu trang nói rõ.",
                    "Once you choose, whatever you fill in and file is that organisation's; the line at the head of each page says so.",
                )}
            </p>
            <ol class="result-list">{items}</ol>
        </section>
    }
    .into_any()
}

fn item(line: OrganisationLine) -> AnyView {
    let name = line.name.clone();
    view! {
        <li>
            <h3>{line.name}</h3>
            <p class="muted">{t("Mã số thuế", "Tax code")} " " <span class="code">{line.tax_code}</span></p>
            {limits::words(line.limits.as_ref())}
            <PostForm action=ActFor::url()>
                <div class="button-row">
                    <button class="button" name="organisation" value=line.id>
                        {t("Làm thay", "Act for it")}
                        <span class="visually-hidden">" " {name}</span>
                    </button>
                </div>
            </PostForm>
        </li>
    }
    .into_any()
}

fn none() -> AnyView {
    view! {
        <div class="empty">
            <h2>{t("Bạn chưa làm thay cho tổ chức nào", "You act for no organisation yet")}</h2>
            <p>{t(
                "Người đại diện đăng nhập bằng tài khoản định danh của tổ chức; sau đó mời nhân viên bằng một liên kết.",
                "Whoever represents it signs in with the identity account of the organisation, and then invites staff by a link.",
            )}</p>
            <a class="button" href="/sign-in?next=/business">{t("Đăng nhập bằng tài khoản tổ chức", "Sign in as an organisation")}</a>
        </div>
    }
    .into_any()
}
