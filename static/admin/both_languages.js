// The form in both languages or in one, as each person prefers; and blocks of one place beside each other.
const WORDS = JSON.parse(document.getElementById("both-languages-words")?.textContent ?? "{}");
const KEPT = "languages-shown";
const root = document.documentElement;

function kept() {
  try {
    return localStorage.getItem(KEPT) ?? "both";
  } catch {
    return "both"; // storage may be switched off
  }
}

function show(choice) {
  root.dataset.languagesShown = choice;
  try {
    localStorage.setItem(KEPT, choice);
  } catch {
    // shown all the same, for this page
  }
  alignAll();
}

function hasErrors(language) {
  return Boolean(document.querySelector(`[data-text-language="${language}"] .w-field--error`));
}

function addChoice(form) {
  const group = document.createElement("fieldset");
  group.className = "languages-shown";
  const legend = document.createElement("legend");
  legend.textContent = WORDS.legend;
  group.append(legend);
  for (const [value, text] of WORDS.choices) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", value, checked: value === root.dataset.languagesShown });
    input.addEventListener("change", () => show(value));
    input.name = "languages-shown";
    input.setAttribute("form", ""); // no part of what is saved
    label.append(input, text);
    if (value !== "both") label.lang = value;
    group.append(label);
  }
  form.prepend(group);
}

// --- names of rich-text editors, which Wagtail leaves without one

const NAMED = ".w-field__label, [data-panel-heading-text], .c-sf-block__type, .w-panel__heading";

function nameEditors() {
  for (const editor of document.querySelectorAll("[contenteditable=true][role=textbox]:not([aria-label])")) {
    if (editor.hasAttribute("aria-labelledby")) continue;
    let around = editor.parentElement;
    while (around && !around.querySelector(NAMED)) around = around.parentElement;
    const name = around?.querySelector(NAMED)?.textContent.trim();
    if (name) editor.setAttribute("aria-label", name);
  }
}

// --- blocks beside each other

const BLOCK = "[data-streamfield-child][data-contentpath], [data-block-read]";
const idOf = (block) => block.dataset.contentpath ?? block.dataset.blockRead;

/** Blocks of a column itself, not those inside other blocks, by their id. */
function blocksOf(column) {
  const outer = [...column.querySelectorAll(BLOCK)].filter((block) => !block.parentElement.closest(BLOCK));
  return new Map(outer.map((block) => [idOf(block), block]));
}

function align(pair) {
  const [first, second] = [...pair.querySelectorAll("[data-text-language]")].map(blocksOf);
  if (!first?.size || !second?.size) return;
  for (const block of [...first.values(), ...second.values()]) block.style.marginBlockStart = "";
  const columns = pair.querySelectorAll("[data-text-language]");
  const [left, right] = [...columns].map((column) => column.getBoundingClientRect().left);
  if (left === right || !columns[0].offsetParent || !columns[1].offsetParent) return;
  for (const [id, block] of first) {
    const other = second.get(id);
    if (!other) continue;
    const lower = block.getBoundingClientRect().top - other.getBoundingClientRect().top;
    const moved = lower > 0 ? other : block;
    if (Math.abs(lower) > 1) moved.style.marginBlockStart = `${Math.abs(lower)}px`;
  }
}

const pairs = () => document.querySelectorAll(".both-languages:has([data-streamfield-child], [data-block-read])");
let waiting = 0;
function alignAll() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => pairs().forEach(align));
}

function watch() {
  const sizes = new ResizeObserver(alignAll);
  const seen = new WeakSet();
  const look = () => {
    nameEditors();
    for (const pair of pairs()) {
      for (const block of pair.querySelectorAll(BLOCK)) {
        if (seen.has(block)) continue;
        seen.add(block);
        sizes.observe(block);
      }
    }
    alignAll();
  };
  new MutationObserver(look).observe(document.querySelector("main"), { childList: true, subtree: true });
  addEventListener("resize", alignAll);
  look();
}

root.dataset.languagesShown = kept();
const form = document.querySelector("form[data-edit-form], main form:has(.both-languages)");
if (form && document.querySelector(".both-languages")) {
  if (["en", "zh-Hans"].some((language) => language !== root.dataset.languagesShown && hasErrors(language))) {
    root.dataset.languagesShown = "both";
  }
  addChoice(form);
  watch();
}
