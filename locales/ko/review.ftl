field-review = 검토
choice-review-waiting = 대기 중
choice-review-returned = 반려됨
field-review_note = 반려 사유

review-tab = 검토할 항목
review-mine = 미승인 항목
review-accept = 승인
review-return = 반려
review-asks = 이 항목은 검토를 기다리고 있습니다. 승인하거나 사유를 적어 반려하세요.
review-waits = 이 항목은 담당자의 승인을 기다리고 있습니다.
review-returned = 반려됨: { $detail } – 수정하면 다시 검토 대기 상태가 됩니다.
review-return-n = { $n }개 항목 반려
review-accepted-n = { $n }개 항목을 승인했습니다
review-returned-n = { $n }개 항목을 반려했습니다
