use domain::text::Text;
use forms::procedure::{Channel, Fee, LegalText, Procedure, Service};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::conditions;
use super::papers::papers;
use super::process::steps;
use crate::api::catalogue::get_procedure;
use crate::ui::{Loaded, PageTitle, amount_text, fee_text, lang, loaded, period_text, t};

/// `/procedures/{code}`: a procedure in plain words.
#[component]
pub fn ProcedurePage() -> impl IntoView {
    let params = use_params_map();
    let procedure = loaded(move || params.read().get("code").unwrap_or_default(), get_procedure);
    view! {
        <main id="main" class="page-wide" tabindex="-1">
            <Loaded data=procedure children=|procedure| page(&procedure)/>
        </main>
    }
    .into_any()
}

fn page(procedure: &Procedure) -> AnyView {
    let lang = lang();
    let name = procedure.short_name.get(lang).to_owned();
    let code = procedure.code.to_string();
    view! {
        <PageTitle title=name.clone()/>
        <nav class="breadcrumb" aria-label=t("Vị trí", "You are here")>
            <ol>
                <li><a href="/">{t("Trang chủ", "Home")}</a></li>
                <li><a href="/procedures">{t("Thủ tục", "Procedures")}</a></li>
                <li aria-current="page">{name.clone()}</li>
            </ol>
        </nav>
        <p class="caption">{procedure.field.name.get(lang).to_owned()} " · " {code.clone()}</p>
        <h1>{name}</h1>
        <p class="lead">{procedure.summary.get(lang).to_owned()}</p>
        {partial(&procedure.service)}
        <div class="button-row">
            <a class="button large" href=format!("/apply/{code}")>{t("Nộp trực tuyến", "Apply online")}</a>
        </div>
        {facts(procedure)}
        <div class="columns">
            <div>
                <section>
                    <h2>{t("Giấy tờ cần có", "Papers you need")}</h2>
                    {papers(procedure)}
                </section>
                <section class="section">
                    <h2>{t("Lệ phí", "Fees")}</h2>
                    {fees(&procedure.fees)}
                </section>
                <section class="section">
                    <h2>{t("Cơ quan làm gì", "What the office does")}</h2>
                    {steps(&procedure.process)}
                </section>
                {unverified(&procedure.unverified)}
                {legal_basis(&procedure.legal_basis)}
            </div>
            {side(procedure)}
        </div>
    }
    .into_any()
}

fn partial(service: &Service) -> Option<AnyView> {
    let Service::Partial { reason } = service else { return None };
    let reason = reason.get(lang()).to_owned();
    let title = t("Chỉ làm được một phần trực tuyến", "Only a part can be done online");
    Some(view! { <div class="notice"><p><strong>{title}</strong> " " {reason}</p></div> }.into_any())
}

fn facts(procedure: &Procedure) -> AnyView {
    let lang = lang();
    let results = procedure.results.iter().map(|result| {
        let validity = result
            .valid_months
            .map(|months| format!(" ({} {months} {})", t("có giá trị", "valid for"), t("tháng", "months")));
        view! { <div>{result.name.get(lang).to_owned()} {validity}</div> }
    });
    view! {
        <dl class="facts">
            <div><dt>{t("Lệ phí", "Fee")}</dt><dd>{fee_text(&procedure.fees)}</dd></div>
            <div>
                <dt>{t("Thời hạn", "Time")}</dt>
                <dd>{period_text(procedure.deadline.period)}</dd>
            </div>
            <div><dt>{t("Nơi giải quyết", "Who decides")}</dt><dd>{procedure.authority.get(lang).to_owned()}</dd></div>
            <div><dt>{t("Kết quả", "Result")}</dt><dd>{results.collect_view()}</dd></div>
        </dl>
        {procedure.deadline.note.as_ref().map(|note| view! { <p>{note.get(lang).to_owned()}</p> })}
        {other_deadlines(procedure)}
    }
    .into_any()
}

/// Cases that take another time.
pub(crate) fn other_deadlines(procedure: &Procedure) -> Option<AnyView> {
    let cases = procedure.deadline.cases.iter().map(|case| {
        let when = conditions::when(&procedure.form, &case.condition);
        view! { <li>{period_text(case.period)} " " {t("khi", "when")} " " {when}</li> }
    });
    let cases: Vec<_> = cases.collect();
    (!cases.is_empty()).then(|| view! { <ul>{cases}</ul> }.into_any())
}

fn fees(fees: &[Fee]) -> AnyView {
    if fees.is_empty() {
        return view! { <p>{t("Không thu phí, lệ phí.", "There is no fee.")}</p> }.into_any();
    }
    let lang = lang();
    let rows = fees.iter().map(|fee| {
        view! {
            <li>
                <strong>{fee.name.get(lang).to_owned()} {channels(&fee.channels)}</strong>
                " "
                <span class="required amount">{amount_text(fee.amount)}</span>
                {fee.note.as_ref().map(|note| view! { <p>{note.get(lang).to_owned()}</p> })}
                {fee.basis.clone().map(|basis| view! { <p>{t("Theo", "Under")} " " {basis}</p> })}
            </li>
        }
    });
    view! { <ol class="paper-list">{rows.collect_view()}</ol> }.into_any()
}

fn channels(channels: &[Channel]) -> Option<String> {
    let names = channels.iter().map(|channel| match channel {
        Channel::Counter => t("nộp tại quầy", "at a counter"),
        Channel::Online => t("nộp trực tuyến", "online"),
        Channel::Post => t("nộp qua bưu điện", "by post"),
    });
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| format!(" ({})", names.join(", ")))
}

fn unverified(notes: &[Text]) -> Option<AnyView> {
    if notes.is_empty() {
        return None;
    }
    let notes = notes.iter().map(|note| view! { <li>{note.get(lang()).to_owned()}</li> }).collect_view();
    let title =
        t("Những điều chưa được đối chiếu với văn bản gốc", "Not yet checked against the primary text");
    Some(
        view! {
            <div class="warning-note">
                <strong>{title}</strong>
                <ul>{notes}</ul>
            </div>
        }
        .into_any(),
    )
}

fn legal_basis(texts: &[LegalText]) -> AnyView {
    let texts = texts.iter().map(|text| {
        let title = text.title.as_ref().map(|title| format!(" – {}", title.get(lang())));
        view! { <li>{text.number.clone()} {title}</li> }
    });
    view! {
        <details class="disclosure">
            <summary>{t("Căn cứ pháp lý", "Legal basis")}</summary>
            <div><ul>{texts.collect_view()}</ul></div>
        </details>
    }
    .into_any()
}

fn side(procedure: &Procedure) -> AnyView {
    let places = if procedure.any_counter {
        t(
            "Bất kỳ quầy Một cửa nào trong tỉnh cũng nhận hồ sơ này, bạn ở đâu cũng được.",
            "Any one-stop counter in the province takes this dossier, wherever you live.",
        )
    } else {
        t(
            "Nộp tại Bộ phận Một cửa của nơi giải quyết.",
            "At the one-stop counter of the office that decides.",
        )
    };
    view! {
        <aside class="side">
            <h2>{t("Nộp ở đâu", "Where to apply")}</h2>
            <p>{t("Trực tuyến, lúc nào cũng được, trên điện thoại hay máy tính.", "Online at any time, on a phone or a computer.")}</p>
            <div class="button-row">
                <a class="button" href=format!("/apply/{}", procedure.code)>{t("Nộp trực tuyến", "Apply online")}</a>
            </div>
            <p>{places}</p>
            <p class="muted">{t("Tên chính thức:", "Official name:")} " " {procedure.name.get(lang()).to_owned()}</p>
        </aside>
    }
    .into_any()
}
