import time
from pledgebook.ledger.intake import *
from pledgebook.ledger.access import sight_of
from pledgebook.reading.sources import Loaded, collect
from msgspec.structs import replace
def test_x(coalition, clippings, analyst, waiting):
    seeds=[f.document for f in collect(['/work/shared/seeds']) if isinstance(f,Loaded)]
    t=time.time(); i=take_in(clippings.values(), analyst); print('ten', time.time()-t, i.entries)
    t=time.time(); i=take_in(seeds, analyst); print('five', time.time()-t, i.entries)
    t=time.time(); q=queue(sight_of(analyst)); print('queue', time.time()-t, len(q))
    t=time.time(); b=accept_agreed(analyst); print('bulk', time.time()-t, b.entries, len(b.agreed), len(b.related))
    more=[replace(d, text=d.text+f"\n\nEdition {n}.", sha256="") for n in range(20) for d in (*clippings.values(), *seeds)]
    t=time.time(); i=take_in(more[:150], analyst); print('150 more', time.time()-t, i.entries, i.not_compared)
    t=time.time(); i=take_in(more[150:], analyst); print('150 more', time.time()-t, i.entries, i.not_compared)
    t=time.time(); i=take_in([replace(seeds[0], text=seeds[0].text+"!", sha256="")], analyst); print('one', time.time()-t, i.entries, i.not_compared)
    t=time.time(); q=queue(sight_of(analyst)); print('queue', time.time()-t, len(q))
    t=time.time(); b=accept_agreed(analyst); print('bulk', time.time()-t, b.entries, len(b.agreed), len(b.related))
    assert 0
