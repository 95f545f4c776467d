import time, cProfile, pstats
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pledgebook.ledger.intake import *
from pledgebook.ledger.access import sight_of
from pledgebook.reading.sources import Loaded, collect
from msgspec.structs import replace
def test_x(coalition, clippings, analyst, waiting):
    seeds=[f.document for f in collect(['/work/shared/seeds']) if isinstance(f,Loaded)]
    more=[replace(d, text=d.text+f"\n\nEdition {n}.", sha256="") for n in range(20) for d in (*clippings.values(), *seeds)]
    t=time.time(); i=take_in(more[:150], analyst); print('150 more', time.time()-t, i.entries, i.not_compared)
    t=time.time(); i=take_in(more[150:], analyst); print('150 more', time.time()-t, i.entries, i.not_compared)
    with CaptureQueriesContext(connection) as q:
        p=cProfile.Profile(); p.enable(); queue(sight_of(analyst)); p.disable()
    print(len(q), sum(float(x['time']) for x in q.captured_queries))
    for x in sorted(q.captured_queries,key=lambda x:-float(x['time']))[:6]: print(x['time'], len(x['sql']), x['sql'][:120])
    pstats.Stats(p).sort_stats('cumtime').print_stats(28)
    assert 0
