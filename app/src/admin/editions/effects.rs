//! What publishing would mean for what runs now.

use leptos::prelude::*;
use views::{Effects, EffectsView};

use crate::ui::{PageTitle, lang, t};

pub(super) fn page(view: EffectsView) -> AnyView {
    let title = t("Ảnh hưởng đến hồ sơ đang giải quyết", "What it means for open dossiers");
    let content = match &view.effects {
        Some(effects) => told(effects),
        None => view! {
            <div class="empty"><p>{t(
                "Bản soạn còn lỗi nên chưa tính được. Sửa hết lỗi rồi xem lại.",
                "The draft has faults, so nothing can be computed. Mend them first.",
            )}</p></div>
        }
        .into_any(),
    };
    view! {
        <PageTitle title=title/>
        <a class="back" href=format!("/admin/procedures/{}", view.code)>{view.name.get(lang()).to_owned()}</a>
        <h1>{title}</h1>
        {content}
    }
    .into_any()
}

fn told(effects: &Effects) -> AnyView {
    let codes = effects.codes.iter().map(|code| {
        view! { <li><a class="code" href=format!("/desk/{code}")>{code.clone()}</a></li> }
    });
    let hidden = (effects.hidden > 0).then(|| {
        format!(
            "{} {}",
            effects.hidden,
            t("hồ sơ của đơn vị khác hoặc bạn không được xem mã.", "are of other units or not yours to see.")
        )
    });
    let needs = effects.needs.iter().map(|(words, count)| {
        view! { <li>{words.get(lang()).to_owned()} " (" {*count} ")"</li> }
    });
    view! {
        <p class="notice"><span>{t(
            "Đây chỉ là phép thử. Công bố không đổi hồ sơ đã nộp: hồ sơ giữ phiên bản và ngày hẹn của mình. Bản nháp chưa nộp thì theo phiên bản mới từ khi phiên bản cũ hết hiệu lực.",
            "This is a trial only. Publishing changes no filed dossier: it keeps its version and its promised day. Drafts that are not filed follow the new version once the old one has ended.",
        )}</span></p>
        <h2>{t("Hồ sơ đã tiếp nhận", "Accepted dossiers")}</h2>
        <p class="lead"><strong>{t("Sẽ trễ hạn nếu tính theo thời hạn mới từ lúc tiếp nhận:", "Late if the new deadline ran from their acceptance:")} " " {effects.would_be_late}</strong></p>
        <dl class="facts">
            {count(t("Đang giải quyết", "Being worked on"), effects.dossiers)}
            {count(t("Đã trễ theo ngày đã hẹn", "Late under the promised day"), effects.late_now)}
            {count(t("Hạn sẽ sớm hơn", "Due earlier"), effects.earlier)}
            {count(t("Hạn sẽ muộn hơn", "Due later"), effects.later)}
            {(effects.unknown > 0).then(|| count(t("Chưa có lịch để tính", "No calendar to compute with"), effects.unknown))}
        </dl>
        <p class="help">{t(
            "Thời gian chờ người nộp đóng phí không được trừ trong phép thử này.",
            "The time that waited for a payment is not taken off in this trial.",
        )}</p>
        <ul>{codes.collect_view()}</ul>
        {hidden.map(|hidden| view! { <p>{hidden}</p> })}
        <h2>{t("Bản nháp của người dân", "Drafts of citizens")}</h2>
        <p class="lead"><strong>{t("Cần trả lời thêm hoặc sửa:", "Need a new answer:")} " " {effects.drafts_need_answer}</strong></p>
        <dl class="facts">
            {count(t("Đang viết", "Being written"), effects.drafts)}
            {count(t("Đã đủ để nộp, sẽ phải bổ sung", "Complete before, no longer then"), effects.drafts_were_complete)}
        </dl>
        <ul>{needs.collect_view()}</ul>
    }
    .into_any()
}

fn count(name: &'static str, count: u32) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{count}</dd></div> }.into_any()
}
