"""Everything that can happen to an asset."""

from django.utils.translation import gettext_lazy as _

from activity.kinds import declare

#                     stored name         what the timeline says
ADDED = declare("asset.added", _("{actor} added this asset"))
IMPORTED = declare("asset.imported", _("{actor} imported this asset"))
EDITED = declare("asset.edited", _("{actor} edited this asset"), undoable=True)
TAKEN_OUT = declare("asset.taken-out-of-service", _("{actor} took this asset out of service"), undoable=True)
PUT_BACK = declare("asset.put-back-in-service", _("{actor} put this asset back in service"), undoable=True)
STATUS_SET = declare("asset.status-set", _("{actor} set the status"), undoable=True)
BINNED = declare("asset.binned", _("{actor} moved this to the bin"), undoable=True)
RESTORED = declare("asset.restored", _("{actor} restored this from the bin"), undoable=True)
