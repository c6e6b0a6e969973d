module-exchange_rates = 환율
    .one = 환율
exchange_rates-day = 적용일
exchange_rates-rate = 회사 통화로 1단위
