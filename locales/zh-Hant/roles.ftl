module-roles = 角色
    .one = 角色

roles-parent = 上層角色
roles-level = 層級
roles-sees_team = 可查看團隊的記錄
roles-sees_all = 可查看全部記錄
roles-second_factor = 必須使用雙重驗證

roles-level-administrator = 系統管理員
roles-level-manager = 經理
roles-level-representative = 業務代表
roles-section-prices = 價格
roles-discount_limit = 無需核准的最高折扣
roles-below_floor = 可低於最低價銷售
roles-changes_prices = 可在報價單中改價
