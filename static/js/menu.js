// The menu on small screens is a popover: browsers open it, close it on Escape and give the focus back to its button.
// What they leave open: it also closes when the focus moves on, and when the window grows until the menu is a row.
const menu = document.querySelector("[data-menu]");
const isOpen = () => menu.matches(":popover-open");

if (menu && "hidePopover" in menu) {
  document.addEventListener("focusin", ({ target }) => {
    if (isOpen() && !menu.contains(target) && target.popoverTargetElement !== menu) menu.hidePopover();
  });
  menu.addEventListener("click", ({ target }) => {
    if (target.closest("a") && isOpen()) menu.hidePopover();
  });
  matchMedia("(width >= 60rem)").addEventListener("change", (query) => {
    if (query.matches && isOpen()) menu.hidePopover();
  });
}
