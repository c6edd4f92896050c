// What the server says about the draft follows each autosave: checks, lengths, what is left, and the notes at fields.
const nameOf = (input) => `${input.name}=${input.value}`;

function fill(place, fresh) {
  const html = fresh?.innerHTML ?? "";
  if (place.innerHTML.trim() === html.trim()) return;
  const ticked = new Set([...place.querySelectorAll("input:checked")].map(nameOf));
  const focused = place.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  place.replaceChildren(...(fresh ? [...fresh.childNodes].map((node) => node.cloneNode(true)) : []));
  for (const input of place.querySelectorAll("input")) {
    input.checked = ticked.has(nameOf(input)); // not saved yet: an autosave confirms nothing
    if (nameOf(input) === focused) input.focus();
  }
}

document.addEventListener("w-autosave:success", () => {
  const answer = document.querySelector("template[data-after-autosave]");
  if (!answer) return;
  const fresh = new Map([...answer.content.querySelectorAll("[data-fresh]")].map((each) => [each.dataset.fresh, each]));
  for (const place of document.querySelectorAll("[data-fresh]")) fill(place, fresh.get(place.dataset.fresh));
});
