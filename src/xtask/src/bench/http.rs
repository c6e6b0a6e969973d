//! The smallest HTTP/1.1 client that measures: blocking, one kept connection, no TLS. A library would cost more than
//! the requests that it measures.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};

const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, Default)]
pub struct Request {
    pub method: &'static str,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

pub struct Reply {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

pub struct Client {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Request {
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), ..Self::default() }
    }

    pub fn with(mut self, header: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((header, value.into()));
        self
    }

    /// The request as it goes over the wire.
    fn text(&self, address: SocketAddr) -> String {
        let mut text = format!("{} {} HTTP/1.1\r\nHost: {address}\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            text += &format!("{name}: {value}\r\n");
        }
        if !self.body.is_empty() {
            text += &format!("Content-Length: {}\r\n", self.body.len());
        }
        text + "\r\n" + &self.body
    }
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Result<serde_json::Value> {
        serde_json::from_slice(&self.body).context("The answer is not JSON.")
    }
}

impl Client {
    pub fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream), address })
    }

    /// Sends a request and reads the whole answer, whatever its status.
    pub fn send(&mut self, request: &Request) -> Result<Reply> {
        self.stream.get_mut().write_all(request.text(self.address).as_bytes())?;
        let status = self.status()?;
        let mut reply = Reply { status, headers: self.headers()?, body: Vec::new() };
        self.body(&mut reply)?;
        Ok(reply)
    }

    /// Sends a request that must succeed: a failure that is answered quickly is no good time.
    pub fn send_well(&mut self, request: &Request) -> Result<Reply> {
        let reply = self.send(request)?;
        if !(200..300).contains(&reply.status) {
            let body = String::from_utf8_lossy(&reply.body);
            let start: String = body.chars().take(300).collect();
            bail!("{} {} was answered with {}: {start}", request.method, request.path, reply.status);
        }
        Ok(reply)
    }

    fn status(&mut self) -> Result<u16> {
        let line = self.line()?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        status.with_context(|| format!("The answer does not begin as HTTP does: {line:?}"))
    }

    fn headers(&mut self) -> Result<Vec<(String, String)>> {
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(headers);
            }
            let (name, value) = line.split_once(':').context("A header has no colon.")?;
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
    }

    fn body(&mut self, reply: &mut Reply) -> Result<()> {
        if let Some(length) = reply.header("content-length") {
            let length = length.parse()?;
            return self.exactly(length, &mut reply.body);
        }
        if reply.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
            return self.chunks(&mut reply.body);
        }
        ensure!(matches!(reply.status, 204 | 304), "The answer does not say how long it is.");
        Ok(())
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> Result<()> {
        loop {
            let line = self.line()?;
            let length = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16)?;
            self.exactly(length, body)?;
            self.line()?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    fn exactly(&mut self, length: usize, body: &mut Vec<u8>) -> Result<()> {
        let start = body.len();
        body.resize(start + length, 0);
        Ok(self.stream.read_exact(&mut body[start..])?)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        ensure!(self.stream.read_line(&mut line)? > 0, "The program closed the connection.");
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}

/// A text as it may stand in the query of a URL.
pub fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte))
            }
            _ => encoded += &format!("%{byte:02X}"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use std::{io::Write, net::TcpListener, thread};

    use super::{Client, Request, encode};

    #[test]
    fn a_text_is_encoded_for_a_url() {
        assert_eq!(encode("name contains \"李\""), "name%20contains%20%22%E6%9D%8E%22");
    }

    #[test]
    fn answers_are_read_whole_on_one_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let sized = "HTTP/1.1 201 Created\r\nContent-Length: 4\r\nETag: \"1\"\r\n\r\n[17]";
            let chunked =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n";
            stream.write_all(format!("{sized}{chunked}").as_bytes()).unwrap();
            stream
        });
        let mut client = Client::connect(address).unwrap();
        let first = client.send(&Request::get("/")).unwrap();
        assert_eq!(
            (first.status, first.header("etag"), first.json().unwrap()[0].as_u64()),
            (201, Some("\"1\""), Some(17))
        );
        assert_eq!(client.send(&Request::get("/")).unwrap().body, b"abcde");
        drop(server.join());
    }
}
