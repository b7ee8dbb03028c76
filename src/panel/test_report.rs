//! How a test of the connection ended, check by check.

use teamwork_connect_core::wire::{Check, CheckName, CheckStatus, TestReport};

use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::text::{Message, Texts};

/// The list of checks, in a live region that is there before it.
pub(super) fn test_report(panel: Panel) -> Piece {
    tag("div", "tc-report-region")
        .attr("role", "status")
        .live_child(move || Some(report_piece(panel.texts, &panel.state().report.get()?)))
        .done()
}

fn report_piece(texts: Texts, report: &TestReport) -> Piece {
    let (outcome, class) = if report.ok {
        (Message::TestPassed, "tc-report")
    } else {
        (Message::TestFailed, "tc-report tc-failed")
    };
    let checks = report.checks.iter().map(|check| check_piece(texts, check));
    tag("section", class)
        .part("test-report")
        .attr("aria-label", texts.get(Message::TestTitle))
        .child(tag("p", "tc-report-title").text(texts.get(outcome)).done())
        .child(tag("ul", "tc-checks").children(checks).done())
        .done()
}

fn check_piece(texts: Texts, check: &Check) -> Piece {
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
    let advice = check.code.map(|code| tag("small", "").text(texts.check(check.name, code)).done());
    let words = tag("span", "")
        .child(tag("b", "").text(name).done())
        .text(" ")
        .child(tag("span", "tc-check-status").text(texts.get(status)).done())
        .children(advice);
    tag("li", "tc-check")
        .attr("data-check", check.name.as_str())
        .attr("data-status", check.status.as_str())
        .child(tag("span", "tc-dot").child(icon.piece()).done())
        .child(words.done())
        .done()
}
