"""What stands in somebody's way on a page: what axe finds in both themes on a desktop and a phone, sideways scrolling.

The colours of what is drawn in the same way on the phone as on the desktop are looked at once: all that decides a
contrast (LOOK) is compared first. What is placed by hand, over whatever lies there, is looked at on both.
"""

from typing import Final

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

ONLY_BARRIERS: Final = {"resultTypes": ["violations"]}  # of what is in order one example is enough
ALL_RULES: Final = ONLY_BARRIERS | {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
COLOURS: Final = "color-contrast"  # nothing else depends on the theme
COLOUR_RULES: Final = ONLY_BARRIERS | {"runOnly": {"type": "rule", "values": [COLOURS]}}
OTHER_RULES: Final = ALL_RULES | {"rules": {COLOURS: {"enabled": False}}}
DESKTOP: Final = (1440, 900)
PHONE: Final = (390, 844)
OTHER_WIDTHS: Final = (768, 320)

LOOK: Final = """
const LOOK = ["color", "backgroundColor", "backgroundImage", "backgroundClip", "opacity", "filter", "mixBlendMode",
  "fontSize", "fontWeight", "textShadow", "textIndent", "clip", "clipPath"];
const lookOf = (element) => {
  const style = getComputedStyle(element);
  const isDrawn = element.checkVisibility({ visibilityProperty: true }) && element.offsetWidth !== 1;
  return { isDrawn, isPlaced: style.position !== "static" && style.position !== "relative",
    look: LOOK.map((name) => style[name]).join() };
};
const looks = () => new Map([...document.querySelectorAll("html, body, body *")].map((one) => [one, lookOf(one)]));
const isNews = ({ isDrawn, isPlaced, look }, before) =>
  isDrawn && (isPlaced || !before?.isDrawn || before.look !== look);
const theme = (name) => { document.documentElement.dataset.theme = name; };
const found = async (where, rules) => (await axe.run(where, rules)).violations;
"""
ON_A_DESKTOP: Final = f"""async ([all, colours]) => {{ {LOOK}
theme("light");
const light = await found(document, all);
window.looksBefore = {{ light: looks() }};
theme("dark");
const dark = await found(document, colours);
window.looksBefore.dark = looks();
return {{ light, dark }};
}}"""
ON_A_PHONE: Final = f"""async ([others, colours]) => {{ {LOOK}
const news = (name) => {{
  theme(name);
  const before = window.looksBefore[name];
  return [...looks()].filter(([one, look]) => isNews(look, before.get(one))).map(([one]) => one);
}};
const coloursOf = (include) => include.length ? found({{ include }}, colours) : [];
const dark = await coloursOf(news("dark"));
const light = [...await coloursOf(news("light")), ...await found(document, others)];
return {{ light, dark }};
}}"""


def barriers(page: Page) -> list[str]:
    """What is in the way, in words; nothing when the page is open to everybody."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_init_script(AXE_SCRIPT)  # of pages that follow in this tab
        page.evaluate(AXE_SCRIPT)
    found = []
    for name, (width, height), asked, rules in (
        ("desktop", DESKTOP, ON_A_DESKTOP, ALL_RULES),
        ("phone", PHONE, ON_A_PHONE, OTHER_RULES),
    ):
        page.set_viewport_size({"width": width, "height": height})
        answers = page.evaluate(asked, [rules, COLOUR_RULES])
        for theme, violations in answers.items():
            if violations:
                found.append(f"{theme} {name}: {AxeResults({'violations': violations}).generate_report()}")
        found += sideways(page, width)
    for width in OTHER_WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += sideways(page, width)
    return found


def sideways(page: Page, width: int) -> list[str]:
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    return [f"{wide} px wide on {width} px"] if wide > width else []
