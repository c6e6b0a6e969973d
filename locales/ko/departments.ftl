module-departments = 부서
    .one = 부서
departments-parent = 상위 부서
departments-head = 부서장
departments-head_sees = 부서장이 부서원의 레코드를 봄
