module-contacts = 연락처
    .one = 연락처

contacts-reports_to = 상사
contacts-birthday = 생일
contacts-home_phone = 집 전화
contacts-assistant = 비서
contacts-assistant_phone = 비서 전화
