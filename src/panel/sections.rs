//! The parts of the panel around the settings.

mod authorization;
mod banner;
mod client_dialog;
mod error_summary;
mod failure;
mod footer;
mod header;
mod question_dialog;
mod standing;
mod test_report;
mod verification_code;

pub(super) use authorization::AuthorizationSteps;
pub(super) use banner::Banners;
pub(super) use client_dialog::ClientDialogView;
pub(super) use error_summary::ErrorSummary;
pub(super) use footer::Footer;
pub(super) use header::Header;
pub(super) use question_dialog::QuestionDialog;
pub(super) use test_report::TestReportView;
