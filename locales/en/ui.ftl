# The shell and the pages. Names of modules, fields and choices stand in the other files.
#
# Variables: $n a count, $module a module's name, $record a record's title, $user a person, $field a field's name,
# $stage a stage, $time and $date formatted, $file a file's name, $detail what went wrong.

### Shell

app-name = Rapport
skip-to-content = Skip to content
nav-home = Home
nav-modules = Modules
nav-search = Search
nav-more = More
nav-menu = Menu
nav-new = New
nav-reports = Reports
nav-dashboards = Dashboards
nav-settings = Settings
nav-help = Help
nav-back = Back
sidebar-collapse = Collapse sidebar
sidebar-expand = Expand sidebar
group-customers = Customers
group-selling = Selling
group-working = Working together
group-running = Organisation
group-nowhere = Other
account-menu = Your account
my-profile = My profile
sign-in = Sign in
sign-out = Sign out
theme = Appearance
theme-light = Light
theme-dark = Dark
theme-auto = As the system
language = Language
new-record = New { $module }
quick-create = Create quickly
notifications = Notifications
live-connected = Live: changes appear at once
live-lost = Not connected. Trying again…

### Words on buttons and labels that many pages share

save = Save
save-and-new = Save and new
saving = Saving…
saved = Saved
cancel = Cancel
close = Close
back = Back
next = Next
previous = Previous
continue = Continue
done = Done
ok = OK
yes = Yes
no = No
and = and
or = or
not = not
all = All
none = None
any = Any
mine = Mine
me = me
my-team = my team
my-department = my department
nobody = Nobody
new = New
add = Add
edit = Edit
remove = Remove
delete = Delete
restore = Restore
copy = Copy
copied = Copied
open = Open
open-in-new-tab = Open in a new tab
show = Show
hide = Hide
show-more = Show more
show-less = Show less
show-all = Show all
more-actions = More actions
actions = Actions
apply = Apply
reset = Reset
clear = Clear
retry = Try again
refresh = Refresh
download = Download
upload = Upload
print = Print
name = Name
description = Description
optional = optional
required = required
empty = Empty
empty-value = No value
unknown = Unknown
loading = Loading…
working = Working…
stop = Stop
undo = Undo
undone = Undone
undo-failed = This cannot be undone any more
move-up = Move up
move-down = Move down
drag-to-order = Drag to change the order
deleted-record = Deleted record
hidden-record = A record you may not see
records-n = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
more-n = { $n } more
of-n = of { $n }
are-you-sure = Are you sure?
required-fields-note = Fields with a star are required

### Signing in

login-title = Sign in to Rapport
login-email = Email
login-password = Password
login-submit = Sign in
login-show-password = Show password
login-hide-password = Hide password
login-wrong-credentials = Email or password is wrong.
login-too-many-attempts = Too many attempts. Try again in { $n ->
    [one] one minute
   *[other] { $n } minutes
}.
login-inactive = This user is no longer active. Ask an administrator.
login-throttled = Too many attempts. Wait a few minutes, then try again.
login-session-ended = Your session has ended. Sign in again; what you typed is still here.
login-signed-out = You are signed out.
login-set-up = This installation has been set up already. Sign in.
login-demo = Demo company: choose somebody to sign in as
setup-title = Welcome to Rapport
setup-intro = This installation has no users yet. You become its first administrator.
setup-name = Your name
setup-company = Company
setup-currency = Currency of the company
setup-time-zone = Time zone
setup-password = Choose a password
setup-password-again = Repeat the password
setup-password-hint = At least { $n } characters. A short sentence is good.
setup-passwords-differ = The two passwords differ.
setup-password-too-short = The password is too short: at least { $n } characters.
setup-password-too-common = This password is too easy to guess.
setup-submit = Create administrator
setup-link-invalid = This link is no longer valid. Start the server again to get a new one.
setup-open-link = This installation has no users yet. Open the link that the server printed when it started.

### Home

home-title = Home
home-hello = Hello, { $user }
home-today = Today
home-my-tasks = My tasks
home-overdue = Overdue
home-due-today = Due today
home-due-this-week = This week
home-no-tasks = Nothing is due. Enjoy it, or plan the next step of a deal.
home-my-pipeline = My pipeline
home-closing-soon = Closing soon
home-no-closing = None of your deals closes in the next weeks.
home-mentions = Mentions
home-recent = Recently changed
home-recently-viewed = Recently opened
home-follow-ups = Follow-ups
home-no-recent = What you and your colleagues change appears here.
home-start-title = Start here
home-start-import = Import your customers
home-start-import-text = A CSV file from your old system or a spreadsheet will do.
home-start-users = Add your colleagues
home-start-users-text = Give each a role; it decides who sees what.
home-start-lead = Write down the first lead
home-start-lead-text = A name and a phone number are enough.

### Lists

list-search = Search in { $module }
list-select-row = Select { $record }
list-pick = Select several
list-select-all = Select all
list-select-all-n = Select all { $n }
list-selected = { $n ->
    [one] { $n } selected
   *[other] { $n } selected
}
list-clear-selection = Clear selection
list-count = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
list-count-more = More than { $n } records
list-show-list = List
list-show-board = Board
list-columns = Columns
list-columns-shown = Shown columns
list-columns-hidden = Other fields
list-columns-reset = Default columns
list-column-width = Width of { $field }
list-sort = Sort
list-sort-by = Sort by { $field }
list-sort-up = Ascending
list-sort-down = Descending
list-sort-add = Then by…
list-sort-remove = Remove this sorting
list-sorted-up = { $field }, sorted ascending
list-sorted-down = { $field }, sorted descending
list-edit-cell = Edit { $field } of { $record }
list-open-beside = Open beside the list
list-open-full = Open whole page
list-close-beside = Close record
list-change-field = Change a field
list-change-field-of = { $n ->
    [one] Change a field of { $n } record
   *[other] Change a field of { $n } records
}
list-change-to = to
list-assign = Assign
list-assign-to = Assign to
list-add-tag = Add tag
list-remove-tag = Remove tag
list-tag-name = Tag
list-delete-n = { $n ->
    [one] Delete { $n } record
   *[other] Delete { $n } records
}
list-deleted-n = { $n ->
    [one] { $n } record deleted
   *[other] { $n } records deleted
}
list-changed-n = { $n ->
    [one] { $n } record changed
   *[other] { $n } records changed
}
list-assigned-n = { $n ->
    [one] { $n } record assigned to { $user }
   *[other] { $n } records assigned to { $user }
}
list-tagged-n = { $n ->
    [one] { $n } record tagged
   *[other] { $n } records tagged
}
list-restored-n = { $n ->
    [one] { $n } record restored
   *[other] { $n } records restored
}
list-not-allowed-n = { $n ->
    [one] { $n } record was left as it is, because you may not change it.
   *[other] { $n } records were left as they are, because you may not change them.
}
list-export = Export
list-export-csv = Export what is shown as CSV
list-exporting = Exporting…
list-exported-n = { $n ->
    [one] { $n } record exported
   *[other] { $n } records exported
}
list-import = Import
list-empty-title = { $module }: none yet
list-empty-text = Create the first one, or import a file from your old system.
list-empty-read-only = There is nothing here that you may see. Ask an administrator if you miss something.
list-nothing-found = Nothing matches this filter.
list-clear-filter = Clear filter
list-clear-search = Clear search
list-load-failed = The list could not be loaded.
list-end = End of the list
list-live-n = { $n ->
    [one] { $n } new change. Show it
   *[other] { $n } new changes. Show them
}
list-recycle-bin = Recycle bin
list-recycle-empty = The recycle bin is empty.
list-sum = Sum
list-average = Average

### Filter

filter = Filter
filter-title = Conditions
filter-edit-condition = Edit condition
filter-add-condition = Add condition
filter-add-group = Add group
filter-remove-condition = Remove condition
filter-remove-group = Remove group
filter-match-all = All of these hold
filter-match-any = Any of these holds
filter-match-none = None of these holds
filter-field = Field
filter-operator = Comparison
filter-value = Value
filter-values = Values
filter-moment = Relative date
filter-fixed-date = Fixed date
filter-shift-plus = plus
filter-shift-minus = minus
filter-moment-after = { $moment } plus { $n } { $unit }
filter-moment-before = { $moment } minus { $n } { $unit }
filter-unit = Unit of time
filter-as-text = As text
filter-as-form = As form
filter-text-label = Condition as text
filter-text-hint = For example: stage in (proposal, negotiation) and amount >= 1000 and owner = me
filter-text-error = At character { $n }: { $detail }
filter-too-complex = This condition is too nested for the form. Change it as text.
filter-active-n = { $n ->
    [one] { $n } condition
   *[other] { $n } conditions
}
filter-quick-mine = Mine
filter-quick-team = My team
filter-quick-open = Open
filter-quick-recent = Changed this week

### Saved views

views = Views
view-default = All
view-save = Save view
view-save-as = Save as a new view
view-name = Name of the view
view-share = Share with everybody
view-shared = Shared
view-shared-by = Shared by { $user }
view-mine = My views
view-rename = Rename view
view-delete = Delete view
view-saved = View saved
view-deleted = View deleted
view-changed = Changed
view-update = Save changes to this view
view-discard = Discard changes
views-empty = Filter, sort and choose columns, then save it as a view to find it again.

### Record

record-edit = Edit
record-edit-field = Edit { $field }
record-save = Save
record-cancel = Cancel
record-back-to-list = Back to { $module }
record-previous = Previous record
record-next = Next record
record-details = Details
record-related = Related
record-related-empty = { $module }: none yet
record-related-add = Add { $module }
record-related-below = Below this one
record-related-all = Show all
record-timeline = Timeline
record-history = History
record-all-activity = Everything
record-changes = Changes
record-notes = Notes
record-comments = Comments
record-attachments = Attachments
record-tasks = Tasks
record-add-note = Add note
record-write-note = Write a note…
record-note-title = Title
record-write-comment = Write a comment… @ mentions a colleague
record-send-comment = Send
record-edit-comment = Edit comment
record-delete-comment = Delete comment
record-mention = Mention
record-mention-nobody = Nobody of this name
record-add-task = Add task
record-task-placeholder = What is to be done?
record-task-due = Due
record-task-mark-done = Mark { $record } as done
record-task-mark-open = Mark { $record } as not done
record-add-attachment = Add file
record-drop-files = Drop files here
record-uploading = Uploading { $file }…
record-upload-failed = { $file } could not be uploaded.
record-delete-attachment = Delete { $file }
record-timeline-empty = Nothing has happened here yet. Write a note or plan a task.
record-notes-empty = No notes yet.
record-comments-empty = No comments yet.
record-attachments-empty = No files yet.
record-tasks-empty = No tasks yet.
record-other-ends = Other outcomes
record-created-by = Created by { $user }
record-created-at = Created { $time }
record-changed-by = Changed by { $user }
record-changed-at = Changed { $time }
record-owner = Owner
record-system = Rapport
change-created = created this record
change-updated = changed this record
change-deleted = deleted this record
change-restored = restored this record
change-field-from-to = { $field }: { $before } → { $after }
change-field-set = { $field } set to { $after }
change-field-emptied = { $field } emptied, was { $before }
record-undo-change = Undo this change
record-new-title = New { $module }
record-edit-title = Edit { $record }
record-created = { $record } created
record-saved = { $record } saved
record-deleted = { $record } deleted
record-restored = { $record } restored
record-delete = Delete
record-delete-ask = Delete { $record }?
record-delete-hint = It goes to the recycle bin and can be restored.
record-is-deleted = This record is in the recycle bin.
record-is-locked = This record is locked.
record-duplicate = Duplicate
record-copy-link = Copy link
record-unsaved = There are changes that are not saved.
record-leave = Leave without saving
record-stay = Keep editing
record-problems-n = { $n ->
    [one] One field needs attention
   *[other] { $n } fields need attention
}
record-fix-first = Correct the marked fields, then save again.
record-duplicate-found = There is already: { $record }
record-duplicate-owned = { $record } already belongs to { $user }.
record-save-anyway = Save anyway
record-read-only-field = This field is filled by Rapport.
record-no-edit = You may see this record but not change it.
conflict-title = Somebody else saved meanwhile
conflict-text = { $user } changed this record while you were editing. Nothing is lost: choose for each field.
conflict-field = Field
conflict-mine = Yours
conflict-theirs = Theirs
conflict-before = Before
conflict-keep-mine = Keep mine
conflict-take-theirs = Take theirs
conflict-keep-all-mine = Keep all of mine
conflict-take-all-theirs = Take all of theirs
conflict-save = Save this choice

### Widgets of fields

widget-choose = Choose…
widget-choose-user = Choose a person…
widget-choose-record = Find in { $module }…
widget-choose-module = Kind of record
widget-clear = Clear { $field }
widget-create-linked = Create “{ $detail }”
widget-no-matches = No matches
widget-type-to-search = Type to search
widget-add-tag = Add a tag…
widget-remove-tag = Remove tag { $detail }
widget-today = Today
widget-previous-month = Previous month
widget-next-month = Next month
widget-choose-file = Choose file
widget-replace-file = Replace file
widget-write = Write
widget-preview = Preview
widget-markdown-hint = Markdown is understood: **bold**, - list, [link](https://…)
widget-call = Call { $detail }
widget-write-email = Write to { $detail }
widget-visit = Open { $detail }
widget-show-map = Show on the map
widget-given-by-system = given on saving

### Board

board-pipeline = Pipeline
board-choose-pipeline = Choose pipeline
board-sum = Sum
board-weighted = Weighted
board-cards-n = { $n ->
    [one] { $n } card
   *[other] { $n } cards
}
board-column-summary = { $stage }: { $n ->
    [one] { $n } card
   *[other] { $n } cards
}
board-drop-here = Drop here
board-moved = { $record } moved to { $stage }
board-move-failed = { $record } could not be moved
board-move-to = Move to…
board-empty-column = Nothing here
board-no-stage = Without a stage
board-days-in-stage = { $n ->
    [one] { $n } day in this stage
   *[other] { $n } days in this stage
}
board-overdue = Close date has passed
board-add-here = Add to { $stage }
board-collapse = Collapse { $stage }
board-expand = Expand { $stage }
board-keyboard-help = Space picks a card up, the arrow keys move it, Space drops it, Escape cancels.
board-picked-up = { $record } picked up, now in { $stage }
board-now-over = { $record } is over { $stage }, place { $n }
board-dropped = { $record } dropped in { $stage }
board-cancelled = { $record } is back in { $stage }
board-empty = No cards yet. Create the first, or change the filter.
board-show-closed = Show closed
board-hide-closed = Hide closed

### Conversion of a lead

convert-lead = Convert
convert-title = Convert { $record }
convert-intro = One step makes an account, a contact and, if you like, an opportunity. Notes, tasks and files go along.
convert-will-create = This will be created
convert-account = Account
convert-contact = Contact
convert-opportunity = Opportunity
convert-new-account = Create a new account
convert-use-existing-account = Use the existing account
convert-same-name-found = { $n ->
    [one] There is already an account of this name.
   *[other] There are already { $n } accounts of this name.
}
convert-no-account = No account, a private person
convert-new-contact = Create a new contact
convert-use-existing-contact = Use the existing contact
convert-create-opportunity = Also create an opportunity
convert-opportunity-name = Name of the opportunity
convert-opportunity-amount = Amount
convert-opportunity-close-date = Expected close
convert-more-fields = Also: { $detail }
convert-goes-along = Goes along
convert-goes-along-n = { $n ->
    [one] { $n } note, task or file goes along.
   *[other] { $n } notes, tasks and files go along.
}
convert-locked-note = The lead is kept, locked as converted.
convert-submit = Convert
convert-done = { $record } converted
convert-undone = The conversion is undone
convert-already = This lead has been converted already.
convert-converted-to = Converted to
convert-not-allowed = You may not convert this lead.

### Import

import-title = Import { $module }
import-step-file = File
import-step-columns = Columns
import-step-check = Check
import-step-run = Import
import-step-result = Result
import-step-of = Step { $n } of { $detail }
import-choose-file = Choose a CSV file
import-drop-file = …or drop it here
import-file-hint = CSV or text, in any encoding. Large files are fine.
import-example = Download an example file
import-paste = Paste a table instead
import-encoding = Encoding
import-encoding-found = Detected: { $detail }
import-delimiter = Separator
import-delimiter-comma = Comma
import-delimiter-semicolon = Semicolon
import-delimiter-tab = Tab
import-delimiter-pipe = Vertical bar
import-date-order = Order of dates
import-date-order-dmy = Day, month, year
import-date-order-mdy = Month, day, year
import-date-order-ymd = Year, month, day
import-preview = First rows
import-reading = How it is read
import-columns-used = { $n } of { $detail } columns are imported
import-in-text = part of a text
import-mapping = Where does each column go?
import-column = Column in the file
import-goes-to = Field
import-do-not-import = Do not import
import-guessed = guessed
import-constant = Fixed value for all rows
import-link-by = Found by
import-create-missing = Create what is missing
import-required-missing = Not yet mapped, but required: { $field }
import-mapped-twice = { $field } is filled from two columns.
import-load-mapping = Load mapping
import-save-mapping = Save mapping
import-mode = What to do with each row
import-mode-add = Add all rows as new records
import-mode-both = Update the records that match, add the others
import-match-by = A record matches when these fields are the same
import-dry-run = Check without importing
import-rows-bad = { $n ->
    [one] { $detail } row has problems
   *[other] { $detail } rows have problems
}
import-bad-value = Value
import-problems = Problems
import-no-problems = No problems found.
import-bad-rows-note = Rows with problems are left out. You get them as a file to mend and import again.
import-start-n = { $n ->
    [one] Import { $detail } row
   *[other] Import { $detail } rows
}
import-progress = { $n } of { $detail } rows
import-stop = Stop import
import-stopped = Import stopped. What was done so far can be undone.
import-finished = Import finished
import-failed = The import failed: { $detail }
import-download-failed-rows = Download the rows that failed
import-show-records = Show imported records
import-open-list = Open the list
import-again = Import another file
import-undo = Undo this import
import-undo-ask = Undo the whole import? Records it made are deleted, records it changed get their old values.
import-undone = Import undone
import-find-out = Detect
import-paste-hint = Rows copied from a spreadsheet, the names of the columns first
import-rows-n = { $n ->
    [one] { $detail } row
   *[other] { $detail } rows
}
import-whole-name = First and last name in one
import-nothing-mapped = Choose a field for at least one column.
import-match-missing = Choose at least one field by which records match.
import-mapping-broken = This file is not a mapping: { $detail }
import-constant-add = Add a fixed value
import-template-add = Add a text made of columns
import-template-hint = Columns stand in braces, such as { $column }.
import-row = Row
import-problems-first = These are the first { $n }. The file of the rows that failed has them all.
import-start-without = Import { $n }, leave out { $detail }
import-leave-note = You may leave this page: the import goes on.
import-tally-rows = Rows
import-tally-add = To be added
import-tally-update = To be updated
import-tally-added = Added
import-tally-updated = Updated
import-tally-failed = With problems

### Search and command palette

search-title = Search
search-placeholder = Search in everything…
search-nothing = Nothing found for “{ $detail }”
search-type-more = Type at least two characters
search-results-n = { $n ->
    [one] { $n } result
   *[other] { $n } results
}
search-all-modules = All modules
palette-title = Commands
palette-placeholder = Find a record or an action…
palette-records = Records
palette-actions = Actions
palette-pages = Pages
palette-recent = Recent
palette-nothing = Nothing found
palette-hint = ↑↓ to choose, Enter to open, Esc to close
palette-go-to = Go to { $module }
palette-new = New { $module }
palette-board = { $module } as a board
palette-switch-theme = Switch between light and dark

### Settings

settings-title = Settings
settings-personal = For me
settings-organisation = For all
settings-profile = Profile
settings-profile-text = Your name, language and time zone.
settings-saved = Settings saved
kept-active = Active
kept-inactive = Not active
kept-edit-of = Edit { $record }
kept-delete-of = Delete { $record }
kept-deleted = Deleted: { $record }
kept-try = Try it
settings-appearance = Appearance
settings-security = Security
settings-password = Password
settings-password-change = Change password
settings-password-current = Current password
settings-password-new = New password
settings-password-again = Repeat the new password
settings-password-wrong = The current password is wrong.
settings-password-changed = Password changed. Your other sessions have ended.
settings-sessions = Sessions
settings-sessions-text = Where you are signed in.
settings-session-this = This session
settings-session-since = since { $time }
settings-session-seen = last used { $time }
settings-session-end = End session
settings-session-end-others = End all other sessions
settings-session-ended = Session ended
settings-tokens = API tokens
settings-tokens-text = Programs use a token to work in your name over the REST API.
settings-token-name = What is it for?
settings-token-create = Create token
settings-token-once = Copy the token now. It is shown only once.
settings-token-created = Created { $time }
settings-token-last-used = Last used { $time }
settings-token-never-used = Never used
settings-token-end = End token
settings-token-ended = Token ended
settings-tokens-empty = No tokens yet.
settings-users = Users
settings-users-text = Who works here, and in which role.
user-profiles = Profiles
user-profiles-of = Profiles of { $name }
user-profiles-text = What any of these profiles allows, this user may do. For each field the one that gives most counts.
user-profile-given = { $name } has the profile { $profile }
user-profile-taken = { $name } no longer has the profile { $profile } of her own
profile-by-role = By the role { $name }
profile-by-team = By the team { $name }
settings-user-invite = Add user
settings-user-set-password = Set password
settings-user-set-password-of = Set password of { $name }
settings-user-deactivate = Deactivate
settings-user-activate = Activate
settings-user-password-link = Send this link to { $user }. It works once.
settings-user-inactive = Inactive
settings-user-password-set = Password set. All sessions of this user have ended.
settings-roles = Roles
settings-roles-text = The tree of roles: who stands above sees what those below own.
settings-role-below = Below
settings-teams = Teams
settings-teams-text = Groups of colleagues that share records.
settings-departments = Departments
settings-departments-text = The tree of the company. Who heads a department sees and changes what belongs to its people and to those of the departments below it, unless the department says otherwise.
department-head = Headed by { $name }, who sees what belongs to its people
department-head-only = Headed by { $name }
department-no-head = Nobody heads it yet
tree-empty = Nothing here yet. Begin with the one at the top; others can be added below it.
tree-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
tree-add = Add below
tree-add-below = Add below { $name }
users-all-departments = All departments
users-of-department-none = Nobody is in this department.
settings-company = Company
settings-company-name = Name of the company
settings-company-currency = Currency
settings-company-currency-text = Amounts that name no currency are in this one.
settings-imports = Imports
settings-recycle-bin = Recycle bin
settings-about = About Rapport
settings-version = Version { $detail }
settings-api = REST API
settings-api-text = The description of the API (OpenAPI) is made from your own modules and fields.

### Messages

toast-dismiss = Dismiss
toast-saved = Saved
toast-failed = That did not work.
toast-offline = You are offline. Changes will be sent when the connection is back.
toast-online = The connection is back.
toast-changed-elsewhere = { $user } changed this record
toast-deleted-elsewhere = { $user } deleted this record
error-not-found-title = Not found
error-not-found-text = There is no such page or record, or you may not see it.
error-no-rights-title = Not allowed
error-no-rights-text = You may not do this. An administrator can change your role.
error-server-title = Something went wrong
error-server-text = The server could not do that. It is written in its log; try again.
error-unreachable = The server cannot be reached.
error-offline = You are offline.
error-too-large = This is too large to send.
error-too-many-requests = Too many requests. Wait a moment.
error-invalid-filter = The condition cannot be read.
error-invalid-request = The request could not be understood.
error-go-home = To the home page
error-details = Details
failure-not-signed-in = You are not signed in, or your session has ended.
failure-not-allowed = You may not do this. An administrator can change your role.
failure-second-factor-required = Your role requires a second factor. Set it up first.
failure-not-found = There is no such page or record, or you may not see it.
failure-conflict = Somebody else saved this record meanwhile.
failure-invalid = The request could not be understood.
failure-too-large = This is too large.
failure-too-many-requests = Too many requests. Wait a moment.
failure-unavailable = The server cannot do this now. It is written in its log; try again.
failure-unreachable = The server cannot be reached. Check the connection and try again.

### Time in words

time-just-now = just now
time-minutes-ago = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
time-hours-ago = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
time-days-ago = { $n ->
    [one] yesterday
   *[other] { $n } days ago
}
time-weeks-ago = { $n ->
    [one] last week
   *[other] { $n } weeks ago
}
time-months-ago = { $n ->
    [one] last month
   *[other] { $n } months ago
}
time-years-ago = { $n ->
    [one] last year
   *[other] { $n } years ago
}
time-in-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
time-in-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
time-in-days = { $n ->
    [one] tomorrow
   *[other] in { $n } days
}
time-today = today
time-tomorrow = tomorrow
time-yesterday = yesterday
time-overdue-days = { $n ->
    [one] { $n } day overdue
   *[other] { $n } days overdue
}
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
weekday-monday-short = Mo
weekday-tuesday-short = Tu
weekday-wednesday-short = We
weekday-thursday-short = Th
weekday-friday-short = Fr
weekday-saturday-short = Sa
weekday-sunday-short = Su
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

### Sizes

size-bytes = { $n } B
size-kilobytes = { $n } KB
size-megabytes = { $n } MB
size-gigabytes = { $n } GB

### Keyboard help

keys-title = Keyboard
keys-open-help = Show this help
keys-palette = Find any record or action
keys-search = Search
keys-new = New record
keys-edit = Edit
keys-save = Save
keys-cancel = Cancel or close
keys-move = Move through the list
keys-open = Open record
keys-select = Select row
keys-select-range = Select a range
keys-previous-next = Previous or next record
keys-undo = Undo
keys-go-home = Go to the home page
keys-pick-card = Pick up or drop a card

### Pages that are still to come

reports-empty = Reports come with a later version. Until then, filter a list and export it.
dashboards-empty = Dashboards come with a later version.

### The form of a condition

filter-where = Where
settings-access = Access
settings-access-text = Who may see and change what.
access-modules-title = Company-wide
access-modules-text = What everybody may do with the records of others. Private: only the owner, who stands above, and with whom it is shared.
access-profiles-title = Profiles
access-profiles-text = What holders may do, module by module. The profiles of a user, of her role and of her team add up: what any of them allows, she may do. Without any, her role’s level decides. Give profiles to people under Users.
access-profiles-empty = No profiles yet: the level of each role decides.
access-sharing-title = Sharing
access-sharing-text = Records that somebody sees besides her own.
access-sharing-empty = Nothing is shared beyond the tree of roles.
access-fields = Fields of { $module } for { $profile }
access-fields-of = Fields
access-field-usual = Default: { $detail }
access-cell = { $action }: { $module }, { $profile }
access-shown-profile = Profile shown
access-without-profile = without a profile
access-held-by-nobody = Held by nobody
access-held-by-more = { $names } and { $n } more
access-all-records = all records
access-to = for { $detail }
access-inactive = Not active
filter-always = always
filter-never = never

rows-add = Add a row
rows-up = Move row { $n } up
rows-down = Move row { $n } down
rows-remove = Remove row { $n }
rows-actions = Order of the rows
rows-like-category = Names as in this category
rows-like-none = No other product of this category has parameters.
