// After an answer: put the focus on what is new, and make sure that reloading or going back sends nothing twice.
// Without this file everything works; the server refuses doubles itself.
(() => {
  const arrived = document.querySelector("#fout, #uitslag, main h1[tabindex='-1']");
  if (arrived) arrived.focus();
  history.replaceState(null, "", location.href);
})();
