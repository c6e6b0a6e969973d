settings-duplicates = Duplicates
duplicates-rules = Rules
duplicates-rules-text = What two records cannot have in common without being the same. It is looked for while somebody types, and among all records.
duplicates-empty = There are no rules yet.
duplicates-new-rule = New rule
duplicates-edit-rule = Edit the rule
duplicates-remove-rule = Remove the rule
duplicates-rule-removed = Rule removed
duplicates-find = Find duplicates
duplicates-title = { $module }: duplicates
duplicates-there = This seems to be there already
duplicates-owned = owned by { $user }
duplicates-owned-hidden = Already owned by { $user }
duplicates-hidden = Already there, but you may not see it
duplicates-refused = A second one is not allowed.
duplicates-ask = Save it in spite of that?
duplicates-save-anyway = Save anyway
duplicates-groups = { $n ->
    [one] { $n } group of records that are the same
   *[other] { $n } groups of records that are the same
}
duplicates-none = No duplicates
duplicates-none-text = No two of the records that you see are the same by this rule.
duplicates-no-rules-text = There is no rule that says when two of these records are the same.
duplicates-busy = All records are still being compared. There may be more than are shown.
duplicates-alike = { $n } are the same
merge = Merge
merge-title = Merge { $module }
merge-text = Choose the record that stays and the values that it keeps. All that leads to the others leads to it then; they go into the recycle bin. It can be undone.
merge-stays = Which record stays
merge-fields = What differs
merge-no-difference = The records differ in nothing that you can change.
merge-tags = The tags of all are kept.
merge-moves = { $n ->
    [one] { $n } record that is linked to the others goes along.
   *[other] { $n } records that are linked to the others go along.
}
merge-done = Merged into { $record }
merge-number = Choose two to five records of the list.
merge-not-allowed = You may not merge { $record }.
merge-became = This record was merged into another one.

problem-there-already = This is there already ({ $detail }), and a second one is not allowed.
problem-not-comparable = This cannot be compared in this way: { $detail }.
failure-duplicates = This seems to be there already.
