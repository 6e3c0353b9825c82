"""Pure text: folding, sentences, numerals, quantities. Offsets always refer to the text that was passed in."""

from verify.text.fold import fold
from verify.text.quantities import quantities
from verify.text.sentences import clauses, sentences

__all__ = ["clauses", "fold", "quantities", "sentences"]
