"""Pure text: folding, sentences, numerals, quantities. Offsets always refer to the text that was passed in."""

from verify.text.folding import fold
from verify.text.reading import quantities
from verify.text.segmentation import clauses, sentences

__all__ = ["clauses", "fold", "quantities", "sentences"]
