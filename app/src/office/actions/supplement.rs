//! Asking for everything that is missing, once.

use domain::lifecycle::Status;
use domain::text::Lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{DeskDossier, OwnDossier, SupplementTarget};

use super::{Deed, folded};
use crate::api::desk::AskSupplement;
use crate::ui::{TextArea, kept, lang, period_text, t};

/// Something that can be asked for.
struct Target {
    name: String,
    label: String,
    /// What the applicant gave so far, in words.
    given: Option<String>,
    /// The papers that another answer here would ask for.
    would_ask: String,
}

/// The answers of one section that can be asked for.
struct Part {
    title: String,
    targets: Vec<Target>,
}

pub(super) fn request(desk: &DeskDossier) -> AnyView {
    let (papers, answers) = parts(&desk.dossier, &desk.targets);
    let mut number = 0;
    let note = kept(AskSupplement::url(), "note").unwrap_or_default();
    let papers = papers.iter().map(|target| field(target, &mut number)).collect_view();
    let answers: Vec<AnyView> = answers
        .into_iter()
        .map(|part| {
            let open = part.targets.iter().any(|target| written(target).is_some());
            let fields: Vec<AnyView> = part.targets.iter().map(|target| field(target, &mut number)).collect();
            view! { <details class="disclosure" open=open><summary>{part.title}</summary><div>{fields}</div></details> }
                .into_any()
        })
        .collect();
    let fields = view! {
        // Enter in a line would send half a request, and there is only one: the first button of the form is what Enter
        // presses, and this one does nothing.
        <button disabled hidden></button>
        <p>
            {t(
                "Ghi lý do ở mỗi chỗ cần bổ sung và cách sửa; chỗ nào đủ thì để trống. Cần một giấy chưa có ở đây thì ghi vào câu trả lời quyết định giấy đó.",
                "Write a reason, and how to mend it, at each item; leave the others empty. A paper that is not here is asked for at the answer that decides on it.",
            )}
        </p>
        <fieldset class="group">
            <legend>{t("Giấy tờ", "Papers")}</legend>
            {papers}
        </fieldset>
        <fieldset class="group">
            <legend>{t("Nội dung đã khai", "Answers")}</legend>
            {answers}
        </fieldset>
        <div class="field">
            <label for="supplement-note">
                {t("Hướng dẫn chung", "General guidance")}
                " "
                <span class="optional">{t("không bắt buộc", "optional")}</span>
            </label>
            <TextArea id="supplement-note" name="note" value=note rows=3 max_length=2000/>
        </div>
    };
    let summary = t("Yêu cầu bổ sung", "Ask for a supplement");
    let deed = Deed {
        code: &desk.dossier.code,
        action: AskSupplement::url(),
        effect: &effect(desk),
        label: t("Gửi yêu cầu bổ sung", "Send the request"),
        button: "button secondary",
        fields: fields.into_any(),
    };
    folded(summary, deed)
}

fn effect(desk: &DeskDossier) -> String {
    let answer = period_text(desk.supplement.answer_within());
    let ask = period_text(desk.supplement.ask_within());
    match (lang(), desk.dossier.lifecycle.status()) {
        (Lang::Vi, Status::Filed) => format!(
            "Cấp Phiếu yêu cầu bổ sung (Mẫu 02). Chỉ một lần cho mỗi hồ sơ, nên ghi hết mọi chỗ. Người nộp có {answer}; thời hạn giải quyết chưa được tính."
        ),
        (Lang::En, Status::Filed) => format!(
            "Issues the supplement request (Mẫu 02). Once for each dossier, so name everything. The applicant has {answer}; the period does not run yet."
        ),
        (Lang::Vi, _) => format!(
            "Cấp Phiếu yêu cầu bổ sung (Mẫu 02). Chỉ một lần cho mỗi hồ sơ và trong {ask} từ khi tiếp nhận, nên ghi hết mọi chỗ. Người nộp có {answer}; thời hạn dừng và tính lại từ đầu khi đã đủ."
        ),
        (Lang::En, _) => format!(
            "Issues the supplement request (Mẫu 02). Once for each dossier and within {ask} of acceptance, so name everything. The applicant has {answer}; the period stops and starts again from zero when complete."
        ),
    }
}

/// The papers, and the answers in the order of the form.
fn parts(dossier: &OwnDossier, targets: &[SupplementTarget]) -> (Vec<Target>, Vec<Part>) {
    let lang = lang();
    let target = |known: &SupplementTarget, given: Option<String>| Target {
        name: known.target.clone(),
        label: known.label.get(lang).to_owned(),
        given,
        would_ask: known.would_ask.iter().map(|paper| paper.get(lang)).collect::<Vec<_>>().join("; "),
    };
    let papers = targets.iter().filter_map(|known| {
        let id = views::target_paper(&known.target)?;
        Some(target(known, Some(handed_in(dossier, id))))
    });
    let papers = papers.collect();
    let answers: Vec<_> =
        targets.iter().filter(|known| views::target_paper(&known.target).is_none()).collect();
    let mut parts: Vec<Part> = Vec::new();
    for section in &dossier.answers {
        let asked = section.rows.iter().filter_map(|row| {
            let known = answers.iter().find(|known| known.target == row.path)?;
            let given =
                (!row.value.is_empty()).then(|| format!("{} {}", t("Đã khai:", "Answered:"), row.value));
            Some(target(known, given))
        });
        parts.push(Part { title: section.title.clone(), targets: asked.collect() });
    }
    let shown =
        |name: &str| dossier.answers.iter().flat_map(|section| &section.rows).any(|row| row.path == name);
    let others =
        answers.iter().filter(|known| !shown(&known.target)).map(|other| target(other, None)).collect();
    parts.push(Part { title: t("Phần khác", "Other").to_owned(), targets: others });
    parts.retain(|part| !part.targets.is_empty());
    (papers, parts)
}

fn handed_in(dossier: &OwnDossier, paper: &str) -> String {
    let count = dossier.files.iter().filter(|file| file.paper_id == paper).count();
    match (lang(), count) {
        (Lang::Vi, 0) => "Chưa nộp tệp nào".to_owned(),
        (Lang::Vi, _) => format!("Đã nộp {count} tệp"),
        (Lang::En, 0) => "No file was handed in".to_owned(),
        (Lang::En, 1) => "1 file was handed in".to_owned(),
        (Lang::En, _) => format!("{count} files were handed in"),
    }
}

fn name_of(target: &Target) -> String {
    format!("reasons[{}]", target.name)
}

/// The reason that was written before the form was refused.
fn written(target: &Target) -> Option<String> {
    kept(AskSupplement::url(), &name_of(target))
}

fn field(target: &Target, number: &mut u32) -> AnyView {
    *number += 1;
    let id = format!("reason-{number}");
    let help = format!("{id}-help");
    let leads_to = (!target.would_ask.is_empty()).then(|| match lang() {
        Lang::Vi => format!("Tùy câu trả lời, có thể phải nộp: {}.", target.would_ask),
        Lang::En => format!("Depending on the answer, to be handed in: {}.", target.would_ask),
    });
    let told: Vec<String> = target.given.clone().into_iter().chain(leads_to).collect();
    let described_by = (!told.is_empty()).then(|| help.clone());
    let given = (!told.is_empty()).then(|| {
        let told = told.into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
        view! { <p class="help lines" id=help>{told}</p> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{target.label.clone()}</label>
            {given}
            <input
                id=id
                name=name_of(target)
                type="text"
                value=written(target)
                maxlength="1000"
                autocomplete="off"
                aria-describedby=described_by
            />
        </div>
    }
    .into_any()
}
