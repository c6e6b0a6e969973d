module-views = 저장된 보기
    .one = 저장된 보기

views-module = 모듈
views-query = 상태
views-shared = 모두와 공유
