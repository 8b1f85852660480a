/* What a person would see on a narrow screen or with large type, asked of the page itself. Put into it by looking.py. */
(() => {
  const INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const SLACK = 1.5; /* pixels that rounding may cost */

  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !forReadersOnly(element);
  const within = (own, selector) => [...(own || document).querySelectorAll(selector)];
  const named = (element) => {
    const words = (element.innerText || element.getAttribute("aria-label") || element.name || element.value || "").trim();
    const place = element.id ? "#" + element.id : [...element.classList].map((name) => "." + name).join("");
    return `<${element.localName}${place}> ${words.slice(0, 50).replace(/\s+/g, " ")}`.trim();
  };
  const clips = (style) => [style.overflowX, style.overflowY].some((way) => way === "hidden" || way === "clip");
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const above = function* (element) { for (let up = element; up; up = up.parentElement) yield up; };

  /* the usual "visually hidden": a box of a pixel, clipped */
  const forReadersOnly = (element) => [...above(element)].some((up) => {
    const style = getComputedStyle(up);
    return style.position === "absolute" && clips(style) && (style.clipPath === "inset(50%)" || up.clientWidth <= 1);
  });
  const offScreen = (box) => box.bottom <= 0 || box.right <= 0;
  /* the page's own part; of Wagtail's admin only what we wrote */
  const part = (selector) => (selector ? document.querySelector(selector) : document.body);

  const tooWide = (selector) => {
    if (!selector && document.documentElement.scrollWidth <= innerWidth) return [];
    const found = within(part(selector), "*").filter((element) => {
      const box = element.getBoundingClientRect();
      return box.right > innerWidth + SLACK && box.width && seen(element) && !element.closest("svg svg, svg *") &&
        ![...above(element.parentElement)].some((up) => up !== document.body && (scrolls(up) || clips(getComputedStyle(up))));
    });
    const innermost = found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
    return innermost.slice(0, 3).map((element) => `wider than ${innerWidth}: ${named(element)}`);
  };

  /* what scrolls sideways must be reachable with the keyboard */
  const stuck = (selector) => within(part(selector), "*")
    .filter((element) => element.scrollWidth > element.clientWidth + SLACK && scrolls(element) && element !== document.documentElement)
    .filter((element) => element.tabIndex < 0 && !within(element, INTERACTIVE).length)
    .map((element) => `scrolls sideways without a place for the keyboard: ${named(element)}`);

  const cutOff = (selector) => within(part(selector), "*").filter((element) => {
    const style = getComputedStyle(element);
    if (!clips(style) || element.closest("svg") || !element.innerText?.trim() || !seen(element)) return false;
    const tooHigh = style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + SLACK;
    const tooLong = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + SLACK;
    return tooHigh || tooLong;
  }).map((element) => `text is cut off: ${named(element)}`);

  const targets = (selector) => within(part(selector), INTERACTIVE)
    .map((element) => element.matches("input[type=radio], input[type=checkbox]") ? element.closest("label") || element : element)
    .filter((element, place, all) => all.indexOf(element) === place && seen(element) && !offScreen(element.getBoundingClientRect()));

  const over = (selector) => {
    scrollTo(0, 0);
    const boxes = targets(selector).flatMap((element) => [...element.getClientRects()].map((box) => ({ element, box })));
    const found = new Set();
    for (const [place, one] of boxes.entries()) {
      for (const other of boxes.slice(place + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 2 && high > 2) found.add(`lies over another: ${named(one.element)} and ${named(other.element)}`);
      }
    }
    return [...found];
  };

  const inSentence = (element) => {
    if (!element.matches("a") || getComputedStyle(element).display !== "inline") return false;
    const block = [...above(element.parentElement)].find((up) => getComputedStyle(up).display !== "inline");
    const around = document.createTreeWalker(block, NodeFilter.SHOW_TEXT,
      (text) => text.parentElement.closest("a, button, script") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let text = around.nextNode(); text; text = around.nextNode()) if (/\p{L}{2}/u.test(text.data)) return true;
    return false;
  };
  /* how high the place is that takes the press, whatever draws it: a label, or an ::after over the whole row */
  const hitHeight = (element) => {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const box = element.getClientRects()[0];
    const x = box.left + box.width / 2, middle = box.top + box.height / 2;
    const hits = (y) => { const at = document.elementFromPoint(x, y); return at && (element.contains(at) || at.closest("label")?.control === element); };
    let high = 0;
    for (let y = middle; hits(y) && y > middle - 60; y--) high++;
    for (let y = middle + 1; hits(y) && y < middle + 60; y++) high++;
    return high;
  };
  const small = (selector) => targets(selector)
    .filter((element) => element.getBoundingClientRect().height < 43.5 && !inSentence(element) && hitHeight(element) < 43.5)
    .map((element) => `target of ${Math.round(element.getBoundingClientRect().height)} px high: ${named(element)}`);

  const sheet = new CSSStyleSheet(); /* a sheet made by script: the policy forbids only what stands in the page */
  const dress = (rules) => {
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = rules ? [sheet] : [];
  };
  /* what opens over the page, as a menu does, covers it on purpose */
  const overlays = (details) => [...details.children].some((child) => ["absolute", "fixed"].includes(getComputedStyle(child).position));
  const opened = (wanted) => {
    const closed = within(document, "details:not([open])");
    closed.forEach((one) => { one.removeAttribute("name"); one.open = true; });
    closed.filter((one) => overlays(one) !== wanted).forEach((one) => { one.open = false; });
    return closed.filter((one) => one.open);
  };
  /* open what is closed in the page itself; how many there were */
  const open = () => opened(false).length;
  /* open what lies over the page; each can then be found by the selector [data-over] */
  const openOver = () => {
    const over = opened(true);
    over.forEach((one) => one.setAttribute("data-over", ""));
    return over.length;
  };

  /* --- the keyboard: is where the focus is seen, in view, and not under something? --- */
  const opaque = (colour) => !/^rgba\(.*, 0\)$|transparent/.test(colour);
  const stop = (colours) => {
    const element = document.activeElement;
    if (!element || element === document.body) return [];
    const shown = element.matches("input[type=radio], input[type=checkbox]") ? element.closest("label") || element : element;
    const trouble = [];
    const rings = [element, shown].flatMap((one) => {
      const style = getComputedStyle(one);
      const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && opaque(style.outlineColor) ? [style.outlineColor] : [];
      return [...outline, ...(style.boxShadow === "none" ? [] : style.boxShadow.match(/rgba?\([^)]*\)/g).filter(opaque))];
    });
    if (!rings.length) trouble.push("the focus cannot be seen");
    else if (!colours.every((colour) => rings.includes(colour))) trouble.push(`the ring has other colours: ${rings}`);
    const box = element.getClientRects()[0] || element.getBoundingClientRect();
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (right - left < 2 || bottom - top < 2) trouble.push("the focus is outside the screen");
    else {
      const points = [[(left + right) / 2, (top + bottom) / 2], [left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3]];
      const covered = points.filter(([x, y]) => {
        const at = document.elementFromPoint(x, y);
        return at && !shown.contains(at) && !at.contains(element);
      });
      if (covered.length) trouble.push(`covered by ${named(document.elementFromPoint(...covered[0]))}`);
      if (box.height <= innerHeight - 120 && (box.top < -1 || box.bottom > innerHeight + 1)) trouble.push("partly outside the screen");
    }
    return trouble.map((one) => `${one}: ${named(element)}`);
  };

  return { tooWide, stuck, cutOff, over, small, dress, open, openOver, stop };
})()
