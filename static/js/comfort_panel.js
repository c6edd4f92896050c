// The panel of reading comfort: each choice applies at once and is kept on this device, nowhere else.
const panel = document.querySelector("[data-comfort-panel]");
const simpleBrings = { text: "150", spacing: "wide", contrast: "more", calm: "on", simple: "on" };

function kept() {
  try {
    return JSON.parse(localStorage.getItem("comfort")) || {};
  } catch {
    return {};
  }
}

function keep(chosen) {
  applyComfort(chosen);
  try {
    localStorage.setItem("comfort", JSON.stringify(chosen));
  } catch {
    // Where storage is forbidden, the choice holds for this page.
  }
}

function show(chosen) {
  for (const input of panel.elements) {
    if (input.type === "radio") input.checked = input.value === (chosen[input.name] || "");
    if (input.type === "checkbox") input.checked = input.value === chosen[input.name];
  }
}

if (panel) {
  show(kept());
  panel.addEventListener("change", ({ target }) => {
    const chosen = Object.fromEntries([...new FormData(panel)].filter(([, value]) => value));
    // The simple layout brings what the guideline for elderly readers asks for; each can be taken back by itself.
    if (target.name === "simple" && target.checked) {
      for (const [name, value] of Object.entries(simpleBrings)) chosen[name] ||= value;
      show(chosen);
    }
    keep(chosen);
  });
  panel.addEventListener("reset", (event) => {
    event.preventDefault();
    show({});
    keep({});
    panel.querySelector("[data-said]").textContent = panel.dataset.reset;
  });
  panel.addEventListener("submit", (event) => event.preventDefault());
  // Chosen in another window of this browser.
  addEventListener("storage", ({ key }) => {
    if (key === "comfort" || key === null) {
      applyComfort(kept());
      show(kept());
    }
  });
  // A page that the browser kept while it was left.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) {
      applyComfort(kept());
      show(kept());
    }
  });
}
