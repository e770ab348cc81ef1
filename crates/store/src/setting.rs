//! Secrets and marks that the system keeps for itself.

use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait as _, sea_query::OnConflict};

use crate::Tx;
use crate::entity::setting;

/// The value of a setting, when it has one.
///
/// # Errors
/// When the database fails.
pub async fn get(connection: &impl ConnectionTrait, name: &str) -> Result<Option<String>, DbErr> {
    Ok(setting::Entity::find_by_id(name).one(connection).await?.map(|row| row.value))
}

/// Sets a setting for the first time; an existing value stays, and is returned.
///
/// # Errors
/// When the database fails.
pub async fn get_or_set(tx: &Tx, name: &str, value: String) -> Result<String, DbErr> {
    if let Some(existing) = get(tx, name).await? {
        return Ok(existing);
    }
    let row = setting::ActiveModel { name: Set(name.to_owned()), value: Set(value.clone()) };
    setting::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(value)
}

/// Sets a setting, whatever it was.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &Tx, name: &str, value: String) -> Result<(), DbErr> {
    let row = setting::ActiveModel { name: Set(name.to_owned()), value: Set(value) };
    setting::Entity::insert(row)
        .on_conflict(
            OnConflict::column(setting::Column::Name).update_column(setting::Column::Value).to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
