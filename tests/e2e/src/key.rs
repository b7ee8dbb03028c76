//! Keys that have no character of their own, as WebDriver writes them.

/// Tab.
pub const TAB: &str = "\u{e004}";
/// Shift and Tab.
pub const SHIFT_TAB: &str = "\u{e008}\u{e004}";
/// Enter.
pub const ENTER: &str = "\u{e007}";
/// Escape.
pub const ESCAPE: &str = "\u{e00c}";
/// The space bar.
pub const SPACE: &str = " ";
/// The arrow that leads to the next radio button.
pub const DOWN: &str = "\u{e015}";

/// Shift, which is held.
pub const SHIFT: char = '\u{e008}';
/// Control, which is held.
pub const CONTROL: char = '\u{e009}';
/// Lets go of the keys that are held.
pub const RELEASE: char = '\u{e000}';

/// Control and A.
pub(crate) const SELECT_ALL: &str = "\u{e009}a\u{e000}";
/// Control and X.
pub(crate) const CUT: &str = "\u{e009}x\u{e000}";
/// Control and V.
pub(crate) const PASTE: &str = "\u{e009}v\u{e000}";
