//! How a test of the connection ended, check by check.

use teamwork_connect_core::wire::{Check, CheckName, CheckStatus, TestReport};

use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::text::Message;

/// The list of checks, in a live region that is there before it.
pub(super) fn test_report(panel: Panel) -> Piece {
    tag("div", "tc-report-region")
        .attr("role", "status")
        .live_child(move || Some(report_piece(panel, &panel.state().report.get()?)))
        .done()
}

fn report_piece(panel: Panel, report: &TestReport) -> Piece {
    let (outcome, class) = if report.ok {
        (Message::TestPassed, "tc-test-report")
    } else {
        (Message::TestFailed, "tc-test-report tc-failed")
    };
    let checks = report.checks.iter().map(|check| check_piece(panel, check));
    tag("section", class)
        .live_attr("aria-label", move || Some(panel.say(Message::TestTitle)))
        .child(tag("p", "tc-report-title").message(panel, outcome).done())
        .child(tag("ul", "tc-checks").children(checks).done())
        .done()
}

fn check_piece(panel: Panel, check: &Check) -> Piece {
    let name = check.name;
    let title = match name {
        CheckName::Site => Message::CheckSite,
        CheckName::SignIn => Message::CheckSignIn,
        CheckName::Product => Message::CheckProduct,
    };
    let (status, icon) = match check.status {
        CheckStatus::Passed => (Message::Passed, Icon::Tick),
        CheckStatus::Failed => (Message::Failed, Icon::Bang),
        CheckStatus::Skipped => (Message::Skipped, Icon::Skip),
    };
    let advice = check
        .code
        .map(|code| tag("small", "tc-advice").message(panel, Message::check(name, code)).done());
    let words = tag("span", "")
        .child(tag("b", "").message(panel, title).done())
        .text(" ")
        .child(tag("span", "tc-check-status").message(panel, status).done())
        .children(advice);
    tag("li", "tc-check")
        .attr("data-check", name.as_str())
        .attr("data-status", check.status.as_str())
        .child(tag("span", "tc-dot").child(icon.piece()).done())
        .child(words.done())
        .done()
}
