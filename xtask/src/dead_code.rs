//! Removes code that the wasm module links but never needs.
//!
//! The compiler cannot tell that some functions are never called, because an argument that rules them out is
//! passed through memory. Others produce output that nobody reads. Emptying them before wasm-bindgen reads the
//! module also removes everything that only they use.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, Result, bail};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, Function, Module};
use wasmparser::{FunctionBody, KnownCustom, Name, Parser, Payload};

use crate::function_order::count_functions;

/// A function that can be emptied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unneeded {
    /// The end of its name in the module, without a hash.
    pub(crate) name: &'static str,
    /// What to call instead, and with which of its parameters. `None` makes it trap.
    pub(crate) instead: Option<(&'static str, &'static [u32])>,
}

/// Returns the module with the unneeded functions emptied. The module must have a name section.
pub(crate) fn empty_dead_code(module: &[u8], unneeded: &[Unneeded]) -> Result<Vec<u8>> {
    let mut dead = Dead::of(module, unneeded)?;
    let mut encoded = Module::new();
    dead.parse_core_module(&mut encoded, Parser::new(0), module)
        .context("failed to read the wasm module")?;
    Ok(encoded.finish())
}

/// What to do with functions, by index.
struct Dead {
    functions: HashMap<u32, Option<(u32, &'static [u32])>>,
    /// The index of the next body.
    next: u32,
}

impl Dead {
    fn of(module: &[u8], unneeded: &[Unneeded]) -> Result<Self> {
        let (imported, names) = names_of(module)?;
        let index = |end: &str| {
            let mut found = names.iter().filter(|(_, name)| without_hash(name).ends_with(end));
            match (found.next(), found.next()) {
                (Some((index, _)), None) => Ok(*index),
                (found, _) => {
                    bail!("{} function is called {end}", found.map_or("no", |_| "more than one"))
                }
            }
        };
        let mut functions = HashMap::new();
        for Unneeded { name, instead } in unneeded {
            let instead = match instead {
                Some((other, parameters)) => Some((index(other)?, *parameters)),
                None => None,
            };
            functions.insert(index(name)?, instead);
        }
        Ok(Self { functions, next: imported })
    }
}

/// The number of imported functions, and the names of all functions with their indices.
fn names_of(module: &[u8]) -> Result<(u32, Vec<(u32, &str)>)> {
    let (mut imported, mut found) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => imported = count_functions(section)?,
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for names in names {
                    let Name::Function(names) = names? else { continue };
                    for name in names {
                        let name = name?;
                        found.push((name.index, name.name));
                    }
                }
            }
            _ => {}
        }
    }
    Ok((imported, found))
}

/// A name with legacy mangling ends in `17h`, 16 digits and `E`.
fn without_hash(name: &str) -> &str {
    let end = name.len().checked_sub(20).and_then(|at| name.split_at_checked(at));
    end.filter(|(_, hash)| hash.starts_with("17h")).map_or(name, |(name, _)| name)
}

impl Reencode for Dead {
    type Error = Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Infallible>> {
        let index = self.next;
        self.next += 1;
        let Some(instead) = self.functions.get(&index) else {
            return wasm_encoder::reencode::utils::parse_function_body(self, code, body);
        };
        let mut empty = Function::new([]);
        let mut instructions = empty.instructions();
        if let Some((other, parameters)) = instead {
            for parameter in *parameters {
                instructions.local_get(*parameter);
            }
            instructions.call(*other);
        }
        instructions.unreachable().end();
        code.function(&empty);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, FunctionSection, ImportSection, NameMap, NameSection, TypeSection,
    };

    use super::*;

    /// A module with an imported function and two functions of its own, all named.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("m", "f", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for _ in 0..2 {
            functions.function(0);
            let mut function = Function::new([]);
            function.instructions().call(0).call(0).call(0).end();
            code.function(&function);
        }
        let mut names = NameMap::new();
        names.append(0, "imported");
        names.append(1, "needed_by_all");
        names.append(2, "_ZN8unneeded17h0123456789abcdefE");
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&code);
        module.section(&section);
        module.finish()
    }

    /// The sizes of the bodies in bytes.
    fn bodies(module: &[u8]) -> Vec<usize> {
        let payloads = Parser::new(0).parse_all(module).map(Result::unwrap);
        payloads
            .filter_map(|payload| match payload {
                Payload::CodeSectionEntry(body) => Some(body.as_bytes().len()),
                _ => None,
            })
            .collect()
    }

    const UNNEEDED: Unneeded = Unneeded { name: "unneeded", instead: None };

    #[test]
    fn empties_only_unneeded_functions() {
        let before = bodies(&module());
        let after = bodies(&empty_dead_code(&module(), &[UNNEEDED]).unwrap());
        assert_eq!(after[0], before[0]);
        assert!(after[1] < before[1], "{after:?}");
        assert_eq!(empty_dead_code(&module(), &[]).unwrap().len(), module().len());
    }

    #[test]
    fn an_emptied_function_can_call_another_one() {
        let calls = Unneeded { instead: Some(("needed_by_all", &[])), ..UNNEEDED };
        let after = empty_dead_code(&module(), &[calls]).unwrap();
        // No locals, `call 1`, `unreachable`, `end`.
        let body = Parser::new(0).parse_all(&after).filter_map(|payload| match payload.unwrap() {
            Payload::CodeSectionEntry(body) => Some(body.as_bytes().to_vec()),
            _ => None,
        });
        assert_eq!(body.last().unwrap(), [0, 0x10, 1, 0x00, 0x0b]);
    }

    #[test]
    fn a_missing_or_ambiguous_name_is_an_error() {
        for name in ["gone", ""] {
            assert!(
                empty_dead_code(&module(), &[Unneeded { name, ..UNNEEDED }]).is_err(),
                "{name}"
            );
        }
    }
}
