//! Progress and outcomes, above the buttons that caused them.

use std::rc::Rc;

use leptos::prelude::*;
use teamwork_connect_core::authorization_flow::{AuthorizationFlow, Ending};
use teamwork_connect_core::wire::{AuthorizedAccount, ConnectionStatus};
use teamwork_connect_core::{AccountAddress, Region, ResultCode};

use super::failure::{BannerView, Failure, Tone, action, asks_the_administrator, reference};
use crate::backend_api::ApiError;
use crate::browser::timer::Timer;
use crate::panel::actions::{clients, edit, load, save};
use crate::panel::model::{Banner, Busy};
use crate::panel::settings::region_name;
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Built, Erase, Live, Tracked, part};

/// The messages, in live regions that are always present.
#[component]
pub(crate) fn Banners(panel: PanelRef) -> impl IntoView {
    // A live region announces only what is added after it is in the page, so the loading message waits a moment.
    let settled: Rc<Tracked<bool>> = Rc::default();
    let settling = Rc::clone(&settled);
    let timer = send_wrapper::SendWrapper::new(Timer::after(100, move || settling.set(true)));
    on_cleanup(move || drop(timer));
    let progress_key = move |panel: &Panel| progress(panel, &settled).map(|it| it.key().into());
    view! {
        <div class=part("banners") id=panel.id("banner") tabindex="-1">
            <div role="status">
                {panel.swap(progress_key, move |now| progress_view(panel, now))}
                {panel.swap(good_key, move |now| good_view(panel, now))}
            </div>
            <div role="alert">
                {panel.swap(bad_key, move |now| bad_view(panel, now))}
                {panel.swap(conflict_key, move |now| conflict_view(panel, now))}
            </div>
        </div>
    }
    .erase()
}

fn progress(panel: &Panel, settled: &Tracked<bool>) -> Option<Message> {
    if panel.session.busy.get() == Some(Busy::Loading) && !settled.get() {
        return None;
    }
    progress_now(panel)
}

fn progress_now(panel: &Panel) -> Option<Message> {
    // The authorization steps say more.
    if panel.authorization.is_under_way() {
        return None;
    }
    Some(match panel.session.busy.get()? {
        Busy::Loading => Message::Loading,
        Busy::Saving => Message::Saving,
        Busy::Testing(_) | Busy::TestingFirst(_) => Message::Testing,
    })
}

fn progress_view(panel: PanelRef, now: &Panel) -> Built {
    let message = progress_now(now).unwrap_or(Message::Loading);
    view! {
        <p class=part("progress")>
            <span class=part("pulse") aria-hidden="true"></span>
            {panel.say(message)}
        </p>
    }
    .erase()
}

/// The message for a success, if any.
fn good_key(panel: &Panel) -> Option<Text> {
    panel.session.banner.with(|banner| match banner {
        Some(Banner::Saved(status)) => Some(format!("saved {status}").into()),
        Some(_) => None,
        None => panel.authorization.with(|flow| match flow {
            AuthorizationFlow::Ended(Ending { failure: None, account, .. }) => {
                Some(account.as_ref().map_or("", |it| &it.user_name).to_owned().into())
            }
            _ => None,
        }),
    })
}

fn good_view(panel: PanelRef, now: &Panel) -> Built {
    let banner = now.session.banner.get_untracked();
    let name = good_key(now).unwrap_or_default();
    let text = match banner {
        Some(Banner::Saved(ConnectionStatus::Online)) => panel.say(Message::SavedOnline),
        Some(Banner::Saved(ConnectionStatus::Untested)) => panel.say(Message::SavedUntested),
        Some(_) => panel.say(Message::Saved),
        None if name.is_empty() => panel.say(Message::Connected),
        None => {
            panel.live(move |panel| panel.fill(Message::ConnectedAs, &[("name", &name)]).into())
        }
    };
    view! { <BannerView tone=Tone::Good text /> }.erase()
}

/// The message for a failure, if any.
fn bad_key(panel: &Panel) -> Option<Text> {
    let version = panel.session.banner.version();
    panel.session.banner.with(|banner| match banner {
        Some(Banner::Saved(_)) => None,
        // The details are shown beside it.
        Some(Banner::Conflict { .. }) => Some("conflict".into()),
        Some(_) => Some(version.into()),
        None => panel.authorization.with(|flow| match flow {
            AuthorizationFlow::Ended(Ending { failure: Some(code), id, .. }) => {
                let id = id.as_deref().unwrap_or_default();
                Some(format!("{code} {id} {}", panel.connection.is_online()).into())
            }
            _ => None,
        }),
    })
}

fn bad_view(panel: PanelRef, now: &Panel) -> Built {
    let retry = move |id: Option<String>| {
        action(panel, panel.say(Message::Retry), move |panel| load::try_again(panel, id.clone()))
    };
    let Some(banner) = now.session.banner.get_untracked() else {
        return not_authorized(panel, now);
    };
    match banner {
        Banner::NotLoaded { error, .. } if error.code == ResultCode::NotFound => {
            failure(panel, error, Vec::new())
        }
        Banner::NotLoaded { id, error } => failure(panel, error, vec![retry(Some(id))]),
        Banner::NotBegun { error } => failure(panel, error, vec![retry(None)]),
        Banner::Failed(error) => failure(panel, error, Vec::new()),
        Banner::Conflict { .. } => {
            let keep = action(panel, panel.say(Message::ConflictKeep), save::keep_mine);
            let load = action(panel, panel.say(Message::ConflictLoad), save::take_theirs);
            warning(panel, Message::ConflictText, vec![keep, load])
        }
        Banner::Kept => warning(panel, Message::ConflictKept, Vec::new()),
        Banner::SiteTaken => warning(panel, Message::OtherSiteTaken, Vec::new()),
        Banner::Gone => warning(panel, Message::Gone, Vec::new()),
        Banner::Saved(_) => ().erase(),
    }
}

/// Why the other version of a conflict could not be loaded. The conflict itself stays.
fn conflict_failure(panel: &Panel) -> Option<ApiError> {
    panel.session.banner.with(|banner| match banner {
        Some(Banner::Conflict { failed }) => failed.clone(),
        _ => None,
    })
}

fn conflict_key(panel: &Panel) -> Option<Text> {
    conflict_failure(panel).map(|_| panel.session.banner.version().into())
}

fn conflict_view(panel: PanelRef, now: &Panel) -> Built {
    conflict_failure(now).map_or_else(|| ().erase(), |error| failure(panel, error, Vec::new()))
}

fn failure(panel: PanelRef, error: ApiError, actions: Vec<Built>) -> Built {
    view! { <Failure panel error actions /> }.erase()
}

fn warning(panel: PanelRef, message: Message, actions: Vec<Built>) -> Built {
    view! { <BannerView tone=Tone::Warning text=panel.say(message) actions /> }.erase()
}

/// Shows how an authorization failed.
fn not_authorized(panel: PanelRef, now: &Panel) -> Built {
    let ending = now.authorization.with(|flow| match flow {
        AuthorizationFlow::Ended(Ending { failure, account, id, .. }) => {
            failure.map(|code| (code, account.clone(), id.clone()))
        }
        _ => None,
    });
    let Some((code, account, id)) = ending else { return ().erase() };
    // The previous authorization still holds.
    let online = now.connection.is_online();
    let cancelled = code == ResultCode::UserCancelled;
    let (text, actions) = match account.filter(|_| code == ResultCode::SiteMismatch) {
        Some(account) => site_mismatch(panel, now, account),
        None => {
            let message =
                if online && cancelled { Message::StillOnline } else { Message::result(code) };
            (panel.say(message), ways_on(panel, code))
        }
    };
    let tone = if cancelled { Tone::Warning } else { Tone::Bad };
    let note = match id {
        Some(id) if asks_the_administrator(code) => Some(reference(panel, id)),
        _ => (online && !cancelled).then(|| panel.say(Message::StillOnline)),
    };
    view! { <BannerView tone text note code=Some(code) actions /> }.erase()
}

/// The actions that the user can take.
fn ways_on(panel: PanelRef, code: ResultCode) -> Vec<Built> {
    match code {
        ResultCode::ClientInvalid
            if untrack(|| panel.get().is_some_and(|it| it.may_edit_client())) =>
        {
            let edit = action(panel, panel.say(Message::ClientEdit), clients::edit_refused);
            vec![edit, again(panel, Message::Retry)]
        }
        // Trying again would fail the same way.
        ResultCode::Forbidden | ResultCode::CspBlocked | ResultCode::BadResponse => Vec::new(),
        _ => vec![again(panel, Message::Retry)],
    }
}

fn again(panel: PanelRef, label: Message) -> Built {
    action(panel, panel.say(label), |panel| save::press(panel, true))
}

/// The user signed in to a different site. Names both sites and offers to use the other one.
fn site_mismatch(
    panel: PanelRef,
    now: &Panel,
    account: AuthorizedAccount,
) -> (Live<Text>, Vec<Built>) {
    let Ok(address) = AccountAddress::parse(&account.site_url) else {
        let text = panel.say(Message::result(ResultCode::SiteMismatch));
        return (text, ways_on(panel, ResultCode::SiteMismatch));
    };
    let ours = now.form.with_untracked(|draft| draft.site_url());
    let ours = ours.map(|site| site.to_string()).unwrap_or_default();
    let text = panel.live(move |panel| -> Text {
        panel.fill(Message::OtherSite, &[("theirs", &account.site_url), ("ours", &ours)]).into()
    });
    let taken = address.clone();
    let label = panel.live(move |panel| -> Text {
        let region = region_name(panel, address.region.unwrap_or(Region::Us));
        let values = [("site", address.site_name.as_str()), ("region", &*region)];
        panel.fill(Message::OtherSiteUse, &values).into()
    });
    let use_it = action(panel, label, move |panel| edit::use_site(panel, &taken));
    (text, vec![use_it, again(panel, Message::OtherSiteAgain)])
}
