module-exchange_rates = Exchange rates
    .one = Exchange rate
exchange_rates-day = From
exchange_rates-rate = One unit in the company’s currency
