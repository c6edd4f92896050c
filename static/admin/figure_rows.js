// Rows of figures: a typed value is said back as both languages will read it, and a source can be added on the spot.
const WORDS = JSON.parse(document.getElementById("figure-row-words")?.textContent ?? "{}");
const LABELS = WORDS.fields ?? {};
const GRADES = ["A", "B", "profile"];

async function sayBack(input) {
  const [measure, quality] = ["measure", "quality"].map((name) => document.getElementById(input.id.replace(/value$/, name)));
  let said = input.parentElement.querySelector(".figure-said");
  if (!said) {
    said = document.createElement("output");
    said.className = "figure-said";
    said.htmlFor = input.id;
    input.after(said);
  }
  if (!input.value || !measure?.value) return void (said.textContent = "");
  const query = new URLSearchParams({ measure: measure.value, value: input.value, quality: quality?.value ?? "" });
  const answer = await fetch(`${input.dataset.typedFigure}?${query}`).then((response) => response.json());
  said.textContent = answer.said ?? answer.error ?? "";
  said.toggleAttribute("data-wrong", Boolean(answer.error));
}

function fieldOf(name) {
  const label = document.createElement("label");
  const field = document.createElement(name === "grade" ? "select" : "input");
  field.name = name;
  if (name === "grade") for (const grade of GRADES) field.add(new Option(grade, grade));
  label.append(LABELS[name], " ", field);
  return label;
}

// A list of checkboxes, one a source: Django's own markup with one more line.
function addChoice(list, { id, label }, isChosen) {
  const line = list.lastElementChild.cloneNode(true);
  const box = line.querySelector("input");
  Object.assign(box, { id: `id_${box.name}_${list.childElementCount}`, value: id, checked: isChosen });
  line.querySelector("label").htmlFor = box.id;
  line.querySelector("label").lastChild.textContent = ` ${label}`;
  list.append(line);
  sayChosen(list);
}

// The keys of the chosen sources stand in the table; they begin each label.
function sayChosen(list) {
  const chosen = [...list.querySelectorAll(":checked")].map((box) => box.parentElement.textContent.trim().split(":")[0]);
  list.parentElement.querySelector("summary").textContent = chosen.join(", ") || WORDS.choose;
}

function askForSource(list, address) {
  const dialog = document.createElement("dialog");
  const form = document.createElement("form");
  const wrong = document.createElement("p");
  const buttons = document.createElement("p");
  dialog.className = "add-source";
  wrong.setAttribute("role", "alert");
  for (const [text, type] of [[WORDS.save, "submit"], [WORDS.cancel, "button"]]) {
    const button = document.createElement("button");
    Object.assign(button, { type, className: "button", textContent: text });
    if (type === "button") button.addEventListener("click", () => dialog.close());
    buttons.append(button, " ");
  }
  form.append(...Object.keys(LABELS).map(fieldOf), wrong, buttons);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const response = await fetch(address, { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": token } });
    const answer = await response.json();
    if (!response.ok) {
      const told = Object.entries(answer.errors).map(([name, messages]) => `${LABELS[name] ?? ""} ${messages.join(" ")}`);
      return void (wrong.textContent = told.join(" "));
    }
    for (const each of document.querySelectorAll(".figure-sources > div")) addChoice(each, answer, each === list);
    for (const { content } of document.querySelectorAll("template")) {
      const each = content.querySelector(".figure-sources > div");
      if (each) addChoice(each, answer, false);
    }
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
}

function prepare(root) {
  for (const list of root.querySelectorAll(".figure-sources > div:not([data-ready])")) {
    const value = list.closest("[data-inline-panel-child]").querySelector("[data-typed-figure]");
    if (!value) continue;
    list.dataset.ready = "";
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-small button-secondary" });
    button.textContent = WORDS.add;
    const address = value.dataset.typedFigure.replace("figures/read/", "sources/add-in-place/");
    button.addEventListener("click", () => askForSource(list, address));
    list.before(button);
  }
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("[data-typed-figure]")) return;
  clearTimeout(target.sayingBack);
  target.sayingBack = setTimeout(() => sayBack(target), 300);
});
document.addEventListener("change", ({ target }) => {
  const input = document.getElementById(target.id?.replace(/-(measure|quality)$/, "-value"));
  if (input !== target && input?.matches("[data-typed-figure]")) sayBack(input);
});
document.addEventListener("click", () => setTimeout(() => prepare(document), 50));
prepare(document);
document.addEventListener("change", ({ target }) => {
  const list = target.closest?.(".figure-sources > div");
  if (list) sayChosen(list);
});
// An open list of sources closes when one goes on elsewhere, or with Escape.
document.addEventListener("click", ({ target }) => {
  for (const open of document.querySelectorAll(".figure-sources[open]")) {
    if (!open.contains(target) && !target.closest("dialog")) open.open = false;
  }
});
document.addEventListener("keydown", ({ key, target }) => {
  const open = key === "Escape" && target.closest?.(".figure-sources[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
