"""What the board adds to `core`."""

from core.extensions import edit_grants, start_lists
from editorial.edit_grants import may_edit
from editorial.record_list import list_records

edit_grants.add(may_edit)
start_lists.add(list_records)
