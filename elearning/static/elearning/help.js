// The help panel closes with Escape, and as soon as somebody goes on with the page that it lies over.
// Without this file it opens and closes with its own button.
(function () {
  "use strict";
  var panel = document.querySelector(".help-bar details");
  if (!panel) return;

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !panel.open) return;
    if (panel.contains(document.activeElement)) panel.querySelector("summary").focus();
    panel.open = false;
  });
  ["focusin", "pointerdown"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (!panel.contains(event.target)) panel.open = false;
    });
  });
})();
