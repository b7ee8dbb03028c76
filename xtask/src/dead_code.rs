//! What the wasm module links and never calls.
//!
//! The compiler cannot know of some functions that nothing calls them, because an argument that rules them out is passed
//! through memory. Emptied before wasm-bindgen reads the module, they take all with them that only they need.

use std::collections::HashSet;
use std::convert::Infallible;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, Function, Module};
use wasmparser::{FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

/// Gives the module with nothing in the functions that are never called, each given by a part of its name in the module.
/// Should one be called after all, it traps.
pub(crate) fn empty_dead_code(module: &[u8], never_called: &[&str]) -> Result<Vec<u8>> {
    let mut dead = Dead::of(module, never_called)?;
    let mut encoded = Module::new();
    dead.parse_core_module(&mut encoded, Parser::new(0), module)
        .context("the wasm module cannot be read")?;
    Ok(encoded.finish())
}

struct Dead {
    /// The functions, by their indices.
    functions: HashSet<u32>,
    /// The index of the body that comes next.
    next: u32,
}

impl Dead {
    fn of(module: &[u8], never_called: &[&str]) -> Result<Self> {
        let (mut imported, mut functions) = (0, HashSet::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(names) = section.as_known() else { continue };
                    for names in names {
                        let Name::Function(names) = names? else { continue };
                        for name in names {
                            let name = name?;
                            if never_called.iter().any(|part| name.name.contains(part)) {
                                functions.insert(name.index);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        ensure!(
            functions.len() == never_called.len(),
            "of the functions {never_called:?}, the module has {}",
            functions.len()
        );
        Ok(Self { functions, next: imported })
    }
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
        if self.functions.contains(&index) {
            let mut empty = Function::new([]);
            empty.instructions().unreachable().end();
            code.function(&empty);
            return Ok(());
        }
        wasm_encoder::reencode::utils::parse_function_body(self, code, body)
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, FunctionSection, ImportSection, NameMap, NameSection, TypeSection,
    };

    use super::*;

    /// A module with an imported function and two of its own, which have names.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("m", "f", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for _ in 0..2 {
            functions.function(0);
            let mut function = Function::new([]);
            function.instructions().call(0).end();
            code.function(&function);
        }
        let mut names = NameMap::new();
        names.append(0, "imported");
        names.append(1, "needed");
        names.append(2, "unneeded_h123");
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&code);
        module.section(&section);
        module.finish()
    }

    /// How many bytes the bodies have.
    fn bodies(module: &[u8]) -> Vec<usize> {
        let payloads = Parser::new(0).parse_all(module).map(Result::unwrap);
        payloads
            .filter_map(|payload| match payload {
                Payload::CodeSectionEntry(body) => Some(body.as_bytes().len()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn what_is_never_called_is_empty_and_the_rest_stays() {
        let before = bodies(&module());
        let after = bodies(&empty_dead_code(&module(), &["unneeded_h"]).unwrap());
        assert_eq!(after[0], before[0]);
        assert!(after[1] < before[1], "{after:?}");
        assert_eq!(empty_dead_code(&module(), &[]).unwrap().len(), module().len());
    }

    #[test]
    fn a_name_that_the_module_has_not_is_an_error() {
        assert!(empty_dead_code(&module(), &["gone"]).is_err());
    }
}
