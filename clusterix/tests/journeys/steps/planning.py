"""What a region does with a decision: a plan, its action, the result."""

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import field, follow, heading, press, said


def start_plan(page, region, title, starts_on, ends_on):
    """Public once it is adopted."""
    follow(page, "Start a plan")
    heading(page, f"Start a plan for {region}")
    field(page, "Title").fill(title)
    field(page, "Policy instrument").fill("Operational programme of the region")
    field(page, "From").fill(f"{starts_on:%Y-%m-%d}")
    field(page, "Until").fill(f"{ends_on:%Y-%m-%d}")
    press(page, "Start the plan")
    said(page, "The plan is started.")


def take_into_plan(page):
    """From the decision to the action that keeps its link."""
    follow(page, "Take into the plan")
    press(page, "Make the action")
    said(page, "It is in the plan.")


def adopt(page):
    """From the page of the plan: submitted, then adopted by the region."""
    press(page, "Submit the plan")
    press(page, "Record the adoption")
    expect(page.get_by_text("adopted by the region on")).to_be_visible()


def report_done(page, evidence):
    """On the page of the action."""
    follow(page, "It is done")
    field(page, "Evidence").fill(evidence)
    press(page, "Record that it is done")
    said(page, "Done. The practice now counts as implemented here.")
    expect(page.get_by_text(evidence)).to_be_visible()
