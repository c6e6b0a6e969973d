//! One client for the time of a request, eight for how many a second.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use super::{
    figures::Figure,
    http::{Client, Request},
};

const WARM_UP: usize = 50;
/// Whatever else the machine does only takes time away: what counts is the quietest of some rounds.
const ROUNDS: usize = 5;
const SAMPLES: usize = 80;
/// A slow request is measured fewer times: the sampling ends then.
const SAMPLING: Duration = Duration::from_secs(8);
const CLIENTS: usize = 8;
const LOADING: Duration = Duration::from_secs(2);
const LOADS: usize = 2;

/// Makes the request of a number; `None` where there are no more, as with updates of records that were listed before.
pub type Maker<'a> = dyn Fn(usize) -> Option<Request> + Sync + 'a;

/// The median time with one client in milliseconds, and how many a second with eight.
pub fn measure(address: SocketAddr, make: &Maker) -> Result<Figure> {
    let counter = AtomicUsize::new(0);
    let value = median_ms(address, &counter, make)?;
    Ok(Figure { value, with_eight: Some(per_second(address, &counter, make)?) })
}

/// How many a second with eight clients, for what is wanted as that.
pub fn measure_throughput(address: SocketAddr, make: &Maker) -> Result<Figure> {
    let value = per_second(address, &AtomicUsize::new(0), make)?;
    Ok(Figure { value, with_eight: None })
}

pub fn median_ms(address: SocketAddr, counter: &AtomicUsize, make: &Maker) -> Result<f64> {
    let mut client = Client::connect(address)?;
    let mut times = Vec::with_capacity(SAMPLES);
    let start = Instant::now();
    while times.len() < WARM_UP + ROUNDS * SAMPLES && start.elapsed() < SAMPLING {
        let request =
            make(counter.fetch_add(1, Ordering::Relaxed)).context("There are too few records to work on.")?;
        let sent = Instant::now();
        client.send_well(&request)?;
        times.push(sent.elapsed().as_secs_f64() * 1000.0);
    }
    let mut times = times.split_off(WARM_UP.min(times.len() / 2));
    // A slow request does not fill one round.
    let round = SAMPLES.min(times.len()).max(1);
    times
        .chunks_exact_mut(round)
        .map(median)
        .reduce(f64::min)
        .context("Not one request was answered in time.")
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The most of some rounds.
fn per_second(address: SocketAddr, counter: &AtomicUsize, make: &Maker) -> Result<f64> {
    let mut most = 0.0_f64;
    for _ in 0..LOADS {
        most = most.max(one_load(address, counter, make)?);
    }
    Ok(most)
}

fn one_load(address: SocketAddr, counter: &AtomicUsize, make: &Maker) -> Result<f64> {
    let start = Instant::now();
    let answered = thread::scope(|scope| -> Result<u32> {
        let client = || scope.spawn(|| one_of_eight(address, start, counter, make));
        let clients: Vec<_> = (0..CLIENTS).map(|_| client()).collect();
        clients
            .into_iter()
            .map(|client| client.join().map_err(|_| anyhow::anyhow!("A client panicked."))?)
            .sum()
    })?;
    ensure!(answered > 0, "Not one request was answered in time.");
    Ok(f64::from(answered) / start.elapsed().as_secs_f64())
}

fn one_of_eight(address: SocketAddr, start: Instant, counter: &AtomicUsize, make: &Maker) -> Result<u32> {
    let mut client = Client::connect(address)?;
    let mut answered = 0;
    while start.elapsed() < LOADING {
        let Some(request) = make(counter.fetch_add(1, Ordering::Relaxed)) else { break };
        client.send_well(&request)?;
        answered += 1;
    }
    Ok(answered)
}
