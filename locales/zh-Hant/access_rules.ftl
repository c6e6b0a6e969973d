module-access_rules = 存取規則
    .one = 存取規則
access_rules-others = 他人的記錄
access_rules-owner_lock = 僅負責人可修改
access_rules-review = 輸入需審核
