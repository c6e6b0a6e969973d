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
