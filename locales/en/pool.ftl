# The pool, its rules, handing over, the end of the recycle bin. $rule a rule, $user a person, $n a count.

settings-reclaim = Reclaim rules
reclaim-text = Customers that nobody looks after go to the pool, where others claim them. A rule says when. Their history stays.
reclaim-new = New rule
reclaim-show-pool = Show the pool
reclaim-empty = No rules yet. Customers stay with whoever has them.
reclaim-when-no-activity = no activity for { $n } days
reclaim-when-not-won = nothing won for { $n } months
reclaim-when-lost = deals lost: { $n }
reclaim-tried = Would go to the pool now: { $n }
pool-title = Pool
pool-text = Customers without an owner. Claim one and it is yours.
pool-empty = Nothing of { $module } is in the pool.
pool-claim = Claim
pool-claim-of = Claim { $record }
pool-claimed = { $record } is yours now
pool-from = from { $user }
pool-handed-over = Handed over
pool-figures = Lost and claimed
pool-lost-days = To the pool, { $n } days
pool-claimed-days = Claimed, { $n } days
pool-soon = This goes to the pool on { $date } unless somebody works on it. Rule: { $rule }
pool-since = In the pool since { $date }. Before: { $user }. Reason: { $rule }
change-pooled = Went to the pool
change-claimed = Claimed from the pool
change-removed = Removed for good
home-soon-pooled = Going to the pool soon
home-soon-pooled-by = On this day it goes to the pool
hand-over-title = Hand over
hand-over-open = Hand over…
hand-over-of = Hand over what { $user } owns
hand-over-text = Choose to whom the records of each module go. It is one action that can be undone.
hand-over-nothing = This user owns nothing.
hand-over-keep = Leave as it is
hand-over-to = To { $user }
hand-over-several = Evenly to several
hand-over-pool = To the pool
hand-over-open-count = open: { $n }
hand-over-deactivate = Afterwards this user can no longer sign in
hand-over-start = Hand over now
hand-over-named = Named in settings
hand-over-named-text = These name the user. Look at them yourself; they are not changed.
hand-over-running = { $done } of { $total }
hand-over-finished = Done: { $done } of { $total }
hand-over-stopped = Stopped: { $done } of { $total }
hand-over-failed = Failed: { $done } of { $total }
hand-over-done = Handed over: { $n }
hand-over-skipped = Left as they were, because somebody changed them meanwhile: { $n }
list-assign-along = With what belongs to it: open tasks, contacts, open deals
bin-title = Recycle bin
bin-text = What is deleted lies in the recycle bin. After this time it is removed for good, with its attachments; its history keeps only that it was there.
bin-days = Days to keep (0: for ever)
bin-keeps = What lies here stays until it is restored.
bin-remove = Remove for good
bin-remove-title = Remove for good?
bin-remove-text = The records and their attachments are gone then. This cannot be undone.
bin-empty = Empty the recycle bin
bin-empty-title = Empty the recycle bin?
bin-removed-n = Removed for good: { $n }
hand-over-count = { $n ->
    [one] One record
   *[other] { $n } records
}
bin-keeps-days = { $n ->
    [one] What lies here is removed for good one day after it was deleted.
   *[other] What lies here is removed for good { $n } days after it was deleted.
}
bin-goes = Removed for good on { $date }.
