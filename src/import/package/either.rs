//! Properties that the standard lets be written in two ways. Read by hand: serde's `untagged` keeps a copy of every
//! value while it tries one way after the other, and the descriptor is read at each start.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Labelled, Names, SchemaRef};

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Names;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a list of names")
            }
            fn visit_str<E: Error>(self, name: &str) -> Result<Names, E> {
                Ok(Names(vec![name.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl<'de> Deserialize<'de> for SchemaRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = SchemaRef;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table schema or the path of one")
            }
            fn visit_str<E: Error>(self, path: &str) -> Result<SchemaRef, E> {
                Ok(SchemaRef::File(path.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SchemaRef, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(SchemaRef::Inline)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl<'de> Deserialize<'de> for Labelled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Labelled;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, or an object with `value` and `label`")
            }
            fn visit_str<E: Error>(self, value: &str) -> Result<Labelled, E> {
                Ok(Labelled::bare(value))
            }
            // What the value of a figure or a yes is, its text in the table is too.
            fn visit_i64<E: Error>(self, value: i64) -> Result<Labelled, E> {
                Ok(Labelled::bare(value.to_string()))
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<Labelled, E> {
                Ok(Labelled::bare(value.to_string()))
            }
            fn visit_f64<E: Error>(self, value: f64) -> Result<Labelled, E> {
                Ok(Labelled::bare(value.to_string()))
            }
            fn visit_bool<E: Error>(self, value: bool) -> Result<Labelled, E> {
                Ok(Labelled::bare(value.to_string()))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labelled, A::Error> {
                let mut labelled = Labelled::bare("");
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "value" => labelled.value = map.next_value::<Labelled>()?.value,
                        "label" => labelled.label = map.next_value()?,
                        _ => map.next_value::<serde::de::IgnoredAny>().map(drop)?,
                    }
                }
                Ok(labelled)
            }
        }
        deserializer.deserialize_any(Either)
    }
}
