//! Running numbers without gaps: dossier codes per agency and day, papers per unit and year.

use sea_orm::{ActiveValue::Set, DbErr, EntityTrait as _, sea_query::OnConflict};

use crate::Tx;
use crate::entity::series;

/// The next number of a series, beginning with 1. It is taken with the transaction and given back with it, so
/// that an undone use case leaves no gap.
///
/// # Errors
/// When the database fails.
pub async fn next(tx: &Tx, name: &str) -> Result<u32, DbErr> {
    let last = series::Entity::find_by_id(name).one(tx).await?.map_or(0, |row| row.last);
    let next = last + 1;
    series::Entity::insert(series::ActiveModel { name: Set(name.to_owned()), last: Set(next) })
        .on_conflict(OnConflict::column(series::Column::Name).update_column(series::Column::Last).to_owned())
        .exec_without_returning(tx)
        .await?;
    u32::try_from(next).map_err(|_| DbErr::Custom(format!("series {name} ran out of numbers")))
}
