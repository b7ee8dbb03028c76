//! Addresses in fields for names and numbers: what they set, and what they only suggest.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Stage, basic, connection, key, script, settled};

const PEOPLE: &str = "https://acme.eu.teamwork.com/app/people/123456/";
const SITE: &str = "Site name";

#[wasm_bindgen_test]
async fn a_pasted_address_sets_site_name_and_region_with_a_notice() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects")]).await;
    stage.field(SITE).paste(PEOPLE).await;
    assert_eq!(stage.field(SITE).value(), "acme");
    assert_eq!(stage.field("Region").value(), "EU");
    assert_eq!(stage.field(SITE).notices(), ["Region set to EU from the address."]);
    assert_eq!(stage.texts("[part~=url]"), ["https://acme.eu.teamwork.com/projects/api/v3"]);
    assert!(stage.has_focus(&stage.field(SITE).control));
    // Leaving the field doesn't undo that.
    stage.field(SITE).finish().await;
    assert_eq!(stage.field(SITE).notices(), ["Region set to EU from the address."]);
}

#[wasm_bindgen_test]
async fn b31_an_address_is_found_in_text_from_mail_and_chat() {
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
async fn an_address_in_the_chosen_region_shows_no_notice() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Region", "EU")]).await;
    stage.field(SITE).paste(PEOPLE).await;
    assert_eq!(stage.field(SITE).value(), "acme");
    assert!(stage.field(SITE).notices().is_empty());
}

#[wasm_bindgen_test]
async fn an_address_in_the_other_region_changes_nothing_until_the_user_agrees() {
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

/// Whatever is requested, and whether the user or the page requests it.
#[wasm_bindgen_test]
async fn d2_nothing_is_sent_until_the_region_is_settled() {
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
async fn b08_text_from_an_input_method_is_read_after_composition() {
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
async fn a_typed_address_is_read_on_blur() {
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
async fn an_invalid_address_stays_as_entered() {
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
async fn an_address_of_another_product_offers_to_switch() {
    for (address, product, chosen) in [
        ("https://acme.teamwork.com/desk/tickets/1", "Desk", "Projects"),
        ("https://acme.teamwork.com/spaces/api/v2/spaces/4321", "Spaces", "Projects"),
        ("https://acme.teamwork.com/app/projects", "Projects", "Desk"),
        ("https://acme.teamwork.com/projects/1", "Projects", "Spaces"),
    ] {
        let stage = Stage::create().await;
        stage.fill(&[("API type", chosen), ("Region", "US")]).await;
        stage.field(SITE).paste(address).await;
        assert_eq!(stage.field("API type").value(), chosen, "nothing changes without asking");
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
async fn the_selected_product_is_not_offered() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Desk"), ("Region", "US")]).await;
    stage.field(SITE).paste("https://acme.teamwork.com/desk/tickets/1").await;
    assert!(stage.field(SITE).notices().is_empty());
}

#[wasm_bindgen_test]
async fn d10_an_address_with_a_user_id_offers_it_where_one_is_needed() {
    for address in [
        "https://acme.teamwork.com/app/people/123456/",
        "https://acme.teamwork.com/#/people/123456",
    ] {
        let stage = Stage::create().await;
        stage.fill(&[("API type", "Spaces"), ("API version", "v0"), ("Region", "US")]).await;
        stage.field(SITE).paste(address).await;
        assert_eq!(stage.field("User ID").value(), "");
        let hint = "The address contains the User ID 123456.".to_owned();
        // D10: no notice says that the profile is a page of Projects, which would lead away from the user's goal.
        assert_eq!(stage.field(SITE).notices(), [hint], "{address}");
        stage.press("Use it as User ID").await;
        assert_eq!(stage.field("User ID").value(), "123456");
        assert!(stage.field(SITE).notices().is_empty(), "{address}");
    }
}

#[wasm_bindgen_test]
async fn an_address_with_a_space_id_offers_it_where_one_is_needed() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Spaces"), ("Region", "US")]).await;
    stage.field(SITE).paste("https://acme.teamwork.com/spaces/api/v2/spaces/4321/pages.json").await;
    assert_eq!(stage.field(SITE).notices(), ["The address contains the Space ID 4321."]);
    stage.press("Use it as Space ID").await;
    assert_eq!(stage.field("Space ID").value(), "4321");
    assert!(stage.field(SITE).notices().is_empty());
}

#[wasm_bindgen_test]
async fn an_address_with_a_space_code_explains_that_the_id_differs() {
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
async fn an_address_pasted_into_an_id_field_leaves_the_number() {
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
    // The site is another field, and stays untouched.
    assert_eq!(stage.field(SITE).value(), "");
    assert_eq!(stage.field("Region").value(), "");
}

#[wasm_bindgen_test]
async fn accepting_one_offer_keeps_the_others() {
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
async fn applying_a_fix_keeps_the_focus() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Region", "US")]).await;
    stage.field(SITE).paste(PEOPLE).await;
    stage.press("Set Region to EU").await;
    assert!(stage.focused().is_some(), "the focus is lost");
}
