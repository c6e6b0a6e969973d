module-tax_classes = Налоговые классы
    .one = Налоговый класс
tax_classes-standard = Если не указан другой
tax_classes-rates = Налоги по порядку
