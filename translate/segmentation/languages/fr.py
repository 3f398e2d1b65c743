"""French: abbreviations of the press, of units and of references, and the words that open a sentence."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words(
        """
        M MM Mr MR mme mmes mlle mlles mgr mgrs dr drs dre pr prs Me Mes st ste sts stes vve sr sra
        Ch Ph Th Fr Yu Iou Ia You Dj Kh Zh Ts Chr Alex Vl Serg
        cf cfr voy réf gal gén gen cdt cne capt lt lieut ltt adjt sgt serg amb insp comm prés sén maj amir mar cte
        vs n° nº n°s nos cap cdr rév vice-prés dép doct ing
        c.-à-d c-à-d c.à.d càd i.e e.g
        bd bld boul blvd rte imp fbg fg pl~de av~de
        nb n.b p.s
        resp éq phot photogr crédit~phot trad ill coll bull lic
        """
    ),
    inner=words(
        """
        éd env approx av ap apr ex p.ex qqch qqn qq ca circa resp
        sté éts ets cie co inc ltd corp bros llc gmbh jr snr s.a s.a.s s.a.r.l s.p.a plc
        dir dépt dpt dept arr arrt circ rég prov auj hist géogr géom phys chim math astron techn tech technol
        prod réal scén dist distrib constr lanc univ inst min col lieut-col prof
        adj adv subst plur sing masc fém pron loc
        suiv ss sq sqq ibid op~cit op.cit loc~cit loc.cit id alii al~et et~al moy max alt lat temp vit press
        diam ép dim qté quant décl dérog catég spéc prop
        orig anc mod contemp angl esp ital amér franç fr jap brit allem russ sov can eur belg
        bât esc apt appt app étg cp intern int extr ext sup inf supp suppl compl
        obs rem ndlr n.d.l.r ndt n.d.t réd anon attr bibl biblio biogr
        règl proc jur juris trib cass crim auto admin gouv
        tél tel téléc fax pl chem
        abrév acad adm aéron agr archéol assoc astronaut biol bot bur canad chir comp coop dest dict écon électr encycl
        équiv étym géol hôp ind ingén instr invar jud ling litt méd mens milit mus naut off ord péj pers phil polit
        préf prép princ psychol qual relig rép sociol stat subv syn télécomm théol transp trim zool const équip
        """
    ),
    closing=words("etc &c a.m p.m av.~j.-c apr.~j.-c ap.~j.-c avant~j.-c après~j.-c"),
    numbered=words(
        """
        p pp pag art al chap ch sect par paragr § fig figg ill tab tabl vol t tom fasc liv éq eq no n num nr
        v vers vv f ff fol ms mss doc dos ann ét ph lot pos rev lun sam dim ven
        """
    ),
    units=words(
        """
        km m cm mm µm nm dm hm kg g mg t l dl cl ml h hr hrs min mn s sec ms j hab w kw mw gw kwh v a hz khz mhz ghz
        pa hpa kpa mpa bar n kn k °c mo go to ko kb mb gb tb px ua pc ha kgf tf qx
        fr f eur usd mds mrds mrd mio ex pts al
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
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre
        """
    ),
    elisions=words("l d c j s n m t qu jusqu lorsqu puisqu quoiqu quelqu aujourd presqu"),
    particles=words("le la les de des du"),
    exclaimed=words("Yahoo Jeopardy Wham Joomla Kahoot"),
    labels=words(
        """
        chapitre chap figure fig tableau tab annexe section sect partie article art étape acte titre
        phase vitamine bloc plan groupe module
        type piste catégorie niveau volume tome lot point classe hépatite scénario variante option
        """
    ),
    small_start=True,
)
