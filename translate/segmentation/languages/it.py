"""Italian: abbreviations of the press, of units and of references, and the words that open a sentence."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words(
        """
        sig sigg sig.ra sig.na dott dott.ssa dr dr.ssa prof prof.ssa proff ing arch avv rag geom on sen mons gen col
        cap magg ten serg amm comm cav s ss sto sta cf cfr vs p.~es p.es v.le p.za l.go c.so
        """
    ),
    inner=words(
        """
        es ad~es ca c.ca circa inc ltd corp s.p.a p.~a spa s.r.l r.~l srl f.lli univ ist dip tel ed eds trad
        max approx ibid op~cit et~al al prov jr cd n.d.r ndr
        """
    ),
    closing=words("ecc etc a.c d.c a.~c d.~c"),
    numbered=words("p pp pag pagg art artt cap capp fig figg vol voll n nn nr num sez par tav t v"),
    units=words("km m cm mm kg g mg t l ml h min sec s kn kpa mpa hz mhz ghz ab mln mld eur usd"),
    months=words("gen genn feb febbr mar apr mag giu lug ago set sett ott nov dic"),
    openers=words(
        """
        il lo la i gli le un uno una questo questa questi queste quello quella quelli quelle ciò suo sua suoi sue loro
        io tu lui lei noi voi essi esse egli ella si e ed o ma però se quando mentre perché poiché come dove che chi
        cosa quale quali quanto per con senza su sul sulla tra fra da dal dalla di del della dei delle degli a al alla
        ai alle in nel nella nei nelle secondo durante dopo prima contro oltre inoltre anche così allora poi ora oggi
        ieri domani infine attualmente tuttavia non sì già ancora tutto tutta tutti tutte ogni alcuni alcune molti
        molte altri altre nessuno nulla solo forse è era sono ha hanno due tre quattro cinque
        """
    ),
    elisions=words("l d un c s dell all nell sull dall quest quell com dov anch"),
    particles=words("la lo le li de di del della da dal in"),
    labels=words("capitolo figura tabella sezione parte articolo passo fase allegato vitamina piano tipo"),
)
