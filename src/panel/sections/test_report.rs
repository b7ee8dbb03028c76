//! The report of a connection test.

use leptos::prelude::*;
use teamwork_connect_core::wire::{Check, CheckName, CheckStatus, TestReport};

use crate::panel::controls::{Icon, IconKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Built, Erase, part};

/// The list of checks, in a live region that is in the page before it.
#[component]
pub(crate) fn TestReportView(panel: PanelRef) -> impl IntoView {
    let key = |panel: &Panel| {
        let version = panel.session.report.version();
        panel.session.report.with(Option::is_some).then(|| version.into())
    };
    let report = panel.swap(key, move |now| match now.session.report.get_untracked() {
        Some(report) => view! { <Report panel report /> }.erase(),
        None => ().erase(),
    });
    view! {
        <div class=part("report-region") role="status">
            {report}
        </div>
    }
    .erase()
}

#[component]
fn Report(panel: PanelRef, report: TestReport) -> impl IntoView {
    let (outcome, look) = if report.ok {
        (Message::TestPassed, part("test-report"))
    } else {
        (Message::TestFailed, part("test-report failed"))
    };
    let checks: Vec<Built> = report
        .checks
        .into_iter()
        .map(|check| view! { <CheckLine panel check /> }.erase())
        .collect();
    view! {
        <section class=look aria-label=panel.say(Message::TestTitle)>
            <p class=part("report-title")>{panel.say(outcome)}</p>
            <ul class=part("checks")>{checks}</ul>
        </section>
    }
    .erase()
}

#[component]
fn CheckLine(panel: PanelRef, check: Check) -> impl IntoView {
    let Check { name, status, code } = check;
    let title = match name {
        CheckName::Site => Message::CheckSite,
        CheckName::SignIn => Message::CheckSignIn,
        CheckName::Product => Message::CheckProduct,
    };
    let (outcome, icon) = match status {
        CheckStatus::Passed => (Message::Passed, IconKind::Tick),
        CheckStatus::Failed => (Message::Failed, IconKind::Bang),
        CheckStatus::Skipped => (Message::Skipped, IconKind::Skip),
    };
    let advice = code.map(|code| {
        view! { <small class=part("advice")>{panel.say(Message::check(name, code))}</small> }
    });
    view! {
        <li class=part("check") data-check=name.as_str() data-status=status.as_str()>
            <span class=part("dot")>
                <Icon kind=icon />
            </span>
            <span>
                <b>{panel.say(title)}</b>
                " "
                <span class=part("check-status")>{panel.say(outcome)}</span>
                {advice}
            </span>
        </li>
    }
    .erase()
}
