module-layouts = 版面配置
    .one = 版面配置
layouts-sections = 區段
layouts-columns = 欄
# The section of fields that a company added.
section-own = 自有欄位
layouts-role = 角色
