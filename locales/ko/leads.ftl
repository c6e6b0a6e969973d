module-leads = 리드
    .one = 리드

leads-section-qualification = 검증
leads-section-conversion = 전환

leads-company = 회사
leads-status = 상태
leads-score = 점수
leads-need = 요구 사항
leads-first_contact = 첫 연락
leads-next_follow_up = 다음 후속 연락
leads-converted_account = 전환된 거래처
leads-converted_contact = 전환된 연락처
leads-converted_opportunity = 전환된 영업 기회
leads-converted_at = 전환한 때

leads-status-new = 신규
leads-status-contacted = 연락함
leads-status-qualified = 검증됨
leads-status-converted = 전환됨
leads-status-recycled = 재육성
leads-status-abandoned = 포기
