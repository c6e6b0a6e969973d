module-tax_classes = 税类
    .one = 税类
tax_classes-standard = 未指定时使用
tax_classes-rates = 税项（按顺序）
