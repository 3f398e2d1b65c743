"""Spanish: abbreviations of the press, of units and of references, and the words that open a sentence."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words(
        """
        sr sra srta sres sras d dña dn dr dra dres drs prof profa lic ing arq mons gral gen cnel col cap tte sgto
        cmdte comte alm ud uds vd vds excmo excma ilmo sto sta fr p.~ej p.ej cf cfr vs avda av c/ ctra pza pl
        EE ee
        """
    ),
    inner=words(
        """
        aprox ca c inc ltd corp cía cia co s.a s.~a s.l s.~l hnos dpto depto univ inst tel tfno
        ed eds trad máx mín ej admón apdo ibid ibíd op~cit et~al al prov izq dcha ee.~uu ee.uu uu jr
        """
    ),
    closing=words("etc a.m p.m a.~m p.~m a.~c d.~c a.c d.c"),
    numbered=words("p pp pág págs pag art arts cap caps fig figs vol vols núm núms n nº n.º t tomo sec ap párr v"),
    units=words("km m cm mm kg g mg t l ml h hr hrs min seg s kn kpa mpa hz mhz ghz hab mill eur usd"),
    months=words("ene feb abr may jun jul ago sep sept set oct nov dic"),
    openers=words(
        """
        el la los las un una unos unas lo este esta estos estas ese esa esos esas aquel aquella esto eso su sus mi mis
        tu tus nuestro nuestra yo él ella ellos ellas nosotros usted ustedes se le les nos y e o u pero mas sino si
        cuando mientras aunque porque como donde que qué quién quiénes cuál cuáles cómo dónde cuándo cuánto por para
        con sin sobre entre desde hasta hacia según durante tras ante bajo contra en de del al a además también tampoco
        así entonces luego después antes ahora hoy ayer mañana finalmente actualmente no sí ya aún todavía
        todo toda todos todas cada algunos algunas muchos muchas varios varias otro otra otros otras ninguno nadie
        nada solo sólo tal quizá hay es fue era son ha han había dos tres cuatro cinco
        """
    ),
    particles=words("la las los de del el"),
    labels=words("capítulo figura tabla sección parte artículo paso fase etapa anexo vitamina plan tipo"),
    subunits=words("minutos segundos metros centímetros milímetros gramos kilos centavos céntimos décimas"),
)
