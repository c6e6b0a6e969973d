module-tasks = 할 일
    .one = 할 일

tasks-name = 제목
tasks-status = 상태
tasks-priority = 우선순위
tasks-start_date = 시작일
tasks-due_date = 기한
tasks-effort = 예상 소요 시간
tasks-done_at = 완료한 때

tasks-status-not_started = 시작 전
tasks-status-in_progress = 진행 중
tasks-status-waiting = 대기 중
tasks-status-deferred = 연기됨
tasks-status-done = 완료
tasks-status-cancelled = 취소됨

tasks-priority-urgent = 긴급
tasks-priority-high = 높음
tasks-priority-normal = 보통
tasks-priority-low = 낮음
