# What was done and can be undone; a record as it was. $n a count, $detail an action or a value, $date a moment.

settings-history = 歷程
settings-history-text = 已完成的操作，最新的在前。操作會作為一個整體復原；之後被他人變更的內容保持不變。
history-mine = 我的
history-everybody = 所有人的
history-empty = 還沒有任何操作。
history-undone = 已復原
history-undo-of = 復原：{ $detail }
history-undo-many = 這是一次針對 { $n } 筆記錄的操作。它們都會恢復先前的內容。
action-create = 新增
action-update = 變更
action-delete = 刪除
action-restore = 從資源回收筒還原
action-remove = 永久刪除
action-import = 匯入
action-convert = 轉換
action-merge = 合併
action-undo = 復原
action-hand-over = 交接
action-claim = 從公海領取
action-pool = 進入公海
action-erase = 已抹除
action-fill = 為量測而填入

past-title = 過去的狀態
past-menu = 檢視過去的狀態…
past-then = 當時的狀態
past-back = 返回目前狀態
past-on = { $date } 時的狀態。
past-last = 此前由{ $user }於 { $date } 變更。
past-deleted = 當時在資源回收筒中。
past-moment = 日期和時間
past-earlier = 前一次變更之前
past-later = 下一次變更之後
past-now = 現在：{ $detail }
