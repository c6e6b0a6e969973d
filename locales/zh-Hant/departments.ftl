module-departments = 部門
    .one = 部門
departments-parent = 上級部門
departments-head = 主管
departments-head_sees = 主管可檢視和修改本部門人員的記錄
