//! The backend is killed and restarted during an authorization.

use teamwork_connect_e2e::{Fault, Popup, play, until_equal};
use teamwork_connect_sandbox::Behavior;

use crate::common::{
    DESK, SAVE, accept, accept_and_wait, authorize, is_listed, ready_to_authorize,
};

#[test]
fn t98_during_the_save() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        stage.recorder.inject(Fault::ResponseHangs);
        panel.press(SAVE).await;
        let popup = Popup::of(&stage.browser).await;
        popup.back().await;
        stage.recorder.save(1).await;
        until_equal(1, async || stage.server.count_connections().await).await;
        stage.server.stop();
        panel.says("Can’t reach this application.").await;
        until_equal(1, async || stage.browser.count_windows().await).await;

        stage.recorder.inject(Fault::None);
        stage.server.start_again().await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
        assert_eq!(stage.server.count_connections().await, 1);
        assert_eq!(stage.recorder.authorizations(), 1);
    });
}

#[test]
fn t98_during_the_code_exchange() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        accept_and_wait(stage, popup).await;
        stage.server.stop();
        panel.says("This application isn’t responding").await;

        // It is unknown whether Teamwork has accepted the code, so it is not sent again.
        stage.server.start_again().await;
        panel.says("Teamwork’s response was lost. Sign in again.").await;
        is_listed(stage, "Acme desk", "Offline").await;
        stage.sandbox.sandbox.behave(Behavior::default());
        stage.sandbox.sandbox.release();
        until_equal(1, async || stage.browser.count_windows().await).await;
        panel.press("Try again").await;
        let popup = Popup::of(&stage.browser).await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn t98_while_waiting() {
    play(async |stage| {
        let panel = ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        popup.back().await;
        stage.server.stop();
        panel.says("This application isn’t responding").await;
        stage.server.start_again().await;
        popup.enter().await;
        accept(stage, popup).await;
        is_listed(stage, "Acme desk", "Online").await;
        assert_eq!((stage.recorder.saves().len(), stage.recorder.authorizations()), (1, 1));
    });
}
