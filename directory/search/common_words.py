"""Words that tell little of what is asked for, because they are in every sentence of their language."""

from functools import cache

from directory.models import ENGLISH
from directory.search.analysis import words


def _words(text: str) -> frozenset[str]:
    return frozenset(word.text for word in words(text))


# Words of whole questions: rare on pages that speak to "you", so they would weigh much, and they tell nothing of what is
# asked. The only words that are left out, and only where they are in no name of the thesaurus. Polish also without accents,
# Urdu also in Latin letters, as people type them.
_OF_QUESTIONS = {
    ENGLISH: _words(
        "i im i'm i've ive me my mine we us our he he's hes him his she she's shes her they them how what which who "
        "can could do does did will would should is am are was were because but so just there can't cant cannot don't "
        "dont doesn't doesnt won't wont isn't isnt says say said near nearby"
    ),
    "pl": _words(
        "jak jaki jaka jakie co czy gdzie kto komu kiedy ile "
        "dlaczego czemu mogę moge można mozna mam masz ma mamy mi mnie "
        "mój moj moja moje mojego mojej ja my nas nam się sie jest "
        "są sa był byl była byla było bylo proszę prosze w we z ze "
        "na do od za po o u i a ale bo że to ta ten te tego tej już juz nie tak żeby zeby aby by jestem"
    ),
    "ur": _words(
        "کیا کیسے کہاں کون کس کب کتنا کتنے کتنی کیوں میں مجھے مجھ میرا "
        "میری میرے ہم ہمیں ہے ہیں ہو ہوں تھا تھی تھے کا کی کے کو "
        "سے پر نے اور یا یہ وہ اس ان تو بھی جو کہ ہی گا گے گی سکتا سکتے سکتی "
        "kya kia kaise kese kahan kaun kon kab kitna kitne kitni kyun kyon mein main mujhe mujh mera meri mere hum hamein "
        "hai hain ho hoon hun tha thi ka ki ke ko se par pe ne aur yeh ye woh wo bhi jo keh hi ga ge gi sakta sakte sakti"
    ),
}
# Words that are in every sentence and no name of a thing. They are looked up, for "time off" and "after school", but count
# for little: on pages of few words they can be rarer than what is asked for.
_COMMON = {
    ENGLISH: _words(
        "a an the of to in on at by with from for and or as it its this that these those there be been being have has "
        "had having get gets got getting gone go goes going if then than too very any some all more most such own also "
        "still now since until again ever never no not about into out up down off over through their your yours you "
        "one two done what's who's that's it's i'd i'll you're we're they're want wants wanted need needs needed know "
        "tell me please even only much many lot thing things something anything someone anyone somebody anybody way "
        "see cos because while when where why every other same after before us thanks hi hello really keep keeps come "
        "comes came take takes took taking give gives gave make makes made put bring try trying year years yr yrs yo "
        "old month months used called like feel feels think just told tells telling idea means meant speak spoke "
        "speaking asked asking able actually currently already yet anyway maybe whether sure wonder wondering without "
        "long soon ago today week weeks day days great good nice lovely bit big little new right"
    ),
    "pl": _words(
        "dla przy bez przez nad pod przed między miedzy jako gdy jeśli jesli też tez także takze tylko bardzo może moze "
        "trzeba chcę chce muszę musze potrzebuję potrzebuje dostać dostac "
        "dostaję dostaje daje dają brać brac mieć miec nic "
        "coś cos ktoś ktos ona on ono oni one jej jego ich im jemu swoje swój swoj nowy nowa rok roku lata lat miesiąc "
        "miesiąca dzień dni teraz trwa robić robic zrobić zrobic chodzi sam sama jeszcze potem"
    ),
    "ur": _words(
        "کر کرنا کرنے کرتے کریں کروں ہونا ہوتا ہوتی رہا رہی رہے "
        "چاہیے چاہئے چاہتا چاہتی لیے لئے ساتھ بعد پہلے اب مل ملتا ملتی "
        "ملے لینا دینا دے لے بارے کچھ کوئی نہیں نہ بہت اپنا اپنی اپنے ایک دو "
        "kar karna karne karte karein karoon hona hota hoti raha "
        "rahi rahe chahiye chahie chahta chahti liye saath sath baad "
        "pehle ab mil milta milti mile lena dena baare kuch koi nahi nahin bohat bahut apna apni apne ek"
    ),
}


@cache
def of_questions(language: str) -> frozenset[str]:
    """Those that are left out of a query in a language, in which English words can stand too."""
    return _OF_QUESTIONS[ENGLISH] | _OF_QUESTIONS.get(language, frozenset())


@cache
def common(language: str) -> frozenset[str]:
    """Those that count for little in a query in a language."""
    return _COMMON[ENGLISH] | _COMMON.get(language, frozenset())


@cache
def own(language: str) -> frozenset[str]:
    """The words of both kinds that are a language's own: they are never taken for English names, like "dla" for DLA."""
    found = _OF_QUESTIONS.get(language, frozenset()) | _COMMON.get(language, frozenset())
    return frozenset() if language == ENGLISH else found
