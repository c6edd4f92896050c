// Only improvements: without any of these, every page still works.
import "./language_switch.js";
import "./menu.js";
import "./scroll_regions.js";
import "./search_box.js";
import "./comfort_panel.js";
import "./share.js";
import "./gallery.js";
import "./waiting.js";
