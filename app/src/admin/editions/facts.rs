//! A procedure as lines that a clerk reads, part by part, so that two versions can be compared.

use domain::clock::Period;
use domain::text::Text;
use forms::any_counter::AnyCounter;
use forms::display::label;
use forms::procedure::{
    Audience, CompetentLevel, Fee, Level, LifeEvent, Paper, PaperKind, Procedure, Service, Validity,
};
use forms::schema::Condition;

use super::form_facts;
use crate::public::conditions::when;
use crate::public::procedure::{channels, exempt};
use crate::public::process::working_time;
use crate::ui::{amount_text, iso_day, lang, period_text, t};

/// One thing that a procedure says.
pub(super) struct Fact {
    /// By which the same thing is found in another version.
    pub key: String,
    pub label: String,
    pub value: String,
    /// All of it, the other language included.
    pub raw: String,
}

/// The facts of a procedure by part, always the same parts in the same order.
pub(super) fn of(procedure: &Procedure) -> Vec<(&'static str, Vec<Fact>)> {
    vec![
        (t("Tên và mô tả", "Names"), names(procedure)),
        (t("Hiệu lực và cấp giải quyết", "Days and level"), validity(procedure)),
        (t("Thời hạn", "Deadline"), deadline(procedure)),
        (t("Quy trình nội bộ", "Steps"), process(procedure)),
        (t("Phí, lệ phí", "Fees"), procedure.fees.iter().map(|one| fee(procedure, one)).collect()),
        (t("Thành phần hồ sơ", "Papers"), papers(procedure)),
        (t("Phi địa giới", "Any counter"), counters(procedure)),
        (t("Kết quả", "Results"), results(procedure)),
        (t("Căn cứ pháp lý", "Legal basis"), legal_basis(procedure)),
        (t("Biểu mẫu điện tử", "E-form"), form_facts::of(&procedure.form)),
        (t("Chưa đối chiếu", "Not verified"), unverified(procedure)),
    ]
}

pub(super) fn fact(
    key: impl Into<String>,
    label: impl Into<String>,
    value: impl Into<String>,
    raw: &impl std::fmt::Debug,
) -> Fact {
    Fact { key: key.into(), label: label.into(), value: value.into(), raw: format!("{raw:?}") }
}

fn text(key: impl Into<String>, label: &'static str, text: &Text) -> Fact {
    fact(key, label, text.get(lang()), text)
}

fn names(procedure: &Procedure) -> Vec<Fact> {
    let service = match &procedure.service {
        Service::Full => t("toàn trình", "wholly online").to_owned(),
        Service::Partial { reason } => {
            format!("{}: {}", t("một phần", "partly online"), reason.get(lang()))
        }
    };
    let audience: Vec<&str> = procedure.audience.iter().map(|audience| audience_word(*audience)).collect();
    let events: Vec<&str> = procedure.life_events.iter().map(|event| event_word(*event)).collect();
    vec![
        text("name", t("Tên chính thức", "Official name"), &procedure.name),
        text("short_name", t("Tên thường gọi", "Common name"), &procedure.short_name),
        text("summary", t("Mô tả", "Summary"), &procedure.summary),
        text("field", t("Lĩnh vực", "Field"), &procedure.field.name),
        fact("service", t("Dịch vụ trực tuyến", "Online service"), service, &procedure.service),
        fact("audience", t("Đối tượng", "Who may apply"), audience.join(", "), &procedure.audience),
        fact("life_events", t("Sự kiện", "Occasions"), events.join(", "), &procedure.life_events),
        fact("synonyms", t("Từ đồng nghĩa", "Synonyms"), procedure.synonyms.join(", "), &procedure.synonyms),
    ]
}

const fn audience_word(audience: Audience) -> &'static str {
    match audience {
        Audience::Citizen => "công dân",
        Audience::Organisation => "tổ chức",
        Audience::Business => "doanh nghiệp",
        Audience::Foreigner => "người nước ngoài",
    }
}

const fn event_word(event: LifeEvent) -> &'static str {
    match event {
        LifeEvent::HavingAChild => "sinh con",
        LifeEvent::Marriage => "kết hôn",
        LifeEvent::Death => "người thân qua đời",
        LifeEvent::Residence => "cư trú",
        LifeEvent::HouseAndLand => "nhà đất",
        LifeEvent::Business => "kinh doanh",
        LifeEvent::Work => "việc làm",
        LifeEvent::OldAge => "tuổi già",
        LifeEvent::CopiesAndCertification => "bản sao, chứng thực",
    }
}

/// From when to when.
fn days(valid: &Validity) -> String {
    let from = format!("{} {}", t("từ", "from"), iso_day(&valid.from));
    let until = |to: &str| format!("{from} {} {}", t("đến", "to"), iso_day(to));
    valid.to.as_deref().map_or_else(|| from.clone(), until)
}

fn validity(procedure: &Procedure) -> Vec<Fact> {
    let open = t("không thời hạn", "open");
    let to = procedure.valid.to.as_deref().map_or_else(|| open.to_owned(), iso_day);
    let from = iso_day(&procedure.valid.from);
    let mut facts = vec![
        fact("from", t("Ngày đầu", "First day"), from, &procedure.valid.from),
        fact("to", t("Ngày cuối", "Last day"), to, &procedure.valid.to),
        text("authority", t("Cơ quan thực hiện", "Who decides"), &procedure.authority),
    ];
    facts.extend(procedure.levels.iter().map(level));
    let cooperating = procedure.cooperating.iter().enumerate();
    let name = t("Cơ quan phối hợp", "Takes part");
    facts.extend(cooperating.map(|(number, agency)| text(format!("cooperating.{number}"), name, agency)));
    facts
}

fn level(level: &CompetentLevel) -> Fact {
    let name = level_word(level.level);
    fact(format!("level.{name}.{}", level.valid.from), name, days(&level.valid), level)
}

pub(super) fn level_word(level: Level) -> &'static str {
    match level {
        Level::Province => t("Cấp tỉnh", "Province"),
        Level::District => t("Cấp huyện", "District"),
        Level::Commune => t("Cấp xã", "Commune"),
    }
}

fn deadline(procedure: &Procedure) -> Vec<Fact> {
    let deadline = &procedure.deadline;
    let note = deadline.note.clone().unwrap_or_default();
    let mut facts = vec![
        fact("period", t("Thời hạn giải quyết", "Time"), time(deadline.period), &deadline.period),
        text("note", t("Ghi chú", "Note"), &note),
    ];
    facts.extend(deadline.cases.iter().map(|case| {
        let label = format!("{} {}", t("Khi", "When"), when(&procedure.form, &case.condition));
        fact(format!("case.{:?}", case.condition), label, time(case.period), case)
    }));
    facts.extend(deadline.on_finding.iter().map(|case| {
        let label = format!("{} {}", t("Cán bộ thấy:", "An officer finds:"), case.finding.get(lang()));
        fact(format!("finding.{}", case.finding.vi), label, time(case.period), case)
    }));
    let supplements = [
        (
            "supplement.ask",
            t("Cơ quan yêu cầu bổ sung trong", "The agency asks for a supplement within"),
            deadline.supplement.ask,
        ),
        (
            "supplement.answer",
            t("Người nộp bổ sung trong", "The applicant answers within"),
            deadline.supplement.answer,
        ),
    ];
    facts.extend(supplements.into_iter().filter_map(|(key, label, period)| {
        let period = period?;
        Some(fact(key, label, time(period), &period))
    }));
    facts
}

fn time(period: Period) -> String {
    if !period.after_15_next_day {
        return period_text(period);
    }
    let until =
        t("nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo", "after 15:00 from the next working day");
    format!("{}, {until}", period_text(period))
}

fn process(procedure: &Procedure) -> Vec<Fact> {
    let steps = procedure.process.iter().map(|step| {
        let value = format!("{}, {}", step.role.label(lang()), working_time(step.half_hours));
        fact(step.name.vi.clone(), step.name.get(lang()), value, step)
    });
    let mut facts: Vec<Fact> = steps.collect();
    let order: Vec<&str> = procedure.process.iter().map(|step| step.name.get(lang())).collect();
    facts.push(fact("order", t("Thứ tự các bước", "Order of the steps"), order.join(" → "), &order));
    facts
}

fn only_when(procedure: &Procedure, condition: &Condition) -> String {
    format!("{} {}", t("khi", "when"), when(&procedure.form, condition))
}

fn fee(procedure: &Procedure, fee: &Fee) -> Fact {
    let mut parts = vec![amount_text(fee.amount)];
    parts.extend(channels(&fee.channels).map(|channels| channels.trim().to_owned()));
    parts.extend(fee.note.as_ref().map(|note| note.get(lang()).to_owned()));
    parts.extend(fee.basis.clone());
    parts.extend(fee.owed_if.as_ref().map(|condition| only_when(procedure, condition)));
    let asked = fee.count.as_deref().and_then(|question| label(&procedure.form, question, lang()));
    parts.extend(asked.map(|label| format!("{} “{label}”", t("số lượng theo", "as many as"))));
    parts.extend(fee.exemptions.iter().map(exempt));
    fact(fee.name.vi.clone(), fee.name.get(lang()), parts.join("; "), fee)
}

fn papers(procedure: &Procedure) -> Vec<Fact> {
    let line = |paper: &Paper| {
        let kind = match paper.kind {
            PaperKind::HandIn => t("nộp", "handed in"),
            PaperKind::Present => t("xuất trình", "shown"),
            PaperKind::ElectronicForm => t("biểu mẫu điện tử", "the e-form"),
        };
        let needed =
            if paper.required { t("bắt buộc", "required") } else { t("không bắt buộc", "optional") };
        let mut parts = vec![kind.to_owned(), needed.to_owned()];
        parts.extend(paper.needed_if.as_ref().map(|condition| only_when(procedure, condition)));
        parts.extend(
            paper
                .one_of
                .as_ref()
                .map(|group| format!("{} “{group}”", t("thay thế nhau trong nhóm", "one of"))),
        );
        let set = paper.together.as_ref();
        parts.extend(set.map(|set| format!("{} “{set}”", t("nộp cùng cả bộ", "together as the set"))));
        parts.push(format!("{} {} {}", t("tối đa", "at most"), paper.max_files, t("tệp", "files")));
        parts.extend(paper.code.clone());
        parts.extend(paper.help.as_ref().map(|help| help.get(lang()).to_owned()));
        let value = format!("{} ({})", paper.name.get(lang()), parts.join("; "));
        fact(paper.id.clone(), paper.name.get(lang()), value, paper)
    };
    procedure.papers.iter().map(line).collect()
}

fn counters(procedure: &Procedure) -> Vec<Fact> {
    let any = &procedure.any_counter;
    let value = match any {
        AnyCounter::Never => t("không", "no").to_owned(),
        AnyCounter::Always => t("có", "yes").to_owned(),
        AnyCounter::During(periods) => {
            let periods = periods.iter().map(|period| {
                let counters = if period.counters.is_empty() {
                    t("mọi quầy của cấp giải quyết", "all counters of the level").to_owned()
                } else {
                    format!("{} {}", t("thêm các quầy", "also at"), period.counters.join(", "))
                };
                format!("{}: {counters}", days(&period.valid))
            });
            periods.collect::<Vec<_>>().join("; ")
        }
    };
    vec![fact("any_counter", t("Tiếp nhận không kể địa giới", "Taken in whatever the territory"), value, any)]
}

fn results(procedure: &Procedure) -> Vec<Fact> {
    let line = |result: &forms::procedure::ResultPaper| {
        let months = result
            .valid_months
            .map_or(String::new(), |months| format!(" ({months} {})", t("tháng", "months")));
        let name = result.name.get(lang());
        let in_person = if result.in_person { t(" (nhận trực tiếp)", " (in person)") } else { "" };
        fact(result.id.clone(), name, format!("{name}{months}{in_person}"), result)
    };
    procedure.results.iter().map(line).collect()
}

fn legal_basis(procedure: &Procedure) -> Vec<Fact> {
    let line = |basis: &forms::procedure::LegalText| {
        let title = basis.title.as_ref().map_or("", |title| title.get(lang()));
        fact(basis.number.clone(), basis.number.clone(), title, basis)
    };
    procedure.legal_basis.iter().map(line).collect()
}

fn unverified(procedure: &Procedure) -> Vec<Fact> {
    let line = |note: &Text| fact(note.vi.clone(), t("Ghi chú", "Note"), note.get(lang()), note);
    procedure.unverified.iter().map(line).collect()
}
