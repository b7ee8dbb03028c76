//! Saves that continue during an action.

use std::sync::Mutex;

use tokio::sync::Notify;

use super::bodies::projects;
use super::caller::Caller;

/// Runs `act` once there are some saves, and continues saving until slightly after it has finished. Returns the
/// IDs of those that were acknowledged before it started. All of them have the API key `the-key`.
pub(crate) async fn while_saving(caller: &Caller, act: impl AsyncFnOnce()) -> Vec<String> {
    let (saved, enough, over) = (Mutex::new(Vec::new()), Notify::new(), Mutex::new(false));
    let save = async {
        let mut after = 0;
        for number in 0.. {
            let id = caller.created(&projects(&format!("Acme {number}"), "the-key")).await;
            saved.lock().unwrap().push(id);
            if number == 20 {
                enough.notify_one();
            }
            after += u32::from(*over.lock().unwrap());
            if after == 3 {
                break;
            }
        }
    };
    let act = async {
        enough.notified().await;
        let before = saved.lock().unwrap().clone();
        act().await;
        *over.lock().unwrap() = true;
        before
    };
    let ((), before) = tokio::join!(save, act);
    assert!(before.len() > 20 && saved.lock().unwrap().len() > before.len());
    before
}
