module-layouts = Layouts
    .one = Layout
layouts-sections = Sections
layouts-columns = Columns
# The section of fields that a company added.
section-own = Own fields
layouts-role = Role
