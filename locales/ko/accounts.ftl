module-accounts = 거래처
    .one = 거래처

accounts-section-business = 사업 정보
accounts-section-billing = 청구지 주소
accounts-section-shipping = 배송지 주소

accounts-parent = 상위 거래처
accounts-marketing_stage = 마케팅 단계
accounts-registered_capital = 자본금
accounts-year_established = 설립 연도
accounts-ownership = 소유 형태
accounts-tax_number = 사업자등록번호

accounts-type-prospect = 잠재 고객
accounts-type-customer = 고객
accounts-type-partner = 파트너
accounts-type-reseller = 리셀러
accounts-type-integrator = 통합 업체
accounts-type-supplier = 공급업체
accounts-type-competitor = 경쟁사
accounts-type-investor = 투자자
accounts-type-press = 언론

accounts-marketing_stage-target = 목표 고객
accounts-marketing_stage-developing = 개발 중
accounts-marketing_stage-first_order = 첫 주문
accounts-marketing_stage-regular = 단골 고객
accounts-marketing_stage-key_account = 핵심 고객
accounts-marketing_stage-dormant = 휴면
accounts-marketing_stage-lost = 이탈

accounts-ownership-private = 비상장
accounts-ownership-public = 상장
accounts-ownership-state = 공기업
accounts-ownership-subsidiary = 자회사
accounts-ownership-partnership = 합자 회사
accounts-ownership-sole_trader = 개인 사업자
accounts-language = 언어
