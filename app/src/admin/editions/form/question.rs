//! The fields of a question: those of every question, and the settings of its kind.

mod settings;

use leptos::prelude::*;
use views::FormItemView;

use self::settings::settings;
use super::show_if;
use crate::admin::editions::fields::{Sheet, options};
use crate::ui::t;

pub(super) fn fields(view: &FormItemView) -> AnyView {
    let sheet = Sheet(&view.sheet);
    let kind = sheet.value("kind");
    view! {
        {sheet.both("label", t("Câu hỏi", "The question"))}
        {sheet.select_with(
            "kind",
            t("Loại câu trả lời", "Kind of answer"),
            t("Đổi loại rồi lưu thì hiện các ô của loại mới", "Save after a change to see the fields of the new kind"),
            &kinds(),
        )}
        <div class="choices">{sheet.tick("required", t("Bắt buộc trả lời", "Must be answered"))}</div>
        {settings(view, sheet, &kind)}
        {sheet.both_areas("help", t("Hướng dẫn", "Help"))}
        {example(sheet, &kind)}
        {show_if::fields(view)}
        {for_machines(sheet, &kind)}
    }
    .into_any()
}

fn kinds() -> Vec<(String, String)> {
    options(&[
        ("text", t("Một dòng chữ", "A line of text")),
        ("long_text", t("Đoạn văn", "Several lines")),
        ("person_name", t("Họ, chữ đệm, tên", "A person's name")),
        ("choice", t("Chọn một", "One of several")),
        ("yes_no", t("Có, không", "Yes or no")),
        ("date", t("Ngày", "A date")),
        ("number", t("Số nguyên", "A whole number")),
        ("money", t("Số tiền", "An amount of money")),
        ("amount_in_words", t("Số tiền bằng chữ", "An amount in words")),
        ("signature", t("Chữ ký", "A signature")),
        ("national_id", t("Số định danh cá nhân", "A personal identification number")),
        ("tax_code", t("Mã số thuế", "A tax code")),
        ("phone", t("Điện thoại", "A phone number")),
        ("email", t("Thư điện tử", "An e-mail address")),
        ("address", t("Địa chỉ hai cấp", "An address")),
        ("group", t("Nhóm lặp: nhiều dòng cùng câu hỏi", "Rows of the same questions")),
        ("file", t("Tệp của một giấy tờ", "The files of a paper")),
        ("calculated", t("Tự tính", "Calculated")),
    ])
}

/// Whether an answer of the kind is typed.
fn is_typed(kind: &str) -> bool {
    !matches!(kind, "choice" | "yes_no" | "group" | "file" | "calculated")
}

fn example(sheet: Sheet<'_>, kind: &str) -> Option<AnyView> {
    let shown = is_typed(kind) || !sheet.value("example").is_empty();
    shown.then(|| {
        sheet.line(
            "example",
            t("Ví dụ", "Example"),
            t("Một câu trả lời đúng, không dịch", "A good answer; it is not translated"),
            "w-full",
        )
    })
}

/// What programs read: the id, and from where an answer can come.
fn for_machines(sheet: Sheet<'_>, kind: &str) -> AnyView {
    let keys = ["id", "autocomplete", "prefill"].map(str::to_owned);
    let open = sheet.is_wrong(&keys);
    view! {
        <details class="disclosure" open=open>
            <summary>{t("Tên cho máy, điền sẵn", "Name for the machine, prefilling")}</summary>
            <div>
                {sheet.line(
                    "id",
                    t("Tên cho máy", "Name for the machine"),
                    t(
                        "Điều kiện, quy tắc, công thức nhắc tên này được sửa theo; không đổi khi đã có hồ sơ",
                        "Conditions, rules and formulas that name it are changed along; stays once people have filed",
                    ),
                    "w-20",
                )}
                {prefill(sheet, kind)}
                {autocomplete(sheet, kind)}
            </div>
        </details>
    }
    .into_any()
}

/// What the account of whoever applies can fill in.
fn prefill(sheet: Sheet<'_>, kind: &str) -> Option<AnyView> {
    let source = match kind {
        "text" | "person_name" => ("name", t("Họ tên", "The name")),
        "date" => ("birth_date", t("Ngày sinh", "The date of birth")),
        "choice" => ("sex", t("Giới tính", "The sex")),
        "national_id" => ("national_id", t("Số định danh cá nhân", "The personal number")),
        "phone" => ("phone", t("Điện thoại", "The phone number")),
        "email" => ("email", t("Thư điện tử", "The e-mail address")),
        "address" => ("address", t("Địa chỉ", "The address")),
        _ => ("", ""),
    };
    if source.0.is_empty() && sheet.value("prefill").is_empty() {
        return None;
    }
    let sources = options(&[("", t("Không", "Nothing")), source]);
    let shown = if source.0.is_empty() { &sources[..1] } else { &sources[..] };
    Some(sheet.select("prefill", t("Điền sẵn từ tài khoản", "Filled in from the account"), shown))
}

/// What a browser can fill in.
fn autocomplete(sheet: Sheet<'_>, kind: &str) -> Option<AnyView> {
    if !is_typed(kind) && sheet.value("autocomplete").is_empty() {
        return None;
    }
    let words = options(&[
        ("", t("Không", "Nothing")),
        ("name", t("Họ tên", "Name")),
        ("bday", t("Ngày sinh", "Date of birth")),
        ("tel", t("Điện thoại", "Phone number")),
        ("email", t("Thư điện tử", "E-mail address")),
        ("organization", t("Tên tổ chức", "Organisation")),
        ("street-address", t("Số nhà, đường", "Street")),
    ]);
    Some(sheet.select("autocomplete", t("Trình duyệt điền giúp", "Filled in by the browser"), &words))
}
