//! A fixed work, timed in the same run. Machines differ, and one machine differs from hour to hour; the ratio of a
//! measured time to this one differs less.

use std::{hint::black_box, time::Instant};

const NUMBERS: usize = 200_000;
const RUNS: usize = 15;

/// The median time of making and sorting 200,000 numbers, the same each time.
pub fn milliseconds() -> f64 {
    let mut times: Vec<f64> = (0..RUNS).map(|_| run()).collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn run() -> f64 {
    let start = Instant::now();
    let mut numbers: Vec<u64> = random_numbers().take(NUMBERS).collect();
    numbers.sort_unstable();
    black_box(&numbers);
    start.elapsed().as_secs_f64() * 1000.0
}

/// Xorshift: always the same numbers.
pub fn random_numbers() -> impl Iterator<Item = u64> {
    std::iter::successors(Some(0x9E37_79B9_7F4A_7C15_u64), |&last| {
        let a = last ^ (last << 13);
        let b = a ^ (a >> 7);
        Some(b ^ (b << 17))
    })
}
