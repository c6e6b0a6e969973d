module-products = 제품
    .one = 제품

products-section-prices = 가격

products-code = 제품 코드
products-category = 분류
products-series = 시리즈
products-manufacturer = 제조사
products-price = 판매가
products-cost = 원가
products-unit = 단위
products-quantity_per_unit = 단위당 수량
products-weight = 무게(kg)
products-commission_rate = 수수료율
products-specification = 기술 사양

products-unit-piece = 개
products-unit-set = 세트
products-unit-pair = 쌍
products-unit-box = 상자
products-unit-pack = 팩
products-unit-carton = 카톤
products-unit-pallet = 팔레트
products-unit-bottle = 병
products-unit-gram = 그램
products-unit-kilogram = 킬로그램
products-unit-tonne = 톤
products-unit-litre = 리터
products-unit-metre = 미터
products-unit-square_metre = 제곱미터
products-unit-cubic_metre = 세제곱미터
products-unit-hour = 시간
products-unit-day = 일
products-unit-month = 월
products-unit-year = 년
products-unit-licence = 라이선스
products-unit-flat_rate = 정액
