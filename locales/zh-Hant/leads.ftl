module-leads = 潛在客戶
    .one = 潛在客戶

leads-section-qualification = 評估
leads-section-conversion = 轉換

leads-company = 公司
leads-status = 狀態
leads-score = 評分
leads-need = 需求
leads-first_contact = 首次聯絡
leads-next_follow_up = 下次追蹤
leads-converted_account = 轉換成的客戶
leads-converted_contact = 轉換成的聯絡人
leads-converted_opportunity = 轉換成的商機
leads-converted_at = 轉換時間

leads-status-new = 新進
leads-status-contacted = 已聯絡
leads-status-qualified = 已確認資格
leads-status-converted = 已轉換
leads-status-recycled = 待再次培養
leads-status-abandoned = 已放棄
