//! Northwind Traders: letters of many languages, and employees in a tree.

use api::{Backend, ImportStage};

use super::maven::{data, file, kept};
use crate::house::{House, everywhere};

#[tokio::test]
async fn northwind_comes_in_with_all_its_letters() {
    let Some(folder) = data("northwind") else { return };
    everywhere(async |house: House| {
        let product = house.engine.system_caller();
        for (module, name, mapping, added) in [
            ("roles", "Employees.csv", "northwind/roles.json", 9),
            ("users", "Employees.csv", "northwind/employees.json", 9),
            ("accounts", "Customers.csv", "northwind/customers.json", 91),
            ("contacts", "Customers.csv", "northwind/contacts.json", 91),
            ("accounts", "Suppliers.csv", "northwind/suppliers.json", 29),
            ("products", "Products.csv", "northwind/products.json", 77),
        ] {
            let status = file(&house, &product, module, folder.join(name), kept(mapping), false).await;
            assert_eq!(status.stage, ImportStage::Finished, "{mapping}: {status:?}");
            assert_eq!((status.added, status.updated, status.failed), (added, 0, 0), "{mapping}: {status:?}");
        }
        accounts_are_whole(&house).await;
        employees_stand_in_a_tree(&house).await;
        let ikura = &house.list(&house.ada, "products", "name = \"Gumbär Gummibärchen\"").await[0];
        let ikura = house.get("products", ikura.id).await;
        assert_eq!(ikura.value("category").as_text(), Some("Confections"));
        assert_eq!(ikura.value("manufacturer").as_text(), Some("Heli Süßwaren GmbH & Co. KG"));
        assert_eq!(ikura.value("price").as_decimal().unwrap().to_string(), "31.2300");
        let gone = house.engine.count(&house.ada, "products".into(), "active = no".into()).await.unwrap();
        assert_eq!(gone, 8);
    })
    .await;
}

async fn accounts_are_whole(house: &House) {
    let ana = &house.list(&house.ada, "accounts", "reference = \"ANATR\"").await[0];
    let ana = house.get("accounts", ana.id).await;
    assert_eq!(ana.value("billing_street").as_text(), Some("Avda. de la Constitución 2222"));
    assert_eq!(ana.value("billing_city").as_text(), Some("México D.F."));
    let mut beyond_ascii = 0;
    for account in house.list(&house.ada, "accounts", "type = customer").await {
        let account = house.get("accounts", account.id).await;
        let texts = account.values.values().filter_map(model::Value::as_text);
        beyond_ascii += usize::from(texts.into_iter().any(|text| !text.is_ascii()));
    }
    assert_eq!(beyond_ascii, 37);
    let contact = &house.list(&house.ada, "contacts", "account.reference = \"ANTON\"").await[0];
    assert_eq!(contact.title, "Antonio Moreno");
}

async fn employees_stand_in_a_tree(house: &House) {
    let fuller = house.engine.caller_of("andrew.fuller@northwind.example").await.unwrap();
    let buchanan = house.engine.caller_of("steven.buchanan@northwind.example").await.unwrap();
    let king = house.engine.caller_of("robert.king@northwind.example").await.unwrap();
    assert_eq!((fuller.me.level.as_str(), king.me.level.as_str()), ("manager", "representative"));
    let name = ("name", crate::house::text("Deal of King"));
    let deal = house.add(&king, "opportunities", &[name]).await;
    for (caller, sees) in [(&fuller, true), (&buchanan, true), (&king, true), (&house.rita, false)] {
        let found = house.engine.get(caller, "opportunities", deal.id).await.is_ok();
        assert_eq!(found, sees, "{}", caller.me.name);
    }
    let nancy = house.engine.caller_of("nancy.davolio@northwind.example").await.unwrap();
    assert!(house.engine.get(&nancy, "opportunities", deal.id).await.is_err());
}
