from verify.model import Document
def statements(document: Document, citations: tuple[object, ...] = ()) -> tuple[object, ...]:
    return ()
