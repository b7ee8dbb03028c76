//! Region.

use teamwork_connect_core::{Key, Region};

use super::choice::{Choice, choice_field};
use super::piece::Piece;
use super::state::Panel;
use crate::text::{Message, Texts};

/// The region, described by the shape of its addresses.
pub(super) fn region(panel: Panel) -> Piece {
    let choice = |region, help| Choice {
        value: Region::as_str(region),
        title: region_name(panel.texts, region),
        help,
        icon: None,
    };
    let choices = [
        choice(Region::Us, "https://yourcompany.teamwork.com"),
        choice(Region::Eu, "https://yourcompany.eu.teamwork.com"),
    ];
    choice_field(panel, Key::Region, &choices, |panel, value| {
        if let Some(region) = Region::parse(value) {
            panel.choose_region(region);
        }
    })
}

/// The name of a region.
pub(super) fn region_name(texts: Texts, region: Region) -> &'static str {
    texts.get(match region {
        Region::Us => Message::RegionUs,
        Region::Eu => Message::RegionEu,
    })
}
