//! Demo people: nobody real, and only in demo mode.

use domain::role::Role;
use domain::text::Text;
use sea_orm::{ActiveValue::Set, EntityTrait as _, sea_query::OnConflict};
use store::Tx;
use store::entity::{account, officer, person};
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
];

/// id suffix, user name, title, role
const POSTS: &[[&str; 4]] = &[
    ["mot-cua", "mot.cua", "Cán bộ tiếp nhận và trả kết quả", "one_stop_officer"],
    ["chuyen-vien", "chuyen.vien", "Chuyên viên thụ lý", "handling_officer"],
    ["lanh-dao", "lanh.dao", "Lãnh đạo đơn vị", "leader"],
];

/// Who holds the posts of the first one-stop, then of the second, and so on.
const NAMES: &[[&str; 3]] = &[
    ["Phạm Thu Hà", "Võ Minh Tuấn", "Đặng Quốc Bảo"],
    ["Huỳnh Ngọc Ánh", "Phan Đức Thịnh", "Lý Thị Kim Oanh"],
    ["Bùi Thanh Trúc", "Ngô Hữu Phước", "Trịnh Văn Khải"],
    ["Dương Mỹ Duyên", "Hồ Sỹ Nguyên", "Mai Xuân Trường"],
    ["Đỗ Thị Quỳnh", "Tạ Công Lực", "Cao Bích Thủy"],
];

/// The password of all demo officers. It stands in the documentation and is everybody's, so nobody is made to change
/// it and nobody may: they have no account of their own.
const PASSWORD: &str = "Mot-Cua-2026";

/// Makes the demo people: three citizens, and three officers at each one-stop. Running it twice changes nothing.
///
/// # Errors
/// `NotFound` outside demo mode.
pub async fn seed(office: &Office) -> Case<()> {
    demo_only(office)?;
    let hash = session::hash_password(PASSWORD.to_owned()).await?;
    let catalogue = office.catalogue();
    let units: Vec<(String, Text)> =
        catalogue.one_stops_on(office.today()).map(|unit| (unit.code.clone(), unit.name.clone())).collect();
    office
        .database()
        .write(move |tx| {
            Box::pin(async move {
                for citizen in CITIZENS {
                    insert_citizen(tx, citizen).await?;
                }
                for (index, (unit, _)) in units.iter().enumerate() {
                    for (post, name) in POSTS.iter().zip(NAMES[index % NAMES.len()]) {
                        insert_officer(tx, post, name, unit, index, &hash).await?;
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

async fn insert_officer(
    tx: &Tx,
    post: &[&str; 4],
    name: &str,
    unit: &str,
    index: usize,
    hash: &str,
) -> Case<()> {
    let [suffix, username, title, role] = post;
    // Posts repeat from unit to unit, user names must not.
    let username = if index == 0 { (*username).to_owned() } else { format!("{username}.{}", index + 1) };
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
                id: row.id,
                name: row.full_name,
                role: Role::Citizen,
                place: String::new(),
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
