module-tasks = Tasks
    .one = Task

tasks-name = Subject
tasks-status = Status
tasks-priority = Priority
tasks-start_date = Start date
tasks-due_date = Due date
tasks-effort = Effort
tasks-done_at = Done at

tasks-status-not_started = Not started
tasks-status-in_progress = In progress
tasks-status-waiting = Waiting for somebody
tasks-status-deferred = Deferred
tasks-status-done = Done
tasks-status-cancelled = Cancelled

tasks-priority-urgent = Urgent
tasks-priority-high = High
tasks-priority-normal = Normal
tasks-priority-low = Low
