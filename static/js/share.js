// What sharing needs a script for: the system's own sheet, copying, printing, and WeChat's first picture.
const tools = document.querySelector(".take-along");

const onClick = (selector, act) => tools?.querySelector(`${selector} button`)?.addEventListener("click", act);

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not a secure address, or not allowed: the old way.
    const field = Object.assign(document.createElement("textarea"), { value: text, className: "visually-hidden" });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

onClick("[data-web-share]", ({ currentTarget: { dataset } }) => {
  // Refused or closed without choosing: nothing to say.
  navigator.share({ title: dataset.title, url: dataset.address }).catch(() => {});
});
onClick("[data-copy]", async ({ currentTarget: button }) => {
  const said = tools.querySelector("[data-said]");
  const done = await copied(button.dataset.address);
  button.focus();
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = done ? button.dataset.done : button.dataset.failed));
  if (!done) tools.querySelector("#wechat").showPopover?.();
});
onClick("[data-print]", () => print());

// Only WeChat's own browser needs the picture in the page; nobody else loads it.
const picture = document.querySelector("[data-first-picture]");
if (picture && /MicroMessenger/i.test(navigator.userAgent)) picture.loading = "eager";
