from verify.model import Citation, Document, Reference
def citations(document: Document, references: tuple[Reference, ...]) -> tuple[Citation, ...]:
    return ()
