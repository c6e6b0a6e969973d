use std::time::Instant;
use engine::{Engine, Fill, ImportFile};
#[tokio::test(flavor = "multi_thread")]
async fn speed() {
    let dir = std::env::temp_dir().join("rapport-speed"); let _ = std::fs::remove_dir_all(&dir); std::fs::create_dir_all(&dir).unwrap();
    let engine = Engine::open(&format!("sqlite:{}", dir.join("a.db").display())).await.unwrap();
    engine.add_user("ada@example.com", "Ada", "Administrator", "correct horse battery").await.unwrap();
    let ada = engine.caller_of("ada@example.com").await.unwrap();
    let start = Instant::now();
    let n: u64 = std::env::var("N").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut last = String::new();
    engine.fill(Fill { accounts: 10_000*n, contacts: 100_000*n, leads: 20_000*n, opportunities: 50_000*n }, |m, c| if m != last || c % 50_000 == 0 { last = m.to_owned(); eprintln!("{m} {c} {:?}", start.elapsed()) }).await.unwrap();
    let took = start.elapsed().as_secs_f64();
    eprintln!("fill: {:.0} rows/s in {took}", 180_000.0 * n as f64 / took);
    let mut csv = String::from("first_name,last_name,title,email,phone,city\n");
    for row in 0..50_000 { csv.push_str(&format!("Anna,Bauer-{row},Buyer,import{row}@example.com,+4930{row:07},Berlin\n")); }
    let path = dir.join("c.csv"); std::fs::write(&path, csv).unwrap();
    for _ in 0..2 {
        let start = Instant::now();
        let file = ImportFile { module: "contacts", path: &path, mapping: None, match_by: vec!["email".into()], dry_run: false };
        let (_, status) = engine.import_file(&ada, file, |_| ()).await.unwrap();
        let took = start.elapsed().as_secs_f64();
        eprintln!("import: {:.0} rows/s {} {} {}", 50_000.0 / took, status.added, status.updated, status.failed);
    }
    let start = Instant::now();
    use futures::StreamExt;
    let q = api::ListQuery { module: "contacts".into(), ..Default::default() };
    let s = engine.export(&ada, q, engine::Headers::Labels).unwrap();
    let bytes: usize = s.map(|b| b.unwrap().len()).fold(0, |a, b| async move { a + b }).await;
    eprintln!("export {bytes} bytes in {:?}", start.elapsed());
}
