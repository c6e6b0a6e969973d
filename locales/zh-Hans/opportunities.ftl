module-opportunities = 商机
    .one = 商机

opportunities-section-progress = 进展
opportunities-section-origin = 来源

opportunities-product = 产品
opportunities-amount = 金额
opportunities-pipeline = 销售流程
opportunities-stage = 阶段
opportunities-probability = 成交概率
opportunities-close_date = 预计成交日期
opportunities-next_step = 下一步
opportunities-engaged_on = 接洽日期
opportunities-valid_until = 有效期至
opportunities-lost_reason = 输单原因
opportunities-originating_unit = 来源部门

opportunities-type-new_business = 新业务
opportunities-type-existing_business = 现有业务
opportunities-type-renewal = 续约
opportunities-type-direct = 直销
opportunities-type-project = 项目

opportunities-pipeline-sales = 标准销售
opportunities-pipeline-projects = 项目销售

opportunities-stage-prospecting = 初步接触
opportunities-stage-qualification = 需求确认
opportunities-stage-engaging = 深入沟通
opportunities-stage-proposal = 方案报价
opportunities-stage-negotiation = 商务谈判
opportunities-stage-inquiry = 询价
opportunities-stage-assessment = 评估
opportunities-stage-design = 方案设计
opportunities-stage-offer = 投标报价
opportunities-stage-contract = 合同签订
opportunities-stage-won = 赢单
opportunities-stage-lost = 输单
