// What the server says about the draft follows each autosave: checks, lengths, what is left, and the notes at fields.
const nameOf = (input) => `${input.name}=${input.value}`;
const noteOf = (input) => input.closest(".translation-note")?.innerHTML.trim() ?? "";

function fill(place, fresh) {
  const html = fresh?.innerHTML ?? "";
  if (place.innerHTML.trim() === html.trim()) return;
  const ticked = new Map([...place.querySelectorAll("input:checked")].map((input) => [nameOf(input), noteOf(input)]));
  const focused = place.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  place.replaceChildren(...(fresh ? [...fresh.childNodes].map((node) => node.cloneNode(true)) : []));
  for (const input of place.querySelectorAll("input")) {
    // Not saved yet: an autosave confirms nothing. A tick is for what one read beside it; if that changed, it goes.
    input.checked = ticked.get(nameOf(input)) === noteOf(input);
    if (nameOf(input) === focused) input.focus();
  }
}

document.addEventListener("w-autosave:success", () => {
  const answer = document.querySelector("template[data-after-autosave]");
  if (!answer) return;
  const fresh = new Map([...answer.content.querySelectorAll("[data-fresh]")].map((each) => [each.dataset.fresh, each]));
  for (const place of document.querySelectorAll("[data-fresh]")) fill(place, fresh.get(place.dataset.fresh));
});
