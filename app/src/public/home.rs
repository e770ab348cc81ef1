use leptos::prelude::*;
use views::ProcedureLine;

use super::life_events;
use super::search::{SearchForm, procedure_list};
use crate::api::catalogue::list_procedures;
use crate::ui::{Loaded, PageTitle, lang, loaded, t};

/// What most people come for; an editor's choice, shown as far as the catalogue has it.
const SOUGHT: [&str; 5] = ["1.001193", "1.000894", "1.004222", "2.000635", "1.001612"];

/// `/`: find a procedure, or follow a dossier.
#[component]
pub fn HomePage() -> impl IntoView {
    let procedures = loaded((), |()| list_procedures(String::new(), None));
    view! {
        <PageTitle title=t("Làm thủ tục trực tuyến", "Public services online")/>
        <main id="main" class="home" tabindex="-1">
            <section class="hero">
                <div class="hero-inner">
                    <h1>{t("Làm thủ tục, không phải đi lại nhiều lần", "Get it done without going twice")}</h1>
                    <SearchForm/>
                </div>
            </section>
            <Loaded data=procedures children=|procedures| entrances(&procedures)/>
            <div class="page-wide">
                <section class="section">
                    <h2>{t("Làm thế nào", "How it works")}</h2>
                    <ol class="steps">
                        <li>
                            <h3>{t("Trả lời câu hỏi, gửi ảnh giấy tờ", "Answer questions, send photos of papers")}</h3>
                            <p>{t(
                                "Chỉ hỏi những gì trường hợp của bạn cần. Mỗi bước đều được lưu; dừng lúc nào cũng được.",
                                "You are asked only what your case needs. Each step is saved; stop whenever you like.",
                            )}</p>
                        </li>
                        <li>
                            <h3>{t("Nhận mã hồ sơ và ngày hẹn", "Get a code and a date")}</h3>
                            <p>{t(
                                "Nộp xong có ngay giấy biên nhận với mã hồ sơ. Cơ quan kiểm tra trong 8 giờ làm việc và cho biết ngày trả kết quả.",
                                "You get a receipt with a code at once. The office checks within 8 working hours and names the day of the result.",
                            )}</p>
                        </li>
                        <li>
                            <h3>{t("Theo dõi và nhận kết quả", "Follow it and get the result")}</h3>
                            <p>{t(
                                "Xem hồ sơ đang ở đâu, ai giữ, còn bao lâu. Nếu thiếu giấy tờ, bạn được báo một lần, đầy đủ.",
                                "See where it is, who holds it and how long it will take. If a paper is missing you are told once, in full.",
                            )}</p>
                        </li>
                    </ol>
                    <div class="button-row">
                        <a class="button secondary" href="/track">{t("Tra cứu hồ sơ đã nộp", "Follow a dossier")}</a>
                        <a class="button secondary" href="/my">{t("Làm tiếp hồ sơ đang viết", "Go on with a draft")}</a>
                    </div>
                </section>
            </div>
        </main>
    }
    .into_any()
}

fn entrances(procedures: &[ProcedureLine]) -> AnyView {
    let events = life_events::all().filter_map(|event| {
        let mut named: Vec<&ProcedureLine> =
            procedures.iter().filter(|line| line.life_events.contains(&event)).collect();
        // The catalogue names first the event that a procedure is for.
        named.sort_by_key(|line| line.life_events.first() != Some(&event));
        let names: Vec<&str> = named.into_iter().map(|line| line.name.get(lang())).collect();
        (!names.is_empty()).then(|| {
            view! {
                <li>
                    <a class="event" href=life_events::address(event)>
                        <span class="event-name">{life_events::name(event)}</span>
                        <span class="event-note">{event_note(&names)}</span>
                    </a>
                </li>
            }
        })
    });
    let events = events.collect_view();
    let sought = SOUGHT.iter().filter_map(|code| procedures.iter().find(|line| line.code == *code));
    view! {
        <div class="page-wide">
            <h2>{t("Theo việc trong đời", "By what happens in life")}</h2>
            <ul class="events">{events}</ul>
            <section class="section">
                <h2>{t("Nhiều người cần", "What many people need")}</h2>
                {procedure_list(sought)}
                <div class="button-row">
                    <a class="button secondary" href="/procedures">{t("Xem tất cả thủ tục", "All procedures")}</a>
                </div>
            </section>
        </div>
    }
    .into_any()
}

/// The first two procedures by name, and how many more there are.
fn event_note(names: &[&str]) -> String {
    const NAMED: usize = 2;
    let first = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} {} {more} {}", t("và", "and"), t("thủ tục khác", "more")),
    }
}
