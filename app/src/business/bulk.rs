//! Many applications from one table.

use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use views::{BatchLine, BatchView, BulkView, RowLine, RowState};

use super::frame;
use crate::api::business::{FileRows, batch, bulk};
use crate::ui::{
    GetForm, Loaded, PageTitle, PostForm, QueryFailure, amount_text, here, lang, loaded, t, time_of,
};

/// `/business/bulk?procedure=`.
#[component]
pub fn BulkPage() -> impl IntoView {
    let view = loaded((), |()| bulk());
    view! {
        <main id="main" class="page" tabindex="-1">
            <Loaded data=view children=page/>
        </main>
    }
    .into_any()
}

fn page(view: BulkView) -> AnyView {
    let title = t("Nộp nhiều hồ sơ từ bảng tính", "Apply for many from a table");
    let chosen = here().asked("procedure").unwrap_or_default();
    let known = view.procedures.iter().find(|(code, _)| *code == chosen).cloned();
    let options = view.procedures.into_iter().map(|(code, name)| {
        let selected = code == chosen;
        view! { <option value=code selected=selected>{name.get(lang()).to_owned()}</option> }
    });
    let options: Vec<_> = options.collect();
    view! {
        <PageTitle title=title/>
        {frame::head(view.acting, title)}
        <QueryFailure/>
        <p>{t(
            "Tải tệp mẫu, điền mỗi hồ sơ một hàng, rồi đưa lên. Hệ thống kiểm tra từng hàng trước; chưa nộp gì cho đến khi bạn bấm nộp.",
            "Take the template, fill in a row for each dossier, and bring it back. Each row is checked first; nothing is filed until you press.",
        )}</p>
        <GetForm action="/business/bulk" class="form">
            <div class="field">
                <label for="procedure">{t("Thủ tục", "Procedure")}</label>
                <select id="procedure" name="procedure">{options}</select>
            </div>
            <button class="button secondary">{t("Chọn thủ tục này", "Choose this procedure")}</button>
        </GetForm>
        {known.map(|(code, name)| bring(&code, name.get(lang())))}
        {(!view.batches.is_empty()).then(|| batches(view.batches))}
    }
    .into_any()
}

fn bring(code: &str, name: &str) -> AnyView {
    let action = format!("/business/tables/{code}");
    view! {
        <section class="section">
            <h2>{name.to_owned()}</h2>
            <p>
                <a class="button secondary" href=format!("/business/bulk/{code}/template.xlsx") rel="external" download="">
                    {t("Tải tệp mẫu", "Take the template")}
                </a>
            </p>
            <p>{t(
                "Cột có dấu * phải điền. Bảng nhận tối đa 200 hàng. Câu hỏi có nhiều dòng (như danh sách người) và giấy tờ không có trong bảng: hàng nào thiếu giấy tờ sẽ thành bản nháp để bạn đính kèm.",
                "Columns with * must be filled in. A table has up to 200 rows. Lists of people and the like, and papers, are not in it: a row that lacks papers becomes a draft, to which you attach them.",
            )}</p>
            <PostForm action=action class="form" multipart=true>
                <div class="field">
                    <label for="table">{t("Bảng đã điền (.xlsx)", "The filled table (.xlsx)")}</label>
                    <input id="table" type="file" name="table" accept=".xlsx" required/>
                </div>
                <div class="button-row"><button class="button">{t("Kiểm tra bảng", "Check the table")}</button></div>
            </PostForm>
        </section>
    }
    .into_any()
}

fn batches(lines: Vec<BatchLine>) -> AnyView {
    let items = lines.into_iter().map(|line| {
        view! {
            <li>
                <a href=format!("/business/bulk/{}", line.id)>{line.procedure.get(lang()).to_owned()} ", " {line.file_name}</a>
                " " {time_of(line.at)}
            </li>
        }
    });
    view! {
        <section>
            <h2>{t("Bảng đã đưa lên", "Tables that were brought")}</h2>
            <ul>{items.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// `/business/bulk/{batch}`.
#[component]
pub fn BatchPage() -> impl IntoView {
    let view = loaded(here().value("batch"), batch);
    view! {
        <main id="main" class="page-wide office" tabindex="-1">
            <QueryFailure/>
            <Loaded data=view children=batch_page/>
        </main>
    }
    .into_any()
}

fn batch_page(view: BatchView) -> AnyView {
    let name = view.procedure.get(lang()).to_owned();
    let count = |is: fn(&RowState) -> bool| view.rows.iter().filter(|row| is(&row.state)).count();
    let wrong = count(|state| matches!(state, RowState::Wrong { .. }));
    let ready = count(|state| matches!(state, RowState::Ready { .. }));
    let lacking = count(|state| matches!(state, RowState::LacksPapers { .. }));
    let filed = count(|state| matches!(state, RowState::Filed { .. }));
    let told = [
        (filed, t("đã nộp", "filed")),
        (ready, t("nộp được", "can be filed")),
        (lacking, t("đúng nhưng thiếu giấy tờ", "right, but papers are missing")),
        (wrong, t("còn lỗi", "with errors")),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    let sum = sum(&view.rows);
    let rows: Vec<AnyView> = view.rows.into_iter().map(row).collect();
    view! {
        <PageTitle title=name.clone()/>
        <a class="back" href="/business/bulk">{view.organisation}</a>
        <h1>{name}</h1>
        <p class="caption">{view.file_name} ", " {time_of(view.at)}</p>
        <p role="status"><strong>{told.join(", ")}</strong></p>
        {(wrong > 0).then(|| view! {
            <div class="warning-note"><p>{t(
                "Hàng còn lỗi không được nộp. Sửa trong bảng rồi đưa lên lại: hàng đã nộp được nhận ra và không nộp lần nữa.",
                "Rows with errors are not filed. Mend them in the table and bring it again: rows that were filed are known and not filed twice.",
            )}</p></div>
        })}
        {sum}
        {(ready + lacking > 0).then(|| press(view.id, ready, lacking))}
        <table class="inbox batch">
            <caption class="visually-hidden">{t("Từng hàng của bảng", "The rows of the table")}</caption>
            <thead>
                <tr>
                    <th scope="col">{t("Hàng", "Row")}</th>
                    <th scope="col">{t("Nội dung", "About")}</th>
                    <th scope="col">{t("Kết quả kiểm tra", "What was found")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What a row will owe. Who presses for a hundred rows knows what it costs.
fn owes(fee: Option<u64>) -> String {
    format!("{}: {}", t("phí, lệ phí", "fees"), amount_text(fee))
}

/// The sum of what the rows to be filed owe, as far as that is known.
fn sum(rows: &[RowLine]) -> Option<AnyView> {
    let ready =
        rows.iter().filter_map(|row| if let RowState::Ready { fee } = row.state { Some(fee) } else { None });
    let (known, unknown): (Vec<_>, Vec<_>) = ready.partition(Option::is_some);
    let sum: u64 = known.into_iter().flatten().sum();
    if sum == 0 && unknown.is_empty() {
        return None;
    }
    let more = (!unknown.is_empty()).then(|| {
        format!(
            " {} {}",
            t("và những khoản tỉnh quy định của số hàng:", "and what the province sets, for rows:"),
            unknown.len()
        )
    });
    Some(
        view! {
            <p>
                {t("Phí, lệ phí của các hàng nộp được:", "Fees of the rows that can be filed:")} " "
                <strong>{amount_text(Some(sum))}</strong> {more}
            </p>
        }
        .into_any(),
    )
}

fn press(id: String, ready: usize, lacking: usize) -> AnyView {
    let words = if ready > 0 {
        format!("{} ({ready})", t("Nộp các hàng nộp được", "File the rows that can be filed"))
    } else {
        format!("{} ({lacking})", t("Tạo bản nháp", "Make the drafts"))
    };
    view! {
        <PostForm action=FileRows::url()>
            <input type="hidden" name="batch" value=id/>
            <p>{t(
                "Mỗi lần bấm nộp tối đa 50 hàng; còn thì bấm tiếp. Bấm nhiều lần không nộp trùng.",
                "One press files 50 rows at the most; press again for the rest. Pressing twice files nothing twice.",
            )}</p>
            <div class="button-row"><button class="button">{words}</button></div>
        </PostForm>
    }
    .into_any()
}

fn row(line: RowLine) -> AnyView {
    let again = matches!(line.state, RowState::Ready { .. } | RowState::LacksPapers { .. });
    let before = line.before.filter(|_| again).map(|code| {
        view! {
            <div class="muted">
                {t("Đã nộp một lần, hồ sơ đã kết thúc:", "Filed once before, and ended:")} " "
                <a href=format!("/track/{code}")>{code.clone()}</a>
            </div>
        }
    });
    let state = match line.state {
        RowState::Ready { fee } => view! {
            <span class="tag new">{t("Nộp được", "Can be filed")}</span> " " {owes(fee)}
        }
        .into_any(),
        RowState::LacksPapers { fee } => view! {
            <span class="tag waiting">{t("Thiếu giấy tờ, sẽ thành bản nháp", "Papers are missing; becomes a draft")}</span> " " {owes(fee)}
        }
        .into_any(),
        RowState::Wrong { errors } => {
            let errors: Vec<_> = errors.into_iter().map(|error| view! { <li>{error}</li> }).collect();
            view! { <div><span class="tag refused">{t("Còn lỗi", "Errors")}</span><ul>{errors}</ul></div> }.into_any()
        }
        RowState::Twin { number } => {
            view! { <span class="tag">{t("Trùng với hàng", "The same as row")} " " {number}</span> }.into_any()
        }
        RowState::Draft { draft } => view! {
            <a href=format!("/drafts/{draft}")>{t("Bản nháp, cần đính kèm giấy tờ", "Draft: attach its papers")}</a>
        }
        .into_any(),
        RowState::Filed { code } => view! {
            <a href=format!("/track/{code}")><span class="dossier-code small">{crate::ui::code_groups(&code)}</span></a>
        }
        .into_any(),
    };
    view! {
        <tr>
            <td data-label=t("Hàng", "Row")>{line.number}</td>
            <td data-label=t("Nội dung", "About")>{line.about}</td>
            <td data-label=t("Kết quả kiểm tra", "What was found")>{state} {before}</td>
        </tr>
    }
    .into_any()
}
