"""Portuguese: abbreviations of the press, of units and of references, and the words that open a sentence."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words(
        """
        sr sra srs sras srta d dr dra drs dras prof profa profs eng engª arq gen cel cap ten sgt maj cmte alm min
        exmo exma ilmo sto sta fr p.~ex p.ex cf vs av r pç
        """
    ),
    inner=words(
        """
        aprox ca c inc ltd corp cia co lda ltda s.a s.~a depto dep univ inst tel ed eds trad máx mín ex ibid op~cit
        et~al al prov dir esq eua jr
        """
    ),
    closing=words("etc a.m p.m a.~m p.~m a.~c d.~c a.c d.c"),
    numbered=words("p pp pág págs pag art arts cap caps fig figs vol vols n nº n.º no núm t séc sec par v"),
    units=words("km m cm mm kg g mg t l ml h hr hrs min seg s kn kpa mpa hz mhz ghz hab mil eur usd"),
    months=words("jan fev abr mai jun jul ago set out nov dez"),
    openers=words(
        """
        o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela isto isso aquilo seu sua
        seus suas meu minha nosso nossa eu tu ele ela eles elas nós você vocês se e ou mas porém contudo todavia
        quando enquanto embora porque pois como onde que quem qual quais quanto por para com sem sobre entre desde até
        segundo durante após ante sob contra em no na nos nas de do da dos das ao à aos às pelo pela além também assim
        então depois antes agora hoje ontem amanhã finalmente atualmente não sim já ainda todo toda todos todas cada
        alguns algumas muitos muitas vários várias outro outra outros outras ninguém nada só apenas talvez há é foi era
        são tem dois três quatro cinco
        """
    ),
    particles=words("da de do das dos"),
    labels=words("capítulo figura tabela secção seção parte artigo passo fase etapa anexo vitamina plano tipo"),
    subunits=words("minutos segundos metros centímetros milímetros gramas quilos cêntimos centavos décimas"),
)
