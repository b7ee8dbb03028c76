//! The example of what an integrator does next.

#[path = "../examples/first_call.rs"]
mod example;

#[tokio::test]
async fn the_example_reports_the_owner_of_the_key() {
    assert_eq!(example::run().await.unwrap(), "Sam Sandbox");
}
