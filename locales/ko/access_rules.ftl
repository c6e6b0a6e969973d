module-access_rules = 접근 규칙
    .one = 접근 규칙
access_rules-others = 다른 사람의 레코드
access_rules-owner_lock = 담당자만 변경
access_rules-review = 입력 내용 검토
