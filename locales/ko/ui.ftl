# 화면 틀과 각 페이지의 문구. 변수 설명은 en/ui.ftl에 있습니다.
# 이름 뒤에 조사가 붙지 않도록 문장을 구성했습니다.

### 화면 틀

app-name = Rapport
skip-to-content = 본문으로 건너뛰기
nav-home = 홈
nav-modules = 모듈
nav-search = 검색
nav-more = 더보기
nav-menu = 메뉴
nav-new = 새로 만들기
nav-reports = 보고서
nav-dashboards = 대시보드
nav-settings = 설정
nav-help = 도움말
nav-back = 뒤로
sidebar-collapse = 사이드바 접기
sidebar-expand = 사이드바 펼치기
group-customers = 고객
group-selling = 영업
group-working = 협업
group-running = 조직
group-nowhere = 기타
account-menu = 내 계정
my-profile = 내 프로필
sign-in = 로그인
sign-out = 로그아웃
theme = 화면 모드
theme-light = 밝게
theme-dark = 어둡게
theme-auto = 시스템 설정 따름
language = 언어
new-record = 새 { $module }
quick-create = 빠른 등록
notifications = 알림
live-connected = 실시간 연결됨: 변경 사항이 바로 표시됩니다
live-lost = 연결이 끊겼습니다. 다시 연결하는 중…

### 여러 페이지가 함께 쓰는 버튼과 이름표

save = 저장
save-and-new = 저장하고 새로 만들기
saving = 저장 중…
saved = 저장됨
cancel = 취소
close = 닫기
back = 뒤로
next = 다음
previous = 이전
continue = 계속
done = 완료
ok = 확인
yes = 예
no = 아니요
and = 그리고
or = 또는
not = 아님
all = 전체
none = 없음
any = 아무거나
mine = 내 것
me = 나
my-team = 내 팀
my-department = 내 부서
nobody = 없음
new = 새로 만들기
add = 추가
edit = 수정
remove = 제거
delete = 삭제
restore = 복원
copy = 복사
copied = 복사됨
open = 열기
open-in-new-tab = 새 탭에서 열기
show = 보기
hide = 숨기기
show-more = 더 보기
show-less = 접기
show-all = 모두 보기
more-actions = 기타 작업
actions = 작업
apply = 적용
reset = 초기화
clear = 지우기
retry = 다시 시도
refresh = 새로 고침
download = 다운로드
upload = 업로드
print = 인쇄
name = 이름
description = 설명
optional = 선택
required = 필수
empty = 비어 있음
empty-value = 값 없음
unknown = 알 수 없음
loading = 불러오는 중…
working = 처리 중…
stop = 중지
undo = 실행 취소
undone = 실행 취소됨
undo-failed = 더 이상 취소할 수 없습니다
move-up = 위로
move-down = 아래로
drag-to-order = 끌어서 순서 바꾸기
deleted-record = 삭제된 레코드
hidden-record = 볼 수 있는 권한이 없는 레코드
records-n = 레코드 { $n }건
more-n = { $n }개 더
of-n = / { $n }
are-you-sure = 계속하시겠습니까?
required-fields-note = 별표가 있는 항목은 필수입니다

### 로그인

login-title = Rapport 로그인
login-email = 이메일
login-password = 비밀번호
login-submit = 로그인
login-show-password = 비밀번호 표시
login-hide-password = 비밀번호 숨기기
login-wrong-credentials = 이메일 또는 비밀번호가 올바르지 않습니다.
login-too-many-attempts = 시도 횟수가 너무 많습니다. { $n }분 후에 다시 시도하세요.
login-inactive = 사용이 중지된 사용자입니다. 관리자에게 문의하세요.
login-throttled = 시도가 너무 많습니다. 몇 분 뒤에 다시 시도하세요.
login-session-ended = 세션이 만료되었습니다. 다시 로그인하세요. 입력한 내용은 그대로 남아 있습니다.
login-signed-out = 로그아웃되었습니다.
login-set-up = 이미 초기 설정이 끝났습니다. 로그인하세요.
login-demo = 데모 회사: 로그인할 사람을 선택하세요
setup-title = Rapport에 오신 것을 환영합니다
setup-intro = 아직 사용자가 없습니다. 첫 번째 관리자가 됩니다.
setup-name = 이름
setup-company = 회사
setup-currency = 회사 기준 통화
setup-time-zone = 시간대
setup-password = 비밀번호 설정
setup-password-again = 비밀번호 다시 입력
setup-password-hint = { $n }자 이상. 짧은 문장이 좋습니다.
setup-passwords-differ = 두 비밀번호가 서로 다릅니다.
setup-password-too-short = 비밀번호가 너무 짧습니다. { $n }자 이상이어야 합니다.
setup-password-too-common = 추측하기 쉬운 비밀번호입니다.
setup-submit = 관리자 만들기
setup-link-invalid = 더 이상 유효하지 않은 링크입니다. 서버를 다시 시작해 새 링크를 받으세요.
setup-open-link = 아직 사용자가 없습니다. 서버가 시작할 때 출력한 링크를 여세요.

### 홈

home-title = 홈
home-hello = { $user }님, 안녕하세요
home-today = 오늘
home-my-tasks = 내 할 일
home-overdue = 기한 지남
home-due-today = 오늘까지
home-due-this-week = 이번 주
home-no-tasks = 기한이 다가온 할 일이 없습니다. 잠시 쉬거나 영업 기회의 다음 단계를 계획해 보세요.
home-my-pipeline = 내 파이프라인
home-closing-soon = 마감 임박
home-no-closing = 앞으로 몇 주 안에 마감되는 내 영업 기회가 없습니다.
home-mentions = 나를 언급한 댓글
home-recent = 최근 변경
home-recently-viewed = 최근에 연 항목
home-follow-ups = 후속 연락
home-no-recent = 나와 동료가 변경한 내용이 여기에 표시됩니다.
home-start-title = 여기서 시작하세요
home-start-import = 고객 가져오기
home-start-import-text = 기존 시스템이나 스프레드시트에서 내보낸 CSV 파일이면 됩니다.
home-start-users = 동료 추가
home-start-users-text = 각자에게 역할을 지정하세요. 역할에 따라 볼 수 있는 범위가 정해집니다.
home-start-lead = 첫 리드 등록
home-start-lead-text = 이름과 전화번호만 있으면 됩니다.

### 목록

list-search = { $module }에서 검색
list-select-row = { $record } 선택
list-pick = 여러 개 선택
list-select-all = 모두 선택
list-select-all-n = { $n }건 모두 선택
list-selected = { $n }건 선택됨
list-clear-selection = 선택 해제
list-count = 레코드 { $n }건
list-count-more = 레코드 { $n }건 이상
list-show-list = 목록
list-show-board = 보드
list-columns = 열
list-columns-shown = 표시된 열
list-columns-hidden = 다른 필드
list-columns-reset = 기본 열로 되돌리기
list-column-width = “{ $field }” 열 너비
list-sort = 정렬
list-sort-by = “{ $field }” 기준으로 정렬
list-sort-up = 오름차순
list-sort-down = 내림차순
list-sort-add = 다음 기준 추가…
list-sort-remove = 이 정렬 제거
list-sorted-up = { $field }, 오름차순 정렬됨
list-sorted-down = { $field }, 내림차순 정렬됨
list-edit-cell = { $record }: “{ $field }” 수정
list-open-beside = 목록 옆에 열기
list-open-full = 전체 페이지로 열기
list-close-beside = 레코드 닫기
list-change-field = 필드 변경
list-change-field-of = 레코드 { $n }건의 필드 변경
list-change-to = 변경할 값
list-assign = 담당자 지정
list-assign-to = 담당자
list-add-tag = 태그 추가
list-remove-tag = 태그 제거
list-tag-name = 태그
list-delete-n = 레코드 { $n }건 삭제
list-deleted-n = 레코드 { $n }건을 삭제했습니다
list-changed-n = 레코드 { $n }건을 변경했습니다
list-assigned-n = 레코드 { $n }건의 담당자: { $user }
list-tagged-n = 레코드 { $n }건에 태그를 추가했습니다
list-restored-n = 레코드 { $n }건을 복원했습니다
list-not-allowed-n = 변경 권한이 없는 레코드 { $n }건은 그대로 두었습니다.
list-export = 내보내기
list-export-csv = 표시된 내용을 CSV로 내보내기
list-exporting = 내보내는 중…
list-exported-n = 레코드 { $n }건을 내보냈습니다
list-import = 가져오기
list-empty-title = { $module } 없음
list-empty-text = 첫 레코드를 만들거나 기존 시스템의 파일을 가져오세요.
list-empty-read-only = 볼 수 있는 항목이 없습니다. 있어야 할 항목이 보이지 않으면 관리자에게 문의하세요.
list-nothing-found = 이 필터에 맞는 항목이 없습니다.
list-clear-filter = 필터 지우기
list-clear-search = 검색어 지우기
list-load-failed = 목록을 불러오지 못했습니다.
list-end = 목록의 끝
list-live-n = 새 변경 { $n }건. 표시하기
list-recycle-bin = 휴지통
list-recycle-empty = 휴지통이 비어 있습니다.
list-sum = 합계
list-average = 평균

### 필터

filter = 필터
filter-title = 조건
filter-edit-condition = 조건 수정
filter-add-condition = 조건 추가
filter-add-group = 그룹 추가
filter-remove-condition = 조건 제거
filter-remove-group = 그룹 제거
filter-match-all = 모두 충족
filter-match-any = 하나 이상 충족
filter-match-none = 모두 충족하지 않음
filter-field = 필드
filter-operator = 비교
filter-value = 값
filter-values = 값
filter-moment = 상대 날짜
filter-fixed-date = 고정 날짜
filter-shift-plus = 더하기
filter-shift-minus = 빼기
filter-moment-after = { $moment }부터 { $n }{ $unit } 후
filter-moment-before = { $moment }부터 { $n }{ $unit } 전
filter-unit = 시간 단위
filter-as-text = 텍스트로
filter-as-form = 양식으로
filter-text-label = 조건 텍스트
filter-text-hint = 예: stage in (proposal, negotiation) and amount >= 1000 and owner = me
filter-text-error = { $n }번째 글자: { $detail }
filter-too-complex = 조건이 너무 복잡해 양식으로 표시할 수 없습니다. 텍스트로 수정하세요.
filter-active-n = 조건 { $n }개
filter-quick-mine = 내 것
filter-quick-team = 내 팀
filter-quick-open = 진행 중
filter-quick-recent = 이번 주 변경

### 저장된 보기

views = 보기
view-default = 전체
view-save = 보기 저장
view-save-as = 새 보기로 저장
view-name = 보기 이름
view-share = 모두와 공유
view-shared = 공유됨
view-shared-by = 공유한 사람: { $user }
view-mine = 내 보기
view-rename = 보기 이름 바꾸기
view-delete = 보기 삭제
view-saved = 보기를 저장했습니다
view-deleted = 보기를 삭제했습니다
view-changed = 변경됨
view-update = 이 보기에 변경 사항 저장
view-discard = 변경 사항 버리기
views-empty = 필터, 정렬, 열을 정한 다음 보기로 저장하면 다시 쉽게 찾을 수 있습니다.

### 레코드

record-edit = 수정
record-edit-field = “{ $field }” 수정
record-save = 저장
record-cancel = 취소
record-back-to-list = { $module } 목록으로
record-previous = 이전 레코드
record-next = 다음 레코드
record-details = 상세 정보
record-related = 관련 항목
record-related-empty = { $module } 없음
record-related-add = { $module } 추가
record-related-below = 하위 레코드
record-related-all = 모두 보기
record-timeline = 타임라인
record-history = 이력
record-all-activity = 전체 활동
record-changes = 변경 내역
record-notes = 메모
record-comments = 댓글
record-attachments = 첨부 파일
record-tasks = 할 일
record-add-note = 메모 추가
record-write-note = 메모를 입력하세요…
record-note-title = 제목
record-write-comment = 댓글을 입력하세요… @로 동료를 언급할 수 있습니다
record-send-comment = 보내기
record-edit-comment = 댓글 수정
record-delete-comment = 댓글 삭제
record-mention = 언급
record-mention-nobody = 이 이름의 사용자가 없습니다
record-add-task = 할 일 추가
record-task-placeholder = 무엇을 해야 하나요?
record-task-due = 기한
record-task-mark-done = 완료로 표시: { $record }
record-task-mark-open = 미완료로 표시: { $record }
record-add-attachment = 파일 추가
record-drop-files = 여기에 파일을 놓으세요
record-uploading = { $file } 업로드 중…
record-upload-failed = { $file } 파일을 업로드하지 못했습니다.
record-delete-attachment = { $file } 삭제
record-timeline-empty = 아직 활동이 없습니다. 메모를 남기거나 할 일을 계획해 보세요.
record-notes-empty = 아직 메모가 없습니다.
record-comments-empty = 아직 댓글이 없습니다.
record-attachments-empty = 아직 파일이 없습니다.
record-tasks-empty = 아직 할 일이 없습니다.
record-other-ends = 다른 결과
record-created-by = 만든 사람: { $user }
record-created-at = 만든 때: { $time }
record-changed-by = 변경한 사람: { $user }
record-changed-at = 변경한 때: { $time }
record-owner = 담당자
record-system = 시스템
change-created = 레코드를 만들었습니다
change-updated = 레코드를 변경했습니다
change-deleted = 레코드를 삭제했습니다
change-restored = 레코드를 복원했습니다
change-field-from-to = { $field }: { $before } → { $after }
change-field-set = { $field }: { $after } 입력
change-field-emptied = { $field }: 값을 지움, 이전 값 { $before }
record-undo-change = 이 변경 취소
record-new-title = 새 { $module }
record-edit-title = { $record } 수정
record-created = 만들었습니다: { $record }
record-saved = 저장했습니다: { $record }
record-deleted = 삭제했습니다: { $record }
record-restored = 복원했습니다: { $record }
record-delete = 삭제
record-delete-ask = 삭제하시겠습니까? { $record }
record-delete-hint = 휴지통으로 이동하며 나중에 복원할 수 있습니다.
record-is-deleted = 휴지통에 있는 레코드입니다.
record-is-locked = 잠긴 레코드입니다.
record-duplicate = 복제
record-copy-link = 링크 복사
record-unsaved = 저장하지 않은 변경 사항이 있습니다.
record-leave = 저장하지 않고 나가기
record-stay = 계속 수정
record-problems-n = 확인이 필요한 필드가 { $n }개 있습니다
record-fix-first = 표시된 필드를 고친 다음 다시 저장하세요.
record-duplicate-found = 이미 있습니다: { $record }
record-duplicate-owned = { $record }: 이미 { $user }님이 담당하고 있습니다.
record-save-anyway = 그래도 저장
record-read-only-field = 시스템이 자동으로 입력하는 필드입니다.
record-no-edit = 이 레코드는 볼 수만 있고 변경할 수 없습니다.
conflict-title = 그 사이 다른 사람이 저장했습니다
conflict-text = 수정하는 동안 { $user }님이 이 레코드를 변경했습니다. 사라진 내용은 없습니다. 필드마다 선택하세요.
conflict-field = 필드
conflict-mine = 내 값
conflict-theirs = 상대방 값
conflict-before = 이전 값
conflict-keep-mine = 내 값 유지
conflict-take-theirs = 상대방 값 사용
conflict-keep-all-mine = 모두 내 값 유지
conflict-take-all-theirs = 모두 상대방 값 사용
conflict-save = 선택한 대로 저장

### 입력 필드

widget-choose = 선택하세요…
widget-choose-user = 사용자를 선택하세요…
widget-choose-record = { $module }에서 찾기…
widget-choose-module = 레코드 종류
widget-clear = “{ $field }” 지우기
widget-create-linked = “{ $detail }” 새로 만들기
widget-no-matches = 일치하는 항목 없음
widget-type-to-search = 입력하여 검색
widget-add-tag = 태그 추가…
widget-remove-tag = 태그 제거: { $detail }
widget-today = 오늘
widget-previous-month = 이전 달
widget-next-month = 다음 달
widget-choose-file = 파일 선택
widget-replace-file = 파일 바꾸기
widget-write = 작성
widget-preview = 미리 보기
widget-markdown-hint = Markdown 사용 가능: **굵게**, - 목록, [링크](https://…)
widget-call = 전화 걸기: { $detail }
widget-write-email = 메일 쓰기: { $detail }
widget-visit = { $detail } 열기
widget-show-map = 지도에서 보기
widget-given-by-system = 저장할 때 자동으로 부여됩니다

### 보드

board-pipeline = 파이프라인
board-choose-pipeline = 파이프라인 선택
board-sum = 합계
board-weighted = 가중 합계
board-cards-n = 카드 { $n }장
board-column-summary = { $stage }: 카드 { $n }장
board-drop-here = 여기에 놓기
board-moved = { $record } → “{ $stage }” 단계로 이동했습니다
board-move-failed = 이동하지 못했습니다: { $record }
board-move-to = 다음으로 이동…
board-empty-column = 비어 있음
board-no-stage = 단계 없음
board-days-in-stage = 이 단계에서 { $n }일째
board-overdue = 마감 예정일이 지났습니다
board-add-here = “{ $stage }” 단계에 추가
board-collapse = “{ $stage }” 접기
board-expand = “{ $stage }” 펼치기
board-keyboard-help = 스페이스로 카드를 집고 화살표 키로 옮긴 뒤 스페이스로 놓습니다. Esc를 누르면 취소됩니다.
board-picked-up = 집었습니다: { $record }, 현재 “{ $stage }”
board-now-over = { $record }: “{ $stage }” { $n }번째 자리
board-dropped = 놓았습니다: { $record }, “{ $stage }”
board-cancelled = 되돌렸습니다: { $record }, “{ $stage }”
board-empty = 아직 카드가 없습니다. 첫 카드를 만들거나 필터를 변경하세요.
board-show-closed = 종료된 항목 표시
board-hide-closed = 종료된 항목 숨기기

### 리드 전환

convert-lead = 전환
convert-title = { $record } 전환
convert-intro = 한 번에 거래처와 연락처를 만들고, 원하면 영업 기회도 만듭니다. 메모, 할 일, 파일도 함께 옮겨집니다.
convert-will-create = 다음 항목을 만듭니다
convert-account = 거래처
convert-contact = 연락처
convert-opportunity = 영업 기회
convert-new-account = 새 거래처 만들기
convert-use-existing-account = 기존 거래처 사용
convert-same-name-found = 같은 이름의 거래처가 이미 { $n }곳 있습니다.
convert-no-account = 거래처 없음, 개인
convert-new-contact = 새 연락처 만들기
convert-use-existing-contact = 기존 연락처 사용
convert-create-opportunity = 영업 기회도 만들기
convert-opportunity-name = 영업 기회 이름
convert-opportunity-amount = 금액
convert-opportunity-close-date = 마감 예정일
convert-more-fields = 그 밖에: { $detail }
convert-goes-along = 함께 옮겨지는 항목
convert-goes-along-n = 메모, 할 일, 파일 { $n }건이 함께 옮겨집니다.
convert-locked-note = 리드는 전환됨 상태로 잠긴 채 보관됩니다.
convert-submit = 전환
convert-done = 전환했습니다: { $record }
convert-undone = 전환을 취소했습니다
convert-already = 이미 전환된 리드입니다.
convert-converted-to = 전환 결과
convert-not-allowed = 이 리드를 전환할 권한이 없습니다.

### 가져오기

import-title = { $module } 가져오기
import-step-file = 파일
import-step-columns = 열
import-step-check = 검사
import-step-run = 가져오기
import-step-result = 결과
import-step-of = { $n }/{ $detail }단계
import-choose-file = CSV 파일 선택
import-drop-file = …또는 여기에 놓으세요
import-file-hint = CSV 또는 텍스트 파일. 인코딩에 상관없으며 큰 파일도 괜찮습니다.
import-example = 예시 파일 다운로드
import-paste = 표 붙여넣기
import-encoding = 인코딩
import-encoding-found = 감지됨: { $detail }
import-delimiter = 구분 기호
import-delimiter-comma = 쉼표
import-delimiter-semicolon = 세미콜론
import-delimiter-tab = 탭
import-delimiter-pipe = 세로줄
import-date-order = 날짜 순서
import-date-order-dmy = 일, 월, 연도
import-date-order-mdy = 월, 일, 연도
import-date-order-ymd = 연도, 월, 일
import-preview = 처음 몇 행
import-reading = 읽는 방식
import-columns-used = { $detail }개 열 중 { $n }개를 가져옴
import-in-text = 텍스트의 일부
import-mapping = 각 열을 어디로 가져올까요?
import-column = 파일의 열
import-goes-to = 필드
import-do-not-import = 가져오지 않음
import-guessed = 자동 추정
import-constant = 모든 행에 고정값
import-link-by = 찾는 기준
import-create-missing = 없는 항목은 새로 만들기
import-required-missing = 필수 필드가 연결되지 않았습니다: { $field }
import-mapped-twice = “{ $field }” 필드에 열 두 개가 연결되었습니다.
import-load-mapping = 매핑 불러오기
import-save-mapping = 매핑 저장
import-mode = 각 행의 처리 방법
import-mode-add = 모든 행을 새 레코드로 추가
import-mode-both = 일치하는 레코드는 업데이트, 나머지는 추가
import-match-by = 다음 필드가 같으면 일치하는 레코드로 봅니다
import-dry-run = 가져오지 않고 검사만
import-rows-bad = { $n ->
   *[other] 문제 있음 { $detail }행
}
import-bad-value = 값
import-problems = 문제
import-no-problems = 문제가 없습니다.
import-bad-rows-note = 문제가 있는 행은 제외됩니다. 파일로 받아 고친 뒤 다시 가져올 수 있습니다.
import-start-n = { $n ->
   *[other] { $detail }행 가져오기
}
import-progress = { $n } / { $detail }행
import-stop = 가져오기 중지
import-stopped = 가져오기를 중지했습니다. 지금까지 가져온 내용은 취소할 수 있습니다.
import-finished = 가져오기 완료
import-failed = 가져오지 못했습니다: { $detail }
import-download-failed-rows = 실패한 행 다운로드
import-show-records = 가져온 레코드 보기
import-open-list = 목록 열기
import-again = 다른 파일 가져오기
import-undo = 이 가져오기 취소
import-undo-ask = 가져오기 전체를 취소하시겠습니까? 새로 만든 레코드는 삭제되고, 변경된 레코드는 이전 값으로 돌아갑니다.
import-undone = 가져오기를 취소했습니다
import-find-out = 자동 감지
import-paste-hint = 스프레드시트에서 복사한 행. 첫 행은 열 이름입니다.
import-rows-n = { $n ->
   *[other] { $detail }행
}
import-whole-name = 성과 이름이 한 열에
import-nothing-mapped = 하나 이상의 열에 필드를 선택하세요.
import-match-missing = 일치 여부를 판단할 필드를 하나 이상 선택하세요.
import-mapping-broken = 매핑 파일이 아닙니다: { $detail }
import-constant-add = 고정값 추가
import-template-add = 여러 열로 만든 텍스트 추가
import-template-hint = 열은 { $column }처럼 중괄호 안에 씁니다.
import-row = 행
import-problems-first = 처음 { $n }건입니다. 실패한 행 파일에 모두 들어 있습니다.
import-start-without = 정상 { $n }행 가져오기, { $detail }행 제외
import-leave-note = 이 페이지를 떠나도 가져오기는 계속됩니다.
import-tally-rows = 행
import-tally-add = 추가 예정
import-tally-update = 업데이트 예정
import-tally-added = 추가됨
import-tally-updated = 업데이트됨
import-tally-failed = 문제 있음

### 검색과 명령 팔레트

search-title = 검색
search-placeholder = 전체 검색…
search-nothing = “{ $detail }” 검색 결과가 없습니다
search-type-more = 두 글자 이상 입력하세요
search-results-n = 결과 { $n }건
search-all-modules = 모든 모듈
palette-title = 명령
palette-placeholder = 레코드나 작업 찾기…
palette-records = 레코드
palette-actions = 작업
palette-pages = 페이지
palette-recent = 최근
palette-nothing = 결과 없음
palette-hint = ↑↓ 선택, Enter 열기, Esc 닫기
palette-go-to = { $module } 바로 가기
palette-new = 새 { $module }
palette-board = { $module } 보드
palette-switch-theme = 밝은 화면/어두운 화면 전환

### 설정

settings-title = 설정
settings-personal = 개인
settings-organisation = 회사 전체
settings-profile = 프로필
settings-profile-text = 이름, 언어, 시간대를 설정합니다.
settings-saved = 설정을 저장했습니다
kept-active = 사용 중
kept-inactive = 사용 안 함
kept-edit-of = { $record } 편집
kept-delete-of = { $record } 삭제
kept-deleted = 삭제됨: { $record }
kept-try = 시험해 보기
settings-appearance = 화면
settings-security = 보안
settings-password = 비밀번호
settings-password-change = 비밀번호 변경
settings-password-current = 현재 비밀번호
settings-password-new = 새 비밀번호
settings-password-again = 새 비밀번호 다시 입력
settings-password-wrong = 현재 비밀번호가 올바르지 않습니다.
settings-password-changed = 비밀번호를 변경했습니다. 다른 세션은 모두 종료되었습니다.
settings-sessions = 세션
settings-sessions-text = 로그인되어 있는 곳입니다.
settings-session-this = 현재 세션
settings-session-since = 시작: { $time }
settings-session-seen = 마지막 사용: { $time }
settings-session-end = 세션 종료
settings-session-end-others = 다른 세션 모두 종료
settings-session-ended = 세션을 종료했습니다
settings-tokens = API 토큰
settings-tokens-text = 프로그램이 토큰으로 REST API를 통해 내 이름으로 작업합니다.
settings-token-name = 용도
settings-token-create = 토큰 만들기
settings-token-once = 지금 토큰을 복사하세요. 한 번만 표시됩니다.
settings-token-created = 만든 때: { $time }
settings-token-last-used = 마지막 사용: { $time }
settings-token-never-used = 사용한 적 없음
settings-token-end = 토큰 폐기
settings-token-ended = 토큰을 폐기했습니다
settings-tokens-empty = 아직 토큰이 없습니다.
settings-users = 사용자
settings-users-text = 누가 어떤 역할로 일하는지 관리합니다.
user-profiles = 권한 프로필
user-profiles-of = { $name }의 권한 프로필
user-profiles-text = 이 프로필 중 하나라도 허용하면 이 사용자는 할 수 있습니다. 각 필드는 가장 많이 허용하는 프로필을 따릅니다.
user-profile-given = { $name }에게 “{ $profile }” 프로필을 부여했습니다
user-profile-taken = { $name }의 “{ $profile }” 프로필을 회수했습니다
profile-by-role = 역할 “{ $name }”에서
profile-by-team = 팀 “{ $name }”에서
settings-user-invite = 사용자 추가
settings-user-set-password = 비밀번호 설정
settings-user-set-password-of = 비밀번호 설정: { $name }
settings-user-deactivate = 사용 중지
settings-user-activate = 사용 재개
settings-user-password-link = 이 링크를 { $user }님에게 보내세요. 한 번만 사용할 수 있습니다.
settings-user-inactive = 사용 안 함
settings-user-password-set = 비밀번호를 설정했습니다. 이 사용자의 모든 세션이 종료되었습니다.
settings-roles = 역할
settings-roles-text = 역할 트리: 상위 역할은 하위 역할이 담당하는 레코드를 볼 수 있습니다.
settings-role-below = 하위
settings-teams = 팀
settings-teams-text = 레코드를 공유하는 동료 그룹입니다.
settings-departments = 부서
settings-departments-text = 회사의 조직 트리입니다. 부서장은 부서와 하위 부서 사람들의 레코드를 보고 변경할 수 있습니다. 부서에서 달리 정한 경우는 제외됩니다.
department-head = 부서장 { $name }, 부서원의 레코드를 봄
department-head-only = 부서장 { $name }
department-no-head = 부서장이 아직 없음
tree-empty = 아직 없습니다. 맨 위부터 만들고 그 아래에 추가하세요.
tree-people = { $n }명
tree-add = 아래에 추가
tree-add-below = { $name } 아래에 추가
users-all-departments = 모든 부서
users-of-department-none = 이 부서에 사람이 없습니다.
settings-company = 회사
settings-company-name = 회사 이름
settings-company-currency = 통화
settings-company-currency-text = 통화가 지정되지 않은 금액에 적용됩니다.
settings-imports = 가져오기
settings-recycle-bin = 휴지통
settings-about = Rapport 정보
settings-version = 버전 { $detail }
settings-api = REST API 인터페이스
settings-api-text = API 설명(OpenAPI)은 현재 모듈과 필드를 바탕으로 만들어집니다.

### 메시지

toast-dismiss = 닫기
toast-saved = 저장했습니다
toast-failed = 처리하지 못했습니다.
toast-offline = 오프라인입니다. 연결되면 변경 사항을 보냅니다.
toast-online = 다시 연결되었습니다.
toast-changed-elsewhere = { $user }님이 이 레코드를 변경했습니다
toast-deleted-elsewhere = { $user }님이 이 레코드를 삭제했습니다
error-not-found-title = 찾을 수 없음
error-not-found-text = 페이지나 레코드가 없거나 볼 수 있는 권한이 없습니다.
error-no-rights-title = 권한 없음
error-no-rights-text = 이 작업을 할 권한이 없습니다. 관리자가 역할을 변경할 수 있습니다.
error-server-title = 문제가 발생했습니다
error-server-text = 서버에서 처리하지 못했습니다. 내용은 로그에 기록되었습니다. 다시 시도하세요.
error-unreachable = 서버에 연결할 수 없습니다.
error-offline = 오프라인입니다.
error-too-large = 너무 커서 보낼 수 없습니다.
error-too-many-requests = 요청이 너무 많습니다. 잠시 기다려 주세요.
error-invalid-filter = 조건을 해석할 수 없습니다.
error-invalid-request = 요청을 해석할 수 없습니다.
error-go-home = 홈으로
error-details = 자세히
failure-not-signed-in = 로그인하지 않았거나 세션이 종료되었습니다.
failure-not-allowed = 권한이 없습니다. 관리자가 역할을 바꿀 수 있습니다.
failure-second-factor-required = 회원님의 역할에는 2단계 인증이 필요합니다. 먼저 설정하세요.
failure-not-found = 이러한 페이지나 레코드가 없거나 볼 권한이 없습니다.
failure-conflict = 그사이 다른 사람이 이 레코드를 저장했습니다.
failure-invalid = 요청을 이해할 수 없습니다.
failure-too-large = 너무 큽니다.
failure-too-many-requests = 요청이 너무 많습니다. 잠시 기다리세요.
failure-unavailable = 서버가 지금은 처리할 수 없습니다. 원인은 로그에 기록되었습니다. 다시 시도하세요.
failure-unreachable = 서버에 연결할 수 없습니다. 연결을 확인하고 다시 시도하세요.

### 시간 표현

time-just-now = 방금
time-minutes-ago = { $n }분 전
time-hours-ago = { $n }시간 전
time-days-ago = { $n ->
    [1] 어제
   *[other] { $n }일 전
}
time-weeks-ago = { $n ->
    [1] 지난주
   *[other] { $n }주 전
}
time-months-ago = { $n ->
    [1] 지난달
   *[other] { $n }개월 전
}
time-years-ago = { $n ->
    [1] 작년
   *[other] { $n }년 전
}
time-in-minutes = { $n }분 후
time-in-hours = { $n }시간 후
time-in-days = { $n ->
    [1] 내일
   *[other] { $n }일 후
}
time-today = 오늘
time-tomorrow = 내일
time-yesterday = 어제
time-overdue-days = { $n }일 지남
weekday-monday = 월요일
weekday-tuesday = 화요일
weekday-wednesday = 수요일
weekday-thursday = 목요일
weekday-friday = 금요일
weekday-saturday = 토요일
weekday-sunday = 일요일
weekday-monday-short = 월
weekday-tuesday-short = 화
weekday-wednesday-short = 수
weekday-thursday-short = 목
weekday-friday-short = 금
weekday-saturday-short = 토
weekday-sunday-short = 일
month-1 = 1월
month-2 = 2월
month-3 = 3월
month-4 = 4월
month-5 = 5월
month-6 = 6월
month-7 = 7월
month-8 = 8월
month-9 = 9월
month-10 = 10월
month-11 = 11월
month-12 = 12월

### 크기

size-bytes = { $n } B
size-kilobytes = { $n } KB
size-megabytes = { $n } MB
size-gigabytes = { $n } GB

### 키보드 도움말

keys-title = 키보드 단축키
keys-open-help = 이 도움말 표시
keys-palette = 레코드나 작업 찾기
keys-search = 검색
keys-new = 새 레코드
keys-edit = 수정
keys-save = 저장
keys-cancel = 취소 또는 닫기
keys-move = 목록에서 이동
keys-open = 레코드 열기
keys-select = 행 선택
keys-select-range = 범위 선택
keys-previous-next = 이전 또는 다음 레코드
keys-undo = 실행 취소
keys-go-home = 홈으로 이동
keys-pick-card = 카드 집기 또는 놓기

### 준비 중인 페이지

reports-empty = 보고서는 다음 버전에서 제공됩니다. 그때까지는 목록을 필터링해 내보내세요.
dashboards-empty = 대시보드는 다음 버전에서 제공됩니다.

### 조건 양식

filter-where = 조건
settings-access = 접근 권한
settings-access-text = 누가 무엇을 보고 변경할 수 있는지.
access-modules-title = 회사 전체
access-modules-text = 다른 사람의 레코드에 대해 모두가 할 수 있는 일. 비공개: 담당자, 상위자, 공유 받은 사람만.
access-profiles-title = 권한 프로필
access-profiles-text = 모듈별로 할 수 있는 일. 사용자, 역할, 팀의 권한 프로필이 합쳐지며, 그중 하나라도 허용하면 할 수 있습니다. 하나도 없으면 역할의 수준이 결정합니다. 사용자 페이지에서 사람에게 부여합니다.
access-profiles-empty = 아직 프로필이 없습니다. 각 역할의 수준이 결정합니다.
access-sharing-title = 공유
access-sharing-text = 본인 것 외에 볼 수 있는 레코드.
access-sharing-empty = 역할 계층 외에 공유된 것이 없습니다.
access-fields = { $profile }의 { $module } 필드
access-fields-of = 필드
access-field-usual = 기본값: { $detail }
access-cell = { $action }: { $module }, { $profile }
access-shown-profile = 표시할 프로필
access-without-profile = 프로필 없음
access-held-by-nobody = 보유자 없음
access-held-by-more = { $names } 외 { $n }명
access-all-records = 모든 레코드
access-to = { $detail }에게
access-inactive = 사용 안 함
filter-always = 항상
filter-never = 안 함

rows-add = 행 추가
rows-up = { $n }번째 행 위로
rows-down = { $n }번째 행 아래로
rows-remove = { $n }번째 행 삭제
rows-actions = 행 순서
rows-like-category = 같은 분류의 이름 가져오기
rows-like-none = 이 분류의 다른 제품에는 매개변수가 없습니다.
