//! The settings of each kind of question.

use forms::procedure::PaperKind;
use forms::schema::{Kind, Question};
use leptos::prelude::*;
use views::FormItemView;

use crate::admin::editions::fields::{Sheet, options};
use crate::ui::{lang, t};

pub(super) fn settings(view: &FormItemView, sheet: Sheet<'_>, kind: &str) -> AnyView {
    match kind {
        "text" | "long_text" => {
            let usual = if kind == "text" {
                t("Để trống là 200", "Empty is 200")
            } else {
                t("Để trống là 4000; nhiều nhất 8000", "Empty is 4000; at most 8000")
            };
            sheet.line("max_length", t("Nhiều nhất mấy ký tự", "At most so many characters"), usual, "w-4")
        }
        "date" => date(sheet),
        "choice" => choice(view, sheet),
        "number" => view! { {bounds(sheet)} {sheet.both("unit", t("Đơn vị", "Unit"))} }.into_any(),
        "money" => bounds(sheet),
        "national_id" => view! {
            {named(view, sheet, "birth", t("Phải khớp với ngày sinh ở câu", "Agrees with the date of birth at"), is_date)}
            {named(view, sheet, "sex", t("Phải khớp với giới tính ở câu", "Agrees with the sex at"), is_choice)}
        }
        .into_any(),
        "group" => group(sheet),
        "file" => {
            let papers = view.procedure.papers.iter().filter(|paper| paper.kind == PaperKind::HandIn);
            let papers = papers.map(|paper| (paper.id.clone(), paper.name.get(lang()).to_owned()));
            sheet.select("paper", t("Giấy tờ", "The paper"), &papers.collect::<Vec<_>>())
        }
        "calculated" => view! {
            {sheet.words(
                "formula",
                t("Công thức (YAML)", "The formula (YAML)"),
                t("Ví dụ: product: [so_ban, 8000]", "For example: product: [copies, 8000]"),
                3,
            )}
            {sheet.both("unit", t("Đơn vị", "Unit"))}
        }
        .into_any(),
        "amount_in_words" => {
            named(view, sheet, "amount", t("Phải khớp với số tiền ở câu", "Says the amount at"), is_number)
        }
        _ => ().into_any(),
    }
}

fn date(sheet: Sheet<'_>) -> AnyView {
    let ranges = options(&[
        ("any", t("Ngày nào cũng được", "Any day")),
        ("past", t("Hôm nay hoặc trước", "Today or before")),
        ("future", t("Hôm nay hoặc sau", "Today or after")),
    ]);
    let calendars = options(&[("solar", t("Dương lịch", "Solar")), ("lunar", t("Âm lịch", "Lunar"))]);
    view! {
        <div class="field-row">
            {sheet.select_or("range", t("Nhận ngày", "Which days"), &ranges, "any")}
            {sheet.select_or("calendar", t("Lịch", "Calendar"), &calendars, "solar")}
        </div>
    }
    .into_any()
}

fn bounds(sheet: Sheet<'_>) -> AnyView {
    let none = t("Để trống là không giới hạn", "Empty is no limit");
    view! {
        <div class="field-row">
            {sheet.line("min", t("Ít nhất", "At least"), none, "w-10")}
            {sheet.line("max", t("Nhiều nhất", "At most"), none, "w-10")}
        </div>
    }
    .into_any()
}

fn choice(view: &FormItemView, sheet: Sheet<'_>) -> AnyView {
    let own = (String::new(), t("Không: các phương án ghi ở đây", "None: the options below").to_owned());
    let tables = view.tables.iter().map(|(id, name)| (id.clone(), name.get(lang()).to_owned()));
    let tables: Vec<_> = std::iter::once(own).chain(tables).collect();
    let option = |key: &str| {
        view! {
            {sheet.both(&format!("{key}.label"), t("Phương án", "Option"))}
            {sheet.line(
                &format!("{key}.value"),
                t("Giá trị lưu", "What is stored"),
                t("Để trống thì đặt theo chữ; không đổi khi đã có hồ sơ", "Empty is made of the words; stays once people have filed"),
                "w-20",
            )}
        }
        .into_any()
    };
    let has_table = !sheet.value("table").is_empty();
    let options = (!has_table || sheet.rows("options") > 0).then(|| {
        sheet.list("options", (t("Phương án", "Option"), t("Thêm phương án", "Add an option")), option)
    });
    view! {
        {sheet.select_or("table", t("Danh mục dùng chung", "Table of codes"), &tables, "")}
        {sheet.told("options")}
        {options}
    }
    .into_any()
}

fn group(sheet: Sheet<'_>) -> AnyView {
    let layouts = options(&[
        ("cards", t("Thẻ", "Cards")),
        ("table", t("Bảng, khi màn hình đủ rộng", "A table, where there is room")),
    ]);
    view! {
        {sheet.both("row_title", t("Một dòng gọi là gì", "What one row is called"))}
        <div class="field-row">
            {sheet.line("min_rows", t("Ít nhất mấy dòng", "At least so many rows"), t("Để trống là 0", "Empty is 0"), "w-4")}
            {sheet.line("max_rows", t("Nhiều nhất mấy dòng", "At most so many rows"), t("Để trống là 20", "Empty is 20"), "w-4")}
            {sheet.select_or("layout", t("Trình bày", "Shown as"), &layouts, "cards")}
        </div>
    }
    .into_any()
}

/// A question that another names.
fn named(view: &FormItemView, sheet: Sheet<'_>, key: &str, label: &str, fits: fn(&Kind) -> bool) -> AnyView {
    let none = (String::new(), t("Không", "None").to_owned());
    let asked =
        view.procedure.form.named_from(&view.item).into_iter().filter(|question| fits(&question.kind));
    let asked = asked.map(|question: &Question| (question.id.clone(), question.label.get(lang()).to_owned()));
    sheet.select(key, label, &std::iter::once(none).chain(asked).collect::<Vec<_>>())
}

const fn is_date(kind: &Kind) -> bool {
    matches!(kind, Kind::Date { .. })
}

const fn is_choice(kind: &Kind) -> bool {
    matches!(kind, Kind::Choice { .. })
}

const fn is_number(kind: &Kind) -> bool {
    matches!(kind, Kind::Number { .. } | Kind::Money { .. } | Kind::Calculated { .. })
}
