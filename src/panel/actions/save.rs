//! Saving the connection.

use std::rc::Rc;

use teamwork_connect_core::authorization_flow::Event;
use teamwork_connect_core::wire::Capability;
use teamwork_connect_core::{AuthType, Configuration, Draft, ResultCode, validate};

use super::body::body;
use super::check::checked;
use super::load::{adopt, ensure_config, forget};
use super::reply::reply;
use super::report::{fail, fail_to_save, tell};
use super::{authorize, test};
use crate::backend_api::{ApiError, PendingSave, SaveOutcome, Saved};
use crate::browser::json;
use crate::browser::surroundings::is_hidden;
use crate::panel::events::PanelEvent;
use crate::panel::model::{Banner, Busy, Purpose, Question};
use crate::panel::outcomes::{Phase, SavedConnection};
use crate::panel::request::{Request, Response};
use crate::panel::state::Panel;

/// The user pressed *Save* or *Save and authorize*. Call it in the click handler, before the first `await`.
pub(in crate::panel) fn press(panel: &Rc<Panel>, authorize: bool) {
    begin(panel, authorize, false);
}

/// The page called `save()`. A script has already decided to save, so a failed test does not ask.
pub(in crate::panel) fn press_by_script(panel: &Rc<Panel>) {
    panel.session.report.replace(None);
    begin(panel, panel.save_authorizes(), true);
}

fn begin(panel: &Rc<Panel>, authorize: bool, is_decided: bool) {
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
    let tested = panel.session.report.with_untracked(|report| report.as_ref().map(|it| it.ok));
    let is_basic = configuration.target.auth() == AuthType::Basic;
    match tested {
        Some(false) => ask_whether_to_save(panel, authorize, true),
        None if is_basic && !authorize => test_first(panel, &configuration, is_decided),
        _ => go_on(panel, configuration, authorize),
    }
}

/// The user canceled the test, and with it the save.
pub(in crate::panel) fn stop_testing(panel: &Rc<Panel>) {
    panel.session.busy.set(None);
    reply(panel, Request::Save, Err(&ApiError::of(ResultCode::UserCancelled)));
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

fn ask_whether_to_save(panel: &Panel, authorize: bool, tested: bool) {
    panel.session.question.set(Some(Question::SaveAnyway { authorize, tested }));
}

/// Tests a valid configuration if the backend can, and saves it if the test passes. Otherwise asks the user,
/// unless `is_decided`.
fn test_first(panel: &Rc<Panel>, configuration: &Configuration, is_decided: bool) {
    let asked = Asked::new(panel, configuration);
    let then: test::Then = Box::new(move |panel, result| match result {
        Ok(Some(report)) if !report.ok && !is_decided => {
            let code = report.checks.iter().find_map(|check| check.code);
            let error = ApiError::of(code.unwrap_or(ResultCode::BadResponse));
            reply(panel, Request::Save, Err(&error));
            panel.session.report.replace(Some(report));
            ask_whether_to_save(panel, false, true);
        }
        Err(error) if !is_decided => {
            let may_save = may_save_despite(&error);
            reply(panel, Request::Save, Err(&error));
            fail(panel, Phase::Test, error);
            if may_save {
                ask_whether_to_save(panel, false, false);
            }
        }
        _ => send_asked(panel, asked),
    });
    test::run(panel, Busy::TestingFirst, &configuration.target, then);
}

/// Whether a save may succeed although the test could not run. Not if the backend was unreachable, denied access,
/// or rejected the settings.
fn may_save_despite(error: &ApiError) -> bool {
    let refused = |status| matches!(status, 401 | 403 | 421);
    error.fields.is_empty() && error.status.is_some_and(|status| !refused(status))
}

/// Saves a valid configuration.
pub(in crate::panel) fn send(panel: &Rc<Panel>, configuration: &Configuration) {
    send_asked(panel, Asked::new(panel, configuration));
}

/// What to save. Everything about this connection is captured when the user asks to save. Later edits, or a switch
/// to another connection, are not part of it.
struct Asked {
    save: PendingSave,
    draft: Draft,
}

impl Asked {
    fn new(panel: &Panel, configuration: &Configuration) -> Self {
        let settings = json::to_js(&configuration.to_body());
        let body = body(panel, &settings, configuration.target.auth());
        let saved = panel.connection.saved.get_untracked();
        Self { save: PendingSave::new(saved.as_ref(), settings, body), draft: panel.form.draft() }
    }
}

fn send_asked(panel: &Rc<Panel>, Asked { save, draft: sent }: Asked) {
    let earlier = panel.connection.pending.take();
    let generation = panel.session.generation();
    panel.session.busy.set(Some(Busy::Saving));
    panel.spawn(async move |panel| {
        let outcome = match ensure_config(&panel).await {
            Ok(_) => panel.backend.settle_and_save(save, earlier).await,
            Err(error) => SaveOutcome { result: Err(error), made: None, unsettled: earlier },
        };
        if panel.is_at(generation) {
            end(&panel, outcome, &sent);
        } else if let Ok(saved) = outcome.result {
            // The panel no longer shows this connection, but the page's list should.
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
            // The form is shown again.
            panel.authorization.tell(Event::NotSaved);
            authorize::focus_banner_without_errors(panel);
        }
        Err(error) => fail_to_save(panel, error),
    }
}

fn show_saved(panel: &Rc<Panel>, saved: Saved, sent: &Draft) {
    let connection = saved.connection.clone();
    let status = connection.status;
    let typed_on = panel.form.draft();
    panel.api_key.clear();
    panel.checks.purpose.set(None);
    panel.prefilled.take();
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
        // This backend can only create connections, so the next save is for another one.
        forget(panel);
    }
    if !authorizing {
        panel.session.banner.replace(Some(Banner::Saved(status)));
    }
    if typed_on == *sent {
        if !authorizing {
            panel.focus(panel.id("banner"));
        }
    } else {
        // Edits made during the save are neither saved nor lost, and focus stays where the user is typing.
        panel.form.replace(typed_on);
    }
    panel.emit(PanelEvent::Saved { connection });
}

/// Keeps the user's edits, to replace the version that was saved elsewhere in the meantime.
pub(in crate::panel) fn keep_mine(panel: &Rc<Panel>) {
    ask_for_theirs(panel, |panel, theirs| {
        panel.form.set_baseline(theirs.connection.to_draft());
        panel.connection.saved.replace(Some(theirs));
        panel.session.banner.replace(Some(Banner::Kept));
        panel.focus(panel.id("banner"));
    });
}

/// Replaces the user's edits with the version that was saved elsewhere in the meantime.
pub(in crate::panel) fn take_theirs(panel: &Rc<Panel>) {
    ask_for_theirs(panel, |panel, theirs| {
        let connection_id = Some(theirs.connection.id.clone());
        forget(panel);
        adopt(panel, theirs);
        panel.emit(PanelEvent::Ready { connection_id });
        panel.focus(panel.id("title"));
    });
}

/// Loads the version that was saved elsewhere. Nothing is discarded until it has arrived.
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
