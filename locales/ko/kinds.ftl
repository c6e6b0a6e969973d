# 필드 종류와 비교, 집계 표현.

kind-text = 텍스트
kind-long_text = 긴 텍스트
kind-email = 이메일
kind-phone = 전화번호
kind-url = 웹 주소
kind-integer = 정수
kind-decimal = 소수
kind-percent = 백분율
kind-money = 금액
kind-date = 날짜
kind-instant = 날짜와 시간
kind-duration = 소요 시간
kind-yes_no = 예/아니요
kind-one_of = 단일 선택
kind-many_of = 다중 선택
kind-link = 레코드 연결
kind-user = 사용자
kind-address = 주소
kind-tags = 태그
kind-auto_number = 자동 번호
kind-file = 파일
kind-score = 점수
kind-rows = 행

op-is = 같음
op-is-not = 같지 않음
op-less = 미만
op-at-most = 이하
op-more = 초과
op-at-least = 이상
op-in = 다음 중 하나
op-not-in = 다음에 없음
op-contains = 포함
op-starts = 다음으로 시작
op-is-empty = 비어 있음
op-is-not-empty = 비어 있지 않음
# 날짜에서는 같은 비교를 다르게 표현합니다.
op-date-less = 이전
op-date-at-most = 당일 또는 이전
op-date-more = 이후
op-date-at-least = 당일 또는 이후

moment-now = 지금
moment-today = 오늘
moment-week = 이번 주 첫날
moment-month = 이번 달 첫날
moment-quarter = 이번 분기 첫날
moment-year = 올해 첫날
unit-hours = { $n ->
   *[other] 시간
}
unit-days = { $n ->
   *[other] 일
}
unit-weeks = { $n ->
   *[other] 주
}
unit-months = { $n ->
   *[other] 개월
}
unit-quarters = { $n ->
   *[other] 분기
}
unit-years = { $n ->
   *[other] 년
}

aggregate-count = 개수
aggregate-sum = 합계
aggregate-average = 평균
aggregate-min = 최솟값
aggregate-max = 최댓값

outcome-open = 진행 중
outcome-won = 수주
outcome-lost = 실주

color-grey = 회색
color-red = 빨강
color-orange = 주황
color-amber = 호박색
color-green = 초록
color-teal = 청록
color-blue = 파랑
color-indigo = 남색
color-violet = 보라
color-pink = 분홍
