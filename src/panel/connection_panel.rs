//! The panel as a whole.

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::api_key::ApiKeySetting;
use super::api_type::ApiTypeSetting;
use super::api_version::ApiVersionSetting;
use super::auth_type::AuthTypeSetting;
use super::banner::BannerView;
use super::buttons::Buttons;
use super::error_summary::ErrorSummary;
use super::header::Header;
use super::http_settings::HttpSettingsView;
use super::id_fields::{SpaceIdSetting, UserIdSetting};
use super::name::NameSetting;
use super::oauth_client::OauthClientSetting;
use super::options::{PanelOptions, Steering};
use super::question::QuestionDialog;
use super::region::RegionSetting;
use super::site_name::SiteNameSetting;
use super::state::{Banner, Busy, Leaving, Panel};
use super::test_report::TestReportView;
use crate::browser::listener::Listener;
use crate::browser::{secret_events, styles};

/// The *Create connection* panel: settings that appear as they apply, a test, and a save that is done
/// once however often it has to be sent.
#[component]
pub fn ConnectionPanel(
    /// How it is set up: where the host is, which connection to edit, and who hears of it.
    options: PanelOptions,
) -> impl IntoView {
    let panel = Panel::new(&options);
    guard_secrets(panel);
    options.handle.connect(move |steering| match steering {
        Steering::Open(connection_id) => panel.leave(Leaving::Open(connection_id)),
        Steering::Theme(theme) => panel.theme.set(theme),
    });
    let handle = SendWrapper::new(options.handle);
    on_cleanup(move || handle.disconnect());
    panel.open(options.connection_id);

    let editable = move || !matches!(panel.banner.get(), Some(Banner::NotLoaded { .. }));
    view! { class="tc",
        <div
            node_ref=panel.root
            class="tc-panel"
            part="panel"
            role="form"
            aria-labelledby=panel.id("title")
            aria-busy=move || panel.busy.get().is_some().to_string()
            data-theme=move || panel.theme.get().as_str()
            on:keydown=move |event| super::buttons::save_on_enter(panel, &event)
        >
            <Header panel />
            <div class="tc-body">
                <ErrorSummary panel />
                <Show when=editable>
                    <div class="tc-settings" class:tc-loading=move || panel.busy.get() == Some(Busy::Loading)>
                        <NameSetting panel />
                        <ApiTypeSetting panel />
                        <ApiVersionSetting panel />
                        <RegionSetting panel />
                        <SiteNameSetting panel />
                        <UserIdSetting panel />
                        <SpaceIdSetting panel />
                        <AuthTypeSetting panel />
                        <ApiKeySetting panel />
                        <OauthClientSetting panel />
                        <HttpSettingsView panel />
                    </div>
                </Show>
                <TestReportView panel />
                <BannerView panel />
            </div>
            <Buttons panel />
            <QuestionDialog panel />
        </div>
    }
}

/// Keeps secrets from what would keep or spread them, for as long as the panel is on the page.
fn guard_secrets(panel: Panel) {
    let listeners = StoredValue::new_local(Vec::<Listener>::new());
    Effect::new(move || {
        let Some(root) = panel.root.get() else { return };
        styles::adopt(&root);
        let mut guards = secret_events::keep_inside(&root);
        if let Some(window) = web_sys::window() {
            // The page may go to the back/forward cache, which brings typed passwords back.
            guards.push(Listener::new(&window, "pagehide", move |_| {
                panel.api_key.clear();
                panel.pending.try_set_value(None);
            }));
        }
        listeners.set_value(guards);
    });
    on_cleanup(move || panel.api_key.clear());
}
