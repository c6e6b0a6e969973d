module-quote_lines = 報價明細
    .one = 報價明細
quote_lines-quote = 報價單
quote_lines-name = 產品、服務或文字
