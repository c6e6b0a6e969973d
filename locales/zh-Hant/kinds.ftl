# 欄位類型，以及比較與彙總的說法。

kind-text = 文字
kind-long_text = 長篇文字
kind-email = 電子郵件
kind-phone = 電話
kind-url = 網址
kind-integer = 整數
kind-decimal = 小數
kind-percent = 百分比
kind-money = 金額
kind-date = 日期
kind-instant = 日期和時間
kind-duration = 時間長度
kind-yes_no = 是或否
kind-one_of = 單選
kind-many_of = 多選
kind-link = 連結記錄
kind-user = 使用者
kind-address = 地址
kind-tags = 標籤
kind-auto_number = 自動編號
kind-file = 檔案
kind-score = 評分
kind-rows = 多列

op-is = 等於
op-is-not = 不等於
op-less = 小於
op-at-most = 小於等於
op-more = 大於
op-at-least = 大於等於
op-in = 屬於
op-not-in = 不屬於
op-contains = 包含
op-starts = 開頭是
op-is-empty = 是空的
op-is-not-empty = 不是空的
op-date-less = 早於
op-date-at-most = 不晚於
op-date-more = 晚於
op-date-at-least = 不早於

moment-now = 現在
moment-today = 今天
moment-week = 本週第一天
moment-month = 本月第一天
moment-quarter = 本季第一天
moment-year = 今年第一天
unit-hours = { $n ->
   *[other] 小時
}
unit-days = { $n ->
   *[other] 天
}
unit-weeks = { $n ->
   *[other] 週
}
unit-months = { $n ->
   *[other] 個月
}
unit-quarters = { $n ->
   *[other] 季
}
unit-years = { $n ->
   *[other] 年
}

aggregate-count = 筆數
aggregate-sum = 合計
aggregate-average = 平均值
aggregate-min = 最小值
aggregate-max = 最大值

outcome-open = 進行中
outcome-won = 成交
outcome-lost = 失單

color-grey = 灰色
color-red = 紅色
color-orange = 橘色
color-amber = 琥珀色
color-green = 綠色
color-teal = 藍綠色
color-blue = 藍色
color-indigo = 靛藍色
color-violet = 紫色
color-pink = 粉紅色
