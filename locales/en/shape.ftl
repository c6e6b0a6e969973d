# The pages of modules and fields in the settings.

settings-modules = Modules and fields
shape-modules-text = What your company keeps. Every module has a list, forms, filters, search, import, export and an interface for programs; you add fields, change what they are called and how forms show them, or make modules of your own. All of it holds at once, for everybody.
shape-new-module = New module
shape-own-fields = { $n ->
    [one] { $n } own field
   *[other] { $n } own fields
}
shape-own = Own
shape-open-list = Open the list
shape-edit-module = Edit module
shape-fields-text = Drag fields by their handles, or move them with the arrow keys. What lies under “Hidden” keeps its values.
shape-new-field = New field
shape-new-field-in = New field in { $section }
shape-new-section = New section
shape-section-name = Name of the section
shape-one-column = One column
shape-section-up = Move { $section } up
shape-section-down = Move { $section } down
shape-section-remove = Remove { $section }
shape-hidden = Hidden
shape-edit-field = Edit { $field }
shape-layout = Form of { $module }
shape-empty-section = Drag fields here.
shape-retire = Retire
shape-retire-field = Retire “{ $field }”?
shape-retire-field-text = It disappears from forms, lists and the interface for programs. Its values stay, and come back with it.
shape-retire-module = Retire “{ $module }”?
shape-retire-module-text = It disappears for everybody, with its records. Nothing is lost: it can be brought back any time.
shape-retired = { $name } is retired
shape-restored = { $name } is back
shape-restore = Bring back
shape-retired-modules = Retired modules
shape-retired-fields = Retired fields
shape-reset = As it was
shape-choices = Choices
shape-choice-add = Add a choice
shape-choice-label = Choice { $n }
shape-choice-color = Colour of { $choice }
shape-choice-outcome = Meaning of { $choice } on a board
shape-choice-up = Move { $choice } up
shape-choice-down = Move { $choice } down
shape-choice-remove = Remove { $choice }
shape-choice-retire = Do not offer { $choice } any more
shape-choice-restore = Offer { $choice } again
shape-choice-within = Offered only for
shape-choice-goes-on = goes on
shape-numbered = Number the records
shape-kind-fixed = The kind of this field stays.
shape-name-note = In addresses, files and for programs it is called { $name }.
shape-formula-none = None: people fill it in
shape-formula-help = Fields and functions
shape-formula-hint = The field is worked out from other fields of the record, at once while one types. Texts stand in quotes; list values by their key or label. Example: if(quantity > 10, price * 0.9, price)
shape-roll-up = Rolled up over related records
shape-roll-up-none = No: it speaks of its own record
shape-roll-up-hint = It follows by itself when one of these records changes. All of them count, also those that a reader does not see: who may see this field is said in profiles, and whoever may not see what it adds up does not see it either. Amounts in another currency than that of the record are left out.
shape-numbers-next = The next numbers
shape-numbers-hint = { "{YYYY}" }, { "{YY}" }, { "{MM}" } and { "{DD}" } stand for year, month and day before or after the counter.
shape-numbers-counter = The counter goes on with
shape-numbers-set = Set
shape-numbers-go-on = The counter goes on with { $next }
shape-numbers-missing = { $n ->
    [one] { $n } record has no number
   *[other] { $n } records have no number
}
shape-numbers-give = Number them by age
shape-numbers-given = { $n ->
    [one] { $n } record has got a number
   *[other] { $n } records have got numbers
}
shape-layout-for = Layout for
shape-layout-for-all = Everybody
shape-layout-own = { $role }: own layout
shape-layout-remove = As for everybody
shape-layout-inherits = Those with this role see the layout for everybody. What you move here holds for them alone.
shape-columns = Columns of the list
shape-choice-replace = Replace { $choice } in all records
shape-choice-replace-by = Replace { $choice } by
shape-choice-replace-now = Replace
shape-choice-replaced = { $n } records changed
shape-carry = Import and export
shape-carry-text = Modules, fields, lists of values, formulas, layouts and duplicate rules as a file, for another installation. Before a file is imported you see what it changes; it can be undone.
shape-carry-out = Export
shape-carry-in = Import a file
shape-carry-title = What the file changes
shape-carry-nothing = All of it is here already.
shape-carry-same = { $n } are here already and stay as they are.
shape-carry-new = new
shape-carry-changed = changed
shape-carry-take = Import
shape-carried = { $n ->
    [one] { $n } change imported
   *[other] { $n } changes imported
}
