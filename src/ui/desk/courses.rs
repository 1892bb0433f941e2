//! The installed packs, and taking one away.

use crate::model::id::Hash;
use crate::text::size_of_bytes;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::space;
use crate::ui::widget::dialog::{Answer, Confirm};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use crate::worker::view::PackRow;
use egui::Ui;

/// See the module.
#[derive(Default)]
pub struct CoursesPage {
    /// The packs.
    pub packs: Loaded<Vec<PackRow>>,
    removing: Option<(Hash, String)>,
}

impl CoursesPage {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        say::title(ui, &cx.say("desk-courses"));
        ui.add_space(space::S);
        let removing = &mut self.removing;
        let action = cx.loaded(ui, &self.packs, |ui, packs| {
            if packs.is_empty() {
                Notice::new(Tone::Info, &cx.say("today-no-courses")).show(ui);
            }
            for pack in packs {
                if row(ui, cx, pack) {
                    *removing = Some((pack.manifest, pack.title.clone()));
                }
            }
            None
        });
        action.or(self.asking(ui, cx))
    }

    fn asking(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let (manifest, name) = self.removing.as_ref()?;
        let title = cx.with("ask-remove", &[("name", name.as_str().into())]);
        let (text, yes, no) = (cx.say("ask-remove-why"), cx.say("action-remove"), cx.say("action-cancel"));
        let confirm = Confirm { title: &title, text: &text, yes: &yes, no: &no, is_destructive: true };
        let answer = confirm.show(ui.ctx())?;
        let request = Request::RemovePack { manifest: *manifest };
        self.removing = None;
        (answer == Answer::Yes).then_some(Action::Ask(request))
    }
}

/// True when it shall be removed.
fn row(ui: &mut Ui, cx: &ViewCtx<'_>, pack: &PackRow) -> bool {
    card(ui, |ui| {
        say::subheading(ui, &pack.title);
        let courses = pack.courses.join(", ");
        if courses != pack.title {
            say::body(ui, &courses); // a pack of one course is mostly called as that is
        }
        let parts = [
            cx.with("carry-version", &[("version", pack.version.to_string().into())]),
            size_of_bytes(cx.words, pack.size_bytes),
            pack.publisher.clone(),
            cx.with("courses-since", &[("day", cx.words.date(pack.imported_wall_ms, cx.tz).into())]),
            cx.say(if pack.is_current { "courses-current" } else { "courses-kept" }),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        say::small(ui, &parts.join(" · "));
        if let Some(problem) = &pack.problem {
            let sentence = cx.problem(problem);
            Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
        }
        ui.add_space(space::S);
        let name = cx.with("courses-remove", &[("name", pack.title.as_str().into())]);
        ui.add(Button::secondary(&cx.say("action-remove")).icon(Icon::Trash).named(&name)).clicked()
    })
    .inner
}
