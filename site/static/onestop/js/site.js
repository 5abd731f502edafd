/* Buttons that only a script can serve. */

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.querySelector("span") ?? button;
  const words = label.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.textContent = button.dataset.copied;
    } catch {
      label.textContent = button.dataset.refused;
    }
    button.setAttribute("aria-live", "polite");
    setTimeout(() => { label.textContent = words; }, 2500);
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;

/* What is to be changed, first. */
document.querySelector(".form__errors")?.focus();
