module-tax_rates = 税项
    .one = 税项
tax_rates-tax_class = 税类
tax_rates-rate = 税率
tax_rates-compound = 也对前面的税项计征
tax_rates-valid_from = 生效日期
tax_rates-valid_until = 失效日期
