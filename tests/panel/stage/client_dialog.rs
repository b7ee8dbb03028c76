//! The dialog for an OAuth 2.0 client.

use web_sys::HtmlElement;

use super::dom::{accessible_text, visible};
use super::{Backend, Stage, press, settled, text_of};

const DIALOG: &str = "dialog[part~=client]";

impl Stage {
    /// A panel of this backend with the setting for the client.
    pub(crate) async fn with_client_field(backend: Backend) -> Self {
        let stage = Self::with(backend, &[]).await;
        stage.fill(&[("API type", "Desk"), ("Region", "EU"), ("Site name", "acme")]).await;
        stage
    }

    /// The button that adds a client.
    pub(crate) fn add_button(&self) -> HtmlElement {
        self.all("[part~=add]").remove(0)
    }

    /// The button that edits the selected client.
    pub(crate) fn edit_button(&self) -> HtmlElement {
        self.all("[part~=edit]").remove(0)
    }

    /// A panel with the dialog for a new client open.
    pub(crate) async fn adding_a_client(backend: Backend) -> Self {
        let stage = Self::with_client_field(backend).await;
        stage.open_dialog(&stage.add_button()).await;
        stage
    }

    /// A panel with the dialog open for `Acme app`.
    pub(crate) async fn editing_a_client(backend: Backend) -> Self {
        let stage = Self::with_client_field(backend).await;
        stage.fill(&[("OAuth 2.0 client", "Acme app")]).await;
        stage.open_dialog(&stage.edit_button()).await;
        stage
    }

    /// Opens the dialog with this button.
    pub(crate) async fn open_dialog(&self, button: &HtmlElement) {
        press(button);
        settled().await;
        assert!(self.dialog_is_open());
    }

    /// The dialog.
    pub(crate) fn dialog(&self) -> HtmlElement {
        self.all(DIALOG).remove(0)
    }

    pub(crate) fn dialog_is_open(&self) -> bool {
        visible(&self.dialog())
    }

    /// Its title.
    pub(crate) fn dialog_title(&self) -> String {
        let title = self.dialog().get_attribute("aria-labelledby").unwrap();
        text_of(&self.all(&format!("[id='{title}']"))[0])
    }

    /// Clicks a button in the dialog and waits for the UI to settle.
    pub(crate) async fn press_in_dialog(&self, text: &str) {
        press(&self.dialog_button(text));
        settled().await;
    }

    /// The button of the dialog with this text.
    pub(crate) fn dialog_button(&self, text: &str) -> HtmlElement {
        let mut buttons = self.all(&format!("{DIALOG} button"));
        buttons.retain(|button| accessible_text(button) == text && visible(button));
        assert!(!buttons.is_empty(), "no button {text} in the dialog");
        buttons.remove(0)
    }

    /// The text of the dialog's alert.
    pub(crate) fn dialog_alert(&self) -> String {
        self.texts(&format!("{DIALOG} [role=alert]")).join(" ")
    }

    /// The title of the confirmation dialog, if one is open.
    pub(crate) fn question(&self) -> Option<String> {
        self.texts("dialog [id$=question-title]").pop()
    }
}
