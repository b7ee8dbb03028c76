//! Addresses in place of names and numbers: what they set, and what they only suggest.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Stage, basic, connection, key, script, settled};

const PEOPLE: &str = "https://acme.eu.teamwork.com/app/people/123456/";
const SITE: &str = "Site name";

#[wasm_bindgen_test]
async fn a_pasted_address_gives_site_name_and_region_and_says_so() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects")]).await;
    stage.field(SITE).paste(PEOPLE).await;
    assert_eq!(stage.field(SITE).value(), "acme");
    assert_eq!(stage.field("Region").value(), "EU");
    assert_eq!(stage.field(SITE).notices(), ["Region set to EU from the address."]);
    assert_eq!(stage.texts("[part~=url]"), ["https://acme.eu.teamwork.com/projects/api/v3"]);
    assert!(stage.has_focus(&stage.field(SITE).control));
    // Leaving the field takes nothing back.
    stage.field(SITE).finish().await;
    assert_eq!(stage.field(SITE).notices(), ["Region set to EU from the address."]);
}

#[wasm_bindgen_test]
async fn b31_an_address_is_found_in_what_mail_and_chat_make_of_it() {
    for text in [
        "<https://acme.eu.teamwork.com>",
        "[our site](https://acme.eu.teamwork.com/app)",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.eu.teamwork.com%2F&data=05",
    ] {
        let stage = Stage::create().await;
        stage.fill(&[("API type", "Projects")]).await;
        stage.field(SITE).paste(text).await;
        assert_eq!(stage.field(SITE).value(), "acme", "{text}");
        assert_eq!(stage.field("Region").value(), "EU", "{text}");
        assert!(stage.backend.calls().iter().all(|call| !call.name.contains("safelinks")));
    }
}

#[wasm_bindgen_test]
async fn an_address_of_the_chosen_region_needs_no_words() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Region", "EU")]).await;
    stage.field(SITE).paste(PEOPLE).await;
    assert_eq!(stage.field(SITE).value(), "acme");
    assert!(stage.field(SITE).notices().is_empty());
}

#[wasm_bindgen_test]
async fn an_address_of_the_other_region_changes_nothing_until_the_user_says_so() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Region", "US")]).await;
    stage.field(SITE).paste(PEOPLE).await;
    assert_eq!(stage.field(SITE).value(), "acme");
    assert_eq!(stage.field("Region").value(), "US");
    assert_eq!(stage.field(SITE).notices(), ["The address you entered is in the EU region."]);
    stage.press("Set Region to EU").await;
    assert_eq!(stage.field("Region").value(), "EU");
    assert!(stage.field(SITE).notices().is_empty());
    assert_eq!(stage.texts("[part~=url]"), ["https://acme.eu.teamwork.com/projects/api/v3"]);
}

/// What is asked for, and whatever way the user or the page asks for it.
#[wasm_bindgen_test]
async fn d2_nothing_is_sent_before_it_is_settled_which_region_is_meant() {
    for way in ["Save", "Test connection", "Enter", "save()"] {
        let stage = Stage::create().await;
        stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
        stage.fill(&basic()).await;
        stage.fill(&[("Region", "US")]).await;
        stage.field(SITE).paste(PEOPLE).await;
        match way {
            "Enter" => key(&stage.field(SITE).control, "Enter"),
            "save()" => drop(script("given.save().catch(() => 0)", &stage.element).await),
            button => stage.press(button).await,
        }
        settled().await;
        let error = "That address is in the other region; change Region or the address";
        assert_eq!(stage.field(SITE).error().as_deref(), Some(error), "{way}");
        assert_eq!(stage.summary().unwrap().lines, [error], "{way}");
        assert!(stage.backend.saves().is_empty(), "{way}");
        assert!(stage.backend.asked("POST /connections/test").is_empty(), "{way}");
        stage.press("Set Region to EU").await;
        assert_eq!(stage.field(SITE).error(), None, "{way}");
        stage.press("Save").await;
        assert_eq!(stage.backend.saves()[0].json()["region"], "eu", "{way}");
    }
}

#[wasm_bindgen_test]
async fn b08_what_an_input_method_composes_is_read_when_it_is_done() {
    let compose = "(() => {
        given.focus();
        given.value = 'ACME';
        const init = { bubbles: true, composed: true, isComposing: true };
        given.dispatchEvent(new InputEvent('input', { ...init, inputType: 'insertCompositionText' }));
        given.dispatchEvent(new KeyboardEvent('keydown', { ...init, key: 'Enter' }));
        given.dispatchEvent(new KeyboardEvent('keydown', { ...init, isComposing: false, key: 'Enter', keyCode: 229 }));
        const composed = given.value;
        given.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, composed: true, data: 'ACME' }));
        return composed;
    })()";
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let site = stage.field(SITE);
    assert_eq!(script(compose, &site.control).await, "ACME");
    settled().await;
    assert!(stage.backend.saves().is_empty());
    site.finish().await;
    assert_eq!(site.value(), "acme");
    assert_eq!(stage.texts("[part~=url]"), ["https://acme.eu.teamwork.com/projects/api/v3"]);
}

#[wasm_bindgen_test]
async fn an_address_that_is_typed_is_read_when_the_field_is_left() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects")]).await;
    stage.field(SITE).type_text("acme.eu.teamwork.com").await;
    assert_eq!(stage.field(SITE).value(), "acme.eu.teamwork.com", "not while typing");
    assert_eq!(stage.field("Region").value(), "");
    stage.field(SITE).finish().await;
    assert_eq!(stage.field(SITE).value(), "acme");
    assert_eq!(stage.field("Region").value(), "EU");
}

#[wasm_bindgen_test]
async fn what_is_no_address_stays_as_it_was_entered() {
    for text in ["https://tasks.acme.com/x", "acme inc", "http://acme.teamwork.com"] {
        let stage = Stage::create().await;
        stage.fill(&[("API type", "Projects")]).await;
        stage.field(SITE).paste(text).await;
        stage.field(SITE).finish().await;
        assert_eq!(stage.field(SITE).value(), text);
        assert_eq!(stage.field("Region").value(), "");
    }
}

#[wasm_bindgen_test]
async fn an_address_of_another_product_offers_it() {
    for (address, product, chosen) in [
        ("https://acme.teamwork.com/desk/tickets/1", "Desk", "Projects"),
        ("https://acme.teamwork.com/spaces/api/v2/spaces/4321", "Spaces", "Projects"),
        ("https://acme.teamwork.com/app/projects", "Projects", "Desk"),
        ("https://acme.teamwork.com/projects/1", "Projects", "Spaces"),
    ] {
        let stage = Stage::create().await;
        stage.fill(&[("API type", chosen), ("Region", "US")]).await;
        stage.field(SITE).paste(address).await;
        assert_eq!(stage.field("API type").value(), chosen, "nothing changes silently");
        assert_eq!(
            stage.field(SITE).notices(),
            [format!("That’s a {product} address.")],
            "{address}"
        );
        stage.press(&format!("Choose {product}")).await;
        assert_eq!(stage.field("API type").value(), product);
        assert_eq!(stage.field(SITE).value(), "acme");
        assert!(!stage.field(SITE).notices().contains(&format!("That’s a {product} address.")));
    }
}

#[wasm_bindgen_test]
async fn the_product_that_is_chosen_already_is_not_offered() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Desk"), ("Region", "US")]).await;
    stage.field(SITE).paste("https://acme.teamwork.com/desk/tickets/1").await;
    assert!(stage.field(SITE).notices().is_empty());
}

#[wasm_bindgen_test]
async fn d10_an_address_with_a_user_id_offers_it_where_one_is_asked_for() {
    for address in [
        "https://acme.teamwork.com/app/people/123456/",
        "https://acme.teamwork.com/#/people/123456",
    ] {
        let stage = Stage::create().await;
        stage.fill(&[("API type", "Spaces"), ("API version", "v0"), ("Region", "US")]).await;
        stage.field(SITE).paste(address).await;
        assert_eq!(stage.field("User ID").value(), "");
        let hint = "The address contains the User ID 123456.".to_owned();
        // D10: nothing says that the profile is a page of Projects, which would lead away from what was wanted.
        assert_eq!(stage.field(SITE).notices(), [hint], "{address}");
        stage.press("Use it as User ID").await;
        assert_eq!(stage.field("User ID").value(), "123456");
        assert!(stage.field(SITE).notices().is_empty(), "{address}");
    }
}

#[wasm_bindgen_test]
async fn an_address_with_a_space_id_offers_it_where_one_is_asked_for() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Spaces"), ("Region", "US")]).await;
    stage.field(SITE).paste("https://acme.teamwork.com/spaces/api/v2/spaces/4321/pages.json").await;
    assert_eq!(stage.field(SITE).notices(), ["The address contains the Space ID 4321."]);
    stage.press("Use it as Space ID").await;
    assert_eq!(stage.field("Space ID").value(), "4321");
    assert!(stage.field(SITE).notices().is_empty());
}

#[wasm_bindgen_test]
async fn an_address_with_the_code_of_a_space_says_that_the_number_is_something_else() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Spaces"), ("Region", "US")]).await;
    stage.field(SITE).paste("https://acme.teamwork.com/spaces/handbook/page/1").await;
    assert_eq!(
        stage.field(SITE).notices(),
        [
            "This address has the space’s code. The Space ID is a number, shown elsewhere in Teamwork."
        ]
    );
    assert_eq!(stage.field("Space ID").value(), "");
}

#[wasm_bindgen_test]
async fn ids_keep_the_number_of_an_address() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Spaces")]).await;
    stage
        .field("Space ID")
        .paste("https://acme.teamwork.com/spaces/api/v2/spaces/4321/pages.json")
        .await;
    assert_eq!(stage.field("Space ID").value(), "4321");
    stage.fill(&[("API version", "v0")]).await;
    stage.field("User ID").paste(PEOPLE).await;
    assert_eq!(stage.field("User ID").value(), "123456");
    stage.field("User ID").set("https://acme.teamwork.com/#/people/77").await;
    assert_eq!(stage.field("User ID").value(), "77");
    stage.field("User ID").paste(" 9223372036854775807\u{200b}").await;
    assert_eq!(stage.field("User ID").value(), "9223372036854775807");
    // The site is another field, and not touched.
    assert_eq!(stage.field(SITE).value(), "");
    assert_eq!(stage.field("Region").value(), "");
}

#[wasm_bindgen_test]
async fn one_answer_to_an_address_does_not_take_the_other_offers_away() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Spaces"), ("API version", "v0"), ("Region", "US")]).await;
    stage.field(SITE).paste(PEOPLE).await;
    stage.press("Set Region to EU").await;
    assert_eq!(
        stage.buttons("Use it as User ID").len(),
        1,
        "left: {:?}",
        stage.field(SITE).notices()
    );
}

#[wasm_bindgen_test]
async fn a_fix_that_is_done_does_not_throw_the_focus_away() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Region", "US")]).await;
    stage.field(SITE).paste(PEOPLE).await;
    stage.press("Set Region to EU").await;
    assert!(stage.focused().is_some(), "the focus fell to the page");
}
