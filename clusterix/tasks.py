"""Work that the roof has done without being asked; found when the queue starts."""

from clusterix.letter import actions
from core import jobs

jobs.every_hour("begin the weekly letter", actions.begin)
jobs.for_each(actions.NAME, actions.write)
