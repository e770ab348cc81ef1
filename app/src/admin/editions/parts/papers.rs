//! The papers of the dossier: each with its case, its ways, and its group.

use leptos::prelude::*;

use crate::admin::editions::fields::{Sheet, options};
use crate::ui::{lang, t};

pub(super) fn draw(sheet: Sheet<'_>) -> AnyView {
    view! {
        <p class="help">{t(
            "Mọi giấy tờ dưới đây đều phải có (và), trừ khi trường hợp của nó không xảy ra. Giấy tờ mang cùng tên nhóm thì chỉ cần một (hoặc).",
            "All papers below are needed (and), unless their case does not hold. Of papers with the same group one is enough (or).",
        )}</p>
        {sheet.list("papers", (t("Giấy tờ", "Paper"), t("Thêm giấy tờ", "Add a paper")), |key| paper(sheet, key))}
    }
    .into_any()
}

fn paper(sheet: Sheet<'_>, key: &str) -> AnyView {
    let kinds = options(&[
        ("hand_in", t("Nộp: có ô đính tệp", "Handed in: has a slot for files")),
        ("present", t("Xuất trình: chỉ cho xem", "Shown only")),
        ("electronic_form", t("Chính là biểu mẫu điện tử", "The e-form itself")),
    ]);
    let key = |rest: &str| format!("{key}.{rest}");
    let open = sheet.is_wrong(&[key("code"), key("max_files"), key("id")]);
    view! {
        {sheet.both(&key("name"), t("Tên giấy tờ", "Name of the paper"))}
        {sheet.select(&key("kind"), t("Làm gì với nó", "What happens with it"), &kinds)}
        <div class="choices">{sheet.tick(&key("required"), t("Bắt buộc", "Required"))}</div>
        {condition(sheet, key("").trim_end_matches('.'), t("Cần khi trả lời", "Needed when the answer is"))}
        {sheet.line(
            &key("one_of"),
            t("Nhóm thay thế nhau", "Group of which one is enough"),
            t("Tên nhóm tùy đặt; để trống nếu không có giấy tờ nào thay được", "Any name; empty when nothing stands for it"),
            "w-20",
        )}
        {sheet.line(
            &key("together"),
            t("Bộ phải nộp cùng nhau", "Set handed in together"),
            t(
                "Trong một nhóm thay thế: các giấy tờ mang cùng tên bộ chỉ thay được khi nộp đủ",
                "Within a group: papers of the same set stand for the others only when all are there",
            ),
            "w-20",
        )}
        {sheet.both(&key("help"), t("Hướng dẫn", "Help"))}
        <details class="disclosure" open=open>
            <summary>{t("Mã, số tệp", "Code, number of files")}</summary>
            <div>
                {sheet.line(&key("code"), t("Mã giấy tờ", "National code"), "", "w-20")}
                {sheet.line(&key("max_files"), t("Nhiều nhất mấy tệp", "At most so many files"), "", "w-4")}
                {sheet.line(
                    &key("id"),
                    t("Tên cho máy", "Name for the machine"),
                    t("Không đổi khi đã có hồ sơ", "Stays once people have filed"),
                    "w-20",
                )}
            </div>
        </details>
    }
    .into_any()
}

/// When something holds: an answer of the form, ways of applying, or what only its text can say.
pub(super) fn condition(sheet: Sheet<'_>, key: &str, label: &str) -> AnyView {
    let always = (String::new(), t("Luôn luôn", "Always").to_owned());
    let answers = sheet.0.answers.iter().map(|(value, words)| (value.clone(), words.get(lang()).to_owned()));
    let answers: Vec<_> = std::iter::once(always).chain(answers).collect();
    let text = format!("{key}.condition");
    let open = !sheet.value(&text).is_empty() || sheet.is_wrong(std::slice::from_ref(&text));
    view! {
        {sheet.select(&format!("{key}.answer"), label, &answers)}
        {sheet.channels(&format!("{key}.via"), t("Và khi nộp (không chọn là mọi cách)", "And when applying (none is every way)"))}
        <details class="disclosure" open=open>
            <summary>{t("Điều kiện khác", "Another condition")}</summary>
            <div>
                {sheet.words(
                    &text,
                    t("Điều kiện viết bằng YAML", "The condition as YAML"),
                    t("Có chữ ở đây thì thay cho hai mục trên", "What stands here counts instead of the two above"),
                    3,
                )}
            </div>
        </details>
    }
    .into_any()
}
