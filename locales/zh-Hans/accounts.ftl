module-accounts = 客户
    .one = 客户

accounts-section-business = 经营信息
accounts-section-billing = 账单地址
accounts-section-shipping = 收货地址

accounts-parent = 上级客户
accounts-marketing_stage = 市场阶段
accounts-registered_capital = 注册资本
accounts-year_established = 成立年份
accounts-ownership = 所有制
accounts-tax_number = 税号

accounts-type-prospect = 潜在客户
accounts-type-customer = 成交客户
accounts-type-partner = 合作伙伴
accounts-type-reseller = 经销商
accounts-type-integrator = 集成商
accounts-type-supplier = 供应商
accounts-type-competitor = 竞争对手
accounts-type-investor = 投资者
accounts-type-press = 媒体

accounts-marketing_stage-target = 目标客户
accounts-marketing_stage-developing = 开发中
accounts-marketing_stage-first_order = 首单客户
accounts-marketing_stage-regular = 老客户
accounts-marketing_stage-key_account = 重点客户
accounts-marketing_stage-dormant = 休眠客户
accounts-marketing_stage-lost = 已流失

accounts-ownership-private = 民营
accounts-ownership-public = 上市公司
accounts-ownership-state = 国有
accounts-ownership-subsidiary = 子公司
accounts-ownership-partnership = 合伙企业
accounts-ownership-sole_trader = 个体工商户
accounts-language = 语言
