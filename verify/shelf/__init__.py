"""The command `verify refs`: filling the references folder, and looking over it. Nothing here is on the path of an audit.

`intake` turns files of literature managers and papers into entries of the folder; `cited` tells what the articles cite of it and
what it lacks. Both say what is to be done; the command line writes.

A format is a function (text, name) -> works in a file of this folder, named in `FORMATS` under the extensions it reads and imported
on use; XML comes to it as bytes, for it states its own encoding. Other packages add formats through the entry point group
`verify.shelf`, named by extension.
"""

from __future__ import annotations

from verify.shelf.cited import holdings, pubmed_query, ris, uses, wanted
from verify.shelf.intake import FORMATS, Step, attach, take_in

__all__ = ["FORMATS", "Step", "attach", "holdings", "pubmed_query", "ris", "take_in", "uses", "wanted"]
