"""English: abbreviations of the press, of units and of references, and the words that open a sentence."""

from translate.segmentation.rules import Rules, words

RULES = Rules(
    leading=words(
        """
        mr mrs ms mx messrs dr drs prof profs rev fr hon gov sen sens rep reps pres amb sec~gen
        gen lt col capt cpt cmdr cdr maj sgt adm brig cpl pvt ens lt~col lt~cmdr maj~gen
        st ste mt ft vs v cf e.g i.e e.~g i.~e viz asst assoc~prof insp supt det
        """
    ),
    inner=words(
        """
        inc ltd corp co bros llc plc jr sr esq dept univ inst lab assn assoc ave blvd rd hwy sq
        approx ca circa est ed eds transl trans tel ext misc max alt incl excl et~al al ibid op~cit
        ph.d m.d b.a m.a b.sc m.sc d.c u.s u.k u.n gov't int'l nat'l tech eng mfg mgmt attn
        """
    ),
    closing=words("etc a.m p.m a.~m p.~m b.c a.d b.c.e c.e"),
    numbered=words("p pp no nos n vol vols art arts fig figs ch chap sec sect par para eq ver v pt"),
    units=words("km m cm mm kg g mg lb lbs oz ft in yd mi mph kph h hr hrs min mins sec secs s kn kpa mpa hz mhz ghz"),
    months=words("jan feb mar apr jun jul aug sep sept oct nov dec tue tues thu thur thurs fri"),
    openers=words(
        """
        the a an this that these those it its he his she her they their we our you your i my there here what who whom
        whose which when where why how if whether although though because since while as after before until unless
        once and but or nor so yet for in on at by to from with without within into over under above below between
        among during through across against despite about according meanwhile however moreover furthermore therefore
        thus hence then now today yesterday tomorrow later soon earlier finally eventually recently currently
        originally first second third next last also additionally instead otherwise indeed perhaps maybe still
        all both each every some many most several few any no none not nothing only just even such another other
        one two three four five six seven eight nine ten is are was were do does did can could will would should may
        might must have has had let yes please thanks like unlike
        """
    ),
    continuing=words(
        """
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan Feb Mar Apr
        Jun Jul Aug Sep Sept Oct Nov Dec January February April June July August September October November December
        GMT UTC UT BST CET CEST EST EDT ET CST CDT CT MST MDT MT PST PDT PT Eastern Central Mountain Pacific
        """
    ),
    exclaimed=words("Yahoo Jeopardy Wham Kahoot"),
    labels=words(
        """
        chapter figure fig table section part article step phase stage appendix annex act vitamin plan type war mark
        model block
        """
    ),
    subunits=words("minutes seconds inches yards metres meters centimetres centimeters ounces grams cents tenths"),
    opening_marks="“‘«„‹",
    closing_marks="”’»›",
)
