//! The words of the panel, each under a key. English is built in.

mod catalogue;
mod english;

pub(crate) use catalogue::Texts;
pub(crate) use english::Message;
