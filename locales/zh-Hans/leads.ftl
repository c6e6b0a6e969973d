module-leads = 线索
    .one = 线索

leads-section-qualification = 评估
leads-section-conversion = 转化

leads-company = 公司
leads-status = 状态
leads-score = 评分
leads-need = 需求
leads-first_contact = 首次联系
leads-next_follow_up = 下次跟进
leads-converted_account = 转化成的客户
leads-converted_contact = 转化成的联系人
leads-converted_opportunity = 转化成的商机
leads-converted_at = 转化时间

leads-status-new = 新线索
leads-status-contacted = 已联系
leads-status-qualified = 已确认
leads-status-converted = 已转化
leads-status-recycled = 待再次培育
leads-status-abandoned = 已放弃
