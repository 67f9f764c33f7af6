"""People asked at home by name, each on a phone and in their language.

Buttons are found by what they send: their words are another language's for some.
"""

from playwright.sync_api import expect

from clusterix.tests.journeys.steps.frame import choose, field, press


def ask_by_name(page, person):
    """On the round's page."""
    form = page.locator("form", has=page.locator("input[name=way][value=one]"))
    field(form, "Name").fill(person.name)
    field(form, "E-mail").fill(person.email)
    choose(form, "Language", person.language)
    choose(form, "Level, if you know it", person.level)
    press(form, "Ask this person")
    expect(page.locator(".invited")).to_contain_text(person.name)


def begin(phone, person):
    """The first page greets in the person's language."""
    is_spoken(phone, person.language)
    _choose(phone, "level", person.code)
    _choose(phone, "showing", "no")
    phone.locator("button[form=join]").tap()
    expect(phone.locator("#q")).to_be_visible()


def is_spoken(phone, language):
    wanted = {"English": "en", "Svenska": "sv"}[language]
    expect(phone.locator("html")).to_have_attribute("lang", wanted)


def _choose(phone, name, value):
    phone.locator(f"#join input[name={name}][value={value}]").check()


def answer_all(phone, values, *, obstacle="", passing=None):
    """One tap for each question; `passing`: who is asked instead, by the code not known."""
    for number, (code, value) in enumerate(values, 1):
        expect(phone.locator(".pips [aria-current=step]")).to_have_text(str(number))
        if obstacle and value == -2:
            phone.locator("summary", has=phone.locator("use[href$=flag]")).tap()
            phone.locator("#ob").fill(obstacle)
        if passing and value is None and code in passing:
            pass_on(phone, passing[code])
        tap(phone, value)
    expect(phone.locator("h1.with-icon")).to_be_visible()


def tap(phone, value):
    answer = "unknown" if value is None else value
    phone.locator(f"#tap button[name=answer][value='{answer}']").tap()


def pass_on(phone, person):
    """From the question to a colleague; then the question is there again."""
    phone.locator("a.btn[href*='pass=']").tap()
    form = phone.locator("#pass")
    form.locator("input[name=name]").fill(person.name)
    form.locator("input[name=email]").fill(person.email)
    form.locator("select[name=language]").select_option(label=person.language)
    phone.locator("button[form=pass]").tap()
    expect(phone.locator("#tap")).to_be_visible()
    expect(phone.locator(".tick-list", has_text=person.name)).to_be_visible()
