//! What all parts of a board share.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use api::{BoardQuery, Failure, calls};
use leptos::html::Div;
use leptos::prelude::*;
use model::{Choice, Id, Name, Stages};

use super::lanes::{Card, Lane};
use crate::filter::Condition;
use crate::prelude::*;
use crate::query::Query;

/// As many cards a column as are asked for at first, and as one scrolls.
const CARDS: u32 = 25;
/// As many as the server gives at once.
const MOST: u32 = 200;

/// A column's signal lives as long as the board.
pub type LaneSignal = ArcRwSignal<Lane>;

/// A card that is on its way to another column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub id: Id,
    pub from: Name,
    pub by_keyboard: bool,
}

#[derive(Clone, Copy)]
pub struct Board {
    pub module: Memo<ModuleRef>,
    pub query: Query,
    pub condition: Condition,
    asked: Memo<BoardQuery>,
    /// The process that is shown; empty where there is only one.
    pub pipeline: RwSignal<Name>,
    pub lanes: RwSignal<Vec<(Name, LaneSignal)>>,
    pub failure: RwSignal<Option<Failure>>,
    pub busy: RwSignal<bool>,
    pub held: RwSignal<Option<Held>>,
    /// The column that it would land in.
    pub over: RwSignal<Option<Name>>,
    /// The card that the menu of columns is about.
    pub moving: RwSignal<Option<Id>>,
    /// For those who cannot see it: what just happened.
    pub said: RwSignal<String>,
    pub peek: Memo<Option<Id>>,
    /// Cards that are being saved, and where they are to go after that.
    pub saving: StoredValue<BTreeMap<Id, Option<Name>>>,
    pub node: NodeRef<Div>,
    turn: StoredValue<u64>,
    fetching: StoredValue<BTreeSet<Name>>,
    /// Something changed while a card was held.
    stale: StoredValue<bool>,
}

impl Board {
    pub fn new(module: Memo<ModuleRef>) -> Board {
        let query = use_query();
        let condition = Condition::new(module);
        let pipeline = query.memo("pipeline");
        let asked = Memo::new(move |_| BoardQuery {
            module: module.with(|module| module.name.clone()),
            pipeline: pipeline.get().into(),
            filter: condition.text.get(),
            limit: CARDS,
        });
        let board = Board {
            module,
            query,
            condition,
            asked,
            pipeline: RwSignal::new(Name::default()),
            lanes: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            held: RwSignal::new(None),
            over: RwSignal::new(None),
            moving: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            peek: Memo::new(move |_| query.get("peek").and_then(|id| Id::from_str(&id).ok())),
            saving: StoredValue::new(BTreeMap::new()),
            node: NodeRef::new(),
            turn: StoredValue::new(0),
            fetching: StoredValue::new(BTreeSet::new()),
            stale: StoredValue::new(false),
        };
        board.follow_the_url();
        board
    }

    pub fn first(self) -> impl Future<Output = Result<api::Board, Failure>> + Send + 'static {
        calls::board(self.asked.get_untracked())
    }

    pub fn take(self, answer: Result<api::Board, Failure>) {
        match answer {
            Ok(board) => {
                if self.failure.with_untracked(Option::is_some) {
                    self.failure.set(None);
                }
                self.pipeline.set(board.pipeline);
                let lanes = board.columns.into_iter().map(Lane::new);
                self.lanes.set(lanes.map(|lane| (lane.stage.clone(), LaneSignal::new(lane))).collect());
            }
            Err(failure) => self.failure.set(Some(failure)),
        }
    }

    fn follow_the_url(self) {
        Effect::new(move |before: Option<BoardQuery>| {
            let now = self.asked.get();
            if before.is_some_and(|before| before != now) {
                self.load();
            }
            now
        });
    }

    pub fn load(self) {
        let turn = self.next_turn();
        self.busy.set(true);
        spawn_local(async move {
            let answer = self.first().await;
            if self.is_turn(turn) {
                self.take(answer);
                self.busy.set(false);
            }
        });
    }

    /// Asks anew for what is shown, and puts it in place. Waits while a card is held.
    pub fn refresh(self) {
        if self.held.with_untracked(Option::is_some) || self.saving.with_value(|saving| !saving.is_empty()) {
            self.stale.set_value(true);
            return;
        }
        self.stale.set_value(false);
        let turn = self.next_turn();
        let loaded = self.lanes.with_untracked(|lanes| {
            lanes
                .iter()
                .map(|(_, lane)| lane.with_untracked(|lane| lane.cards.len()))
                .max()
                .unwrap_or_default()
        });
        let limit = u32::try_from(loaded).unwrap_or(MOST).clamp(CARDS, MOST);
        let asked = BoardQuery { limit, ..self.asked.get_untracked() };
        spawn_local(async move {
            let answer = calls::board(asked).await;
            if !self.is_turn(turn) {
                return;
            }
            match answer {
                // Grabbed meanwhile: what the server says would pull the card away.
                Ok(_) if self.held.with_untracked(Option::is_some) => self.stale.set_value(true),
                Ok(board) => self.renew(board),
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    /// After a card was let go: what came meanwhile is asked for now.
    pub fn catch_up(self) {
        if self.stale.try_get_value().unwrap_or_default() {
            self.refresh();
        }
    }

    fn renew(self, board: api::Board) {
        let same = self.lanes.with_untracked(|lanes| {
            lanes.iter().map(|(stage, _)| stage).eq(board.columns.iter().map(|column| &column.stage))
        });
        if !same {
            return self.take(Ok(board));
        }
        let all: BTreeSet<Id> =
            board.columns.iter().flat_map(|column| column.records.iter().map(|record| record.id)).collect();
        for column in board.columns {
            if let Some(lane) = self.lane(&column.stage) {
                lane.update(|lane| lane.renew(column, &all));
            }
        }
    }

    /// Asks for more cards of a column.
    pub fn load_more(self, stage: &Name) {
        let Some(lane) = self.lane(stage) else { return };
        let Some(after) = lane.with_untracked(|lane| lane.next.clone()) else { return };
        if self.fetching.try_update_value(|fetching| !fetching.insert(stage.clone())).unwrap_or(true) {
            return;
        }
        let turn = self.turn.get_value();
        let asked = BoardQuery { limit: CARDS * 2, ..self.asked.get_untracked() };
        let stage = stage.clone();
        spawn_local(async move {
            let answer = calls::board_column(asked, stage.clone(), after).await;
            let _ = self.fetching.try_update_value(|fetching| fetching.remove(&stage));
            if !self.is_turn(turn) {
                return;
            }
            match answer {
                Ok(page) => lane.update(|lane| lane.append(page)),
                Err(failure) => toast_failure(&failure),
            }
        });
    }

    fn next_turn(self) -> u64 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    fn is_turn(self, turn: u64) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    pub fn lane(self, stage: &Name) -> Option<LaneSignal> {
        self.lanes.with_untracked(|lanes| {
            lanes.iter().find(|(known, _)| known == stage).map(|(_, lane)| lane.clone())
        })
    }

    /// The card of this id, with its stage.
    pub fn card(self, id: Id) -> Option<(Name, Card)> {
        self.lanes.with_untracked(|lanes| {
            lanes.iter().find_map(|(stage, lane)| {
                lane.with_untracked(|lane| lane.find(id).cloned()).map(|card| (stage.clone(), card))
            })
        })
    }

    pub fn stages(self) -> Vec<Name> {
        self.lanes.with_untracked(|lanes| lanes.iter().map(|(stage, _)| stage.clone()).collect())
    }

    /// Whether what lies there is history, or nothing here is hers to change.
    pub fn locks(self, stage: &Name) -> bool {
        !self.writes() || self.module.with_untracked(|module| module.stage_locks(stage))
    }

    fn writes(self) -> bool {
        self.module.with_untracked(|module| {
            module.may.edit && module.stage_field().is_some_and(|field| field.editable())
        })
    }

    /// Whether cards of `from` cannot be moved.
    pub fn stays(self, from: &Name) -> bool {
        self.targets(from).len() < 2
    }

    /// The columns that a card of `from` can be moved to, itself among them.
    pub fn targets(self, from: &Name) -> Vec<Name> {
        let writes = self.writes();
        let open = |stage: &Name| {
            stage == from || writes && self.module.with_untracked(|module| module.may_move(from, stage))
        };
        self.stages().into_iter().filter(open).collect()
    }

    /// The module's stages; a page without them is no board.
    pub fn declared(self) -> Option<Stages> {
        self.module.with_untracked(|module| module.stages.clone())
    }

    /// The choice that a column stands for. Reactive.
    pub fn choice(self, stage: &Name) -> Option<Choice> {
        self.module.with(|module| {
            let stages = module.stages.as_ref()?;
            let choices = module.field(&stages.field)?.kind.choices();
            choices.iter().find(|choice| choice.key == *stage).cloned()
        })
    }

    /// What a column is called.
    pub fn label(self, stage: &Name) -> String {
        untrack(|| self.choice(stage)).map_or_else(|| stage.to_string(), |choice| choice.label)
    }

    pub fn name(self) -> Name {
        self.module.with_untracked(|module| module.name.clone())
    }

    /// Opens a record beside the board, or closes it.
    pub fn open(self, id: Option<Id>) {
        let id = id.map(|id| id.to_string());
        if self.peek.get_untracked().is_some() {
            self.query.replace(&[("peek", id.as_deref())]);
        } else {
            self.query.set(&[("peek", id.as_deref())]);
        }
    }
}
