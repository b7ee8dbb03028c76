//! Region.

use teamwork_connect_core::{Key, Region};

use super::choice::{Choice, choice_field};
use super::dynamic::{Part, shown};
use super::state::Panel;
use crate::text::{Message, Texts};

/// The region, described by the shape of its addresses.
pub(super) fn region(panel: Panel) -> Part {
    shown(panel.applies(Key::Region), move || {
        let choice = |region: &Region| Choice {
            value: region.as_str(),
            title: region_name(panel.texts, *region),
            help: match region {
                Region::Us => "https://yourcompany.teamwork.com",
                Region::Eu => "https://yourcompany.eu.teamwork.com",
            },
            icon: None,
        };
        let choices = Region::ALL.iter().map(choice).collect();
        choice_field(panel, Key::Region, choices, |panel, value| {
            if let Some(region) = Region::parse(value) {
                panel.choose_region(region);
            }
        })
    })
}

/// The name of a region.
pub(super) fn region_name(texts: Texts, region: Region) -> &'static str {
    texts.get(match region {
        Region::Us => Message::RegionUs,
        Region::Eu => Message::RegionEu,
    })
}
