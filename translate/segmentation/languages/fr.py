"""French: abbreviations of the press, of units and of references, and the words that open a sentence."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words(
        """
        M MM Mr MR mme mmes mlle mlles mgr mgrs dr drs dre pr prs prés Me Mes st ste sts stes vve sr sra
        Ch Ph Th Fr Chr Alex Vl Serg Yu Iou Ia You Dj Kh Ts Zh
        adjt amal amb amir capt cdr cdt cmdr cne comm comte cpt cte doct exc gal gén gen ing insp lieut lt ltt maj mar
        rév sén serg sgt vice-prés
        cf cfr réf voy vs n° nº n°s nb n.b p.s c.-à-d c-à-d c.à.d càd i.e e.g
        bd bld boul blvd fbg fg imp rte
        """
    ),
    inner=words(
        """
        env approx av ap apr ex p.ex ca circa resp éd qqch qqn qq auj dép
        bros cie co corp éts ets gmbh inc jr llc ltd plc s.a s.a.r.l s.a.s s.p.a snr sté
        acad adm admin arr arrt ass assoc bur cap circ col coop dept dépt dir dpt fac gouv hôp inst lanc lieut-col
        min prof prov rég soc univ
        abrév adj adv alii angl conj dict encycl esp et~al étym fém loc masc péj plur prép pron sing subst syn
        allem am amér anc belg brit can canad chin contemp eur fr franç ital jap milit mod orig russ sov
        aéron archéol astron biol bot chim écon électr équip géogr géol géom hist jud ling litt mat math méd naut
        phil phys polit psychol relig sc sociol stat tech techn technol télécomm théol zool
        alt catég décl diam dim distr distrib ép équiv lat max moy press prop qté quant spéc temp vit
        app appt apt bât chem cp esc ét étg pl
        anon attr bibl biblio biogr bull coll comp compl cons constr const ext extr ibid id ill inf int intern intr
        invar loc~cit loc.cit mens ms n.d.l.r n.d.t ndlr ndt obs off op~cit op.cit ord pers phot photogr préf princ
        prod qual réal réd rem rép scén sq sqq ss subv suiv sup supp suppl trad transp trim
        auto cass crim dérog dest dist fax ind ingén instr juris proc règl tél téléc tel trib
        """
    ),
    closing=words("etc &c a.m p.m av.~j.-c apr.~j.-c ap.~j.-c avant~j.-c après~j.-c"),
    numbered=words(
        """
        al ann art ch chap doc dos éq eq f fasc ff fig figg fol lot ms mss n no nr num p pag par paragr ph pos pp
        rev sect t tab tabl tom v vers vol vv dim lun sam ven
        """
    ),
    units=words(
        """
        cl cm dl dm g go h ha hab hm hpa hr hrs hz j k kb kg kgf khz km kn ko kpa kw kwh l m mb mg mhz min mk ml mm
        mn mo mpa mw n nm o pa pc px qx s sec t tb tf to ua v w a b eur f md mds mio mrd mrds usd pts
        """
    ),
    months=words("janv jan févr fév fevr avr juil jul sept oct nov déc"),
    openers=words(
        """
        le la les un une des du de au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur
        leurs je tu il elle on nous vous ils elles ça cela ceci celui celle ceux celles chacun chacune chaque quelque
        quelques certains certaines plusieurs tout toute tous toutes aucun aucune nul nulle autre autres tel telle
        et ou mais or donc car ni si quand lorsque puisque comme que qui quoi quel quelle quels quelles dont où
        à dans en sur sous par pour avec sans chez vers contre entre parmi depuis pendant durant avant après dès
        jusque malgré selon suivant hors outre sauf voici voilà afin ainsi alors aussi aussitôt actuellement
        aujourd'hui autrefois bientôt cependant certes déjà demain désormais encore enfin ensuite
        hier ici jamais là longtemps maintenant même mieux moins néanmoins non notamment oui parfois peut plus
        plutôt pourquoi pourtant presque puis quant quoique rien souvent soudain surtout tandis tant tard tôt toujours
        toutefois très trop comment combien bref bien beaucoup peu personne seul seule seuls seules lui eux moi toi
        y mercredi jeudi vendredi samedi dimanche lundi mardi lors grâce suite face loin près
        faute premier première deux trois quatre cinq six sept huit neuf dix veuillez merci étant parce sitôt
        monsieur madame mademoiselle messieurs mesdames
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre
        """
    ),
    elisions=words("l d c j s n m t qu jusqu lorsqu puisqu quoiqu quelqu aujourd presqu"),
    particles=words("le la les de des du"),
    continuing=words("TU TUC UT UTC GMT CET CEST MSK"),
    articles=words("le la les l' un une"),
    subunits=words("minutes secondes mètres centimètres millimètres grammes kilos centimes cents dixièmes centièmes"),
    predicates=words("a ont avait avaient aura auront est sont était étaient fut furent sera seront"),
    lone_words=words("a à y"),
    exclaimed=words("Yahoo Jeopardy Wham Joomla Kahoot"),
    headings=words("ps pps ndlr ndlt ndt nda"),
    labels=words(
        """
        chapitre chap figure fig tableau tab annexe section sect partie article art étape acte titre volume tome lot
        phase vitamine bloc plan groupe module type piste catégorie niveau point classe hépatite scénario variante
        option
        """
    ),
    small_start=True,
)
