//! What every setting has around its control: label, help, error.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::icons::Icon;
use super::state::Panel;

/// A setting with one control, whose ID is [`Panel::control_id`]; its ARIA attributes come from the
/// functions below.
#[component]
pub(super) fn Field(
    panel: Panel,
    key: Key,
    /// The words below the control.
    #[prop(optional, into)]
    help: Option<Signal<&'static str>>,
    /// The control.
    children: Children,
    /// What stands below the help: notices, disclosures.
    #[prop(optional)]
    below: Option<AnyView>,
) -> impl IntoView {
    view! { class="tc",
        <div class="tc-field" part="field" class:tc-wrong=move || is_wrong(panel, key)>
            <label class="tc-label" part="label" for=panel.control_id(key)>
                {panel.texts.label(key)} <Star panel key />
            </label>
            {children()}
            {help
                .map(|help| {
                    view! { class="tc",
                        <p class="tc-help" part="help" id=panel.id(&format!("{key}-help"))>{help}</p>
                    }
                })}
            <ErrorText panel key />
            {below}
        </div>
    }
}

/// The mark of a required setting. Screen readers are told by `aria-required`.
#[component]
pub(super) fn Star(panel: Panel, key: Key) -> impl IntoView {
    view! { class="tc",
        <Show when=move || panel.is_required(key)>
            <span class="tc-star" aria-hidden="true">"*"</span>
        </Show>
    }
}

/// What is wrong with a setting, if anything.
#[component]
pub(super) fn ErrorText(panel: Panel, key: Key) -> impl IntoView {
    let error = move || panel.errors.with(|errors| errors.of(key));
    view! { class="tc",
        <p class="tc-error" part="error" id=panel.id(&format!("{key}-error")) hidden=move || error().is_none()>
            {move || {
                error()
                    .map(|code| {
                        view! { class="tc",
                            {Icon::Bang.view()}
                            <span>{panel.texts.field_error(key, code)}</span>
                        }
                    })
            }}
        </p>
    }
}

/// Whether a setting has an error.
pub(super) fn is_wrong(panel: Panel, key: Key) -> bool {
    panel.errors.with(|errors| errors.of(key).is_some())
}

/// The value of `aria-invalid`: absent as long as nothing is wrong.
pub(super) fn aria_invalid(panel: Panel, key: Key) -> Option<&'static str> {
    is_wrong(panel, key).then_some("true")
}

/// The IDs for `aria-describedby`: the help, and the error if there is one.
pub(super) fn described_by(panel: Panel, key: Key, has_help: bool) -> Option<String> {
    let help = has_help.then(|| panel.id(&format!("{key}-help")));
    let error = is_wrong(panel, key).then(|| panel.id(&format!("{key}-error")));
    let ids: Vec<String> = help.into_iter().chain(error).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
