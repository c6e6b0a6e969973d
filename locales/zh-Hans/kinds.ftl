# 字段类型，以及比较与汇总的说法。

kind-text = 文本
kind-long_text = 长文本
kind-email = 邮箱
kind-phone = 电话
kind-url = 网址
kind-integer = 整数
kind-decimal = 小数
kind-percent = 百分比
kind-money = 金额
kind-date = 日期
kind-instant = 日期和时间
kind-duration = 时长
kind-yes_no = 是或否
kind-one_of = 单选
kind-many_of = 多选
kind-link = 关联记录
kind-user = 用户
kind-address = 地址
kind-tags = 标签
kind-auto_number = 自动编号
kind-file = 文件
kind-score = 评分
kind-rows = 多行

op-is = 等于
op-is-not = 不等于
op-less = 小于
op-at-most = 小于等于
op-more = 大于
op-at-least = 大于等于
op-in = 属于
op-not-in = 不属于
op-contains = 包含
op-starts = 开头为
op-is-empty = 为空
op-is-not-empty = 不为空
op-date-less = 早于
op-date-at-most = 不晚于
op-date-more = 晚于
op-date-at-least = 不早于

moment-now = 现在
moment-today = 今天
moment-week = 本周第一天
moment-month = 本月第一天
moment-quarter = 本季度第一天
moment-year = 今年第一天
unit-hours = { $n ->
   *[other] 小时
}
unit-days = { $n ->
   *[other] 天
}
unit-weeks = { $n ->
   *[other] 周
}
unit-months = { $n ->
   *[other] 个月
}
unit-quarters = { $n ->
   *[other] 个季度
}
unit-years = { $n ->
   *[other] 年
}

aggregate-count = 计数
aggregate-sum = 合计
aggregate-average = 平均值
aggregate-min = 最小值
aggregate-max = 最大值

outcome-open = 进行中
outcome-won = 赢单
outcome-lost = 输单

color-grey = 灰色
color-red = 红色
color-orange = 橙色
color-amber = 琥珀色
color-green = 绿色
color-teal = 青色
color-blue = 蓝色
color-indigo = 靛蓝色
color-violet = 紫色
color-pink = 粉色
