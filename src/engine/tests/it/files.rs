//! Uploads and attachments.

use api::{Backend, Failure};
use model::{File, Value};

use crate::house::{House, everywhere, failure, link, problems, text};

const PDF: &[u8] = b"%PDF-1.7 and so on";

#[tokio::test]
async fn a_file_is_uploaded_attached_and_fetched() {
    everywhere(async |house: House| {
        let account = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let file = house.engine.put_file(&house.rita, "C:\\offers\\報價.pdf", PDF.to_vec()).await.unwrap();
        assert_eq!((file.name.as_str(), file.size, file.mime.as_str()), ("報價.pdf", 18, "application/pdf"));
        // What the page says about the file does not count.
        let lie = File { mime: "text/html".into(), size: 1, name: "x.html".into(), ..file.clone() };
        let values = [("file", Value::File(lie)), ("about", link("accounts", account.id))];
        let attached = house.add(&house.rita, "attachments", &values).await;
        assert_eq!(attached.value("file"), &Value::File(file.clone()));
        assert_eq!(attached.title, "報價.pdf");
        let (found, content) = house.engine.file(&house.max, attached.id, "file").await.unwrap();
        assert_eq!((found, content.as_slice()), (file, PDF));
        assert_eq!(failure(house.engine.file(&house.sue, attached.id, "file").await), Failure::NotFound);
        let timeline = house.engine.timeline(&house.rita, "accounts".into(), account.id, None).await.unwrap();
        assert!(matches!(timeline.entries[0].what, api::Happening::Attachment { .. }));
    })
    .await;
}

#[tokio::test]
async fn nobody_reaches_a_file_by_its_id() {
    everywhere(async |house: House| {
        let account = house.add(&house.sue, "accounts", &[("name", text("Spy"))]).await;
        let theirs = house.engine.put_file(&house.rita, "secret.pdf", PDF.to_vec()).await.unwrap();
        let steal =
            |file: &File| [("file", Value::File(file.clone())), ("about", link("accounts", account.id))];
        let stolen = house.try_add(&house.sue, "attachments", &steal(&theirs)).await;
        assert_eq!(problems(stolen), ["file: not-found"]);
        let hers = house.add(&house.rita, "accounts", &[("name", text("Acme"))]).await;
        let values = [("file", Value::File(theirs.clone())), ("about", link("accounts", hers.id))];
        house.add(&house.rita, "attachments", &values).await;
        let stolen = house.try_add(&house.sue, "attachments", &steal(&theirs)).await;
        assert_eq!(problems(stolen), ["file: not-found"]);
        let nothing = File { id: crate::house::stranger(), ..theirs };
        assert_eq!(
            problems(house.try_add(&house.sue, "attachments", &steal(&nothing)).await),
            ["file: not-found"]
        );
        assert!(house.list(&house.sue, "attachments", "").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn files_that_are_none_are_refused() {
    everywhere(async |house: House| {
        let large = house.engine.put_file(&house.rita, "x", vec![0; api::LARGEST_FILE as usize + 1]).await;
        assert_eq!(failure(large), Failure::TooLarge);
        assert_eq!(problems(house.engine.put_file(&house.rita, "x", Vec::new()).await), ["file: empty-file"]);
    })
    .await;
}
