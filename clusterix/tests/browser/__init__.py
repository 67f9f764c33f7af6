"""Every page in a real Chromium; the journeys through the product stand in `tests/journeys`.

EVERY PAGE: nothing to do. A GET route that stands in a row of `clusterix/rights.csv` with its
fixture is opened here, too, as a visitor and as the signed-in role with most to see.

A JOURNEY, or a test of one page in the browser, is marked with `pytest.mark.browser`:

    @pytest.mark.browser
    @pytest.mark.django_db(transaction=True)
    def test_the_lead_decides(open_as, lead, small):
        page = open_as(lead, "/assessments/1/")           # a profile of its own, signed in
        page.get_by_role("button", name="Decide").click()
        check_page(page)                                  # axe, light and dark, wide and narrow
        phone = open_as(guest, "/join/", width=390)       # somebody else at the same time

It fails by itself on a fault in a script, a part that the security policy blocked, or a request to
another origin. What the frozen clock says is unknown to the live server's threads.
"""
