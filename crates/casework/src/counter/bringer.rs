//! Who brings or sends what the one-stop keys in.

use domain::id::{NationalId, Phone};
use domain::text::fold;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::entity::person;
use store::id::random;
use views::Failure;

use crate::{Case, people};

/// Somebody as their identity paper says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bringer {
    pub(crate) name: String,
    pub(super) national_id: NationalId,
    /// Empty when they have none.
    phone: String,
}

impl Bringer {
    /// What was typed. The number is typed twice: nothing else tells a slip of the finger, which would make the dossier
    /// somebody else's.
    ///
    /// # Errors
    /// `NameMissing`, `NationalIdInvalid`, `NumbersDiffer`, `PhoneInvalid`.
    pub fn read(name: &str, national_id: &str, national_id_again: &str, phone: &str) -> Case<Self> {
        let name = people::named(name)?;
        let national_id: NationalId = national_id.parse().map_err(|_| Failure::NationalIdInvalid)?;
        if national_id_again.parse().as_ref() != Ok(&national_id) {
            return Err(Failure::NumbersDiffer.into());
        }
        let phone = match phone.trim() {
            "" => String::new(),
            typed => typed.parse::<Phone>().map_err(|_| Failure::PhoneInvalid)?.display(),
        };
        Ok(Self { name, national_id, phone })
    }

    /// With the phone that is known already, where none was typed.
    pub(super) fn with_phone_of(&self, before: &Self) -> Self {
        let phone = if self.phone.is_empty() { &before.phone } else { &self.phone };
        Self { phone: phone.clone(), ..self.clone() }
    }

    /// All that the counter knows of them.
    pub(super) fn as_person(&self, id: String) -> person::Model {
        let phone = self.phone.clone();
        person::Model { phone, ..people::new(id, &self.national_id, &self.name, "") }
    }

    /// The person with this number, when the office knows one.
    ///
    /// # Errors
    /// `KnownByAnotherName` when that is somebody else.
    pub(super) async fn known(&self, connection: &impl ConnectionTrait) -> Case<Option<person::Model>> {
        let known = self.holder(connection).await?;
        if known.as_ref().is_some_and(|known| fold(&known.full_name) != fold(&self.name)) {
            return Err(Failure::KnownByAnotherName.into());
        }
        Ok(known)
    }

    /// Whoever has this number, by whatever name.
    pub(super) async fn holder(&self, connection: &impl ConnectionTrait) -> Case<Option<person::Model>> {
        let number = person::Column::NationalId.eq(self.national_id.to_string());
        Ok(person::Entity::find().filter(number).one(connection).await?)
    }

    /// The person with this number, made when there is none. Nobody's account is changed by what is typed at a counter.
    ///
    /// # Errors
    /// As [`Self::known`].
    pub(super) async fn known_or_new(&self, tx: &Tx) -> Case<person::Model> {
        if let Some(known) = self.known(tx).await? {
            return Ok(known);
        }
        let row = self.as_person(random()?);
        person::Entity::insert(row.clone().into_active_model().reset_all())
            .exec_without_returning(tx)
            .await?;
        Ok(row)
    }
}
