// The button says to how many members a mail goes. Without this file it says "to the ticked members", and does the same.
(() => {
  const button = document.querySelector("button[data-counts]");
  if (!button) return;
  const boxes = [...document.querySelectorAll(`input[name="${button.dataset.counts}"]`)];
  const say = () => {
    const number = boxes.filter((box) => box.checked).length;
    const words = number === 0 ? "none" : number === 1 ? "one" : "many";
    button.textContent = button.dataset[words].replace("{n}", number);
  };
  boxes.forEach((box) => box.addEventListener("change", say));
  addEventListener("pageshow", say);
  say();
})();
