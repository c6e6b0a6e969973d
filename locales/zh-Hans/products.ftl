module-products = 产品
    .one = 产品

products-section-prices = 价格

products-code = 产品编码
products-category = 类别
products-series = 系列
products-manufacturer = 生产厂商
products-price = 售价
products-cost = 成本
products-unit = 单位
products-quantity_per_unit = 单位含量
products-weight = 重量（千克）
products-commission_rate = 提成比例
products-specification = 技术参数

products-unit-piece = 件
products-unit-set = 套
products-unit-pair = 双
products-unit-box = 盒
products-unit-pack = 包
products-unit-carton = 箱
products-unit-pallet = 托盘
products-unit-bottle = 瓶
products-unit-gram = 克
products-unit-kilogram = 千克
products-unit-tonne = 吨
products-unit-litre = 升
products-unit-metre = 米
products-unit-square_metre = 平方米
products-unit-cubic_metre = 立方米
products-unit-hour = 小时
products-unit-day = 天
products-unit-month = 月
products-unit-year = 年
products-unit-licence = 许可
products-unit-flat_rate = 一口价
