//! The fields of a part: what was typed, and what is wrong with it, at the field.

use leptos::prelude::*;
use views::EditionPartView;

use crate::ui::{TextArea, lang, t};

/// The field of a key, for links: `fees.0.name.vi` is `fees-0-name-vi`.
pub(super) fn id_of(key: &str) -> String {
    if key.is_empty() { "part".to_owned() } else { key.replace('.', "-") }
}

/// A part whose fields are drawn.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a>(pub &'a EditionPartView);

impl Sheet<'_> {
    /// What stands in a field.
    pub(super) fn value(self, key: &str) -> String {
        self.0.fields.get(key).cloned().unwrap_or_default()
    }

    /// The number of rows of a list.
    pub(super) fn rows(self, list: &str) -> usize {
        let inside = format!("{list}.");
        let rows =
            self.0.fields.keys().filter_map(|key| key.strip_prefix(&inside)?.split('.').next()?.parse().ok());
        rows.max().map_or(0, |last: usize| last + 1)
    }

    fn errors(self, key: &str) -> Vec<String> {
        let told = self.0.faults.iter().filter(|fault| fault.field == key);
        told.map(|fault| fault.words.get(lang()).to_owned()).collect()
    }

    /// Whether what is folded away must be seen.
    pub(super) fn is_wrong(self, keys: &[String]) -> bool {
        keys.iter().any(|key| !self.errors(key).is_empty())
    }

    /// A control with its label, help and errors. `draw` gets what the control is described by.
    fn field(self, key: &str, label: &str, help: &str, draw: impl FnOnce(Control) -> AnyView) -> AnyView {
        let id = id_of(key);
        let errors = self.errors(key);
        let mut described = Vec::new();
        if !help.is_empty() {
            described.push(format!("{id}-help"));
        }
        if !errors.is_empty() {
            described.push(format!("{id}-error"));
        }
        let control = Control {
            id: id.clone(),
            name: format!("fields[{key}]"),
            value: self.value(key),
            invalid: !errors.is_empty(),
            described: (!described.is_empty()).then(|| described.join(" ")),
        };
        let help = (!help.is_empty()).then(|| {
            view! { <p class="help" id=format!("{id}-help")>{help.to_owned()}</p> }
        });
        let told = (!errors.is_empty()).then(|| {
            view! { <p class="error" id=format!("{id}-error")>{errors.join(" ")}</p> }
        });
        view! {
            <div class=if errors.is_empty() { "field" } else { "field invalid" }>
                <label for=id>{label.to_owned()}</label>
                {help}
                {told}
                {draw(control)}
            </div>
        }
        .into_any()
    }

    /// One line. `width` is a class such as `w-10`.
    pub(super) fn line(self, key: &str, label: &str, help: &str, width: &'static str) -> AnyView {
        self.input(key, label, help, ("text", width))
    }

    /// A day.
    pub(super) fn day(self, key: &str, label: &str, help: &str) -> AnyView {
        self.input(key, label, help, ("date", "w-14"))
    }

    fn input(
        self,
        key: &str,
        label: &str,
        help: &str,
        (kind, width): (&'static str, &'static str),
    ) -> AnyView {
        self.field(key, label, help, |control| {
            view! {
                <input
                    id=control.id
                    class=width
                    name=control.name
                    type=kind
                    value=control.value
                    autocomplete="off"
                    aria-describedby=control.described
                    aria-invalid=control.invalid.then_some("true")
                />
            }
            .into_any()
        })
    }

    /// Several lines.
    pub(super) fn words(self, key: &str, label: &str, help: &str, rows: u8) -> AnyView {
        self.field(key, label, help, |control| {
            view! {
                <TextArea
                    id=control.id
                    name=control.name
                    value=control.value
                    rows=rows
                    invalid=control.invalid
                    described_by=control.described.unwrap_or_default()
                />
            }
            .into_any()
        })
    }

    /// A text in both languages.
    pub(super) fn both(self, key: &str, label: &str) -> AnyView {
        let english = format!("{label} {}", t("(tiếng Anh)", "(English)"));
        view! {
            <div class="both">
                {self.line(&format!("{key}.vi"), label, "", "w-full")}
                {self.line(&format!("{key}.en"), &english, "", "w-full")}
            </div>
        }
        .into_any()
    }

    /// Several lines in both languages.
    pub(super) fn both_areas(self, key: &str, label: &str) -> AnyView {
        let english = format!("{label} {}", t("(tiếng Anh)", "(English)"));
        view! {
            <div class="both">
                {self.words(&format!("{key}.vi"), label, "", 3)}
                {self.words(&format!("{key}.en"), &english, "", 3)}
            </div>
        }
        .into_any()
    }

    /// What is wrong with several fields together.
    pub(super) fn told(self, key: &str) -> Option<AnyView> {
        let errors = self.errors(key);
        (!errors.is_empty()).then(|| view! { <p class="error">{errors.join(" ")}</p> }.into_any())
    }

    /// From when to when.
    pub(super) fn days(self, key: &str) -> AnyView {
        view! {
            <div class="field-row">
                {self.day(&format!("{key}.from"), t("Từ ngày", "From"), "")}
                {self.day(&format!("{key}.to"), t("Đến hết ngày", "To"), t("Để trống nếu không có ngày cuối", "Empty without a last day"))}
            </div>
        }
        .into_any()
    }

    /// One of a list: what is stored and what is shown. A value that is none of them stays what it is.
    pub(super) fn select(self, key: &str, label: &str, options: &[(String, String)]) -> AnyView {
        self.choose(key, (label, ""), options, "")
    }

    /// The same with words that explain it.
    pub(super) fn select_with(
        self,
        key: &str,
        label: &str,
        help: &str,
        options: &[(String, String)],
    ) -> AnyView {
        self.choose(key, (label, help), options, "")
    }

    /// The same for a field that begins with one of the list.
    pub(super) fn select_or(
        self,
        key: &str,
        label: &str,
        options: &[(String, String)],
        first: &str,
    ) -> AnyView {
        self.choose(key, (label, ""), options, first)
    }

    fn choose(
        self,
        key: &str,
        (label, help): (&str, &str),
        options: &[(String, String)],
        first: &str,
    ) -> AnyView {
        self.field(key, label, help, |control| {
            let chosen = if control.value.is_empty() { first.to_owned() } else { control.value };
            let known = options.iter().any(|(value, _)| *value == chosen);
            let odd = (!known).then(|| {
                view! { <option value=chosen.clone() selected=true>{chosen.clone()}</option> }
            });
            let options = options.iter().map(|(value, words)| {
                let selected = *value == chosen;
                view! { <option value=value.clone() selected=selected>{words.clone()}</option> }
            });
            view! {
                <select
                    id=control.id
                    name=control.name
                    aria-describedby=control.described
                    aria-invalid=control.invalid.then_some("true")
                >
                    {odd}
                    {options.collect_view()}
                </select>
            }
            .into_any()
        })
    }

    /// A box to tick.
    pub(super) fn tick(self, key: &str, label: &str) -> AnyView {
        let (name, ticked) = (format!("fields[{key}]"), !self.value(key).is_empty());
        view! {
            <label class="choice">
                <input id=id_of(key) type="checkbox" name=name value="1" checked=ticked/>
                <span>{label.to_owned()}</span>
            </label>
        }
        .into_any()
    }

    /// How an application comes in: boxes below a key.
    pub(super) fn channels(self, key: &str, legend: &str) -> AnyView {
        view! {
            <fieldset class="field">
                <legend>{legend.to_owned()}</legend>
                <div class="choices inline">
                    {self.tick(&format!("{key}.counter"), t("Tại quầy", "At a counter"))}
                    {self.tick(&format!("{key}.online"), t("Trực tuyến", "Online"))}
                    {self.tick(&format!("{key}.post"), t("Qua bưu chính", "By post"))}
                </div>
            </fieldset>
        }
        .into_any()
    }

    /// Rows of a list, each with buttons that move and remove it, and one that adds another.
    pub(super) fn list(
        self,
        list: &str,
        (name, add): (&'static str, &'static str),
        draw: impl Fn(&str) -> AnyView,
    ) -> AnyView {
        let rows = (0..self.rows(list)).map(|row| {
            let key = format!("{list}.{row}");
            let told = self.told(&key);
            let which = format!("{name} {}", row + 1);
            let (up, remove) = (format!("up:{key}"), format!("remove:{key}"));
            let hidden = which.to_lowercase();
            let also_hidden = hidden.clone();
            view! {
                <fieldset class="group edition-row" id=id_of(&key)>
                    <legend>{which}</legend>
                    {told}
                    <input type="hidden" name=format!("fields[{key}.row]") value=""/>
                    {draw(&key)}
                    <div class="button-row">
                        {(row > 0).then(|| view! {
                            <button class="button secondary small" name="go" value=up>
                                {t("Đưa lên", "Move up")} <span class="visually-hidden">" " {hidden}</span>
                            </button>
                        })}
                        <button class="button secondary small" name="go" value=remove>
                            {t("Bỏ", "Remove")} <span class="visually-hidden">" " {also_hidden}</span>
                        </button>
                    </div>
                </fieldset>
            }
        });
        view! {
            {rows.collect_view()}
            <div class="button-row">
                <button class="button secondary" name="go" value=format!("add:{list}")>{add}</button>
            </div>
        }
        .into_any()
    }
}

/// What the control of a field is given.
struct Control {
    id: String,
    name: String,
    value: String,
    invalid: bool,
    described: Option<String>,
}

/// Words of options.
pub(super) fn options(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned())).collect()
}
