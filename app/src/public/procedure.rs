use domain::text::Text;
use forms::procedure::{Channel, Exemption, Fee, LegalText, Procedure, Service};
use leptos::prelude::*;
use views::ProcedureView;

use super::conditions;
use super::papers::papers;
use super::process::steps;
use crate::api::catalogue::procedure_page;
use crate::ui::{Loaded, PageTitle, amount_text, fee_text, here, iso_day, lang, loaded, period_text, t};

/// `/procedures/{code}`: a procedure in plain words.
#[component]
pub fn ProcedurePage() -> impl IntoView {
    let procedure = loaded(here().value("code"), procedure_page);
    view! {
        <main id="main" class="page-wide" tabindex="-1">
            <Loaded data=procedure children=|shown| page(&shown)/>
        </main>
    }
    .into_any()
}

fn page(shown: &ProcedureView) -> AnyView {
    let procedure = &shown.procedure;
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
        {shown.changes_on.as_deref().map(changes)}
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
                    {fees(procedure)}
                </section>
                <section class="section">
                    <h2>{t("Cơ quan làm gì", "What the office does")}</h2>
                    {steps(&procedure.process)}
                </section>
                {unverified(&procedure.unverified)}
                {legal_basis(&procedure.legal_basis)}
            </div>
            {side(shown)}
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

/// That another version begins on a day that is known already.
fn changes(on: &str) -> AnyView {
    let words = t("Thủ tục này có quy định mới từ ngày", "This procedure changes on");
    view! { <div class="notice"><p>{words} " " {iso_day(on)} "."</p></div> }.into_any()
}

fn facts(procedure: &Procedure) -> AnyView {
    let lang = lang();
    let results = procedure.results.iter().map(|result| {
        let validity = result
            .valid_months
            .map(|months| format!(" ({} {months} {})", t("có giá trị", "valid for"), t("tháng", "months")));
        let in_person = result.in_person.then(|| t(" (đến nhận trực tiếp)", " (fetched in person)"));
        view! { <div>{result.name.get(lang).to_owned()} {validity} {in_person}</div> }
    });
    view! {
        <dl class="facts">
            <div><dt>{t("Lệ phí", "Fee")}</dt><dd>{fee_text(&procedure.fees)}</dd></div>
            <div>
                <dt>{t("Thời hạn, tính từ khi tiếp nhận", "Time, from acceptance")}</dt>
                <dd>{period_text(procedure.deadline.period)}</dd>
            </div>
            <div><dt>{t("Nơi giải quyết", "Who decides")}</dt><dd>{procedure.authority.get(lang).to_owned()}</dd></div>
            {cooperating(&procedure.cooperating)}
            <div><dt>{t("Kết quả", "Result")}</dt><dd>{results.collect_view()}</dd></div>
        </dl>
        {procedure.deadline.note.as_ref().map(|note| view! { <p>{note.get(lang).to_owned()}</p> })}
        {other_deadlines(procedure)}
    }
    .into_any()
}

/// Who takes part beside whoever decides.
fn cooperating(agencies: &[Text]) -> Option<AnyView> {
    let names: Vec<&str> = agencies.iter().map(|agency| agency.get(lang())).collect();
    let name = t("Cơ quan phối hợp", "Takes part");
    (!names.is_empty()).then(|| view! { <div><dt>{name}</dt><dd>{names.join("; ")}</dd></div> }.into_any())
}

/// Cases that take another time.
pub(crate) fn other_deadlines(procedure: &Procedure) -> Option<AnyView> {
    let cases = procedure.deadline.cases.iter().map(|case| {
        let when = conditions::when(&procedure.form, &case.condition);
        view! { <li>{period_text(case.period)} " " {t("khi", "when")} " " {when}</li> }
    });
    let findings = procedure.deadline.on_finding.iter().map(|case| {
        let finding = case.finding.get(lang()).to_owned();
        view! { <li>{period_text(case.period)} " " {t("khi cán bộ xác định:", "when an officer finds:")} " " {finding}</li> }
            .into_any()
    });
    let cases: Vec<_> = cases.map(IntoAny::into_any).chain(findings).collect();
    (!cases.is_empty()).then(|| view! { <ul>{cases}</ul> }.into_any())
}

fn fees(procedure: &Procedure) -> AnyView {
    let fees = &procedure.fees;
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
                {owed_when(procedure, fee).map(|when| view! { <p>{when}</p> })}
                {fee.note.as_ref().map(|note| view! { <p>{note.get(lang).to_owned()}</p> })}
                {fee.basis.clone().map(|basis| view! { <p>{t("Theo", "Under")} " " {basis}</p> })}
                {fee.exemptions.iter().map(|exemption| view! { <p>{exempt(exemption)}</p> }).collect_view()}
            </li>
        }
    });
    view! { <ol class="paper-list">{rows.collect_view()}</ol> }.into_any()
}

/// `Áp dụng khi Ngày sinh của trẻ đã quá 60 ngày.`, where an answer tells.
fn owed_when(procedure: &Procedure, fee: &Fee) -> Option<String> {
    let condition = fee.owed_if.as_ref()?;
    Some(format!("{} {}.", t("Áp dụng khi", "Applies when"), conditions::when(&procedure.form, condition)))
}

/// `Miễn cho … từ 01/12/2026 đến 31/12/2026.`
pub(crate) fn exempt(exemption: &Exemption) -> String {
    let until = exemption
        .valid
        .to
        .as_deref()
        .map_or_else(String::new, |to| format!(" {} {}", t("đến", "until"), iso_day(to)));
    let basis = exemption.basis.as_deref().map_or_else(String::new, |basis| format!(" ({basis})"));
    let who = exemption.who.get(lang());
    let (free, from) = (t("Miễn cho", "Free for"), t("từ", "from"));
    format!("{free} {who} {from} {}{until}{basis}", iso_day(&exemption.valid.from))
}

pub(crate) fn channels(channels: &[Channel]) -> Option<String> {
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

fn side(shown: &ProcedureView) -> AnyView {
    let procedure = &shown.procedure;
    let places = if shown.further_counters.is_some() {
        t(
            "Không kể bạn ở đâu (phi địa giới): chọn bất kỳ quầy nào trong danh sách nơi nộp.",
            "Wherever you live: choose any counter of the list of places.",
        )
    } else {
        t(
            "Nộp tại Bộ phận Một cửa của nơi giải quyết.",
            "At the one-stop counter of the office that decides.",
        )
    };
    let further = shown.further_counters.as_deref().filter(|further| !further.is_empty()).map(|further| {
        let names = further.iter().map(|name| view! { <li>{name.get(lang()).to_owned()}</li> });
        view! {
            <p>{t("Các quầy này cũng nhận:", "These counters take it too:")}</p>
            <ul>{names.collect_view()}</ul>
        }
    });
    view! {
        <aside class="side">
            <h2>{t("Nộp ở đâu", "Where to apply")}</h2>
            <p>{t("Trực tuyến, lúc nào cũng được, trên điện thoại hay máy tính.", "Online at any time, on a phone or a computer.")}</p>
            <div class="button-row">
                <a class="button" href=format!("/apply/{}", procedure.code)>{t("Nộp trực tuyến", "Apply online")}</a>
            </div>
            <p>{places}</p>
            {further}
            <p class="muted">{t("Tên chính thức:", "Official name:")} " " {procedure.name.get(lang()).to_owned()}</p>
        </aside>
    }
    .into_any()
}
