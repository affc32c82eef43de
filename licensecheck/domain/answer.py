"""What a policy says about a model."""

from licensecheck.domain.word import Word


class Answer(Word):
    """May we use it? From the best answer to the worst."""

    ALLOWED = "allowed", "no rule of the policy has anything against it"
    WITH_DUTIES = "allowed-with-duties", "it may be used, if what the terms ask for is done"
    ASK = (
        "ask-your-lawyer",
        "neither the terms as far as they were read nor what the policy says of us settle it",
    )
    NOT_ALLOWED = "not-allowed", "a rule of the policy forbids it; the reason stands below it"
