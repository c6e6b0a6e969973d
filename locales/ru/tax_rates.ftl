module-tax_rates = Налоги
    .one = Налог
tax_rates-tax_class = Налоговый класс
tax_rates-rate = Ставка
tax_rates-compound = И на предыдущие налоги
tax_rates-valid_from = Действует с
tax_rates-valid_until = Действует по
