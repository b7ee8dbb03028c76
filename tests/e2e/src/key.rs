//! WebDriver's codes of keys without a character.

/// Tab.
pub const TAB: &str = "\u{e004}";
/// Shift+Tab.
pub const SHIFT_TAB: &str = "\u{e008}\u{e004}";
/// Enter.
pub const ENTER: &str = "\u{e007}";
/// Escape.
pub const ESCAPE: &str = "\u{e00c}";
/// The space bar.
pub const SPACE: &str = " ";
/// The arrow key for the next radio button.
pub const DOWN: &str = "\u{e015}";

/// Shift, held down.
pub const SHIFT: char = '\u{e008}';
/// Control, held down.
pub const CONTROL: char = '\u{e009}';
/// Releases the keys that are held down.
pub const RELEASE: char = '\u{e000}';

/// Control+A.
pub(crate) const SELECT_ALL: &str = "\u{e009}a\u{e000}";
/// Control+X.
pub(crate) const CUT: &str = "\u{e009}x\u{e000}";
/// Control+V.
pub(crate) const PASTE: &str = "\u{e009}v\u{e000}";
