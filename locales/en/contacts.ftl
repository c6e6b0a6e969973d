module-contacts = Contacts
    .one = Contact

contacts-reports_to = Reports to
contacts-birthday = Birthday
contacts-home_phone = Home phone
contacts-assistant = Assistant
contacts-assistant_phone = Assistant's phone
contacts-preferred_channels = Preferred channels

contacts-preferred_channels-email = Email
contacts-preferred_channels-phone = Phone
contacts-preferred_channels-messenger = Messenger
contacts-preferred_channels-letter = Letter
contacts-preferred_channels-visit = Visit
