// A button that prints the page takes the place of the sentence that says how to.
// Without this file the sentence stays, and the browser's own menu prints the same sheet.
(function () {
  "use strict";
  document.querySelectorAll("[data-print]").forEach(function (button) {
    document.getElementById(button.dataset.print).hidden = true;
    button.parentElement.hidden = false;
    button.addEventListener("click", function () { print(); });
  });
})();
