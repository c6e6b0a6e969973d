module-views = 已保存的视图
    .one = 已保存的视图

views-module = 模块
views-query = 状态
views-shared = 与所有人共享
