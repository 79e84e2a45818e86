"""Words that tell little of what is asked for, because they are in every sentence."""

from directory.search.analysis import words

# Words of whole questions: rare on pages that speak to "you", so they would weigh much, and they tell nothing of what is
# asked. The only words that are left out, and only where they are in no name of the thesaurus.
OF_QUESTIONS = frozenset(
    word.text
    for word in words(
        "i im i'm i've ive me my mine we us our he he's hes him his she she's shes her they them how what which who "
        "can could do does did will would should is am are was were because but so just there can't cant cannot don't "
        "dont doesn't doesnt won't wont isn't isnt says say said near nearby"
    )
)
# Words that are in every sentence and no name of a thing. They are looked up, for "time off" and "after school", but count
# for little: on pages of few words they can be rarer than what is asked for.
COMMON = frozenset(
    word.text
    for word in words(
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
    )
)
