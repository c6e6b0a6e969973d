module-retention_rules = Retention rules
    .one = Retention rule
retention_rules-module = Module
retention_rules-segment = Only records that meet this condition
retention_rules-months = Months since the last activity
retention_rules-action = Then
retention_rules-action-bin = Into the recycle bin
retention_rules-action-erase = Erase for good
