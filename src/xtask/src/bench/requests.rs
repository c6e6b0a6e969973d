//! The rows of the table that are requests.

use std::{net::SocketAddr, sync::atomic::AtomicUsize, time::Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{
    figures::{Figures, Work},
    http::{Client, Request, encode},
    load::{self, Maker},
    program::{EMAIL, PASSWORD, Program, Tokens},
    sharing,
};

const CONTACTS: &str = "/api/v1/contacts?limit=50";
const DEEP: usize = 1_000;
/// Each is updated once, as an update must name the version that it changes.
const TO_UPDATE: usize = 20_000;
const PAGE: usize = 200;
const NEW_FIELDS: usize = 5;
const PDFS: usize = 15;
const PDF_LINES: usize = 50;

pub fn measure(program: &Program, tokens: &Tokens, figures: &mut Figures) -> Result<()> {
    let address = program.address;
    figures.health_ms = load::median_ms(address, &AtomicUsize::new(0), &|_| Some(Request::get("/health")))?;
    let rest = |token| Rest { address, authorization: format!("Bearer {token}") };
    let (administrator, representative) = (rest(&tokens.administrator), rest(&tokens.representative));
    representative.measure_own(figures)?;
    administrator.measure(figures)?;
    let (beginnings, _) = administrator.some_contacts()?;
    match sharing::share(&administrator, &beginnings) {
        Ok(()) => representative.time(figures, Work::SharedList, &|_| Some(representative.get(CONTACTS))),
        Err(error) => figures.missing.push(format!("sharing rules: {error:#}")),
    }
    match sign_in(address) {
        Ok(cookie) => Pages { address, cookie }.measure(figures),
        Err(error) => figures.missing.push(format!("the pages: {error:#}")),
    }
    figures.take(Work::NewField, administrator.new_field())?;
    figures.take(Work::Pdf, administrator.pdf())
}

/// A session as the sign-in page makes one; returns its cookie.
pub fn sign_in(address: SocketAddr) -> Result<String> {
    let body = format!("email={}&password={}", encode(EMAIL), encode(PASSWORD));
    let request = post(address, "/login", "application/x-www-form-urlencoded", body);
    let reply = Client::connect(address)?.send(&request)?;
    match (reply.status, reply.header("set-cookie")) {
        (200..400, Some(cookie)) => Ok(cookie.split(';').next().unwrap_or_default().to_owned()),
        (status, _) => bail!("POST /login was answered with {status} and no session."),
    }
}

/// A request as our own page sends it; from elsewhere it would be refused.
fn post(address: SocketAddr, path: &str, kind: &str, body: String) -> Request {
    let request = Request { method: "POST", body, ..Request::get(path) };
    request
        .with("Content-Type", kind)
        .with("Origin", format!("http://{address}"))
        .with("Sec-Fetch-Site", "same-origin")
}

/// The rows of the table that a browser with a session asks for.
struct Pages {
    address: SocketAddr,
    cookie: String,
}

impl Pages {
    fn measure(&self, figures: &mut Figures) {
        let list = Request::get("/m/contacts").with("Accept", "text/html");
        self.time(figures, Work::Page, list);
        self.time(figures, Work::Sum, self.board(1, ""));
        let new = |n| self.board(1, &format!("amount != 0.{n:04}")).with("Cookie", self.cookie.as_str());
        figures.take_figure(Work::NewSum, load::measure(self.address, &|n| Some(new(n % 10_000))));
        self.time(figures, Work::Board, self.board(0, ""));
    }

    fn time(&self, figures: &mut Figures, work: Work, request: Request) {
        let request = request.with("Cookie", self.cookie.as_str());
        figures.take_figure(work, load::measure(self.address, &|_| Some(request.clone())));
    }

    /// Count and sums of each column with so many cards; 0 for as many as the page shows at first.
    fn board(&self, cards: u32, filter: &str) -> Request {
        let query = format!(r#"{{"module":"opportunities","filter":"{filter}","limit":{cards}}}"#);
        let body = format!(r#"{{"query":{query}}}"#);
        post(self.address, "/rpc/board", "application/json", body).with("Accept", "application/json")
    }
}

/// The rows of the table that are REST.
pub struct Rest {
    pub address: SocketAddr,
    authorization: String,
}

impl Rest {
    fn measure(&self, figures: &mut Figures) -> Result<()> {
        let (firsts, ids) = self.some_contacts()?;
        self.time(figures, Work::List, &|_| Some(self.get(CONTACTS)));
        let contains = encode("email contains \"an\"");
        self.time(figures, Work::Contains, &|_| {
            Some(self.get(format!("{CONTACTS}&filter={contains}&sort=title")))
        });
        match self.deep_page() {
            Ok(path) => self.time(figures, Work::DeepPage, &|_| Some(self.get(path.as_str()))),
            Err(error) => figures.missing.push(format!("page 1,000: {error:#}")),
        }
        self.time(figures, Work::Record, &|n| {
            Some(self.get(format!("/api/v1/contacts/{}", ids[n % ids.len()].id)))
        });
        self.time(figures, Work::Search, &|n| Some(self.search(&firsts[n % firsts.len()])));
        figures.take_figure(Work::Create, load::measure_throughput(self.address, &|n| Some(self.create(n))));
        figures.take_figure(
            Work::Update,
            load::measure_throughput(self.address, &|n| ids.get(n).map(|id| self.update(id))),
        );
        Ok(())
    }

    /// The median milliseconds until a field is there that the company adds.
    fn new_field(&self) -> Result<f64> {
        let add = |n| {
            self.post(
                "custom_fields",
                &json!({"module": "contacts", "label": format!("Added {n}"), "kind": "text"}),
            )
        };
        let mut client = Client::connect(self.address)?;
        let mut times = Vec::with_capacity(NEW_FIELDS);
        for n in 0..NEW_FIELDS {
            let sent = Instant::now();
            client.send_well(&add(n))?;
            times.push(sent.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        Ok(times[NEW_FIELDS / 2])
    }

    /// The median milliseconds of a PDF of a quote that was not set before.
    fn pdf(&self) -> Result<f64> {
        let mut client = Client::connect(self.address)?;
        let mut times = Vec::with_capacity(PDFS);
        // The first finds the fonts of the machine.
        for n in 0..=PDFS {
            let line = |at| json!({"name": format!("Item {n}-{at}"), "quantity": "2", "price": format!("{n}.{at:02}")});
            let lines: Vec<Value> = (0..PDF_LINES).map(line).collect();
            let quote = self.post("quotes", &json!({"name": format!("Quote {n}"), "lines": lines}));
            let quote = client.send_well(&quote)?.json()?;
            let id = quote["id"].as_str().context("A new quote has no id.")?;
            let sent = Instant::now();
            client.send_well(&self.get(format!("/api/v1/quotes/{id}/pdf")))?;
            times.push(sent.elapsed().as_secs_f64() * 1000.0);
        }
        times.remove(0);
        times.sort_by(f64::total_cmp);
        Ok(times[PDFS / 2])
    }

    /// What rights cost: the same requests of somebody whom they leave little.
    fn measure_own(&self, figures: &mut Figures) -> Result<()> {
        let (firsts, _) = self.some_contacts()?;
        self.time(figures, Work::OwnList, &|_| Some(self.get(CONTACTS)));
        self.time(figures, Work::OwnSearch, &|n| Some(self.search(&firsts[n % firsts.len()])));
        Ok(())
    }

    fn time(&self, figures: &mut Figures, work: Work, make: &Maker) {
        figures.take_figure(work, load::measure(self.address, make));
    }

    fn get(&self, path: impl Into<String>) -> Request {
        Request::get(path).with("Authorization", self.authorization.as_str())
    }

    /// A request that makes a record.
    pub fn post(&self, module: &str, body: &Value) -> Request {
        let json = self.get(format!("/api/v1/{module}")).with("Content-Type", "application/json");
        Request { method: "POST", body: body.to_string(), ..json }
    }

    /// The first record that meets a condition.
    pub fn find(&self, module: &str, filter: &str) -> Result<Value> {
        let path = format!("/api/v1/{module}?filter={}", encode(filter));
        let page = Client::connect(self.address)?.send_well(&self.get(path))?.json()?;
        Ok(page["data"][0].clone())
    }

    fn search(&self, letters: &str) -> Request {
        self.get(format!("/api/v1/search?q={}", encode(letters)))
    }

    fn create(&self, n: usize) -> Request {
        let (last, email) = (format!("Nr {n}"), format!("created{n}@example.com"));
        self.post("contacts", &json!({"first_name": "Created", "last_name": last, "email": email}))
    }

    fn update(&self, contact: &Contact) -> Request {
        let json = self.get(path_of(contact)).with("Content-Type", "application/json");
        let body = r#"{"title":"Updated"}"#.to_owned();
        Request { method: "PATCH", body, ..json }.with("If-Match", format!("\"{}\"", contact.version))
    }

    /// The beginnings of some names, to search for, and contacts to read and to update.
    fn some_contacts(&self) -> Result<(Vec<String>, Vec<Contact>)> {
        let mut client = Client::connect(self.address)?;
        let (mut beginnings, mut contacts, mut after) = (Vec::new(), Vec::new(), String::new());
        while contacts.len() < TO_UPDATE {
            let path = format!("/api/v1/contacts?limit={PAGE}{after}");
            let page = client.send_well(&self.get(path))?.json()?;
            let rows = page["data"].as_array().context("A list has no `data`.")?;
            beginnings.extend(rows.iter().filter_map(beginning));
            contacts.extend(rows.iter().filter_map(Contact::of));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={}", encode(next)),
                None => break,
            }
        }
        if contacts.is_empty() || beginnings.is_empty() {
            bail!("There are no contacts in the database that `rapport fill` made.");
        }
        beginnings.sort();
        beginnings.dedup();
        Ok((beginnings, contacts))
    }

    /// The path of page 1,000: its cursor is known only to who has been there.
    fn deep_page(&self) -> Result<String> {
        let mut client = Client::connect(self.address)?;
        let mut path = CONTACTS.to_owned();
        for page in 1..DEEP {
            let reply = client.send_well(&self.get(path))?.json()?;
            let next = reply["next"].as_str().with_context(|| format!("The list ends with page {page}."))?;
            path = format!("{CONTACTS}&after={}", encode(next));
        }
        Ok(path)
    }
}

struct Contact {
    id: String,
    version: i64,
}

impl Contact {
    fn of(row: &Value) -> Option<Self> {
        Some(Self { id: row["id"].as_str()?.to_owned(), version: row["version"].as_i64()? })
    }
}

fn path_of(contact: &Contact) -> String {
    format!("/api/v1/contacts/{}", contact.id)
}

/// The first two letters of a name, in whatever script it is.
fn beginning(row: &Value) -> Option<String> {
    let letters: String = row["last_name"].as_str()?.chars().take(2).collect();
    (letters.chars().count() == 2).then_some(letters)
}
