//! A one-line app, built or served by bundlers: they find the wasm module and the translations, and the panel
//! works.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use serde_json::json;
use teamwork_connect_e2e::{Panel, Setting, Stage, until};
use url::Url;

use crate::project::{Project, beside};

/// A project with the app and this tool.
fn app(tool: &str) -> Project {
    let project = Project::new();
    project.add("index.html", &beside("index.html"));
    project.add("main.js", &beside("main.js"));
    project.add_tool(tool);
    project
}

/// The app as built by the tool.
fn built_by(tool: &str) -> Project {
    let project = app(tool);
    project.add("build.mjs", &beside(&format!("{tool}_build.mjs")));
    project.node(&["build.mjs"]);
    project
}

#[test]
fn a_vite_build_works() {
    let project = built_by("vite");
    Setting::default().serving(project.path("dist")).play(async |stage| {
        stage.open().await;
        works(stage).await;
    });
}

#[test]
fn the_wasm_module_can_be_loaded_lazily() {
    let project = built_by("vite");
    let (there, elsewhere) = (wasm_module(&project), project.path("late.wasm"));
    std::fs::rename(&there, &elsewhere).unwrap();
    Setting::default().serving(project.path("dist")).play(async |stage| {
        stage.browser.go(&stage.server.url()).await;
        stage.panel().says("Part of this component couldn’t be loaded.").await;
        std::fs::rename(&elsewhere, &there).unwrap();
        stage.panel().press("Try again").await;
        stage.panel().says("Create connection").await;
    });
}

/// The wasm file emitted by Vite.
fn wasm_module(project: &Project) -> PathBuf {
    let files = std::fs::read_dir(project.path("dist/assets")).unwrap();
    let mut paths = files.map(|file| file.unwrap().path());
    paths.find(|path| path.extension().is_some_and(|it| it == "wasm")).unwrap()
}

#[test]
fn a_webpack_build_works() {
    let project = built_by("webpack");
    Setting::default().serving(project.path("dist")).play(async |stage| {
        stage.open().await;
        works(stage).await;
    });
}

#[test]
fn the_vite_dev_server_works() {
    let project = app("vite");
    project.add("serve.mjs", &beside("vite_serve.mjs"));
    // A port that was free a moment ago. The backend needs the address of its pages before it starts.
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let page = format!("http://localhost:{free}/");
    let public_url = Url::parse(&format!("{page}api")).unwrap();
    let behind_vite = Setting::default()
        .with_backend(move |config, _| config.public_url = public_url.clone())
        .serving(project.path(""));
    behind_vite.play(async |stage| {
        let _vite = DevServer::start(&project, free, &stage.server.url());
        stage.browser.go(&page).await;
        until("the panel to be ready", async || {
            stage.panel().has_button("Test connection").await.then_some(())
        })
        .await;
        works(stage).await;
    });
}

/// Vite's dev server. It stops when this value is dropped.
#[derive(Debug)]
struct DevServer(Child);

impl DevServer {
    fn start(project: &Project, port: u16, backend: &str) -> Self {
        let mut command = project.command("node");
        command.args(["serve.mjs", &port.to_string(), backend]);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        // It prints its address as soon as it listens.
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
        Self(process)
    }
}

impl Drop for DevServer {
    fn drop(&mut self) {
        // It may have exited already; then there is nothing to do.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A connection is saved, and a translation is loaded on demand.
async fn works(stage: &Stage) {
    let panel = stage.panel();
    panel.fill_basic("Acme", "some-key").await;
    panel.press("Save").await;
    panel.says("Connection saved.").await;
    assert_eq!(stage.server.count_connections().await, 1);
    assert_eq!(languages(stage).await, 0);

    let speak = "document.querySelector('teamwork-connect').lang = 'pt'";
    stage.browser.script(speak, json!([])).await;
    panel.says("Conexão salva.").await;
    assert_eq!(languages(stage).await, 1);
    diagnoses(stage, panel).await;
}

/// The diagnostics are a separate file, loaded on demand.
async fn diagnoses(stage: &Stage, panel: Panel<'_>) {
    let diagnosis = stage.browser.script("await element.diagnose()", json!([])).await;
    assert_eq!(diagnosis["backend"], json!({"reachable": true, "status": 200, "worksAt": null}));
    assert!(panel.text().await.contains("Conexão salva."));
}

/// How many translations were fetched. Bundlers may rename them.
async fn languages(stage: &Stage) -> u64 {
    let files =
        "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.json'))";
    let count = stage.browser.script(&format!("{files}.length"), json!([])).await;
    count.as_u64().unwrap()
}
