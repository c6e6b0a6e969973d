module-roles = 角色
    .one = 角色

roles-parent = 上级角色
roles-level = 级别
roles-sees_team = 可查看团队的记录
roles-sees_all = 可查看全部记录
roles-second_factor = 必须使用双重验证

roles-level-administrator = 管理员
roles-level-manager = 经理
roles-level-representative = 销售代表
roles-section-prices = 价格
roles-discount_limit = 无需批准的最高折扣
roles-below_floor = 可低于最低价销售
roles-changes_prices = 可在报价单中改价
