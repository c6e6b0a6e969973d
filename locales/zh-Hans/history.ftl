# What was done and can be undone; a record as it was. $n a count, $detail an action or a value, $date a moment.

settings-history = 历史
settings-history-text = 已完成的操作，最新的在前。操作会作为一个整体撤销；之后被他人更改的内容保持不变。
history-mine = 我的
history-everybody = 所有人的
history-empty = 还没有任何操作。
history-undone = 已撤销
history-undo-of = 撤销：{ $detail }
history-undo-many = 这是一次针对 { $n } 条记录的操作。它们都会恢复之前的内容。
action-create = 新建
action-update = 更改
action-delete = 删除
action-restore = 从回收站恢复
action-remove = 永久删除
action-import = 导入
action-convert = 转换
action-merge = 合并
action-undo = 撤销
action-hand-over = 交接
action-claim = 从公海领取
action-pool = 进入公海
action-erase = 已抹除
action-fill = 为测量而填充

past-title = 过去的状态
past-menu = 查看过去的状态…
past-then = 当时的状态
past-back = 返回当前状态
past-on = { $date } 时的状态。
past-last = 此前由{ $user }于 { $date } 更改。
past-deleted = 当时在回收站中。
past-moment = 日期和时间
past-earlier = 前一次更改之前
past-later = 下一次更改之后
past-now = 现在：{ $detail }
