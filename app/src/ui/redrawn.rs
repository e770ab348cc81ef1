use leptos::prelude::*;

/// A view that is drawn anew whenever a signal changes that `draw` read. All of them share one body: as a view of its own
/// each closure would cost the browser half a kilobyte.
pub fn redrawn(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    shared(Box::new(draw))
}

fn shared(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}
