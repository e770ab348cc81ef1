use leptos::prelude::*;

use super::choice::pick_one;
use super::{Field, aria_told, error_line, is_told};
use crate::citizen::sheet::Sheet;
use crate::ui::{redrawn, t};

/// Province, commune, street: the two levels of today.
pub(super) fn address(field: &Field) -> AnyView {
    let error = field.error();
    let controls = view! { <div class="address">{province(field)} {commune(field)} {street(field)}</div> };
    field.set(Some(field.id()), error, controls.into_any())
}

fn province(field: &Field) -> AnyView {
    let part = Part::new(field, "province");
    let error = part.error;
    let chosen = field.sheet.answer(&part.path);
    let options = field.sheet.draft.with_value(|draft| {
        let options: Vec<(&str, &str)> =
            draft.provinces.iter().map(|place| (place.code.as_str(), place.label.as_str())).collect();
        pick_one(&options, &chosen)
    });
    let select = view! {
        <select
            id=part.id.clone()
            name=part.name.clone()
            autocomplete="off"
            aria-describedby=part.described()
            aria-invalid=aria_told(error)
            on:input={
                let commune = format!("{}.commune", field.id());
                move |_| clear(&commune)
            }
        >
            {options}
        </select>
        <button class="button secondary no-js-only" name="go" value=format!("at-{}.commune", field.path)>
            {t("Hiện danh sách xã, phường", "Show the communes")}
        </button>
    };
    part.frame(t("Tỉnh, thành phố", "Province or city"), select.into_any())
}

/// The list of the chosen province. Where it cannot be had, the name is typed and checked by the server.
fn commune(field: &Field) -> AnyView {
    let part = Part::new(field, "commune");
    let sheet = field.sheet;
    let province_key = format!("{}.province", field.path);
    let province = Memo::new(move |_| sheet.answers.with(|answers| answers.get(&province_key).to_owned()));
    load_when_chosen(sheet, province);
    let control = {
        let part = part.clone();
        redrawn(move || {
            let code = province.get();
            if code.is_empty() {
                return part.waiting(t("Chọn tỉnh, thành phố trước", "Choose the province first"));
            }
            match sheet.communes_of(&code) {
                None => part.waiting(t("Đang tải…", "Loading…")),
                Some(None) => part.input(sheet, None),
                Some(Some(list)) => {
                    let options: Vec<(&str, &str)> =
                        list.iter().map(|place| (place.code.as_str(), place.name.as_str())).collect();
                    part.select(pick_one(&options, &sheet.answer(&part.path)))
                }
            }
        })
    };
    part.frame(t("Xã, phường, đặc khu", "Commune, ward or special zone"), control)
}

fn street(field: &Field) -> AnyView {
    let part = Part::new(field, "street");
    let control = part.input(field.sheet, field.question.autocomplete.clone());
    part.frame(t("Số nhà, đường, thôn, khu phố", "House number, street, hamlet"), control)
}

/// Loads the communes of a province, once.
#[cfg(feature = "hydrate")]
fn load_when_chosen(sheet: Sheet, province: Memo<String>) {
    Effect::new(move |_| {
        let code = province.get();
        if code.is_empty() || untrack(|| sheet.communes_of(&code)).is_some() {
            return;
        }
        leptos::task::spawn_local(async move {
            let list = crate::browser::communes_of(&code).await.filter(|list| !list.is_empty());
            sheet.keep_communes(code, list);
        });
    });
}

#[cfg(not(feature = "hydrate"))]
const fn load_when_chosen(_: Sheet, _: Memo<String>) {}

/// One part of an address.
#[derive(Clone)]
struct Part {
    path: String,
    id: String,
    name: String,
    error: Memo<Option<String>>,
}

impl Part {
    fn new(field: &Field, part: &str) -> Self {
        let path = format!("{}.{part}", field.path);
        let error = field.sheet.error(&path, &field.label());
        Self { id: format!("f-{path}"), name: format!("answers[{path}]"), path, error }
    }

    fn frame(&self, label: &'static str, control: AnyView) -> AnyView {
        let error = self.error;
        view! {
            <div class="field" class:invalid=is_told(error)>
                <label for=self.id.clone()>{label}</label>
                {error_line(format!("{}-error", self.id), error)}
                {control}
            </div>
        }
        .into_any()
    }

    fn described(&self) -> impl Fn() -> Option<String> + Send + Sync + 'static {
        let (error, id) = (self.error, format!("{}-error", self.id));
        move || error.with(Option::is_some).then(|| id.clone())
    }

    /// A list that is not there yet. It is disabled, so that it posts nothing and the answer is kept.
    fn waiting(&self, words: &'static str) -> AnyView {
        view! { <select id=self.id.clone() disabled=true><option>{words}</option></select> }.into_any()
    }

    fn select(&self, options: AnyView) -> AnyView {
        let error = self.error;
        view! {
            <select
                id=self.id.clone()
                name=self.name.clone()
                autocomplete="off"
                aria-describedby=self.described()
                aria-invalid=aria_told(error)
            >
                {options}
            </select>
        }
        .into_any()
    }

    fn input(&self, sheet: Sheet, autocomplete: Option<String>) -> AnyView {
        let error = self.error;
        view! {
            <input
                id=self.id.clone()
                name=self.name.clone()
                type="text"
                value=sheet.answer(&self.path)
                autocomplete=autocomplete
                aria-describedby=self.described()
                aria-invalid=aria_told(error)
            />
        }
        .into_any()
    }
}

/// A commune belongs to its province: another province, no commune.
#[cfg(feature = "hydrate")]
fn clear(id: &str) {
    crate::browser::empty(id);
}

#[cfg(not(feature = "hydrate"))]
const fn clear(_: &str) {}
