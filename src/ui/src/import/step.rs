//! The steps of an import, and where among them an import is.

use api::{ImportStage, ImportStatus};
use leptos::prelude::*;

use crate::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    File,
    Columns,
    Check,
    Run,
    Result,
}

impl Step {
    pub const ALL: [Step; 5] = [Step::File, Step::Columns, Step::Check, Step::Run, Step::Result];

    /// As it stands in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Step::File => "file",
            Step::Columns => "columns",
            Step::Check => "check",
            Step::Run => "run",
            Step::Result => "result",
        }
    }

    pub const fn text(self) -> &'static str {
        match self {
            Step::File => "import-step-file",
            Step::Columns => "import-step-columns",
            Step::Check => "import-step-check",
            Step::Run => "import-step-run",
            Step::Result => "import-step-result",
        }
    }

    /// Of an import that there is: its file is chosen.
    pub fn of_key(key: &str) -> Step {
        let named = Step::ALL.into_iter().find(|step| step.key() == key);
        named.filter(|step| *step != Step::File).unwrap_or(Step::Columns)
    }

    /// From 1.
    pub fn number(self) -> usize {
        Step::ALL.iter().position(|step| *step == self).unwrap_or_default() + 1
    }

    /// Where an import is that is looked at in this step: what was written is not written again, and what was not
    /// begun has nothing to show.
    pub fn of(self, status: &ImportStatus) -> Step {
        match status.stage {
            ImportStage::Running => Step::Run,
            ImportStage::Uploaded => Step::Columns,
            ImportStage::Checking
            | ImportStage::Checked
            | ImportStage::Finished
            | ImportStage::Stopped
            | ImportStage::Failed
                if self == Step::Columns && status.batch.is_none() =>
            {
                self
            }
            ImportStage::Finished | ImportStage::Stopped => Step::Result,
            ImportStage::Failed if status.batch.is_some() => Step::Result,
            ImportStage::Checking | ImportStage::Checked | ImportStage::Failed => Step::Check,
        }
    }
}

/// All steps, with the one at hand.
#[component]
pub fn Steps(step: Memo<Step>) -> impl IntoView {
    let one = move |this: Step| {
        let state = move || match this.cmp(&step.get()) {
            std::cmp::Ordering::Less => Some("done"),
            std::cmp::Ordering::Equal => Some("current"),
            std::cmp::Ordering::Greater => None,
        };
        let mark = move || match state() {
            Some("done") => view! { <Icon name="check"/> }.into_any(),
            _ => this.number().into_any(),
        };
        view! {
            <li data-state=state aria-current=move || (step.get() == this).then_some("step")>
                <span>{mark}</span>
                {move || t(this.text())}
            </li>
        }
    };
    view! { <ol class="wizard-steps">{Step::ALL.map(one).collect_view()}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(step: Step, stage: ImportStage) -> Step {
        step.of(&ImportStatus { stage, ..ImportStatus::default() })
    }

    #[test]
    fn the_address_gives_way_to_what_is_true() {
        assert_eq!(at(Step::Check, ImportStage::Uploaded), Step::Columns);
        assert_eq!(at(Step::Columns, ImportStage::Checked), Step::Columns);
        assert_eq!(at(Step::Result, ImportStage::Checked), Step::Check);
        assert_eq!(at(Step::Columns, ImportStage::Running), Step::Run);
        assert_eq!(at(Step::Check, ImportStage::Finished), Step::Result);
        assert_eq!(at(Step::Run, ImportStage::Failed), Step::Check);
    }

    #[test]
    fn what_wrote_nothing_can_be_tried_again() {
        assert_eq!(at(Step::Columns, ImportStage::Finished), Step::Columns);
        let batch = "01890000-0000-7000-8000-000000000000".parse().ok();
        let wrote = ImportStatus { stage: ImportStage::Finished, batch, ..ImportStatus::default() };
        assert_eq!(Step::Columns.of(&wrote), Step::Result);
    }

    #[test]
    fn steps_are_found_by_their_keys() {
        for step in Step::ALL.into_iter().skip(1) {
            assert_eq!(Step::of_key(step.key()), step);
        }
        assert_eq!(Step::of_key(""), Step::Columns);
        assert_eq!(Step::of_key("file"), Step::Columns);
    }
}
