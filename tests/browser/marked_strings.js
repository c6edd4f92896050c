// Run inside a page whose strings stand between marks, ⟦N⟧文字⟦/N⟧: takes the marks out and remembers where each stood.
// stringsSeen() then tells which of them a reader sees now and where, stringsWithin() which there are. A string is named by
// its number; in the marks that is a character of private use.
() => {
  const mark = /⟦(\/?)([\u{F0000}-\u{FFFFD}])⟧/u;
  const everyMark = new RegExp(mark, "gu");
  const numberOf = (name) => name.codePointAt(0) - 0xf0000;
  const said = ["aria-label", "alt", "title", "placeholder", "value", "label"];
  const places = []; // [number, element or range]
  const begun = new Map();

  const fromText = (text) => {
    for (let match = mark.exec(text.data); match; match = mark.exec(text.data)) {
      const [all, ends, name] = match;
      text.deleteData(match.index, all.length); // ranges that stand in this text move along
      const range = begun.get(name);
      if (!ends) {
        begun.set(name, new Range());
        begun.get(name).setStart(text, match.index);
      } else if (range) {
        range.setEnd(text, match.index);
        places.push([numberOf(name), range]);
        begun.delete(name);
      }
    }
  };
  const fromAttributes = (element) => {
    for (const { name, value } of [...element.attributes]) {
      if (!mark.test(value)) continue;
      if (said.includes(name)) {
        for (const [, ends, name] of value.matchAll(everyMark)) if (!ends) places.push([numberOf(name), element]);
      }
      element.setAttribute(name, value.replaceAll(everyMark, ""));
    }
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) fromAttributes(node);
    else if (!node.parentElement.closest("script, style, noscript, title")) fromText(node);
  }
  for (const each of document.querySelectorAll("details")) each.open = true;

  const elementOf = (place) => {
    if (place instanceof Element) return place;
    const node = place.commonAncestorContainer;
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element.closest("select") ?? element;
  };
  const boxOf = (place, element) => {
    const whole = place instanceof Element || element.tagName === "SELECT" ? element : place;
    let { left, top, right, bottom } = whole.getBoundingClientRect();
    // What an ancestor cuts off is not seen: what scrolls sideways, and what is there for screen readers alone.
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.overflow === "visible" && style.clipPath === "none") continue;
      const cut = each.getBoundingClientRect();
      [left, right] = [Math.max(left, cut.left), Math.min(right, cut.right)];
      [top, bottom] = [Math.max(top, cut.top), Math.min(bottom, cut.bottom)];
    }
    [left, right] = [Math.max(left, 0), Math.min(right, document.documentElement.clientWidth)];
    return { x: left + scrollX, y: top + scrollY, width: right - left, height: bottom - top };
  };
  window.stringsWithin = (within) =>
    places.filter(([, place]) => elementOf(place).closest(within)).map(([number]) => number);
  window.stringsSeen = (within) => {
    const seen = {};
    for (const [number, place] of places) {
      const element = elementOf(place);
      if (number in seen || (within && !element.closest(within))) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const control = element.closest("a, button, label, summary"); // its name may be there for screen readers alone
      const box = [boxOf(place, element), control && boxOf(control, control)].find(
        (each) => each && each.width >= 6 && each.height >= 6 && each.y >= 0,
      );
      if (box) seen[number] = box;
    }
    return seen;
  };
}
