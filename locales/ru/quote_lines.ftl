module-quote_lines = Позиции предложений
    .one = Позиция предложения
quote_lines-quote = Предложение
quote_lines-name = Товар, услуга или текст
