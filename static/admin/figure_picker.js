// Lets an editor choose one of the recorded figures. `pickFigure(url)` opens a dialog and promises the chosen figure
// ({texts, data}), or null when the dialog is closed without one. Words and figures come from the server, in the
// language of the admin.
(() => {
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    made.append(...children);
    return made;
  };

  const option = (figure, index) =>
    element(
      "li",
      { role: "option", id: `figure-option-${index}`, class: "figure-picker__option", "aria-selected": "false" },
      element("span", { class: "figure-picker__value" }, figure.text),
      element("span", { class: "figure-picker__what" }, figure.measure),
      element("span", { class: "figure-picker__where" }, figure.where),
    );

  const build = (words) => {
    const search = element("input", {
      type: "search", class: "figure-picker__search", role: "combobox", autocomplete: "off", "aria-expanded": "true",
      "aria-controls": "figure-picker-list", "aria-autocomplete": "list", "aria-label": words.search,
      placeholder: words.search,
    });
    const list = element("ul", {
      role: "listbox", id: "figure-picker-list", class: "figure-picker__list", "aria-label": words.title,
    });
    const status = element("p", { role: "status", class: "figure-picker__status" });
    const close = element("button", { type: "button", class: "button button-secondary" }, words.close);
    const dialog = element(
      "dialog",
      { class: "figure-picker", "aria-labelledby": "figure-picker-title" },
      element("h2", { id: "figure-picker-title", class: "figure-picker__title" }, words.title),
      search, list, status,
      element("div", { class: "figure-picker__foot" }, element("p", { class: "figure-picker__hint" }, words.hint), close),
    );
    return { dialog, search, list, status, close };
  };

  const choose = (figures, words) =>
    new Promise((resolve) => {
      const { dialog, search, list, status, close } = build(words);
      const options = figures.map(option);
      let shown = [];
      let current = -1;

      const mark = (position) => {
        options[shown[current]]?.setAttribute("aria-selected", "false");
        current = shown.length ? (position + shown.length) % shown.length : -1;
        const marked = options[shown[current]];
        marked?.setAttribute("aria-selected", "true");
        marked?.scrollIntoView({ block: "nearest" });
        if (marked) search.setAttribute("aria-activedescendant", marked.id);
        else search.removeAttribute("aria-activedescendant");
      };
      const filter = () => {
        const terms = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
        options[shown[current]]?.setAttribute("aria-selected", "false");
        const found = ({ search, session }) => terms.every((term) => term === session || search.includes(term));
        // “5” is in many values: those of the 5th session come first.
        const ofSession = (index) => (terms.includes(figures[index].session) ? 0 : 1);
        shown = [...figures.keys()].filter((index) => found(figures[index])).sort((a, b) => ofSession(a) - ofSession(b));
        list.replaceChildren(...shown.map((index) => options[index]));
        status.textContent = shown.length ? "" : words.none;
        current = -1;
        mark(0);
      };
      const finish = (figure) => {
        dialog.close();
        dialog.remove();
        resolve(figure);
      };

      search.addEventListener("input", filter);
      search.addEventListener("keydown", (event) => {
        if (event.isComposing) return; // an input method is still choosing characters
        const moves = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 8, PageUp: current - 8 };
        if (event.key in moves) {
          event.preventDefault();
          const paged = event.key.startsWith("Page");
          mark(paged ? Math.max(0, Math.min(shown.length - 1, moves[event.key])) : moves[event.key]);
        } else if (event.key === "Enter") {
          event.preventDefault();
          if (current >= 0) finish(figures[shown[current]]);
        }
      });
      list.addEventListener("click", (event) => {
        const index = options.indexOf(event.target.closest("[role=option]"));
        if (index >= 0) finish(figures[index]);
      });
      close.addEventListener("click", () => finish(null));
      dialog.addEventListener("cancel", (event) => {
        event.preventDefault();
        finish(null);
      });
      document.body.append(dialog);
      filter();
      dialog.showModal();
      search.focus();
    });

  window.pickFigure = async (url) => {
    const response = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!response.ok) throw new Error(`${response.status} from ${url}`);
    const { figures, words } = await response.json();
    return choose(figures, words);
  };
})();
