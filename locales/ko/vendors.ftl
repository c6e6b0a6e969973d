module-vendors = 공급업체
    .one = 공급업체

vendors-section-buying = 구매

vendors-category = 분류
vendors-lead_time = 납기(일)
vendors-payment_days = 결제 기한(일)
vendors-minimum_order = 최소 주문 금액
vendors-customer_number = 당사 고객 번호
vendors-tax_number = 사업자등록번호
