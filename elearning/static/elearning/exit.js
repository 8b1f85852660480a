// The quick way out, quicker: the page goes blank at once, and three times Shift does the same as the button.
// A Shift that is held for a capital does not count, nor do presses more than five seconds apart.
// Leaving replaces this page in the history of the tab, so that Back does not return to it.
(function () {
  "use strict";
  var form = document.querySelector(".exit-form");
  if (!form) return;
  var WAIT = 600; // milliseconds for the server to end the session; then the weather comes first
  var pressed = 0, last = 0, alone = false, leaving = false;

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    document.body.hidden = true;
    document.title = form.dataset.title;
    var gone = false;
    var away = function () { gone = true; location.replace(form.dataset.outside); };
    var late = setTimeout(away, WAIT);
    // the reply is a redirect; not followed, for we go there ourselves
    fetch(form.action, { method: "POST", keepalive: true, redirect: "manual" }).then(function (reply) {
      if (reply.type !== "opaqueredirect") throw new Error();
      if (!gone) away();
    }).catch(function () {
      if (!gone) form.submit();
    }).finally(function () { clearTimeout(late); });
  });

  // a page that the browser kept whole asks the server again who is there
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { document.body.hidden = true; location.reload(); }
  });

  document.querySelectorAll("[form='" + form.id + "'], .exit-form button").forEach(function (button) {
    button.setAttribute("aria-describedby", form.id + "-ook");
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") { alone = false; pressed = 0; } else if (!event.repeat) { alone = true; }
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    pressed = event.timeStamp - last < 5000 ? pressed + 1 : 1;
    last = event.timeStamp;
    if (pressed === 3) form.requestSubmit();
  });
})();
