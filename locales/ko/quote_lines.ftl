module-quote_lines = 견적 품목
    .one = 견적 품목
quote_lines-quote = 견적
quote_lines-name = 제품, 서비스 또는 텍스트
