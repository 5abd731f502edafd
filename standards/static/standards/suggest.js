/* Suggestions while typing: a combobox by the WAI-ARIA pattern. Without this file the box is a plain search. */

const WAIT = 120;

for (const input of document.querySelectorAll("input[data-suggest]")) {
  const frame = document.createElement("div");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [];
  let active = -1;
  let timer = 0;
  let asked = null;

  frame.className = "suggest";
  list.className = "suggest__list";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  list.hidden = true;
  status.className = "sr";
  status.setAttribute("role", "status");
  input.replaceWith(frame);
  frame.append(input, list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  const close = () => {
    asked?.abort();
    clearTimeout(timer);
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const show = (results) => {
    options = results;
    active = -1;
    list.replaceChildren(...results.map(({ number, title }, index) => {
      const option = document.createElement("li");
      const name = document.createElement("b");
      const words = document.createElement("span");
      name.textContent = number;
      words.textContent = title;
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(name, " ", words);
      return option;
    }));
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = results.length ? `${results.length}` : "";
  };

  const ask = async () => {
    const text = input.value.trim();
    if (text.length < 2) { close(); return; }
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch { /* the plain search still works */ }
  };

  const go = (index) => { location.assign(options[index].url); };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && list.hidden) ask();
    else if (event.key === "ArrowDown") mark(active < last ? active + 1 : -1);
    else if (event.key === "ArrowUp" && !list.hidden) mark(active < 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) go(active);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go([...list.children].indexOf(option));
  });
}
