module-access_rules = 访问规则
    .one = 访问规则
access_rules-others = 他人的记录
access_rules-owner_lock = 仅负责人可修改
access_rules-review = 录入需审核
