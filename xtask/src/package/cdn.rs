//! The CDN files: one script, and the files it loads. Names contain hashes of the content, so that they can be
//! cached forever, and the script can verify the other files.

use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::run::run;
use crate::workspace::Workspace;

use super::bindings::{Bindings, PANEL};
use super::{LANGUAGES, SOURCES, copy_files, empty_folder, files_in};

/// The output folder.
pub(crate) const PACKAGE: &str = "pkg/cdn";

/// Where the script is assembled.
const STAGE: &str = "target/package/cdn";

/// A file with a content hash in its name.
#[derive(Debug)]
struct Hashed {
    name: String,
    integrity: String,
}

/// Creates the files.
pub(super) fn build(workspace: &Workspace, bindings: &Bindings) -> Result<()> {
    let package = empty_folder(workspace, PACKAGE)?;
    let wasm =
        add(&package, "teamwork-connect", "wasm", &read(&bindings.folder.join(PANEL.wasm()))?)?;
    let mut languages = Vec::new();
    for path in files_in(&workspace.path(LANGUAGES))? {
        let tag = path.file_stem().and_then(|tag| tag.to_str()).unwrap_or_default().to_owned();
        languages.push((tag.clone(), add(&package, &tag, "json", &read(&path)?)?));
    }

    let stage = empty_folder(workspace, STAGE)?;
    let sources = workspace.path(SOURCES);
    copy_files(&sources, &stage, |name| name.ends_with(".js"))?;
    copy_files(&sources.join("cdn"), &stage, |_| true)?;
    copy_files(&bindings.folder, &stage, |name| name == PANEL.script())?;
    std::fs::write(stage.join("manifest.js"), manifest(&wasm, &languages))?;
    let bundle = stage.join("bundle.js");
    let mut esbuild = workspace.command("esbuild");
    esbuild.args([
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--log-level=warning",
    ]);
    run(esbuild.arg(format!("--outfile={}", bundle.display())).arg(stage.join("element.js")))?;
    let script = add(&package, "teamwork-connect", "js", &read(&bundle)?)?;

    let mut all = vec![&script, &wasm];
    all.extend(languages.iter().map(|(_, file)| file));
    std::fs::write(package.join("integrity.json"), integrity(&all))?;
    std::fs::write(package.join("README.md"), readme(&script, &wasm))?;
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("failed to read {}", path.display()))
}

/// Adds a file under a name with its hash.
fn add(package: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<Hashed> {
    let hash: String =
        Sha256::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{stem}-{hash}.{extension}");
    std::fs::write(package.join(&name), content)
        .with_context(|| format!("failed to write {name}"))?;
    let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)));
    Ok(Hashed { name, integrity })
}

/// What the script knows about the other files.
fn manifest(wasm: &Hashed, languages: &[(String, Hashed)]) -> String {
    let file =
        |file: &Hashed| format!("{{ name: {:?}, integrity: {:?} }}", file.name, file.integrity);
    let languages: String =
        languages.iter().map(|(tag, hashed)| format!("  {tag:?}: {},\n", file(hashed))).collect();
    format!("export const WASM = {};\nexport const LANGUAGES = {{\n{languages}}};\n", file(wasm))
}

/// The manifest for those who serve the files.
fn integrity(files: &[&Hashed]) -> String {
    let lines: Vec<String> =
        files.iter().map(|file| format!("  {:?}: {:?}", file.name, file.integrity)).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn readme(script: &Hashed, wasm: &Hashed) -> String {
    format!(
        "Serve these files unchanged from one folder: the `.wasm` file as `application/wasm`, and all of them \
         with `Access-Control-Allow-Origin` if pages on other origins use them. The names change with \
         the content, so the files can be cached forever.\n\n\
         ```html\n\
         {}\
         <teamwork-connect backend=\"/api\"></teamwork-connect>\n\
         ```\n\n\
         The links let the browser fetch both files at once; put them into the `<head>`. The script works \
         without them, and verifies the other files itself. `integrity.json` has the hashes of all of them.\n",
        tag(script, wasm)
    )
}

/// The tags to put into a page. The hints need the same attributes as the requests: with a different `crossorigin`
/// or `integrity`, a browser would fetch the files twice.
fn tag(script: &Hashed, wasm: &Hashed) -> String {
    let file = |attribute: &str, Hashed { name, integrity }: &Hashed| {
        format!("{attribute}=\"{name}\" integrity=\"{integrity}\" crossorigin")
    };
    format!(
        "<link rel=\"modulepreload\" {}>\n\
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" {}>\n\
         <script type=\"module\" {}></script>\n",
        file("href", script),
        file("href", wasm),
        file("src", script)
    )
}

#[cfg(test)]
mod tests {
    use super::{Hashed, add, integrity, manifest, readme, tag};

    #[test]
    fn names_and_hashes_match_the_content() {
        let folder = std::env::temp_dir().join(format!("xtask-cdn-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = add(&folder, "a", "json", b"{}").unwrap();
        assert_eq!(file.name, "a-44136fa355b3678a.json");
        assert!(file.integrity.starts_with("sha384-"));
        assert_eq!(std::fs::read(folder.join(&file.name)).unwrap(), b"{}");
        assert_ne!(add(&folder, "a", "json", b"{ }").unwrap().name, file.name);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn manifests_name_every_file() {
        let file =
            |name: &str| Hashed { name: name.to_owned(), integrity: format!("sha384-{name}") };
        let (wasm, languages) = (file("w.wasm"), [("pt-BR".to_owned(), file("p.json"))]);
        assert_eq!(
            manifest(&wasm, &languages),
            "export const WASM = { name: \"w.wasm\", integrity: \"sha384-w.wasm\" };\n\
             export const LANGUAGES = {\n  \"pt-BR\": { name: \"p.json\", integrity: \"sha384-p.json\" },\n};\n"
        );
        let all = integrity(&[&wasm, &languages[0].1]);
        assert_eq!(
            all,
            "{\n  \"w.wasm\": \"sha384-w.wasm\",\n  \"p.json\": \"sha384-p.json\"\n}\n"
        );
    }
    #[test]
    fn hints_match_the_requests_of_the_script() {
        let file =
            |name: &str| Hashed { name: name.to_owned(), integrity: format!("sha384-{name}") };
        let (script, wasm) = (file("s.js"), file("w.wasm"));
        let tag = tag(&script, &wasm);
        assert_eq!(
            tag,
            "<link rel=\"modulepreload\" href=\"s.js\" integrity=\"sha384-s.js\" crossorigin>\n\
             <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" href=\"w.wasm\" integrity=\"sha384-w.wasm\" crossorigin>\n\
             <script type=\"module\" src=\"s.js\" integrity=\"sha384-s.js\" crossorigin></script>\n"
        );
        assert!(readme(&script, &wasm).contains(&tag));
    }
}
