//! The route: who takes the dossier in, who decides, and why it could be filed there.

use domain::text::{Lang, Text};
use domain::when::{format_date, local};
use forms::answers::Answers;
use forms::procedure::{CompetentLevel, Level, Procedure, ProcessStep};
use serde::Serialize;
use store::moment::from_millis;

use super::said;
use crate::Case;
use crate::catalogue::Catalogue;
use crate::dossier::Held;
use crate::draft::COMPETENT_UNIT;

#[derive(Clone, Debug, Serialize)]
pub(super) struct Route {
    receiving_unit: String,
    receiving_unit_name: Option<Text>,
    /// The unit whose officers decide, and the agency that it is or belongs to.
    competent_unit: String,
    competent_agency: Text,
    /// Agencies that take part, by name.
    cooperating: Vec<Text>,
    channel: String,
    /// Who decides, in words.
    authority: Text,
    /// The levels of government that may decide, from when to when.
    levels: Vec<CompetentLevel>,
    any_counter: bool,
    /// The one-stops among which the applicant could choose on the day of filing.
    could_be_filed_at: Vec<String>,
    why: Vec<String>,
    has_handling_officer: bool,
    process: Vec<ProcessStep>,
}

/// `corrected` tells that the one-stop changed who decides.
pub(super) fn of(
    catalogue: &Catalogue,
    held: &Held,
    procedure: &Procedure,
    corrected: bool,
    lang: Lang,
) -> Case<Route> {
    let filed_on = local(from_millis(held.row.filed_at)).date();
    let one_stops = catalogue.one_stops(procedure, filed_on);
    let could_be_filed_at: Vec<String> = one_stops.into_iter().map(|unit| unit.code.clone()).collect();
    let levels = procedure.levels.iter().filter(|level| level.valid.covers(filed_on));
    let levels: Vec<&str> = levels.map(|level| name(level.level, lang)).collect();
    let (levels, day, count) = (levels.join(", "), format_date(filed_on, lang), could_be_filed_at.len());
    let competent = match lang {
        Lang::Vi => format!(
            "Ngày nộp {day}, thủ tục do {levels} giải quyết, nên {count} Bộ phận Một cửa của cấp đó nhận hồ sơ"
        ),
        Lang::En => format!(
            "On the day of filing, {day}, the procedure was decided at {levels}, so {count} one-stops of that level took it in"
        ),
    };
    let any_counter = procedure.any_counter.on(filed_on).is_some();
    let choice = if any_counter {
        said(
            lang,
            "Thủ tục được nộp tại mọi quầy, người nộp tự chọn nơi nộp",
            "The procedure is taken in at any counter, and the applicant chose where",
        )
    } else {
        said(
            lang,
            "Thủ tục không thuộc diện nộp tại mọi quầy; người nộp đã chọn nơi nộp, hệ thống không kiểm tra địa bàn của nơi đó",
            "The procedure is not taken in at any counter; the applicant chose where, and whether that was the right territory was not checked",
        )
    };
    let transfer = match held.row.handler_id {
        Some(_) => said(lang, "Đã giao cho một cán bộ thụ lý", "It was given to a handling officer"),
        None => said(lang, "Chưa giao cho cán bộ thụ lý", "It was not given to a handling officer"),
    };
    Ok(Route {
        receiving_unit: held.row.unit_code.clone(),
        receiving_unit_name: catalogue.unit(&held.row.unit_code).map(|unit| unit.name.clone()),
        competent_unit: held.row.competent_unit.clone(),
        competent_agency: catalogue.agency_name(&held.row.competent_unit),
        cooperating: procedure.cooperating.clone(),
        channel: held.row.channel.clone(),
        authority: procedure.authority.clone(),
        levels: procedure.levels.clone(),
        any_counter,
        could_be_filed_at,
        why: vec![
            competent,
            choice.to_owned(),
            decides(catalogue, held, procedure, corrected, lang)?,
            transfer.to_owned(),
        ],
        has_handling_officer: held.row.handler_id.is_some(),
        process: procedure.process.clone(),
    })
}

/// Who decides, and by which of the rules.
fn decides(
    catalogue: &Catalogue,
    held: &Held,
    procedure: &Procedure,
    corrected: bool,
    lang: Lang,
) -> Case<String> {
    let row = &held.row;
    let filed_on = local(from_millis(row.filed_at)).date();
    let agency = catalogue.agency_name(&row.competent_unit);
    let usual = catalogue.decides_for(procedure, &row.unit_code, filed_on);
    let answers: Answers = serde_json::from_str(&row.answers)?;
    let named = answers.get(COMPETENT_UNIT);
    let usual = usual.is_some_and(|usual| usual.code == row.competent_unit);
    let rule = if corrected {
        said(lang, "Bộ phận Một cửa đã đổi sang cơ quan này", "the one-stop changed it to this")
    } else if named == row.competent_unit {
        said(lang, "người nộp đã chọn cơ quan này", "the applicant named it")
    } else if usual && row.competent_unit == row.unit_code {
        said(lang, "nơi nhận thuộc cơ quan này", "the one-stop is its own")
    } else if usual {
        said(lang, "thủ tục giao cho cơ quan này ở cấp đó", "the procedure names it for that level")
    } else {
        said(lang, "khi nộp không nêu cơ quan nào khác", "no other was named at the filing")
    };
    Ok(match lang {
        Lang::Vi => format!("{} giải quyết: {rule}", agency.vi),
        Lang::En => format!("{} decides: {rule}", agency.en),
    })
}

const fn name(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Province => said(lang, "cấp tỉnh", "the province"),
        Level::District => said(lang, "cấp huyện", "the district"),
        Level::Commune => said(lang, "cấp xã", "the commune"),
    }
}
