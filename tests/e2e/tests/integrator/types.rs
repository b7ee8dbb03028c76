//! The types, in a project with TypeScript's strictest options.

use std::collections::BTreeSet;

use serde_json::json;

use crate::project::{Project, beside, run};

fn compile(file: &str) {
    compile_in(&Project::new(), file);
}

/// Compiles a file with the module resolution of bundlers and of Node.
fn compile_in(project: &Project, file: &str) {
    let name = file.rsplit('/').next().unwrap();
    project.add_tool("typescript");
    project.add(name, &beside(file));
    for (module, resolution) in [("esnext", "bundler"), ("nodenext", "nodenext")] {
        let config = json!({
            "compilerOptions": {
                "strict": true,
                "exactOptionalPropertyTypes": true,
                "noPropertyAccessFromIndexSignature": true,
                "noUncheckedIndexedAccess": true,
                "noUnusedLocals": true,
                "noEmit": true,
                "lib": ["es2022", "dom", "dom.iterable"],
                "target": "es2022",
                "types": [],
                "jsx": "react-jsx",
                "module": module,
                "moduleResolution": resolution,
            },
            "files": [name],
        });
        project.add("tsconfig.json", &config.to_string());
        run(project.command("node").arg("node_modules/typescript/bin/tsc"));
    }
}

#[test]
fn a_file_with_every_export_compiles() {
    compile("every_export.ts");
}

#[test]
fn wrong_names_and_values_do_not_compile() {
    compile("wrong_options.ts");
}

#[test]
fn the_react_component_is_typed_for_both_versions() {
    for version in [18, 19] {
        let project = Project::new();
        project.add_react(version);
        compile_in(&project, "react/every_prop.tsx");
    }
}

#[test]
fn the_file_with_every_export_is_complete() {
    let project = Project::new();
    let page = beside("every_export.ts");
    for (file, specifier) in
        [("index.d.ts", "teamwork-connect"), ("backend.d.ts", "teamwork-connect/backend")]
    {
        let types = project.read_installed(file);
        let exported: BTreeSet<&str> = types.lines().filter_map(exported).collect();
        assert!(exported.len() > 5, "{exported:?}");
        let imports = page.split(&format!("}} from \"{specifier}\"")).next().unwrap();
        let (_, imports) = imports.rsplit_once("import {").unwrap();
        let imported = imports.split(',').map(|name| name.trim().trim_start_matches("type "));
        let imported: BTreeSet<&str> = imported.filter(|name| !name.is_empty()).collect();
        assert_eq!(imported, exported);
    }
}

/// The name exported in a line.
fn exported(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("export ")?;
    let (_, rest) = ["interface ", "type ", "class ", "function ", "const "]
        .iter()
        .find_map(|kind| Some((kind, rest.strip_prefix(kind)?)))?;
    rest.split(|c: char| !c.is_alphanumeric()).next()
}
