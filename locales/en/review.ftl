field-review = Review
choice-review-waiting = Waiting
choice-review-returned = Returned
field-review_note = Reason for returning

review-tab = To review
review-mine = Not accepted yet
review-accept = Accept
review-return = Return
review-asks = This entry waits for you: accept it, or return it with a reason.
review-waits = This entry waits until somebody who answers for it accepts it.
review-returned = Returned: { $detail } – Once you change it, it waits for review again.
review-return-n = { $n ->
    [one] Return one entry
   *[other] Return { $n } entries
}
review-accepted-n = { $n ->
    [one] One entry accepted
   *[other] { $n } entries accepted
}
review-returned-n = { $n ->
    [one] One entry returned
   *[other] { $n } entries returned
}
