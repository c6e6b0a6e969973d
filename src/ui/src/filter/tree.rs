//! A condition as the builder shows it: groups of rules, each with a key that stays the same while its neighbours come
//! and go. It becomes a `Filter` and is made of one; a rule that is not finished is left out.

use std::sync::atomic::{AtomicUsize, Ordering};

use model::filter::{Operand, Test};
use model::{Field, Filter, Module, Name, Op, Schema};

/// How the parts of a group belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    #[default]
    All,
    Any,
    None,
}

impl Join {
    pub const ALL: [Join; 3] = [Join::All, Join::Any, Join::None];

    /// Its text is `filter-match-KEY`.
    pub const fn key(self) -> &'static str {
        match self {
            Join::All => "all",
            Join::Any => "any",
            Join::None => "none",
        }
    }

    pub fn from_key(key: &str) -> Join {
        Join::ALL.into_iter().find(|join| join.key() == key).unwrap_or_default()
    }

    fn of(self, parts: Vec<Filter>) -> Filter {
        let one = |mut parts: Vec<Filter>, several: fn(Vec<Filter>) -> Filter| {
            if parts.len() == 1 { parts.remove(0) } else { several(parts) }
        };
        match self {
            _ if parts.is_empty() => Filter::Always,
            Join::All => one(parts, Filter::And),
            Join::Any => one(parts, Filter::Or),
            Join::None => Filter::Not(Box::new(one(parts, Filter::Or))),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub key: usize,
    pub join: Join,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Rule(Rule),
    Group(Group),
}

/// A comparison of the field at the end of `path`, whose other names are links on the way to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub key: usize,
    pub path: Vec<Name>,
    pub op: Op,
    pub operands: Vec<Operand>,
}

/// A whole condition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    pub root: Group,
}

impl Tree {
    /// The tree that shows `filter`.
    pub fn new(filter: &Filter) -> Tree {
        let root = match part(filter, &mut Vec::new()) {
            Some(Part::Group(group)) => group,
            Some(rule) => Group { parts: vec![rule], ..group(Join::All) },
            None => group(Join::All),
        };
        Tree { root }
    }

    pub fn filter(&self, module: &Module, schema: &Schema) -> Filter {
        self.root.filter(module, schema)
    }

    pub fn find(&self, key: usize) -> Option<&Part> {
        self.root.find(key)
    }

    pub fn group_mut(&mut self, key: usize) -> Option<&mut Group> {
        self.root.group_mut(key)
    }

    pub fn rule_mut(&mut self, key: usize) -> Option<&mut Rule> {
        self.root.rule_mut(key)
    }

    pub fn remove(&mut self, key: usize) {
        self.root.remove(key);
    }

    /// Adds a rule on `field` to the group `key`, and says its own key.
    pub fn add_rule(&mut self, key: usize, field: &Field) -> Option<usize> {
        let rule = Rule { key: take_key(), path: vec![field.name.clone()], ..Rule::blank(field) };
        let own = rule.key;
        self.group_mut(key)?.parts.push(Part::Rule(rule));
        Some(own)
    }

    /// Adds to the group `key` a group with one rule on `field`, joined the other way.
    pub fn add_group(&mut self, key: usize, field: &Field) {
        let Some(outer) = self.group_mut(key) else { return };
        let join = if outer.join == Join::Any { Join::All } else { Join::Any };
        let group = group(join);
        let own = group.key;
        if let Some(outer) = self.group_mut(key) {
            outer.parts.push(Part::Group(group));
        }
        self.add_rule(own, field);
    }
}

/// Keys are never given twice, so that a tree read anew is another one.
fn take_key() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn group(join: Join) -> Group {
    Group { key: take_key(), join, parts: Vec::new() }
}

/// `links` are the links passed on the way to `filter`.
fn part(filter: &Filter, links: &mut Vec<Name>) -> Option<Part> {
    match filter {
        Filter::Always => None,
        Filter::Never => Some(rule(links, model::module::CREATED_AT.into(), Op::IsEmpty, &[])),
        Filter::And(parts) => Some(Part::Group(joined(Join::All, parts, links))),
        Filter::Or(parts) => Some(Part::Group(joined(Join::Any, parts, links))),
        Filter::Not(inner) => Some(Part::Group(match &**inner {
            Filter::Or(parts) => joined(Join::None, parts, links),
            inner => joined(Join::None, std::slice::from_ref(inner), links),
        })),
        Filter::Test(test) => Some(rule(links, test.field.clone(), test.op, &test.operands)),
        Filter::Through { field, filter, .. } => {
            links.push(field.clone());
            let part = part(filter, links);
            links.pop();
            part
        }
    }
}

fn joined(join: Join, parts: &[Filter], links: &mut Vec<Name>) -> Group {
    Group { parts: parts.iter().filter_map(|inner| part(inner, links)).collect(), ..group(join) }
}

fn rule(links: &[Name], field: Name, op: Op, operands: &[Operand]) -> Part {
    let path = links.iter().cloned().chain([field]).collect();
    Part::Rule(Rule { key: take_key(), path, op, operands: operands.to_vec() })
}

impl Group {
    fn filter(&self, module: &Module, schema: &Schema) -> Filter {
        let parts = self.parts.iter().map(|part| match part {
            Part::Rule(rule) => rule.filter(module, schema).unwrap_or_default(),
            Part::Group(group) => group.filter(module, schema),
        });
        self.join.of(parts.filter(|part| *part != Filter::Always).collect())
    }

    fn find(&self, key: usize) -> Option<&Part> {
        self.parts.iter().find_map(|part| match part {
            part if part.key() == key => Some(part),
            Part::Group(group) => group.find(key),
            Part::Rule(_) => None,
        })
    }

    fn group_mut(&mut self, key: usize) -> Option<&mut Group> {
        if self.key == key {
            return Some(self);
        }
        self.parts.iter_mut().find_map(|part| match part {
            Part::Group(group) => group.group_mut(key),
            Part::Rule(_) => None,
        })
    }

    fn rule_mut(&mut self, key: usize) -> Option<&mut Rule> {
        self.parts.iter_mut().find_map(|part| match part {
            Part::Rule(rule) => (rule.key == key).then_some(rule),
            Part::Group(group) => group.rule_mut(key),
        })
    }

    fn remove(&mut self, key: usize) {
        self.parts.retain(|part| part.key() != key);
        for part in &mut self.parts {
            if let Part::Group(group) = part {
                group.remove(key);
            }
        }
    }
}

impl Part {
    pub fn key(&self) -> usize {
        match self {
            Part::Rule(rule) => rule.key,
            Part::Group(group) => group.key,
        }
    }
}

impl Rule {
    fn blank(field: &Field) -> Rule {
        let op = field.kind.rules().operators().first().copied().unwrap_or(Op::IsEmpty);
        Rule { key: 0, path: Vec::new(), op, operands: Vec::new() }
    }

    /// The field that it compares, and the module that the field belongs to.
    pub fn field<'a>(&self, module: &'a Module, schema: &'a Schema) -> Option<(&'a Module, &'a Field)> {
        at(&self.path, module, schema)
    }

    /// Takes another field; what was compared is kept where it still fits.
    pub fn set_field(&mut self, path: Vec<Name>, module: &Module, schema: &Schema) {
        let before = self.field(module, schema).map(|(_, field)| field.kind.clone());
        self.path = path;
        let Some((_, field)) = self.field(module, schema) else { return };
        if before.as_ref() != Some(&field.kind) {
            let key = self.key;
            *self = Rule { key, path: std::mem::take(&mut self.path), ..Rule::blank(field) };
        }
    }

    /// Takes another operator; lists shrink to one value where it takes one.
    pub fn set_op(&mut self, op: Op) {
        let free = |op| matches!(op, Op::Contains | Op::Starts);
        if op.takes_no_operand() {
            self.operands.clear();
        } else if !op.takes_list() {
            self.operands.truncate(1);
        }
        // A part of a title is no link, and the other way round.
        if free(self.op) != free(op) && self.operands.iter().any(|operand| !is_text(operand)) {
            self.operands.clear();
        }
        self.op = op;
    }

    fn filter(&self, module: &Module, schema: &Schema) -> Option<Filter> {
        let (links, field) = (&self.path[..self.path.len().checked_sub(1)?], self.path.last()?);
        self.field(module, schema)?;
        if self.operands.is_empty() && !self.op.takes_no_operand() {
            return None;
        }
        let test = Filter::Test(Test::new(field.clone(), self.op, self.operands.clone()));
        through(links, test, module, schema)
    }
}

fn is_text(operand: &Operand) -> bool {
    matches!(operand, Operand::Value(model::Value::Text(_)))
}

/// The field at the end of `path`, with its module.
pub fn at<'a>(path: &[Name], module: &'a Module, schema: &'a Schema) -> Option<(&'a Module, &'a Field)> {
    let (first, rest) = path.split_first()?;
    let field = module.field(first)?;
    if rest.is_empty() {
        return Some((module, field));
    }
    at(rest, schema.module(field.kind.targets().first()?)?, schema)
}

fn through(links: &[Name], test: Filter, module: &Module, schema: &Schema) -> Option<Filter> {
    let Some((first, rest)) = links.split_first() else { return Some(test) };
    let target = schema.module(module.field(first)?.kind.targets().first()?)?;
    Some(Filter::Through {
        field: first.clone(),
        module: target.name.clone(),
        filter: Box::new(through(rest, test, target, schema)?),
    })
}

#[cfg(test)]
mod tests {
    use model::Shape;
    use model::{Choice, Color, Group as Place, field};

    use super::*;

    fn schema() -> Schema {
        let stages = vec![Choice::new("won", Color::Green), Choice::new("lost", Color::Red)];
        let deals = Module::new("deals", Place::Selling, "x").section(
            "general",
            [
                field::text("name"),
                field::money("amount"),
                field::one_of("stage", stages),
                field::link("account", "accounts"),
            ],
        );
        let accounts = Module::new("accounts", Place::Customers, "x")
            .section("general", [field::text("name"), field::text("city")]);
        Schema::merge(vec![deals, accounts], Shape::default(), "EUR")
    }

    #[test]
    fn every_condition_survives_the_tree() {
        let schema = schema();
        let deals = schema.module("deals").unwrap();
        for text in [
            "",
            "name contains \"acme\"",
            "amount >= 1000 and stage in (won, lost)",
            "name contains \"a\" or (amount > 1 and not (stage = won))",
            "not (name is empty or amount is empty)",
            "account.city = \"Berlin\" and owner = me",
            "created_at > today - 7d",
        ] {
            let filter = Filter::parse(text, deals, &schema).unwrap();
            let back = Tree::new(&filter).filter(deals, &schema);
            assert_eq!(back.to_string(), filter.to_string(), "{text}");
        }
    }

    #[test]
    fn unfinished_rules_are_left_out() {
        let schema = schema();
        let deals = schema.module("deals").unwrap();
        let mut tree = Tree::new(&Filter::parse("amount > 1", deals, &schema).unwrap());
        let root = tree.root.key;
        let rule = tree.add_rule(root, deals.field("name").unwrap()).unwrap();
        tree.add_group(root, deals.field("stage").unwrap());
        assert_eq!(tree.filter(deals, &schema).to_string(), "amount > 1");
        tree.rule_mut(rule).unwrap().operands = vec![Operand::Value(model::Value::text("x"))];
        assert_eq!(tree.filter(deals, &schema).to_string(), "amount > 1 and name contains x");
        tree.remove(rule);
        assert_eq!(tree.filter(deals, &schema).to_string(), "amount > 1");
    }

    #[test]
    fn another_field_keeps_only_what_fits() {
        let schema = schema();
        let deals = schema.module("deals").unwrap();
        let mut tree = Tree::new(&Filter::parse("stage in (won, lost)", deals, &schema).unwrap());
        let key = tree.root.parts[0].key();
        let rule = tree.rule_mut(key).unwrap();
        rule.set_op(Op::Is);
        assert_eq!(rule.operands.len(), 1);
        rule.set_field(vec!["account".into(), "city".into()], deals, &schema);
        assert_eq!((rule.op, rule.operands.len()), (Op::Contains, 0));
    }
}
