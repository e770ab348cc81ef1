//! Demo people: nobody real, and only in demo mode.

use domain::role::Role;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::OnConflict,
};
use store::Tx;
use store::entity::{account, membership, officer, organisation, person};
use store::moment::Millis;
use views::{DemoPerson, Failure};

use crate::policy::Deed;
use crate::session::{self, Begun, Proven};
use crate::{Actor, Case, CaseError, Office};

/// id, name, national id, birth date, sex, phone, address
const CITIZENS: &[[&str; 7]] = &[
    [
        "demo-hoa",
        "Nguyễn Thị Hoa",
        "074195000321",
        "1995-03-08",
        "female",
        "0901 000 001",
        "12 đường số 3, phường Thủ Dầu Một",
    ],
    [
        "demo-nam",
        "Trần Văn Nam",
        "074090123456",
        "1990-07-21",
        "male",
        "0901 000 002",
        "45 đường Lê Lợi, phường Dĩ An",
    ],
    [
        "demo-lan",
        "Lê Ngọc Lan",
        "079301004455",
        "2001-11-02",
        "female",
        "0901 000 003",
        "7 khu phố 2, phường Thuận An",
    ],
    [
        "demo-mai",
        "Vũ Thị Mai",
        "074185000417",
        "1985-04-17",
        "female",
        "0901 000 004",
        "88 đại lộ Bình Dương, phường Thủ Dầu Một",
    ],
    [
        "demo-phuc",
        "Đinh Văn Phúc",
        "074092000528",
        "1992-05-28",
        "male",
        "0901 000 005",
        "19 đường Nguyễn Trãi, phường Dĩ An",
    ],
    [
        "demo-quyen",
        "Tô Ngọc Quyên",
        "074198000609",
        "1998-06-09",
        "female",
        "0901 000 006",
        "3 khu phố Bình Hòa, phường Thuận An",
    ],
    [
        "demo-tam",
        "Châu Minh Tâm",
        "074079000715",
        "1979-07-15",
        "male",
        "0901 000 007",
        "21 đường Yersin, phường Phú Lợi",
    ],
];

/// id, tax code (law §3.5, synthetic), name
const ORGANISATIONS: &[[&str; 3]] = &[
    ["demo-co-khi", "0301234562", "Công ty TNHH Cơ khí Bình An"],
    ["demo-go", "3702567892", "Công ty Cổ phần Gỗ Thuận Phát"],
];

/// organisation, person, role, rights
const MEMBERS: &[[&str; 4]] = &[
    ["demo-co-khi", "demo-mai", "owner", "{}"],
    // The accountant: copies and certified copies, up to 20.000 đồng each.
    [
        "demo-co-khi",
        "demo-phuc",
        "staff",
        r#"{"procedures":["2.000908","2.000815","2.000635"],"most":20000}"#,
    ],
    ["demo-co-khi", "demo-quyen", "staff", r#"{"until":"2026-12-31"}"#],
    ["demo-go", "demo-tam", "owner", "{}"],
    ["demo-go", "demo-phuc", "staff", "{}"],
    ["demo-go", "demo-quyen", "staff", r#"{"procedures":["2.001955","1.014199"]}"#],
];

/// id suffix, user name, title, role
const POSTS: &[[&str; 4]] = &[
    ["mot-cua", "mot.cua", "Cán bộ tiếp nhận và trả kết quả", "one_stop_officer"],
    ["chuyen-vien", "chuyen.vien", "Chuyên viên thụ lý", "handling_officer"],
    ["lanh-dao", "lanh.dao", "Lãnh đạo đơn vị", "leader"],
];

/// Of the first one-stop only, and two of them: a version of a procedure or the calendar of a year needs a second person.
const ADMINISTRATORS: &[([&str; 4], &str)] = &[
    (["quan-tri-1", "quan.tri.1", "Quản trị viên", "administrator"], "Lưu Hoài An"),
    (["quan-tri-2", "quan.tri.2", "Quản trị viên", "administrator"], "Quách Gia Hân"),
];

/// Who holds the posts of the first one-stop, then of the second, and so on.
const NAMES: &[[&str; 3]] = &[
    ["Phạm Thu Hà", "Võ Minh Tuấn", "Đặng Quốc Bảo"],
    ["Huỳnh Ngọc Ánh", "Phan Đức Thịnh", "Lý Thị Kim Oanh"],
    ["Bùi Thanh Trúc", "Ngô Hữu Phước", "Trịnh Văn Khải"],
    ["Dương Mỹ Duyên", "Hồ Sỹ Nguyên", "Mai Xuân Trường"],
    ["Đỗ Thị Quỳnh", "Tạ Công Lực", "Cao Bích Thủy"],
];

/// Who appraises and who heads in the agencies that decide what a one-stop takes in, in turn.
const NAMES_OF_AGENCIES: &[[&str; 2]] = &[
    ["Tống Hải Yến", "Vương Đình Phong"],
    ["Kiều Anh Dũng", "La Thị Hồng Nhung"],
    ["Từ Mỹ Linh", "Giang Văn Sơn"],
    ["Thái Bảo Ngọc", "Lâm Chí Thiện"],
    ["Phùng Gia Huy", "Hà Thị Thanh Vân"],
    ["Đoàn Nhật Minh", "Nghiêm Thu Cúc"],
    ["Chử Khánh Linh", "Ông Vĩnh Tường"],
    ["Thân Hoàng Long", "Ngụy Bích Liên"],
    ["Tiêu Diệu Hiền", "Âu Dương Khôi"],
    ["Quản Trọng Nghĩa", "Lục Thị Nương"],
];

/// The password of all demo officers. It stands in the documentation and is everybody's, so nobody is made to change
/// it and nobody may: they have no account of their own.
const PASSWORD: &str = "Mot-Cua-2026";

/// Makes the demo people: citizens, of whom some act for two organisations, three officers at each one-stop, two in each
/// other agency that decides, and two administrators. Running it twice changes nothing.
///
/// # Errors
/// `NotFound` outside demo mode.
pub async fn seed(office: &Office) -> Case<()> {
    demo_only(office)?;
    let hash = session::hash_password(PASSWORD.to_owned()).await?;
    let now = office.now_millis();
    let catalogue = office.catalogue();
    let units: Vec<String> = catalogue.one_stops_on(office.today()).map(|unit| unit.code.clone()).collect();
    let agencies = catalogue.agencies_on(office.today());
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                for citizen in CITIZENS {
                    insert_citizen(tx, citizen).await?;
                }
                for row in ORGANISATIONS {
                    insert_organisation(tx, row, now).await?;
                }
                for row in MEMBERS {
                    insert_member(tx, row, now).await?;
                }
                for (index, unit) in units.iter().enumerate() {
                    for (post, name) in POSTS.iter().zip(NAMES[index % NAMES.len()]) {
                        insert_officer(tx, post, name, unit, &numbered(post, index), &hash).await?;
                    }
                }
                for (agency, names) in agencies.iter().zip(NAMES_OF_AGENCIES.iter().cycle()) {
                    for (post, name) in POSTS[1..].iter().zip(names) {
                        insert_officer(tx, post, name, agency, &coded(post, agency), &hash).await?;
                    }
                }
                if let Some(unit) = units.first() {
                    for (post, name) in ADMINISTRATORS {
                        insert_officer(tx, post, name, unit, post[1], &hash).await?;
                    }
                }
                Ok::<_, CaseError>(())
            })
        })
        .await
}

/// Whether the demo people were ever made here.
///
/// # Errors
/// When the database fails.
pub async fn was_seeded(office: &Office) -> Case<bool> {
    let first = person::Entity::find_by_id(CITIZENS[0][0]).one(office.database().reader()).await?;
    Ok(first.is_some())
}

async fn insert_citizen(tx: &Tx, row: &[&str; 7]) -> Case<()> {
    let [id, name, national_id, birth, sex, phone, address] = row.map(str::to_owned);
    let email = format!("{id}@example.vn");
    let row = person::ActiveModel {
        id: Set(id),
        national_id: Set(national_id),
        full_name: Set(name),
        birth_date: Set(birth),
        sex: Set(sex),
        phone: Set(phone),
        email: Set(email),
        address: Set(address),
    };
    let keep = OnConflict::column(person::Column::Id).do_nothing().to_owned();
    person::Entity::insert(row).on_conflict(keep).exec_without_returning(tx).await?;
    Ok(())
}

async fn insert_organisation(tx: &Tx, row: &[&str; 3], now: Millis) -> Case<()> {
    let [id, tax_code, name] = row.map(str::to_owned);
    let row = organisation::ActiveModel {
        id: Set(id),
        tax_code: Set(tax_code),
        name: Set(name),
        created_at: Set(now),
    };
    let keep = OnConflict::column(organisation::Column::Id).do_nothing().to_owned();
    organisation::Entity::insert(row).on_conflict(keep).exec_without_returning(tx).await?;
    Ok(())
}

async fn insert_member(tx: &Tx, row: &[&str; 4], now: Millis) -> Case<()> {
    let [organisation, person, role, rights] = row.map(str::to_owned);
    let row = membership::ActiveModel {
        organisation_id: Set(organisation),
        person_id: Set(person),
        role: Set(role),
        issuer: Set(String::new()),
        since: Set(now),
        rights: Set(rights),
        suspended_at: Set(None),
        ended_at: Set(None),
    };
    let key = [membership::Column::OrganisationId, membership::Column::PersonId];
    let keep = OnConflict::columns(key).do_nothing().to_owned();
    membership::Entity::insert(row).on_conflict(keep).exec_without_returning(tx).await?;
    Ok(())
}

/// For which organisations a demo person acts, and as what.
fn place_of(person: &str) -> String {
    let of_person = MEMBERS.iter().filter(|member| member[1] == person);
    let places = of_person.filter_map(|[organisation, _, role, _]| {
        let name = ORGANISATIONS.iter().find(|known| known[0] == *organisation)?[2];
        Some(if *role == "owner" { format!("Chủ {name}") } else { format!("Nhân viên {name}") })
    });
    places.collect::<Vec<_>>().join("; ")
}

/// Posts repeat from unit to unit, user names must not.
fn numbered([_, username, ..]: &[&str; 4], index: usize) -> String {
    if index == 0 { (*username).to_owned() } else { format!("{username}.{}", index + 1) }
}

fn coded([_, username, ..]: &[&str; 4], unit: &str) -> String {
    format!("{username}.{}", unit.to_lowercase())
}

async fn insert_officer(
    tx: &Tx,
    post: &[&str; 4],
    name: &str,
    unit: &str,
    username: &str,
    hash: &str,
) -> Case<()> {
    let [suffix, _, title, role] = post;
    // A unit that stood in its place before may have the name.
    let taken = officer::Entity::find()
        .filter(officer::Column::Username.eq(username))
        .filter(officer::Column::UnitCode.ne(unit))
        .one(tx)
        .await?
        .is_some();
    let username = if taken { coded(post, unit) } else { username.to_owned() };
    let row = officer::ActiveModel {
        id: Set(format!("{unit}-{suffix}")),
        username: Set(username),
        full_name: Set(name.to_owned()),
        title: Set((*title).to_owned()),
        unit_code: Set(unit.to_owned()),
        role: Set((*role).to_owned()),
        password_hash: Set(Some(hash.to_owned())),
        active: Set(true),
    };
    let keep = OnConflict::column(officer::Column::Id).do_nothing().to_owned();
    officer::Entity::insert(row).on_conflict(keep).exec_without_returning(tx).await?;
    Ok(())
}

/// Everybody that one can become.
///
/// # Errors
/// `NotFound` outside demo mode.
pub async fn people(office: &Office) -> Case<Vec<DemoPerson>> {
    demo_only(office)?;
    let reader = office.database().reader();
    let mut people = Vec::new();
    for row in person::Entity::find().all(reader).await? {
        let known = CITIZENS.iter().any(|citizen| citizen[0] == row.id);
        if known {
            people.push(DemoPerson {
                place: place_of(&row.id),
                id: row.id,
                name: row.full_name,
                role: Role::Citizen,
            });
        }
    }
    // Whoever has an account of their own is nobody's to become, even here.
    let accounts = account::Entity::find().all(reader).await?;
    let shared = |row: &officer::Model| !accounts.iter().any(|account| account.officer_id == row.id);
    for row in officer::Entity::find().all(reader).await?.into_iter().filter(shared) {
        let unit = crate::applicant::unit_name(office, &row.unit_code).vi;
        let role = row.role.parse().map_err(|_| CaseError::Impossible("an officer has an unknown role"))?;
        let place = format!("{}, {unit}", row.title);
        people.push(DemoPerson { id: row.id, name: row.full_name, role, place });
    }
    Ok(people)
}

/// Begins the session of a demo person.
///
/// # Errors
/// `NotFound` outside demo mode and for people who are no demo people.
pub async fn become_person(office: &Office, actor: &Actor, id: &str) -> Case<Begun> {
    actor.may(Deed::ChangeSession)?;
    demo_only(office)?;
    let person = people(office).await?.into_iter().find(|person| person.id == id).ok_or(Failure::NotFound)?;
    let proven =
        if person.role == Role::Citizen { Proven::Person(person.id) } else { Proven::Officer(person.id) };
    let (office, before) = (office.clone(), actor.clone());
    let database = office.database().clone();
    database
        .write(move |tx| Box::pin(async move { session::begin(tx, &office, &before, proven).await }))
        .await
}

fn demo_only(office: &Office) -> Case<()> {
    if office.settings().demo { Ok(()) } else { Err(Failure::NotFound.into()) }
}
