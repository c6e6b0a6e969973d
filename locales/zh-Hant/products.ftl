module-products = 產品
    .one = 產品

products-section-prices = 價格

products-code = 產品代碼
products-category = 類別
products-series = 系列
products-manufacturer = 製造商
products-price = 售價
products-cost = 成本
products-unit = 單位
products-quantity_per_unit = 單位內含量
products-weight = 重量（公斤）
products-commission_rate = 佣金比率
products-specification = 技術規格

products-unit-piece = 件
products-unit-set = 套
products-unit-pair = 雙
products-unit-box = 盒
products-unit-pack = 包
products-unit-carton = 箱
products-unit-pallet = 棧板
products-unit-bottle = 瓶
products-unit-gram = 公克
products-unit-kilogram = 公斤
products-unit-tonne = 公噸
products-unit-litre = 公升
products-unit-metre = 公尺
products-unit-square_metre = 平方公尺
products-unit-cubic_metre = 立方公尺
products-unit-hour = 小時
products-unit-day = 天
products-unit-month = 月
products-unit-year = 年
products-unit-licence = 授權
products-unit-flat_rate = 統包價
