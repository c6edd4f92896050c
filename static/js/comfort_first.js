// Before the first paint: what a visitor chose for reading on this device (the panel itself is in comfort_panel.js), and
// which buttons there will be, so that none appears later and moves the page.
// A plain script that blocks, so that no page ever flashes; it must stay this small. Runs in browsers of 2018 too.
(function () {
  var known = {
    text: ["125", "150", "200"],
    spacing: ["wide", "wider"],
    scheme: ["light", "dark"],
    contrast: ["more"],
    calm: ["on"],
    simple: ["on"],
    keys: ["off"],
  };
  var root = document.documentElement;
  // Scripts run: the buttons that need them may be shown.
  root.setAttribute("data-comfort", "");
  root.setAttribute("data-tools", navigator.share ? "share" : "");
  window.applyComfort = function (chosen) {
    Object.keys(known).forEach(function (name) {
      var value = chosen && chosen[name];
      if (known[name].indexOf(value) >= 0) root.setAttribute("data-" + name, value);
      else root.removeAttribute("data-" + name);
    });
  };
  try {
    window.applyComfort(JSON.parse(localStorage.getItem("comfort")));
  } catch (error) {
    // Storage may be forbidden or hold something else: the page is shown as it is.
  }
})();
