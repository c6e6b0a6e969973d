module-tax_classes = 稅類
    .one = 稅類
tax_classes-standard = 未指定時使用
tax_classes-rates = 稅項（依順序）
