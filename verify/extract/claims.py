from verify.model import Citation, Claim, Document
def claims(document: Document, citations: tuple[Citation, ...]) -> tuple[Claim, ...]:
    return ()
