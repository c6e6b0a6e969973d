module-opportunities = 영업 기회
    .one = 영업 기회

opportunities-section-progress = 진행
opportunities-section-origin = 출처

opportunities-product = 제품
opportunities-amount = 금액
opportunities-pipeline = 파이프라인
opportunities-stage = 단계
opportunities-probability = 성공 확률
opportunities-close_date = 마감 예정일
opportunities-next_step = 다음 단계
opportunities-engaged_on = 접촉 시작일
opportunities-valid_until = 유효 기한
opportunities-lost_reason = 실주 사유
opportunities-originating_unit = 발생 부서

opportunities-type-new_business = 신규 사업
opportunities-type-existing_business = 기존 사업
opportunities-type-renewal = 갱신
opportunities-type-direct = 직접 판매
opportunities-type-project = 프로젝트

opportunities-pipeline-sales = 일반 영업
opportunities-pipeline-projects = 프로젝트 영업

opportunities-stage-prospecting = 발굴
opportunities-stage-qualification = 검증
opportunities-stage-engaging = 상담
opportunities-stage-proposal = 제안
opportunities-stage-negotiation = 협상
opportunities-stage-inquiry = 문의
opportunities-stage-assessment = 검토
opportunities-stage-design = 설계
opportunities-stage-offer = 견적
opportunities-stage-contract = 계약
opportunities-stage-won = 수주
opportunities-stage-lost = 실주
