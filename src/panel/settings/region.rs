//! The *Region* setting.

use leptos::prelude::*;
use teamwork_connect_core::{Key, Region};

use crate::panel::actions::edit::choose_region;
use crate::panel::controls::{Choice, ChoiceHelp, Choices};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::Erase;

const CHOICES: [Choice; 2] = [choice(Region::Us), choice(Region::Eu)];

/// The regions, each described by the form of its URLs.
#[component]
pub(crate) fn RegionChoice(panel: PanelRef) -> impl IntoView {
    view! {
        <Choices
            panel
            key=Key::Region
            choices=&CHOICES
            choose=|panel, value| {
                if let Some(region) = Region::parse(value) {
                    choose_region(panel, region);
                }
            }
        />
    }
    .erase()
}

/// The name of a region.
pub(crate) fn region_name(panel: &Panel, region: Region) -> Text {
    panel.say(region_message(region))
}

const fn choice(region: Region) -> Choice {
    Choice {
        value: region.as_str(),
        title: region_message(region),
        help: ChoiceHelp::Address(region.host_suffix()),
        icon: None,
    }
}

const fn region_message(region: Region) -> Message {
    match region {
        Region::Us => Message::RegionUs,
        Region::Eu => Message::RegionEu,
    }
}
