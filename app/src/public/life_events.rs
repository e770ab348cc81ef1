//! The moments of a life in which people need the state, in their words.

use forms::procedure::LifeEvent;

use crate::ui::t;

/// Every life event with its word in addresses, in the order of a life.
const EVENTS: [(LifeEvent, &str); 9] = [
    (LifeEvent::HavingAChild, "having_a_child"),
    (LifeEvent::Marriage, "marriage"),
    (LifeEvent::Residence, "residence"),
    (LifeEvent::HouseAndLand, "house_and_land"),
    (LifeEvent::Work, "work"),
    (LifeEvent::Business, "business"),
    (LifeEvent::CopiesAndCertification, "copies_and_certification"),
    (LifeEvent::OldAge, "old_age"),
    (LifeEvent::Death, "death"),
];

/// Every life event.
pub(super) fn all() -> impl Iterator<Item = LifeEvent> {
    EVENTS.into_iter().map(|(event, _)| event)
}

/// The event of `?event=`.
pub(super) fn from_word(word: &str) -> Option<LifeEvent> {
    EVENTS.into_iter().find_map(|(event, known)| (known == word).then_some(event))
}

/// The address of its procedures.
pub(super) fn address(event: LifeEvent) -> String {
    let word = EVENTS.into_iter().find_map(|(known, word)| (known == event).then_some(word));
    format!("/procedures?event={}", word.unwrap_or_default())
}

/// What people say.
pub(super) fn name(event: LifeEvent) -> &'static str {
    match event {
        LifeEvent::HavingAChild => t("Sinh con", "Having a child"),
        LifeEvent::Marriage => t("Kết hôn", "Getting married"),
        LifeEvent::Residence => t("Nơi ở", "Moving home"),
        LifeEvent::HouseAndLand => t("Nhà và đất", "House and land"),
        LifeEvent::Work => t("Việc làm", "Work"),
        LifeEvent::Business => t("Kinh doanh", "Running a business"),
        LifeEvent::CopiesAndCertification => t("Bản sao, chứng thực", "Copies and certification"),
        LifeEvent::OldAge => t("Tuổi già, trợ cấp", "Old age and support"),
        LifeEvent::Death => t("Người thân qua đời", "A death in the family"),
    }
}
