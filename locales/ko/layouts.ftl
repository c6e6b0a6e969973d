module-layouts = 레이아웃
    .one = 레이아웃
layouts-sections = 구역
layouts-columns = 열
# The section of fields that a company added.
section-own = 자체 필드
layouts-role = 역할
