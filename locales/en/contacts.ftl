module-contacts = Contacts
    .one = Contact

contacts-reports_to = Reports to
contacts-birthday = Birthday
contacts-home_phone = Home phone
contacts-assistant = Assistant
contacts-assistant_phone = Assistant's phone
