//! Files that a program sends before it files. They belong to its organisation for a day and can go into any number of
//! its dossiers meanwhile.

use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, sea_query::OnConflict,
};
use store::entity::{attachment, loose_file};
use store::id::sha256_hex;
use store::moment::Millis;
use views::{Failure, FileView};

use crate::attachment::Receiving;
use crate::dossier::APPLICANT;
use crate::draft::file_view;
use crate::policy::Deed;
use crate::{Actor, Case, CaseError, Office};

/// A file that is in no dossier is forgotten after this.
pub const KEPT_FOR: Millis = 24 * 3_600_000;
/// So many an organisation may have at a time.
const MOST: u64 = 500;

/// A file that a program sends.
pub struct LooseUpload(Receiving);

/// Begins to take a file.
///
/// # Errors
/// `TooManyFiles` when many lie around unused.
pub async fn begin(office: &Office, actor: &Actor) -> Case<LooseUpload> {
    actor.may(Deed::WriteDraft)?;
    let organisation = organisation_of(actor)?;
    let there = loose_file::Entity::find()
        .filter(loose_file::Column::OrganisationId.eq(organisation))
        .filter(loose_file::Column::CreatedAt.gt(office.now_millis() - KEPT_FOR));
    if there.count(office.database().reader()).await? >= MOST {
        return Err(Failure::TooManyFiles.into());
    }
    Ok(LooseUpload(Receiving::begin(office).await?))
}

fn organisation_of(actor: &Actor) -> Case<String> {
    actor.organisation_id().ok_or_else(|| Failure::NoOrganisation.into())
}

impl LooseUpload {
    /// Adds bytes as they come.
    ///
    /// # Errors
    /// `FileTooLarge` past the limit; nothing is then kept.
    pub async fn write(&mut self, bytes: &[u8]) -> Case<()> {
        self.0.write(bytes).await
    }

    /// Judges the bytes and keeps them for a day.
    ///
    /// # Errors
    /// `FileEmpty`, `FileKind`, `FileBroken`.
    pub async fn finish(self, office: &Office, actor: &Actor, name: &str) -> Case<FileView> {
        let file = self.0.finish(office, name).await?;
        let organisation = organisation_of(actor)?;
        let row = loose_file::Model {
            id: id_of(&organisation, &file.name, &file.sha256),
            organisation_id: organisation,
            name: file.name,
            media_type: file.media_type,
            size: file.size,
            sha256: file.sha256,
            thumbnail_sha256: file.thumbnail_sha256,
            pages: file.pages,
            created_at: office.now_millis(),
        };
        let shown = file_view(&attached(&row, "", "", row.id.clone(), row.created_at));
        office
            .database()
            .write(move |tx| {
                Box::pin(async move {
                    loose_file::Entity::insert(row.into_active_model().reset_all())
                        .on_conflict(
                            OnConflict::column(loose_file::Column::Id)
                                .update_column(loose_file::Column::CreatedAt)
                                .to_owned(),
                        )
                        .exec_without_returning(tx)
                        .await?;
                    Ok::<_, CaseError>(shown)
                })
            })
            .await
    }
}

/// The same bytes under the same name are the same file, so that a program that begins again after a crash sends the same
/// request again, and is answered the same.
fn id_of(organisation: &str, name: &str, sha256: &str) -> String {
    sha256_hex(format!("{organisation}\n{name}\n{sha256}").as_bytes())[..32].to_owned()
}

/// The organisation's own file of that id, as long as it is kept.
pub(crate) async fn find(
    connection: &impl ConnectionTrait,
    office: &Office,
    actor: &Actor,
    id: &str,
) -> Case<Option<loose_file::Model>> {
    let row = loose_file::Entity::find_by_id(id).one(connection).await?;
    let organisation = actor.organisation_id();
    Ok(row.filter(|row| {
        organisation.as_deref() == Some(&*row.organisation_id)
            && row.created_at > office.now_millis() - KEPT_FOR
    }))
}

/// The file as one of a paper of a draft.
pub(crate) fn attached(
    row: &loose_file::Model,
    draft: &str,
    paper: &str,
    id: String,
    at: Millis,
) -> attachment::Model {
    attachment::Model {
        id,
        draft_id: draft.to_owned(),
        origin: APPLICANT.to_owned(),
        paper_id: paper.to_owned(),
        name: row.name.clone(),
        media_type: row.media_type.clone(),
        size: row.size,
        sha256: row.sha256.clone(),
        thumbnail_sha256: row.thumbnail_sha256.clone(),
        pages: row.pages,
        created_at: at,
        removed_at: None,
    }
}

/// Forgets what was not filed within a day. What was filed has rows of its own.
///
/// # Errors
/// When the database fails.
pub async fn sweep(office: &Office) -> Case<()> {
    let old = loose_file::Entity::delete_many()
        .filter(loose_file::Column::CreatedAt.lte(office.now_millis() - KEPT_FOR));
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                old.exec(tx).await?;
                Ok::<_, CaseError>(())
            })
        })
        .await
}
