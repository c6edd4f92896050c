// The menu on small screens is a popover: browsers open it, close it on Escape and give the focus back to its button.
// What they leave open: it also closes when the focus moves on, and when the window grows until the menu is a row.
const menu = document.querySelector("[data-menu]");
const isOpen = () => menu.matches(":popover-open");

if (menu && "hidePopover" in menu) {
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget) && isOpen()) menu.hidePopover();
  });
  menu.addEventListener("click", (event) => {
    if (event.target.closest("a") && isOpen()) menu.hidePopover();
  });
  matchMedia("(width >= 60rem)").addEventListener("change", (query) => {
    if (query.matches && isOpen()) menu.hidePopover();
  });
}
