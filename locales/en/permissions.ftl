module-permissions = Permissions
    .one = Permission
field-module = Module
section-actions = Actions
section-fields = Fields

permissions-see = See
permissions-create = Create
permissions-edit = Change
permissions-delete = Delete
permissions-import = Import
permissions-export = Export
permissions-hidden_fields = Hidden fields
permissions-read_fields = Fields that can only be read
permissions-write_fields = Fields that can be changed
permissions-claim = Claim from the pool
permissions-review = Review entries
