// The whole script of a worksheet. It counts what is ticked on this page and shows the words that belong to it.
// It asks nobody for anything, keeps nothing, and puts no answer in an address, a title or a link; the policy under
// which this page is sent lets it run only as it stands here.
// Without it the page is a form for on paper: `scripted` on the root is what takes that form away.
(function () {
  "use strict";
  var root = document.documentElement;
  var FIRST = 3; // so many things to begin with
  var QUICK = 5000; // milliseconds between two presses of Shift
  root.classList.add("scripted");

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("blad");
    var counted = document.getElementById("geteld");
    var said = document.getElementById("gezegd");

    function each(selector, act) {
      Array.prototype.forEach.call(document.querySelectorAll(selector), act);
    }

    function ticked(selector) {
      return form.querySelectorAll(selector + ":checked");
    }

    // Bring everything that depends on the answers in line with them.
    function show() {
      var filled = ticked("input").length;
      var later = ticked("[data-kind=later]").length;
      var left = FIRST;
      root.classList.toggle("filled", filled > 0);
      root.classList.toggle("advised", later > 0);
      counted.textContent = filled
        ? counted.dataset.some.replace("{number}", filled)
        : counted.dataset.none;
      each(".band", function (band) {
        var most = band.dataset.atMost === "" ? Infinity : Number(band.dataset.atMost);
        band.classList.toggle("now", later >= Number(band.dataset.atLeast) && later <= most);
      });
      each(".first li", function (line) {
        var point = document.getElementById(line.dataset.point);
        var now = left > 0 && point.querySelector("[data-kind=later]:checked") !== null;
        if (now) left -= 1;
        line.classList.toggle("now", now);
      });
    }

    // As if nobody had been here.
    function wipe() {
      each("input", function (input) { input.checked = false; });
      root.classList.remove("asked");
      said.textContent = "";
      show();
    }

    form.addEventListener("change", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function (event) {
      event.preventDefault();
      wipe();
      said.textContent = said.dataset.wiped;
      document.getElementById("titel").focus();
      window.scrollTo(0, 0);
    });
    document.getElementById("kijk").addEventListener("click", function () {
      show();
      said.textContent = "";
      root.classList.add("asked");
      document.getElementById("uitkomst-titel").focus();
    });
    each("[data-print]", function (button) {
      button.addEventListener("click", function () { window.print(); });
    });

    // Whoever comes back finds an empty sheet, also when the browser kept the page whole.
    window.addEventListener("pagehide", wipe);
    window.addEventListener("pageshow", wipe);
    wipe();

    // The quick way out: blank at once, and the weather takes the place of this page in the history of the tab.
    function leave() {
      var link = document.getElementById("verlaat");
      wipe();
      document.body.hidden = true;
      document.title = link.dataset.title;
      window.location.replace(link.href);
    }
    each("[data-leave]", function (link) {
      link.addEventListener("click", function (event) { event.preventDefault(); leave(); });
    });

    // Three times Shift does the same; a Shift that is held for a capital does not count.
    var pressed = 0, last = 0, alone = false;
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Shift") { alone = false; pressed = 0; } else if (!event.repeat) { alone = true; }
    });
    document.addEventListener("keyup", function (event) {
      if (event.key !== "Shift" || !alone) return;
      alone = false;
      pressed = event.timeStamp - last < QUICK ? pressed + 1 : 1;
      last = event.timeStamp;
      if (pressed === 3) leave();
    });
  });
})();
