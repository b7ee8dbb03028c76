//! The page without a backend behind it.

use teamwork_connect_e2e::play;

#[test]
fn the_page_explains_how_to_start_the_backend() {
    play(async |stage| {
        stage.server.stop();
        stage.server.start_without_backend().await;
        stage.browser.go(&stage.server.url()).await;
        let advice =
            "There’s no backend behind this page. Stop this server and run: cargo xtask serve";
        stage.page().says(advice).await;
        stage.server.stop();
        stage.server.start_again().await;
        stage.reload().await;
        stage.page().says("None yet. The first one you save will appear here.").await;
    });
}
