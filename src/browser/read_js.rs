//! Reading JavaScript values into Rust types.
//!
//! serde-wasm-bindgen could, but its errors hold a text made of the offending value, which brings the
//! printing of floating-point numbers into the wasm file: 11 KB of brotli for a text that nobody sees.
//! Here an error says only that the shape was wrong.

use std::fmt;

use js_sys::{Array, Reflect};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};
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
        visitor.visit_map(Object { object: self.0, fields, value: JsValue::UNDEFINED })
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

/// Asks an object for the keys that the type has. Others do not matter: a host may be newer.
struct Object {
    object: JsValue,
    fields: &'static [&'static str],
    value: JsValue,
}

impl<'de> MapAccess<'de> for Object {
    type Error = WrongShape;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, WrongShape> {
        while let Some((field, others)) = self.fields.split_first() {
            self.fields = others;
            // A getter of the host's may throw; then the key is as good as missing.
            self.value = Reflect::get(&self.object, &JsValue::from_str(field)).unwrap_or_default();
            if !self.value.is_undefined() {
                return seed.deserialize(StrDeserializer::new(field)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, WrongShape> {
        seed.deserialize(Reader(std::mem::take(&mut self.value)))
    }
}
