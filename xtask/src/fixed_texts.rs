//! Caches constant strings that the wasm module passes to its script.
//!
//! Names of elements, attributes and events are passed from the module to its script again and again, and
//! wasm-bindgen decodes them each time. With this, strings in the module's read-only data are decoded only once.

use std::ops::Range;

use anyhow::{Context, Result};
use wasmparser::{DataKind, KnownCustom, Name, Operator, Parser, Payload};

/// How the script reads a string.
const READ: &str = "    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
";

/// The section where the linker puts constants.
const SECTION: &str = ".rodata";

/// Returns the script of a linked module, changed so that it decodes each constant only once. The module must have
/// the names of its data segments.
pub(crate) fn keep_fixed_texts(module: &[u8], script: &str) -> Result<String> {
    let Range { start, end } = read_only(module)?;
    let begins = "function getStringFromWasm0(ptr, len) {";
    let at = script.find(begins).context("the script doesn't read strings in the expected way")?;
    let (before, after) = script.split_at(at);
    // The length becomes the fraction, so keys are unique.
    let read = format!(
        "    const key = ptr + len / 65536;
    let text = fixedTexts.get(key);
    if (text === undefined) {{
        text = decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
        if (ptr >= {start} && ptr < {end}) fixedTexts.set(key, text);
    }}
    return text;
"
    );
    anyhow::ensure!(
        after.matches(READ).count() == 1,
        "the script doesn't read strings in the expected way"
    );
    Ok(format!("{before}const fixedTexts = new Map();\n{}", after.replacen(READ, &read, 1)))
}

/// The address range of the constants.
fn read_only(module: &[u8]) -> Result<Range<u32>> {
    let mut addresses = Vec::new();
    let mut named = None;
    for payload in Parser::new(0).parse_all(module) {
        match payload.context("failed to read the wasm module")? {
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment?;
                    let length = u32::try_from(segment.data.len())?;
                    addresses.push(start_of(&segment.kind)?.map(|start| start..start + length));
                }
            }
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                for names in names {
                    let Name::Data(names) = names? else { continue };
                    for name in names {
                        let name = name?;
                        if name.name == SECTION {
                            named = Some(usize::try_from(name.index)?);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let segment = named.and_then(|index| addresses.get(index).cloned().flatten());
    segment.with_context(|| format!("the wasm module has no data segment named {SECTION}"))
}

fn start_of(kind: &DataKind<'_>) -> Result<Option<u32>> {
    let DataKind::Active { offset_expr, .. } = kind else { return Ok(None) };
    Ok(match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Some(value.cast_unsigned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::keep_fixed_texts;
    use wasm_encoder::{ConstExpr, DataSection, Module, NameMap, NameSection};

    const SCRIPT: &str = "let wasm;
function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
";

    fn module(name: &str) -> Vec<u8> {
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(1000), *b"autocomplete");
        data.active(0, &ConstExpr::i32_const(1012), *b"changes");
        let mut names = NameMap::new();
        names.append(0, name);
        names.append(1, ".data");
        let mut section = NameSection::new();
        section.data(&names);
        let mut module = Module::new();
        module.section(&data).section(&section);
        module.finish()
    }

    #[test]
    fn only_constants_are_cached() {
        let script = keep_fixed_texts(&module(".rodata"), SCRIPT).unwrap();
        assert!(script.contains("if (ptr >= 1000 && ptr < 1012) fixedTexts.set(key, text);"));
        assert!(script.starts_with("let wasm;\nconst fixedTexts = new Map();\nfunction getString"));
    }

    #[test]
    fn unexpected_linker_or_wasm_bindgen_output_is_an_error() {
        assert!(keep_fixed_texts(&module(".constants"), SCRIPT).is_err());
        assert!(keep_fixed_texts(&module(".rodata"), "function other() {}").is_err());
    }
}
