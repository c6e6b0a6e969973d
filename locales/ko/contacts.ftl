module-contacts = 연락처
    .one = 연락처

contacts-reports_to = 상사
contacts-birthday = 생일
contacts-home_phone = 집 전화
contacts-assistant = 비서
contacts-assistant_phone = 비서 전화
contacts-preferred_channels = 선호 연락 수단

contacts-preferred_channels-email = 이메일
contacts-preferred_channels-phone = 전화
contacts-preferred_channels-messenger = 메신저
contacts-preferred_channels-letter = 우편
contacts-preferred_channels-visit = 방문
