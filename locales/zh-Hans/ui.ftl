# 框架与各页面的文字。变量说明见 en/ui.ftl。

### 框架

app-name = Rapport
skip-to-content = 跳到正文
nav-home = 首页
nav-modules = 模块
nav-search = 搜索
nav-more = 更多
nav-menu = 菜单
nav-new = 新建
nav-reports = 报表
nav-dashboards = 仪表盘
nav-settings = 设置
nav-help = 帮助
nav-back = 返回
sidebar-collapse = 收起侧边栏
sidebar-expand = 展开侧边栏
group-customers = 客户
group-selling = 销售
group-working = 协作
group-running = 组织
group-nowhere = 其他
account-menu = 我的账户
my-profile = 个人资料
sign-in = 登录
sign-out = 退出登录
theme = 外观
theme-light = 浅色
theme-dark = 深色
theme-auto = 跟随系统
language = 语言
new-record = 新建{ $module }
quick-create = 快速新建
notifications = 通知
live-connected = 实时连接：更改会立即显示
live-lost = 连接已断开，正在重试…

### 各页面共用的按钮与标签

save = 保存
save-and-new = 保存并新建
saving = 正在保存…
saved = 已保存
cancel = 取消
close = 关闭
back = 返回
next = 下一步
previous = 上一步
continue = 继续
done = 完成
ok = 确定
yes = 是
no = 否
and = 并且
or = 或者
not = 非
all = 全部
none = 无
any = 任意
mine = 我的
me = 我
my-team = 我的团队
my-department = 我的部门
nobody = 无人
new = 新建
add = 添加
edit = 编辑
remove = 移除
delete = 删除
restore = 恢复
copy = 复制
copied = 已复制
open = 打开
open-in-new-tab = 在新标签页中打开
show = 显示
hide = 隐藏
show-more = 显示更多
show-less = 收起
show-all = 显示全部
more-actions = 更多操作
actions = 操作
apply = 应用
reset = 重置
clear = 清除
retry = 重试
refresh = 刷新
download = 下载
upload = 上传
print = 打印
name = 名称
description = 描述
optional = 选填
required = 必填
empty = 空
empty-value = 无值
unknown = 未知
loading = 正在加载…
working = 正在处理…
stop = 停止
undo = 撤销
undone = 已撤销
undo-failed = 此操作已无法撤销
move-up = 上移
move-down = 下移
drag-to-order = 拖动以调整顺序
deleted-record = 已删除的记录
hidden-record = 您无权查看的记录
records-n = { $n } 条记录
more-n = 还有 { $n } 项
of-n = 共 { $n }
are-you-sure = 确定吗？
required-fields-note = 带星号的字段为必填项

### 登录

login-title = 登录 Rapport
login-email = 邮箱
login-password = 密码
login-submit = 登录
login-show-password = 显示密码
login-hide-password = 隐藏密码
login-wrong-credentials = 邮箱或密码不正确。
login-too-many-attempts = 尝试次数过多，请在 { $n } 分钟后重试。
login-inactive = 该用户已停用，请联系管理员。
login-throttled = 尝试次数过多，请过几分钟再试。
login-session-ended = 会话已过期，请重新登录；您输入的内容仍会保留。
login-signed-out = 您已退出登录。
login-set-up = 系统已完成初始设置，请登录。
login-demo = 演示公司：请选择登录身份
setup-title = 欢迎使用 Rapport
setup-intro = 系统中还没有用户，您将成为第一位管理员。
setup-name = 您的姓名
setup-company = 公司
setup-currency = 公司本位币
setup-time-zone = 时区
setup-password = 设置密码
setup-password-again = 再次输入密码
setup-password-hint = 至少 { $n } 个字符，用一句短语就很好。
setup-passwords-differ = 两次输入的密码不一致。
setup-password-too-short = 密码太短，至少需要 { $n } 个字符。
setup-password-too-common = 该密码太容易被猜到。
setup-submit = 创建管理员
setup-link-invalid = 此链接已失效。请重新启动服务以获取新链接。
setup-open-link = 这里还没有用户。请打开服务器启动时输出的链接。

### 首页

home-title = 首页
home-hello = { $user }，您好
home-today = 今天
home-my-tasks = 我的任务
home-overdue = 已逾期
home-due-today = 今日到期
home-due-this-week = 本周
home-no-tasks = 没有到期的任务。放松一下，或者为商机规划下一步。
home-my-pipeline = 我的销售流程
home-closing-soon = 即将成交
home-no-closing = 未来几周您没有预计成交的商机。
home-mentions = 提到我的
home-recent = 最近更改
home-recently-viewed = 最近打开
home-follow-ups = 待跟进
home-no-recent = 您和同事的更改会显示在这里。
home-start-title = 从这里开始
home-start-import = 导入您的客户
home-start-import-text = 从旧系统或电子表格导出的 CSV 文件即可。
home-start-users = 添加同事
home-start-users-text = 为每个人分配角色，角色决定谁能看到什么。
home-start-lead = 记录第一条线索
home-start-lead-text = 一个姓名加一个电话号码就够了。

### 列表

list-search = 在{ $module }中搜索
list-select-row = 选择 { $record }
list-pick = 多选
list-select-all = 全选
list-select-all-n = 选择全部 { $n } 条
list-selected = 已选择 { $n } 条
list-clear-selection = 取消选择
list-count = { $n } 条记录
list-count-more = 超过 { $n } 条记录
list-show-list = 列表
list-show-board = 看板
list-columns = 列
list-columns-shown = 显示的列
list-columns-hidden = 其他字段
list-columns-reset = 恢复默认列
list-column-width = “{ $field }”的列宽
list-sort = 排序
list-sort-by = 按“{ $field }”排序
list-sort-up = 升序
list-sort-down = 降序
list-sort-add = 再按…排序
list-sort-remove = 移除此排序
list-sorted-up = { $field }，升序排列
list-sorted-down = { $field }，降序排列
list-edit-cell = 编辑 { $record } 的“{ $field }”
list-open-beside = 在列表旁打开
list-open-full = 打开整页
list-close-beside = 关闭记录
list-change-field = 更改字段
list-change-field-of = 更改 { $n } 条记录的字段
list-change-to = 改为
list-assign = 分配
list-assign-to = 分配给
list-add-tag = 添加标签
list-remove-tag = 移除标签
list-tag-name = 标签
list-delete-n = 删除 { $n } 条记录
list-deleted-n = 已删除 { $n } 条记录
list-changed-n = 已更改 { $n } 条记录
list-assigned-n = 已将 { $n } 条记录分配给 { $user }
list-tagged-n = 已为 { $n } 条记录添加标签
list-restored-n = 已恢复 { $n } 条记录
list-not-allowed-n = 有 { $n } 条记录您无权更改，已保持原样。
list-export = 导出
list-export-csv = 将当前列表导出为 CSV
list-exporting = 正在导出…
list-exported-n = 已导出 { $n } 条记录
list-import = 导入
list-empty-title = 还没有{ $module }
list-empty-text = 新建第一条，或从旧系统导入文件。
list-empty-read-only = 这里没有您可以查看的内容。如有缺失，请联系管理员。
list-nothing-found = 没有符合筛选条件的记录。
list-clear-filter = 清除筛选
list-clear-search = 清除搜索
list-load-failed = 列表加载失败。
list-end = 已到列表末尾
list-live-n = 有 { $n } 项新更改，点击查看
list-recycle-bin = 回收站
list-recycle-empty = 回收站是空的。
list-sum = 合计
list-average = 平均

### 筛选

filter = 筛选
filter-title = 条件
filter-edit-condition = 修改条件
filter-add-condition = 添加条件
filter-add-group = 添加条件组
filter-remove-condition = 移除条件
filter-remove-group = 移除条件组
filter-match-all = 满足以下全部条件
filter-match-any = 满足以下任一条件
filter-match-none = 以下条件均不满足
filter-field = 字段
filter-operator = 比较方式
filter-value = 值
filter-values = 值
filter-moment = 相对日期
filter-fixed-date = 固定日期
filter-shift-plus = 加
filter-shift-minus = 减
filter-moment-after = { $moment }之后 { $n } { $unit }
filter-moment-before = { $moment }之前 { $n } { $unit }
filter-unit = 时间单位
filter-as-text = 文本方式
filter-as-form = 表单方式
filter-text-label = 条件文本
filter-text-hint = 例如：stage in (proposal, negotiation) and amount >= 1000 and owner = me
filter-text-error = 第 { $n } 个字符处：{ $detail }
filter-too-complex = 条件嵌套过深，无法用表单显示，请以文本方式修改。
filter-active-n = { $n } 个条件
filter-quick-mine = 我的
filter-quick-team = 我的团队
filter-quick-open = 进行中
filter-quick-recent = 本周更改

### 视图

views = 视图
view-default = 全部
view-save = 保存视图
view-save-as = 另存为新视图
view-name = 视图名称
view-share = 与所有人共享
view-shared = 共享
view-shared-by = 由 { $user } 共享
view-mine = 我的视图
view-rename = 重命名视图
view-delete = 删除视图
view-saved = 视图已保存
view-deleted = 视图已删除
view-changed = 已修改
view-update = 将更改保存到此视图
view-discard = 放弃更改
views-empty = 设置好筛选、排序和列之后，可保存为视图，方便下次使用。

### 记录

record-edit = 编辑
record-edit-field = 编辑“{ $field }”
record-save = 保存
record-cancel = 取消
record-back-to-list = 返回{ $module }
record-previous = 上一条记录
record-next = 下一条记录
record-details = 详细信息
record-related = 相关记录
record-related-empty = 还没有{ $module }
record-related-add = 添加{ $module }
record-related-below = 下级记录
record-related-all = 显示全部
record-timeline = 动态
record-history = 历史
record-all-activity = 全部动态
record-changes = 更改
record-notes = 备注
record-comments = 评论
record-attachments = 附件
record-tasks = 任务
record-add-note = 添加备注
record-write-note = 写备注…
record-note-title = 标题
record-write-comment = 写评论… 输入 @ 可提及同事
record-send-comment = 发送
record-edit-comment = 编辑评论
record-delete-comment = 删除评论
record-mention = 提及
record-mention-nobody = 没有叫这个名字的人
record-add-task = 添加任务
record-task-placeholder = 需要做什么？
record-task-due = 截止日期
record-task-mark-done = 将 { $record } 标记为已完成
record-task-mark-open = 将 { $record } 标记为未完成
record-add-attachment = 添加文件
record-drop-files = 将文件拖放到此处
record-uploading = 正在上传 { $file }…
record-upload-failed = { $file } 上传失败。
record-delete-attachment = 删除 { $file }
record-timeline-empty = 这里还没有动态。写一条备注，或安排一项任务。
record-notes-empty = 还没有备注。
record-comments-empty = 还没有评论。
record-attachments-empty = 还没有文件。
record-tasks-empty = 还没有任务。
record-other-ends = 其他结果
record-created-by = 由 { $user } 创建
record-created-at = 创建于 { $time }
record-changed-by = 由 { $user } 更改
record-changed-at = 更改于 { $time }
record-owner = 负责人
record-system = 系统
change-created = 创建了此记录
change-updated = 更改了此记录
change-deleted = 删除了此记录
change-restored = 恢复了此记录
change-field-from-to = { $field }：{ $before } → { $after }
change-field-set = { $field }设为 { $after }
change-field-emptied = 清空了{ $field }，原值为 { $before }
record-undo-change = 撤销此更改
record-new-title = 新建{ $module }
record-edit-title = 编辑 { $record }
record-created = 已创建 { $record }
record-saved = 已保存 { $record }
record-deleted = 已删除 { $record }
record-restored = 已恢复 { $record }
record-delete = 删除
record-delete-ask = 要删除 { $record } 吗？
record-delete-hint = 记录会移入回收站，之后仍可恢复。
record-is-deleted = 此记录在回收站中。
record-is-locked = 此记录已锁定。
record-duplicate = 复制一份
record-copy-link = 复制链接
record-unsaved = 有尚未保存的更改。
record-leave = 不保存并离开
record-stay = 继续编辑
record-problems-n = 有 { $n } 个字段需要处理
record-fix-first = 请更正标出的字段，然后重新保存。
record-duplicate-found = 已存在：{ $record }
record-duplicate-owned = { $record } 已归 { $user } 所有。
record-save-anyway = 仍然保存
record-read-only-field = 此字段由系统填写。
record-no-edit = 您可以查看此记录，但不能更改。
conflict-title = 在此期间已有他人保存
conflict-text = 您编辑期间，{ $user } 更改了此记录。内容不会丢失，请逐个字段选择。
conflict-field = 字段
conflict-mine = 您的版本
conflict-theirs = 对方的版本
conflict-before = 原值
conflict-keep-mine = 保留我的
conflict-take-theirs = 采用对方的
conflict-keep-all-mine = 全部保留我的
conflict-take-all-theirs = 全部采用对方的
conflict-save = 按此选择保存

### 字段控件

widget-choose = 请选择…
widget-choose-user = 选择人员…
widget-choose-record = 在{ $module }中查找…
widget-choose-module = 记录类型
widget-clear = 清除“{ $field }”
widget-create-linked = 新建“{ $detail }”
widget-no-matches = 没有匹配项
widget-type-to-search = 输入以搜索
widget-add-tag = 添加标签…
widget-remove-tag = 移除标签 { $detail }
widget-today = 今天
widget-previous-month = 上个月
widget-next-month = 下个月
widget-choose-file = 选择文件
widget-replace-file = 替换文件
widget-write = 编写
widget-preview = 预览
widget-markdown-hint = 支持 Markdown：**粗体**、- 列表、[链接](https://…)
widget-call = 拨打 { $detail }
widget-write-email = 写邮件给 { $detail }
widget-visit = 打开 { $detail }
widget-show-map = 在地图上显示
widget-given-by-system = 保存时自动生成

### 看板

board-pipeline = 销售流程
board-choose-pipeline = 选择销售流程
board-sum = 合计
board-weighted = 加权
board-cards-n = { $n } 张卡片
board-column-summary = { $stage }：{ $n } 张卡片
board-drop-here = 拖放到此处
board-moved = 已将 { $record } 移到“{ $stage }”
board-move-failed = 无法移动 { $record }
board-move-to = 移到…
board-empty-column = 暂无内容
board-no-stage = 无阶段
board-days-in-stage = 已在此阶段 { $n } 天
board-overdue = 已过预计成交日期
board-add-here = 添加到“{ $stage }”
board-collapse = 收起“{ $stage }”
board-expand = 展开“{ $stage }”
board-keyboard-help = 空格键拿起卡片，方向键移动，再按空格键放下，Esc 键取消。
board-picked-up = 已拿起 { $record }，当前在“{ $stage }”
board-now-over = { $record } 位于“{ $stage }”第 { $n } 位
board-dropped = 已将 { $record } 放入“{ $stage }”
board-cancelled = { $record } 已回到“{ $stage }”
board-empty = 还没有卡片。新建一张，或更改筛选条件。
board-show-closed = 显示已关闭
board-hide-closed = 隐藏已关闭

### 线索转化

convert-lead = 转化
convert-title = 转化 { $record }
convert-intro = 一步即可生成客户、联系人，并可同时生成商机。备注、任务和文件会一并转移。
convert-will-create = 将创建以下记录
convert-account = 客户
convert-contact = 联系人
convert-opportunity = 商机
convert-new-account = 新建客户
convert-use-existing-account = 使用现有客户
convert-same-name-found = 已有 { $n } 个同名客户。
convert-no-account = 无客户，个人
convert-new-contact = 新建联系人
convert-use-existing-contact = 使用现有联系人
convert-create-opportunity = 同时创建商机
convert-opportunity-name = 商机名称
convert-opportunity-amount = 金额
convert-opportunity-close-date = 预计成交日期
convert-more-fields = 另有：{ $detail }
convert-goes-along = 一并转移
convert-goes-along-n = { $n } 条备注、任务或文件会一并转移。
convert-locked-note = 线索会保留，并锁定为已转化。
convert-submit = 转化
convert-done = { $record } 已转化
convert-undone = 已撤销转化
convert-already = 此线索已经转化过。
convert-converted-to = 转化为
convert-not-allowed = 您无权转化此线索。

### 导入

import-title = 导入{ $module }
import-step-file = 文件
import-step-columns = 列
import-step-check = 检查
import-step-run = 导入
import-step-result = 结果
import-step-of = 第 { $n } 步，共 { $detail } 步
import-choose-file = 选择 CSV 文件
import-drop-file = …或拖放到此处
import-file-hint = CSV 或文本文件，任意编码，大文件也可以。
import-example = 下载示例文件
import-paste = 改为粘贴表格
import-encoding = 编码
import-encoding-found = 识别为：{ $detail }
import-delimiter = 分隔符
import-delimiter-comma = 逗号
import-delimiter-semicolon = 分号
import-delimiter-tab = 制表符
import-delimiter-pipe = 竖线
import-date-order = 日期顺序
import-date-order-dmy = 日、月、年
import-date-order-mdy = 月、日、年
import-date-order-ymd = 年、月、日
import-preview = 前几行
import-reading = 读取方式
import-columns-used = 导入 { $detail } 列中的 { $n } 列
import-in-text = 文本的一部分
import-mapping = 每一列对应哪个字段？
import-column = 文件中的列
import-goes-to = 对应字段
import-do-not-import = 不导入
import-guessed = 自动识别
import-constant = 所有行使用固定值
import-link-by = 查找依据
import-create-missing = 自动创建缺少的记录
import-required-missing = 必填但尚未对应：{ $field }
import-mapped-twice = “{ $field }”对应了两列。
import-load-mapping = 载入映射
import-save-mapping = 保存映射
import-mode = 如何处理每一行
import-mode-add = 全部作为新记录添加
import-mode-both = 更新匹配的记录，添加其他行
import-match-by = 以下字段相同即视为匹配
import-dry-run = 仅检查，不导入
import-rows-bad = { $n ->
   *[other] { $detail } 行有问题
}
import-bad-value = 值
import-problems = 问题
import-no-problems = 没有发现问题。
import-bad-rows-note = 有问题的行不会导入，可下载为文件，修改后重新导入。
import-start-n = { $n ->
   *[other] 导入 { $detail } 行
}
import-progress = { $n } / { $detail } 行
import-stop = 停止导入
import-stopped = 导入已停止，已完成的部分可以撤销。
import-finished = 导入完成
import-failed = 导入失败：{ $detail }
import-download-failed-rows = 下载失败的行
import-show-records = 查看导入的记录
import-open-list = 打开列表
import-again = 再导入一个文件
import-undo = 撤销此次导入
import-undo-ask = 要撤销整个导入吗？新建的记录会被删除，更新过的记录会恢复原值。
import-undone = 已撤销导入
import-find-out = 自动识别
import-paste-hint = 从电子表格复制的行，第一行为列名
import-rows-n = { $n ->
   *[other] { $detail } 行
}
import-whole-name = 姓名合在一列
import-nothing-mapped = 请至少为一列选择字段。
import-match-missing = 请至少选择一个用于匹配的字段。
import-mapping-broken = 这不是映射文件：{ $detail }
import-constant-add = 添加固定值
import-template-add = 添加由多列组成的文本
import-template-hint = 列名写在大括号中，例如 { $column }。
import-row = 行
import-problems-first = 这里是前 { $n } 项，失败行的文件中有全部问题。
import-start-without = 导入 { $n } 行，略过 { $detail } 行
import-leave-note = 您可以离开此页，导入会继续进行。
import-tally-rows = 行数
import-tally-add = 将添加
import-tally-update = 将更新
import-tally-added = 已添加
import-tally-updated = 已更新
import-tally-failed = 有问题

### 搜索与命令面板

search-title = 搜索
search-placeholder = 搜索全部内容…
search-nothing = 没有找到“{ $detail }”
search-type-more = 请至少输入两个字符
search-results-n = { $n } 个结果
search-all-modules = 全部模块
palette-title = 命令
palette-placeholder = 查找记录或操作…
palette-records = 记录
palette-actions = 操作
palette-pages = 页面
palette-recent = 最近
palette-nothing = 没有找到
palette-hint = ↑↓ 选择，回车打开，Esc 关闭
palette-go-to = 前往{ $module }
palette-new = 新建{ $module }
palette-board = 以看板查看{ $module }
palette-switch-theme = 切换浅色与深色

### 设置

settings-title = 设置
settings-personal = 个人
settings-organisation = 全公司
settings-profile = 个人资料
settings-profile-text = 您的姓名、语言和时区。
settings-saved = 设置已保存
kept-active = 启用
kept-inactive = 未启用
kept-edit-of = 编辑 { $record }
kept-delete-of = 删除 { $record }
kept-deleted = 已删除：{ $record }
kept-try = 试一试
settings-appearance = 外观
settings-security = 安全
settings-password = 密码
settings-password-change = 更改密码
settings-password-current = 当前密码
settings-password-new = 新密码
settings-password-again = 再次输入新密码
settings-password-wrong = 当前密码不正确。
settings-password-changed = 密码已更改，您的其他会话已结束。
settings-sessions = 会话
settings-sessions-text = 您登录的位置。
settings-session-this = 当前会话
settings-session-since = 登录于 { $time }
settings-session-seen = 最近使用：{ $time }
settings-session-end = 结束会话
settings-session-end-others = 结束其他所有会话
settings-session-ended = 会话已结束
settings-tokens = API 令牌
settings-tokens-text = 程序可凭令牌以您的身份使用 REST API。
settings-token-name = 用途
settings-token-create = 创建令牌
settings-token-once = 请立即复制令牌，它只显示一次。
settings-token-created = 创建于 { $time }
settings-token-last-used = 最近使用：{ $time }
settings-token-never-used = 从未使用
settings-token-end = 停用令牌
settings-token-ended = 令牌已停用
settings-tokens-empty = 还没有令牌。
settings-users = 用户
settings-users-text = 谁在使用系统，以及他们的角色。
user-profiles = 权限模板
user-profiles-of = { $name } 的权限模板
user-profiles-text = 这些权限模板中任何一个允许的，该用户都可以做。每个字段以给予最多的为准。
user-profile-given = 已授予 { $name } 权限模板“{ $profile }”
user-profile-taken = { $name } 本人不再持有权限模板“{ $profile }”
profile-by-role = 来自角色“{ $name }”
profile-by-team = 来自团队“{ $name }”
settings-user-invite = 添加用户
settings-user-set-password = 设置密码
settings-user-set-password-of = 设置密码：{ $name }
settings-user-deactivate = 停用
settings-user-activate = 启用
settings-user-password-link = 请将此链接发给 { $user }，链接仅可使用一次。
settings-user-inactive = 已停用
settings-user-password-set = 密码已设置，该用户的所有会话已结束。
settings-roles = 角色
settings-roles-text = 角色树：上级可以看到下级拥有的记录。
settings-role-below = 下级
settings-teams = 团队
settings-teams-text = 共享记录的同事小组。
settings-departments = 部门
settings-departments-text = 公司的组织树。部门负责人可以查看和修改本部门及下级部门人员的记录，除非该部门另有设定。
department-head = 由 { $name } 领导，可查看本部门人员的记录
department-head-only = 由 { $name } 领导
department-no-head = 尚无负责人
tree-empty = 此处还没有内容。先添加最上级的，再在其下添加其他的。
tree-people = { $n } 人
tree-add = 在下级添加
tree-add-below = 在“{ $name }”下添加
users-all-departments = 所有部门
users-of-department-none = 此部门没有人员。
settings-company = 公司
settings-company-name = 公司名称
settings-company-currency = 币种
settings-company-currency-text = 未注明币种的金额以此为准。
settings-imports = 导入
settings-recycle-bin = 回收站
settings-about = 关于 Rapport
settings-version = 版本 { $detail }
settings-api = REST API 接口
settings-api-text = API 说明（OpenAPI）根据您自己的模块和字段生成。

### 消息

toast-dismiss = 关闭
toast-saved = 已保存
toast-failed = 操作未成功。
toast-offline = 您已离线，恢复连接后会发送更改。
toast-online = 连接已恢复。
toast-changed-elsewhere = { $user } 更改了此记录
toast-deleted-elsewhere = { $user } 删除了此记录
error-not-found-title = 未找到
error-not-found-text = 没有这个页面或记录，或者您无权查看。
error-no-rights-title = 没有权限
error-no-rights-text = 您无权执行此操作。管理员可以调整您的角色。
error-server-title = 出错了
error-server-text = 服务器未能完成操作，详情已写入日志，请重试。
error-unreachable = 无法连接服务器。
error-offline = 您已离线。
error-too-large = 内容过大，无法发送。
error-too-many-requests = 请求过多，请稍候。
error-invalid-filter = 无法识别该条件。
error-invalid-request = 无法识别该请求。
error-go-home = 回到首页
error-details = 详细信息
failure-not-signed-in = 您尚未登录，或会话已结束。
failure-not-allowed = 您无权执行此操作。管理员可以更改您的角色。
failure-second-factor-required = 您的角色必须使用双重验证，请先设置。
failure-not-found = 没有这个页面或记录，或者您无权查看。
failure-conflict = 其他人在此期间保存了这条记录。
failure-invalid = 无法理解该请求。
failure-too-large = 内容过大。
failure-too-many-requests = 请求过多，请稍候。
failure-unavailable = 服务器现在无法完成此操作，原因已写入日志，请重试。
failure-unreachable = 无法连接服务器。请检查网络后重试。

### 时间

time-just-now = 刚刚
time-minutes-ago = { $n } 分钟前
time-hours-ago = { $n } 小时前
time-days-ago = { $n ->
    [1] 昨天
   *[other] { $n } 天前
}
time-weeks-ago = { $n ->
    [1] 上周
   *[other] { $n } 周前
}
time-months-ago = { $n ->
    [1] 上个月
   *[other] { $n } 个月前
}
time-years-ago = { $n ->
    [1] 去年
   *[other] { $n } 年前
}
time-in-minutes = { $n } 分钟后
time-in-hours = { $n } 小时后
time-in-days = { $n ->
    [1] 明天
   *[other] { $n } 天后
}
time-today = 今天
time-tomorrow = 明天
time-yesterday = 昨天
time-overdue-days = 逾期 { $n } 天
weekday-monday = 星期一
weekday-tuesday = 星期二
weekday-wednesday = 星期三
weekday-thursday = 星期四
weekday-friday = 星期五
weekday-saturday = 星期六
weekday-sunday = 星期日
weekday-monday-short = 一
weekday-tuesday-short = 二
weekday-wednesday-short = 三
weekday-thursday-short = 四
weekday-friday-short = 五
weekday-saturday-short = 六
weekday-sunday-short = 日
month-1 = 1 月
month-2 = 2 月
month-3 = 3 月
month-4 = 4 月
month-5 = 5 月
month-6 = 6 月
month-7 = 7 月
month-8 = 8 月
month-9 = 9 月
month-10 = 10 月
month-11 = 11 月
month-12 = 12 月

### 大小

size-bytes = { $n } B
size-kilobytes = { $n } KB
size-megabytes = { $n } MB
size-gigabytes = { $n } GB

### 键盘帮助

keys-title = 键盘快捷键
keys-open-help = 显示此帮助
keys-palette = 查找任意记录或操作
keys-search = 搜索
keys-new = 新建记录
keys-edit = 编辑
keys-save = 保存
keys-cancel = 取消或关闭
keys-move = 在列表中移动
keys-open = 打开记录
keys-select = 选择行
keys-select-range = 选择范围
keys-previous-next = 上一条或下一条记录
keys-undo = 撤销
keys-go-home = 前往首页
keys-pick-card = 拿起或放下卡片

### 尚未推出的页面

reports-empty = 报表将在后续版本推出。目前可以先筛选列表再导出。
dashboards-empty = 仪表盘将在后续版本推出。

### 条件表单

filter-where = 当
settings-access = 访问权限
settings-access-text = 谁可以查看和修改什么。
access-modules-title = 全公司
access-modules-text = 所有人对他人记录的权限。私有：仅负责人、其上级以及被共享者。
access-profiles-title = 权限模板
access-profiles-text = 持有者在各模块的权限。用户、角色和团队的权限模板叠加：其中任何一个允许的，她都可以做。若没有，则由角色级别决定。在“用户”页面为人员分配权限模板。
access-profiles-empty = 尚无权限模板：由各角色的级别决定。
access-sharing-title = 共享
access-sharing-text = 除本人记录外，还可查看的记录。
access-sharing-empty = 除角色层级外没有共享。
access-fields = “{ $profile }”在“{ $module }”中的字段
access-fields-of = 字段
access-field-usual = 默认：{ $detail }
access-cell = { $action }：{ $module }，{ $profile }
access-shown-profile = 显示的权限模板
access-without-profile = 无权限模板
access-held-by-nobody = 无人持有
access-held-by-more = { $names } 等，另有 { $n } 人
access-all-records = 所有记录
access-to = 共享给 { $detail }
access-inactive = 未启用
filter-always = 始终
filter-never = 从不

rows-add = 添加一行
rows-up = 上移第 { $n } 行
rows-down = 下移第 { $n } 行
rows-remove = 删除第 { $n } 行
rows-actions = 行的顺序
rows-like-category = 采用同类产品的参数名
rows-like-none = 此类别没有其他产品带参数。
