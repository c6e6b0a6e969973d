module-sharing_rules = Sharing rules
    .one = Sharing rule
sharing_rules-section-from = What is shared
sharing_rules-section-to = With whom

sharing_rules-from_role = Owned by the role and those below
sharing_rules-from_team = Owned by the team
sharing_rules-segment = That meet this condition
sharing_rules-to_role = The role and those below
sharing_rules-to_team = Team
sharing_rules-to_user = User
sharing_rules-may_change = May change, too
sharing_rules-active = Active
sharing_rules-from_department = Owned by the department and those below
sharing_rules-to_department = The department and those below
