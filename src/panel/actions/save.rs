//! Saving the connection.

use std::rc::Rc;

use teamwork_connect_core::attempt::Event;
use teamwork_connect_core::wire::{Capability, ConnectionStatus, TestReport, splice_secret};
use teamwork_connect_core::{
    AuthType, Configuration, Draft, Key, ResultCode, trim_outer_space, validate,
};
use wasm_bindgen::JsValue;

use super::authorize;
use super::check::checked;
use super::load::{adopt, ensure_config, forget};
use super::reply::reply;
use super::report::{fail_to_save, tell};
use crate::browser::json;
use crate::browser::surroundings::is_hidden;
use crate::host_api::{ApiError, PendingSave, SaveBody, SaveOutcome, Saved};
use crate::panel::events::PanelEvent;
use crate::panel::model::{Banner, Busy, Purpose, Question};
use crate::panel::outcomes::SavedConnection;
use crate::panel::request::{Request, Response};
use crate::panel::state::Panel;

/// The user pressed Save, or Save and authorize. Call it in the click, before anything is awaited.
pub(in crate::panel) fn press(panel: &Rc<Panel>, authorize: bool) {
    if panel.authorization.is_under_way() {
        return panel.authorization.focus_window();
    }
    // Never open a window from a hidden tab.
    if authorize && is_hidden() {
        return reply(panel, Request::Save, Err(&ApiError::of(ResultCode::PopupBlocked)));
    }
    if panel.session.is_busy() {
        return;
    }
    let Some(configuration) = checked(panel, Purpose::Save, validate) else { return };
    let failed = |report: &Option<TestReport>| report.as_ref().is_some_and(|report| !report.ok);
    if panel.session.report.with_untracked(failed) {
        panel.session.question.set(Some(Question::SaveAnyway { authorize }));
    } else {
        go_on(panel, configuration, authorize);
    }
}

/// The user wants to save even though the test failed.
pub(in crate::panel) fn save_anyway(panel: &Rc<Panel>, authorize: bool) {
    panel.session.question.set(None);
    if let Some(configuration) = checked(panel, Purpose::Save, validate) {
        go_on(panel, configuration, authorize);
    }
}

fn go_on(panel: &Rc<Panel>, configuration: Configuration, authorize: bool) {
    if authorize {
        authorize::begin(panel, configuration);
    } else {
        send(panel, &configuration);
    }
}

/// Saves what is valid.
pub(in crate::panel) fn send(panel: &Rc<Panel>, configuration: &Configuration) {
    let settings = json::to_js(&configuration.to_body());
    let body = body(panel, &settings, configuration.target.auth());
    // All that belongs to this connection is taken now: the user may go on to another one while the backend is asked,
    // and what is saved then must still be this.
    let save = PendingSave::new(panel.connection.saved.get_untracked().as_ref(), settings, body);
    let earlier = panel.connection.pending.take();
    let (generation, sent) = (panel.session.generation(), panel.form.draft());
    panel.session.busy.set(Some(Busy::Saving));
    panel.spawn(async move |panel| {
        let outcome = match ensure_config(&panel).await {
            Ok(_) => panel.backend.settle_and_save(save, earlier).await,
            Err(error) => SaveOutcome { result: Err(error), made: None, unsettled: earlier },
        };
        if panel.is_at(generation) {
            end(&panel, outcome, &sent);
        } else if let Ok(saved) = outcome.result {
            // Nobody looks at it any more, but the page's list should show it.
            panel.emit(PanelEvent::Saved { connection: saved.connection });
        }
    });
}

fn end(panel: &Rc<Panel>, outcome: SaveOutcome, sent: &Draft) {
    panel.session.busy.set(None);
    panel.connection.pending.replace(outcome.unsettled);
    if let Some(made) = outcome.made {
        panel.connection.saved.replace(Some(made));
    }
    match outcome.result {
        Ok(saved) => {
            show_saved(panel, saved, sent);
            panel.authorization.tell(Event::Saved);
        }
        Err(error) if panel.authorization.is_under_way() => {
            fail_to_save(panel, error);
            // The form is there again.
            panel.authorization.tell(Event::NotSaved);
            authorize::focus_banner_without_errors(panel);
        }
        Err(error) => fail_to_save(panel, error),
    }
}

/// The JSON to send. The secret goes from the input into this one buffer.
pub(in crate::panel) fn body(panel: &Panel, settings: &JsValue, auth: AuthType) -> SaveBody {
    let object = json::stringify(settings);
    match auth {
        AuthType::Basic => {
            let key = panel.api_key.read();
            splice_secret(&object, Key::ApiKey, trim_outer_space(&key))
        }
        AuthType::Oauth2 => SaveBody::new(object.into_bytes()),
    }
}

fn show_saved(panel: &Rc<Panel>, saved: Saved, sent: &Draft) {
    let connection = saved.connection.clone();
    let online = connection.status == ConnectionStatus::Online;
    let typed_on = panel.form.draft();
    panel.api_key.clear();
    panel.checks.purpose.set(None);
    panel.session.report.replace(None);
    panel.form.address.set(None);
    let authorizing = panel.authorization.is_under_way();
    if !authorizing {
        let saved = SavedConnection { connection: connection.clone(), authorization_id: None };
        reply(panel, Request::Save, Ok(Response::Saved(Box::new(saved))));
    }
    if authorizing || panel.session.offers(Capability::Connections) {
        adopt(panel, saved);
    } else {
        // This backend can create connections and nothing else, so the next save is for another one.
        forget(panel);
    }
    if !authorizing {
        panel.session.banner.replace(Some(Banner::Saved { online }));
    }
    if typed_on == *sent {
        if !authorizing {
            panel.focus(panel.id("banner"));
        }
    } else {
        // What was changed while the backend was saving is not saved, and not lost either; nor is the user taken away
        // from where it is being typed.
        panel.form.replace(typed_on);
    }
    panel.emit(PanelEvent::Saved { connection });
}

/// Keeps what the user typed, to replace the version that somebody else saved meanwhile.
pub(in crate::panel) fn keep_mine(panel: &Rc<Panel>) {
    ask_for_theirs(panel, |panel, theirs| {
        panel.form.baseline.set(theirs.connection.to_draft());
        panel.connection.saved.replace(Some(theirs));
        panel.session.banner.replace(Some(Banner::Kept));
        panel.focus(panel.id("banner"));
    });
}

/// Takes the version that somebody else saved meanwhile in place of what the user typed.
pub(in crate::panel) fn take_theirs(panel: &Rc<Panel>) {
    ask_for_theirs(panel, |panel, theirs| {
        let connection_id = Some(theirs.connection.id.clone());
        forget(panel);
        adopt(panel, theirs);
        panel.emit(PanelEvent::Ready { connection_id });
        panel.focus(panel.id("title"));
    });
}

/// Asks for the version that somebody else saved. Until it is here, nothing is given up.
fn ask_for_theirs(panel: &Rc<Panel>, go_on: fn(&Rc<Panel>, Saved)) {
    let Some(id) = panel.connection.id().filter(|_| !panel.session.is_busy()) else { return };
    panel.session.busy.set(Some(Busy::Loading));
    let generation = panel.session.generation();
    panel.spawn(async move |panel| {
        let theirs = panel.backend.connection(&id).await;
        if !panel.is_at(generation) {
            return;
        }
        panel.session.busy.set(None);
        match theirs {
            Ok(theirs) => go_on(&panel, theirs),
            Err(error) if error.status == Some(404) => fail_to_save(&panel, error),
            Err(error) => {
                tell(&panel, &error, Banner::Conflict { failed: Some(error.clone()) });
            }
        }
    });
}
