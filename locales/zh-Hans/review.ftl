field-review = 审核
choice-review-waiting = 待审核
choice-review-returned = 已退回
field-review_note = 退回原因

review-tab = 待我审核
review-mine = 尚未通过
review-accept = 通过
review-return = 退回
review-asks = 该录入等待您审核：请通过，或说明原因后退回。
review-waits = 该录入正在等待负责人审核。
review-returned = 已退回：{ $detail } – 修改后将重新提交审核。
review-return-n = 退回 { $n } 条录入
review-accepted-n = 已通过 { $n } 条录入
review-returned-n = 已退回 { $n } 条录入
