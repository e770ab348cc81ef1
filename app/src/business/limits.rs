//! What staff may do: as words, and as the fields in which an owner says it.

use domain::text::Text;
use leptos::prelude::*;
use views::{Failure, RightsView};

use crate::api::business::ticked;
use crate::ui::{LineField, amount_text, codes, failure_text, is_kept, iso_day, kept, lang, t, wrong};

/// `Mọi thủ tục`, `Lệ phí mỗi hồ sơ đến 20.000 đ`, `Đến hết ngày 31/12/2026`; everything for an owner.
pub(super) fn words(limits: Option<&RightsView>) -> AnyView {
    let Some(limits) = limits else {
        return view! { <p>{t("Đại diện trong mọi việc và quyết định ai được làm thay.", "Represents it in everything and decides who else may act.")}</p> }
            .into_any();
    };
    let procedures = match &limits.procedures {
        None => view! { {t("Mọi thủ tục", "All procedures")} }.into_any(),
        Some(named) => {
            let names: Vec<&str> = named.iter().map(|(_, name)| name.get(lang())).collect();
            view! { {names.join("; ")} }.into_any()
        }
    };
    let most = match limits.most {
        None => t("Không giới hạn", "No limit").to_owned(),
        Some(most) => format!("{} {}", t("Đến", "Up to"), amount_text(Some(most))),
    };
    let until = match limits.until.as_deref().map(iso_day) {
        None => t("Không thời hạn", "No end").to_owned(),
        Some(day) => format!("{} {day}", t("Đến hết ngày", "Until the end of")),
    };
    view! {
        <dl class="facts limits">
            <div><dt>{t("Thủ tục", "Procedures")}</dt><dd>{procedures}</dd></div>
            <div><dt>{t("Phí, lệ phí mỗi hồ sơ", "Fee of a dossier")}</dt><dd>{most}</dd></div>
            <div><dt>{t("Thời hạn", "Time")}</dt><dd>{until}</dd></div>
        </dl>
    }
    .into_any()
}

/// The fields in a form that is posted to `action`.
pub(super) fn fields(
    action: &'static str,
    procedures: &[(String, Text)],
    before: &RightsView,
    today: &str,
) -> AnyView {
    let most = before.most.map(|most| most.to_string()).unwrap_or_default();
    let help = t(
        "Chọn ngày từ hôm nay trở đi; bỏ trống là không thời hạn.",
        "From today on; leave it empty for no end.",
    );
    view! {
        {which(action, procedures, before)}
        <LineField
            action=action
            name="most"
            label=t("Phí, lệ phí cao nhất của một hồ sơ (đồng)", "Highest fee of a dossier (đồng)")
            help=t(
                "Tổng phí, lệ phí nộp trực tuyến theo danh mục. Bỏ trống là không giới hạn. Có giới hạn thì không làm được thủ tục mà mức thu do tỉnh quy định, vì chưa biết bao nhiêu.",
                "The sum of the fees for filing online as the catalogue has them. Leave it empty for no limit. With one, procedures whose fee the province sets cannot be handled, because nobody knows how much it is.",
            )
            width="w-14"
            mode="numeric"
            before=most
            of=&[Failure::AmountInvalid]
        />
        <LineField
            action=action
            name="until"
            label=t("Ngày cuối cùng", "Last day")
            help=help
            kind="date"
            width="w-14"
            before=before.until.clone().filter(|until| until.as_str() >= today).unwrap_or_default()
            of=&[Failure::DayInvalid]
        />
    }
    .into_any()
}

/// All procedures, or those that are ticked.
fn which(action: &'static str, procedures: &[(String, Text)], before: &RightsView) -> AnyView {
    const OF: &[Failure] = &[Failure::ProceduresMissing];
    let wrong = wrong(action, OF);
    let refused = is_kept(action);
    let all =
        if refused { kept(action, "scope").as_deref() == Some("all") } else { before.procedures.is_none() };
    let granted = |code: &str| {
        if refused {
            return kept(action, &ticked(code)).is_some();
        }
        before.procedures.as_ref().is_some_and(|granted| granted.iter().any(|(known, _)| known == code))
    };
    let boxes = procedures.iter().map(|(code, name)| {
        view! {
            <label class="choice">
                <input type="checkbox" name=ticked(code) value="1" checked=granted(code)/>
                <span>{name.get(lang()).to_owned()}</span>
            </label>
        }
    });
    let boxes: Vec<_> = boxes.collect();
    view! {
        <fieldset class=if wrong.is_some() { "field invalid" } else { "field" } data-failures=codes(OF)>
            <legend>{t("Được làm thủ tục nào", "Which procedures")}</legend>
            {wrong.map(|failure| view! { <p class="error" id="scope-error">{failure_text(failure)}</p> })}
            <div class="choices">
                <label class="choice">
                    <input id="scope" type="radio" name="scope" value="all" checked=all/>
                    <span>
                        {t("Mọi thủ tục", "All procedures")}
                        <small>{t("Cả những thủ tục có sau này", "Also those that come later")}</small>
                    </span>
                </label>
                <label class="choice">
                    <input type="radio" name="scope" value="some" checked=!all/>
                    <span>{t("Chỉ những thủ tục đánh dấu dưới đây", "Only those ticked below")}</span>
                </label>
            </div>
            <details class="disclosure" open=!all>
                <summary>{t("Danh sách thủ tục", "List of procedures")}</summary>
                <div class="choices">{boxes}</div>
            </details>
        </fieldset>
    }
    .into_any()
}
