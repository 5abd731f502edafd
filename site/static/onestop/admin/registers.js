/* On a telephone a row of a register is a card: each value has the name of its column beside it. */
for (const table of document.querySelectorAll(".modeladmin .result-list > .listing, .network-table")) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  for (const row of table.tBodies[0].rows) {
    for (const [place, cell] of [...row.cells].entries()) cell.dataset.label = names[place] ?? "";
  }
  table.classList.add("register");
}

/* What is done to many rows is done to a whole page of them by one press more. */
for (const table of document.querySelectorAll(".result-list > table")) {
  const boxes = [...table.querySelectorAll("input[name=chosen]")];
  if (boxes.length < 2) continue;
  const all = document.createElement("input");
  all.type = "checkbox";
  const head = table.tHead.rows[0].cells[0];
  all.setAttribute("aria-label", head.textContent.trim());
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  head.append(all);
}
