//! Where a panel runs, and how it can send its user to Teamwork.

use crate::wire::AuthorizationMode;

/// What the browser reports about the page that contains the panel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The browser's user agent string.
    pub user_agent: String,
    /// Whether the page runs as an installed app on iOS (`navigator.standalone`).
    pub installed: bool,
    /// Whether the page is in a frame.
    pub framed: bool,
}

/// How to send the user to Teamwork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    /// The mode in which the panel's own tab can go there, if it can. With
    /// [`Redirect`](AuthorizationMode::Redirect) the backend sends it back; otherwise the user returns by hand.
    pub this_tab: Option<AuthorizationMode>,
    /// Whether to use this tab at once, without trying a window.
    pub at_once: bool,
}

impl Surroundings {
    /// Decides how to send the user to Teamwork. `asked` is the mode that the page wants, and `returns` says
    /// whether the page has named a return URL.
    #[must_use]
    pub fn ways(&self, asked: AuthorizationMode, returns: bool) -> Ways {
        // Teamwork forbids framing, so a frame can only open a window.
        if self.framed {
            return Ways { this_tab: None, at_once: false };
        }
        let redirect = asked == AuthorizationMode::Redirect;
        let mode = if redirect || returns {
            AuthorizationMode::Redirect
        } else {
            AuthorizationMode::Popup
        };
        // An installed app opens windows in a browser that has none of its cookies, so an authorization there can
        // never succeed. One in an in-app browser may, but the tab is better if it can return.
        let at_once = redirect || self.installed || (returns && is_in_app(&self.user_agent));
        Ways { this_tab: Some(mode), at_once }
    }
}

/// How in-app browsers identify themselves in the user agent string.
const IN_APP: [&str; 13] = [
    "; wv)", // Every Android WebView that does not hide it.
    "FBAN/",
    "FBAV/",
    "Instagram",
    "Line/",
    "MicroMessenger/",
    "KAKAOTALK",
    "Twitter",
    "LinkedInApp",
    "Snapchat",
    "Pinterest/",
    "BytedanceWebview",
    "GSA/",
];

/// Whether the browser is embedded in another app, where windows open badly or not at all.
fn is_in_app(user_agent: &str) -> bool {
    // On iOS every standalone browser includes "Safari", and an embedded view doesn't.
    let says = |name: &str| {
        let name = name.as_bytes();
        // The standard library's search is faster, but larger in the browser.
        user_agent.as_bytes().windows(name.len()).any(|part| part == name)
    };
    let view_on_ios = says("like Mac OS X") && !says("Safari/");
    view_on_ios || IN_APP.iter().any(|name| says(name))
}

#[cfg(test)]
mod tests {
    use super::AuthorizationMode::{Popup, Redirect};
    use super::*;

    const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) \
                          AppleWebKit/605.1.15 (KHTML, like Gecko)";
    const ANDROID: &str = "Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/BP1A; wv) \
                           AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 \
                           Chrome/137.0.7151.89 Mobile Safari/537.36";

    #[test]
    fn browsers_inside_of_apps_are_known_by_their_user_agents() {
        for (name, user_agent) in [
            ("Facebook", format!("{IPHONE} Mobile/22F76 [FBAN/FBIOS;FBAV/517.0.0.43.83;FBBV/1]")),
            ("Instagram", format!("{IPHONE} Mobile/22F76 Instagram 384.0.0.22.91 (iPhone15,2)")),
            ("Line", format!("{IPHONE} Mobile/22F76 Safari Line/15.8.0")),
            ("WeChat", format!("{IPHONE} Mobile/22F76 MicroMessenger/8.0.60(0x18003c2d)")),
            ("KakaoTalk", format!("{IPHONE} Mobile/22F76 KAKAOTALK/25.5.0 (INAPP)")),
            ("X", format!("{IPHONE} Mobile/22F76 Twitter for iPhone/11.2")),
            ("LinkedIn", format!("{IPHONE} Mobile/22F76 [LinkedInApp]/9.31")),
            ("Snapchat", format!("{IPHONE} Mobile/22F76 Snapchat/13.43.0.50 (like Safari/8621)")),
            ("Pinterest", format!("{IPHONE} Mobile/22F76 [Pinterest/iOS]")),
            ("TikTok", format!("{IPHONE} Mobile/22F76 musical_ly_40.1 BytedanceWebview/d8a21c6")),
            ("Google", format!("{IPHONE} GSA/373.0.770 Mobile/22F76 Safari/604.1")),
            ("a view on iOS", format!("{IPHONE} Mobile/22F76")),
            ("a view on Android", ANDROID.to_owned()),
            ("Facebook on Android", format!("{ANDROID} [FB_IAB/FB4A;FBAV/516.0.0.45.60;]")),
        ] {
            assert!(is_in_app(&user_agent), "{name}");
        }
    }

    #[test]
    fn browsers_of_their_own_are_not_taken_for_them() {
        let macintosh = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
        for (name, user_agent) in [
            ("Safari on iOS", format!("{IPHONE} Version/18.5 Mobile/15E148 Safari/604.1")),
            ("Chrome on iOS", format!("{IPHONE} CriOS/137.0.7151.79 Mobile/15E148 Safari/604.1")),
            ("Firefox on iOS", format!("{IPHONE} FxiOS/139.2 Mobile/15E148 Safari/605.1.15")),
            ("Safari", format!("{macintosh} (KHTML, like Gecko) Version/18.5 Safari/605.1.15")),
            ("Chrome on Android", ANDROID.replace("; wv)", ")").replace("Version/4.0 ", "")),
            (
                "Chrome",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 HeadlessChrome/137.0.0.0 Safari/537.36"
                    .to_owned(),
            ),
            (
                "Firefox",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
            ),
            (
                "WebKitGTK",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.0 Safari/605.1.15"
                    .to_owned(),
            ),
            ("no name", String::new()),
        ] {
            assert!(!is_in_app(&user_agent), "{name}");
        }
    }

    #[test]
    fn a_window_first_and_the_tab_in_its_place() {
        let page = Surroundings::default();
        let ways = |this_tab, at_once| Ways { this_tab: Some(this_tab), at_once };
        assert_eq!(page.ways(Popup, false), ways(Popup, false));
        assert_eq!(page.ways(Popup, true), ways(Redirect, false));
        assert_eq!(page.ways(Redirect, true), ways(Redirect, true));
        // Without a key, the backend decides whether there is a place to return to.
        assert_eq!(page.ways(Redirect, false), ways(Redirect, true));
    }

    #[test]
    fn where_windows_open_badly_the_tab_goes_at_once() {
        let in_app = Surroundings { user_agent: IPHONE.to_owned(), ..Surroundings::default() };
        let installed = Surroundings { installed: true, ..Surroundings::default() };
        let ways = |this_tab, at_once| Ways { this_tab: Some(this_tab), at_once };
        assert_eq!(in_app.ways(Popup, true), ways(Redirect, true));
        assert_eq!(in_app.ways(Popup, false), ways(Popup, false));
        assert_eq!(installed.ways(Popup, true), ways(Redirect, true));
        assert_eq!(installed.ways(Popup, false), ways(Popup, true));
    }

    #[test]
    fn a_frame_only_opens_windows() {
        for (installed, user_agent) in [(false, ""), (true, IPHONE)] {
            let user_agent = user_agent.to_owned();
            let frame = Surroundings { user_agent, installed, framed: true };
            for (asked, returns) in [(Popup, true), (Redirect, true), (Redirect, false)] {
                assert_eq!(frame.ways(asked, returns), Ways { this_tab: None, at_once: false });
            }
        }
    }
}
