// On a slow line a page says that the next one is on its way; on a lost line, that it is lost, with a way to try again.
// What is on the screen stays readable and usable all the while.
const place = document.querySelector("[data-line]");
const SOON = 600;
const LONG = 12000;
let timers = [];

function say(text, address) {
  place.replaceChildren(text);
  place.classList.add("said");
  if (address === undefined) return;
  const again = Object.assign(document.createElement("a"), { href: address, textContent: place.dataset.again });
  place.append(" ", again);
}

function calm() {
  timers.forEach(clearTimeout);
  timers = [];
  place.replaceChildren();
  place.classList.remove("said");
}

function leaving(address) {
  calm();
  timers.push(setTimeout(() => say(place.dataset.loading), SOON));
  timers.push(setTimeout(() => say(place.dataset.slow, address), LONG));
}

const opensHere = (event, link) =>
  !event.defaultPrevented &&
  event.button === 0 &&
  !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) &&
  !link.target &&
  !link.hasAttribute("download") &&
  link.origin === location.origin &&
  (link.pathname !== location.pathname || link.search !== location.search);

// A file may be saved, and then this page stays. Addresses of pages end with a slash.
const isPage = (link) => link.pathname.endsWith("/");

if (place) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !opensHere(event, link)) return;
    if (navigator.onLine) return isPage(link) && leaving(link.href);
    event.preventDefault();
    say(place.dataset.lost, link.href);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (navigator.onLine) return leaving();
    event.preventDefault(); // what was typed stays
    say(place.dataset.lost);
  });
  addEventListener("offline", () => say(place.dataset.lost, location.href));
  addEventListener("online", () => say(place.dataset.back));
  addEventListener("pageshow", calm); // also when the browser comes back to a page it kept
}
