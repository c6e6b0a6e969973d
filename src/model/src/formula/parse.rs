//! Reading a formula, and finding its type.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::functions::Function;
use super::{Formula, Node, Operator, Type};
use crate::{Field, FilterError, Module, Name, Value};

/// How deep parentheses may be nested; a limit, because reading and working out are recursive.
const DEPTH: usize = 50;
/// Characters of a formula.
const LONGEST: usize = 4_000;

/// Operators from the loosest to the tightest; those of one row go from left to right.
const LEVELS: [&[(&str, Operator)]; 5] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[
        ("=", Operator::Is),
        ("!=", Operator::IsNot),
        ("<=", Operator::AtMost),
        (">=", Operator::AtLeast),
        ("<", Operator::Less),
        (">", Operator::More),
    ],
    &[("+", Operator::Plus), ("-", Operator::Minus), ("&", Operator::Join)],
    &[("*", Operator::Times), ("/", Operator::Over)],
];

impl Formula {
    /// Reads `text` as a formula over the fields of `module`; says of which type it is.
    pub fn parse(text: &str, module: &Module) -> Result<(Formula, Type), FilterError> {
        if text.chars().count() > LONGEST {
            return Err(error(LONGEST, "too-long", LONGEST));
        }
        let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0, module };
        let (node, kind) = parser.level(0)?;
        match parser.peek() {
            Token::End => Ok((Formula(node), kind)),
            token => Err(error(parser.position(), "unexpected", token.text())),
        }
    }

    /// Reads `text` as a formula that gives what is `wanted`.
    pub fn giving(wanted: Type, text: &str, module: &Module) -> Result<Formula, FilterError> {
        let (formula, given) = Formula::parse(text, module)?;
        if given == wanted { Ok(formula) } else { Err(error(0, "other-type", given.key())) }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Number(Decimal),
    Quoted(String),
    Symbol(&'static str),
    End,
}

impl Token {
    fn text(&self) -> String {
        match self {
            Token::Word(text) | Token::Quoted(text) => text.clone(),
            Token::Number(number) => number.to_string(),
            Token::Symbol(symbol) => (*symbol).to_owned(),
            Token::End => String::new(),
        }
    }
}

fn error(at: usize, code: &'static str, detail: impl ToString) -> FilterError {
    FilterError { at, code: Name::new_static(code), detail: detail.to_string() }
}

const SYMBOLS: [&str; 14] = ["!=", "<=", ">=", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/", "&"];

/// The tokens with where they start, in characters; the last is `End`.
fn tokens(text: &str) -> Result<Vec<(usize, Token)>, FilterError> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let run = |is: fn(char) -> bool| chars[at..].iter().take_while(|c| is(**c)).collect::<String>();
        let (token, length) = if c.is_whitespace() {
            at += 1;
            continue;
        } else if c == '"' || c == '\'' {
            quoted(&chars, at)?
        } else if c.is_ascii_digit() {
            let digits = run(|c| c.is_ascii_digit() || c == '.');
            let number = Decimal::from_str(&digits).map_err(|_| error(at, "not-a-number", &digits))?;
            (Token::Number(number), digits.len())
        } else if c.is_alphabetic() || c == '_' {
            let word = run(|c| c.is_alphanumeric() || c == '_');
            let length = word.chars().count();
            (Token::Word(word), length)
        } else {
            let rest: String = chars[at..].iter().take(2).collect();
            let symbol = SYMBOLS.into_iter().find(|symbol| rest.starts_with(symbol));
            let symbol = symbol.ok_or_else(|| error(at, "unexpected", c))?;
            (Token::Symbol(symbol), symbol.len())
        };
        tokens.push((at, token));
        at += length;
    }
    tokens.push((at, Token::End));
    Ok(tokens)
}

/// The text from the quote at `start` to its pair, and the length of both; two quotes are one within.
fn quoted(chars: &[char], start: usize) -> Result<(Token, usize), FilterError> {
    let quote = chars[start];
    let mut text = String::new();
    let mut at = start + 1;
    while let Some(&c) = chars.get(at) {
        let doubled = chars.get(at + 1) == Some(&quote);
        match c {
            c if c == quote && !doubled => return Ok((Token::Quoted(text), at + 1 - start)),
            c if c == quote => at += 1,
            _ => {}
        }
        text.push(c);
        at += 1;
    }
    Err(error(start, "quote-not-closed", ""))
}

struct Parser<'a> {
    tokens: Vec<(usize, Token)>,
    at: usize,
    depth: usize,
    module: &'a Module,
}

type Typed = (Node, Type);

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

    /// Takes the symbol or keyword `text` if it comes next.
    fn take(&mut self, text: &str) -> bool {
        let found = match self.peek() {
            Token::Word(word) => word.eq_ignore_ascii_case(text),
            Token::Symbol(symbol) => *symbol == text,
            Token::Number(_) | Token::Quoted(_) | Token::End => false,
        };
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<(), FilterError> {
        if self.take(symbol) { Ok(()) } else { Err(error(self.position(), "expected", symbol)) }
    }

    fn level(&mut self, level: usize) -> Result<Typed, FilterError> {
        let Some(operators) = LEVELS.get(level) else { return self.single() };
        let mut left = self.level(level + 1)?;
        loop {
            let at = self.position();
            let Some((text, operator)) = operators.iter().find(|(text, _)| self.take(text)) else {
                return Ok(left);
            };
            let right = self.level(level + 1)?;
            left = self.pair(*operator, left, right).ok_or_else(|| error(at, "types-do-not-fit", text))?;
        }
    }

    /// Two parts joined, where they can be. A choice may be named by its label.
    fn pair(&self, operator: Operator, left: Typed, right: Typed) -> Option<Typed> {
        let kind = operator.gives(left.1, right.1)?;
        let (first, second) = (self.key(&right.0, left.0), right.0);
        let second = self.key(&first, second);
        Some((Node::Pair(operator, Box::new((first, second))), kind))
    }

    /// `node`, as the key of a choice where it is the label of one of the field `beside` it.
    fn key(&self, beside: &Node, node: Node) -> Node {
        let (Node::Field(field), Node::Constant(Value::Text(text))) = (beside, &node) else { return node };
        let choices = self.module.field(field).map(|field| field.kind.choices()).unwrap_or_default();
        let is_key = choices.iter().any(|choice| choice.key == *text);
        let labelled = choices.iter().find(|choice| !is_key && choice.label == *text);
        labelled.map_or(node, |choice| Node::Constant(Value::text(choice.key.as_str())))
    }

    fn single(&mut self) -> Result<Typed, FilterError> {
        if self.depth >= DEPTH {
            return Err(error(self.position(), "too-deep", DEPTH));
        }
        self.depth += 1;
        let at = self.position();
        let typed = match self.next() {
            Token::Number(number) => (Node::Constant(Value::Decimal(number)), Type::Number),
            Token::Quoted(text) => (Node::Constant(Value::text(text)), Type::Text),
            Token::Symbol("-") => match self.single()? {
                (node, Type::Number) => (Node::Negative(Box::new(node)), Type::Number),
                _ => return Err(error(at, "types-do-not-fit", "-")),
            },
            Token::Symbol("(") => {
                let inner = self.level(0)?;
                self.expect(")")?;
                inner
            }
            Token::Word(word) => self.word(&word, at)?,
            Token::End => return Err(error(at, "expected-value", "")),
            token @ Token::Symbol(_) => return Err(error(at, "unexpected", token.text())),
        };
        self.depth -= 1;
        Ok(typed)
    }

    fn word(&mut self, word: &str, at: usize) -> Result<Typed, FilterError> {
        match word.to_ascii_lowercase().as_str() {
            "true" => return Ok((Node::Constant(Value::Bool(true)), Type::Truth)),
            "false" => return Ok((Node::Constant(Value::Bool(false)), Type::Truth)),
            "not" => {
                // Looser than comparisons: `not a = b` is `not (a = b)`.
                return match self.level(2)? {
                    (node, Type::Truth) => Ok((Node::Not(Box::new(node)), Type::Truth)),
                    _ => Err(error(at, "types-do-not-fit", "not")),
                };
            }
            _ => {}
        }
        if self.take("(") {
            return self.call(word, at);
        }
        let is_it = |field: &&Field| field.name == *word;
        let field = self.module.fields.iter().find(is_it).ok_or_else(|| error(at, "unknown-field", word))?;
        Ok((Node::Field(field.name.clone()), Type::of(&field.kind)))
    }

    fn call(&mut self, name: &str, at: usize) -> Result<Typed, FilterError> {
        let function = Function::called(name).ok_or_else(|| error(at, "unknown-function", name))?;
        let (mut nodes, mut types) = (Vec::new(), Vec::new());
        while !self.take(")") {
            if !nodes.is_empty() {
                self.expect(",")?;
            }
            let (node, kind) = self.level(0)?;
            nodes.push(node);
            types.push(kind);
        }
        let kind = function.gives(&types).ok_or_else(|| error(at, "types-do-not-fit", name))?;
        Ok((Node::Call(function, nodes), kind))
    }
}

impl Operator {
    /// The type that it gives for these; `None` where it does not join them.
    fn gives(self, left: Type, right: Type) -> Option<Type> {
        use Type::{Date, Instant, Number, Text, Truth};
        match self {
            Operator::Or | Operator::And => (left == Truth && right == Truth).then_some(Truth),
            Operator::Is | Operator::IsNot => {
                let comparable = matches!(left, Number | Text | Date | Instant | Truth);
                (comparable && left == right).then_some(Truth)
            }
            Operator::Less | Operator::AtMost | Operator::More | Operator::AtLeast => {
                (matches!(left, Number | Text | Date | Instant) && left == right).then_some(Truth)
            }
            Operator::Plus => match (left, right) {
                (Number, Number) => Some(Number),
                (Date, Number) => Some(Date),
                _ => None,
            },
            Operator::Minus => match (left, right) {
                (Number, Number) | (Date, Date) => Some(Number),
                (Date, Number) => Some(Date),
                _ => None,
            },
            Operator::Join => {
                let written = |kind| matches!(kind, Number | Text | Date | Type::List);
                (written(left) && written(right)).then_some(Text)
            }
            Operator::Times | Operator::Over => (left == Number && right == Number).then_some(Number),
        }
    }
}
