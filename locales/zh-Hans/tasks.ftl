module-tasks = 任务
    .one = 任务

tasks-name = 主题
tasks-status = 状态
tasks-priority = 优先级
tasks-start_date = 开始日期
tasks-due_date = 截止日期
tasks-effort = 预计用时
tasks-done_at = 完成时间

tasks-status-not_started = 未开始
tasks-status-in_progress = 进行中
tasks-status-waiting = 等待他人
tasks-status-deferred = 已推迟
tasks-status-done = 已完成
tasks-status-cancelled = 已取消

tasks-priority-urgent = 紧急
tasks-priority-high = 高
tasks-priority-normal = 普通
tasks-priority-low = 低
