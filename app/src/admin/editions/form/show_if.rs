//! When something is asked: lines of question, comparison and answer, or the text of what lines cannot say.

use forms::schema::{Kind, Question};
use leptos::prelude::*;
use views::FormItemView;

use super::item::condition;
use crate::admin::editions::fields::{Sheet, options};
use crate::public::conditions::when;
use crate::ui::{lang, t};

/// In the place of a question: how the application comes in.
const CHANNEL: &str = "@channel";

type Options = Vec<(String, String)>;

pub(super) fn fields(view: &FormItemView) -> AnyView {
    let sheet = Sheet(&view.sheet);
    let builder = Builder { view, sheet, names: names(view) };
    let words = match condition(view) {
        Some(shown) => {
            format!("{} {}.", t("Đang hỏi khi", "It is asked when"), when(&view.procedure.form, shown))
        }
        None => t("Đang luôn hỏi.", "It is always asked.").to_owned(),
    };
    let text = "show_if.text".to_owned();
    let is_text = !sheet.value(&text).is_empty();
    let open = is_text || sheet.is_wrong(std::slice::from_ref(&text));
    let lines = (!is_text).then(|| {
        sheet.list(
            "show_if",
            (t("Điều kiện", "Condition"), t("Thêm điều kiện", "Add a condition")),
            |key| builder.line(key),
        )
    });
    view! {
        <fieldset class="field" id="show_if" tabindex="-1">
            <legend>{t("Khi nào hỏi", "When it is asked")}</legend>
            <p class="help">{words}</p>
            {sheet.told("show_if")}
            {builder.join()}
            {lines}
            <details class="disclosure" open=open>
                <summary>{t("Điều kiện phức tạp", "A complex condition")}</summary>
                <div>
                    {sheet.words(
                        &text,
                        t("Điều kiện viết bằng YAML", "The condition as YAML"),
                        t("Có chữ ở đây thì thay cho các dòng ở trên", "What stands here counts instead of the lines above"),
                        4,
                    )}
                </div>
            </details>
        </fieldset>
    }
    .into_any()
}

/// What a condition can name: questions, parts of addresses, and how the application comes in.
fn names(view: &FormItemView) -> Options {
    let mut names = Vec::new();
    for question in view.procedure.form.named_from(&view.item) {
        let label = question.label.get(lang());
        let label = if label.is_empty() { question.id.as_str() } else { label };
        names.push((question.id.clone(), label.to_owned()));
        if matches!(question.kind, Kind::Address) {
            let part =
                |part: &str, words: &str| (format!("{}.{part}", question.id), format!("{label}: {words}"));
            names.push(part("province", t("tỉnh, thành phố", "province")));
            names.push(part("commune", t("xã, phường", "commune")));
        }
    }
    names.push((CHANNEL.to_owned(), t("Cách nộp hồ sơ", "How it is filed").to_owned()));
    names
}

struct Builder<'a> {
    view: &'a FormItemView,
    sheet: Sheet<'a>,
    names: Options,
}

impl Builder<'_> {
    /// How several lines hang together.
    fn join(&self) -> AnyView {
        let joins = options(&[
            ("all", t("mọi điều kiện dưới đây đều đúng", "all conditions below hold")),
            ("any", t("một trong các điều kiện dưới đây đúng", "one of the conditions below holds")),
        ]);
        if self.sheet.rows("show_if") > 1 {
            return self.sheet.select_or("show_if.join", t("Hỏi khi", "Asked when"), &joins, "all");
        }
        let value = self.sheet.value("show_if.join");
        view! { <input type="hidden" name="fields[show_if.join]" value=value/> }.into_any()
    }

    fn line(&self, key: &str) -> AnyView {
        let (question, compare) = (format!("{key}.question"), format!("{key}.compare"));
        let first = (String::new(), t("Chọn câu hỏi…", "Choose a question…").to_owned());
        let names: Options = std::iter::once(first).chain(self.names.iter().cloned()).collect();
        view! {
            {self.sheet.select(&question, t("Câu hỏi", "Question"), &names)}
            <div class="field-row">
                {self.sheet.select_or(&compare, t("So sánh", "Comparison"), &comparisons(), "is")}
                {self.value(key)}
            </div>
        }
        .into_any()
    }

    /// What it is compared with: an option, another question, or something typed.
    fn value(&self, key: &str) -> AnyView {
        let (sheet, field) = (self.sheet, format!("{key}.value"));
        let question = sheet.value(&format!("{key}.question"));
        let label = t("Giá trị", "Value");
        match sheet.value(&format!("{key}.compare")).as_str() {
            "answered" | "not_answered" => {
                view! { <input type="hidden" name=format!("fields[{field}]") value=""/> }.into_any()
            }
            "before" | "same" | "exceeds" => {
                sheet.select(&field, t("Câu hỏi khác", "Another question"), &self.names)
            }
            "one_of" => sheet.line(
                &field,
                t("Các giá trị", "Values"),
                t("Cách nhau bằng dấu phẩy", "With commas between"),
                "w-20",
            ),
            _ => match self.offered(&question) {
                Some(offered) => sheet.select(&field, label, &offered),
                None => sheet.line(&field, label, "", "w-20"),
            },
        }
    }

    /// The answers that a question offers.
    fn offered(&self, question: &str) -> Option<Options> {
        let choose = (String::new(), t("Chọn…", "Choose…").to_owned());
        let offered: Options = if question == CHANNEL {
            options(&[
                ("online", t("Trực tuyến", "Online")),
                ("counter", t("Tại quầy", "At a counter")),
                ("post", t("Qua bưu chính", "By post")),
            ])
        } else {
            answers(self.view.procedure.form.question(question)?)?
        };
        Some(std::iter::once(choose).chain(offered).collect())
    }
}

fn answers(question: &Question) -> Option<Options> {
    match &question.kind {
        Kind::YesNo => Some(options(&[("yes", t("Có", "Yes")), ("no", t("Không", "No"))])),
        Kind::Choice { options, .. } => {
            let words = |label: &domain::text::Text| label.get(lang()).to_owned();
            Some(options.iter().map(|option| (option.value.clone(), words(&option.label))).collect())
        }
        _ => None,
    }
}

fn comparisons() -> Options {
    options(&[
        ("is", t("là", "is")),
        ("is_not", t("không là", "is not")),
        ("one_of", t("là một trong", "is one of")),
        ("answered", t("có trả lời", "is answered")),
        ("not_answered", t("không trả lời", "is not answered")),
        ("at_least", t("ít nhất (số)", "is at least (number)")),
        ("at_most", t("nhiều nhất (số)", "is at most (number)")),
        ("younger_than", t("sinh ra chưa đủ (tuổi)", "born less than (years) ago")),
        ("older_than_days", t("đã qua quá (ngày)", "more than (days) ago")),
        ("before", t("trước ngày ở câu", "is before the date at")),
        ("same", t("giống câu", "is the same as")),
        ("exceeds", t("lớn hơn số ở câu", "is more than the number at")),
    ])
}
