//! Hides the builder's home folder in the paths that the wasm module reports in a panic.
//!
//! The paths of the crates begin with the home of the user who built the module, which is private. Slashes replace
//! it: the paths keep their length, so that nothing in the module moves.

use std::path::PathBuf;

/// Removes cargo's home folder from a wasm module.
pub(crate) fn hide_home(module: &mut [u8]) {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    if let Some(home) = home.as_ref().and_then(|home| home.to_str()) {
        hide(module, home.as_bytes());
    }
}

fn hide(module: &mut [u8], home: &[u8]) {
    let mut place = 0;
    while !home.is_empty() && place + home.len() <= module.len() {
        if module[place..].starts_with(home) {
            module[place..place + home.len()].fill(b'/');
        }
        place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::hide;

    #[test]
    fn replaces_a_home_folder_with_slashes() {
        let mut module = b"\0/home/a/.cargo/registry/b.rs/home/a/.cargo\x01/home/a".to_vec();
        hide(&mut module, b"/home/a/.cargo");
        assert_eq!(module, b"\0///////////////registry/b.rs//////////////\x01/home/a");
        hide(&mut module, b"");
    }
}
