//! `Copy` handles to a model.

use std::borrow::Cow;
use std::rc::Rc;

use leptos::reactive::owner::{ArenaItem, LocalStorage};

use super::call::{Act, Build, Read};
use super::{Built, Each, Item, Live};
use crate::browser::instance::Instance;

/// An event handler. Boxed, so that handlers of one event type share their code.
pub(crate) type Handler<E> = Box<dyn FnMut(E)>;

/// A `Copy` handle to a model. It ends with the owner under which it was created.
///
/// After that the model can't be reached: values and handlers created here simply no longer run.
pub(crate) struct Handle<M: 'static>(ArenaItem<Rc<M>, LocalStorage>);

impl<M> Clone for Handle<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Handle<M> {}

impl<M> Handle<M> {
    /// Creates a handle to a model, valid as long as the current owner.
    pub(crate) fn new(model: Rc<M>) -> Self {
        Self(ArenaItem::new_local(model))
    }

    /// The model, or `None` once it is gone.
    pub(crate) fn get(self) -> Option<Rc<M>> {
        self.0.try_get_value()
    }

    /// A value that tracks what `read` reads from the model.
    pub(crate) fn live<T: 'static>(self, read: impl Fn(&M) -> T + 'static) -> Live<T> {
        self.live_erased(Box::new(read))
    }

    /// Linked once per value type instead of once per function.
    fn live_erased<T: 'static>(self, reader: Box<dyn Read<M, T>>) -> Live<T> {
        Live::new(move || self.get().map(|model| reader.read(&model)))
    }

    /// An event handler. It runs on behalf of the panel that creates it.
    pub(crate) fn on<E: 'static>(self, act: impl FnMut(&Rc<M>, E) + 'static) -> Handler<E> {
        self.on_erased(Box::new(act))
    }

    /// Linked once per event type.
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

    /// A list of views that tracks the model. An item stays in the page as long as its key is in the list.
    pub(crate) fn each(self, items: impl Fn(&M) -> Vec<Item> + 'static) -> Each {
        Each::new(self.live(items))
    }

    /// A view that is rebuilt from the model when its key changes. Without a key there is no view.
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
