//! The headers that the page adds to requests, such as a bearer token for its own session.
//!
//! The page is asked before each request, one request at a time. A request that gets a 401 asks once more and is
//! resent. If another request has already renewed the headers in the meantime, those are used.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::task::{Poll, Waker};

use super::page_headers::{GetHeaders, NoSession, PageHeaders};

/// The page's session, as far as requests need it.
#[derive(Default)]
pub(super) struct Session {
    get: Option<GetHeaders>,
    /// The number of times that a 401 made the page renew its headers.
    renewals: Cell<u32>,
    latest: RefCell<PageHeaders>,
    turn: Turn,
}

/// Headers, and the number of their renewal. `None` if they can't be renewed.
pub(super) struct Issued {
    pub(super) headers: PageHeaders,
    renewal: Option<u32>,
}

impl Session {
    pub(super) fn new(get: Option<GetHeaders>) -> Self {
        Self { get, ..Self::default() }
    }

    /// Returns the headers for a request.
    pub(super) async fn headers(&self) -> Result<Issued, NoSession> {
        let _turn = self.turn.take().await;
        self.ask().await
    }

    /// Returns new headers to resend a request that got a 401 with `refused`. Fails if the headers can't be
    /// renewed.
    pub(super) async fn renew(&self, refused: Issued) -> Result<Issued, NoSession> {
        let refused = refused.renewal.ok_or(NoSession)?;
        let _turn = self.turn.take().await;
        if refused == self.renewals.get() {
            self.ask().await?;
            self.renewals.set(refused.wrapping_add(1));
        }
        Ok(Issued { headers: self.latest.borrow().clone(), renewal: Some(self.renewals.get()) })
    }

    async fn ask(&self) -> Result<Issued, NoSession> {
        let given = match &self.get {
            Some(get) => get().await?,
            None => None,
        };
        let renewal = given.is_some().then(|| self.renewals.get());
        let headers = given.unwrap_or_default();
        self.latest.replace(headers.clone());
        Ok(Issued { headers, renewal })
    }
}

/// A lock for one task at a time.
#[derive(Default)]
struct Turn {
    taken: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

/// The guard of the lock.
struct Taken<'a>(&'a Turn);

impl Turn {
    async fn take(&self) -> Taken<'_> {
        poll_fn(|context| {
            if self.taken.replace(true) {
                self.waiting.borrow_mut().push(context.waker().clone());
                return Poll::Pending;
            }
            Poll::Ready(())
        })
        .await;
        Taken(self)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.0.taken.set(false);
        // Wake all of them, because the first may be gone. The others wait again.
        self.0.waiting.take().into_iter().for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::pin::pin;
    use std::rc::Rc;
    use std::task::{Context, Poll, Waker};

    use super::{GetHeaders, Session};

    /// A page that answers when told to, with the number of the request.
    #[derive(Default)]
    struct Page {
        asked: RefCell<u32>,
        answered: RefCell<u32>,
    }

    fn session(page: &Rc<Page>) -> Session {
        let page = Rc::clone(page);
        let get: GetHeaders = Rc::new(move || {
            *page.asked.borrow_mut() += 1;
            let (number, page) = (*page.asked.borrow(), Rc::clone(&page));
            Box::pin(std::future::poll_fn(move |_| {
                if *page.answered.borrow() < number {
                    return Poll::Pending;
                }
                Poll::Ready(Ok(Some(vec![("authorization".to_owned(), number.to_string())])))
            }))
        });
        Session::new(Some(get))
    }

    fn poll<T>(future: std::pin::Pin<&mut impl Future<Output = T>>) -> Option<T> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Some(done),
            Poll::Pending => None,
        }
    }

    #[test]
    fn requests_ask_one_after_the_other() {
        let page = Rc::new(Page::default());
        let session = session(&page);
        let (mut one, mut other) = (pin!(session.headers()), pin!(session.headers()));
        assert!(poll(one.as_mut()).is_none() && poll(other.as_mut()).is_none());
        assert_eq!(*page.asked.borrow(), 1);
        page.answered.replace(1);
        assert_eq!(poll(one.as_mut()).unwrap().ok().unwrap().headers[0].1, "1");
        assert!(poll(other.as_mut()).is_none());
        assert_eq!(*page.asked.borrow(), 2);
        page.answered.replace(2);
        assert_eq!(poll(other.as_mut()).unwrap().ok().unwrap().headers[0].1, "2");
    }

    #[test]
    fn two_that_are_refused_renew_once() {
        let page = Rc::new(Page::default());
        page.answered.replace(9);
        let session = session(&page);
        let one = poll(pin!(session.headers())).unwrap().ok().unwrap();
        let other = poll(pin!(session.headers())).unwrap().ok().unwrap();
        let renewed = poll(pin!(session.renew(one))).unwrap().ok().unwrap();
        assert_eq!(renewed.headers[0].1, "3");
        let shared = poll(pin!(session.renew(other))).unwrap().ok().unwrap();
        assert_eq!(shared.headers[0].1, "3");
        assert_eq!(*page.asked.borrow(), 3);
        // A request that gets a 401 after the renewal triggers another one.
        assert_eq!(poll(pin!(session.renew(shared))).unwrap().ok().unwrap().headers[0].1, "4");
    }

    #[test]
    fn a_request_that_is_given_up_makes_room_for_the_next() {
        let page = Rc::new(Page::default());
        let session = session(&page);
        {
            let mut gone = pin!(session.headers());
            assert!(poll(gone.as_mut()).is_none());
        }
        page.answered.replace(2);
        assert!(poll(pin!(session.headers())).unwrap().is_ok());
    }

    #[test]
    fn without_a_page_to_ask_there_is_nothing_to_renew() {
        let session = Session::new(None);
        let issued = poll(pin!(session.headers())).unwrap().ok().unwrap();
        assert!(issued.headers.is_empty());
        assert!(poll(pin!(session.renew(issued))).unwrap().is_err());
    }
}
