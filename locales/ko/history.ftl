# What was done and can be undone; a record as it was. $n a count, $detail an action or a value, $date a moment.

settings-history = 기록
settings-history-text = 수행한 작업을 최신순으로 보여 줍니다. 작업은 통째로 취소되며, 그 뒤에 바뀐 내용은 그대로 남습니다.
history-mine = 내 작업
history-everybody = 모두의 작업
history-empty = 아직 수행한 작업이 없습니다.
history-undone = 취소됨
history-undo-of = 실행 취소: { $detail }
history-undo-many = 레코드 { $n }개에 대한 하나의 작업이었습니다. 모두 이전 값으로 돌아갑니다.
action-create = 생성
action-update = 변경
action-delete = 삭제
action-restore = 휴지통에서 복원
action-remove = 영구 삭제
action-import = 가져오기
action-convert = 전환
action-merge = 병합
action-undo = 실행 취소
action-hand-over = 인계
action-claim = 풀에서 가져옴
action-pool = 풀로 이동
action-erase = 개인정보 삭제
action-fill = 측정용으로 채움

past-title = 과거 상태
past-menu = 과거 상태 보기…
past-then = 당시 상태
past-back = 현재로 돌아가기
past-on = { $date } 당시의 상태입니다.
past-last = 그 전에는 { $date }에 { $user } 님이 변경했습니다.
past-deleted = 휴지통에 있었습니다.
past-moment = 날짜와 시간
past-earlier = 이전 변경 전
past-later = 다음 변경 후
past-now = 현재: { $detail }
