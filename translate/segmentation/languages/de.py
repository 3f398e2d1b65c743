"""German: abbreviations of the press, of units and of references, ordinals, and the words that open a sentence."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words(
        """
        hr hrn fr frl dr drs prof ing dipl dipl.-ing dipl.-phys mag gen maj hptm lt oblt adm kdt st skt
        z.~b z.b d.~h d.h u.~a u.a d.~r vgl s.~o s.~u sog bzw bspw evtl ggf inkl exkl zzgl einschl insb insbes
        gegr geb gest verh vs cf ca rd
        """
    ),
    inner=words(
        """
        inc ltd corp co gmbh ag kg jr sen jun univ inst abt str pl tel fax hrsg aufl ausg verl übers max mind
        allg astron techn phys russ amerik engl dt frz jap chin sowj ehem urspr ibid ebd et~al al a.~d
        """
    ),
    closing=words("usw etc s.~w u.s.w u.~ä u.ä v.~chr n.~chr v.chr n.chr v.~m"),
    numbered=words("s nr nrn abb tab bd bde kap art abs abschn anm f ff vol p pp no ziff taf"),
    units=words("km m cm mm kg g mg t l ml h std min sek s kn kpa mpa hz mhz ghz mio mrd tsd eur usd jh jhd"),
    months=words("jan jän feb febr mär apr jun jul aug sep sept okt nov dez"),
    openers=words(
        """
        der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener jene jenes
        sein seine ihr ihre unser unsere mein meine er sie es wir ich du man und oder aber doch denn sondern wenn als
        während obwohl weil da dass ob wie wo wann warum wer was welche welcher welches im in am an auf aus bei beim
        mit nach von vom vor zu zum zur für über unter zwischen durch gegen ohne um seit bis laut trotz wegen außerdem
        auch so dann danach darauf dabei dadurch damit jetzt heute gestern morgen schließlich derzeit allerdings jedoch
        nicht kein keine ja nein schon noch alle alles jeder jede jedes einige viele mehrere andere niemand nichts nur
        vielleicht dort hier zwei drei vier fünf insgesamt zudem zunächst später bereits
        """
    ),
    labels=words("kapitel abbildung tabelle abschnitt teil artikel schritt phase stufe anhang vitamin plan typ"),
    opening_marks="„»‚›",
    closing_marks="“”«‘’‹",
    ordinal_dot=True,
)
