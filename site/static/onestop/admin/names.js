/* Wagtail's editor of formatted text and its second search have no name that a screen reader could say. */
const name = () => {
  for (const editor of document.querySelectorAll("[contenteditable=true][role=textbox]:not([aria-labelledby])")) {
    const heading = editor.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby");
    if (heading) editor.setAttribute("aria-labelledby", heading);
  }
  for (const form of document.querySelectorAll("#wagtail-sidebar form[role=search]:not([aria-label])")) {
    form.setAttribute("aria-label", form.querySelector("input")?.placeholder || form.textContent.trim());
  }
};

new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
name();
