//! A setting that may have nothing to choose.

use leptos::prelude::*;

use super::FieldRef;
use super::field::ErrorText;
use crate::text::Text;
use crate::view::{Erase, Live, Template, When, part};

/// The control of a setting, or its value as text if there is nothing to choose.
#[component]
pub(crate) fn ValueOr(
    /// The setting.
    at: FieldRef,
    /// Whether there is nothing to choose.
    fixed: Live<bool>,
    /// The current value.
    value: Live<Text>,
    /// The control.
    children: Template,
) -> impl IntoView {
    let open = fixed.clone().map(|fixed| !fixed);
    view! {
        <When is=fixed>
            <div class=part("field").when("wrong", at.wrong())>
                <span class=part("label")>{at.label()}</span>
                // The error summary links here.
                <p class=part("value") id=at.id() tabindex="-1" dir="auto">
                    {value.clone()}
                </p>
                <ErrorText at />
            </div>
        </When>
        <When is=open>{children.build()}</When>
    }
    .erase()
}
