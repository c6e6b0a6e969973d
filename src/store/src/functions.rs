//! What SQLite learns from us: the sort order of people, and "contains" in any script. Beside `replace` the only
//! unsafe code of the product; it does nothing but hand `model::fold` to SQLite's C interface.
#![expect(
    unsafe_code,
    reason = "SQLite takes functions as C pointers, and sqlx offers no safe way to register them"
)]

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ffi::{CStr, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use libsqlite3_sys as ffi;
use model::fold::{self, Beginnings};
use sqlx::SqliteConnection;

use crate::error::{Error, Result};

/// Adds to this connection the collation `RAPPORT` (the order of `fold::compare`) and the functions
/// `rapport_contains(text, …, needle)` (1 where one of the texts holds the folded needle) and
/// `rapport_starts(text, needle)` (1 where the text starts with the folded needle) and `rapport_starts_with_one(text,
/// needles)` (the same for a JSON array of folded needles). And has it keep a statement's plan whatever is bound to it:
/// it would read each statement with a limit anew each time.
pub(crate) async fn register(conn: &mut SqliteConnection) -> Result<()> {
    let mut handle = conn.lock_handle().await?;
    let db = handle.as_raw_handle().as_ptr();
    // SAFETY: `db` is open and locked for us; the names are C strings; the functions take no data of ours.
    let codes = unsafe {
        [
            ffi::sqlite3_create_collation_v2(
                db,
                c"RAPPORT".as_ptr(),
                ffi::SQLITE_UTF8,
                ptr::null_mut(),
                Some(collate),
                None,
            ),
            create(db, c"rapport_contains", -1, contains),
            create(db, c"rapport_starts", 2, starts),
            create(db, c"rapport_starts_with_one", 2, starts_with_one),
            ffi::sqlite3_db_config(
                db,
                ffi::SQLITE_DBCONFIG_ENABLE_QPSG,
                c_int::from(true),
                ptr::null_mut::<c_int>(),
            ),
        ]
    };
    let failed = codes.into_iter().find(|code| *code != ffi::SQLITE_OK);
    failed.map_or(Ok(()), |code| Err(Error::Unavailable(format!("SQLite refused our functions ({code})"))))
}

type Function = unsafe extern "C" fn(*mut ffi::sqlite3_context, c_int, *mut *mut ffi::sqlite3_value);

/// # Safety
/// `db` must be open and locked.
unsafe fn create(db: *mut ffi::sqlite3, name: &CStr, arguments: c_int, function: Function) -> c_int {
    let flags = ffi::SQLITE_UTF8 | ffi::SQLITE_DETERMINISTIC;
    // SAFETY: as promised by the caller; no data is given, so none is to be freed.
    unsafe {
        ffi::sqlite3_create_function_v2(
            db,
            name.as_ptr(),
            arguments,
            flags,
            ptr::null_mut(),
            Some(function),
            None,
            None,
            None,
        )
    }
}

unsafe extern "C" fn collate(
    _: *mut c_void,
    left_length: c_int,
    left: *const c_void,
    right_length: c_int,
    right: *const c_void,
) -> c_int {
    // SAFETY: SQLite gives pointers to that many bytes, valid for this call.
    let (left, right) = unsafe { (bytes(left, left_length), bytes(right, right_length)) };
    // A panic must not cross into C; it cannot happen, and would then only spoil the order.
    let compare = || fold::compare(&String::from_utf8_lossy(left), &String::from_utf8_lossy(right));
    let order = catch_unwind(compare).unwrap_or(Ordering::Equal);
    order as c_int
}

unsafe extern "C" fn contains(
    context: *mut ffi::sqlite3_context,
    count: c_int,
    values: *mut *mut ffi::sqlite3_value,
) {
    // SAFETY: SQLite gives `count` valid values for this call.
    unsafe {
        let values = std::slice::from_raw_parts(values, usize::try_from(count).unwrap_or(0));
        let Some((needle, texts)) = values.split_last() else { return };
        let needle = read(*needle);
        let found = texts.iter().any(|value| {
            let Some((needle, text)) = needle.as_ref().zip(read(*value)) else { return false };
            catch_unwind(AssertUnwindSafe(|| fold::contains(&text, needle))).unwrap_or(false)
        });
        ffi::sqlite3_result_int(context, c_int::from(found));
    }
}

unsafe extern "C" fn starts(
    context: *mut ffi::sqlite3_context,
    count: c_int,
    values: *mut *mut ffi::sqlite3_value,
) {
    // SAFETY: SQLite gives `count` valid values for this call.
    unsafe {
        let values = std::slice::from_raw_parts(values, usize::try_from(count).unwrap_or(0));
        let [text, needle] = values else { return };
        let found = read(*text).zip(read(*needle)).is_some_and(|(text, needle)| {
            catch_unwind(AssertUnwindSafe(|| fold::starts(&text, &needle))).unwrap_or(false)
        });
        ffi::sqlite3_result_int(context, c_int::from(found));
    }
}

/// The needles are read once a statement: SQLite keeps what was made of them until it is reset, when they may change.
unsafe extern "C" fn starts_with_one(
    context: *mut ffi::sqlite3_context,
    count: c_int,
    values: *mut *mut ffi::sqlite3_value,
) {
    // SAFETY: SQLite gives `count` valid values for this call; under the number of an argument lies what we put there,
    // which it drops by our function.
    unsafe {
        let values = std::slice::from_raw_parts(values, usize::try_from(count).unwrap_or(0));
        let [text, needles] = values else { return };
        let Some(text) = read(*text) else { return ffi::sqlite3_result_int(context, 0) };
        let begins = |beginnings: &Beginnings| {
            let found = catch_unwind(AssertUnwindSafe(|| beginnings.begin(&text))).unwrap_or(false);
            ffi::sqlite3_result_int(context, c_int::from(found));
        };
        if let Some(kept) = ffi::sqlite3_get_auxdata(context, NEEDLES).cast::<Beginnings>().as_ref() {
            return begins(kept);
        }
        let needles = read(*needles).and_then(|json| serde_json::from_str(&json).ok());
        let made = Box::new(Beginnings::new(needles.unwrap_or_default()));
        begins(&made);
        // It may be dropped at once.
        ffi::sqlite3_set_auxdata(
            context,
            NEEDLES,
            Box::into_raw(made).cast::<c_void>(),
            Some(drop_beginnings),
        );
    }
}

/// Which argument of `starts_with_one` holds the needles.
const NEEDLES: c_int = 1;

unsafe extern "C" fn drop_beginnings(kept: *mut c_void) {
    // SAFETY: SQLite gives back, once, what came from `Box::into_raw`.
    drop(unsafe { Box::from_raw(kept.cast::<Beginnings>()) });
}

/// # Safety
/// `start` must point to `length` bytes that live as long as the result is used.
unsafe fn bytes<'a>(start: *const c_void, length: c_int) -> &'a [u8] {
    match usize::try_from(length) {
        Ok(length) if length > 0 && !start.is_null() => {
            // SAFETY: as promised by the caller.
            unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length) }
        }
        _ => &[],
    }
}

/// The text of a value; `None` where it is NULL.
///
/// # Safety
/// `value` must be a valid value of SQLite that lives as long as the result is used.
unsafe fn read<'a>(value: *mut ffi::sqlite3_value) -> Option<Cow<'a, str>> {
    // SAFETY: as promised by the caller; the length is asked for after the text, as SQLite wants it.
    unsafe {
        let start = ffi::sqlite3_value_text(value);
        if start.is_null() {
            return None;
        }
        let length = ffi::sqlite3_value_bytes(value);
        Some(String::from_utf8_lossy(bytes(start.cast::<c_void>(), length)))
    }
}
