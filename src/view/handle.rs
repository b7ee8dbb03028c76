//! Copyable handles to a model.

use std::borrow::Cow;
use std::rc::Rc;

use leptos::reactive::owner::{ArenaItem, LocalStorage};

use super::call::{Act, Build, Read};
use super::{Built, Each, Item, Live};
use crate::browser::instance::Instance;

/// What an event is handed to. Boxed, so that handlers of one kind of event share their code.
pub(crate) type Handler<E> = Box<dyn FnMut(E)>;

/// A copyable handle to a model, which ends with the owner that it was made under.
///
/// Nobody gets at a model that is gone: what is made here just does not run any more.
pub(crate) struct Handle<M: 'static>(ArenaItem<Rc<M>, LocalStorage>);

impl<M> Clone for Handle<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Handle<M> {}

impl<M> Handle<M> {
    /// A handle to a model, for as long as the current owner lasts.
    pub(crate) fn new(model: Rc<M>) -> Self {
        Self(ArenaItem::new_local(model))
    }

    /// The model, or `None` once it is gone.
    pub(crate) fn get(self) -> Option<Rc<M>> {
        self.0.try_get_value()
    }

    /// A value that follows what `read` reads of the model.
    pub(crate) fn live<T: 'static>(self, read: impl Fn(&M) -> T + 'static) -> Live<T> {
        self.live_erased(Box::new(read))
    }

    /// Linked once for each type of value, and not for each function.
    fn live_erased<T: 'static>(self, reader: Box<dyn Read<M, T>>) -> Live<T> {
        Live::new(move || self.get().map(|model| reader.read(&model)))
    }

    /// An event handler. It runs in the name of the panel that makes it.
    pub(crate) fn on<E: 'static>(self, act: impl FnMut(&Rc<M>, E) + 'static) -> Handler<E> {
        self.on_erased(Box::new(act))
    }

    /// Linked once for each type of event.
    fn on_erased<E: 'static>(self, mut act: Box<dyn Act<M, E>>) -> Handler<E> {
        let instance = Instance::current();
        Box::new(move |event| {
            instance.run(|| {
                if let Some(model) = self.get() {
                    act.act(&model, event);
                }
            });
        })
    }

    /// A list of views that follows the model. An item stays on the page while its key is in the list.
    pub(crate) fn each(self, items: impl Fn(&M) -> Vec<Item> + 'static) -> Each {
        Each::new(self.live(items))
    }

    /// A view that is built when its key changes, and shows what the model has then. Without a key there is none.
    pub(crate) fn swap(
        self,
        key: impl Fn(&M) -> Option<Text> + 'static,
        view: impl Fn(&Rc<M>) -> Built + 'static,
    ) -> Each {
        self.swap_erased(Box::new(key), Rc::new(view))
    }

    fn swap_erased(self, key: Box<dyn Read<M, Option<Text>>>, view: Rc<dyn Build<M>>) -> Each {
        self.each(move |model| {
            let item = |key: Text| {
                let view = Rc::clone(&view);
                Item::new(key, move || self.get().map(|model| view.build(&model)))
            };
            key.read(model).map(item).into_iter().collect()
        })
    }
}

/// A key.
type Text = Cow<'static, str>;
