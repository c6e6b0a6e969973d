module-retention_rules = 보존 규칙
    .one = 보존 규칙
retention_rules-module = 모듈
retention_rules-segment = 이 조건에 맞는 레코드만
retention_rules-months = 마지막 활동 이후 개월 수
retention_rules-action = 그러면
retention_rules-action-bin = 휴지통으로
retention_rules-action-erase = 영구히 지우기
