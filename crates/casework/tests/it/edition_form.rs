//! The e-form of an edition: arranged, changed question by question, tried out, and every step can be undone.

use std::collections::BTreeMap;

use casework::edition::{
    Fields, ItemChange, Seen, Trial, arrange, begin, change_item, item, outline, preview, redo, show, undo,
};
use casework::{Actor, Case, Office};
use domain::role::Role;
use forms::edit::Item;
use forms::procedure::Procedure;
use views::{EditionPart, Failure};

use crate::calendars::officer;
use crate::world::{COPY, UNIT, World, failure, posted, staff};

const FROM: &str = "2026-12-01";

fn typed(item: Item, revision: i32, fields: Fields) -> ItemChange {
    ItemChange { item, seen: Seen { edition: 1, revision, over: false }, go: String::new(), fields }
}

struct Desk {
    world: World,
    keeper: Actor,
}

impl Desk {
    async fn new() -> Self {
        let world = World::new().await;
        let keeper = officer(&world.office, "quan.tri.mot", Role::Administrator).await;
        begin(&world.office, &keeper, COPY, FROM).await.unwrap();
        Self { world, keeper }
    }

    fn office(&self) -> &Office {
        &self.world.office
    }

    async fn procedure(&self) -> Procedure {
        show(self.office(), &self.keeper, COPY).await.unwrap().edition.unwrap().procedure.unwrap()
    }

    /// The questions in their order.
    async fn order(&self) -> Vec<String> {
        let sections = self.procedure().await.form.sections;
        sections.into_iter().flat_map(|section| section.questions).map(|question| question.id).collect()
    }

    async fn faults(&self) -> Vec<String> {
        let faults = outline(self.office(), &self.keeper, COPY).await.unwrap().sheet.faults;
        faults.into_iter().map(|fault| fault.field).collect()
    }

    async fn arrange(&self, go: &str) -> String {
        arrange(self.office(), &self.keeper, COPY, go).await.unwrap()
    }

    /// Types into the fields of a question that show what it says now.
    async fn typed(&self, id: &str, pairs: &[(&str, &str)]) -> Case<String> {
        let question = Item::Question(id.to_owned());
        let mut sheet = item(self.office(), &self.keeper, COPY, &question).await?.sheet;
        sheet.fields.extend(posted(pairs));
        change_item(self.office(), &self.keeper, COPY, typed(question, sheet.revision, sheet.fields)).await
    }

    async fn tried(&self, section: &str, go: &str, answers: &[(&str, &str)]) -> Case<views::FormPreview> {
        let trial = Trial { section: section.to_owned(), go: go.to_owned(), answers: posted(answers) };
        preview(self.office(), &self.keeper, COPY, trial).await
    }
}

#[tokio::test]
async fn questions_are_added_changed_moved_and_all_of_it_is_undone() {
    let desk = Desk::new().await;
    let before = desk.procedure().await;
    let section = before.form.sections[0].id.clone();
    let page = desk.arrange(&format!("add:section.{section}")).await;
    assert_eq!(page, format!("/admin/procedures/{COPY}/form/question/question"));
    let empty = ["question.question.label.vi", "question.question.label.en"];
    assert_eq!(desk.faults().await, empty);
    let words = [("label.vi", "Nghề nghiệp"), ("label.en", "Occupation"), ("example", "Thợ may")];
    let page = desk.typed("question", &words).await.unwrap();
    assert_eq!(page, format!("/admin/procedures/{COPY}/form/question/nghe_nghiep?saved=1"));
    assert_eq!(desk.faults().await, Vec::<String>::new());
    let order = desk.order().await;
    let page = desk.arrange("up:question.nghe_nghiep").await;
    assert_eq!(page, format!("/admin/procedures/{COPY}/form#question-nghe_nghiep"));
    assert_ne!(desk.order().await, order);
    desk.arrange("down:question.nghe_nghiep").await;
    assert_eq!(desk.order().await, order);
    desk.arrange("duplicate:question.nghe_nghiep").await;
    desk.arrange("remove:question.nghe_nghiep_2").await;
    assert_eq!(desk.order().await, order);
    for _ in 0..6 {
        undo(desk.office(), &desk.keeper, COPY).await.unwrap();
    }
    assert_eq!(desk.procedure().await, before);
    redo(desk.office(), &desk.keeper, COPY).await.unwrap();
    assert_eq!(desk.faults().await, empty);
    let events = desk.world.events(&format!("procedure:{COPY}")).await;
    assert_eq!(events[..3], ["edition_begun", "edition_changed", "edition_changed"]);
    assert_eq!(events.last().unwrap(), "edition_redone");
    desk.world.log_is_whole().await;
}

#[tokio::test]
async fn what_cannot_be_read_waits_as_it_was_typed() {
    let desk = Desk::new().await;
    let id = "record_name".to_owned();
    let before = desk.procedure().await;
    desk.typed(&id, &[("label.vi", "Chữ mới"), ("kind", "number"), ("min", "ba")]).await.unwrap();
    assert_eq!(desk.procedure().await, before, "the text waits");
    assert_eq!(desk.faults().await, [format!("question.{id}.min")]);
    let question = Item::Question(id.clone());
    let shown = item(desk.office(), &desk.keeper, COPY, &question).await.unwrap().sheet;
    assert_eq!((shown.fields["min"].as_str(), shown.fields["label.vi"].as_str()), ("ba", "Chữ mới"));
    assert_eq!(shown.faults[0].field, "min");
    let edition = show(desk.office(), &desk.keeper, COPY).await.unwrap().edition.unwrap();
    assert!(edition.faults.iter().all(|fault| fault.part == EditionPart::Form), "{:?}", edition.faults);
    desk.typed(&id, &[("min", "3")]).await.unwrap();
    assert_eq!(desk.faults().await, Vec::<String>::new());
    assert_eq!(desk.procedure().await.form.question(&id).unwrap().label.vi, "Chữ mới");
    // What waits goes with the question that it belongs to.
    desk.typed(&id, &[("min", "ba")]).await.unwrap();
    desk.arrange(&format!("remove:question.{id}")).await;
    let left = desk.faults().await;
    assert!(!left.iter().any(|field| field.ends_with(".min")), "{left:?}");
}

#[tokio::test]
async fn loops_and_questions_that_nobody_reaches_are_told_at_the_question() {
    let desk = Desk::new().await;
    let ids = desk.order().await;
    let (first, last) = (ids[0].as_str(), ids[ids.len() - 1].as_str());
    let condition = |id: &str| format!("answered: {id}");
    desk.typed(first, &[("show_if.text", &condition(last))]).await.unwrap();
    desk.typed(last, &[("show_if.text", &condition(first))]).await.unwrap();
    let told = desk.faults().await;
    assert!(told.iter().any(|field| *field == format!("question.{first}.show_if")), "{told:?}");
    undo(desk.office(), &desk.keeper, COPY).await.unwrap();
    undo(desk.office(), &desk.keeper, COPY).await.unwrap();
    let contrary = format!("all: [{{answered: {first}}}, {{not: {{answered: {first}}}}}]");
    desk.typed(last, &[("show_if.text", &contrary)]).await.unwrap();
    assert_eq!(desk.faults().await, [format!("question.{last}.show_if")]);
    // Nothing is done to what is not there.
    for go in ["up:question.nobody", "remove:section.nobody", "turn:question.x", "add:question.x", "", "up"] {
        let refused = arrange(desk.office(), &desk.keeper, COPY, go).await;
        assert_eq!(failure(refused), Failure::NotFound, "{go}");
    }
    assert_eq!(failure(desk.typed("nobody", &[]).await), Failure::NotFound);
}

#[tokio::test]
async fn the_form_is_tried_out_and_nothing_is_kept() {
    let desk = Desk::new().await;
    let sections: Vec<String> =
        desk.procedure().await.form.sections.into_iter().map(|section| section.id).collect();
    let shown = desk.tried("", "", &[]).await.unwrap();
    assert_eq!((shown.section.as_str(), shown.draft.id.as_str()), (sections[0].as_str(), ""));
    let first = desk.order().await[0].clone();
    let shown = desk.tried(&sections[0], "next", &[(&first, "x")]).await.unwrap();
    assert_ne!(shown.section, sections[0]);
    assert_eq!(shown.draft.answers.get(&first), "x", "answers go along");
    let shown = desk.tried(&shown.section, "back", &[]).await.unwrap();
    assert_eq!(shown.section, sections[0]);
    assert!(desk.tried(&sections[0], "check", &[]).await.unwrap().check);
    let events = desk.world.events(&format!("procedure:{COPY}")).await;
    assert_eq!(events, ["edition_begun"]);
}

#[tokio::test]
async fn only_whoever_prepares_changes_the_form() {
    let desk = Desk::new().await;
    let office = desk.office();
    let of_unit = staff(office, UNIT).await;
    let question = Item::Question(desk.order().await[0].clone());
    for actor in [&of_unit.leader, &of_unit.one_stop] {
        let refused = [
            failure(outline(office, actor, COPY).await),
            failure(item(office, actor, COPY, &question).await),
            failure(arrange(office, actor, COPY, "add").await),
            failure(change_item(office, actor, COPY, typed(question.clone(), 1, BTreeMap::new())).await),
            failure(preview(office, actor, COPY, Trial::default()).await),
        ];
        assert_eq!(refused, [Failure::NotAllowed; 5]);
    }
}

#[tokio::test]
async fn two_people_who_type_into_the_same_question_do_not_overwrite_each_other_unawares() {
    let desk = Desk::new().await;
    let (office, keeper) = (desk.office(), &desk.keeper);
    let question = Item::Question("holder_name".to_owned());
    let shown = item(office, keeper, COPY, &question).await.unwrap().sheet;
    let labelled = |words: &str, over| {
        let mut fields = shown.fields.clone();
        fields.insert("label.vi".to_owned(), words.to_owned());
        ItemChange {
            seen: Seen { edition: 1, revision: shown.revision, over },
            ..typed(question.clone(), 0, fields)
        }
    };
    desk.typed("copies_count", &[("label.vi", "Số bản cần cấp")]).await.unwrap();
    change_item(office, keeper, COPY, labelled("Người có tên", false))
        .await
        .expect("only another was changed");
    let refused = change_item(office, keeper, COPY, labelled("Chủ giấy tờ", false)).await;
    assert_eq!(failure(refused), Failure::EditionPlaceChanged);
    change_item(office, keeper, COPY, labelled("Chủ giấy tờ", true)).await.unwrap();
    assert_eq!(item(office, keeper, COPY, &question).await.unwrap().sheet.fields["label.vi"], "Chủ giấy tờ");
}
