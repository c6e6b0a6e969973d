# 框架與各頁面的文字。變數說明見 en/ui.ftl。

### 框架

app-name = Rapport
skip-to-content = 跳到主要內容
nav-home = 首頁
nav-modules = 模組
nav-search = 搜尋
nav-more = 更多
nav-menu = 選單
nav-new = 新增
nav-reports = 報表
nav-dashboards = 儀表板
nav-settings = 設定
nav-help = 說明
nav-back = 返回
sidebar-collapse = 收合側邊欄
sidebar-expand = 展開側邊欄
group-customers = 客戶
group-selling = 業務
group-working = 協作
group-running = 組織
group-nowhere = 其他
account-menu = 我的帳號
my-profile = 個人資料
sign-in = 登入
sign-out = 登出
theme = 外觀
theme-light = 淺色
theme-dark = 深色
theme-auto = 依系統設定
language = 語言
new-record = 新增{ $module }
quick-create = 快速新增
notifications = 通知
live-connected = 即時連線：變更會立即顯示
live-lost = 連線已斷開，重新連線中…

### 各頁面共用的按鈕與標籤

save = 儲存
save-and-new = 儲存並新增
saving = 儲存中…
saved = 已儲存
cancel = 取消
close = 關閉
back = 返回
next = 下一步
previous = 上一步
continue = 繼續
done = 完成
ok = 確定
yes = 是
no = 否
and = 並且
or = 或者
not = 非
all = 全部
none = 無
any = 任意
mine = 我的
me = 我
my-team = 我的團隊
my-department = 我的部門
nobody = 無人
new = 新增
add = 新增
edit = 編輯
remove = 移除
delete = 刪除
restore = 還原
copy = 複製
copied = 已複製
open = 開啟
open-in-new-tab = 在新分頁中開啟
show = 顯示
hide = 隱藏
show-more = 顯示更多
show-less = 收合
show-all = 顯示全部
more-actions = 更多操作
actions = 操作
apply = 套用
reset = 重設
clear = 清除
retry = 重試
refresh = 重新整理
download = 下載
upload = 上傳
print = 列印
name = 名稱
description = 描述
optional = 選填
required = 必填
empty = 空
empty-value = 無值
unknown = 未知
loading = 載入中…
working = 處理中…
stop = 停止
undo = 復原
undone = 已復原
undo-failed = 此操作已無法復原
move-up = 上移
move-down = 下移
drag-to-order = 拖曳以調整順序
deleted-record = 已刪除的記錄
hidden-record = 您無權查看的記錄
records-n = { $n } 筆記錄
more-n = 還有 { $n } 項
of-n = 共 { $n }
are-you-sure = 確定嗎？
required-fields-note = 帶星號的欄位為必填

### 登入

login-title = 登入 Rapport
login-email = 電子郵件
login-password = 密碼
login-submit = 登入
login-show-password = 顯示密碼
login-hide-password = 隱藏密碼
login-wrong-credentials = 電子郵件或密碼不正確。
login-too-many-attempts = 嘗試次數過多，請在 { $n } 分鐘後再試。
login-inactive = 這位使用者已停用，請聯絡系統管理員。
login-throttled = 嘗試次數過多，請過幾分鐘再試。
login-session-ended = 工作階段已逾時，請重新登入；您輸入的內容仍會保留。
login-signed-out = 您已登出。
login-set-up = 系統已完成初始設定，請登入。
login-demo = 示範公司：請選擇登入身分
setup-title = 歡迎使用 Rapport
setup-intro = 系統中還沒有使用者，您將成為第一位系統管理員。
setup-name = 您的姓名
setup-company = 公司
setup-currency = 公司幣別
setup-time-zone = 時區
setup-password = 設定密碼
setup-password-again = 再次輸入密碼
setup-password-hint = 至少 { $n } 個字元，用一小句話就很好。
setup-passwords-differ = 兩次輸入的密碼不同。
setup-password-too-short = 密碼太短，至少需要 { $n } 個字元。
setup-password-too-common = 這個密碼太容易被猜到。
setup-submit = 建立系統管理員
setup-link-invalid = 此連結已失效。請重新啟動伺服器以取得新連結。
setup-open-link = 這裡還沒有使用者。請開啟伺服器啟動時輸出的連結。

### 首頁

home-title = 首頁
home-hello = { $user }，您好
home-today = 今天
home-my-tasks = 我的任務
home-overdue = 已逾期
home-due-today = 今日到期
home-due-this-week = 本週
home-no-tasks = 沒有到期的任務。休息一下，或為商機規劃下一步。
home-my-pipeline = 我的銷售流程
home-closing-soon = 即將成交
home-no-closing = 未來幾週您沒有預計成交的商機。
home-mentions = 提到我的
home-recent = 最近變更
home-recently-viewed = 最近開啟
home-follow-ups = 待追蹤
home-no-recent = 您和同事的變更會顯示在這裡。
home-start-title = 從這裡開始
home-start-import = 匯入您的客戶
home-start-import-text = 從舊系統或試算表匯出的 CSV 檔案即可。
home-start-users = 新增同事
home-start-users-text = 為每個人指派角色，由角色決定誰能看到什麼。
home-start-lead = 記錄第一筆潛在客戶
home-start-lead-text = 一個姓名加一個電話號碼就夠了。

### 清單

list-search = 在{ $module }中搜尋
list-select-row = 選取 { $record }
list-pick = 多選
list-select-all = 全選
list-select-all-n = 選取全部 { $n } 筆
list-selected = 已選取 { $n } 筆
list-clear-selection = 取消選取
list-count = { $n } 筆記錄
list-count-more = 超過 { $n } 筆記錄
list-show-list = 清單
list-show-board = 看板
list-columns = 欄
list-columns-shown = 顯示的欄
list-columns-hidden = 其他欄位
list-columns-reset = 還原預設欄
list-column-width = 「{ $field }」的欄寬
list-sort = 排序
list-sort-by = 依「{ $field }」排序
list-sort-up = 遞增
list-sort-down = 遞減
list-sort-add = 再依…排序
list-sort-remove = 移除此排序
list-sorted-up = { $field }，遞增排列
list-sorted-down = { $field }，遞減排列
list-edit-cell = 編輯 { $record } 的「{ $field }」
list-open-beside = 在清單旁開啟
list-open-full = 開啟整頁
list-close-beside = 關閉記錄
list-change-field = 變更欄位
list-change-field-of = 變更 { $n } 筆記錄的欄位
list-change-to = 改為
list-assign = 指派
list-assign-to = 指派給
list-add-tag = 新增標籤
list-remove-tag = 移除標籤
list-tag-name = 標籤
list-delete-n = 刪除 { $n } 筆記錄
list-deleted-n = 已刪除 { $n } 筆記錄
list-changed-n = 已變更 { $n } 筆記錄
list-assigned-n = 已將 { $n } 筆記錄指派給 { $user }
list-tagged-n = 已為 { $n } 筆記錄新增標籤
list-restored-n = 已還原 { $n } 筆記錄
list-not-allowed-n = 有 { $n } 筆記錄您無權變更，已保持原狀。
list-export = 匯出
list-export-csv = 將目前清單匯出為 CSV
list-exporting = 匯出中…
list-exported-n = 已匯出 { $n } 筆記錄
list-import = 匯入
list-empty-title = 還沒有{ $module }
list-empty-text = 新增第一筆，或從舊系統匯入檔案。
list-empty-read-only = 這裡沒有您可以查看的內容。若有缺漏，請聯絡系統管理員。
list-nothing-found = 沒有符合篩選條件的記錄。
list-clear-filter = 清除篩選
list-clear-search = 清除搜尋
list-load-failed = 清單載入失敗。
list-end = 已到清單末尾
list-live-n = 有 { $n } 項新變更，點此查看
list-recycle-bin = 資源回收筒
list-recycle-empty = 資源回收筒是空的。
list-sum = 合計
list-average = 平均

### 篩選

filter = 篩選
filter-title = 條件
filter-edit-condition = 修改條件
filter-add-condition = 新增條件
filter-add-group = 新增條件群組
filter-remove-condition = 移除條件
filter-remove-group = 移除條件群組
filter-match-all = 符合以下所有條件
filter-match-any = 符合以下任一條件
filter-match-none = 以下條件皆不符合
filter-field = 欄位
filter-operator = 比較方式
filter-value = 值
filter-values = 值
filter-moment = 相對日期
filter-fixed-date = 固定日期
filter-shift-plus = 加
filter-shift-minus = 減
filter-moment-after = { $moment }之後 { $n } { $unit }
filter-moment-before = { $moment }之前 { $n } { $unit }
filter-unit = 時間單位
filter-as-text = 文字
filter-as-form = 表單
filter-text-label = 條件文字
filter-text-hint = 例如：stage in (proposal, negotiation) and amount >= 1000 and owner = me
filter-text-error = 第 { $n } 個字元：{ $detail }
filter-too-complex = 條件巢狀過深，表單無法顯示，請改以文字修改。
filter-active-n = { $n } 個條件
filter-quick-mine = 我的
filter-quick-team = 我的團隊
filter-quick-open = 進行中
filter-quick-recent = 本週變更

### 檢視

views = 檢視
view-default = 全部
view-save = 儲存檢視
view-save-as = 另存為新檢視
view-name = 檢視名稱
view-share = 與所有人共用
view-shared = 共用
view-shared-by = 由 { $user } 共用
view-mine = 我的檢視
view-rename = 重新命名檢視
view-delete = 刪除檢視
view-saved = 檢視已儲存
view-deleted = 檢視已刪除
view-changed = 已修改
view-update = 將變更儲存到此檢視
view-discard = 放棄變更
views-empty = 設定好篩選、排序和欄之後，可儲存為檢視，方便下次使用。

### 記錄

record-edit = 編輯
record-edit-field = 編輯「{ $field }」
record-save = 儲存
record-cancel = 取消
record-back-to-list = 返回{ $module }
record-previous = 上一筆記錄
record-next = 下一筆記錄
record-details = 詳細資訊
record-related = 相關記錄
record-related-empty = 還沒有{ $module }
record-related-add = 新增{ $module }
record-related-below = 下級記錄
record-related-all = 顯示全部
record-timeline = 動態
record-history = 歷史
record-all-activity = 全部動態
record-changes = 變更
record-notes = 備註
record-comments = 留言
record-attachments = 附件
record-tasks = 任務
record-add-note = 新增備註
record-write-note = 寫備註…
record-note-title = 標題
record-write-comment = 寫留言… 輸入 @ 可提及同事
record-send-comment = 傳送
record-edit-comment = 編輯留言
record-delete-comment = 刪除留言
record-mention = 提及
record-mention-nobody = 沒有叫這個名字的人
record-add-task = 新增任務
record-task-placeholder = 需要做什麼？
record-task-due = 截止日期
record-task-mark-done = 將 { $record } 標記為已完成
record-task-mark-open = 將 { $record } 標記為未完成
record-add-attachment = 新增檔案
record-drop-files = 將檔案拖放到此處
record-uploading = 正在上傳 { $file }…
record-upload-failed = { $file } 上傳失敗。
record-delete-attachment = 刪除 { $file }
record-timeline-empty = 這裡還沒有動態。寫一則備註，或安排一項任務。
record-notes-empty = 還沒有備註。
record-comments-empty = 還沒有留言。
record-attachments-empty = 還沒有檔案。
record-tasks-empty = 還沒有任務。
record-other-ends = 其他結果
record-created-by = 由 { $user } 建立
record-created-at = 建立於 { $time }
record-changed-by = 由 { $user } 變更
record-changed-at = 變更於 { $time }
record-owner = 負責人
record-system = 系統
change-created = 建立了此記錄
change-updated = 變更了此記錄
change-deleted = 刪除了此記錄
change-restored = 還原了此記錄
change-field-from-to = { $field }：{ $before } → { $after }
change-field-set = { $field }設為 { $after }
change-field-emptied = 清空了{ $field }，原本的值為 { $before }
record-undo-change = 復原此變更
record-new-title = 新增{ $module }
record-edit-title = 編輯 { $record }
record-created = 已建立 { $record }
record-saved = 已儲存 { $record }
record-deleted = 已刪除 { $record }
record-restored = 已還原 { $record }
record-delete = 刪除
record-delete-ask = 要刪除 { $record } 嗎？
record-delete-hint = 記錄會移入資源回收筒，之後仍可還原。
record-is-deleted = 此記錄在資源回收筒中。
record-is-locked = 此記錄已鎖定。
record-duplicate = 建立複本
record-copy-link = 複製連結
record-unsaved = 有尚未儲存的變更。
record-leave = 不儲存並離開
record-stay = 繼續編輯
record-problems-n = 有 { $n } 個欄位需要處理
record-fix-first = 請更正標出的欄位，然後重新儲存。
record-duplicate-found = 已存在：{ $record }
record-duplicate-owned = { $record } 已歸 { $user } 所有。
record-save-anyway = 仍然儲存
record-read-only-field = 此欄位由系統填寫。
record-no-edit = 您可以查看此記錄，但不能變更。
conflict-title = 在此期間已有他人儲存
conflict-text = 您編輯期間，{ $user } 變更了此記錄。內容不會遺失，請逐一選擇欄位。
conflict-field = 欄位
conflict-mine = 您的版本
conflict-theirs = 對方的版本
conflict-before = 原本的值
conflict-keep-mine = 保留我的
conflict-take-theirs = 採用對方的
conflict-keep-all-mine = 全部保留我的
conflict-take-all-theirs = 全部採用對方的
conflict-save = 依此選擇儲存

### 欄位控制項

widget-choose = 請選擇…
widget-choose-user = 選擇人員…
widget-choose-record = 在{ $module }中尋找…
widget-choose-module = 記錄類型
widget-clear = 清除「{ $field }」
widget-create-linked = 新增「{ $detail }」
widget-no-matches = 沒有相符項
widget-type-to-search = 輸入以搜尋
widget-add-tag = 新增標籤…
widget-remove-tag = 移除標籤 { $detail }
widget-today = 今天
widget-previous-month = 上個月
widget-next-month = 下個月
widget-choose-file = 選擇檔案
widget-replace-file = 取代檔案
widget-write = 撰寫
widget-preview = 預覽
widget-markdown-hint = 支援 Markdown：**粗體**、- 清單、[連結](https://…)
widget-call = 撥打 { $detail }
widget-write-email = 寫郵件給 { $detail }
widget-visit = 開啟 { $detail }
widget-show-map = 在地圖上顯示
widget-given-by-system = 儲存時自動產生

### 看板

board-pipeline = 銷售流程
board-choose-pipeline = 選擇銷售流程
board-sum = 合計
board-weighted = 加權
board-cards-n = { $n } 張卡片
board-column-summary = { $stage }：{ $n } 張卡片
board-drop-here = 拖放到此處
board-moved = 已將 { $record } 移到「{ $stage }」
board-move-failed = 無法移動 { $record }
board-move-to = 移到…
board-empty-column = 目前沒有內容
board-no-stage = 無階段
board-days-in-stage = 已在此階段 { $n } 天
board-overdue = 已過預計成交日期
board-add-here = 新增到「{ $stage }」
board-collapse = 收合「{ $stage }」
board-expand = 展開「{ $stage }」
board-keyboard-help = 空格鍵拿起卡片，方向鍵移動，再按空格鍵放下，Esc 鍵取消。
board-picked-up = 已拿起 { $record }，目前在「{ $stage }」
board-now-over = { $record } 位於「{ $stage }」第 { $n } 位
board-dropped = 已將 { $record } 放入「{ $stage }」
board-cancelled = { $record } 已回到「{ $stage }」
board-empty = 還沒有卡片。新增一張，或變更篩選條件。
board-show-closed = 顯示已關閉
board-hide-closed = 隱藏已關閉

### 潛在客戶轉換

convert-lead = 轉換
convert-title = 轉換 { $record }
convert-intro = 一個步驟即可建立客戶、聯絡人，需要時也一併建立商機。備註、任務和檔案會一起轉移。
convert-will-create = 將建立以下記錄
convert-account = 客戶
convert-contact = 聯絡人
convert-opportunity = 商機
convert-new-account = 新增客戶
convert-use-existing-account = 使用現有客戶
convert-same-name-found = 已有 { $n } 個同名客戶。
convert-no-account = 無客戶，個人
convert-new-contact = 新增聯絡人
convert-use-existing-contact = 使用現有聯絡人
convert-create-opportunity = 同時建立商機
convert-opportunity-name = 商機名稱
convert-opportunity-amount = 金額
convert-opportunity-close-date = 預計成交日期
convert-more-fields = 另有：{ $detail }
convert-goes-along = 一併轉移
convert-goes-along-n = { $n } 則備註、任務或檔案會一併轉移。
convert-locked-note = 潛在客戶會保留，並鎖定為已轉換。
convert-submit = 轉換
convert-done = { $record } 已轉換
convert-undone = 已復原轉換
convert-already = 此潛在客戶已經轉換過。
convert-converted-to = 轉換為
convert-not-allowed = 您無權轉換此潛在客戶。

### 匯入

import-title = 匯入{ $module }
import-step-file = 檔案
import-step-columns = 欄
import-step-check = 檢查
import-step-run = 匯入
import-step-result = 結果
import-step-of = 第 { $n } 步，共 { $detail } 步
import-choose-file = 選擇 CSV 檔案
import-drop-file = …或拖放到此處
import-file-hint = CSV 或文字檔案，任意編碼，大型檔案也可以。
import-example = 下載範例檔案
import-paste = 改為貼上表格
import-encoding = 編碼
import-encoding-found = 判斷為：{ $detail }
import-delimiter = 分隔符
import-delimiter-comma = 逗號
import-delimiter-semicolon = 分號
import-delimiter-tab = Tab 鍵
import-delimiter-pipe = 直線 |
import-date-order = 日期順序
import-date-order-dmy = 日、月、年
import-date-order-mdy = 月、日、年
import-date-order-ymd = 年、月、日
import-preview = 前幾列
import-reading = 讀取方式
import-columns-used = 匯入 { $detail } 欄中的 { $n } 欄
import-in-text = 文字的一部分
import-mapping = 每一欄對應哪個欄位？
import-column = 檔案中的欄
import-goes-to = 對應欄位
import-do-not-import = 不匯入
import-guessed = 自動判斷
import-constant = 所有列使用固定值
import-link-by = 比對依據
import-create-missing = 自動建立缺少的記錄
import-required-missing = 必填但尚未對應：{ $field }
import-mapped-twice = 「{ $field }」對應了兩欄。
import-load-mapping = 載入欄位對應
import-save-mapping = 儲存欄位對應
import-mode = 如何處理每一列
import-mode-add = 全部作為新記錄新增
import-mode-both = 更新相符的記錄，新增其他列
import-match-by = 以下欄位相同即視為相符
import-dry-run = 只檢查，不匯入
import-rows-bad = { $n ->
   *[other] { $detail } 列有問題
}
import-bad-value = 值
import-problems = 問題
import-no-problems = 沒有發現問題。
import-bad-rows-note = 有問題的列不會匯入，可下載為檔案，修改後重新匯入。
import-start-n = { $n ->
   *[other] 匯入 { $detail } 列
}
import-progress = { $n } / { $detail } 列
import-stop = 停止匯入
import-stopped = 匯入已停止，已完成的部分可以復原。
import-finished = 匯入完成
import-failed = 匯入失敗：{ $detail }
import-download-failed-rows = 下載失敗的資料列
import-show-records = 查看匯入的記錄
import-open-list = 開啟列表
import-again = 再匯入一個檔案
import-undo = 復原此次匯入
import-undo-ask = 要復原整個匯入嗎？新增的記錄會被刪除，更新過的記錄會恢復原本的值。
import-undone = 已復原匯入
import-find-out = 自動判斷
import-paste-hint = 從試算表複製的資料列，第一列為欄名
import-rows-n = { $n ->
   *[other] { $detail } 列
}
import-whole-name = 姓名合在一欄
import-nothing-mapped = 請至少為一欄選擇欄位。
import-match-missing = 請至少選擇一個用於比對的欄位。
import-mapping-broken = 這不是欄位對應檔案：{ $detail }
import-constant-add = 新增固定值
import-template-add = 新增由多欄組成的文字
import-template-hint = 欄名寫在大括號中，例如 { $column }。
import-row = 列
import-problems-first = 這裡是前 { $n } 項，失敗資料列的檔案中有全部問題。
import-start-without = 匯入 { $n } 列，略過 { $detail } 列
import-leave-note = 您可以離開此頁，匯入會繼續進行。
import-tally-rows = 列數
import-tally-add = 將新增
import-tally-update = 將更新
import-tally-added = 已新增
import-tally-updated = 已更新
import-tally-failed = 有問題

### 搜尋與命令面板

search-title = 搜尋
search-placeholder = 搜尋全部內容…
search-nothing = 找不到「{ $detail }」
search-type-more = 請至少輸入兩個字元
search-results-n = { $n } 個結果
search-all-modules = 全部模組
palette-title = 命令
palette-placeholder = 尋找記錄或操作…
palette-records = 記錄
palette-actions = 操作
palette-pages = 頁面
palette-recent = 最近
palette-nothing = 找不到
palette-hint = ↑↓ 選擇，Enter 開啟，Esc 關閉
palette-go-to = 前往{ $module }
palette-new = 新增{ $module }
palette-board = 以看板查看{ $module }
palette-switch-theme = 切換淺色與深色

### 設定

settings-title = 設定
settings-personal = 個人
settings-organisation = 全公司
settings-profile = 個人資料
settings-profile-text = 您的姓名、語言和時區。
settings-saved = 設定已儲存
kept-active = 啟用
kept-inactive = 未啟用
kept-edit-of = 編輯 { $record }
kept-delete-of = 刪除 { $record }
kept-deleted = 已刪除：{ $record }
kept-try = 試一試
settings-appearance = 外觀
settings-security = 安全性
settings-password = 密碼
settings-password-change = 變更密碼
settings-password-current = 目前密碼
settings-password-new = 新密碼
settings-password-again = 再次輸入新密碼
settings-password-wrong = 目前密碼不正確。
settings-password-changed = 密碼已變更，您的其他工作階段已結束。
settings-sessions = 工作階段
settings-sessions-text = 您目前登入的地方。
settings-session-this = 目前工作階段
settings-session-since = 登入於 { $time }
settings-session-seen = 最近使用：{ $time }
settings-session-end = 結束工作階段
settings-session-end-others = 結束其他所有工作階段
settings-session-ended = 工作階段已結束
settings-tokens = API 權杖
settings-tokens-text = 程式可使用權杖，以您的身分使用 REST API。
settings-token-name = 用途
settings-token-create = 建立權杖
settings-token-once = 請立即複製權杖，它只顯示一次。
settings-token-created = 建立於 { $time }
settings-token-last-used = 最近使用：{ $time }
settings-token-never-used = 從未使用
settings-token-end = 停用權杖
settings-token-ended = 權杖已停用
settings-tokens-empty = 還沒有權杖。
settings-users = 使用者
settings-users-text = 誰在使用系統，以及各自的角色。
user-profiles = 權限範本
user-profiles-of = { $name } 的權限範本
user-profiles-text = 這些權限範本中任何一個允許的，該使用者都可以做。每個欄位以給予最多的為準。
user-profile-given = 已授予 { $name } 權限範本「{ $profile }」
user-profile-taken = { $name } 本人不再持有權限範本「{ $profile }」
profile-by-role = 來自角色「{ $name }」
profile-by-team = 來自團隊「{ $name }」
settings-user-invite = 新增使用者
settings-user-set-password = 設定密碼
settings-user-set-password-of = 設定密碼：{ $name }
settings-user-deactivate = 停用
settings-user-activate = 啟用
settings-user-password-link = 請將此連結發給 { $user }，連結僅可使用一次。
settings-user-inactive = 已停用
settings-user-password-set = 密碼已設定，該使用者的所有工作階段已結束。
settings-roles = 角色
settings-roles-text = 角色樹：上層可以看到下層擁有的記錄。
settings-role-below = 下層
settings-teams = 團隊
settings-teams-text = 共用記錄的同事群組。
settings-departments = 部門
settings-departments-text = 公司的組織樹。部門主管可以檢視和修改本部門及下級部門人員的記錄，除非該部門另有設定。
department-head = 由 { $name } 領導，可檢視本部門人員的記錄
department-head-only = 由 { $name } 領導
department-no-head = 尚無主管
tree-empty = 這裡還沒有內容。先新增最上層的，再在其下新增其他的。
tree-people = { $n } 人
tree-add = 在下層新增
tree-add-below = 在「{ $name }」下新增
users-all-departments = 所有部門
users-of-department-none = 此部門沒有人員。
settings-company = 公司
settings-company-name = 公司名稱
settings-company-currency = 幣別
settings-company-currency-text = 未註明幣別的金額以此為準。
settings-imports = 匯入
settings-recycle-bin = 資源回收筒
settings-about = 關於 Rapport
settings-version = 版本 { $detail }
settings-api = REST API 介面
settings-api-text = API 說明（OpenAPI）根據您自己的模組和欄位產生。

### 訊息

toast-dismiss = 關閉
toast-saved = 已儲存
toast-failed = 操作沒有成功。
toast-offline = 您已離線，恢復連線後會送出變更。
toast-online = 連線已恢復。
toast-changed-elsewhere = { $user } 變更了此記錄
toast-deleted-elsewhere = { $user } 刪除了此記錄
error-not-found-title = 找不到
error-not-found-text = 沒有這個頁面或記錄，或者您無權查看。
error-no-rights-title = 沒有權限
error-no-rights-text = 您無權執行此操作。系統管理員可以調整您的角色。
error-server-title = 發生錯誤
error-server-text = 伺服器無法完成這項操作，詳情已寫入記錄檔，請再試一次。
error-unreachable = 無法連線伺服器。
error-offline = 您已離線。
error-too-large = 內容過大，無法送出。
error-too-many-requests = 請求過多，請稍候。
error-invalid-filter = 無法解讀該條件。
error-invalid-request = 無法解讀該請求。
error-go-home = 回到首頁
error-details = 詳細資訊
failure-not-signed-in = 您尚未登入，或工作階段已結束。
failure-not-allowed = 您無權執行此操作。管理員可以變更您的角色。
failure-second-factor-required = 您的角色必須使用雙重驗證，請先設定。
failure-not-found = 沒有這個頁面或記錄，或者您無權檢視。
failure-conflict = 其他人在此期間儲存了這筆記錄。
failure-invalid = 無法理解此請求。
failure-too-large = 內容過大。
failure-too-many-requests = 請求過多，請稍候。
failure-unavailable = 伺服器現在無法完成此操作，原因已寫入記錄檔，請重試。
failure-unreachable = 無法連線到伺服器。請檢查網路後重試。

### 時間

time-just-now = 剛剛
time-minutes-ago = { $n } 分鐘前
time-hours-ago = { $n } 小時前
time-days-ago = { $n ->
    [1] 昨天
   *[other] { $n } 天前
}
time-weeks-ago = { $n ->
    [1] 上週
   *[other] { $n } 週前
}
time-months-ago = { $n ->
    [1] 上個月
   *[other] { $n } 個月前
}
time-years-ago = { $n ->
    [1] 去年
   *[other] { $n } 年前
}
time-in-minutes = { $n } 分鐘後
time-in-hours = { $n } 小時後
time-in-days = { $n ->
    [1] 明天
   *[other] { $n } 天後
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

### 鍵盤說明

keys-title = 鍵盤快速鍵
keys-open-help = 顯示此說明
keys-palette = 尋找任何記錄或操作
keys-search = 搜尋
keys-new = 新增記錄
keys-edit = 編輯
keys-save = 儲存
keys-cancel = 取消或關閉
keys-move = 在清單中移動
keys-open = 開啟記錄
keys-select = 選取列
keys-select-range = 選取範圍
keys-previous-next = 上一筆或下一筆記錄
keys-undo = 復原
keys-go-home = 前往首頁
keys-pick-card = 拿起或放下卡片

### 尚未推出的頁面

reports-empty = 報表將在後續版本推出。目前可以先篩選清單再匯出。
dashboards-empty = 儀表板將在後續版本推出。

### 條件表單

filter-where = 當
settings-access = 存取權限
settings-access-text = 誰可以檢視和修改什麼。
access-modules-title = 全公司
access-modules-text = 所有人對他人記錄的權限。私人：僅負責人、其上級以及被共用者。
access-profiles-title = 權限範本
access-profiles-text = 持有者在各模組的權限。使用者、角色和團隊的權限範本疊加：其中任何一個允許的，都可以做。若沒有，則由角色層級決定。在「使用者」頁面為人員指派權限範本。
access-profiles-empty = 尚無權限範本：由各角色的層級決定。
access-sharing-title = 共用
access-sharing-text = 除本人記錄外，還可檢視的記錄。
access-sharing-empty = 除角色層級外沒有共用。
access-fields = 「{ $profile }」在「{ $module }」中的欄位
access-fields-of = 欄位
access-field-usual = 預設：{ $detail }
access-cell = { $action }：{ $module }，{ $profile }
access-shown-profile = 顯示的權限範本
access-without-profile = 無權限範本
access-held-by-nobody = 無人持有
access-held-by-more = { $names } 等，另有 { $n } 人
access-all-records = 所有記錄
access-to = 共用給 { $detail }
access-inactive = 未啟用
filter-always = 始終
filter-never = 從不

rows-add = 新增一列
rows-up = 上移第 { $n } 列
rows-down = 下移第 { $n } 列
rows-remove = 刪除第 { $n } 列
rows-actions = 列的順序
rows-like-category = 採用同類產品的參數名稱
rows-like-none = 此類別沒有其他產品帶參數。
