//! Signing in by an issuer, with everything that can be wrong about it.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::issuer::{CLIENT, Issuer, Key, MAI, Visit, mai, now, unsigned};
use crate::site::{Answer, FORM, Site, encoded};

const START: &str = "/sign-in/state?next=/my";

/// Presses the button of the sign-in page and signs in at the issuer.
async fn visited(site: &Site, issuer: &Issuer, session: &str) -> Visit {
    let started = site.get(START, session).await;
    let mut visit = issuer.visit(&started);
    visit.cookie =
        [session, &visit.cookie].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join("; ");
    visit
}

async fn came_back(site: &Site, issuer: &Issuer) -> Answer {
    let visit = visited(site, issuer, "").await;
    site.get(&visit.back, &visit.cookie).await
}

/// What comes back from the issuer does not hold, and begins no session.
async fn turned_away(site: &Site, issuer: &Issuer, name: &str) {
    let answer = came_back(site, issuer).await;
    assert!(
        answer.location().starts_with("/sign-in?error=identity_unproven"),
        "{name}: {}",
        answer.location()
    );
    assert_eq!(answer.headers.get(SET_COOKIE), None, "{name}");
}

/// The cookie of somebody who has signed in.
async fn signed_in(site: &Site, issuer: &Issuer) -> String {
    let answer = came_back(site, issuer).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my"));
    answer.cookie().unwrap()
}

#[track_caller]
fn turned_back(answer: &Answer, failure: &str) {
    let expected = format!("/sign-in?error={failure}");
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let location = answer.location();
    assert!(location == expected || location.starts_with(&format!("{expected}&")), "{location}");
    assert_eq!(answer.headers.get(SET_COOKIE), None, "no session begins");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_the_issuer_vouches_for_comes_in_with_the_draft_of_the_browser() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let page = site.get("/sign-in?next=/my", "").await.text();
    assert!(page.contains("Đăng nhập bằng Định danh") && page.contains("/sign-in/state?next="), "{page}");
    assert!(!page.contains("VNeID chưa được nối"), "{page}");
    let started = site.post("/fn/start_draft", "", &[("code", crate::site::COPY)]).await;
    let draft = started.location().to_owned();
    let visit = visited(&site, &issuer, &started.cookie().unwrap()).await;
    let answer = site.get(&visit.back, &visit.cookie).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my"));
    let cookie = answer.cookie().unwrap();
    let page = site.get("/my", &cookie).await.text();
    assert!(page.contains("Lê Thị Mai") && page.contains(&draft), "{page}");
    assert!(!page.contains(MAI), "the number is shown nowhere");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_attempt_is_tied_to_the_browser_by_a_cookie_of_its_own() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let started = site.get(START, "").await;
    let attributes = started.header("set-cookie").split("; ").skip(1).collect::<Vec<_>>();
    assert_eq!(attributes, ["Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=600"]);
    let visit = issuer.visit(&started);
    turned_back(&site.get(&visit.back, "").await, "sign_in_expired");
    turned_back(&site.get(&visit.back, "sign-in=00000000000000000000000000").await, "sign_in_expired");
    let second = site.get(START, &visit.cookie).await;
    assert_eq!(second.cookie().unwrap(), visit.cookie, "two tabs of one browser go the way at once");
    assert_eq!(site.get(&visit.back, &visit.cookie).await.location(), "/my");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn over_tls_the_cookie_belongs_to_this_host_alone() {
    let issuer = Issuer::new().await;
    let site = Site::with("https://motcua.example.vn", issuer.identity("citizens")).await;
    let cookie = site.get(START, "").await;
    let cookie = cookie.header("set-cookie");
    assert!(cookie.starts_with("__Host-sign-in=") && cookie.ends_with("; Secure"), "{cookie}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn coming_back_a_second_time_is_refused_kindly() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let visit = visited(&site, &issuer, "").await;
    assert_eq!(site.get(&visit.back, &visit.cookie).await.location(), "/my");
    let again = site.get(&visit.back, &visit.cookie).await;
    turned_back(&again, "sign_in_expired");
    let page = site.get(again.location(), "").await.text();
    assert!(page.contains("Hãy bấm đăng nhập lại"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_code_is_worth_something_once_and_to_the_attempt_that_it_was_made_for() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let guessed = visited(&site, &issuer, "").await;
    let back = guessed.back.replace("the-code", "another-code");
    turned_back(&site.get(&back, &guessed.cookie).await, "identity_unproven");

    // The code of one attempt in the address of another: the verifier does not fit.
    let mine = visited(&site, &issuer, "").await;
    let theirs = site.get(START, "").await;
    let state = theirs.location().split_once("&state=").unwrap().1.split('&').next().unwrap();
    let injected = format!("/sign-in/state/callback?code=the-code&state={state}");
    turned_back(&site.get(&injected, &theirs.cookie().unwrap()).await, "identity_unproven");
    assert_eq!(site.get(&mine.back, &mine.cookie).await.location(), "/my", "the code was not used up");

    // A code that was exchanged already, by whomever.
    let late = visited(&site, &issuer, "").await;
    issuer.set(|ways| ways.code_used = true);
    turned_back(&site.get(&late.back, &late.cookie).await, "identity_unproven");
}

/// How the claims of an ID token are spoilt.
type Spoil = fn(&mut Value);
/// How an ID token is made otherwise.
type Forge = fn(&Value) -> String;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_id_token_with_anything_wrong_lets_nobody_in() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let cases: [(&str, Spoil); 12] = [
        ("wrong nonce", |claims| claims["nonce"] = json!("another")),
        ("no nonce", |claims| drop(claims.as_object_mut().unwrap().remove("nonce"))),
        ("wrong issuer", |claims| claims["iss"] = json!("https://evil.example")),
        ("issuer with a slash", |claims| {
            claims["iss"] = json!(format!("{}/", claims["iss"].as_str().unwrap()));
        }),
        ("wrong audience", |claims| claims["aud"] = json!("another-client")),
        ("audiences beside us", |claims| claims["aud"] = json!([CLIENT, "another-client"])),
        ("no audience", |claims| drop(claims.as_object_mut().unwrap().remove("aud"))),
        ("for another party", |claims| claims["azp"] = json!("another-client")),
        ("expired", |claims| claims["exp"] = json!(now() - 1)),
        ("no end", |claims| drop(claims.as_object_mut().unwrap().remove("exp"))),
        ("from the future", |claims| claims["iat"] = json!(now() + 3600)),
        ("nobody", |claims| drop(claims.as_object_mut().unwrap().remove("sub"))),
    ];
    for (name, spoil) in cases {
        issuer.set(|ways| ways.spoil = Some(Box::new(spoil)));
        turned_away(&site, &issuer, name).await;
    }
    signed_in(&site, &issuer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn only_the_issuers_own_keys_sign() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let cases: [(&str, Forge); 6] = [
        ("alg: none", unsigned),
        ("alg: none with a signature", |claims| {
            Key::new("first").sign(&json!({ "alg": "none", "kid": "first" }), claims)
        }),
        ("a stranger's key under a known name", |claims| {
            Key::new("first").sign(&json!({ "alg": "ES256", "kid": "first" }), claims)
        }),
        ("a stranger's key", |claims| Key::new("x").sign(&json!({ "alg": "ES256", "kid": "x" }), claims)),
        ("by a shared secret", |claims| {
            Key::new("first").sign(&json!({ "alg": "HS256", "kid": "first" }), claims)
        }),
        ("no token at all", |_| "nonsense".to_owned()),
    ];
    for (name, forge) in cases {
        issuer.set(|ways| ways.forge = Some(forge));
        turned_away(&site, &issuer, name).await;
    }
    signed_in(&site, &issuer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn rotated_keys_are_fetched_and_forged_tokens_do_not_flood_the_issuer() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    signed_in(&site, &issuer).await;
    issuer.rotate("second");
    signed_in(&site, &issuer).await;
    let before = issuer.ways.lock().unwrap().keys_fetched;
    for _ in 0..5 {
        issuer.set(|ways| {
            ways.forge = Some(|claims| Key::new("x").sign(&json!({ "alg": "ES256", "kid": "x" }), claims));
        });
        turned_back(&came_back(&site, &issuer).await, "identity_unproven");
    }
    let after = issuer.ways.lock().unwrap().keys_fetched;
    assert!(after - before <= 1, "{before} {after}");
    signed_in(&site, &issuer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_key_that_was_withdrawn_signs_no_longer() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    issuer.set(|ways| ways.published.clear());
    turned_back(&came_back(&site, &issuer).await, "identity_unproven");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn claims_that_the_office_needs_are_asked_of_userinfo_too() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    issuer.set(|ways| {
        ways.person = json!({ "sub": "account-1" });
        ways.userinfo = mai();
    });
    signed_in(&site, &issuer).await;
    let cases = [
        (
            json!({ "sub": "somebody-else", "national_id": MAI, "name": "A", "birthdate": "1998-05-06" }),
            "identity_unproven",
        ),
        (json!({ "sub": "account-1", "name": "A", "birthdate": "1998-05-06" }), "identity_incomplete"),
        (
            json!({ "sub": "account-1", "national_id": "28", "name": "A", "birthdate": "1998-05-06" }),
            "identity_incomplete",
        ),
        (json!({ "sub": "account-1", "national_id": MAI, "birthdate": "1998-05-06" }), "identity_incomplete"),
        (
            json!({ "sub": "account-1", "national_id": MAI, "name": "A", "birthdate": "6/5/1998" }),
            "identity_incomplete",
        ),
        (json!("nonsense"), "identity_unproven"),
    ];
    for (told, failure) in cases {
        issuer.set(|ways| ways.userinfo = told);
        turned_back(&came_back(&site, &issuer).await, failure);
    }
    let page = site.get("/sign-in?error=identity_incomplete", "").await.text();
    assert!(page.contains("số định danh 12 chữ số"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_organisation_is_shown_with_whoever_represents_it() {
    let issuer = Issuer::new().await;
    let site = Site::with("http://127.0.0.1:3000", issuer.identity("organisations")).await;
    turned_back(&came_back(&site, &issuer).await, "tax_code_missing");
    issuer.set(|ways| {
        ways.person["tax_code"] = json!("3702145001");
        ways.person["organisation_name"] = json!("Công ty <Gỗ> Bình An");
    });
    let cookie = signed_in(&site, &issuer).await;
    let page = site.get("/my", &cookie).await.text();
    assert_eq!(
        page.matches("Công ty &lt;Gỗ&gt; Bình An (3702145001)").count(),
        2,
        "masthead and page: {page}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_issuer_says_no_or_somebody_says_so_in_its_name() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    for (query, failure) in [
        ("error=access_denied", "sign_in_cancelled"),
        ("error=temporarily_unavailable", "issuer_unreachable"),
        ("error=invalid_scope", "identity_unproven"),
        ("code=the-code&iss=https%3A%2F%2Fevil.example", "identity_unproven"),
        ("", "identity_unproven"),
    ] {
        let visit = visited(&site, &issuer, "").await;
        let state = visit.back.split_once("state=").unwrap().1;
        let answer = site.get(&format!("/sign-in/state/callback?state={state}&{query}"), &visit.cookie).await;
        turned_back(&answer, failure);
        assert!(answer.location().ends_with("&next=%2Fmy"), "{}", answer.location());
    }
    turned_back(&site.get("/sign-in/other", "").await, "not_found");
    turned_back(&site.get("/sign-in/other/callback?state=x", "").await, "not_found");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn after_signing_in_one_goes_to_a_page_of_ours() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    for next in ["//evil.example", "https%3A%2F%2Fevil.example", "%2F%09%2Fevil.example"] {
        let visit = issuer.visit(&site.get(&format!("/sign-in/state?next={next}"), "").await);
        assert_eq!(site.get(&visit.back, &visit.cookie).await.location(), "/my", "{next}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_issuer_that_is_down_holds_up_nothing_else() {
    let mut issuer = Issuer::new().await;
    let site = issuer.site().await;
    let cookie = signed_in(&site, &issuer).await;
    let visit = visited(&site, &issuer, "").await;
    issuer.stop().await;
    turned_back(&site.get(&visit.back, &visit.cookie).await, "issuer_unreachable");
    let draft = site.answered(&cookie, "Bằng").await;
    assert_eq!(site.get(&draft, &cookie).await.status, StatusCode::OK, "drafts go on");

    // Another site that starts while it is down.
    let site = issuer.site().await;
    let down = site.get(START, "").await;
    turned_back(&down, "issuer_unreachable");
    let page = site.get(down.location(), "").await.text();
    assert!(page.contains("Chưa kết nối được với") && page.contains("Bản nháp vẫn được lưu"), "{page}");
    assert!(page.contains("Thử lại với Định danh") && page.contains("/sign-in/state?next="), "{page}");

    issuer.go_on().await;
    tokio::time::sleep(Duration::from_millis(2100)).await;
    signed_in(&site, &issuer).await;
    assert!(site.get("/sign-in", "").await.text().contains("Đăng nhập bằng Định danh"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_issuer_that_stalls_is_given_up_after_seconds() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let visit = visited(&site, &issuer, "").await;
    issuer.set(|ways| ways.delay = Duration::from_secs(60));
    let began = Instant::now();
    turned_back(&site.get(&visit.back, &visit.cookie).await, "issuer_unreachable");
    let stalled = issuer.site().await;
    let page = site.get("/sign-in", "").await;
    assert_eq!(page.status, StatusCode::OK);
    turned_back(&stalled.get(START, "").await, "issuer_unreachable");
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}

async fn tell(site: &Site, token: &str) -> Answer {
    let request = Request::post("/sign-in/state/logout").header(CONTENT_TYPE, FORM);
    let body = encoded(&[("logout_token", token)]);
    site.send(request.body(Body::from(body)).unwrap()).await
}

async fn is_in(site: &Site, cookie: &str) -> bool {
    site.get("/my", cookie).await.text().contains("Lê Thị Mai")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_issuer_ends_the_session_that_came_from_it() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    for by_subject in [false, true] {
        let cookie = signed_in(&site, &issuer).await;
        let token = issuer.logout_token(|_, claims| {
            if by_subject {
                claims.as_object_mut().unwrap().remove("sid");
                claims["sub"] = json!("account-1");
            }
        });
        let answer = tell(&site, &token).await;
        assert_eq!(
            (answer.status, answer.header("cache-control")),
            (StatusCode::OK, "no-store"),
            "{answer:?}"
        );
        assert!(!is_in(&site, &cookie).await);
    }
    issuer.rotate("second");
    let cookie = signed_in(&site, &issuer).await;
    assert_eq!(tell(&site, &issuer.logout_token(|_, _| {})).await.status, StatusCode::OK);
    assert!(!is_in(&site, &cookie).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_logout_token_with_anything_wrong_ends_nothing() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let cookie = signed_in(&site, &issuer).await;
    let without = |claims: &mut Value, name: &str| drop(claims.as_object_mut().unwrap().remove(name));
    let cases: Vec<(&str, String)> = vec![
        ("nothing", String::new()),
        ("nonsense", "a.b.c".to_owned()),
        ("wrong issuer", issuer.logout_token(|_, claims| claims["iss"] = json!("https://evil.example"))),
        ("wrong audience", issuer.logout_token(|_, claims| claims["aud"] = json!("another-client"))),
        ("expired", issuer.logout_token(|_, claims| claims["exp"] = json!(now() - 1000))),
        ("from the future", issuer.logout_token(|_, claims| claims["iat"] = json!(now() + 1000))),
        ("no time", issuer.logout_token(|_, claims| without(claims, "iat"))),
        ("no event", issuer.logout_token(|_, claims| without(claims, "events"))),
        ("another event", issuer.logout_token(|_, claims| claims["events"] = json!({ "x": {} }))),
        ("an ID token", issuer.logout_token(|_, claims| claims["nonce"] = json!("x"))),
        ("no name of its own", issuer.logout_token(|_, claims| without(claims, "jti"))),
        ("about nobody", issuer.logout_token(|_, claims| without(claims, "sid"))),
        ("another kind", issuer.logout_token(|header, _| header["typ"] = json!("at+jwt"))),
        ("critical extension", issuer.logout_token(|header, _| header["crit"] = json!(["x"]))),
        ("alg: none", {
            let token = issuer.logout_token(|header, _| header["alg"] = json!("none"));
            format!("{}.", token.rsplit_once('.').unwrap().0)
        }),
        ("by a shared secret", issuer.logout_token(|header, _| header["alg"] = json!("HS256"))),
        (
            "wrong signature",
            format!("{}.{}", issuer.logout_token(|_, _| {}).rsplit_once('.').unwrap().0, "A".repeat(86)),
        ),
        ("a stranger's key", {
            let claims = json!({ "iss": issuer.url, "aud": CLIENT, "iat": now(), "jti": "x", "sid": "session-1",
                "events": { "http://schemas.openid.net/event/backchannel-logout": {} } });
            Key::new("first").sign(&json!({ "alg": "ES256", "kid": "first" }), &claims)
        }),
    ];
    for (name, token) in cases {
        let answer = tell(&site, &token).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}: {answer:?}");
        assert!(is_in(&site, &cookie).await, "{name}");
    }
    let other = issuer.logout_token(|_, claims| claims["sid"] = json!("session-2"));
    assert_eq!(tell(&site, &other).await.status, StatusCode::OK);
    assert!(is_in(&site, &cookie).await, "another session ends");
    let unknown =
        Request::post("/sign-in/other/logout").header(CONTENT_TYPE, FORM).body(Body::empty()).unwrap();
    assert_eq!(site.send(unknown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_signs_out_is_asked_whether_to_leave_the_issuer_too() {
    let issuer = Issuer::new().await;
    let site = issuer.site().await;
    let cookie = signed_in(&site, &issuer).await;
    let answer = site.post("/fn/sign_out", &cookie, &[]).await;
    assert_eq!(answer.location(), "/sign-in?left=state");
    let page = site.get(answer.location(), "").await.text();
    assert!(page.contains("Đăng xuất khỏi Định danh") || page.contains("/sign-in/state/leave"), "{page}");
    let left = site.get("/sign-in/state/leave", "").await;
    let query = left.location().strip_prefix(&format!("{}/end?", issuer.url)).unwrap().to_owned();
    let asked: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    assert!(asked.contains(&("client_id".to_owned(), CLIENT.to_owned())), "{asked:?}");
    let home = ("post_logout_redirect_uri".to_owned(), "http://127.0.0.1:3000/sign-in".to_owned());
    assert!(asked.contains(&home), "{asked:?}");

    let demo = site.become_("demo-hoa").await;
    assert_eq!(
        site.post("/fn/sign_out", &demo, &[]).await.location(),
        "/",
        "who came otherwise is not asked"
    );
}
