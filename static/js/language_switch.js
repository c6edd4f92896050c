// The language switch leads to the same place on the page, not only to the same page.
// Browsers carry a fragment over the redirect that sets the language.
const switches = document.querySelectorAll("[data-language-switch]");

function keepAnchor() {
  for (const link of switches) link.hash = location.hash;
}

addEventListener("hashchange", keepAnchor);
keepAnchor();
