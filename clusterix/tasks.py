"""Work that the roof has done without being asked; found when the queue starts."""

from clusterix.letter import actions, outgoing
from core import jobs, mail

jobs.every_hour("begin the weekly letter", actions.begin)
jobs.for_each(actions.NAME, actions.write)
mail.register_check(outgoing.CHECK, outgoing.may_go)
