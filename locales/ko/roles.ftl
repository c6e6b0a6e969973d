module-roles = 역할
    .one = 역할

roles-parent = 상위 역할
roles-level = 수준
roles-sees_team = 팀 레코드 보기
roles-sees_all = 모든 레코드 보기
roles-second_factor = 2단계 인증 필수

roles-level-administrator = 관리자
roles-level-manager = 매니저
roles-level-representative = 영업 담당
roles-section-prices = 가격
roles-discount_limit = 승인 없는 할인 한도
roles-below_floor = 최저가 미만 판매 가능
roles-changes_prices = 견적에서 단가 변경 가능
