module-permissions = 权限
    .one = 权限
field-module = 模块
section-actions = 操作
section-fields = 字段

permissions-see = 查看
permissions-create = 新建
permissions-edit = 编辑
permissions-delete = 删除
permissions-import = 导入
permissions-export = 导出
permissions-hidden_fields = 隐藏的字段
permissions-read_fields = 只读字段
permissions-write_fields = 可编辑字段
permissions-claim = 从公海认领
permissions-review = 审核录入
