//! The structure of the crates, read from their sources: imports point one way, no two modules use each other, the
//! backend knows HTTP in one room only, and elements of the component are made by the plumbing only.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The rooms of the component. Each may use the ones listed before it.
const ROOMS: [&str; 7] = ["browser", "view", "text", "backend_api", "authorize", "panel", "embed"];

/// The rooms of the panel. Each may use the ones listed before it.
const ROOMS_OF_PANEL: [&str; 6] = ["model", "state", "actions", "controls", "settings", "sections"];

/// The crates whose modules must not use each other in a circle.
const CRATES: [&str; 5] = ["src", "core/src", "backend/src", "sandbox/src", "xtask/src"];

/// The modules of the backend that know HTTP: the room for it, and those that say what a server is given.
const HTTP_OF_BACKEND: [&str; 6] = ["http", "app", "authority", "backend", "config", "origin"];

/// Calls that create an element or a text node by hand.
const BY_HAND: [&str; 4] =
    ["create_element(", "create_element_ns(", "create_text_node(", "create_comment("];

/// Where that is allowed: in the plumbing, and for a link element that only serves to parse an origin.
const MAKERS: [&str; 2] = ["view", "browser::address"];

/// Maps the path of each module in the crate, such as `panel::model::form`, to its source without comments and
/// tests.
type Modules = BTreeMap<String, String>;

/// Maps each module to the modules that it uses.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// The modules of a crate, whose sources are in this folder.
fn modules(sources: &str) -> Modules {
    let mut modules = Modules::new();
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join(sources), "", &mut modules);
    modules
}

fn read_folder(folder: &Path, above: &str, modules: &mut Modules) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let below = if above.is_empty() { name.clone() } else { format!("{above}::{name}") };
        if path.is_dir() {
            read_folder(&path, &below, modules);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let module = match &*name {
                "lib" | "main" | "mod" => above.to_owned(),
                _ => below,
            };
            // A library and a program may have the same modules beside them.
            let source = code_of(&fs::read_to_string(&path).unwrap());
            modules.entry(module).or_default().push_str(&source);
        }
    }
}

/// The code of a source file, without comments and the tests at its end.
fn code_of(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The module that a path in `module` refers to, resolving re-exports.
fn resolve(modules: &Modules, module: &str, path: &str) -> Option<String> {
    let mut at: Vec<&str> = module.split("::").collect();
    let mut parts = path.split("::").peekable();
    match parts.next()? {
        "crate" => at.clear(),
        "super" => {
            at.pop();
            while parts.next_if_eq(&"super").is_some() {
                at.pop();
            }
        }
        "self" => {}
        _ => return None,
    }
    for part in parts {
        let below = at.iter().chain([&part]).copied().collect::<Vec<_>>();
        if modules.contains_key(&below.join("::")) {
            at = below;
            continue;
        }
        let here = at.join("::");
        return Some(re_exported(modules, &here, part).unwrap_or(here));
    }
    Some(at.join("::"))
}

/// The child of `module` that a name is re-exported from.
fn re_exported(modules: &Modules, module: &str, name: &str) -> Option<String> {
    let source = modules.get(module)?;
    let exports =
        source.split("use ").skip(1).map(|rest| rest.split(';').next().unwrap_or_default());
    for export in exports {
        let Some((child, names)) = export.split_once("::") else { continue };
        let below = if module.is_empty() { child.to_owned() } else { format!("{module}::{child}") };
        let named = names.split(|c: char| !c.is_alphanumeric() && c != '_').any(|one| one == name);
        if named && modules.contains_key(&below) {
            return Some(below);
        }
    }
    None
}

/// Every path in the code of a module, with grouped `use` declarations expanded.
fn paths(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for root in ["crate::", "super::", "self::"] {
        for (place, _) in source.match_indices(root) {
            let before = source[..place].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            spell_out("", &source[place..], &mut found);
        }
    }
    found
}

/// Collects the paths at the beginning of `text`, each with `prefix`. Returns the rest.
fn spell_out<'a>(prefix: &str, text: &'a str, found: &mut BTreeSet<String>) -> &'a str {
    let end =
        text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    let path = format!("{prefix}{path}");
    let Some(mut rest) = rest.strip_prefix('{').filter(|_| path.ends_with("::")) else {
        found.insert(path.trim_end_matches("::").to_owned());
        // It may be renamed here.
        let renamed = rest.strip_prefix(" as ");
        return renamed.map_or(rest, |name| name.trim_start_matches(char::is_alphanumeric));
    };
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        match rest.strip_prefix('}') {
            Some(after) => return after,
            None if rest.is_empty() => return rest,
            None => {
                let before = rest.len();
                rest = spell_out(&path, rest, found);
                // Anything else is not a path.
                if rest.len() == before {
                    rest = &rest[1..];
                }
            }
        }
    }
}

fn uses(sources: &str) -> Uses {
    let modules = modules(sources);
    let of = |(module, source): (&String, &String)| {
        let used =
            paths(source).iter().filter_map(|path| resolve(&modules, module, path)).collect();
        (module.clone(), used)
    };
    modules.iter().map(of).collect()
}

/// Whether the modules are the same, or one contains the other.
fn related(one: &str, other: &str) -> bool {
    let above = |a: &str, b: &str| {
        a.is_empty() || b.strip_prefix(a).is_some_and(|rest| rest.starts_with("::"))
    };
    one == other || above(one, other) || above(other, one)
}

#[test]
fn imports_between_rooms_go_one_way() {
    let room = |module: &str| {
        let mut parts = module.split("::");
        let first = parts.next().unwrap();
        ROOMS.iter().position(|room| *room == first)
    };
    let room_of_panel = |module: &str| {
        let name = module.strip_prefix("panel::")?.split("::").next()?;
        ROOMS_OF_PANEL.iter().position(|room| *room == name)
    };
    let mut wrong = Vec::new();
    for (module, used) in uses("src") {
        for other in used {
            let up = room(&other) > room(&module) && room(&module).is_some();
            let up_in_panel =
                room_of_panel(&module).zip(room_of_panel(&other)).is_some_and(|(a, b)| b > a);
            if up || up_in_panel {
                wrong.push(format!("{module} uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these imports go the wrong way: {wrong:#?}");
}

#[test]
fn no_import_cycles() {
    for sources in CRATES {
        let circles = circles(&uses(sources));
        assert!(circles.is_empty(), "{sources}: {circles:#?}");
    }
}

#[test]
fn no_rooms_of_the_backend_use_each_other() {
    let room = |module: &str| module.split("::").next().unwrap_or_default().to_owned();
    let mut rooms = Uses::new();
    for (module, used) in uses("backend/src") {
        rooms.entry(room(&module)).or_default().extend(used.iter().map(|used| room(used)));
    }
    let circles = circles(&rooms);
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn the_backend_knows_http_in_one_room() {
    let knows = |(module, source): (String, String)| {
        let room = module.split("::").next().unwrap_or_default();
        let may = room.is_empty() || HTTP_OF_BACKEND.contains(&room);
        (!may && source.contains("axum")).then_some(module)
    };
    let found: Vec<_> = modules("backend/src").into_iter().filter_map(knows).collect();
    assert!(found.is_empty(), "these are for handlers: {found:#?}");
}

/// The ways that lead back to where they begin.
fn circles(uses: &Uses) -> Vec<String> {
    let mut circles = Vec::new();
    for start in uses.keys() {
        find_circle(uses, &mut vec![start.clone()], &mut BTreeSet::new(), &mut circles);
    }
    circles
}

/// Searches for paths that lead back to their start.
fn find_circle(
    uses: &Uses,
    path: &mut Vec<String>,
    seen: &mut BTreeSet<String>,
    circles: &mut Vec<String>,
) {
    let (first, last) = (path.first().unwrap().clone(), path.last().unwrap().clone());
    for next in uses.get(&last).into_iter().flatten().filter(|next| !related(&last, next)) {
        if *next == first {
            circles.push(format!("{} → {first}", path.join(" → ")));
        } else if seen.insert(next.clone()) {
            path.push(next.clone());
            find_circle(uses, path, seen, circles);
            path.pop();
        }
    }
}

#[test]
fn only_the_plumbing_creates_elements() {
    let mut found = Vec::new();
    for (module, source) in modules("src") {
        let allowed =
            MAKERS.iter().any(|maker| related(maker, &module) && module.starts_with(maker));
        found.extend(
            BY_HAND
                .iter()
                .filter(|call| !allowed && source.contains(*call))
                .map(|call| format!("{module}: {call}")),
        );
    }
    assert!(found.is_empty(), "use `view!` instead: {found:#?}");
}

/// Teamwork's hostnames are ASCII. Another version of this crate would add the Unicode tables of `idna`, 38 KB of
/// brotli, to the wasm file. The version is pinned in the lock file, because a version requirement would affect
/// every app that uses the crate.
#[test]
fn the_lock_file_pins_the_adapter_without_unicode_tables() {
    let lock =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let (_, adapter) = lock.split_once("name = \"idna_adapter\"\n").expect("url depends on it");
    assert!(
        adapter.starts_with("version = \"1.0.0\"\n"),
        "cargo update idna_adapter --precise 1.0.0"
    );
}

#[test]
fn the_checks_detect_what_they_look_for() {
    let uses = uses("src");
    assert!(uses["panel::actions::save"].contains("panel::model::banner"), "through a re-export");
    assert!(uses["panel::sections::banner"].contains("panel::actions::load"), "in a group");
    assert!(uses["view::when"].contains("view::each"));
    assert!(self::uses("backend/src")["http::serve"].contains("http::client_ip"));
    let sandbox = self::uses("sandbox/src");
    assert!(sandbox["authentication"].contains("launchpad::sign_ins"), "past a re-export");
    let both = Uses::from([
        ("a".to_owned(), BTreeSet::from(["a::b".to_owned(), "c".to_owned()])),
        ("a::b".to_owned(), BTreeSet::from(["a".to_owned()])),
        ("c".to_owned(), BTreeSet::from(["a".to_owned()])),
    ]);
    assert_eq!(circles(&both), ["a → c → a", "c → a → c"]);
    let mut found = BTreeSet::new();
    spell_out("", "crate::a::{self, b::{C, D as E}, f};", &mut found);
    let found: Vec<_> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ["crate::a::b::C", "crate::a::b::D", "crate::a::f", "crate::a::self"]);
}
