//! A ZIP archive of files as they are: names in UTF-8, nothing compressed, as pictures and PDFs mostly are already.

/// The first bytes of the parts of an archive.
const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const VERSION: u16 = 20;
/// 1 January 1980, the first day that the format knows: when a file was put in says nothing.
const DAY: u16 = 0x21;

#[derive(Default)]
pub(super) struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Zip {
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        let at = small(self.bytes.len());
        let head = head(name, content);
        self.bytes.extend(LOCAL.to_le_bytes());
        self.bytes.extend(VERSION.to_le_bytes());
        self.bytes.extend(&head);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(content);
        self.directory.extend(CENTRAL.to_le_bytes());
        self.directory.extend([VERSION, VERSION].map(u16::to_le_bytes).concat());
        self.directory.extend(&head);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        let (at, size) = (small(self.bytes.len()), small(self.directory.len()));
        self.bytes.extend(&self.directory);
        self.bytes.extend(END.to_le_bytes());
        self.bytes.extend([0, 0, self.count, self.count].map(u16::to_le_bytes).concat());
        self.bytes.extend([size, at].map(u32::to_le_bytes).concat());
        self.bytes.extend(0_u16.to_le_bytes());
        self.bytes
    }
}

/// What the file's own entry and that of the directory both say.
fn head(name: &str, content: &[u8]) -> Vec<u8> {
    let mut head = [FLAGS, 0, 0, DAY].map(u16::to_le_bytes).concat();
    let sizes = [crc32fast::hash(content), small(content.len()), small(content.len())];
    head.extend(sizes.map(u32::to_le_bytes).concat());
    head.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
    head.extend(0_u16.to_le_bytes());
    head
}

/// No archive of ours is larger than the format allows: it lies in memory.
fn small(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
