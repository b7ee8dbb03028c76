//! The words of the panel: English built in, every one of them replaceable by its key.

mod catalogue;
mod english;

pub(crate) use catalogue::Texts;
pub(crate) use english::Message;
