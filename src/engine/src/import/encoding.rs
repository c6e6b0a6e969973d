//! The encoding of a file: found out from its bytes, and turned into UTF-8 while it is read.

use std::cmp::Ordering;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use model::Problem;

/// How many bytes are read at once.
const BLOCK: usize = 64 * 1024;
/// How many bytes from the first that is not ASCII on the detector looks at.
const LOOK_AT: usize = 1024 * 1024;

/// The encoding that the bytes of `file` speak for, or why they are no text.
pub fn find_out(file: &mut impl Read) -> Result<&'static Encoding, Problem> {
    let mut head = Vec::with_capacity(BLOCK);
    file.by_ref().take(BLOCK as u64).read_to_end(&mut head).map_err(unreadable)?;
    if head.is_empty() {
        return Err(Problem::new("", "empty-file"));
    }
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf_16(&head) {
        return Ok(encoding);
    }
    if is_binary(&head) {
        return Err(Problem::new("", "not-a-text-file"));
    }
    let mut looking = Looking::new();
    looking.at(&head);
    let mut block = vec![0; BLOCK];
    loop {
        match file.read(&mut block).map_err(unreadable)? {
            0 => return Ok(looking.found()),
            read => looking.at(&block[..read]),
        }
    }
}

/// The encoding that a person or a mapping names.
pub fn named(label: &str) -> Result<&'static Encoding, Problem> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| Problem::new("", "unknown-encoding").detail(label))
}

pub fn unreadable(error: io::Error) -> Problem {
    Problem::new("", "unreadable-file").detail(error)
}

/// UTF-16 without a mark: mostly one half of the pairs holds zeros, and all of it makes sense. Other halves hold some
/// too: 대 is B300.
fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let even = &head[..head.len() & !1];
    let zeros = |half: usize| even.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = match zeros(0).cmp(&zeros(1)) {
        Ordering::Less => UTF_16LE,
        Ordering::Greater => UTF_16BE,
        Ordering::Equal => return None,
    };
    // A pair of surrogates may be cut at the end of the head.
    let (text, _, _) = encoding.decode(even);
    let whole = text.trim_end_matches('\u{fffd}');
    let sound = !whole.chars().any(|c| c == '\u{fffd}' || c.is_control() && !is_white(c));
    (sound && whole.chars().any(|c| matches!(c, '\n' | '\r' | ',' | ';' | '\t'))).then_some(encoding)
}

fn is_white(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

/// Pictures, archives and programs hold many control bytes. A stray one in a text is left to the field's own rules.
fn is_binary(head: &[u8]) -> bool {
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    let controls =
        head.iter().filter(|byte| byte.is_ascii_control() && !is_white(char::from(**byte))).count();
    head.starts_with(b"%PDF-") || zeros * 200 > head.len() || controls * 50 > head.len()
}

/// What was seen of the bytes so far.
struct Looking {
    detector: EncodingDetector,
    shown: usize,
    /// Characters of several bytes that are right as UTF-8, and sequences that are not.
    right: u64,
    wrong: u64,
    /// The beginning of a character whose rest is in the next block.
    rest: Vec<u8>,
}

impl Looking {
    fn new() -> Looking {
        Looking {
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            shown: 0,
            right: 0,
            wrong: 0,
            rest: Vec::new(),
        }
    }

    fn at(&mut self, block: &[u8]) {
        if self.shown < LOOK_AT && (self.shown > 0 || !block.is_ascii()) {
            self.detector.feed(block, false);
            self.shown += block.len();
        }
        if self.rest.is_empty() {
            return self.check(block);
        }
        let mut joined = std::mem::take(&mut self.rest);
        joined.extend_from_slice(block);
        self.check(&joined);
    }

    /// Counts what is right and wrong in `bytes` as UTF-8.
    fn check(&mut self, mut bytes: &[u8]) {
        if bytes.is_ascii() {
            return;
        }
        loop {
            let (sound, error) = match std::str::from_utf8(bytes) {
                Ok(_) => (bytes, None),
                Err(error) => (&bytes[..error.valid_up_to()], Some(error)),
            };
            self.right += sound.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            let Some(error) = error else { return };
            let Some(length) = error.error_len() else {
                self.rest = bytes[sound.len()..].to_vec();
                return;
            };
            self.wrong += 1;
            bytes = &bytes[sound.len() + length..];
        }
    }

    /// A single damaged character does not make UTF-8 another encoding.
    fn found(self) -> &'static Encoding {
        if self.wrong == 0 && self.rest.is_empty() || self.wrong * 20 < self.right {
            return UTF_8;
        }
        // The detector is not told that this is the end: where it stopped looking, or the file was cut off, there may be
        // half a character, and that would speak against the right encoding.
        match self.detector.guess(None, Utf8Detection::Deny) {
            // The larger set of the two; both are read alike.
            encoding if encoding == GBK => GB18030,
            encoding => encoding,
        }
    }
}

/// What follows the last byte of a file, so that a quotation mark that is never closed shows.
pub const END: &str = "\u{1}rapport: end of file\u{1}";

/// Reads bytes of any encoding as UTF-8, followed by a line that says `END`.
pub struct Decoded<R> {
    from: R,
    decoder: Decoder,
    input: Vec<u8>,
    output: Vec<u8>,
    at: usize,
    ended: bool,
    /// How many bytes may be read before `allow` is called again.
    allowed: usize,
    /// The file ends with the end of a line.
    pub whole: bool,
    /// How the first line ends, as far as is known.
    line_end: Option<&'static str>,
}

impl<R: Read> Decoded<R> {
    pub fn new(from: R, encoding: &'static Encoding) -> Decoded<R> {
        let decoder = encoding.new_decoder();
        let room = decoder.max_utf8_buffer_length(BLOCK).unwrap_or(BLOCK * 3);
        Decoded {
            from,
            decoder,
            input: vec![0; BLOCK],
            output: Vec::with_capacity(room + END.len() + 4),
            at: 0,
            ended: false,
            allowed: usize::MAX,
            whole: false,
            line_end: None,
        }
    }

    /// How lines end: with a line feed, or with a carriage return before it.
    pub fn line_end(&self) -> &'static str {
        self.line_end.unwrap_or("\n")
    }

    /// Lets `bytes` more be read before it is an error, so that one row cannot fill the memory.
    pub fn allow(&mut self, bytes: usize) {
        self.allowed = bytes;
    }

    fn fill(&mut self) -> io::Result<()> {
        let read = self.from.read(&mut self.input)?;
        self.output.resize(self.output.capacity(), 0);
        let (_, _, written, _) =
            self.decoder.decode_to_utf8(&self.input[..read], &mut self.output, read == 0);
        self.output.truncate(written);
        self.at = 0;
        if written > 0 {
            self.whole = matches!(self.output.last(), Some(b'\n' | b'\r'));
        }
        if self.line_end.is_none() {
            let first = self.output.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
            self.line_end = ["\r\n", "\n"].into_iter().find(|end| first.ends_with(end.as_bytes()));
        }
        if read == 0 {
            self.ended = true;
            let end = self.line_end();
            self.output.extend_from_slice(format!("{end}{END}{end}").as_bytes());
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.at == self.output.len() && !self.ended {
            self.fill()?;
        }
        let count = to.len().min(self.output.len() - self.at);
        to[..count].copy_from_slice(&self.output[self.at..self.at + count]);
        self.at += count;
        self.allowed = self.allowed.checked_sub(count).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> &'static str {
        find_out(&mut &*bytes).unwrap().name()
    }

    fn refused(bytes: &[u8]) -> Problem {
        find_out(&mut &*bytes).unwrap_err()
    }

    #[test]
    fn encodings_are_told_apart() {
        let chinese =
            "公司名称,联系人,电话\n北京恒通科技有限公司,王小明,010-12345678\n上海明珠贸易公司,李丽,021-1\n";
        let taiwanese =
            "公司名稱,聯絡人,電話\n台灣資訊股份有限公司,陳美玲,02-1234\n高雄貿易行,林志明,07-5678\n";
        let korean = "회사명,담당자,전화\n한국전자 주식회사,김민수,02-1234-5678\n서울무역,이영희,02-1\n";
        let russian = "Название,Контакт,Телефон\nООО «Ромашка»,Иванов Иван,+7 495 123-45-67\nЗавод,Пётр,1\n";
        let japanese = "会社名,担当者,電話\n株式会社さくら商事,山田太郎,03-1234\nひかり工業,すずき,06-1\n";
        let western = "Société,Contact\nPâtisserie Québécoise,Élodie Lefèvre\nMüller & Söhne,Jürgen Groß\n";
        for (text, label, name) in [
            (chinese, "gb18030", "gb18030"),
            (taiwanese, "big5", "Big5"),
            (korean, "euc-kr", "EUC-KR"),
            (russian, "windows-1251", "windows-1251"),
            (japanese, "shift_jis", "Shift_JIS"),
            (western, "windows-1252", "windows-1252"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, lossy) = encoding.encode(text);
            assert!(!lossy, "{label}");
            assert_eq!(found(&bytes), name);
            assert_eq!(found(text.as_bytes()), "UTF-8");
            for big in [false, true] {
                let units = text.encode_utf16();
                let wide: Vec<u8> =
                    units.flat_map(|c| if big { c.to_be_bytes() } else { c.to_le_bytes() }).collect();
                assert_eq!(found(&wide), if big { "UTF-16BE" } else { "UTF-16LE" }, "{label}");
            }
        }
    }

    #[test]
    fn late_letters_and_single_damage_do_not_mislead() {
        let mut late = b"name,city\n".repeat(100_000);
        late.extend_from_slice("Müller,Köln\n".as_bytes());
        assert_eq!(found(&late), "UTF-8");
        let mut damaged = "Ёлка,Москва\n".repeat(50).into_bytes();
        damaged.insert(40, 0xff);
        assert_eq!(found(&damaged), "UTF-8");
        assert_eq!(found(&"имя,город\n".as_bytes()[..14]), "UTF-8");
    }

    /// At the end of a file that was cut off, and where the detector stops looking.
    #[test]
    fn half_a_character_does_not_mislead() {
        let chinese = "北京恒通科技有限公司,王小明,010-12345678\n上海明珠贸易公司,李丽,021-1\n";
        let taiwanese = "台灣資訊股份有限公司,陳美玲,02-1234\n高雄貿易行,林志明,07-5678\n";
        let korean = "한국전자 주식회사,김민수,02-1234-5678\n서울무역,이영희,02-1\n";
        for (text, label, name) in
            [(chinese, "gb18030", "gb18030"), (taiwanese, "big5", "Big5"), (korean, "euc-kr", "EUC-KR")]
        {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            let (once, _, _) = encoding.encode(text);
            let cut = once.iter().position(u8::is_ascii).unwrap() - 1;
            assert_eq!(found(&[&once, &once[..cut]].concat()), name);
            let long = once.repeat(LOOK_AT * 5 / 4 / once.len());
            assert_eq!([found(&long), found(&[b"a", &long[..]].concat())], [name; 2]);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(refused(b"").code, "empty-file");
        assert_eq!(refused(b"PK\x03\x04\x14\x00\x06\x00\x08\x00!\x00").code, "not-a-text-file");
        assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10").code, "not-a-text-file");
        assert_eq!(refused(b"%PDF-1.7\n1 0 obj\n").code, "not-a-text-file");
        assert_eq!(refused(&[0; 4096]).code, "not-a-text-file");
        let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(refused(&noise).code, "not-a-text-file");
    }

    #[test]
    fn text_is_decoded_and_ends_with_the_mark() {
        let mut decoded = Decoded::new(&b"\xef\xbb\xbfa,b\n1,2"[..], UTF_8);
        let mut text = String::new();
        decoded.read_to_string(&mut text).unwrap();
        assert_eq!(text, format!("a,b\n1,2\n{END}\n"));
        assert!(!decoded.whole);
        let mut short = Decoded::new(&b"0123456789"[..], UTF_8);
        short.allow(4);
        assert_eq!(short.read_to_end(&mut Vec::new()).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
