from verify.model import Match, Text, Verdict
def match(document, claims, evidence):
    return ()
def compare(claim, source):
    return Match("", "", Verdict.NOT_FOUND)
