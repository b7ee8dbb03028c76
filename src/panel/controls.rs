//! The building blocks of the panel's views.

mod choices;
mod copy_button;
mod disclosure;
mod field;
mod icon;
mod link;
mod notice;
mod secret_input;
mod text_input;
mod value;

pub(super) use choices::{Choice, ChoiceHelp, Choices};
pub(super) use copy_button::CopyButton;
pub(super) use disclosure::Disclosure;
pub(super) use field::{Field, FieldRef};
pub(super) use icon::{Icon, IconKind};
pub(super) use link::Link;
pub(super) use notice::{Notice, NoticeKind};
pub(super) use secret_input::{SecretInput, SecretKind, TrimmedNotice, attach_secret};
pub(super) use text_input::{CODE, Entered, TextInput, direction, is_enter};
pub(super) use value::ValueOr;
