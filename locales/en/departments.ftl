module-departments = Departments
    .one = Department
departments-parent = Department above
departments-head = Head
departments-head_sees = Its head sees what belongs to its people
