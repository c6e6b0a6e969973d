module-retention_rules = 保留规则
    .one = 保留规则
retention_rules-module = 模块
retention_rules-segment = 仅限符合此条件的记录
retention_rules-months = 距最后一次活动的月数
retention_rules-action = 然后
retention_rules-action-bin = 移入回收站
retention_rules-action-erase = 彻底抹除
