module-permissions = 權限
    .one = 權限
field-module = 模組
section-actions = 操作
section-fields = 欄位

permissions-see = 檢視
permissions-create = 新增
permissions-edit = 編輯
permissions-delete = 刪除
permissions-import = 匯入
permissions-export = 匯出
permissions-hidden_fields = 隱藏的欄位
permissions-read_fields = 唯讀欄位
permissions-write_fields = 可編輯欄位
permissions-claim = 從公海認領
permissions-review = 審核輸入
