# What was done and can be undone; a record as it was. $n a count, $detail an action or a value, $date a moment.

settings-history = History
settings-history-text = What was done, newest first. An action is taken back as a whole; what somebody has changed since stays as it is.
history-mine = Mine
history-everybody = Everybody’s
history-empty = Nothing was done yet.
history-undone = Undone
history-undo-of = Undo: { $detail }
history-undo-many = { $n ->
    [one] This was one action on { $n } record.
   *[other] This was one action on { $n } records. All of them get back what they held before.
}
action-create = Created
action-update = Changed
action-delete = Deleted
action-restore = Restored from the recycle bin
action-remove = Removed for good
action-import = Import
action-convert = Converted
action-merge = Merged
action-undo = Undone
action-hand-over = Handed over
action-claim = Claimed from the pool
action-pool = Gone to the pool
action-erase = Erased
action-fill = Filled for measuring

past-title = As it was
past-menu = As it was on…
past-then = As it was then
past-back = Back to now
past-on = As it was on { $date }.
past-last = Changed before that on { $date } by { $user }.
past-deleted = It lay in the recycle bin.
past-moment = Date and time
past-earlier = Before the change before
past-later = After the next change
past-now = now: { $detail }
