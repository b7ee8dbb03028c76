//! Region.

use leptos::prelude::*;
use teamwork_connect_core::{Key, Region};

use crate::panel::actions::edit::choose_region;
use crate::panel::controls::{Choice, ChoiceHelp, Choices};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::Erase;

/// The region, described by the shape of its addresses.
#[component]
pub(crate) fn RegionChoice(panel: PanelRef) -> impl IntoView {
    let choice = |region| Choice {
        value: Region::as_str(region),
        title: region_message(region),
        help: ChoiceHelp::Address(region.host_suffix()),
        icon: None,
    };
    view! {
        <Choices
            panel
            key=Key::Region
            choices=[choice(Region::Us), choice(Region::Eu)]
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

fn region_message(region: Region) -> Message {
    match region {
        Region::Us => Message::RegionUs,
        Region::Eu => Message::RegionEu,
    }
}
