"""French: abbreviations of the press, of units and of references, and the words that open a sentence."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words(
        """
        M MM Mr MR mme mmes mlle mlles mgr mgrs dr drs dre pr prs Me Mes st ste sts stes s/c vve
        Ch Ph Th Fr Gge Yu Iou Ia You Dj Kh Zh
        cf réf ref cfr gal gén gen cdt cdtt cne capt cap lt lieut ltt adjt adj-chef cal sgt brig col amb insp comm
        prof doct ing min~pl vs n° nº nos n°s tél tel téléc fax bd bld boul blvd av~de pl~de rte chem imp fg fbg
        maj amir am comte marq bne sr fr rév rev dir~gén prés vice-prés sén dép sec~gén secr éd~rev coll trad ill photogr
        crédit~phot phot phr bull vol~n lic arch arr~mun
        """
    ),
    inner=words(
        """
        env approx av ap apr c-à-d c.-à-d càd c.à.d p.ex p.~ex ex par~ex qqch qqn qq qqf ca circa
        sté éts ets cie co inc ltd corp bros llc gmbh ag jr snr s.a s.a.s s.a.r.l s.p.a sa/nv plc
        dir dép dépt dpt dept arr circ rég prov auj hist géogr géom phys chim math astron techn tech philos
        prod réal scén mus dist distrib constr lanc labo univ inst fac min~def adj adv subst plur sing masc fém
        suiv ss ssq sq sqq ibid op~cit op.cit loc~cit loc.cit id al et~al max moy alt lat long temp vit press
        ch ht haut larg prof~max diam ép dim qté quant rés décl dérog cat catég spéc
        orig anc mod contemp trad~fr angl all esp ital lat rus amér franç jap chin sov
        bt bât esc apt appt app étg rdc cp b.p intern extr sup inf supp suppl compl add annexe~n
        obs rem nb n.b p.s ndlr n.d.l.r ndt n.d.t réd anon attr bibl biblio biogr 
        déc~adm règl proc jur juris trib cass civ crim
        """
    ),
    closing=words("etc &c a.m p.m j.-c av.~j.-c apr.~j.-c"),
    numbered=words(
        """
        p pp pag art al chap ch sect par paragr § fig figg ill tab tabl vol t tom fasc liv éq eq no nos n num nr
        v vers vv f ff fol ms mss pl doc dos réf~n ann app ét ph lot pos rev rév bd
        """
    ),
    units=words(
        """
        km m cm mm µm nm dm hm kg g mg t l dl cl ml h hr hrs min mn s sec ms j hab w kw mw gw kwh v a ah hz khz mhz ghz
        pa hpa kpa mpa bar n kn mn k °c c mo go to ko kb mb gb tb bit px dpi ua al pc ha km/h m/s km/s km² m² m³ kgf tf
        fr f eur usd mds mrds md mrd mio €  q z éd ex pts pt pl v.
        """
    ),
    months=words("janv jan févr fév fevr fev mars avr juil jul août sept oct nov déc dec lun mar mer jeu ven sam dim"),
    openers=words(
        """
        le la les un une des du de au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur
        leurs je tu il elle on nous vous ils elles ça cela ceci celui celle ceux celles chacun chacune chaque quelque
        quelques certains certaines plusieurs tout toute tous toutes aucun aucune nul nulle autre autres tel telle
        et ou mais or donc car ni si quand lorsque puisque comme que qui quoi quel quelle quels quelles dont où
        à dans en sur sous par pour avec sans chez vers contre entre parmi depuis pendant durant avant après dès
        jusque malgré selon suivant hors outre sauf voici voilà afin ainsi alors aussi aussitôt actuellement
        aujourd'hui autrefois bientôt cependant certes d'abord d'ailleurs déjà demain désormais encore enfin ensuite
        hier ici jamais là longtemps maintenant même mieux moins néanmoins non notamment oui parfois peut-être plus
        plutôt pourquoi pourtant presque puis quant quoique rien souvent soudain surtout tandis tant tard tôt toujours
        toutefois très trop comment combien bref bien beaucoup peu personne seul seule seuls seules lui eux moi toi
        y n'y c'est mercredi jeudi vendredi samedi dimanche lundi mardi lors grâce suite face loin près faute
        premier première deux trois quatre cinq six sept huit neuf dix faut merci bonjour
        """
    ),
    elisions=words("l d c j s n m t qu jusqu lorsqu puisqu quoiqu quelqu"),
    particles=words("le la les de des du au en son si or ma on tu ou si ni ça van"),
    exclaimed=words("Yahoo Jeopardy Wham Oh Ah Eh Hé Ô Joomla"),
    small_start=True,
)
