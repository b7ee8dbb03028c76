//! The example of what an integrator does next.

#[path = "../examples/first_call.rs"]
mod example;

#[tokio::test]
async fn the_example_asks_who_the_key_belongs_to() {
    assert_eq!(example::run().await.unwrap(), "Sam Sandbox");
}
