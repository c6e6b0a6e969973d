module-profiles = 權限範本
    .one = 權限範本
field-profile = 權限範本

profiles-all_modules = 未列出的模組開放
profiles-personal_data = 個人資料
profiles-revenue = 營收與成本

choice-hidden = 隱藏
choice-read = 唯讀
choice-write = 可編輯
choice-private = 私人
