"""Given names that go for one another: written by hand, only the commonest in the lists we expect."""

from members.normal import fold

GROUPS = """
alexander alex al sasha xander | alexandra alex sandra lexi sasha | alfred al fred alfie | alejandro alex ale |
alberto beto al | andrew andy drew | anthony tony | antonio tony toño | barbara barb barbie babs |
benjamin ben benny benji | catherine katherine kathryn kate katie kathy cathy cat kat | charles charlie chuck |
carlos charlie carlitos | christine christina chris tina chrissy | christopher chris topher kit | cynthia cindy |
daniel dan danny dani | danielle dani | david dave davey | deborah debra deb debbie | dennis denny |
dolores lola loli | donald don donny | dorothy dot dottie dolly | douglas doug | edward ed eddie ted teddy ned |
eduardo eddie lalo | eleanor ellie nell nora | elizabeth liz lizzie beth betty eliza libby lisa betsy |
enrique henry quique | ernesto ernie neto | eugene gene | evelyn evie | florence flo | frances fran franny |
francis frank fran | francisco frank paco pancho cisco | franklin frank | frederick fred freddie rick |
gabriel gabe | gerald gerry jerry | gilbert gil bert | gregory greg | guadalupe lupe | guillermo memo bill |
harold hal harry | helen nell ellen | henry hank harry | ignacio nacho | isabel isabella bella izzy chabela |
jacob jake | james jim jimmy jamie | janet jan | jeffrey jeff geoff | jennifer jen jenny jenn | jesus chuy |
jessica jess jessie | john johnny jack jon | jonathan jon jonny nathan | jorge george | jose pepe joe |
joseph joe joey | josephine jo josie | joshua josh | juan john johnny | judith judy | julia julie |
kenneth ken kenny | kimberly kim | lawrence larry laurence | leonard leo len lenny | leticia letty |
louis lou louie luis | manuel manny manolo | margaret maggie meg peggy marge margie greta | maria mari mary |
martha marty | martin marty | mary molly polly | matthew matt | maureen mo | megan meg | michael mike mickey mick |
michelle shelly | miguel mike | mohammed muhammad mohamed mo | nancy nan | natalie nat | nathaniel nate nathan nat |
nicholas nick nico | nicole nicky | pamela pam | patricia pat patty tricia trish | patrick pat paddy |
pedro pete peter | peter pete | philip phil phillip | rachel rae | ramon ray | raymond ray | rebecca becky becca |
richard rick dick rich richie ricky | ricardo rick ricky | robert bob rob bobby robbie bert | roberto bob beto rob |
roberta bobbie | ronald ron ronnie | rosario charo | samantha sam | samuel sam sammy | santiago santi james |
sarah sally sadie sara | stephanie steph | stephen steven steve | susan sue susie suzy | suzanne sue suzy |
teresa theresa terry tess | terence terry | theodore ted teddy theo | thomas tom tommy | timothy tim | tobias toby |
valerie val | victor vic | victoria vicky tori | vincent vince vinnie | virginia ginny | walter walt |
william bill will billy liam willy | zachary zach zack
"""
NICKNAMES = tuple(frozenset(fold(group).split()) for group in GROUPS.split("|"))


def same(one: str, other: str) -> bool:
    """True when the two folded names are in use for one another."""
    return any(one in group and other in group for group in NICKNAMES)


def groups_of(name: str) -> frozenset[int]:
    """Return the numbers of the groups that a folded name is in: two names that share one go for one another."""
    return _GROUPS_OF.get(name, frozenset())


_GROUPS_OF = {
    name: frozenset(at for at, group in enumerate(NICKNAMES) if name in group) for group in NICKNAMES for name in group
}
