/* Everything works without this file. It keeps what is typed, counts the signs, and shows what may help already. */

const form = document.querySelector("[data-filing]");
const words = form?.querySelector("textarea[data-count]");
const saved = document.getElementById("saved");
const similar = document.getElementById("similar");
const offline = document.getElementById("offline");
const PAUSE = 2500;
let timer, sent = words?.value;

if (words && saved?.dataset.going) saved.textContent = saved.dataset.going;

async function keep() {
  if (words.value === sent || words.value.trim().length < 4) return;
  const typed = words.value;
  const data = new FormData(form);
  for (const name of ["files"]) data.delete(name);
  data.set("do", "save");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    sent = typed;
    similar.innerHTML = await answer.text();
    const now = new Date();
    const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
    saved.textContent = `${saved.dataset.saved} ${time}`;
  } catch {
    saved.textContent = saved.dataset.lost;
    timer = setTimeout(keep, 4 * PAUSE);
  }
}

words?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
});

/* A second press of the last button sends nothing anew; the server would not mind either. Without a connection
   the press would lead to the browser's own error, and what was typed since the last keeping would be lost. */
for (const each of document.querySelectorAll(".filing form")) {
  each.addEventListener("submit", (event) => {
    offline.hidden = navigator.onLine;
    if (!navigator.onLine) {
      event.preventDefault();
      return;
    }
    clearTimeout(timer);
    if (each.dataset.pressed) event.preventDefault();
    each.dataset.pressed = "true";
    setTimeout(() => delete each.dataset.pressed, 3 * PAUSE);
  });
}
addEventListener("online", () => {
  offline.hidden = true;
});
addEventListener("pageshow", () => {
  for (const each of document.querySelectorAll("[data-pressed]")) delete each.dataset.pressed;
});
