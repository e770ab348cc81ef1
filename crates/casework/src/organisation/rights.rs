//! The limits of a member, as a form asks for them and as pages show them.

use std::collections::BTreeSet;

use domain::rights::Rights;
use domain::text::Text;
use domain::when::iso_date;
use forms::values;
use views::{Failure, RightsView};

use crate::actor::Standing;
use crate::{Case, Office};

/// What an owner wrote into the form of somebody's rights.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// All procedures, also those that come later.
    pub all_procedures: bool,
    /// The codes of those that were ticked.
    pub procedures: Vec<String>,
    /// The highest fee of a dossier in đồng; empty for no limit.
    pub most: String,
    /// The last day; empty for no end.
    pub until: String,
}

impl Asked {
    /// The rights that the form means.
    ///
    /// # Errors
    /// `ProceduresMissing` when some were to be ticked and none is, `AmountInvalid`, or `DayInvalid` for a day that is
    /// none or is over.
    pub(super) fn read(&self, office: &Office) -> Case<Rights> {
        let procedures = if self.all_procedures { None } else { Some(self.ticked(office)?) };
        let most = self.most.trim();
        let most = if most.is_empty() {
            None
        } else {
            let amount = values::money(most).and_then(|amount| u64::try_from(amount).ok());
            Some(amount.ok_or(Failure::AmountInvalid)?)
        };
        let until = self.until.trim();
        let until = if until.is_empty() {
            None
        } else {
            let day = values::date(until).filter(|day| *day >= office.today());
            Some(day.ok_or(Failure::DayInvalid)?)
        };
        Ok(Rights { procedures, most, until })
    }

    fn ticked(&self, office: &Office) -> Case<BTreeSet<domain::id::ProcedureCode>> {
        let catalogue = office.catalogue();
        let known = self.procedures.iter().filter(|code| catalogue.any_version(code).is_some());
        let codes: BTreeSet<_> = known.filter_map(|code| code.parse().ok()).collect();
        if codes.is_empty() { Err(Failure::ProceduresMissing.into()) } else { Ok(codes) }
    }
}

/// Limits as pages show them.
pub(super) fn shown(office: &Office, rights: &Rights) -> RightsView {
    let catalogue = office.catalogue();
    let procedures = rights.procedures.as_ref().map(|granted| {
        let named = granted.iter().map(|code| {
            let code = code.to_string();
            let name = catalogue.any_version(&code).map(|version| version.procedure.short_name.clone());
            let name = name.unwrap_or_else(|| Text::new(&*code, &*code));
            (code, name)
        });
        named.collect()
    });
    RightsView { procedures, most: rights.most, until: rights.until.map(iso_date) }
}

/// The limits of a standing; none for an owner.
pub(super) fn shown_of(office: &Office, standing: &Standing) -> Option<RightsView> {
    match standing {
        Standing::Owner => None,
        Standing::Staff(rights) => Some(shown(office, rights)),
    }
}

/// The procedures that run today, by name, to be ticked.
pub(super) fn to_choose(office: &Office) -> Vec<(String, Text)> {
    let catalogue = office.catalogue();
    let mut all: Vec<(String, Text)> = catalogue
        .running_on(office.today())
        .map(|version| (version.procedure.code.to_string(), version.procedure.short_name.clone()))
        .collect();
    all.sort_by_cached_key(|(_, name)| domain::text::fold(&name.vi));
    all
}
