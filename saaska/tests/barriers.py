"""What stands in somebody's way on a page: what axe finds in both themes on a desktop and a phone, sideways scrolling.

A text whose contrast axe has measured and found good is not measured again on another page, theme or screen where all
that decides it is the same: its own look, that of everything it stands in (KEYS), and that nothing else of the page
is painted where it stands. What is not so, and what axe could not measure, is looked at every time.
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
DESKTOP: Final = (1440, 900)
PHONE: Final = (390, 844)
OTHER_WIDTHS: Final = (768, 320)

# Lets axe pass over a text whose key is that of one whose contrast was good, and keeps the keys of those that are.
GOOD_ONES: Final = """(() => {
  const known = window.goodContrasts = { keys: new Map(), good: new Set(), fresh: new Set() };
  const rule = axe._audit.rules.find((one) => one.id === "color-contrast");
  const check = axe._audit.checks["color-contrast"];
  const { matches } = rule;
  const { evaluate } = check;
  rule.matches = (element, ...others) =>
    !known.good.has(known.keys.get(element)) && matches.call(rule, element, ...others);
  check.evaluate = function (element, ...others) {
    let measured = false;
    const data = (said) => { measured = said?.contrastRatio > 0; this.data(said); };
    const isGood = evaluate.call(Object.create(this, { data: { value: data } }), element, ...others);
    const key = known.keys.get(element);
    if (isGood === true && measured && key) {
      known.good.add(key);
      known.fresh.add(key);
    }
    return isGood;
  };
})()"""

# The key of a text is a digest of its look and of all that paints the ground it stands on. It has none where more may
# decide its contrast: where it reaches out of what is painted, or something else is painted there too. What lies below
# an opaque bar that stands still cannot. Over an image axe measures nothing, and finds nothing.
KEYS: Final = r"""
const LOOK = ["color", "webkitTextFillColor", "webkitTextStrokeColor", "webkitTextStrokeWidth", "backgroundClip",
  "fontSize", "fontWeight", "textShadow", "textIndent", "clip", "clipPath"];
const GROUND = ["backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode"];
const BARE = "rgba(0, 0, 0, 0),none,1,none,normal";
const FIELDS = "select, textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=color])";
const digest = (text) => {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    a = Math.imul(a ^ text.charCodeAt(at), 2654435761);
    b = Math.imul(b ^ text.charCodeAt(at), 1597334677);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
};
const crosses = (one, other) => one.left < other.right - 0.5 && other.left < one.right - 0.5
  && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5;
const holds = (one, other) => one.left <= other.left + 0.5 && one.right >= other.right - 0.5
  && one.top <= other.top + 0.5 && one.bottom >= other.bottom - 0.5;
const writes = (element) => element.matches(FIELDS)
  || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
const isDrawn = (element) => element.checkVisibility({ visibilityProperty: true }) && element.offsetWidth !== 1;
const isOnThePage = (place) => place.right > 0 && place.bottom + scrollY > 0;
const keys = () => {
  const [grounds, bars, found] = [new Map(), new Map(), new Map()];
  const [texts, painted] = [[], []];
  for (const element of document.querySelectorAll("html, body, body *")) {
    if (!element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const parent = element.parentElement;
    const ground = GROUND.map((name) => style[name]).join();
    const below = grounds.get(parent) ?? "";
    grounds.set(element, ground === BARE ? below : digest(below + ground));
    const isOpaque = style.backgroundColor.startsWith("rgb(") && style.opacity === "1";
    const isBar = isOpaque && ["fixed", "sticky"].includes(style.position);
    bars.set(element, isBar ? element : bars.get(parent));
    const place = element.getBoundingClientRect();
    if (!isDrawn(element) || !isOnThePage(place)) continue;
    const isPainted = !/^rgba.*, 0\)$/.test(style.backgroundColor) && parent && element !== document.body;
    if (isPainted) painted.push([element, place]);
    if (writes(element)) texts.push([element, place, LOOK.map((name) => style[name]).join()]);
  }
  for (const [text, place, look] of texts) {
    const bar = bars.get(text);
    const isAlone = painted.every(([element, box]) => (bar && !bar.contains(element)) || text.contains(element)
      || (element.contains(text) ? holds(box, place) : !crosses(box, place)));
    found.set(text, isAlone ? digest(`${grounds.get(text)} ${look}`) : null);
  }
  return found;
};
const lookAt = async (theme, rules) => {
  document.documentElement.dataset.theme = theme;
  const known = window.goodContrasts;
  known.keys = keys();
  const hasNews = [...known.keys.values()].some((key) => !known.good.has(key)) || window.length > 0;
  if (rules === colours && !hasNews) return [];
  return (await axe.run(document, rules)).violations;
};
"""
ON_A_DESKTOP: Final = f"""async ([all, colours, good]) => {{ {KEYS}
window.goodContrasts.good = new Set(good);
const light = await lookAt("light", all);
return {{ light, dark: await lookAt("dark", colours), fresh: [...window.goodContrasts.fresh] }};
}}"""
ON_A_PHONE: Final = f"""async ([all, colours]) => {{ {KEYS}
const dark = await lookAt("dark", colours);
return {{ dark, light: await lookAt("light", all), fresh: [...window.goodContrasts.fresh] }};
}}"""

# The keys of texts whose contrast was good, on any page of this process.
good_contrasts: Final[set[str]] = set()


def barriers(page: Page) -> list[str]:
    """What is in the way, in words; nothing when the page is open to everybody."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_init_script(AXE_SCRIPT + GOOD_ONES)  # of pages that follow in this tab
        page.evaluate(AXE_SCRIPT + GOOD_ONES)
    found = []
    for name, (width, height), asked in (("desktop", DESKTOP, ON_A_DESKTOP), ("phone", PHONE, ON_A_PHONE)):
        page.set_viewport_size({"width": width, "height": height})
        answers = page.evaluate(asked, [ALL_RULES, COLOUR_RULES, [*good_contrasts]])
        good_contrasts.update(answers.pop("fresh"))
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
