//! Reading JavaScript values into Rust types.
//!
//! serde-wasm-bindgen could, but its errors hold a text made of the offending value, which brings the
//! printing of floating-point numbers into the wasm file: 11 KB of brotli for a text that nobody sees.
//! Here an error says only that the shape was wrong.

use std::fmt;

use js_sys::{Array, Reflect};
use serde::de::{self, DeserializeOwned, DeserializeSeed, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use wasm_bindgen::{JsCast, JsValue};

/// Reads a value, or gives `None` where its shape is not the type's.
pub(crate) fn read<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    T::deserialize(Reader(value)).ok()
}

/// The value does not have the shape of the type.
#[derive(Debug)]
struct WrongShape;

impl de::Error for WrongShape {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl std::error::Error for WrongShape {}

impl fmt::Display for WrongShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not of the expected shape")
    }
}

/// Texts, booleans, whole numbers, lists, and objects with known keys: all that the wire types have.
struct Reader(JsValue);

impl<'de> de::Deserializer<'de> for Reader {
    type Error = WrongShape;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongShape> {
        if let Some(text) = self.0.as_string() {
            visitor.visit_string(text)
        } else if let Some(truth) = self.0.as_bool() {
            visitor.visit_bool(truth)
        } else if let Some(number) = self.0.as_f64() {
            // Whole numbers that are not negative; others become the nearest one.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            visitor.visit_u64(number as u64)
        } else {
            Err(WrongShape)
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongShape> {
        if self.0.is_null() || self.0.is_undefined() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongShape> {
        let list = self.0.dyn_into::<Array>().map_err(|_| WrongShape)?;
        visitor.visit_seq(List { list, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, WrongShape> {
        if !self.0.is_object() {
            return Err(WrongShape);
        }
        // Field by field in the order of the type, which is half the code of reading keys.
        // `fields` would name aliases too, so no type may have any.
        visitor.visit_seq(Fields { object: self.0, names: fields.iter() })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map enum identifier ignored_any
    }
}

struct List {
    list: Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for List {
    type Error = WrongShape;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, WrongShape> {
        if self.next >= self.list.length() {
            return Ok(None);
        }
        self.next += 1;
        seed.deserialize(Reader(self.list.get(self.next - 1))).map(Some)
    }
}

/// The values of the keys that the type has. Others do not matter: a host may be newer.
struct Fields {
    object: JsValue,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields {
    type Error = WrongShape;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, WrongShape> {
        let value = self.next_value();
        let missing = value.is_undefined();
        match seed.deserialize(Reader(value)) {
            Ok(value) => Ok(Some(value)),
            // Without an element the type takes its default, or refuses what must be there.
            Err(_) if missing => Ok(None),
            Err(wrong) => Err(wrong),
        }
    }
}

impl Fields {
    fn next_value(&mut self) -> JsValue {
        let name = self.names.next().copied().unwrap_or_default();
        // A getter of the host's may throw; then the key is as good as missing.
        Reflect::get(&self.object, &JsValue::from_str(name)).unwrap_or_default()
    }
}
