use domain::text::Lang;
use forms::schema::Kind;
use forms::values;
use leptos::ev::FocusEvent;
use leptos::prelude::*;

use super::{Field, aria_told, is_told};
use crate::ui::TextArea;

/// How a one-line answer is typed.
struct Typing {
    kind: &'static str,
    keyboard: Option<&'static str>,
    width: Option<&'static str>,
    /// Shown after the field.
    unit: Option<String>,
    value: String,
}

/// A question that is answered in one field of text.
pub(super) fn line(field: &Field) -> AnyView {
    let error = field.error();
    let control = match &field.question.kind {
        Kind::LongText { .. } => long_text(field),
        _ => input(field, error),
    };
    view! {
        <div class="field" class:invalid=is_told(error)>
            <label for=field.id()>{field.title()}</label>
            {field.notes(error)}
            {control}
            {field.doubts()}
        </div>
    }
    .into_any()
}

fn long_text(field: &Field) -> AnyView {
    let help = field.question.help.is_some().then(|| format!("{}-help", field.id()));
    let described =
        [help, Some(format!("{}-error", field.id()))].into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! { <TextArea id=field.id() name=field.name() value=field.value() described_by=described/> }
        .into_any()
}

fn input(field: &Field, error: Memo<Option<String>>) -> AnyView {
    let typing = typing(field);
    let (lang, money) = (field.sheet.lang, matches!(field.question.kind, Kind::Money { .. }));
    let input = view! {
        <input
            id=field.id()
            name=field.name()
            type=typing.kind
            inputmode=typing.keyboard
            autocapitalize=matches!(field.question.kind, Kind::PersonName).then_some("words")
            class=typing.width
            value=typing.value
            autocomplete=field.question.autocomplete.clone()
            aria-describedby=field.described(error)
            aria-invalid=aria_told(error)
            on:blur=move |event| if money { set_apart(&event, lang) }
        />
    };
    match typing.unit {
        Some(unit) => view! { <div class="money">{input} <span>{unit}</span></div> }.into_any(),
        None => input.into_any(),
    }
}

fn typing(field: &Field) -> Typing {
    let value = field.value();
    let plain = Typing { kind: "text", keyboard: None, width: None, unit: None, value };
    match &field.question.kind {
        Kind::Number { unit, .. } => Typing {
            keyboard: Some("numeric"),
            width: Some("w-10"),
            unit: unit.as_ref().map(|unit| unit.get(field.sheet.lang).to_owned()),
            ..plain
        },
        Kind::Money { .. } => Typing {
            keyboard: Some("numeric"),
            unit: Some("đ".to_owned()),
            value: apart(&plain.value, field.sheet.lang).unwrap_or(plain.value),
            ..plain
        },
        Kind::NationalId { .. } => Typing { keyboard: Some("numeric"), width: Some("w-14"), ..plain },
        Kind::TaxCode => Typing { keyboard: Some("numeric"), width: Some("w-14"), ..plain },
        Kind::Phone => Typing { kind: "tel", keyboard: Some("tel"), width: Some("w-14"), ..plain },
        Kind::Email => Typing { kind: "email", keyboard: Some("email"), ..plain },
        Kind::Text { max_length } if *max_length <= 40 => Typing { width: Some("w-20"), ..plain },
        _ => plain,
    }
}

/// An amount with its thousands apart; none when it cannot be read.
fn apart(typed: &str, lang: Lang) -> Option<String> {
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    values::money(typed).map(|amount| values::grouped(amount, separator))
}

/// Sets the thousands of an amount apart once it has been typed.
#[cfg(feature = "hydrate")]
fn set_apart(event: &FocusEvent, lang: Lang) {
    let input = event_target::<web_sys::HtmlInputElement>(event);
    if let Some(amount) = apart(&input.value(), lang) {
        input.set_value(&amount);
    }
}

#[cfg(not(feature = "hydrate"))]
const fn set_apart(_: &FocusEvent, _: Lang) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_set_apart_as_its_reader_expects() {
        assert_eq!(apart("50000000", Lang::Vi).as_deref(), Some("50.000.000"));
        assert_eq!(apart("50.000.000", Lang::En).as_deref(), Some("50,000,000"));
        assert_eq!(apart("năm triệu", Lang::Vi), None);
    }
}
