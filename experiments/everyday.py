"""Words that are names of somebody somewhere, and words of every other sentence as well."""

_EVERYDAY = """
a an and are as at be because but by can do does for from had has have he her his how i if in into is it its la le may
me my no nor not of on one or our out she so than that the then there they this to too two up us was we what when
where who why will with you your
"""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec april june august"
_ORDINARY = """
able about above across act action add after again against age ago ahead all alone along already also always am among
angel answer any art ask asked autumn away baby back bad baker ball banks bar barber base bass bay bear beat bee
before began begin behind bell best better between beyond big bill bird bishop bit black blank block blue blues board
bond book booth born both bowl box boy branch brand brave bread break bring bringer bridge bridges bright brings
bronze brook brooks brother brown build bull bush business butcher butler buy call called calm came camp can cap
captain car card care carpenter cart case cash cat center chair chance change chapel charge charity chase chat check
cherry choice church city claim clean clear clerk close closed coach coast coin cold come comes commons cook cool
cooper corn cotton count court craft crane cross crow crystal cut daily dance dark date dawn day days deal dean dear
decision deep design diamond did dish dock done door doors dot down draw drew drum dust each earl early earnest east
easter easy eat echo edge else end ended english even ever every everyone fair fairy faith fall family far farm farmer
fast father fern few field fields figure find fine finished fire first fish fisher flag flat floor flower flowers fly
follow food foot for ford forest forget found four fox frank free freeman french fresh friend frost full game garden
gardener gate gay gem gene gentle german gift girl give glad glass go goal gold golden good goods goose got grace
grant grass gray great green greet grey ground group grove grow guard guest guide guy hail half hall hand handy
happening happy hard harm harp has hat have hawk hay head heal hear heard heart held help helper herb here hero high
hill hills him hire history hold holiday home honest honey honor hood hook hope horn horse host hot hour house human
hunch hunt hunter hurt hush ice idea inch independence inn iron island ivory jam jet jewel job join joy judge jump
just justice keen keep kept key kid kind king kitchen knight knock know lace lad lady lake lamb land lane large last
late latter law lawn lay lead leader league lean learn learning leave led left less let level liberty life light like
limit line link lion list little live log long longer look lord lot lotus loud love low loyal luck lucky magic maid
main major make man many maple march mark marker market marks marsh mason maximum meadow mean measured meet member
memo merry met middle might mild miles mill miller million min mind mine minister mint miracle miss mission mister mom
moment monday money monk month moon moor more morning moss most mother mount mountain move moved much music must near
neat need never new next nice night nil noble noon north note nothing now number nurse oak ocean off office old olive
only onion open orange orchid order other others over own page paid painter palm pan paper park parker part partly
passed past patch path patience pause paused peace peach peacock pearl penny people pepper per period person pet phone
piece pilgrim pilot pine pink pitch place plan planned plant play plaza plum poet point pole pond pool poor pope porch
porter post pot pound power praise prayer precious press price pride priest prince princess promise prosper proud
pulse purpose queen query question quick quiet rain rainbow raise ran rate reach read reader ready real red reef rest
rice rich ride right ring rise river rivers road rock role roll room root roots rose round row royal rule run running
rush rust sad safe sage said sail saint sale salt same sand sands saturday save saw say scene school scout sea sealed
season second secret see seed seen seller sense sent serene set seven several shade share sharp shepherd shield ship
shoe shop short show shown shy side sign signs silence silver simple since singer single sister sit six size sky slim
small smart smith smooth snow soft solo some son song soon sorrow soul south spark sparks speaker spring square staff
stage star stars start status stay steel step stern still stock stone stop storm story stout straight strange stranger
street strong sub such sugar summer sun sunday sunny sunshine sure swallow swan sweet swift table tailor take talk
tall tax tea teach team tell temple ten tender terrace test text thank them these thing think third those thousand
three thrush time tiny today toll tool top tower town tract trader train tree trees trial tried trip true trust truth
try tuesday turn twin twist under union until upper use used valley value very vest victory view vine virtue vision
voice void wage wait walk walker wall walls want war ward warm was wash waste watch water waters wave way weaver web
weeks week well wells west wheat wheel while white whole wild will win winner winter wisdom wise wish within without
wolf woman won wonder wood woods word work worker world worth write year yellow yes yesterday young zero zip
"""

# Alone they name nobody, in whatever letters.
EVERYDAY = frozenset(_EVERYDAY.split())
MONTHS = frozenset(_MONTHS.split())
# Alone and in small letters they name nobody: things, days, trades and places, among them the words that our own pages
# are written in, from "met" to "close". Who bears one of these names is told where somebody wrote it small; so it holds
# ordinary words, and nothing that is first of all a name.
ORDINARY = EVERYDAY | MONTHS | frozenset(_ORDINARY.split())
