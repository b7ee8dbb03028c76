//! The panel's texts, by key. English is built in; other languages are catalogues that the page passes in.

mod catalogue;
#[cfg(not(feature = "ssr"))]
mod english;
#[cfg(not(feature = "ssr"))]
mod language;
#[cfg(test)]
#[cfg(not(feature = "ssr"))]
mod languages;
#[cfg(not(feature = "ssr"))]
mod of_code;
#[cfg(not(feature = "ssr"))]
mod texts;

pub use catalogue::Catalogue;
#[cfg(not(feature = "ssr"))]
pub(crate) use english::Message;
#[cfg(not(feature = "ssr"))]
pub(crate) use texts::{Text, Texts};
