from verify.model import Document, Reference
def references(document: Document) -> tuple[Reference, ...]:
    return ()
