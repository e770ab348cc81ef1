//! Running numbers without gaps: dossier codes per agency and day, papers per unit and year.

use sea_orm::{
    ActiveValue::Set,
    DbErr, EntityTrait as _, ExprTrait as _,
    sea_query::{Expr, OnConflict},
};

use crate::Tx;
use crate::entity::series;

/// The next number of a series, beginning with 1. It is taken with the transaction and given back with it, so
/// that an undone use case leaves no gap.
///
/// # Errors
/// When the database fails.
pub async fn next(tx: &Tx, name: &str) -> Result<u32, DbErr> {
    let one_more = Expr::col((series::Entity, series::Column::Last)).add(1);
    let taken = OnConflict::column(series::Column::Name).value(series::Column::Last, one_more).to_owned();
    let row = series::Entity::insert(series::ActiveModel { name: Set(name.to_owned()), last: Set(1) })
        .on_conflict(taken)
        .exec_with_returning(tx)
        .await?;
    u32::try_from(row.last).map_err(|_| DbErr::Custom(format!("series {name} ran out of numbers")))
}
