//! Lists and single records.
