//! The due dates in one's own calendar.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::FeedView;

use super::frame;
use crate::api::business::{MakeFeed, RevokeFeed, feed};
use crate::ui::{Loaded, PageTitle, PostForm, QueryFailure, loaded, t, time_of};

/// `/business/calendar`.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let feed = loaded((), |()| feed());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=feed children=page/>
        </main>
    }
    .into_any()
}

fn page(view: FeedView) -> AnyView {
    let title = t("Lịch hạn hồ sơ", "Calendar of deadlines");
    let made = view.since.is_some();
    let address = view.address.map(|address| {
        view! {
            <p>{t(
                "Thêm địa chỉ này vào chương trình lịch (mục “lịch theo địa chỉ”). Trang này chỉ hiện địa chỉ trong 10 phút.",
                "Add this address to your calendar program (as a calendar by address). This page shows it for 10 minutes only.",
            )}</p>
            <p class="code secret-link">{address.clone()}</p>
            <button type="button" class="button secondary js-only" data-copy=address>{t("Chép địa chỉ", "Copy the address")}</button>
        }
    });
    let since = view.since.map(
        |at| view! { <p>{t("Có một địa chỉ từ", "There is an address since")} " " {time_of(at)} "."</p> },
    );
    let revoke = made.then(|| {
        view! {
            <PostForm action=RevokeFeed::url()>
                <button class="button warning">{t("Hủy địa chỉ", "End the address")}</button>
            </PostForm>
        }
    });
    let make = if made {
        t("Đổi địa chỉ mới", "Make a new address")
    } else {
        t("Tạo địa chỉ", "Make an address")
    };
    view! {
        <PageTitle title=title/>
        {frame::head(view.acting, title)}
        <QueryFailure/>
        <p>{t(
            "Chương trình lịch của bạn đọc hạn của mọi hồ sơ mà bạn được xem: hạn kiểm tra, ngày hẹn trả, hạn bổ sung. Trong lịch chỉ có mã hồ sơ và tên thủ tục, không có tên người.",
            "Your calendar program reads the dates of all dossiers that you may see: checks, promised days, supplements. It shows codes and procedures, no names.",
        )}</p>
        {since}
        {address}
        <p>{t(
            "Ai có địa chỉ thì xem được lịch. Quyền của bạn hết thì địa chỉ cũng hết.",
            "Whoever has the address sees the calendar. It ends with your rights.",
        )}</p>
        <div class="button-row">
            <PostForm action=MakeFeed::url()>
                <button class="button">{make}</button>
            </PostForm>
            {revoke}
        </div>
    }
    .into_any()
}
