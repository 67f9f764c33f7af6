from gettext import GNUTranslations
from io import BytesIO

import pytest

from core.catalogues import read_po, untranslated, write_mo

PO = r"""# Swedish
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: page
msgid "Yes"
msgstr "Ja"

msgctxt "month"
msgid "May"
msgstr "maj"

msgid "%(n)s person"
msgid_plural "%(n)s people"
msgstr[0] "%(n)s person"
msgstr[1] "%(n)s personer"

msgid ""
"Two lines:\n"
"“here”"
msgstr ""
"Två rader:\n"
"“här”"

msgid "Not yet"
msgstr ""
"""


def test_what_is_written_is_what_gettext_reads():
    said = GNUTranslations(BytesIO(write_mo(read_po(PO))))
    assert said.gettext("Yes") == "Ja"
    assert said.pgettext("month", "May") == "maj"
    assert said.gettext("May") == "May"
    assert said.ngettext("%(n)s person", "%(n)s people", 3) == "%(n)s personer"
    assert said.gettext("Two lines:\n“here”") == "Två rader:\n“här”"


def test_what_is_not_said_yet_is_named_and_left_out():
    entries = read_po(PO)
    assert [each.message for each in untranslated(entries)] == ["Not yet"]
    assert GNUTranslations(BytesIO(write_mo(entries))).gettext("Not yet") == "Not yet"


def test_the_order_of_entries_does_not_matter():
    entries = read_po(PO)
    assert write_mo(reversed(entries)) == write_mo(entries)


@pytest.mark.parametrize("text", ['"alone"', 'msgid "a"\nwhat "b"', "msgid a"])
def test_what_is_no_entry_is_refused(text):
    with pytest.raises(ValueError, match=r"line|known"):
        read_po(text)
