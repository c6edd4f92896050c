// Suggestions while one types, by the ARIA pattern of an editable combobox with a list (APG 1.2). Without this script the
// box is a plain form. Nothing is asked for while an input method composes; one request is under way at most.
const PAUSE = 150;

function attach(box) {
  const input = box.querySelector("input");
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-suggestions`, hidden: true });
  const status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  status.setAttribute("role", "status");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.label);
  list.className = "suggestions";
  box.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
  })) {
    input.setAttribute(name, value);
  }

  let timer = 0;
  let request = null;
  let asked = "";
  let chosen = -1;
  let composing = false;

  const options = () => [...list.children];

  // What was asked for comes too late to change anything.
  function stopAsking() {
    clearTimeout(timer);
    request?.abort();
    request = null;
  }

  function close() {
    stopAsking();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  // The list that somebody moves in stays as it is: an answer that comes meanwhile would take the choice away.
  function choose(index) {
    stopAsking();
    asked = "";
    const all = options();
    chosen = (index + all.length + 1) % (all.length + 1);
    if (chosen === all.length) chosen = -1;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  function show(items) {
    list.replaceChildren(
      ...items.map((item, place) => {
        const option = Object.assign(document.createElement("li"), { id: `${list.id}-${place}`, textContent: item.text });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.address = item.address;
        return option;
      }),
    );
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    const { found, one, none } = box.dataset;
    status.textContent = items.length > 1 ? found.replace("{number}", items.length) : items.length ? one : none;
  }

  async function ask() {
    const text = input.value.trim();
    if (!text || text === asked) return text || close();
    asked = text;
    request?.abort();
    const mine = (request = new AbortController());
    const late = setTimeout(() => (status.textContent = box.dataset.waiting), 400);
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: mine.signal });
      if (answer.ok && request === mine) show((await answer.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") close();
    } finally {
      clearTimeout(late);
      if (request === mine) request = null;
    }
  }

  function later() {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(ask, PAUSE);
  }

  input.addEventListener("compositionstart", () => {
    composing = true;
    clearTimeout(timer);
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  input.addEventListener("input", () => {
    if (!input.value.trim()) {
      asked = "";
      close();
      status.textContent = "";
    } else later();
  });
  input.addEventListener("keydown", (event) => {
    // While composing, the arrows and Enter belong to the input method (keyCode 229 in older Safari).
    if (composing || event.isComposing || event.keyCode === 229) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" && !open && list.children.length) show(options().map(({ textContent: text, dataset }) => ({ text, address: dataset.address })));
    if (event.key === "ArrowDown" && !list.hidden) choose(chosen + 1);
    else if (event.key === "ArrowUp" && open) choose(chosen < 0 ? options().length - 1 : chosen - 1);
    else if (event.key === "Enter" && open && chosen >= 0) location.assign(options()[chosen].dataset.address);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
  });
  // A click on an option must not take the focus from the box first.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.address);
  });
  input.addEventListener("blur", close);
  addEventListener("pageshow", close);
}

const boxes = [...document.querySelectorAll("[data-search-box]")];
boxes.forEach(attach);

// “/” goes to the search box, unless something is being typed or the visitor turned it off (WCAG 2.1.4).
document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off") return;
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const input = boxes.map((box) => box.querySelector("input")).find((each) => each.checkVisibility());
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
});
