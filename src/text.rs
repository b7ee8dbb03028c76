//! The words of the panel, each under a key. English is built in; other languages are catalogues that the
//! host page hands over.

mod english;
mod language;
#[cfg(test)]
mod languages;
mod of_code;
mod texts;

pub(crate) use english::Message;
pub use texts::Catalogue;
pub(crate) use texts::{Text, Texts};
