// A form is saved in the order in which it was typed. Wagtail takes what an autosave sends seconds before it sends it: one
// that still waits is dropped when somebody saves by hand, and saving by hand waits for one that is under way. Each says
// which number it is in this form, so that the server can tell one that a slow line brings late.
const PATIENCE = 10_000; // ms that saving by hand waits at most; and that autosave stays off while the page is being left
const SEEN = "text_seen";
const ACTIVE = "wAutosaveActiveValue";

let autosave = null; // the last one: its event, and from when on it is under way
let isHeld = false;
let number = 0;

function numbered(seen) {
  try {
    const held = JSON.parse(seen);
    number = Math.max(number, held.sent ?? 0) + 1;
    return JSON.stringify({ ...held, sent: number });
  } catch {
    return seen; // the server says what it thinks of it
  }
}

function leave(form) {
  autosave?.event.preventDefault(); // looked at when its time has come
  autosave = null;
  const seen = form.elements.namedItem(SEEN);
  if (seen) seen.value = numbered(seen.value);
  if (form.dataset[ACTIVE] === "false") return;
  form.dataset[ACTIVE] = "false";
  setTimeout(() => delete form.dataset[ACTIVE], PATIENCE);
}

function submitAsBy(form, button) {
  if (!button) return form.requestSubmit();
  // A button that shows progress is disabled by now, and what it is for would not be sent.
  const { disabled } = button;
  button.disabled = false;
  form.requestSubmit(button);
  button.disabled = disabled;
}

document.addEventListener("w-autosave:save", (event) => {
  const { formData } = event.detail;
  if (formData.has(SEEN)) formData.set(SEEN, numbered(formData.get(SEEN)));
  autosave = { event, goesAt: performance.now() + Number(event.target.dataset.wAutosaveIntervalValue) };
});

const ENDS = ["w-autosave:success", "w-autosave:error"];
for (const end of ENDS) document.addEventListener(end, () => (autosave = null));

// Wagtail sends what its dialogs ask for (a comment on approving) past this event.
const edited = document.querySelector("[data-edit-form]");
if (edited) edited.submit = () => edited.requestSubmit();

document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("[data-edit-form]")) return;
    if (!isHeld && !(autosave && performance.now() >= autosave.goesAt)) return leave(form);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isHeld) return; // asked for twice
    isHeld = true;
    const heard = new AbortController();
    const goOn = () => {
      if (!isHeld) return;
      isHeld = false;
      heard.abort();
      autosave = null;
      submitAsBy(form, submitter);
    };
    for (const end of ENDS) document.addEventListener(end, goOn, { signal: heard.signal });
    setTimeout(goOn, PATIENCE);
  },
  true,
);
