//! Region.

use teamwork_connect_core::{Key, Region};

use super::choice::{Choice, Help, choice_field};
use super::piece::Piece;
use super::state::Panel;
use crate::text::{Message, Text};

/// The region, described by the shape of its addresses.
pub(super) fn region(panel: Panel) -> Piece {
    let choice = |region| Choice {
        value: Region::as_str(region),
        title: region_message(region),
        help: Help::Address(region.host_suffix()),
        icon: None,
    };
    let choices = [choice(Region::Us), choice(Region::Eu)];
    choice_field(panel, Key::Region, &choices, |panel, value| {
        if let Some(region) = Region::parse(value) {
            panel.choose_region(region);
        }
    })
}

/// The name of a region.
pub(super) fn region_name(panel: Panel, region: Region) -> Text {
    panel.say(region_message(region))
}

fn region_message(region: Region) -> Message {
    match region {
        Region::Us => Message::RegionUs,
        Region::Eu => Message::RegionEu,
    }
}
