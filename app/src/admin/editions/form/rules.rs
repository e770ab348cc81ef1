//! The rules of a form, for the eye: they are changed in the text.

use forms::schema::{Form, Rule, Severity};
use leptos::prelude::*;

use crate::public::conditions::when;
use crate::ui::{lang, t};

pub(super) fn list(code: &str, form: &Form) -> Option<AnyView> {
    if form.rules.is_empty() {
        return None;
    }
    let lines = form.rules.iter().map(|rule| line(form, rule)).collect_view();
    Some(
        view! {
            <h2>{t("Quy tắc", "Rules")}</h2>
            <p class="help">
                {t("Quy tắc so nhiều câu trả lời, và sửa trong", "Rules look at several answers, and are changed in")} " "
                <a href=format!("/admin/procedures/{code}/text")>{t("toàn văn", "the text")}</a> "."
            </p>
            <ul class="outline-rules">{lines}</ul>
        }
        .into_any(),
    )
}

fn line(form: &Form, rule: &Rule) -> AnyView {
    let severity = match rule.severity {
        Severity::Error => t("chặn nộp", "stops filing"),
        Severity::Warning => t("nhắc", "warns"),
    };
    let condition = rule.demand.condition();
    let demand = match rule.demand {
        forms::schema::Demand::BrokenIf(_) => t("báo khi", "told when"),
        forms::schema::Demand::MustHold(_) => t("phải đúng:", "must hold:"),
    };
    let at = form.question(&rule.at).map_or(rule.at.as_str(), |question| question.label.get(lang()));
    view! {
        <li>
            {rule.message.get(lang()).to_owned()} " " <span class="code">{rule.id.clone()}</span>
            <p class="help">
                {t("Ở câu", "At")} " “" {at.to_owned()} "”, " {severity} "; " {demand} " " {when(form, condition)}
            </p>
        </li>
    }
    .into_any()
}
