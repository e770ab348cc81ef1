//! The forms of the parts.

use domain::role::Role;
use leptos::prelude::*;
use views::EditionPart;

use super::facts::level_word;
use super::fields::{Sheet, options};
use crate::ui::{lang, t};

mod papers;

pub(super) fn draw(sheet: Sheet<'_>) -> AnyView {
    match sheet.0.part {
        EditionPart::Validity => validity(sheet),
        EditionPart::Deadline => deadline(sheet),
        EditionPart::Process => process(sheet),
        EditionPart::Fees => fees(sheet),
        EditionPart::Papers => papers::draw(sheet),
        EditionPart::Counters => counters(sheet),
        // It has pages of its own.
        EditionPart::Form => ().into_any(),
        EditionPart::Text => text(sheet),
    }
}

fn validity(sheet: Sheet<'_>) -> AnyView {
    use forms::procedure::Level;
    let levels = [(Level::Province, "province"), (Level::Commune, "commune"), (Level::District, "district")]
        .map(|(level, word)| (word.to_owned(), level_word(level).to_owned()));
    let agency_help = t(
        "Mã của cơ quan, ví dụ H09.14, hoặc loại cơ quan cùng cấp, ví dụ police. Để trống nếu do cơ quan của nơi nhận hồ sơ.",
        "The code of an agency, such as H09.14, or a kind of the same level, such as police. Empty where the one-stop's own agency decides.",
    );
    let cooperating = |key: &str| sheet.both(key, t("Tên cơ quan", "Name"));
    let level = |key: &str| {
        view! {
            {sheet.select(&format!("{key}.level"), t("Cấp", "Level"), &levels)}
            {sheet.days(key)}
            {sheet.line(&format!("{key}.agency"), t("Cơ quan giải quyết", "Who decides"), agency_help, "w-14")}
        }
        .into_any()
    };
    view! {
        <h2>{t("Hiệu lực", "Days")}</h2>
        {sheet.days("valid")}
        <h2>{t("Cấp giải quyết", "Competent level")}</h2>
        {sheet.both("authority", t("Cơ quan thực hiện", "Who decides"))}
        {sheet.list("levels", (t("Cấp", "Level"), t("Thêm cấp", "Add a level")), level)}
        <h2>{t("Cơ quan phối hợp", "Agencies that take part")}</h2>
        {sheet.list("cooperating", (t("Cơ quan", "Agency"), t("Thêm cơ quan", "Add an agency")), cooperating)}
    }
    .into_any()
}

fn deadline(sheet: Sheet<'_>) -> AnyView {
    let case = |key: &str| {
        view! { {period(sheet, key)} {papers::condition(sheet, key, t("Áp dụng khi trả lời", "It holds when the answer is"))} }.into_any()
    };
    let finding = |key: &str| {
        view! { {sheet.both(&format!("{key}.finding"), t("Cán bộ thấy gì", "What an officer finds"))} {period(sheet, key)} }.into_any()
    };
    view! {
        <p class="help">{t(
            "Các bước của quy trình nội bộ phải cộng lại đúng bằng thời hạn.",
            "The steps inside the agency must add up to the deadline.",
        )}</p>
        {period(sheet, "deadline")}
        {sheet.both("deadline.note", t("Ghi chú", "Note"))}
        <h2>{t("Trường hợp có thời hạn khác", "Cases with another time")}</h2>
        {sheet.list("deadline.cases", (t("Trường hợp", "Case"), t("Thêm trường hợp", "Add a case")), case)}
        <h2>{t("Thời hạn khác do cán bộ xác định khi tiếp nhận", "Another time that an officer finds at the acceptance")}</h2>
        {sheet.list("deadline.on_finding", (t("Điều cán bộ xác định", "Finding"), t("Thêm", "Add one")), finding)}
        <h2>{t("Bổ sung hồ sơ theo luật chuyên ngành", "Supplements by a sector's law")}</h2>
        <p class="help">{t(
            "Để trống thì theo quy định chung: cơ quan yêu cầu trong 3 ngày làm việc từ khi tiếp nhận, người nộp bổ sung trong 15 ngày làm việc.",
            "Left empty, the general rule holds: the agency asks within 3 working days of acceptance, the applicant answers within 15 working days.",
        )}</p>
        <h3>{t("Cơ quan yêu cầu bổ sung", "The agency asks")}</h3>
        {period(sheet, "deadline.supplement.ask")}
        <h3>{t("Người nộp bổ sung", "The applicant answers")}</h3>
        {period(sheet, "deadline.supplement.answer")}
    }
    .into_any()
}

fn period(sheet: Sheet<'_>, key: &str) -> AnyView {
    let units = options(&[
        ("working_days", t("ngày làm việc", "working days")),
        ("working_hours", t("giờ làm việc", "working hours")),
        ("days", t("ngày (theo lịch)", "days (of the calendar)")),
        ("months", t("tháng", "months")),
        ("same_day", t("trong ngày", "within the day")),
    ]);
    view! {
        <div class="field-row">
            {sheet.line(&format!("{key}.amount"), t("Thời hạn", "Time"), "", "w-4")}
            {sheet.select(&format!("{key}.unit"), t("Tính bằng", "Counted in"), &units)}
        </div>
        {sheet.tick(&format!("{key}.after_15"), t("Nhận sau 15 giờ thì tính từ ngày làm việc tiếp theo", "What comes after 15:00 counts from the next working day"))}
    }
    .into_any()
}

fn process(sheet: Sheet<'_>) -> AnyView {
    let roles = [Role::OneStopOfficer, Role::HandlingOfficer, Role::Leader]
        .map(|role| (role.as_str().to_owned(), role.label(lang()).to_owned()));
    let units = options(&[
        ("hours", t("giờ làm việc", "working hours")),
        ("half_days", t("nửa ngày (4 giờ)", "half days (4 hours)")),
    ]);
    let step = |key: &str| {
        view! {
            {sheet.both(&format!("{key}.name"), t("Việc phải làm", "What is done"))}
            {sheet.select(&format!("{key}.role"), t("Ai làm", "Who does it"), &roles)}
            <div class="field-row">
                {sheet.line(&format!("{key}.amount"), t("Thời gian", "Time"), "", "w-4")}
                {sheet.select(&format!("{key}.unit"), t("Tính bằng", "Counted in"), &units)}
            </div>
        }
        .into_any()
    };
    view! {
        <p class="help">{t(
            "Một ngày làm việc có 8 giờ. Các bước cộng lại phải đúng bằng thời hạn giải quyết.",
            "A working day has 8 hours. The steps must add up to the deadline.",
        )}</p>
        {sheet.list("process", (t("Bước", "Step"), t("Thêm bước", "Add a step")), step)}
    }
    .into_any()
}

fn fees(sheet: Sheet<'_>) -> AnyView {
    let exemption = |key: &str| {
        view! {
            {sheet.both(&format!("{key}.who"), t("Miễn cho ai", "Who is exempt"))}
            {sheet.days(key)}
            {sheet.line(&format!("{key}.basis"), t("Căn cứ", "Basis"), "", "w-full")}
        }
        .into_any()
    };
    let officer = (String::new(), t("Cán bộ ghi", "An officer says").to_owned());
    let numbers = sheet.0.numbers.iter().map(|(id, label)| (id.clone(), label.get(lang()).to_owned()));
    let counts: Vec<_> = std::iter::once(officer).chain(numbers).collect();
    let fee = |key: &str| {
        let exemptions = format!("{key}.exemptions");
        view! {
            {sheet.both(&format!("{key}.name"), t("Tên khoản thu", "Name of the fee"))}
            {sheet.line(
                &format!("{key}.amount"),
                t("Mức thu (đồng)", "Amount (đồng)"),
                t("0 là miễn phí; để trống nếu Hội đồng nhân dân tỉnh quy định", "0 is free; empty when the People's Council decides"),
                "w-10",
            )}
            {sheet.channels(key, t("Thu khi nộp (không chọn là mọi cách)", "Charged when applying (none is every way)"))}
            {sheet.both(&format!("{key}.note"), t("Ghi chú", "Note"))}
            {sheet.line(&format!("{key}.basis"), t("Căn cứ", "Basis"), "", "w-full")}
            {papers::condition(sheet, key, t("Phải nộp khi trả lời", "Owed when the answer is"))}
            {sheet.select(&format!("{key}.count"), t("Số lượng theo câu trả lời", "How many, as answered to"), &counts)}
            {sheet.list(&exemptions, (t("Miễn", "Exemption"), t("Thêm trường hợp miễn", "Add an exemption")), exemption)}
        }
        .into_any()
    };
    sheet.list("fees", (t("Khoản thu", "Fee"), t("Thêm khoản thu", "Add a fee")), fee)
}

fn counters(sheet: Sheet<'_>) -> AnyView {
    let kinds = options(&[
        ("never", t("Không: nộp tại cấp giải quyết", "No: at the level that decides")),
        ("always", t("Có: mọi quầy của cấp giải quyết", "Yes: at all counters of the level that decides")),
        ("during", t("Có, trong các khoảng ngày dưới đây", "Yes, on the days below")),
    ]);
    let period = |key: &str| {
        let boxes = sheet.0.counters.iter().map(|(code, name)| {
            sheet.tick(&format!("{key}.at.{code}"), &format!("{} ({code})", name.get(lang())))
        });
        view! {
            {sheet.days(&format!("{key}.valid"))}
            <fieldset class="field">
                <legend>{t("Các quầy cũng nhận, ngoài quầy của cấp giải quyết", "Counters that take it beside those of the level that decides")}</legend>
                <div class="choices">{boxes.collect_view()}</div>
            </fieldset>
        }
        .into_any()
    };
    view! {
        {sheet.select("any_counter", t("Tiếp nhận không kể địa giới", "Taken in whatever the territory"), &kinds)}
        {sheet.list("counters", (t("Khoảng ngày", "Days"), t("Thêm khoảng ngày", "Add days")), period)}
    }
    .into_any()
}

fn text(sheet: Sheet<'_>) -> AnyView {
    view! {
        <p class="help">{t(
            "Toàn bộ thủ tục như trong tệp danh mục, kể cả biểu mẫu. Ghi chú bắt đầu bằng # bị bỏ khi một phần khác được lưu bằng biểu mẫu.",
            "The whole procedure as in a file of the catalogue, its e-form included. Comments after # go when another part is saved by its form.",
        )}</p>
        <div class="edition-text">{sheet.words("text", t("Toàn văn", "The whole text"), "", 40)}</div>
    }
    .into_any()
}
