//! Reading a condition.

use super::{Filter, FilterError, Moment, Op, Operand, Test, Unit};
use crate::{Field, Formats, Kind, Module, Name, Schema, Value};

/// How deep parentheses may be nested; a limit, because reading is recursive.
const DEPTH: usize = 50;

impl Filter {
    /// Reads `text` as a condition on records of `module`. An empty text is always true. A word that names a choice
    /// may be its key or, in quotes, its label.
    pub fn parse(text: &str, module: &Module, schema: &Schema) -> Result<Filter, FilterError> {
        let tokens = tokens(text)?;
        if tokens.len() == 1 {
            return Ok(Filter::Always);
        }
        let mut parser = Parser { tokens, at: 0, depth: 0, schema };
        let filter = parser.any(module)?;
        match parser.peek() {
            Token::End => Ok(filter),
            _ => Err(parser.expected("and, or")),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Symbol(&'static str),
    End,
}

fn error(at: usize, code: &'static str, detail: impl ToString) -> FilterError {
    FilterError { at, code: Name::new_static(code), detail: detail.to_string() }
}

const SYMBOLS: [&str; 14] = ["!=", "<>", "<=", ">=", "==", "=", "<", ">", "(", ")", ",", "+", "{", "}"];

/// Letters, digits and what dates, numbers, paths, addresses and ids are made of.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '@' | '%' | '/')
}

/// The tokens with where they start, in characters; the last is `End`.
fn tokens(text: &str) -> Result<Vec<(usize, Token)>, FilterError> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if c.is_whitespace() {
            at += 1;
        } else if c == '"' || c == '\'' {
            let (quoted, next) = quoted(&chars, at)?;
            tokens.push((at, Token::Quoted(quoted)));
            at = next;
        } else if let Some(symbol) = symbol(&chars[at..]) {
            tokens.push((at, Token::Symbol(symbol)));
            at += symbol.len();
        } else if is_word(c) {
            let end = chars[at..].iter().position(|c| !is_word(*c)).map_or(chars.len(), |length| at + length);
            tokens.push((at, Token::Word(chars[at..end].iter().collect())));
            at = end;
        } else {
            return Err(error(at, "unexpected", c));
        }
    }
    tokens.push((at, Token::End));
    Ok(tokens)
}

fn symbol(rest: &[char]) -> Option<&'static str> {
    SYMBOLS.into_iter().find(|symbol| symbol.chars().eq(rest.iter().copied().take(symbol.len())))
}

/// The text from the quote at `start` to its pair, and where it goes on; a backslash takes the next as it is.
fn quoted(chars: &[char], start: usize) -> Result<(String, usize), FilterError> {
    let mut text = String::new();
    let mut at = start + 1;
    while let Some(&c) = chars.get(at) {
        match c {
            '\\' => {
                text.extend(chars.get(at + 1));
                at += 1;
            }
            c if c == chars[start] => return Ok((text, at + 1)),
            c => text.push(c),
        }
        at += 1;
    }
    Err(error(start, "quote-not-closed", ""))
}

struct Parser<'a> {
    tokens: Vec<(usize, Token)>,
    at: usize,
    depth: usize,
    schema: &'a Schema,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        &self.tokens[self.at].1
    }

    fn position(&self) -> usize {
        self.tokens[self.at].0
    }

    fn next(&mut self) -> Token {
        let token = self.peek().clone();
        if token != Token::End {
            self.at += 1;
        }
        token
    }

    fn expected(&self, what: &str) -> FilterError {
        error(self.position(), "expected", what)
    }

    /// Takes the keyword `word` if it comes next, whatever its case.
    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(text) if text.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn symbol(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Token::Symbol(text) if *text == symbol);
        self.at += usize::from(found);
        found
    }

    fn any(&mut self, module: &Module) -> Result<Filter, FilterError> {
        let mut filters = vec![self.all(module)?];
        while self.word("or") {
            filters.push(self.all(module)?);
        }
        Ok(one_or(filters, Filter::Or))
    }

    fn all(&mut self, module: &Module) -> Result<Filter, FilterError> {
        let mut filters = vec![self.single(module)?];
        while self.word("and") {
            filters.push(self.single(module)?);
        }
        Ok(one_or(filters, Filter::And))
    }

    fn single(&mut self, module: &Module) -> Result<Filter, FilterError> {
        if self.depth >= DEPTH {
            return Err(error(self.position(), "too-deep", DEPTH));
        }
        self.depth += 1;
        let filter = if self.word("not") {
            Filter::Not(Box::new(self.single(module)?))
        } else if self.symbol("(") {
            let inner = self.any(module)?;
            if !self.symbol(")") {
                return Err(self.expected(")"));
            }
            inner
        } else {
            self.test(module)?
        };
        self.depth -= 1;
        Ok(filter)
    }

    fn test(&mut self, module: &Module) -> Result<Filter, FilterError> {
        let at = self.position();
        let Token::Word(path) = self.next() else { return Err(error(at, "expected-field", "")) };
        let (links, name) = path
            .rsplit_once('.')
            .map_or((Vec::new(), path.as_str()), |(links, name)| (links.split('.').collect(), name));
        self.through(module, &links, name, at)
    }

    /// A test of the field `name` of the record at the end of `links`.
    fn through(
        &mut self,
        module: &Module,
        links: &[&str],
        name: &str,
        at: usize,
    ) -> Result<Filter, FilterError> {
        let Some((first, rest)) = links.split_first() else { return self.compare(module, name, at) };
        let field = module.field(first).ok_or_else(|| error(at, "unknown-field", first))?;
        let schema = self.schema;
        let target = field.kind.targets().first().and_then(|target| schema.module(target));
        let target = target.ok_or_else(|| error(at, "not-a-link", first))?;
        let inner = self.through(target, rest, name, at)?;
        Ok(Filter::Through {
            field: field.name.clone(),
            module: target.name.clone(),
            filter: Box::new(inner),
        })
    }

    fn compare(&mut self, module: &Module, name: &str, at: usize) -> Result<Filter, FilterError> {
        let field = module.field(name).ok_or_else(|| error(at, "unknown-field", name))?;
        let at = self.position();
        let said = self.operator()?;
        let op = of_list(field, said);
        if !field.kind.rules().operators().contains(&op) {
            return Err(error(at, "operator-does-not-fit", op.text()));
        }
        let operands = if op.takes_no_operand() {
            Vec::new()
        } else if said.takes_list() {
            self.list(field)?
        } else {
            vec![self.operand(field, op)?]
        };
        Ok(Filter::Test(Test::new(field.name.clone(), op, operands)))
    }

    fn operator(&mut self) -> Result<Op, FilterError> {
        let at = self.position();
        let op = match self.next() {
            Token::Symbol("=" | "==") => Op::Is,
            Token::Symbol("!=" | "<>") => Op::IsNot,
            Token::Symbol("<") => Op::Less,
            Token::Symbol("<=") => Op::AtMost,
            Token::Symbol(">") => Op::More,
            Token::Symbol(">=") => Op::AtLeast,
            Token::Word(word) => match word.to_ascii_lowercase().as_str() {
                "in" => Op::In,
                "not" if self.word("in") => Op::NotIn,
                "contains" => Op::Contains,
                "starts" => {
                    self.word("with");
                    Op::Starts
                }
                "is" => {
                    let not = self.word("not");
                    if !self.word("empty") {
                        return Err(self.expected("empty"));
                    }
                    if not { Op::IsNotEmpty } else { Op::IsEmpty }
                }
                _ => return Err(error(at, "expected-operator", word)),
            },
            Token::Quoted(_) | Token::Symbol(_) | Token::End => {
                return Err(error(at, "expected-operator", ""));
            }
        };
        Ok(op)
    }

    fn list(&mut self, field: &Field) -> Result<Vec<Operand>, FilterError> {
        if !self.symbol("(") {
            return Err(self.expected("("));
        }
        let mut operands = vec![self.operand(field, Op::In)?];
        while self.symbol(",") {
            operands.push(self.operand(field, Op::In)?);
        }
        if self.symbol(")") { Ok(operands) } else { Err(self.expected(")")) }
    }

    fn operand(&mut self, field: &Field, op: Op) -> Result<Operand, FilterError> {
        let at = self.position();
        match self.next() {
            Token::Quoted(text) => value(field, op, &text, at),
            Token::Word(word) => match self.special(field, &word)? {
                Some(operand) => Ok(operand),
                None => value(field, op, &word, at),
            },
            Token::Symbol("+") => self.operand(field, op),
            Token::Symbol(_) | Token::End => Err(error(at, "expected-value", "")),
        }
    }

    /// `me`, `my team`, `my department` and points relative to the clock, where the field can be compared with them.
    fn special(&mut self, field: &Field, word: &str) -> Result<Option<Operand>, FilterError> {
        let users = field.kind.targets().iter().any(|target| target == "users");
        if users && word == "me" {
            return Ok(Some(Operand::Me));
        }
        if users && word == "my" && self.word("team") {
            return Ok(Some(Operand::MyTeam));
        }
        if users && word == "my" && self.word("department") {
            return Ok(Some(Operand::MyDepartment));
        }
        if !matches!(field.kind, Kind::Date(_) | Kind::Instant(_)) {
            return Ok(None);
        }
        // "today-7d" is one word, "today - 7d" are three.
        let (base, tail) = word.split_once('-').map_or((word, None), |(base, tail)| (base, Some(tail)));
        let (moment, start) = match base {
            "yesterday" => (Moment::Today, -1),
            "tomorrow" => (Moment::Today, 1),
            base => match Moment::ALL.into_iter().find(|moment| moment.key() == base) {
                Some(moment) => (moment, 0),
                None => return Ok(None),
            },
        };
        let (shift, unit) = match tail {
            Some(tail) => self.shift(tail, -1)?,
            None => self.shift_after()?,
        };
        if start != 0 && shift != 0 {
            return Err(error(self.position(), "unexpected", word));
        }
        Ok(Some(Operand::Relative { moment, shift: shift + start, unit }))
    }

    /// The `+ 30d` or `- 2w` that may follow a moment.
    fn shift_after(&mut self) -> Result<(i32, Unit), FilterError> {
        if self.symbol("+") {
            let Token::Word(word) = self.next() else { return Err(self.expected("30d")) };
            return self.shift(&word, 1);
        }
        match self.peek().clone() {
            Token::Word(word) if word == "-" => {
                self.next();
                let Token::Word(word) = self.next() else { return Err(self.expected("30d")) };
                self.shift(&word, -1)
            }
            Token::Word(word) if word.starts_with('-') => {
                self.next();
                self.shift(&word[1..], -1)
            }
            _ => Ok((0, Unit::Days)),
        }
    }

    fn shift(&self, text: &str, sign: i32) -> Result<(i32, Unit), FilterError> {
        let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
        let count = digits.parse::<i32>().ok().filter(|count| (0..=100_000).contains(count));
        let unit = match &text[digits.len()..] {
            "" => Some(Unit::Days),
            letters => Unit::ALL.into_iter().find(|unit| letters.chars().eq([unit.letter()])),
        };
        match count.zip(unit) {
            Some((count, unit)) => Ok((sign * count, unit)),
            None => Err(error(self.position(), "expected", "30d")),
        }
    }
}

/// What is said of a choice, whether the field has one or several: fields become the other.
fn of_list(field: &Field, op: Op) -> Op {
    match (&field.kind, op) {
        (Kind::ManyOf(_) | Kind::Tags(_), Op::Is) => Op::Contains,
        (Kind::ManyOf(_) | Kind::Tags(_), Op::IsNot) => Op::NotIn,
        (Kind::OneOf(_), Op::Contains) => Op::Is,
        (_, op) => op,
    }
}

/// `text` as a value that `field` can be compared with by `op`.
fn value(field: &Field, op: Op, text: &str, at: usize) -> Result<Operand, FilterError> {
    let whole = !matches!(op, Op::Contains | Op::Starts) || matches!(field.kind, Kind::ManyOf(_));
    let free = matches!(
        field.kind,
        Kind::Text(_) | Kind::Email(_) | Kind::Phone(_) | Kind::Url(_) | Kind::AutoNumber(_) | Kind::Tags(_)
    );
    if !whole || free {
        return Ok(Operand::Value(Value::text(text)));
    }
    let parsed = field.kind.rules().parse(text.trim(), &Formats::default());
    // A point in time may be compared with a whole day.
    let day = || field_day(field, text);
    match parsed {
        Ok(value) => Ok(Operand::Value(day().unwrap_or(match value {
            Value::Many(mut items) => Value::Text(items.pop().unwrap_or_default()),
            value => value,
        }))),
        Err(fault) => Err(error(at, fault.code, text)),
    }
}

fn field_day(field: &Field, text: &str) -> Option<Value> {
    let only_day = matches!(field.kind, Kind::Instant(_)) && text.len() == 10;
    only_day.then(|| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Value::Date)).flatten()
}

fn one_or(mut filters: Vec<Filter>, several: impl FnOnce(Vec<Filter>) -> Filter) -> Filter {
    match filters.len() {
        1 => filters.remove(0),
        _ => several(filters),
    }
}
