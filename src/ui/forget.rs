//! What the window's own memory holds of somebody who left is emptied.

use super::soft::film;
use egui::{Context, Popup};

/// Empties it: typed text and its undo steps, scroll places, the keyboard's place, open menus, what was copied. The look
/// must be applied anew after it.
pub(super) fn who_left(ctx: &Context) {
    let takes_films = film::is_announced(ctx);
    ctx.memory_mut(|memory| {
        memory.data = egui::util::IdTypeMap::default();
        memory.caches = egui::cache::CacheStorage::default();
        memory.reset_areas();
        memory.stop_text_input();
    });
    Popup::close_all(ctx);
    ctx.copy_text(String::new()); // the program's own clipboard: there is no other
    if takes_films {
        film::announce(ctx);
    }
}
