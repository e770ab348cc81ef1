//! The e-form of an edition: put in order, and changed question by question.

use forms::edit::{Action, Item};
use forms::procedure::Procedure;
use forms::schema::Form;
use store::entity::edition_revision;
use views::{EditionFormView, EditionPart, EditionPartView, Failure, FormItemView};

use super::judge::{Judged, judge};
use super::{
    Fields, LONGEST_TEXT, Seen, Unread, after, body, in_one, items, open_in, open_of, page_of, parts, revise,
    unchanged_since,
};
use crate::policy::Deed;
use crate::{Actor, Case, Office};

/// What is prepared, as it stands.
struct Draft {
    sheet: EditionPartView,
    judged: Judged,
}

impl Draft {
    async fn load(office: &Office, actor: &Actor, code: &str) -> Case<Self> {
        actor.may(Deed::KeepEditions)?;
        let reader = office.database().reader();
        let catalogue = office.catalogue();
        let (row, now) = open_of(reader, code).await?.ok_or(Failure::NotFound)?;
        let mut judged = judge(&catalogue, office.today(), &now)?;
        judged.faults.retain(|fault| fault.part == EditionPart::Form);
        let latest = catalogue.any_version(code).ok_or(Failure::NotFound)?;
        let sheet = EditionPartView {
            code: code.to_owned(),
            name: latest.procedure.short_name.clone(),
            part: EditionPart::Form,
            number: row.number,
            revision: row.revision,
            fields: Fields::new(),
            faults: Vec::new(),
            readable: judged.procedure.is_some(),
            answers: Vec::new(),
            numbers: Vec::new(),
            counters: Vec::new(),
            can_undo: now.parent.is_some(),
            can_redo: after(reader, &now).await?.is_some(),
        };
        Ok(Self { sheet, judged })
    }
}

/// The sections and questions of the form in their order, with what is wrong with each.
///
/// # Errors
/// `NotFound` without an edition.
pub async fn outline(office: &Office, actor: &Actor, code: &str) -> Case<EditionFormView> {
    let Draft { mut sheet, judged } = Draft::load(office, actor, code).await?;
    sheet.faults = judged.faults;
    let form = judged.procedure.map(|procedure| procedure.form);
    Ok(EditionFormView { sheet, form })
}

/// The fields of one section or question.
///
/// # Errors
/// `NotFound` without an edition or item, `EditionUnreadable` while the text cannot be read.
pub async fn item(office: &Office, actor: &Actor, code: &str, item: &Item) -> Case<FormItemView> {
    let Draft { mut sheet, judged } = Draft::load(office, actor, code).await?;
    let procedure = judged.procedure.ok_or(Failure::EditionUnreadable)?;
    let shown = Some(item).filter(|item| procedure.form.has(item));
    let shown = shown.and_then(|item| items::write(&procedure.form, item)).ok_or(Failure::NotFound)?;
    let own = format!("{item}.");
    let of_item = judged.faults.into_iter().filter_map(|mut fault| {
        fault.field = match fault.field.strip_prefix(&own) {
            Some(field) => field.to_owned(),
            None if fault.field == item.to_string() => String::new(),
            None => return None,
        };
        Some(fault)
    });
    sheet.faults = of_item.collect();
    sheet.fields = judged.unread.get(&item.to_string()).cloned().unwrap_or(shown);
    let catalogue = office.catalogue();
    Ok(FormItemView {
        sheet,
        item: item.clone(),
        tables: catalogue.tables().into_iter().map(|table| (table.id, table.name)).collect(),
        procedure: catalogue.filled(procedure, office.today()),
    })
}

/// Adds, doubles, moves or removes a section or question, as the button `go` says: `add` for a section, and
/// `up:question.child_name` and the like. Answers the page to go to.
///
/// # Errors
/// `NotFound` without an edition or item, `EditionUnreadable` while the text cannot be read, `TooMuchText`.
pub async fn arrange(office: &Office, actor: &Actor, code: &str, go: &str) -> Case<String> {
    actor.may(Deed::KeepEditions)?;
    let go = go.to_owned();
    let adds = go.starts_with(Action::Add.as_str());
    let item = in_one(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let (row, now) = open_in(tx, code).await?;
            let mut procedure = body::read(&now.body).map_err(|_| Failure::EditionUnreadable)?;
            let item = arranged(&mut procedure.form, &go).ok_or(Failure::NotFound)?;
            let changed = (body::write(&procedure)?, still_there(&now, &procedure)?);
            revise(tx, office, actor, (row, now), EditionPart::Form, changed).await?;
            Ok(item)
        })
    })
    .await?;
    let outline = format!("{}/form", page_of(code));
    Ok(if adds {
        format!("{outline}/{}/{}", item.kind(), item.id())
    } else {
        format!("{outline}#{}-{}", item.kind(), item.id())
    })
}

fn arranged(form: &mut Form, go: &str) -> Option<Item> {
    if go == Action::Add.as_str() {
        return Some(form.add_section());
    }
    let (word, name) = go.split_once(':')?;
    let action = Action::ALL.into_iter().find(|action| action.as_str() == word)?;
    form.arrange(action, &Item::named(name)?)
}

/// What was typed and could not be read, of what is still there.
fn still_there(now: &edition_revision::Model, procedure: &Procedure) -> Case<Unread> {
    let mut unread: Unread = serde_json::from_str(&now.unread)?;
    unread.retain(|key, _| Item::named(key).is_none_or(|item| procedure.form.has(&item)));
    Ok(unread)
}

/// What somebody changes in a section or question.
#[derive(Clone, Debug)]
pub struct ItemChange {
    pub item: Item,
    pub seen: Seen,
    /// Changes rows before, as for a part.
    pub go: String,
    pub fields: Fields,
}

/// Keeps what was typed into the fields of a section or question, valid or not. Answers the page to go to.
///
/// # Errors
/// `NotFound` without an edition or item, `EditionUnreadable` while the text cannot be read, `EditionPlaceChanged` for one that
/// somebody else changed meanwhile, `TooMuchText`.
pub async fn change_item(office: &Office, actor: &Actor, code: &str, change: ItemChange) -> Case<String> {
    actor.may(Deed::KeepEditions)?;
    let ItemChange { item, seen, go, mut fields } = change;
    let bytes: usize = fields.iter().map(|(key, value)| key.len() + value.len()).sum();
    if bytes > LONGEST_TEXT {
        return Err(Failure::TooMuchText.into());
    }
    parts::change_rows(&mut fields, &go);
    let item = in_one(office, actor, code, move |tx, office, actor, code| {
        Box::pin(async move {
            let (row, now) = open_in(tx, code).await?;
            let procedure = body::read(&now.body).map_err(|_| Failure::EditionUnreadable)?;
            if !procedure.form.has(&item) {
                return Err(Failure::NotFound.into());
            }
            let before: Unread = serde_json::from_str(&now.unread)?;
            let mut unread = before.clone();
            unread.remove(&item.to_string());
            let known = item.clone();
            let (body, item) = match items::read(&procedure, &item, &fields) {
                Ok((after, item)) if after == procedure => (now.body.clone(), item),
                Ok((after, item)) => (body::write(&after)?, item),
                Err(_) => {
                    unread.insert(item.to_string(), fields);
                    (now.body.clone(), item)
                }
            };
            if body != now.body || unread != before {
                let place = |revision: &edition_revision::Model| fields_of(&known, revision);
                unchanged_since(tx, &row, &now, seen, place).await?;
                revise(tx, office, actor, (row, now), EditionPart::Form, (body, unread)).await?;
            }
            Ok(item)
        })
    })
    .await?;
    Ok(format!("{}/form/{}/{}?saved=1", page_of(code), item.kind(), item.id()))
}

/// What stood in the fields of a section or question at a revision; nothing where it was not.
fn fields_of(item: &Item, revision: &edition_revision::Model) -> Case<Option<Fields>> {
    let mut unread: Unread = serde_json::from_str(&revision.unread)?;
    let typed = unread.remove(&item.to_string());
    Ok(typed.or_else(|| items::write(&body::read(&revision.body).ok()?.form, item)))
}
