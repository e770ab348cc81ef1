//! What the pages of editions show.

use std::collections::BTreeMap;

use domain::when::{iso_date, parse_iso_date};
use sea_orm::{ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use store::entity::{edition, edition_revision, officer, procedure_version};
use views::{
    Edition, EditionLine, EditionPart, EditionPartView, EditionState, EditionView, EditionsView, Failure,
    Moment, PastEdition, PublishedLine, RevisionLine, VersionLine,
};

use super::judge::judge;
use super::{Fields, after, before, mark, open_of, parts, revisions};
use crate::catalogue::{Catalogue, Version};
use crate::policy::{self, Deed};
use crate::{Actor, Case, Office};

/// The procedures, what runs, and what is being prepared.
///
/// # Errors
/// `NotAllowed`, or when the database fails.
pub async fn list(office: &Office, actor: &Actor) -> Case<EditionsView> {
    actor.may(Deed::SeeEditions)?;
    let reader = office.database().reader();
    let open = edition::Entity::find().filter(edition::Column::State.eq(EditionState::Open.as_str()));
    let open: Vec<String> = open.all(reader).await?.into_iter().map(|row| row.code).collect();
    let (catalogue, today) = (office.catalogue(), office.today());
    let published = published(reader, None).await?;
    let mut lines: Vec<EditionLine> = Vec::new();
    for version in catalogue.versions() {
        let code = version.procedure.code.to_string();
        if lines.last().is_none_or(|line| line.code != code) {
            lines.push(EditionLine {
                in_preparation: open.contains(&code),
                code,
                name: version.procedure.short_name.clone(),
                running: None,
                coming: Vec::new(),
            });
        }
        let Some(line) = lines.last_mut() else { continue };
        let shown = version_line(office, actor, version, &published);
        if version.procedure.valid.covers(today) {
            line.name = version.procedure.short_name.clone();
            line.running = Some(shown);
        } else if version.procedure.valid.from > iso_date(today) {
            line.coming.push(shown);
        }
    }
    Ok(EditionsView { lines })
}

/// Versions that were published here, by name.
async fn published(reader: &DatabaseConnection, code: Option<&str>) -> Case<BTreeMap<String, PublishedLine>> {
    let mut query =
        procedure_version::Entity::find().filter(procedure_version::Column::Edition.is_not_null());
    if let Some(code) = code {
        query = query.filter(procedure_version::Column::Code.eq(code));
    }
    let mut found = BTreeMap::new();
    for row in query.all(reader).await? {
        let Some(number) = row.edition else { continue };
        let edition = edition::Entity::find_by_id((row.code.clone(), number)).one(reader).await?;
        let by = edition.as_ref().and_then(|edition| edition.decided_by.clone());
        let by = match by {
            Some(id) => name(reader, &id).await?,
            None => String::new(),
        };
        let line = PublishedLine {
            edition: number,
            by,
            at: edition.and_then(|edition| edition.decided_at).map(Moment),
            file_differs: row.file_body.is_some_and(|file| file != row.body),
        };
        found.insert(row.id, line);
    }
    Ok(found)
}

fn version_line(
    office: &Office,
    actor: &Actor,
    version: &Version,
    published: &BTreeMap<String, PublishedLine>,
) -> VersionLine {
    let published = published.get(&version.id).cloned();
    let valid = &version.procedure.valid;
    VersionLine {
        id: version.id.clone(),
        from: valid.from.clone(),
        to: valid.to.clone(),
        may_recall: published.is_some()
            && valid.from > iso_date(office.today())
            && policy::allows(Deed::PublishEdition, actor.role),
        published,
    }
}

/// A procedure: its versions, and what is being prepared.
///
/// # Errors
/// `NotFound` for an unknown code.
pub async fn show(office: &Office, actor: &Actor, code: &str) -> Case<EditionView> {
    actor.may(Deed::SeeEditions)?;
    let reader = office.database().reader();
    let catalogue = office.catalogue();
    let latest = catalogue.any_version(code).ok_or(Failure::NotFound)?;
    let published = published(reader, Some(code)).await?;
    let versions =
        catalogue.versions_of(code).map(|version| version_line(office, actor, version, &published)).collect();
    let edition = match open_of(reader, code).await? {
        Some((row, now)) => Some(open(office, actor, &catalogue, &row, &now).await?),
        None => None,
    };
    Ok(EditionView {
        code: code.to_owned(),
        name: latest.procedure.short_name.clone(),
        versions,
        edition,
        past: past(reader, code).await?,
        today: iso_date(office.today()),
        may_change: policy::allows(Deed::KeepEditions, actor.role),
        may_publish: policy::allows(Deed::PublishEdition, actor.role),
    })
}

async fn open(
    office: &Office,
    actor: &Actor,
    catalogue: &Catalogue,
    row: &edition::Model,
    now: &edition_revision::Model,
) -> Case<Edition> {
    let reader = office.database().reader();
    let judged = judge(catalogue, office.today(), now)?;
    let changed_by: Vec<String> = serde_json::from_str(&row.changed_by)?;
    let mut names = BTreeMap::new();
    let all = revisions(reader, row).await?;
    for id in changed_by.iter().chain(all.iter().map(|revision| &revision.changed_by)) {
        if !names.contains_key(id) {
            names.insert(id.clone(), name(reader, id).await?);
        }
    }
    let name = |id: &String| names.get(id).cloned().unwrap_or_default();
    let begins = judged.procedure.as_ref().and_then(|procedure| parse_iso_date(&procedure.valid.from).ok());
    let before = before(catalogue, &row.code, begins.unwrap_or_else(|| office.today()));
    Ok(Edition {
        number: row.number,
        revision: row.revision,
        changed_at: Moment(row.changed_at),
        before: before.map(|version| version.procedure.clone()),
        faults: judged.faults,
        procedure: judged.procedure,
        revisions: all
            .iter()
            .map(|revision| RevisionLine {
                revision: revision.revision,
                part: EditionPart::named(&revision.part),
                by: name(&revision.changed_by),
                at: Moment(revision.changed_at),
                current: revision.revision == row.revision,
            })
            .collect(),
        can_undo: now.parent.is_some(),
        can_redo: after(reader, now).await?.is_some(),
        seen: mark(now),
        own: changed_by.contains(&actor.id),
        changed_by: changed_by.iter().map(name).collect(),
    })
}

async fn past(reader: &DatabaseConnection, code: &str) -> Case<Vec<PastEdition>> {
    let rows = edition::Entity::find()
        .filter(edition::Column::Code.eq(code))
        .filter(edition::Column::State.ne(EditionState::Open.as_str()))
        .order_by_desc(edition::Column::Number);
    let mut past = Vec::new();
    for row in rows.all(reader).await? {
        let by = match &row.decided_by {
            Some(id) => name(reader, id).await?,
            None => String::new(),
        };
        let Some(state) = EditionState::named(&row.state) else { continue };
        past.push(PastEdition {
            number: row.number,
            state,
            by,
            at: row.decided_at.map(Moment),
            reason: row.reason,
            published_as: row.published_as,
        });
    }
    Ok(past)
}

async fn name(reader: &DatabaseConnection, id: &str) -> Case<String> {
    let found = officer::Entity::find_by_id(id).one(reader).await?;
    Ok(found.map_or_else(|| id.to_owned(), |officer| officer.full_name))
}

/// The fields of one part of what is being prepared.
///
/// # Errors
/// `NotFound` without an edition, or for an unknown part.
pub async fn part(office: &Office, actor: &Actor, code: &str, part: &str) -> Case<EditionPartView> {
    actor.may(Deed::KeepEditions)?;
    let part = EditionPart::named(part).ok_or(Failure::NotFound)?;
    let reader = office.database().reader();
    let catalogue = office.catalogue();
    let (row, now) = open_of(reader, code).await?.ok_or(Failure::NotFound)?;
    let mut judged = judge(&catalogue, office.today(), &now)?;
    judged.faults.retain(|fault| fault.part == part);
    let fields = match (&judged.procedure, judged.unread.get(part.as_str())) {
        _ if part == EditionPart::Text => Fields::from([("text".to_owned(), now.body.clone())]),
        (_, Some(typed)) => typed.clone(),
        (Some(procedure), None) => parts::write(part, procedure),
        (None, None) => Fields::new(),
    };
    let latest = catalogue.any_version(code).ok_or(Failure::NotFound)?;
    let counters = catalogue.one_stops_on(office.today());
    Ok(EditionPartView {
        code: code.to_owned(),
        name: latest.procedure.short_name.clone(),
        part,
        number: row.number,
        revision: row.revision,
        fields,
        faults: judged.faults,
        readable: judged.procedure.is_some(),
        answers: judged.procedure.as_ref().map(parts::answers).unwrap_or_default(),
        numbers: judged.procedure.as_ref().map(parts::numbers).unwrap_or_default(),
        counters: counters.map(|unit| (unit.code.clone(), unit.name.clone())).collect(),
        can_undo: now.parent.is_some(),
        can_redo: after(reader, &now).await?.is_some(),
    })
}
