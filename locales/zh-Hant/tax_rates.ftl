module-tax_rates = 稅項
    .one = 稅項
tax_rates-tax_class = 稅類
tax_rates-rate = 稅率
tax_rates-compound = 也對前面的稅項計徵
tax_rates-valid_from = 生效日期
tax_rates-valid_until = 失效日期
