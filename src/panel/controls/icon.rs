//! The icons, drawn as SVG elements.

use leptos::prelude::*;

use crate::view::{Erase, attributes, part};

/// An icon. It is decorative: the text says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IconKind {
    Bang,
    Desk,
    Out,
    Pen,
    Plug,
    Plus,
    Projects,
    Skip,
    Spaces,
    Tick,
}

/// The stroke style.
const PEN: [(&str, &str); 5] = [
    ("fill", "none"),
    ("stroke", "currentColor"),
    ("stroke-width", "1.6"),
    ("stroke-linecap", "round"),
    ("stroke-linejoin", "round"),
];

/// A 20 by 20 pixel icon in the text color.
#[component]
pub(crate) fn Icon(kind: IconKind) -> impl IntoView {
    view! {
        <svg
            class=part("icon")
            aria-hidden="true"
            width="20"
            height="20"
            viewBox="0 0 20 20"
            {..attributes(&PEN)}
        >
            <path d=kind.path()></path>
        </svg>
    }
    .erase()
}

impl IconKind {
    const fn path(self) -> &'static str {
        match self {
            Self::Bang => "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 1 0 0-14.4M10 6.3v4.5M10 13.6v.1",
            Self::Desk => {
                "M4 12v-1.5a6 6 0 0 1 12 0V12M4.2 11h.6A1.4 1.4 0 0 1 6.2 12.4v2.2A1.4 1.4 0 0 1 4.8 16h-.6\
                 a1.4 1.4 0 0 1-1.4-1.4v-2.2A1.4 1.4 0 0 1 4.2 11M15.2 11h.6a1.4 1.4 0 0 1 1.4 1.4v2.2\
                 a1.4 1.4 0 0 1-1.4 1.4h-.6a1.4 1.4 0 0 1-1.4-1.4v-2.2A1.4 1.4 0 0 1 15.2 11"
            }
            Self::Out => "M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7",
            Self::Pen => "M4 16l.7-3.2L13 4.5 15.5 7l-8.3 8.3zM11.3 6.2l2.5 2.5",
            Self::Plug => "M7 3v4M13 3v4M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5V18",
            Self::Plus => "M10 4.5v11M4.5 10h11",
            Self::Projects => {
                "M5.5 3.5h9A2.5 2.5 0 0 1 17 6v8a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 3 14V6\
                 a2.5 2.5 0 0 1 2.5-2.5M7 8l1.6 1.6L11.5 6.7M7 13h6"
            }
            Self::Skip => "M5 10h10",
            Self::Spaces => {
                "M5.5 2.8h6.2l3.3 3.4v9.6a1.4 1.4 0 0 1-1.4 1.4H5.5A1.4 1.4 0 0 1 4 15.8V4.2\
                 a1.4 1.4 0 0 1 1.5-1.4zM11.5 3v3.5H15M7 10.5h6M7 13.5h4"
            }
            Self::Tick => "M5 10.5l3.2 3.2L15 7",
        }
    }
}
