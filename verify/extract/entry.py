from verify.model import Record
def parse_reference(raw: str) -> Record:
    return Record()
