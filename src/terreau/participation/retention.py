"""How long what moderation knows of people is kept: printed on the privacy page, applied by the clock."""

from datetime import timedelta

#: An author may contest a decision for so long (as long as Regulation (EU) 2022/2065, art. 20(1), asks).
APPEAL = timedelta(days=182)
#: Who reported and in which words, once the case is settled: as long as a decision may be contested.
REPORTER = APPEAL
#: The same for a case nobody settles.
REPORTER_UNSETTLED = timedelta(days=365)
#: What an author wrote to contest, and letters of moderation, once answered or sent.
APPEAL_TEXT = APPEAL
NOTICES = timedelta(days=90)
