// Rows of figures: a typed value is said back as both languages will read it, and a source can be added on the spot.
const WORDS = JSON.parse(document.getElementById("figure-row-words")?.textContent ?? "{}");
const LABELS = WORDS.fields ?? {};
const GRADES = ["A", "B", "profile"];

async function sayBack(input) {
  const measure = document.getElementById(input.id.replace(/-value$/, "-measure"));
  let said = input.parentElement.querySelector(".figure-said");
  if (!said) {
    said = document.createElement("output");
    said.className = "figure-said";
    said.htmlFor = input.id;
    input.after(said);
  }
  if (!input.value || !measure?.value) return void (said.textContent = "");
  const query = new URLSearchParams({ measure: measure.value, value: input.value });
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

function askForSource(select, address) {
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
    for (const each of document.querySelectorAll('.figure-rows select[name$="-sources"]')) {
      each.add(new Option(answer.label, answer.id, false, each === select));
    }
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
}

function prepare(root) {
  for (const select of root.querySelectorAll('.figure-rows select[name$="-sources"]:not([data-ready])')) {
    const value = select.form?.querySelector("[data-typed-figure]");
    if (!value) continue;
    select.dataset.ready = "";
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-small button-secondary" });
    button.textContent = WORDS.add;
    const address = value.dataset.typedFigure.replace("figures/read/", "sources/add-in-place/");
    button.addEventListener("click", () => askForSource(select, address));
    select.after(button);
  }
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("[data-typed-figure]")) return;
  clearTimeout(target.sayingBack);
  target.sayingBack = setTimeout(() => sayBack(target), 300);
});
document.addEventListener("click", () => setTimeout(() => prepare(document), 50));
prepare(document);
