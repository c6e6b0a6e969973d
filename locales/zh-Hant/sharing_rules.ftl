module-sharing_rules = 共用規則
    .one = 共用規則
sharing_rules-section-from = 共用的內容
sharing_rules-section-to = 共用給

sharing_rules-from_role = 所屬角色及其下級
sharing_rules-from_team = 所屬團隊
sharing_rules-segment = 符合此條件
sharing_rules-to_role = 角色及其下級
sharing_rules-to_team = 團隊
sharing_rules-to_user = 使用者
sharing_rules-may_change = 也可修改
sharing_rules-active = 啟用
sharing_rules-from_department = 負責人屬於此部門及其下級部門
sharing_rules-to_department = 此部門及其下級部門
