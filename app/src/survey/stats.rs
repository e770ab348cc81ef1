use domain::text::Lang;
use domain::when::{format_month, parse_iso_date};
use leptos::prelude::*;
use views::{StatsLine, StatsView};

use crate::api::surveys::stats;
use crate::ui::{Loaded, PageTitle, lang, loaded, per_mille_text, t};

/// `/stats`: satisfaction per unit and month.
#[component]
pub fn StatsPage() -> impl IntoView {
    let data = loaded((), |()| stats());
    let title = t("Mức hài lòng", "Satisfaction");
    view! {
        <PageTitle title=title/>
        <main id="main" class="page-wide" tabindex="-1">
            <h1>{title}</h1>
            <p class="lead">{t(
                "Những người đã nhận kết quả nói gì về từng đơn vị, theo từng tháng.",
                "What people who were served say about each office, month by month.",
            )}</p>
            <Loaded data=data children=tables/>
            <section class="section">
                <h2>{t("Cách tính", "How it is computed")}</h2>
                <p>{t(
                    "Mỗi phiếu có năm câu, mỗi câu từ 1 đến 5. Mức hài lòng = số câu trả lời 4 (hài lòng) và 5 (rất hài lòng) chia cho tất cả câu trả lời.",
                    "Each rating answers five questions from 1 to 5. Satisfaction = answers of 4 (satisfied) and 5 (very satisfied) divided by all answers.",
                )}</p>
                <p>{t(
                    "Dưới 5 phiếu thì không công bố, để không ai bị nhận ra qua câu trả lời của mình.",
                    "With fewer than 5 ratings nothing is shown, so that nobody is recognised by an answer.",
                )}</p>
            </section>
        </main>
    }
    .into_any()
}

fn tables(stats: StatsView) -> AnyView {
    if stats.lines.is_empty() {
        return view! {
            <div class="empty">
                <h2>{t("Chưa có đánh giá nào", "No ratings yet")}</h2>
                <p>{t(
                    "Số liệu có ở đây ngay khi những phiếu đầu tiên được gửi.",
                    "Figures appear here with the first ratings.",
                )}</p>
            </div>
        }
        .into_any();
    }
    let mut lines = stats.lines;
    lines.sort_by(|a, b| b.month.cmp(&a.month).then_with(|| a.unit.vi.cmp(&b.unit.vi)));
    lines.chunk_by(|a, b| a.month == b.month).map(month_table).collect_view().into_any()
}

fn month_table(lines: &[StatsLine]) -> AnyView {
    let month = lines.first().map(|line| month_text(&line.month, lang()));
    view! {
        <table class="stat-table">
            <caption>{month}</caption>
            <thead>
                <tr>
                    <th scope="col">{t("Đơn vị", "Office")}</th>
                    <th scope="col" class="num">{t("Số phiếu", "Ratings")}</th>
                    <th scope="col">{t("Hài lòng", "Satisfied")}</th>
                </tr>
            </thead>
            <tbody>{lines.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: &StatsLine) -> AnyView {
    let hidden = t("Dưới 5", "Below 5");
    let answers = line.answers.map_or_else(|| hidden.to_owned(), |answers| answers.to_string());
    let share = match line.satisfied_per_mille {
        Some(share) => {
            let words = per_mille_text(share);
            view! {
                <span class="meter">
                    <meter min="0" max="1000" value=share>{words.clone()}</meter>
                    <b>{words}</b>
                </span>
            }
            .into_any()
        }
        None => view! { <span class="muted">{t("Không công bố", "Not shown")}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{line.unit.get(lang()).to_owned()}</th>
            <td class="num" data-label=t("Số phiếu", "Ratings")>{answers}</td>
            <td data-label=t("Hài lòng", "Satisfied")>{share}</td>
        </tr>
    }
    .into_any()
}

/// The words for `2026-11`.
fn month_text(month: &str, lang: Lang) -> String {
    match parse_iso_date(&format!("{month}-01")) {
        Ok(first) => format_month(first.year(), first.month(), lang),
        Err(_) => month.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_named_as_people_say_it() {
        assert_eq!(month_text("2026-11", Lang::Vi), "Tháng 11/2026");
        assert_eq!(month_text("2026-03", Lang::Vi), "Tháng 3/2026");
        assert_eq!(month_text("2026-03", Lang::En), "March 2026");
    }
}
