//! Shortens the names of the wasm module's imports and exports.
//!
//! wasm-bindgen ends many of them in a hash of 16 digits. They occur in the module and in its script, and the
//! hashes don't compress. Short names make the first load several KB of brotli smaller.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser, Payload};

/// Returns a module and its script with short names for those that end in a hash. Names that don't occur in the
/// script stay as they are.
pub(crate) fn shorten(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut script = script.to_owned();
    let mut names = Names::default();
    for name in names_of(module)? {
        if names.0.contains_key(&name) || words(&script, &name).next().is_none() {
            continue;
        }
        let short = format!("{PREFIX}{}", names.0.len());
        ensure!(
            words(&script, &short).next().is_none(),
            "the script already uses the name `{short}`"
        );
        // Start at the end, so that the earlier positions stay valid.
        for at in words(&script, &name).collect::<Vec<_>>().into_iter().rev() {
            script.replace_range(at..at + name.len(), &short);
        }
        names.0.insert(name, short);
    }
    let mut encoded = Module::new();
    names
        .parse_core_module(&mut encoded, Parser::new(0), module)
        .context("failed to read the wasm module")?;
    Ok((encoded.finish(), script))
}

/// The prefix that makes the short names valid identifiers.
const PREFIX: &str = "__";

/// The number of digits in a hash.
const HASH: usize = 16;

/// The short names, by long name.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            imports.import(import.module, self.of(import.name), ty);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let index = self.external_index(export.kind, export.index)?;
        let kind = self.export_kind(export.kind)?;
        exports.export(self.of(export.name), kind, index);
        Ok(())
    }
}

/// The names that end in a hash.
fn names_of(module: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    names.push(import?.name.to_owned());
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    names.push(export?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    names.retain(|name| ends_in_hash(name));
    Ok(names)
}

fn ends_in_hash(name: &str) -> bool {
    let Some((start, hash)) = name.len().checked_sub(HASH).and_then(|at| name.split_at_checked(at))
    else {
        return false;
    };
    start.ends_with(['_', 'h']) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The positions of a whole word in a script. A name may be the beginning of another one.
fn words<'a>(script: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |part: char| part.is_ascii_alphanumeric() || part == '_' || part == '$';
    let places = script.match_indices(word).map(|(at, _)| at);
    places.filter(move |&at| {
        !script[..at].ends_with(is_part) && !script[at + word.len()..].starts_with(is_part)
    })
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, Function, FunctionSection, TypeSection,
    };

    use super::*;

    const GET: &str = "__wbg_get_0123456789abcdef";
    const INVOKE: &str = "closures__invoke__hfedcba9876543210";

    /// A module that imports and exports functions with these names.
    fn module(imported: &[&str], exported: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in imported {
            imports.import("./glue.js", name, EntityType::Function(0));
        }
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        let mut exports = ExportSection::new();
        for (name, index) in exported.iter().zip(imported.len()..) {
            functions.function(0);
            exports.export(name, ExportKind::Func, u32::try_from(index).unwrap());
            let mut body = Function::new([]);
            body.instructions().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn module_and_script_use_the_short_names() {
        let script = format!("a.{GET} = () => wasm.{INVOKE}(); b.{GET}");
        let (short, script) =
            shorten(&module(&["memory", GET], &["start", INVOKE]), &script).unwrap();
        assert_eq!(script, "a.__0 = () => wasm.__1(); b.__0");
        assert_eq!(short, module(&["memory", "__0"], &["start", "__1"]));
    }

    #[test]
    fn names_without_a_hash_or_outside_of_the_script_stay() {
        let whole = module(&["__wbindgen_throw", GET], &["h0123456789abcde"]);
        let script = "imports.__wbindgen_throw(wasm.h0123456789abcde)";
        let (short, same) = shorten(&whole, script).unwrap();
        assert_eq!((short, same.as_str()), (whole, script));
    }

    #[test]
    fn a_name_is_not_replaced_inside_a_longer_one() {
        let other = format!("{INVOKE}_15");
        let whole = module(&[], &[INVOKE, &other]);
        let (short, script) = shorten(&whole, &format!("w.{other}(); w.{INVOKE}()")).unwrap();
        assert_eq!(script, format!("w.{other}(); w.__0()"));
        assert_eq!(short, module(&[], &["__0", &other]));
    }

    #[test]
    fn rejects_a_script_that_uses_a_short_name() {
        let error = shorten(&module(&[GET], &[]), &format!("let __0 = {GET}")).unwrap_err();
        assert!(error.to_string().contains("`__0`"));
        let (_, script) = shorten(&module(&[GET], &[]), &format!("let __00 = {GET}")).unwrap();
        assert_eq!(script, "let __00 = __0");
    }

    #[test]
    fn an_invalid_module_is_an_error() {
        assert!(shorten(b"nothing of the kind", "").is_err());
    }
}
