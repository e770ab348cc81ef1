//! Passkeys beside the codes: registered on a fresh proof, taken for a code, each challenge once and in time.

use casework::officers::{self, Forgets};
use casework::session::{
    account, add_passkey, begin_passkey, enrol, enrolment, give_code, passkey_waits, prove, remove_passkey,
    sign_in, start_enrolment,
};
use casework::{Actor, Case, Office, Settings};
use domain::role::Role;
use sea_orm::EntityTrait as _;
use store::entity::passkey_challenge;
use totp_rs::{Builder, Secret};
use views::{Failure, PasskeyOptions, ProofKind, Step};

use crate::accounts::*;
use crate::authenticator::{Authenticator, text};
use crate::world::*;

const HOST: &str = "localhost";
const ORIGIN: &str = "http://localhost:3000";
/// Minutes after the officer has registered: proofs are fresh, codes are new.
const SOON: &str = "2026-11-18T09:05:00+07:00";

/// The same office at an address for which browsers know passkeys.
async fn at(world: &World, now: &str) -> Office {
    let (database, files) = (world.office.database().clone(), world.office.files().clone());
    let settings = Settings { base_url: ORIGIN.to_owned(), ..settings(now) };
    Office::open(database, files, settings).await.unwrap()
}

fn code(secret: &str, office: &Office) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let now = u64::try_from(office.now().unix_timestamp()).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(now).to_string()
}

/// An officer with codes, who is signed in; and the secret.
async fn with_codes(office: &Office, role: Role) -> (Actor, String) {
    let officer = settled(office, role).await;
    start_enrolment(office, &officer).await.unwrap();
    let shown = enrolment(office, &officer).await.unwrap().unwrap();
    enrol(office, &officer, &code(&shown.secret, office)).await.unwrap();
    (officer, shown.secret)
}

async fn begun(office: &Office, actor: &Actor) -> PasskeyOptions {
    begin_passkey(office, actor).await.unwrap()
}

async fn register(office: &Office, actor: &Actor, device: &Authenticator, name: &str) -> Case<String> {
    let challenge = begun(office, actor).await.challenge;
    add_passkey(office, actor, name, &device.create(&challenge)).await
}

async fn names(office: &Office, actor: &Actor) -> Vec<String> {
    let passkeys = account(office, actor).await.unwrap().passkeys.unwrap();
    passkeys.into_iter().map(|line| line.name).collect()
}

fn device() -> Authenticator {
    Authenticator::es256(HOST, ORIGIN)
}

#[tokio::test]
async fn a_passkey_signs_in_instead_of_the_code() {
    let world = World::new().await;
    let office = at(&world, MORNING).await;
    let (officer, secret) = with_codes(&office, Role::HandlingOfficer).await;
    let mut first = device();
    let (second, third) = (Authenticator::eddsa(HOST, ORIGIN), Authenticator::rs256(HOST, ORIGIN));
    let page = register(&office, &officer, &first, " Máy\u{7} phòng 12 ").await.unwrap();
    assert_eq!(page, "/desk/account?done=passkey");
    register(&office, &officer, &second, "").await.unwrap();
    register(&office, &officer, &third, "Khóa USB").await.unwrap();
    assert_eq!(names(&office, &officer).await, ["Máy phòng 12", "Passkey", "Khóa USB"]);

    let office = at(&world, SOON).await;
    let half = enter(&office, OWN).await;
    assert!(passkey_waits(&office, &half).await.unwrap());
    let options = begun(&office, &half).await;
    assert_eq!((options.site.as_str(), options.username.as_str(), options.known.len()), (HOST, LAN, 3));
    first.count = 1;
    first.user = Some(options.user.clone());
    let entered = give_code(&office, &half, &first.get(&options.challenge)).await.unwrap();
    assert_eq!(of(&office, &entered).await.id, officer.id);
    let used = account(&office, &of(&office, &entered).await).await.unwrap().passkeys.unwrap();
    assert!(used[0].last_used_at.is_some() && used[1].last_used_at.is_none());
    for other in [&second, &third] {
        let half = enter(&office, OWN).await;
        let given = other.get(&begun(&office, &half).await.challenge);
        give_code(&office, &half, &given).await.unwrap();
    }
    // The code goes on working, for a browser without JavaScript.
    let half = enter(&office, OWN).await;
    give_code(&office, &half, &code(&secret, &office)).await.unwrap();
    let events = world.events(&officer.id).await;
    assert_eq!(events.iter().filter(|event| *event == "passkey_added").count(), 3, "{events:?}");
    world.log_is_whole().await;
}

#[tokio::test]
async fn a_challenge_counts_once_in_time_and_in_its_session() {
    let world = World::new().await;
    let office = at(&world, MORNING).await;
    let (officer, _) = with_codes(&office, Role::HandlingOfficer).await;
    let mut device = device();
    register(&office, &officer, &device, "a").await.unwrap();
    let signed = |device: &mut Authenticator, challenge: &str| {
        device.count += 1;
        device.get(challenge)
    };
    // In another session.
    let (half, other) = (enter(&office, OWN).await, enter(&office, OWN).await);
    let given = signed(&mut device, &begun(&office, &half).await.challenge);
    assert_eq!(failure(give_code(&office, &other, &given).await), Failure::PasskeyWrong);
    // One that nobody gave.
    let given = signed(&mut device, &text(&[7; 32]));
    assert_eq!(failure(give_code(&office, &half, &given).await), Failure::PasskeyWrong);
    // Too late.
    let challenge = begun(&office, &half).await.challenge;
    let late = at(&world, "2026-11-18T09:05:02+07:00").await;
    let given = signed(&mut device, &challenge);
    assert_eq!(failure(give_code(&late, &half, &given).await), Failure::PasskeyWrong);
    // Twice: also a refusal uses it up.
    let challenge = begun(&office, &half).await.challenge;
    device.bent = true;
    let given = signed(&mut device, &challenge);
    assert_eq!(failure(give_code(&office, &half, &given).await), Failure::PasskeyWrong);
    device.bent = false;
    let given = signed(&mut device, &challenge);
    assert_eq!(failure(give_code(&office, &half, &given).await), Failure::PasskeyWrong);
    let given = signed(&mut device, &begun(&office, &half).await.challenge);
    give_code(&office, &half, &given).await.unwrap();
    // Whoever presses on and on is stopped, and what nobody signed is swept up.
    for _ in 0..20 {
        begun(&office, &officer).await;
    }
    assert_eq!(failure(begin_passkey(&office, &officer).await), Failure::TooSoon);
    casework::session::sweep(&late).await.unwrap();
    assert_eq!(passkey_challenge::Entity::find().all(late.database().reader()).await.unwrap(), []);
}

#[tokio::test]
async fn a_passkey_is_its_owners_and_its_count_never_falls() {
    let world = World::new().await;
    let office = at(&world, MORNING).await;
    let (officer, _) = with_codes(&office, Role::HandlingOfficer).await;
    let mut known = device();
    known.count = 9;
    register(&office, &officer, &known, "a").await.unwrap();
    assert_eq!(
        failure(register(&office, &officer, &known, "b").await),
        Failure::PasskeyWrong,
        "one id, one key"
    );
    let half = enter(&office, OWN).await;
    let unknown = device();
    for (device, user) in [(&unknown, None), (&known, Some(text(b"somebody else")))] {
        let given = device.get(&begun(&office, &half).await.challenge);
        let mut given: serde_json::Value = serde_json::from_str(&given).unwrap();
        given["user"] = user.into();
        let refused = give_code(&office, &half, &given.to_string()).await;
        assert_eq!(failure(refused), Failure::PasskeyWrong);
    }
    let given = known.get(&begun(&office, &half).await.challenge);
    assert_eq!(
        failure(give_code(&office, &half, &given).await),
        Failure::PasskeyWrong,
        "it counted no further"
    );
    assert!(world.events(&officer.id).await.contains(&"passkey_counted_back".to_owned()));
    known.count = 10;
    let given = known.get(&begun(&office, &half).await.challenge);
    give_code(&office, &half, &given).await.unwrap();
}

#[tokio::test]
async fn an_old_proof_is_renewed_by_a_passkey() {
    let world = World::new().await;
    let office = at(&world, MORNING).await;
    let (leader, _) = with_codes(&office, Role::Leader).await;
    let mut device = device();
    register(&office, &leader, &device, "a").await.unwrap();
    let later = at(&world, "2026-11-18T09:11:00+07:00").await;
    let asked = account(&later, &leader).await.unwrap().proof;
    assert_eq!((asked.kind, asked.due, asked.passkey), (ProofKind::PasswordOrCode, true, true));
    assert_eq!(failure(register(&later, &leader, &device, "b").await), Failure::ProofNeeded);
    let id = account(&later, &leader).await.unwrap().passkeys.unwrap()[0].id.clone();
    assert_eq!(failure(remove_passkey(&later, &leader, &id).await), Failure::ProofNeeded);
    device.count = 1;
    device.flags = 0b001;
    let unverified = device.get(&begun(&later, &leader).await.challenge);
    assert_eq!(failure(prove(&later, &leader, &unverified).await), Failure::PasskeyWrong);
    device.flags = crate::authenticator::THERE;
    let proof = device.get(&begun(&later, &leader).await.challenge);
    let proved = prove(&later, &leader, &proof).await.unwrap();
    assert_eq!(failure(prove(&later, &leader, &proof).await), Failure::PasskeyWrong, "once");
    assert_eq!(failure(remove_passkey(&later, &proved, "another").await), Failure::NotFound);
    let somebody_else = Actor { id: "somebody".to_owned(), ..proved.clone() };
    assert_eq!(failure(remove_passkey(&later, &somebody_else, &id).await), Failure::NotFound);
    remove_passkey(&later, &proved, &id).await.unwrap();
    assert_eq!(names(&later, &proved).await, [""; 0]);
    assert!(account(&later, &proved).await.unwrap().second_factor.is_some(), "the codes stay");
}

#[tokio::test]
async fn passkeys_stand_beside_codes_and_are_no_way_around_them() {
    let world = World::new().await;
    let office = at(&world, MORNING).await;
    let officer = settled(&office, Role::HandlingOfficer).await;
    assert_eq!(
        failure(register(&office, &officer, &device(), "a").await),
        Failure::Refused,
        "codes come first"
    );
    assert_eq!(failure(begin_passkey(&office, &Actor::visitor()).await), Failure::Refused);
    let demo = staff(&office, UNIT).await.leader;
    assert_eq!(failure(begin_passkey(&office, &demo).await), Failure::DemoAccount);
    assert_eq!(account(&office, &demo).await.unwrap().passkeys, None);
    // Where the address can have none, the page says so instead of offering them.
    let address = world.at(MORNING).await;
    assert_eq!(account(&address, &officer).await.unwrap().passkeys, None);
    assert_eq!(failure(begin_passkey(&address, &officer).await), Failure::PasskeysNowhere);
    start_enrolment(&office, &officer).await.unwrap();
    let shown = enrolment(&office, &officer).await.unwrap().unwrap();
    enrol(&office, &officer, &code(&shown.secret, &office)).await.unwrap();
    for number in 0..10 {
        register(&office, &officer, &device(), &number.to_string()).await.unwrap();
    }
    assert_eq!(failure(register(&office, &officer, &device(), "11").await), Failure::TooManyPasskeys);
    // Whoever lost everything is given a new beginning.
    officers::reset(&office, &Actor::system(), LAN, "Moi-cap-lai-88", Forgets::SecondFactor).await.unwrap();
    let half = enter(&office, "Moi-cap-lai-88").await;
    assert_eq!(step(&half), Some(Step::Password));
    assert!(!passkey_waits(&office, &half).await.unwrap());
    let rows = store::entity::passkey::Entity::find().all(office.database().reader()).await.unwrap();
    assert_eq!(rows, []);
    let _ = sign_in(&office, &Actor::visitor(), LAN, OWN).await;
}
