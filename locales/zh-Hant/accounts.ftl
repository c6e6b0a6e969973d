module-accounts = 客戶
    .one = 客戶

accounts-section-business = 經營資訊
accounts-section-billing = 帳單地址
accounts-section-shipping = 送貨地址

accounts-parent = 上層客戶
accounts-marketing_stage = 行銷階段
accounts-registered_capital = 登記資本額
accounts-year_established = 成立年份
accounts-ownership = 所有權類型
accounts-tax_number = 統一編號

accounts-type-prospect = 準客戶
accounts-type-customer = 成交客戶
accounts-type-partner = 合作夥伴
accounts-type-reseller = 經銷商
accounts-type-integrator = 系統整合商
accounts-type-supplier = 供應商
accounts-type-competitor = 競爭對手
accounts-type-investor = 投資人
accounts-type-press = 媒體

accounts-marketing_stage-target = 目標客戶
accounts-marketing_stage-developing = 開發中
accounts-marketing_stage-first_order = 首購客戶
accounts-marketing_stage-regular = 常客
accounts-marketing_stage-key_account = 重點客戶
accounts-marketing_stage-dormant = 沉睡客戶
accounts-marketing_stage-lost = 已流失

accounts-ownership-private = 民營
accounts-ownership-public = 上市櫃公司
accounts-ownership-state = 國營
accounts-ownership-subsidiary = 子公司
accounts-ownership-partnership = 合夥企業
accounts-ownership-sole_trader = 獨資商號
accounts-language = 語言
