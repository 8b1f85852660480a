// Passkeys. A form says in data-passkey what it does: "get" (show one) or "create" (add one). The options come from
// the <script type="application/json"> that data-options names, or from the form's own address. Without this script,
// or in a browser that is too old, the button stays away and the code by mail or app does the work.
(function () {
  "use strict";
  var keys = window.PublicKeyCredential;
  if (!keys || !keys.parseRequestOptionsFromJSON || !keys.parseCreationOptionsFromJSON) return;

  async function options(form) {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    var answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }

  async function ask(form) {
    var asked = (await options(form)).publicKey;
    var key;
    if (form.dataset.passkey === "create") {
      asked.authenticatorSelection = Object.assign({}, asked.authenticatorSelection, {
        residentKey: "required", requireResidentKey: true, userVerification: "required",
      });
      key = await navigator.credentials.create({ publicKey: keys.parseCreationOptionsFromJSON(asked) });
    } else {
      key = await navigator.credentials.get({ publicKey: keys.parseRequestOptionsFromJSON(asked) });
    }
    form.elements.credential.value = JSON.stringify(key.toJSON());
    form.submit();
  }

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var problem = form.querySelector("[data-problem]");
      problem.hidden = true;
      ask(form).catch(function () { problem.hidden = false; });
    });
  });
})();
