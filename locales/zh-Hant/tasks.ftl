module-tasks = 任務
    .one = 任務

tasks-name = 主旨
tasks-status = 狀態
tasks-priority = 優先順序
tasks-start_date = 開始日期
tasks-due_date = 截止日期
tasks-effort = 預計用時
tasks-done_at = 完成時間

tasks-status-not_started = 未開始
tasks-status-in_progress = 進行中
tasks-status-waiting = 等待他人
tasks-status-deferred = 已延後
tasks-status-done = 已完成
tasks-status-cancelled = 已取消

tasks-priority-urgent = 緊急
tasks-priority-high = 高
tasks-priority-normal = 普通
tasks-priority-low = 低
