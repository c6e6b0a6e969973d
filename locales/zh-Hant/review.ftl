field-review = 審核
choice-review-waiting = 待審核
choice-review-returned = 已退回
field-review_note = 退回原因

review-tab = 待我審核
review-mine = 尚未通過
review-accept = 通過
review-return = 退回
review-asks = 這筆輸入等待您審核：請通過，或說明原因後退回。
review-waits = 這筆輸入正在等待負責人審核。
review-returned = 已退回：{ $detail } – 修改後將重新送審。
review-return-n = 退回 { $n } 筆輸入
review-accepted-n = 已通過 { $n } 筆輸入
review-returned-n = 已退回 { $n } 筆輸入
