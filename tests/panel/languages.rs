//! The panel in other languages.

use std::sync::Arc;

use js_sys::{Array, Intl, Object, Reflect};
use leptos::prelude::Set;
use teamwork_connect::{Catalogue, Language};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::stage::{
    Answer, Backend, Component, Props, Stage, TAGS, authorization, basic, catalogue, connection,
    oauth, press, settled, text_of,
};

fn props(tag: &str) -> Props {
    let language = Language { tag: tag.to_owned(), texts: catalogue(tag) };
    Props { language, ..Props::default() }
}

async fn speaking(tag: &str) -> Component {
    Stage::component(Backend::new(), props(tag)).await
}

fn words(texts: &'static [(&'static str, &'static str)]) -> Option<Catalogue> {
    Some(Arc::new(|key| {
        texts.iter().find(|(known, _)| *known == key).map(|(_, text)| (*text).to_owned())
    }))
}

/// The outermost element of the panel.
fn outermost(stage: &Stage) -> HtmlElement {
    stage.all("[part~=panel]").remove(0)
}

fn language_of(stage: &Stage) -> (String, String) {
    let attribute = |name| outermost(stage).get_attribute(name).unwrap_or_default();
    (attribute("lang"), attribute("dir"))
}

#[wasm_bindgen_test]
async fn the_panel_uses_the_given_language() {
    for (tag, title, direction) in [
        ("ar", "إنشاء اتصال", "rtl"),
        ("de", "Verbindung erstellen", "ltr"),
        ("en", "Create connection", "ltr"),
        ("es", "Crear conexión", "ltr"),
        ("fr", "Créer une connexion", "ltr"),
        ("ja", "接続を作成", "ltr"),
        ("pt-BR", "Criar conexão", "ltr"),
    ] {
        let stage = speaking(tag).await;
        assert_eq!(stage.title(), title);
        assert_eq!(language_of(&stage), (tag.to_owned(), direction.to_owned()));
    }
}

#[wasm_bindgen_test]
async fn lang_selects_the_language_and_messages_overrides_texts() {
    let stage = Stage::with(Backend::new(), &[("lang", "de")]).await;
    assert_eq!(stage.title(), "Verbindung erstellen");
    assert_eq!(language_of(&stage), ("de".to_owned(), "ltr".to_owned()));
    stage.fill(&[("Name der Verbindung", "Acme")]).await;
    stage.element.set_attribute("lang", "ar").unwrap();
    settled().await;
    assert_eq!(language_of(&stage), ("ar".to_owned(), "rtl".to_owned()));
    assert_eq!(stage.field("اسم الاتصال").value(), "Acme");
    let own = Object::new();
    Reflect::set(&own, &"action.save".into(), &"Ab die Post".into()).unwrap();
    Reflect::set(&own, &"no.such.message".into(), &"?".into()).unwrap();
    Reflect::set(&stage.element, &"messages".into(), &own).unwrap();
    stage.element.remove_attribute("lang").unwrap();
    settled().await;
    assert_eq!(language_of(&stage), ("en".to_owned(), "ltr".to_owned()));
    assert_eq!(stage.texts("button"), ["Test connection", "Cancel", "Ab die Post"]);
    Reflect::set(&stage.element, &"messages".into(), &JsValue::UNDEFINED).unwrap();
    settled().await;
    assert_eq!(stage.texts("button"), ["Test connection", "Cancel", "Save"]);
}

#[wasm_bindgen_test]
async fn the_nearest_language_is_chosen() {
    for (asked, language, title) in [
        ("de-AT", "de-AT", "Verbindung erstellen"),
        ("DE", "DE", "Verbindung erstellen"),
        ("pt", "pt", "Criar conexão"),
        ("pt-PT", "pt-PT", "Criar conexão"),
        ("es-419", "es-419", "Crear conexión"),
        ("ar-EG", "ar-EG", "إنشاء اتصال"),
        ("pl", "en", "Create connection"),
        ("en-GB", "en-GB", "Create connection"),
        ("", "en", "Create connection"),
        ("no tag", "en", "Create connection"),
    ] {
        let stage = Stage::with(Backend::new(), &[("lang", asked)]).await;
        assert_eq!(stage.title(), title, "{asked}");
        assert_eq!(language_of(&stage).0, language, "{asked}");
    }
}

#[wasm_bindgen_test]
async fn missing_texts_are_english_and_the_backends_texts_come_first() {
    let texts = words(&[("action.save", "Zapisz"), ("action.test", "Sprawdź")]);
    let props = Props {
        language: Language { tag: "pl".to_owned(), texts },
        messages: words(&[("action.save", "Zapisz w Acme"), ("no.such.message", "?")]),
        ..Props::default()
    };
    let stage = Stage::component(Backend::new(), props).await;
    assert_eq!(stage.texts("button"), ["Sprawdź", "Cancel", "Zapisz w Acme"]);
    assert_eq!(language_of(&stage).0, "pl");
    stage.set_messages(words(&[("action.cancel", "Nic")])).await;
    assert_eq!(stage.texts("button"), ["Sprawdź", "Nic", "Zapisz"]);
    stage.set_messages(None).await;
    stage.speak("en").await;
    assert_eq!(stage.texts("button"), ["Test connection", "Cancel", "Save"]);
}

#[wasm_bindgen_test]
async fn an_untranslated_language_is_not_declared() {
    for tag in ["pl", "no tag at all", "", "de-de-de-de"] {
        let language = Language { tag: tag.to_owned(), texts: None };
        let stage = Stage::component(Backend::new(), Props { language, ..Props::default() }).await;
        // A tag that browsers throw on does no harm either.
        stage.press("Save").await;
        assert_eq!(stage.summary().unwrap().title, "There are 2 things to fix");
        assert_eq!(language_of(&stage), ("en".to_owned(), "ltr".to_owned()), "{tag}");
    }
}

#[wasm_bindgen_test]
async fn an_app_can_change_its_texts_while_they_are_requested() {
    let stage = Stage::component(Backend::new(), Props::default()).await;
    let signal = stage.messages;
    let messages: Catalogue = Arc::new(move |key| {
        if key == "title.create" {
            signal.set(words(&[("action.save", "Ab die Post")]));
        }
        None
    });
    stage.set_messages(Some(messages)).await;
    assert_eq!(stage.title(), "Create connection");
    assert_eq!(stage.buttons("Ab die Post").len(), 1);
}

/// A German panel, filled in for a Basic connection.
async fn filled_in_german() -> Component {
    let stage = speaking("de").await;
    stage
        .fill(&[
            ("Name der Verbindung", "Projekte von Acme"),
            ("API-Typ", "Projects"),
            ("API-Version", "v2"),
            ("Region", "EU"),
            ("Site-Name", "acme"),
            ("Authentifizierungsart", "Basic"),
            ("API-Schlüssel", "twp_key"),
        ])
        .await;
    stage
}

#[wasm_bindgen_test]
async fn a_change_of_language_keeps_everything_entered() {
    let stage = filled_in_german().await;
    let values = || stage.fields().iter().map(|field| field.control.clone()).collect::<Vec<_>>();
    let before = values();
    for tag in ["ar", "ja", "en"] {
        stage.speak(tag).await;
        assert!(values() == before, "the fields are the same elements in {tag}");
    }
    assert_eq!(
        stage.labels(),
        [
            "Name your connection",
            "API type",
            "API version",
            "Region",
            "Site name",
            "Auth type",
            "API key",
        ]
    );
    for (label, value) in [
        ("Name your connection", "Projekte von Acme"),
        ("API type", "Projects"),
        ("API version", "v2"),
        ("Region", "EU"),
        ("Site name", "acme"),
        ("Auth type", "Basic"),
        ("API key", "twp_key"),
    ] {
        assert_eq!(stage.field(label).value(), value, "{label}");
    }
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.press("Save").await;
    assert_eq!(stage.backend.saves()[0].json()["apiKey"], "twp_key");
}

#[wasm_bindgen_test]
async fn a_change_of_language_keeps_focus_and_disclosures() {
    let stage = filled_in_german().await;
    let disclosures = stage.all("details");
    assert_eq!(disclosures.len(), 2, "help for the API key, and HTTP settings");
    for details in &disclosures {
        details.set_attribute("open", "").unwrap();
    }
    let site: HtmlInputElement = stage.field("Site-Name").control.unchecked_into();
    site.focus().unwrap();
    site.set_selection_range(1, 3).unwrap();
    stage.speak("fr").await;
    assert!(stage.has_focus(&site));
    assert_eq!((site.selection_start(), site.selection_end()), (Ok(Some(1)), Ok(Some(3))));
    assert_eq!(
        stage.all("details[open] > summary").iter().map(|s| text_of(s)).collect::<Vec<_>>(),
        ["Où le trouver ?", "Paramètres HTTP",]
    );
    press(&stage.button("Annuler"));
    settled().await;
    stage.speak("de").await;
    let question = stage.all("dialog[open]").remove(0);
    assert!(question.matches(":modal").unwrap());
    assert!(text_of(&question).starts_with("Änderungen verwerfen?"), "{}", text_of(&question));
    assert!(stage.has_focus(&stage.button("Weiter bearbeiten")));
}

#[wasm_bindgen_test]
async fn a_change_of_language_translates_current_messages() {
    let stage = speaking("en").await;
    stage.press("Save").await;
    stage.backend.on("POST /connections", [Answer::unreachable()]);
    stage.speak("de").await;
    let summary = stage.summary().unwrap();
    assert_eq!(summary.title, "2 Angaben müssen korrigiert werden");
    assert_eq!(
        summary.lines,
        ["Geben Sie einen Namen für diese Verbindung ein", "Wählen Sie einen API-Typ"]
    );
    assert_eq!(stage.field("API-Typ").error().as_deref(), Some("Wählen Sie einen API-Typ"));
    assert!(stage.has_focus(&summary.element));
    stage.speak("en").await;
    stage.fill(&basic()).await;
    stage.press("Save").await;
    let network = "Can’t reach this application. Your changes are still here; try again.";
    assert_eq!(stage.banners(), [network]);
    stage.speak("fr").await;
    let banner = stage.banners().remove(0);
    assert!(banner.starts_with("Aucune connexion à cette application."), "{banner}");
}

#[wasm_bindgen_test]
async fn a_change_of_language_keeps_an_open_client_dialog() {
    let stage = Stage::component(Backend::new(), props("en")).await;
    stage.fill(&[("API type", "Desk"), ("Region", "EU"), ("Site name", "acme")]).await;
    stage.open_dialog(&stage.add_button()).await;
    stage.fill(&[("Name", "Neu"), ("Client ID", "id-1"), ("Client secret", "secret-1")]).await;
    stage.speak("de").await;
    assert!(stage.dialog_is_open());
    assert_eq!(stage.dialog_title(), "Neuer OAuth-2.0-Client");
    for (label, value) in [("Name", "Neu"), ("Client-ID", "id-1"), ("Client-Secret", "secret-1")] {
        assert_eq!(stage.field(label).value(), value);
    }
    assert!(stage.has_focus(&stage.field("Client-Secret").control));
}

#[wasm_bindgen_test]
async fn a_change_of_language_does_not_interrupt_requests() {
    let stage = Stage::component(Backend::new(), props("en")).await;
    stage.fill(&basic()).await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection()).held()]);
    stage.press("Save").await;
    stage.speak("es").await;
    assert_eq!(stage.texts("[part~=progress]"), ["Guardando…"]);
    stage.backend.release("POST /connections");
    settled().await;
    assert_eq!(stage.banners(), ["Conexión guardada."]);
    assert_eq!(stage.title(), "Editar conexión");
    assert_eq!(stage.backend.saves().len(), 1);
}

#[wasm_bindgen_test]
async fn a_change_of_language_does_not_interrupt_an_authorization() {
    let stage = Stage::timed_component(Backend::authorizing(), props("en")).await;
    stage.fill(&oauth()).await;
    stage.press("Save and authorize").await;
    stage.speak("de").await;
    assert_eq!(stage.step(), "Warten auf Teamwork");
    assert_eq!(
        stage.said(),
        "Warten auf Teamwork. Melden Sie sich im Teamwork-Fenster an und klicken Sie dort auf „Accept“."
    );
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(1200).await;
    assert_eq!(stage.banners(), ["Verbunden."]);
    assert_eq!(stage.windows.opened().len(), 1);
}

/// The title of the summary for this number of errors.
async fn summary_title(tag: &str, errors: usize) -> String {
    let stage = speaking("en").await;
    match errors {
        1 => stage.fill(&basic()[..5]).await,
        2 => {}
        3 => stage.fill(&[("API type", "Projects"), ("Region", "US")]).await,
        _ => panic!("no state has {errors} errors"),
    }
    stage.press("Save").await;
    let texts = catalogue(&tag[..2]);
    stage.set_language(Language { tag: tag.to_owned(), texts }).await;
    let summary = stage.summary().unwrap();
    assert_eq!(summary.lines.len(), errors);
    summary.title
}

#[wasm_bindgen_test]
async fn counts_use_the_plural_forms_and_digits_of_the_language() {
    let one_to_three = [
        (
            "en",
            ["There is 1 thing to fix", "There are 2 things to fix", "There are 3 things to fix"],
        ),
        (
            "ja",
            [
                "修正が必要な項目が 1 件あります",
                "修正が必要な項目が 2 件あります",
                "修正が必要な項目が 3 件あります",
            ],
        ),
        // Egypt's digits are the same in every version of CLDR.
        (
            "ar-EG",
            [
                "هناك حقل واحد يحتاج إلى تصحيح",
                "هناك حقلان يحتاجان إلى تصحيح",
                "هناك ٣ حقول تحتاج إلى تصحيح",
            ],
        ),
        (
            "fr",
            [
                "Il y a 1 élément à corriger",
                "Il y a 2 éléments à corriger",
                "Il y a 3 éléments à corriger",
            ],
        ),
    ];
    for (tag, titles) in one_to_three {
        for (place, title) in titles.into_iter().enumerate() {
            assert_eq!(summary_title(tag, place + 1).await, title);
        }
    }
}

#[wasm_bindgen_test]
fn translations_have_the_plural_forms_that_browsers_use() {
    for tag in TAGS {
        let rules = Intl::PluralRules::new(&Array::of1(&tag.into()), &Object::new());
        let categories =
            Reflect::get(&rules.resolved_options(), &"pluralCategories".into()).unwrap();
        let text = catalogue(tag).unwrap();
        for category in ["zero", "one", "two", "few", "many", "other"] {
            let asked_for = categories.unchecked_ref::<Array>().includes(&category.into(), 0);
            assert_eq!(
                text(&format!("summary.{category}")).is_some(),
                asked_for,
                "{tag} {category}"
            );
        }
    }
}

#[wasm_bindgen_test]
async fn code_is_left_to_right_in_any_language() {
    let stage = speaking("ar").await;
    let direction = |element: &HtmlElement| {
        let window = web_sys::window().unwrap();
        let style = window.get_computed_style(element).unwrap().unwrap();
        style.get_property_value("direction").unwrap()
    };
    stage
        .fill(&[
            ("اسم الاتصال", "Acme"),
            ("نوع واجهة API", "Spaces"),
            ("المنطقة", "الاتحاد الأوروبي"),
            ("اسم الموقع", "acme"),
        ])
        .await;
    assert_eq!(direction(&outermost(&stage)), "rtl");
    for label in ["اسم الموقع", "معرّف المساحة"] {
        assert_eq!(direction(&stage.field(label).control), "ltr", "{label}");
    }
    // A name is written in its own direction.
    assert_eq!(direction(&stage.field("اسم الاتصال").control), "ltr");
    stage.fill(&[("اسم الاتصال", "مشاريع")]).await;
    assert_eq!(direction(&stage.field("اسم الاتصال").control), "rtl");
    stage.open_disclosures().await;
    let codes = stage.all("[dir=ltr]");
    assert!(codes.iter().all(|code| direction(code) == "ltr"));
    let said = stage.utterances();
    let urls: Vec<_> = said.iter().filter(|said| said.text.contains("https://")).collect();
    assert!(urls.len() >= 5, "regions, Site name, what it connects to, HTTP settings");
    assert!(urls.iter().all(|url| url.is_data), "each is in an element of its own direction");
    stage.press("حفظ ومنح الإذن").await;
    stage.open_dialog(&stage.add_button()).await;
    stage.fill(&[("الاسم", "تطبيق")]).await;
    for (label, is) in [
        ("الاسم", "rtl"),
        ("معرّف العميل", "ltr"),
        ("سر العميل", "ltr"),
        ("معرّف URI لإعادة التوجيه المطلوب تسجيله", "ltr"),
    ] {
        assert_eq!(direction(&stage.field(label).control), is, "{label}");
    }
}
