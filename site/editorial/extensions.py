"""What the board adds to `core`."""

from core.extensions import edit_grants
from editorial.edit_grants import may_edit

edit_grants.add(may_edit)
