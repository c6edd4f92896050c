// A wide table can be scrolled with the keyboard, so it takes the focus; one that fits should not be a stop on the way.
const regions = document.querySelectorAll("[data-scroll]");

function update(region) {
  const scrolls = region.scrollWidth > region.clientWidth;
  region.setAttribute("role", scrolls ? "region" : "group");
  if (scrolls) region.setAttribute("tabindex", "0");
  else region.removeAttribute("tabindex");
}

const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));
for (const region of regions) observer.observe(region);
