/* Wagtail's editor of formatted text hands over what was typed a quarter of a second after the last key. A button
   that is pressed sooner waits for it; else the last words would not be saved. */
const HANDED_OVER = 300;
let touched = -Infinity;
let waiting = false;

for (const kind of ["keydown", "input", "compositionend", "click", "paste", "drop"]) {
  addEventListener(kind, ({ target }) => {
    if (target.closest?.("[class*=Draftail]")) touched = performance.now();
  }, true);
}

addEventListener("click", (event) => {
  const button = event.target.closest?.("button");
  if (button?.type !== "submit" || !button.form?.querySelector("[class*=Draftail]")) return;
  if (!waiting && performance.now() - touched >= HANDED_OVER) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    button.click();
  }, HANDED_OVER);
}, true);
