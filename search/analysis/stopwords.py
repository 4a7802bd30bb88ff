"""Stop words: removed from the index (STOP) or from queries only (QUERY_STOP).

Dutch: based on Snowball's list (BSD); English: based on Lucene's classic list; both folded.
"""

_NL = """
de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn men dit
zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge geen
omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder ja eens hier wie werd altijd
doch wordt wezen kunnen ons zelf tegen na reeds wil kon niets uw iemand geweest andere s t n
"""
_NL_ASKING = """
welke welk waar wanneer waarom waardoor waarmee waarin waarvan waarop waaruit waarvoor hoeveel wiens werden zoals jullie
wij we kunt gaan gaat moeten mag wel
"""
_EN = """
a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was
will with s t
"""
_EN_ASKING = """
what which who whom whose when where how why did does do has have had were from many much can could should would you your
we our i my about its been
"""
# Words of a query that help the ranking, but that a text need not have: prepositions, adverbs and the like.
_NL_LIGHT = """
via tussen tijdens per binnen buiten vanaf volgens sinds vanuit langs naast rond rondom tegenover behalve wegens ondanks
vanwege richting zoveel zoals elk elke ieder iedere beide enkele meerdere sommige diverse verschillende ander anders eigen
zeer vaak soms nooit weer opnieuw samen bijna bijv bijvoorbeeld graag misschien eerst daarna daarom dan echter ook alleen
steeds krijgen krijg krijgt laten laat zullen zult moest moesten mocht willen wilt zouden konden gaat doet doe gedaan
maken maakt hen gewoon gewone
"""
_EN_LIGHT = """
between during through over after before since within without under above below against among across behind beside along
also only other others some any each every both more most less than very often never always again together almost maybe
perhaps first then therefore however still just get gets let may might must shall being done make makes made
"""
STOP = {"nl": frozenset(_NL.split()), "en": frozenset(_EN.split())}
QUERY_STOP = {"nl": STOP["nl"] | frozenset(_NL_ASKING.split()), "en": STOP["en"] | frozenset(_EN_ASKING.split())}
LIGHT = {"nl": frozenset(_NL_LIGHT.split()), "en": frozenset(_EN_LIGHT.split())}
