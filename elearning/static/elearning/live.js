// Keeps the numbers and the curve of the year up to date: each minute while somebody is at work in this window, and when
// one comes back to it. The list stays as it is under the reader's eyes. Who walked away is signed out as always: without
// a key or a click for ten minutes nothing is asked. Without this file loading the page again does the same.
(() => {
  const MINUTE = 60000, AT_WORK = 10 * MINUTE;
  let touched = Date.now(), asked = Date.now();
  const touch = () => { touched = Date.now(); };
  addEventListener("pointerdown", touch, { passive: true });
  addEventListener("keydown", touch);

  function put(page) {
    const fresh = page && page.getElementById("nu"), old = document.getElementById("nu");
    // who reads the table under the curve, or has the focus there, is left alone
    if (!fresh || !old || old.contains(document.activeElement) || old.querySelector("details[open]")) return;
    if (fresh.innerHTML !== old.innerHTML) old.replaceChildren(...fresh.childNodes);
  }

  function renew() {
    if (document.hidden || Date.now() - touched > AT_WORK || Date.now() - asked < MINUTE / 2) return;
    asked = Date.now();
    // the browser reads the answer as a document itself: no text of ours becomes HTML here
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname + location.search);
    request.responseType = "document";
    request.addEventListener("load", () => { if (request.status === 200) put(request.response); });
    request.send();
  }

  setInterval(renew, MINUTE);
  document.addEventListener("visibilitychange", () => { touch(); renew(); });
})();
