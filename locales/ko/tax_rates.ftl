module-tax_rates = 세금
    .one = 세금
tax_rates-tax_class = 세금 분류
tax_rates-rate = 세율
tax_rates-compound = 앞의 세금에도 부과
tax_rates-valid_from = 시작일
tax_rates-valid_until = 종료일
