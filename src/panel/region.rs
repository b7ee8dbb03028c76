//! Region.

use leptos::prelude::*;
use teamwork_connect_core::{Key, Region};

use super::choice::{Choice, ChoiceField};
use super::state::Panel;
use crate::text::{Message, Texts};

/// The region, described by the shape of its addresses.
#[component]
pub(super) fn RegionSetting(panel: Panel) -> impl IntoView {
    let shown = panel.applies(Key::Region);
    let choices = move || {
        Region::ALL
            .iter()
            .map(|region| Choice {
                value: region.as_str(),
                title: region_name(panel.texts, *region),
                help: match region {
                    Region::Us => "https://yourcompany.teamwork.com",
                    Region::Eu => "https://yourcompany.eu.teamwork.com",
                },
                icon: None,
            })
            .collect::<Vec<_>>()
    };
    let on_choice = |panel: Panel, value: &str| {
        if let Some(region) = Region::parse(value) {
            panel.choose_region(region);
        }
    };
    view! { class="tc",
        <Show when=move || shown.get()>
            <ChoiceField panel key=Key::Region choices=choices() on_choice />
        </Show>
    }
}

/// The name of a region.
pub(super) fn region_name(texts: Texts, region: Region) -> &'static str {
    texts.get(match region {
        Region::Us => Message::RegionUs,
        Region::Eu => Message::RegionEu,
    })
}
