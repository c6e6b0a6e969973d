module-layouts = 布局
    .one = 布局
layouts-sections = 分区
layouts-columns = 列
# The section of fields that a company added.
section-own = 自有字段
layouts-role = 角色
