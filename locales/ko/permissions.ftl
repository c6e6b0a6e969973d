module-permissions = 권한
    .one = 권한
field-module = 모듈
section-actions = 작업
section-fields = 필드

permissions-see = 보기
permissions-create = 만들기
permissions-edit = 변경
permissions-delete = 삭제
permissions-import = 가져오기
permissions-export = 내보내기
permissions-hidden_fields = 숨긴 필드
permissions-read_fields = 읽기 전용 필드
permissions-write_fields = 변경 가능한 필드
permissions-claim = 풀에서 가져오기
permissions-review = 입력 검토
