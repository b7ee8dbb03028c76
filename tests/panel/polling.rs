//! How often the panel polls the authorization, and what triggers an early poll.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, BEGIN, Backend, RECORD, Stage, authorization, begun, broadcast,
    happen, message, own_origin, pretend, settled,
};

/// A panel that has just started waiting, for an authorization that may take this many seconds.
async fn waiting_for(seconds: u32) -> Stage {
    let backend = Backend::authorizing();
    let mut begun = begun();
    begun["expiresIn"] = seconds.into();
    backend.on(BEGIN, [Answer::json(201, &begun)]);
    let stage = Stage::filled(backend).await;
    stage.press("Save and authorize").await;
    stage
}

/// The times of the polls in this many milliseconds, relative to their start.
async fn times(stage: &Stage, during: u32) -> Vec<f64> {
    let (start, asked) = (stage.clock().now(), stage.backend.times_asked());
    stage.advance(during).await;
    let times: Vec<f64> =
        stage.backend.asked(RECORD)[asked..].iter().map(|call| call.at - start).collect();
    assert!(times.is_sorted_by(|one, next| one < next), "two at once: {times:?}");
    times
}

fn assert_every(times: &[f64], milliseconds: f64) {
    assert!(times.len() >= 3, "{times:?}");
    for pair in times.windows(2) {
        let pause = pair[1] - pair[0];
        assert!((0.9 * milliseconds..=1.1 * milliseconds).contains(&pause), "{pair:?}");
    }
}

#[wasm_bindgen_test]
async fn every_second_then_every_two_then_every_five() {
    let stage = waiting_for(600).await;
    let times = times(&stage, 130_000).await;
    let between = |from: f64, to: f64| -> Vec<f64> {
        times.iter().copied().filter(|time| (from..=to).contains(time)).collect()
    };
    assert!((880.0..=1120.0).contains(&times[0]), "{times:?}");
    assert_every(&between(0.0, 15_000.0), 1000.0);
    assert_every(&between(16_200.0, 75_000.0), 2000.0);
    assert_every(&between(78_000.0, 130_000.0), 5000.0);
}

#[wasm_bindgen_test]
async fn panels_that_start_together_do_not_poll_together() {
    let mut firsts = Vec::new();
    for _ in 0..6 {
        let stage = waiting_for(600).await;
        firsts.push(times(&stage, 1500).await[0]);
    }
    assert!(firsts.iter().any(|first| (first - firsts[0]).abs() > 1.0), "{firsts:?}");
}

#[wasm_bindgen_test]
async fn t49_expires_on_time_without_the_backend() {
    let stage = waiting_for(20).await;
    stage.advance(19_000).await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    stage.advance(3300).await;
    assert!(stage.banners()[0].starts_with("The sign-in took too long."), "{:?}", stage.banners());
    assert_eq!(stage.events("teamwork-error")[0]["code"], "expired");
    let asked = stage.backend.times_asked();
    stage.advance(60_000).await;
    assert_eq!(stage.backend.times_asked(), asked);
}

#[wasm_bindgen_test]
async fn a_final_poll_decides_after_the_time_is_up() {
    let stage = waiting_for(20).await;
    stage.advance(19_000).await;
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(3300).await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn expires_even_if_the_backend_never_responds() {
    let stage = waiting_for(20).await;
    stage.backend.on(RECORD, [Answer::json(200, &authorization("pending")).held()]);
    // The request itself is aborted after half a minute.
    stage.advance(60_000).await;
    assert!(stage.banners()[0].starts_with("The sign-in took too long."), "{:?}", stage.banners());
}

#[wasm_bindgen_test]
async fn polls_one_at_a_time() {
    let stage = waiting_for(600).await;
    stage.backend.on(RECORD, [Answer::json(200, &authorization("pending")).held()]);
    stage.advance(10_000).await;
    assert_eq!(stage.backend.times_asked(), 1);
    for _ in 0..5 {
        happen("focus").await;
        stage.advance(1000).await;
    }
    assert_eq!(stage.backend.times_asked(), 1);
    stage.backend.on(RECORD, [Answer::json(200, &authorization("succeeded"))]);
    stage.backend.release(RECORD);
    settled().await;
    stage.advance(600).await;
    assert_eq!(stage.banners(), ["Connected."], "the hint triggers a poll afterwards");
}

/// A panel at a moment when the next poll is seconds away, and the last one more than half a second ago.
async fn between_polls() -> Stage {
    let stage = waiting_for(600).await;
    stage.advance(80_000).await;
    let asked = stage.backend.times_asked();
    while stage.backend.times_asked() == asked {
        stage.advance(100).await;
    }
    stage.advance(1000).await;
    assert_eq!(stage.backend.times_asked(), asked + 1);
    stage
}

fn channel() -> String {
    format!("teamwork-connect:{AUTHORIZATION_ID}")
}

fn done() -> Value {
    json!({"v": 1, "id": AUTHORIZATION_ID})
}

#[wasm_bindgen_test]
async fn polls_at_once_when_the_user_returns() {
    for kind in ["focus", "pageshow", "online", "visibilitychange"] {
        let stage = between_polls().await;
        stage.backend.knows(&authorization("succeeded"));
        happen(kind).await;
        assert_eq!(stage.banners(), ["Connected."], "{kind}");
    }
}

#[wasm_bindgen_test]
async fn a_message_from_the_done_page_triggers_a_poll() {
    for by_channel in [false, true] {
        let stage = between_polls().await;
        stage.backend.knows(&authorization("succeeded"));
        if by_channel {
            broadcast(&channel(), &done()).await;
            stage.until("the channel is heard", || !stage.banners().is_empty()).await;
            settled().await;
        } else {
            stage.windows.posts(&done()).await;
        }
        assert_eq!(stage.banners(), ["Connected."], "by channel: {by_channel}");
    }
}

#[wasm_bindgen_test]
async fn t40_t43_a_message_is_not_an_outcome() {
    let stage = between_polls().await;
    let asked = stage.backend.times_asked();
    let forged = json!({
        "v": 1, "id": AUTHORIZATION_ID, "status": "succeeded", "account": {"userName": "Mallory"},
    });
    stage.windows.posts(&forged).await;
    broadcast(&channel(), &forged).await;
    settled().await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert!(stage.events("teamwork-authorized").is_empty());
    assert!(stage.backend.times_asked() > asked, "it only triggers a poll");
}

#[wasm_bindgen_test]
async fn t41_malformed_messages_and_those_about_other_authorizations_are_ignored() {
    let stage = between_polls().await;
    let asked = stage.backend.times_asked();
    for forged in [
        json!(null),
        json!("teamwork-connect"),
        json!(1),
        json!([1, AUTHORIZATION_ID]),
        json!({}),
        json!({"v": 1}),
        json!({"id": AUTHORIZATION_ID}),
        json!({"v": 2, "id": AUTHORIZATION_ID}),
        json!({"v": "1", "id": AUTHORIZATION_ID}),
        json!({"v": 1, "id": "authorization-2"}),
        json!({"v": 1, "id": [AUTHORIZATION_ID]}),
        json!({"v": 1, "id": null}),
    ] {
        stage.windows.posts(&forged).await;
        stage.advance(50).await;
        assert_eq!(stage.backend.times_asked(), asked, "{forged}");
    }
    for name in ["teamwork-connect:authorization-2", "teamwork-connect:", "teamwork-connect"] {
        broadcast(name, &done()).await;
        assert_eq!(stage.backend.times_asked(), asked, "{name}");
    }
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn t42_any_number_of_hints_causes_at_most_two_polls_per_second() {
    let stage = between_polls().await;
    let asked = stage.backend.times_asked();
    for _ in 0..100 {
        stage.windows.posts(&done()).await;
        happen("focus").await;
        stage.advance(50).await;
    }
    let times = stage.backend.times_asked() - asked;
    assert!((9..=11).contains(&times), "{times} polls in five seconds");
}

#[wasm_bindgen_test]
async fn the_schedule_continues_after_a_hint() {
    let stage = waiting_for(600).await;
    stage.advance(600).await;
    happen("focus").await;
    assert_eq!(stage.backend.times_asked(), 1);
    assert_every(&times(&stage, 5000).await, 1000.0);
}

#[wasm_bindgen_test]
async fn t42_a_thousand_hints_per_second_cause_at_most_two_polls() {
    let stage = between_polls().await;
    let asked = stage.backend.times_asked();
    for _ in 0..200 {
        for _ in 0..10 {
            stage.windows.post_now(&done());
        }
        stage.advance(10).await;
    }
    let times = stage.backend.times_asked() - asked;
    assert!((3..=5).contains(&times), "{times} polls in two seconds");
    assert_eq!(stage.step(), "Waiting for Teamwork");
}

#[wasm_bindgen_test]
async fn t40_messages_from_elsewhere_are_ignored() {
    let stage = between_polls().await;
    let asked = stage.backend.times_asked();
    for origin in ["https://elsewhere.example", "null", "", "http://localhost"] {
        stage.windows.posts_as(&done(), origin).await;
        assert_eq!(stage.backend.times_asked(), asked, "the window, at {origin}");
    }
    message(&done(), &own_origin()).await;
    assert_eq!(stage.backend.times_asked(), asked, "the origin, but not the window");
}

#[wasm_bindgen_test]
async fn t41_huge_messages_and_those_with_prototype_keys_are_ignored() {
    let stage = between_polls().await;
    let asked = stage.backend.times_asked();
    let huge = "x".repeat(1_000_000);
    for forged in [
        json!(huge),
        json!({"v": 1, "id": huge}),
        json!({"v": huge, "id": AUTHORIZATION_ID}),
        json!({"__proto__": done()}),
        json!({"constructor": {"prototype": done()}}),
        json!({"v": 1, "__proto__": {"id": AUTHORIZATION_ID}}),
        json!([done()]),
    ] {
        stage.windows.posts(&forged).await;
        broadcast(&channel(), &forged).await;
        stage.advance(50).await;
        let start: String = forged.to_string().chars().take(40).collect();
        assert_eq!(stage.backend.times_asked(), asked, "{start}");
    }
}

#[wasm_bindgen_test]
async fn retry_after_is_respected_despite_hints() {
    for status in [429, 503] {
        let stage = waiting_for(600).await;
        stage.backend.on(RECORD, [Answer::text(status, "").header("Retry-After", "7")]);
        stage.advance(1200).await;
        let asked = stage.backend.times_asked();
        stage.backend.knows(&authorization("succeeded"));
        for _ in 0..11 {
            happen("focus").await;
            stage.advance(500).await;
        }
        assert_eq!(stage.backend.times_asked(), asked, "{status}");
        stage.advance(2500).await;
        assert_eq!(stage.banners(), ["Connected."], "{status}");
    }
}

#[wasm_bindgen_test]
async fn an_invalid_retry_after_is_ignored() {
    for nonsense in ["Wed, 21 Oct 2099 07:28:00 GMT", "-5", "1e9", "soon", ""] {
        let stage = waiting_for(600).await;
        stage.backend.on(RECORD, [Answer::text(503, "").header("Retry-After", nonsense)]);
        stage.advance(1200).await;
        stage.backend.knows(&authorization("succeeded"));
        stage.advance(1200).await;
        assert_eq!(stage.banners(), ["Connected."], "{nonsense}");
    }
}

#[wasm_bindgen_test]
async fn t28_polling_pauses_offline_and_resumes_at_once() {
    let stage = waiting_for(3600).await;
    stage.advance(1200).await;
    pretend("navigator", "onLine", &JsValue::FALSE);
    stage.backend.on(RECORD, [Answer::unreachable()]);
    stage.advance(2000).await;
    let asked = stage.backend.times_asked();
    assert!(stage.advice().starts_with("This device is offline."), "{}", stage.advice());
    assert!(stage.said().contains("This device is offline."));
    happen("focus").await;
    stage.advance(600_000).await;
    assert_eq!(stage.backend.times_asked(), asked);
    stage.backend.knows(&authorization("succeeded"));
    pretend("navigator", "onLine", &JsValue::TRUE);
    happen("online").await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn being_offline_causes_no_busy_loop() {
    let stage = waiting_for(3600).await;
    stage.advance(1200).await;
    pretend("navigator", "onLine", &JsValue::FALSE);
    stage.backend.on(RECORD, [Answer::unreachable()]);
    stage.advance(60_000).await;
    let rings = stage.clock().next().ceil();
    stage.advance(rings as u32).await;
    assert_eq!(stage.clock().timers(), 1);
    assert!(stage.clock().next() > 400.0, "{}", stage.clock().next());
}

#[wasm_bindgen_test]
async fn a_browser_that_always_reports_offline_still_polls() {
    let stage = Stage::filled(Backend::authorizing()).await;
    pretend("navigator", "onLine", &JsValue::FALSE);
    stage.press("Save and authorize").await;
    stage.backend.on(RECORD, [Answer::unreachable()]);
    stage.advance(3000).await;
    assert!(stage.advice().starts_with("This application isn’t responding"));
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn t59_the_time_of_day_does_not_matter() {
    let date = js_sys::Reflect::get(&web_sys::window().unwrap(), &"Date".into()).unwrap();
    let real = js_sys::Reflect::get(&date, &"now".into()).unwrap();
    for days in [-1.0, 1.0] {
        let stage = waiting_for(600).await;
        let wrong = js_sys::Date::now() + days * 86_400_000.0;
        let now = js_sys::Function::new_no_args(&format!("return {wrong}"));
        js_sys::Reflect::set(&date, &"now".into(), &now).unwrap();
        assert_every(&times(&stage, 8000).await, 1000.0);
        stage.learns(&authorization("succeeded")).await;
        js_sys::Reflect::set(&date, &"now".into(), &real).unwrap();
        assert_eq!(stage.banners(), ["Connected."], "{days} days");
    }
}

#[wasm_bindgen_test]
async fn hints_after_the_end_are_ignored() {
    let stage = waiting_for(600).await;
    stage.learns(&authorization("succeeded")).await;
    let asked = stage.backend.times_asked();
    stage.windows.posts(&done()).await;
    broadcast(&channel(), &done()).await;
    happen("focus").await;
    assert_eq!(stage.backend.times_asked(), asked);
}

#[wasm_bindgen_test]
async fn a_browser_without_broadcast_channels_still_polls() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let window = web_sys::window().unwrap();
    let channels = js_sys::Reflect::get(&window, &"BroadcastChannel".into()).unwrap();
    js_sys::Reflect::set(&window, &"BroadcastChannel".into(), &JsValue::UNDEFINED).unwrap();
    stage.press("Save and authorize").await;
    js_sys::Reflect::set(&window, &"BroadcastChannel".into(), &channels).unwrap();
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(stage.banners(), ["Connected."]);
}
