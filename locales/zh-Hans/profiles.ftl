module-profiles = 权限模板
    .one = 权限模板
field-profile = 权限模板

profiles-all_modules = 未列出的模块开放
profiles-personal_data = 个人信息
profiles-revenue = 收入与成本

choice-hidden = 隐藏
choice-read = 只读
choice-write = 可编辑
choice-private = 私有
