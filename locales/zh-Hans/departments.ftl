module-departments = 部门
    .one = 部门
departments-parent = 上级部门
departments-head = 负责人
departments-head_sees = 负责人可查看和修改本部门人员的记录
