module-views = 已儲存的檢視
    .one = 已儲存的檢視

views-module = 模組
views-query = 狀態
views-shared = 與所有人共用
