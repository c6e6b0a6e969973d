module-views = Saved views
    .one = Saved view

views-module = Module
views-query = State
views-shared = Shared with everybody
