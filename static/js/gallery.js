// Galleries: without this, each small picture is a link to the large one. Here they open one after another in a dialog:
// the browser keeps the focus inside, closes it on Escape and gives the focus back.
const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

function viewer(gallery) {
  const links = [...gallery.querySelectorAll("li a")];
  const dialog = make("dialog", { className: "viewer" });
  const picture = make("img");
  const caption = make("p", { className: "viewer-caption" });
  const place = make("span", { className: "number" });
  const button = (label, act) => {
    const made = make("button", { type: "button", textContent: label });
    made.addEventListener("click", act);
    return made;
  };
  let shown = 0;

  const show = (number) => {
    shown = (number + links.length) % links.length;
    const link = links[shown];
    picture.alt = link.querySelector("img").alt;
    picture.width = link.dataset.width;
    picture.height = link.dataset.height;
    picture.src = link.href;
    caption.replaceChildren(
      ...[...link.closest("figure").querySelectorAll("figcaption > span")].map((text) => text.cloneNode(true)),
    );
    place.textContent = `${shown + 1} / ${links.length}`;
  };

  const bar = make("div", { className: "viewer-bar" });
  bar.append(
    button(gallery.dataset.previous, () => show(shown - 1)),
    place,
    button(gallery.dataset.next, () => show(shown + 1)),
    button(gallery.dataset.close, () => dialog.close()),
  );
  caption.setAttribute("aria-live", "polite");
  dialog.setAttribute("aria-label", gallery.dataset.gallery);
  dialog.append(bar, picture, caption);
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) show(shown + step);
  });
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => links[shown].focus());
  gallery.append(dialog);

  links.forEach((link, number) =>
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(number);
      dialog.showModal();
    }),
  );
}

if (window.HTMLDialogElement?.prototype.showModal) {
  document.querySelectorAll("[data-gallery]").forEach(viewer);
}
