module-sharing_rules = 共享规则
    .one = 共享规则
sharing_rules-section-from = 共享的内容
sharing_rules-section-to = 共享给

sharing_rules-from_role = 所属角色及其下级
sharing_rules-from_team = 所属团队
sharing_rules-segment = 满足此条件
sharing_rules-to_role = 角色及其下级
sharing_rules-to_team = 团队
sharing_rules-to_user = 用户
sharing_rules-may_change = 也可修改
sharing_rules-active = 启用
sharing_rules-from_department = 负责人属于此部门及其下级部门
sharing_rules-to_department = 此部门及其下级部门
