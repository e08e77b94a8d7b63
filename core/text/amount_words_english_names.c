/*
 * English words that stand beside the name of a thing and are no part of it. Commas are gone in
 * folded text, so these words are all that shows where a name begins and ends.
 */
#include "core/text/amount_words.h"

#define ROLES(roles, words) { roles, 0, 0, 0, words }

const struct word_list words_english_names[] = {
    ROLES(ROLE_ARTICLE, "the a an our your my his her their these those this that any another"),
    ROLES(ROLE_SUBJECT | ROLE_BORDER, "it its that thats this they these those there here what which"),
    ROLES(ROLE_CLAUSE | ROLE_BORDER,
          "i we you he she who i'll i'd i'm i've we'll we'd we're we've you'll you'd you're you've "
          "they'll they're let's lets if when because but so while unless then although though "
          "since whether where how why however once"),
    ROLES(ROLE_BORDER, "and or as than me us them him him yours ours mine"),
    ROLES(ROLE_MODAL | ROLE_BORDER,
          "can could shall should may might must do does did don't doesn't didn't can't couldn't "
          "cannot won't wouldn't never let gonna gotta wanna"),
    ROLES(ROLE_MODAL, "will would i'll we'll i'd we'd you'll you'd they'll to please i we you they let's lets"),

    /* Forms that are hardly ever names of things. */
    ROLES(ROLE_BORDER,
          "have has had having get gets getting got add adding adds give gives giving gave "
          "given take takes taking took taken make makes making made do doing done want wants "
          "wanted need needs needed like likes liked love loved prefer think thought know knew "
          "known see sees seeing saw seen look looks looking looked find finds finding found say "
          "says said saying tell tells told telling ask asks asked asking show shows showing shown "
          "go went gone going coming put puts putting sets setting keep keeps keeping kept "
          "leave leaves leaving left bring brings bringing brought send sends sending sent buy buys "
          "buying bought sell selling sold choose chooses choosing chose chosen pick picks picked "
          "picking include recommend recommends recommended suggest suggests suggested confirm "
          "confirms confirmed confirming arrange arranges arranged arranging provide provides "
          "provided providing apply applies applied applying try tried trying use used using wait "
          "waiting waited hold holding speak speaking spoke talk talking talked write wrote read "
          "hear heard understand understood appreciate hope wish help helps helped helping assist "
          "happen happened seem seems allow allows allowed ensure explain explained mention "
          "mentioned note noted said quoted quoting charged charging billed pay pays paying paid "
          "offered offering offers "
          "cancels cancel renews renew increased increases increase reduced reduces reduce "
          "remain remains receive receives received require requires required accept accepts "
          "accepted drops drop dropped went stays stayed means mean meant lets enjoy "
          "save saves saved saving advise advised bear forward reach reached agree agreed "
          "decide decided someone somebody anyone anybody stole took withdrew reported confusion "
          "inconvenience delay trouble patience problem issue interest "
          "apologies apologise apologize pardon ready sorry afraid glad happy able sure worth listed lists "
          "guarantee guaranteed expect expected depends depend ends end ended expires expire"),
    ROLES(ROLE_VERB_MAYBE,
          "book order quote charge check offer upgrade repair service clean install change rent "
          "hire test review move switch print copy scan ship stay fit fix wash cut top cover return "
          "exchange visit call work run start begin finish deliver schedule reserve replace extend "
          "fly ride drive park store design build paint treat insure lease swap supply set transfer process "
          "register activate remove collect sort throw knock waive honour honor match bump checked "
          "booked ordered upgraded changed switched "
          "cancelled renewed reserved added"),

    ROLES(ROLE_DROP,
          "well okay ok alright right yes yeah yep yup sure certainly absolutely definitely great "
          "perfect wonderful fantastic excellent fine good lovely nice now just only also too "
          "currently presently usually normally actually basically exactly approximately about "
          "around roughly approx today tonight tomorrow yesterday moment present still already "
          "again even simply otherwise instead together altogether total overall mere "
          "easily probably perhaps maybe really very quite monday tuesday wednesday thursday "
          "friday saturday sunday tues thurs january february "
          "april june july august september october november december available payable due "
          "priced offer sale usual normal current um uh er oh ah hmm all "
          "upfront anyway later soon later back out down off over up individually "
          "apiece yet always ever additionally initially little much "
          "originally previously"),
    ROLES(ROLE_PEOPLE,
          "people persons person adults adult guests guest head heads pax customers customer "
          "children child kids travellers passengers everyone others life free ma'am"),
    ROLES(ROLE_JOIN, "of for in on to from at by into onto about over through during"),
    ROLES(ROLE_KEEP, "with without plus including incl excluding"),
    ROLES(ROLE_FOR, "for on"),
    ROLES(ROLE_WITHIN, "in within after until till by over times twice thrice before during under "
                       "next last this previous coming following"),
    ROLES(ROLE_GREETING | ROLE_BORDER,
          "hi hello hey dear thanks thank morning afternoon evening greetings"),
    ROLES(ROLE_TITLE | ROLE_BORDER, "mr mrs ms miss dr sir madam prof"),
    ROLES(ROLE_LIMIT, "over above under below than exceeding"),
    ROLES(ROLE_DIFFERENCE, "difference"),
    ROLES(ROLE_BORDER, "included includes"),
    ROLES(ROLE_COMPOUND, "wi check set call pick drop top sign add bolt carry e start stop follow x"),
    ROLES(ROLE_GENERIC, "package packages plan plans deal deals option options product products "
                        "item items contract tariff subscription system account details "
                        "screen booking order basket query question request message chat"),
    ROLES(0, NULL),
};
