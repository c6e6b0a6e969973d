module-sharing_rules = 공유 규칙
    .one = 공유 규칙
sharing_rules-section-from = 공유 대상
sharing_rules-section-to = 공유 받는 사람

sharing_rules-from_role = 이 역할 및 하위 소유
sharing_rules-from_team = 이 팀 소유
sharing_rules-segment = 이 조건에 맞는 것
sharing_rules-to_role = 역할 및 하위
sharing_rules-to_team = 팀
sharing_rules-to_user = 사용자
sharing_rules-may_change = 변경도 허용
sharing_rules-active = 사용
sharing_rules-from_department = 담당자가 이 부서와 하위 부서 소속
sharing_rules-to_department = 이 부서와 하위 부서
