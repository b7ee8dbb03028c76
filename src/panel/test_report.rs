//! How a test of the connection ended, check by check.

use leptos::prelude::*;
use teamwork_connect_core::wire::{Check, CheckName, CheckStatus, TestReport};

use super::dynamic::part;
use super::icons::Icon;
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use crate::text::{Message, Texts};

/// The list of checks, in a live region that is there before it.
pub(super) fn test_report(panel: Panel) -> Piece {
    let report = part(move || Some(report_view(panel.texts, &panel.report.get()?)));
    view! { class="tc",
        <div role="status" class="tc-report-region">{report}</div>
    }
    .piece()
}

fn report_view(texts: Texts, report: &TestReport) -> Piece {
    let outcome = texts.get(if report.ok { Message::TestPassed } else { Message::TestFailed });
    let checks = report.checks.iter().map(|check| check_view(texts, check)).collect::<Vec<_>>();
    view! { class="tc",
        <section class="tc-report" part="test-report" aria-label=texts.get(Message::TestTitle) class:tc-failed=!report.ok>
            <p class="tc-report-title">{outcome}</p>
            <ul class="tc-checks">{checks}</ul>
        </section>
    }
    .piece()
}

fn check_view(texts: Texts, check: &Check) -> Piece {
    let name = texts.get(match check.name {
        CheckName::Site => Message::CheckSite,
        CheckName::SignIn => Message::CheckSignIn,
        CheckName::Product => Message::CheckProduct,
    });
    let (status, icon) = match check.status {
        CheckStatus::Passed => (Message::Passed, Icon::Tick),
        CheckStatus::Failed => (Message::Failed, Icon::Bang),
        CheckStatus::Skipped => (Message::Skipped, Icon::Skip),
    };
    let advice = check.code.map(|code| texts.check(check.name, code));
    view! { class="tc",
        <li class="tc-check" data-check=check.name.as_str() data-status=check.status.as_str()>
            <span class="tc-dot">{icon.view()}</span>
            <span>
                <b>{name}</b> " " <span class="tc-check-status">{texts.get(status)}</span>
                {advice.map(|advice| view! { class="tc", <small>{advice}</small> }.piece())}
            </span>
        </li>
    }
    .piece()
}
