module-retention_rules = 保留規則
    .one = 保留規則
retention_rules-module = 模組
retention_rules-segment = 僅限符合此條件的記錄
retention_rules-months = 距最後一次活動的月數
retention_rules-action = 然後
retention_rules-action-bin = 移入資源回收筒
retention_rules-action-erase = 徹底抹除
