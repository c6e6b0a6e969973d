module-opportunities = 商機
    .one = 商機

opportunities-section-progress = 進度
opportunities-section-origin = 來源

opportunities-product = 產品
opportunities-amount = 金額
opportunities-pipeline = 銷售流程
opportunities-stage = 階段
opportunities-probability = 成交機率
opportunities-close_date = 預計成交日期
opportunities-next_step = 下一步
opportunities-engaged_on = 開始接洽日期
opportunities-valid_until = 有效期至
opportunities-lost_reason = 失單原因
opportunities-originating_unit = 來源單位

opportunities-type-new_business = 新業務
opportunities-type-existing_business = 現有業務
opportunities-type-renewal = 續約
opportunities-type-direct = 直銷
opportunities-type-project = 專案

opportunities-pipeline-sales = 標準銷售
opportunities-pipeline-projects = 專案銷售

opportunities-stage-prospecting = 初步接觸
opportunities-stage-qualification = 需求確認
opportunities-stage-engaging = 深入溝通
opportunities-stage-proposal = 提案報價
opportunities-stage-negotiation = 議價協商
opportunities-stage-inquiry = 詢價
opportunities-stage-assessment = 評估
opportunities-stage-design = 方案設計
opportunities-stage-offer = 投標報價
opportunities-stage-contract = 簽約
opportunities-stage-won = 成交
opportunities-stage-lost = 失單
