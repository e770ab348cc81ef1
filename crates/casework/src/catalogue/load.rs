//! `motcua catalogue load`: all files or nothing.

use std::fmt;
use std::path::Path;

use domain::text::fold;
use forms::procedure::Procedure;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, sea_query::OnConflict,
};
use store::entity::{
    calendar_year, code_table, former_province, message_template, paper_set, procedure_version, province,
    unit,
};
use store::id::sha256_hex;
use store::moment::{Millis, to_millis};
use store::{Database, Tx};
use time::OffsetDateTime;

use super::source::{self, Source};
use super::{COMMON_HOURS, FILES, OPERATOR, revise};
use crate::{Actor, Case, CaseError, record};

/// Why a file is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    pub line: u64,
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// What a load did.
#[derive(Debug)]
pub enum Loaded {
    /// Stored so many.
    Stored {
        procedures: usize,
        units: usize,
        years: usize,
        provinces: usize,
        templates: usize,
        tables: usize,
        /// The versions of which the files say something else than what was published here, which goes on to count.
        kept: Vec<String>,
    },
    /// Nothing was stored.
    Refused(Vec<Fault>),
}

/// Reads, checks and stores the folder `data` in one transaction.
///
/// # Errors
/// When the database fails; faults of the files are an answer, not an error.
pub async fn load(database: &Database, data: &Path) -> Case<Loaded> {
    let source = match source::read(data) {
        Ok(source) => source,
        Err(faults) => return Ok(Loaded::Refused(faults)),
    };
    let (procedures, units, years) = (source.procedures.len(), source.units.len(), source.years.len());
    let (provinces, templates, tables) =
        (source.provinces.len(), source.templates.len(), source.tables.len());
    let kept = database.write(move |tx| Box::pin(async move { store_all(tx, source).await })).await?;
    Ok(Loaded::Stored { procedures, units, years, provinces, templates, tables, kept })
}

/// Stores everything, and answers the versions whose files say something else than what was published here.
async fn store_all(tx: &Tx, source: Source) -> Case<Vec<String>> {
    let now = to_millis(OffsetDateTime::now_utc());
    let mut fingerprint = String::new();
    let mut kept = Vec::new();
    for procedure in source.procedures {
        let body = serde_json::to_string(&procedure)?;
        fingerprint.push_str(&body);
        let id = version_id(&procedure);
        let published =
            procedure_version::Entity::find_by_id(&id).one(tx).await?.filter(|known| known.edition.is_some());
        if let Some(published) = published {
            // What two people published counts before the file, which is kept beside it and shown.
            if published.body != body {
                kept.push(id);
            }
            let mut published = published.into_active_model();
            published.file_body = Set(Some(body));
            published.update(tx).await?;
            continue;
        }
        let replace = OnConflict::column(procedure_version::Column::Id)
            .update_columns([
                procedure_version::Column::ValidTo,
                procedure_version::Column::Search,
                procedure_version::Column::Body,
                procedure_version::Column::LoadedAt,
            ])
            .to_owned();
        let row = version_row(&procedure, body, now);
        procedure_version::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    }
    unit::Entity::delete_many().exec(tx).await?;
    for known in source.units {
        let body = serde_json::to_string(&known)?;
        fingerprint.push_str(&body);
        let row = unit::ActiveModel { code: Set(known.code), body: Set(body) };
        unit::Entity::insert(row).exec_without_returning(tx).await?;
    }
    calendar_year::Entity::delete_many().exec(tx).await?;
    for year in source.years {
        let body = serde_json::to_string(&year)?;
        fingerprint.push_str(&body);
        let row = calendar_year::ActiveModel { year: Set(year.year), body: Set(body) };
        calendar_year::Entity::insert(row).exec_without_returning(tx).await?;
    }
    province::Entity::delete_many().exec(tx).await?;
    for known in source.provinces {
        let communes = serde_json::to_string(&source.communes.get(&known.code))?;
        let communes = if communes == "null" { "{}".to_owned() } else { communes };
        fingerprint.push_str(&communes);
        let row = province::ActiveModel {
            code: Set(known.code),
            name: Set(known.name.vi),
            merged: Set(known.merged.join(", ")),
            communes: Set(communes),
        };
        province::Entity::insert(row).exec_without_returning(tx).await?;
    }
    former_province::Entity::delete_many().exec(tx).await?;
    for known in source.former {
        let body = serde_json::to_string(&known)?;
        fingerprint.push_str(&body);
        let row = former_province::ActiveModel { code: Set(known.province.code), body: Set(body) };
        former_province::Entity::insert(row).exec_without_returning(tx).await?;
    }
    message_template::Entity::delete_many().exec(tx).await?;
    for known in source.templates {
        let body = serde_json::to_string(&known)?;
        fingerprint.push_str(&body);
        let row = message_template::ActiveModel { id: Set(known.id), body: Set(body) };
        message_template::Entity::insert(row).exec_without_returning(tx).await?;
    }
    code_table::Entity::delete_many().exec(tx).await?;
    for known in source.tables {
        let body = serde_json::to_string(&known)?;
        fingerprint.push_str(&body);
        let row = code_table::ActiveModel { id: Set(known.id), body: Set(body) };
        code_table::Entity::insert(row).exec_without_returning(tx).await?;
    }
    paper_set::Entity::delete_many().exec(tx).await?;
    for known in source.paper_sets {
        let body = serde_json::to_string(&known)?;
        fingerprint.push_str(&body);
        let row = paper_set::ActiveModel { id: Set(known.id), body: Set(body) };
        paper_set::Entity::insert(row).exec_without_returning(tx).await?;
    }
    let common_hours = serde_json::to_string(&source.common_hours)?;
    fingerprint.push_str(&common_hours);
    store::setting::set(tx, COMMON_HOURS, common_hours).await?;
    let operator = serde_json::to_string(&source.operator)?;
    fingerprint.push_str(&operator);
    store::setting::set(tx, OPERATOR, operator).await?;
    store::setting::set(tx, FILES, sha256_hex(fingerprint.as_bytes())).await?;
    let revision = revise(tx).await?;
    let data = serde_json::json!({ "revision": revision, "kept": kept });
    record::event(tx, now, &Actor::system(), "catalogue_loaded", "catalogue", None, data).await?;
    Ok::<_, CaseError>(kept)
}

/// The name under which a version is stored, and which dossiers keep.
pub(crate) fn version_id(procedure: &Procedure) -> String {
    format!("{}@{}", procedure.code, procedure.valid.from)
}

/// The row of a version that comes from a file.
pub(crate) fn version_row(procedure: &Procedure, body: String, at: Millis) -> procedure_version::ActiveModel {
    procedure_version::ActiveModel {
        id: Set(version_id(procedure)),
        code: Set(procedure.code.to_string()),
        valid_from: Set(procedure.valid.from.clone()),
        valid_to: Set(procedure.valid.to.clone()),
        search: Set(search_text(procedure)),
        body: Set(body),
        loaded_at: Set(at),
        edition: Set(None),
        file_body: Set(None),
    }
}

/// What a search looks at: one folded phrase a line.
fn search_text(procedure: &Procedure) -> String {
    let mut phrases = vec![
        fold(&procedure.short_name.vi),
        fold(&procedure.name.vi),
        fold(&procedure.short_name.en),
        fold(&procedure.name.en),
        procedure.code.to_string(),
        fold(&procedure.field.name.vi),
    ];
    phrases.extend(procedure.synonyms.iter().map(|synonym| fold(synonym)));
    phrases.extend(procedure.results.iter().map(|result| fold(&result.name.vi)));
    phrases.extend(procedure.life_events.iter().map(|event| fold(event_words(*event))));
    phrases.join("\n")
}

const fn event_words(event: forms::procedure::LifeEvent) -> &'static str {
    use forms::procedure::LifeEvent;
    match event {
        LifeEvent::HavingAChild => "sinh con",
        LifeEvent::Marriage => "kết hôn",
        LifeEvent::Death => "người thân qua đời",
        LifeEvent::Residence => "cư trú, chuyển nhà",
        LifeEvent::HouseAndLand => "nhà đất, xây dựng",
        LifeEvent::Business => "kinh doanh, doanh nghiệp",
        LifeEvent::Work => "việc làm, lao động",
        LifeEvent::OldAge => "tuổi già, trợ cấp",
        LifeEvent::CopiesAndCertification => "bản sao, chứng thực",
    }
}
